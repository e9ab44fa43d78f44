"""The clean phrase of a directive, as a person reads it in a table."""

import pytest

from bimatrack.extract.phrasing import phrase


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("menata pasar", "Menata pasar"),
        ("  menata\n pasar, untuk", "Menata pasar"),
        ("agar menata pasar dan", "Menata pasar"),
        ("dan memasang rambu (di simpang", "Memasang rambu (di simpang)"),
        ("“menata pasar.”", "Menata pasar"),
        ("serta agar", "serta agar"),
        ("- –", "- –"),
    ],
)
def test_a_phrase_has_neither_stray_marks_nor_dangling_words(quote: str, words: str) -> None:
    """White space is folded, brackets are closed, conjunctions at both ends go; of nothing else the quote is left."""
    assert phrase(quote) == words

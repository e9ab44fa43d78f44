"""Lines are broken by Indonesian syllables where they must be, and nothing else happens to a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.exporters.pdf.breaking import BREAK, SOFT_HYPHEN, break_lines, syllables

_PLAIN = st.text(st.characters(exclude_characters=f"{SOFT_HYPHEN}{BREAK}"))


@pytest.mark.parametrize(
    "parted",
    [
        "penye-leng-ga-raan",
        "per-tang-gung-ja-waban",
        "menin-dak-lan-juti",
        "kese-jah-te-raan",
        "masya-ra-kat",
        "menga-wasi",
        "infras-truk-tur",
        "admi-nis-trasi",
        "Per-se-tu-juan",
        "pem-ba-ngunan",
        "kebi-jakan",
        "kese-suaian",
    ],
)
def test_words_are_parted_between_syllables(parted: str) -> None:
    """One consonant opens the next syllable, of several the first closes; ng, ny, sy, kh are one; -an stays whole."""
    word = parted.replace("-", "")
    places = [0, *syllables(word), len(word)]

    assert "-".join(word[start:end] for start, end in pairwise(places)) == parted


@pytest.mark.parametrize(
    "word", ["rapat", "APBDPERUBAHAN", "bagian2026kedua", "contoh.example.go.id", "bast_final_terakhir"]
)
def test_what_is_no_long_word_is_not_parted(word: str) -> None:
    """Short words, initials, numbers and addresses have no syllables."""
    assert syllables(word) == ()


def test_only_the_word_at_the_end_of_a_line_is_parted() -> None:
    """Words that fit are left as they are, so that they can be searched for."""
    broken = break_lines("penyelenggaraan pemerintahan penyelenggaraan", 120, 10)

    assert broken.text == f"penyelenggaraan pemerin{SOFT_HYPHEN}tahan penyelenggaraan"
    assert broken.lines == 2


def test_a_line_that_is_nearly_full_parts_no_word() -> None:
    """Hyphens are for gaps that would be seen."""
    assert break_lines("Dinas Perencanaan Pembangunan", 110, 10).text == "Dinas Perencanaan Pembangunan"
    assert break_lines("Dinas Pembangunan", 65, 10).text == f"Dinas Pemba{SOFT_HYPHEN}ngunan"


def test_words_without_syllables_go_to_the_next_line_whole() -> None:
    """A word is broken anywhere only where it is wider than a line."""
    assert break_lines("seluruh XXXXXXXX", 60, 10).text == "seluruh XXXXXXXX"
    assert BREAK in break_lines("X" * 40, 60, 10).text


def test_a_title_is_parted_only_where_a_word_is_wider_than_the_line() -> None:
    """The heads of columns keep their words whole as long as they can."""
    assert break_lines("tidak dapat ditindaklanjuti", 80, 10, hyphens=False).text == "tidak dapat ditindaklanjuti"
    assert SOFT_HYPHEN in break_lines("ditindaklanjuti", 50, 10, hyphens=False).text


@given(_PLAIN, st.floats(1, 400), st.booleans())
def test_a_text_is_the_same_without_its_breaks(text: str, width: float, hyphens: bool) -> None:
    """Breaks are added, nothing is taken away or put elsewhere, and each ends a line."""
    broken = break_lines(text, width, 8, hyphens=hyphens)

    assert broken.text.replace(SOFT_HYPHEN, "").replace(BREAK, "") == text
    assert broken.text.count(SOFT_HYPHEN) + broken.text.count(BREAK) < broken.lines

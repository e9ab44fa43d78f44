"""How words are compared: as people mean them, not as they are spelled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.tracking.folding import fold, fold_parts, from_a_word_on, sought, within

ALIKE = [
    ("Wali Kota", "Walikota"),
    ("WALIKOTA", "wali kota"),
    ("Oi Fo'o", "Oi Foo"),
    ("Na’e", "Nae"),
    ("Naʼe", "Na`e"),
    ("Jum'at", "Jumat"),
    ("tindak-lanjut", "tindak lanjut"),
    ("tindak–lanjut", "tindaklanjut"),
    ("café", "CAFE"),
    ("Rp1.500.000", "rp1 500 000"),
    ("kerja\u00adsama", "kerja sama"),
    ("ＰＵＰＲ", "pupr"),
]


@pytest.mark.parametrize(("one", "other"), [*ALIKE, *((other, one) for one, other in ALIKE)])
def test_spellings_of_one_word_find_each_other(one: str, other: str) -> None:
    """Case, accents, apostrophes, hyphens and the gap in a compound make no difference, in either direction."""
    text = fold(f"Rapat dengan {other} hari ini")

    assert within(one)(text)
    assert from_a_word_on(one)(text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("dipa", "bantuan di pasar"),
        ("kota", "bank ota"),
        ("api", "sepa pisang"),
        ("rapat kerja", "kerja rapat"),
        ("—", "apa pun"),
        ("", "apa pun"),
    ],
)
def test_other_words_are_not_found_by_chance(word: str, text: str) -> None:
    """Letters that only run into each other across words are no word, and nothing is found by nothing."""
    assert not within(word)(fold(text))


def test_a_search_finds_the_middle_of_a_word_and_a_name_only_its_start() -> None:
    """A search for "bangun" finds "pembangunan"; an owner "UP" is not "PUPR"."""
    assert within("bangun")(fold("Pembangunan drainase"))
    assert from_a_word_on("pek")(fold("Dinas Pekerjaan Umum"))
    assert not from_a_word_on("UP")(fold("Dinas PUPR"))


def test_nothing_is_found_across_two_texts() -> None:
    """The end of one field and the beginning of the next are no word together."""
    assert not within("pasar lama")(fold_parts(("drainase pasar", "lama sekali")))
    assert not within("pasarlama")(fold_parts(("drainase pasar", "lama sekali")))


def test_words_between_quotes_stay_together() -> None:
    """A phrase is sought as it stands; what is no word at all is not sought."""
    assert sought('"lampu jalan" Sadia — “air bersih”') == ("lampu jalan", "Sadia", "air bersih")
    assert sought('"lampu jalan') == ('"lampu', "jalan")


@given(st.text(st.characters(exclude_characters="\x01"), max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is folded for good, and is found in itself."""
    folded = fold(text)

    assert fold(folded) == folded
    assert within(text)(folded) is any(map(str.isalnum, folded))

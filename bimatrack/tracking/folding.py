"""Compares words as people mean them: case, accents, apostrophes, hyphens and the gap in a compound make no difference.

"Wali Kota" and "Walikota", "Oi Fo'o" and "Oi Foo", "Jum'at" and "Jumat", "tindak-lanjut" and "tindak lanjut" are one.
Nothing here is a list of words: letters are folded by Unicode's rules, and compounds are compared with their gaps and
without.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeAlias

Finds: TypeAlias = Callable[[str], bool]

# Stands between parts that no word runs across; it survives folding.
_BREAK = "\x01"
_NOTHING = "'’‘‛`´ʼʻʹˈ′‵\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GAPS = "“”„«»–—‑‐−…•·\u00a0"
_FOLDED = (
    {code: " " for code in range(128) if not chr(code).isalnum()}
    | {code: chr(code).lower() for code in range(128) if chr(code).isalnum()}
    | dict.fromkeys(map(ord, _GAPS), " ")
    | dict.fromkeys(map(ord, _NOTHING))
    | {ord(_BREAK): _BREAK}
)
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
_BETWEEN = rf"[^\w{_BREAK}]+|_+"
_SOUGHT = r'"([^"]*)"|“([^”]*)”|(\S+)'


def fold(text: str) -> str:
    """Return *text* as it is compared: small letters and digits, one space between words, and nothing else."""
    plain = text.translate(_FOLDED)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", plain).casefold())
        plain = re.sub(_BETWEEN, " ", re.sub(_MARKS, "", apart).translate(_FOLDED))
    return " ".join(plain.split())


def fold_parts(parts: Iterable[str]) -> str:
    """Return texts folded as one that is searched; nothing is found across two of them."""
    return fold(f" {_BREAK} ".join(parts))


def within(text: str) -> Finds:
    """Return what tells whether a folded text holds *text*, also in the middle of a word.

    A compound that is written as one here and in parts there is found where it begins and ends with a word. What has
    no letter or digit is found nowhere.
    """
    spaced = fold(text.replace(_BREAK, " "))
    joined = spaced.replace(" ", "")
    across = _across(joined)
    return lambda folded: bool(joined) and (spaced in folded or joined in folded or across(folded))


def from_a_word_on(text: str) -> Finds:
    """Return what tells whether a folded text holds *text* from the start of one of its words on; see `within`."""
    spaced = fold(text.replace(_BREAK, " "))
    joined = spaced.replace(" ", "")
    across = _across(joined)

    def finds(folded: str) -> bool:
        begun = f" {folded}"
        return bool(joined) and (f" {spaced}" in begun or f" {joined}" in begun or across(folded))

    return finds


def sought(wording: str) -> tuple[str, ...]:
    """Return the words of what is searched for, and the phrases that stand between double quotes."""
    found = ("".join(match.groups("")) for match in re.finditer(_SOUGHT, wording))
    return tuple([part for part in found if fold(part.replace(_BREAK, " "))])


def _across(joined: str) -> Finds:
    pattern = re.compile(rf"(?<!\S){' ?'.join(joined)}(?!\S)")
    return lambda folded: joined in folded.replace(" ", "") and pattern.search(folded) is not None

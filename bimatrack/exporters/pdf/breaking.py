"""Breaks lines ahead of the typesetter, which knows no Indonesian hyphenation.

Lines are filled word by word as the typesetter fills them. Only where a word has to be broken, a soft hyphen is put
into it, so that all others stay whole for those who search or copy. What is wider than its line is broken anywhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

SOFT_HYPHEN, BREAK = "\u00ad", "\u200b"

# How wide the letters of Libertinus Serif are, in thousandths of their size, about.
_WIDTHS = {
    200: "',.|:;",
    265: " ijl‘’·!I\\{}",
    310: '()Jft"-/',
    365: "*[]•`rs“”",
    430: "?cezéè",
    455: "#$0123456789aáà~",
    490: "FS_bo^dgkpqvx",
    540: "LPYhnuy≥≤+<=>ET–×",
    600: "BRVZ%CK",
    675: "UXAG",
    710: "&DNOQH",
    765: "w…—m",
    900: "M@W",
}
_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER, _WIDE = 620, 1000
# From here on signs are as wide as they are high: East Asian letters, pictures.
_FIRST_WIDE = "\u2e80"
_SPACE, _HYPHEN = _OF_LETTER[" "], _OF_LETTER["-"]

# A line may end behind these as well.
_PARTS = re.compile(r"[^-–/]+[-–/]*|[-–/]+")
_LONG = re.compile(r"\W*([A-Za-z][a-z]{7,})\W*")
_VOWELS = frozenset("aeiou")
_SOUND = re.compile("ng|ny|sy|kh|.")
_LEAST = 3
# A line that is as full as this ends without parting the next word.
_FULL = 0.7
# Open syllables would part here what belongs together: ber-, ter-, per- before vowels, and -an, -kan behind them.
_PREFIX = re.compile("[btp]e(?=r[aeiou])", re.IGNORECASE)
_SUFFIX = re.compile("(ng|ny|sy|kh|[b-df-hj-np-tv-z])an")


@dataclass(frozen=True, slots=True)
class Broken:
    """A text with the places where it breaks, and how many *lines* it fills, about."""

    text: str
    lines: int


# The cells of a long matrix say the same over and over: statuses, days, meetings, units.
@lru_cache(maxsize=20_000)
def break_lines(text: str, width: float, size: float, *, hyphens: bool = True) -> Broken:
    """Fill lines of *width* with *text* in letters of *size*, both in points; words are parted with *hyphens* only."""
    filler = _Filler(width * 1000 / size, hyphens=hyphens)
    for place, word in enumerate(text.split(" ")):
        filler.word(word, behind=place > 0)
    return Broken("".join(filler.written), filler.lines)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> tuple[int, ...]:
    """Return where *word* may be parted by Indonesian spelling: nowhere in short ones, initials and addresses."""
    long = _LONG.fullmatch(word)
    return tuple(_joints(long[1], long.start(1))) if long else ()


def _joints(word: str, start: int) -> Iterator[int]:
    """Part before the one consonant between vowels, behind the first of several; never between two vowels."""
    sounds = list(_SOUND.finditer(word.lower()))
    vowels = [place for place, sound in enumerate(sounds) if sound[0] in _VOWELS]
    prefix = _PREFIX.match(word)
    for this, following in pairwise(vowels):
        if following - this == 1:
            continue
        place = sounds[this + 1 if following - this == 2 else this + 2].start()  # noqa: PLR2004 - one between them
        cut_off = _SUFFIX.fullmatch(word, place) and following - this == 2  # noqa: PLR2004 - the same
        if cut_off or (prefix and place == prefix.end()):
            continue
        if _LEAST <= place <= len(word) - _LEAST:
            yield start + place


class _Filler:
    """Fills lines *room* wide, in thousandths of the size of the letters."""

    def __init__(self, room: float, *, hyphens: bool) -> None:
        self.written: list[str] = []
        self.lines = 1
        self._room = room
        self._hyphens = hyphens
        self._x = 0.0

    def word(self, word: str, *, behind: bool) -> None:
        """Set one word, *behind* a space."""
        if behind:
            self.written.append(" ")
            self._x += _SPACE
        for place, part in enumerate(_PARTS.findall(word)):
            self._part(part, inside=place > 0)

    def _part(self, part: str, *, inside: bool) -> None:
        while self._x + _wide(part) > self._room:
            cut = self._hyphenated(part)
            if cut:
                self.written += (part[:cut], SOFT_HYPHEN)
            elif self._x <= _SPACE:
                cut = self._fitting(part)
                self.written += (part[:cut], BREAK)
            elif inside:
                # The typesetter itself breaks behind a hyphen or stroke before letters, never before digits.
                self.written.append(BREAK)
            part = part[cut:]
            self.lines += 1
            self._x = 0.0
        self.written.append(part)
        self._x += _wide(part)

    def _hyphenated(self, part: str) -> int:
        if self._x > _SPACE and (not self._hyphens or self._x > self._room * _FULL):
            return 0
        room = self._room - self._x - _HYPHEN
        return next((place for place in reversed(syllables(part)) if _wide(part[:place]) <= room), 0)

    def _fitting(self, part: str) -> int:
        """Return how many signs of *part* fit in a line, one at least, marks above a letter left with it."""
        place, x = 1, _wide(part[0])
        while place < len(part) and (x := x + _wide(part[place])) <= self._room:
            place += 1
        return place


@lru_cache(maxsize=50_000)
def _wide(text: str) -> int:
    return sum(_OF_LETTER.get(sign) or (_WIDE if sign >= _FIRST_WIDE else _OTHER) for sign in text)

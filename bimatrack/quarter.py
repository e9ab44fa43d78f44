"""Quarters of the year (triwulan): 2026Q1 is January to March 2026."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bimatrack.errors import UsageError
from bimatrack.i18n import _

ROMAN = ("I", "II", "III", "IV")
_ORDINALS = {
    "pertama": 1,
    "kesatu": 1,
    "kedua": 2,
    "ketiga": 3,
    "keempat": 4,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
}
_NUMBER = rf"(?P<n>[1-4]|iv|i{{1,3}}|{'|'.join(_ORDINALS)})"
_FORMS = (
    re.compile(r"(?P<year>\d{4})[\s\-]*(?:q|tw|triwulan)\s*(?P<n>[1-4])", re.IGNORECASE),
    re.compile(
        r"(?:q|tw|triwulan)[\s\-]*(?:ke-?\s*)?" + _NUMBER + r"(?:[\s\-]+(?:tahun\s+)?(?P<year>\d{4}))?",
        re.IGNORECASE,
    ),
)
# What people also write, and what they may mean by it.
_GUESS = re.compile(r"(?P<year>\d{4})\W*[a-z]*\W*0?(?P<n>[1-4])", re.IGNORECASE)
_TURNED = re.compile(r"[a-z]*\W*0?(?P<n>[1-4])\W*[a-z]*\W*(?P<year>\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months: *number* 1 to 4 of *year*."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that *day* lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @classmethod
    def parse(cls, text: str, today: date) -> "Quarter":
        """Read "2026Q1", "TW I 2026" or "triwulan pertama"; without a year, *today*'s.

        Raises:
            UsageError: the text names no quarter.
        """
        for form in _FORMS:
            if match := form.fullmatch(text.strip()):
                year = int(match["year"] or today.year)
                if 0 < year < date.max.year:
                    return cls(year, _number(match["n"].lower()))
        raise _no_quarter(text)

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def end(self) -> date:
        """The last day."""
        last = date(self.year, self.number * 3, 28)
        return (last + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    @property
    def roman(self) -> str:
        """The number as government papers print it: "I" to "IV"."""
        return ROMAN[self.number - 1]

    def next(self) -> "Quarter":
        """Return the quarter that follows."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)  # noqa: PLR2004 - four quarters make a year

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.year:04}Q{self.number}"


def _no_quarter(text: str) -> UsageError:
    sentence = _("“{text}” is no quarter; write it as 2026Q1 or TW I 2026.").format(text=text)
    guess = _GUESS.fullmatch(text.strip()) or _TURNED.fullmatch(text.strip())
    if guess is None:
        return UsageError(sentence)
    near = f"{guess['year']}Q{guess['n']}"
    return UsageError(f"{sentence} {_('Did you mean {near}?').format(near=near)}")


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _ORDINALS.get(word) or ROMAN.index(word.upper()) + 1

"""Quarters of the year (triwulan): 2026Q1 is January to March 2026, unless they are counted from another month.

An acting mayor counts from the day of appointment: with October as the first month, 2023Q1 is October to December 2023
and 2024Q2 the January to March after it. The year is always that of the quarter's first day.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import total_ordering

from msgspec import Struct

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
# Patterns that few commands need, compiled when they do.
_FORMS = (
    r"(?i)(?P<year>\d{4})[\s\-]*(?:q|tw|triwulan)\s*(?P<n>[1-4])",
    r"(?i)(?:q|tw|triwulan)[\s\-]*(?:ke-?\s*)?" + _NUMBER + r"(?:[\s\-]+(?:tahun\s+)?(?P<year>\d{4}))?",
)
# What people also write, and what they may mean by it.
_GUESS = r"(?i)(?P<year>\d{4})\W*[a-z]*\W*0?(?P<n>[1-4])"
_TURNED = r"(?i)[a-z]*\W*0?(?P<n>[1-4])\W*[a-z]*\W*(?P<year>\d{4})"


@total_ordering
class Quarter(Struct, frozen=True):
    """Three months: *number* 1 to 4, counted from *first_month* (1 to 12), the first day of which lies in *year*."""

    year: int
    number: int
    first_month: int = 1

    @classmethod
    def of(cls, day: date, first_month: int = 1) -> "Quarter":
        """Return the quarter that *day* lies in, counted from *first_month*."""
        passed = (day.month - first_month) % 12
        # The first month of the quarter lies up to two months back, and that may be in the year before.
        year = day.year if day.month > passed % 3 else day.year - 1
        return cls(max(year, date.min.year), passed // 3 + 1, first_month)

    @classmethod
    def parse(cls, text: str, today: date, first_month: int = 1) -> "Quarter":
        """Read "2026Q1", "TW I 2026" or "triwulan pertama"; without a year, that of the four that *today* lies in.

        Raises:
            UsageError: the text names no quarter.
        """
        for form in _FORMS:
            if match := re.fullmatch(form, text.strip()):
                number = _number(match["n"].lower())
                year = int(match["year"] or _year_of(number, today, first_month))
                if 0 < year < date.max.year:
                    return cls(year, number, first_month)
        raise _no_quarter(text)

    @property
    def months(self) -> tuple[date, date, date]:
        """The first days of its three months."""
        return self._month(0), self._month(1), self._month(2)

    @property
    def start(self) -> date:
        """The first day."""
        return self._month(0)

    @property
    def end(self) -> date:
        """The last day."""
        last = self._month(2)
        return last.replace(day=monthrange(last.year, last.month)[1])

    def _month(self, step: int) -> date:
        before = (self.first_month - 1 + (self.number - 1) * 3) % 12 + step
        return date(self.year + before // 12, before % 12 + 1, 1)

    @property
    def roman(self) -> str:
        """The number as government papers print it: "I" to "IV"."""
        return ROMAN[self.number - 1]

    def next(self) -> "Quarter":
        """Return the quarter that follows."""
        last = self._month(2)
        year = last.year if last.month < 12 else last.year + 1  # noqa: PLR2004 - December ends a year
        return Quarter(year, self.number % 4 + 1, self.first_month)

    def previous(self) -> "Quarter":
        """Return the quarter before it."""
        return Quarter.of(self.start - timedelta(days=1), self.first_month)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __lt__(self, other: "Quarter") -> bool:
        return (self.start, self.first_month) < (other.start, other.first_month)

    def __str__(self) -> str:
        return f"{self.year:04}Q{self.number}"


def _no_quarter(text: str) -> UsageError:
    sentence = _("“{text}” is no quarter; write it as 2026Q1 or TW I 2026.").format(text=text)
    guess = re.fullmatch(_GUESS, text.strip()) or re.fullmatch(_TURNED, text.strip())
    if guess is None:
        return UsageError(sentence)
    near = f"{guess['year']}Q{guess['n']}"
    return UsageError(f"{sentence} {_('Did you mean {near}?').format(near=near)}")


def _year_of(number: int, today: date, first_month: int) -> int:
    """Return the year of the quarter of that *number* among the four that began with the last *first_month*."""
    first = today.year if today.month >= first_month else today.year - 1
    return first + (first_month - 1 + (number - 1) * 3) // 12


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _ORDINALS.get(word) or ROMAN.index(word.upper()) + 1

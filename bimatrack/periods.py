"""Stretches of the calendar that are reported on: quarters, semesters, years, months, and any other days."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Protocol

from msgspec import Struct

from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.quarter import ROMAN, Quarter

_ONE_DAY = timedelta(days=1)
_MONTH, _HALF, _YEAR = 1, 6, 12
_HALVES = {"1": 1, "2": 2, "i": 1, "ii": 2, "pertama": 1, "kedua": 2, "satu": 1, "dua": 2}
_NUMBER = "|".join(sorted(_HALVES, key=len, reverse=True))
_SEMESTERS = (
    re.compile(rf"(?P<year>\d{{4}})[\s-]*(?:semester|smt|s|h)[\s-]*(?P<n>{_NUMBER})", re.IGNORECASE),
    re.compile(
        rf"(?:semester|smt|s|h)[\s-]*(?:ke-?\s*)?(?P<n>{_NUMBER})(?:[\s-]+(?:tahun\s+)?(?P<year>\d{{4}}))?",
        re.IGNORECASE,
    ),
)
_YEARS = re.compile(r"(?:(?:tahun|year)\s+)?(?P<year>\d{4})", re.IGNORECASE)
_MONTHS = re.compile(r"(?P<year>\d{4})-(?P<n>0[1-9]|1[0-2])")
_NAMED = re.compile(r"(?:bulan\s+)?(?P<name>[a-z]{3,9})\.?(?:\s+(?P<year>\d{4}))?", re.IGNORECASE)
_NEAR = re.compile(
    r"(?P<sort>triwulan|tw|semester|tahun|bulan)\s+(?P<which>ini|lalu|depan)"
    r"|(?P<that>this|last|next)\s+(?P<kind>quarter|semester|year|month)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?P<first>\S.*?)\s*(?:\.\.|–|\s(?:s\.?d\.?|sampai|hingga|to)\s)\s*(?P<last>\S.*)", re.IGNORECASE)
# What each month is called in Indonesian and English, and how papers shorten it beside its first three letters.
_NAMES = (
    ("januari", "january"),
    ("februari", "february", "pebruari"),
    ("maret", "march"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("agustus", "august", "agt", "ags"),
    ("september",),
    ("oktober", "october"),
    ("november", "nopember"),
    ("desember", "december"),
)
_SHORTEST = 3


class Period(Protocol):
    """Days in a row, from *start* to *end*, both included."""

    @property
    def start(self) -> date:
        """The first day."""

    @property
    def end(self) -> date:
        """The last day."""

    def next(self) -> "Period":
        """Return the period of the same sort that follows."""

    def previous(self) -> "Period":
        """Return the period of the same sort before it."""

    def __contains__(self, day: date) -> bool: ...


class Months(Struct, frozen=True):
    """Whole months in a row, *count* of them (1, 6 or 12), the first of which begins on *start*.

    Semesters and years begin with *first_month* (1 to 12).
    """

    start: date
    count: int
    first_month: int = 1

    @classmethod
    def of(cls, day: date, count: int, first_month: int = 1) -> "Months":
        """Return those months, *count* of them, that *day* lies in."""
        passed = (day.month - first_month) % 12 % count
        return cls(later(day, -passed), count, first_month)

    @property
    def end(self) -> date:
        """The last day."""
        return later(self.start, self.count) - _ONE_DAY

    @property
    def number(self) -> int:
        """Which of the year's it is, from 1 on."""
        return (self.start.month - self.first_month) % 12 // self.count + 1

    @property
    def roman(self) -> str:
        """The number of a semester as government papers print it: "I" or "II"."""
        return ROMAN[self.number - 1]

    def next(self) -> "Months":
        """Return as many months behind these."""
        return Months(later(self.start, self.count), self.count, self.first_month)

    def previous(self) -> "Months":
        """Return as many months before these."""
        return Months(later(self.start, -self.count), self.count, self.first_month)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        if self.count == _YEAR:
            return f"{self.start.year:04}"
        return f"{self.start.year:04}S{self.number}" if self.count == _HALF else f"{self.start:%Y-%m}"


class Stretch(Struct, frozen=True):
    """Any days in a row, from *start* to *end*, both included."""

    start: date
    end: date

    def next(self) -> "Stretch":
        """Return as many days behind these."""
        begin = self.end + _ONE_DAY
        return Stretch(begin, begin + (self.end - self.start))

    def previous(self) -> "Stretch":
        """Return as many days before these."""
        last = self.start - _ONE_DAY
        return Stretch(last - (self.end - self.start), last)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.start.isoformat()}..{self.end.isoformat()}"


def later(day: date, months: int) -> date:
    """Return the first day of the month that lies *months* behind that of *day*, or before it if negative."""
    counted = day.year * 12 + day.month - 1 + months
    return date(counted // 12, counted % 12 + 1, 1)


def months_of(period: Period) -> Iterator[date]:
    """Yield the first day of each month that has days in *period*."""
    first = period.start.replace(day=1)
    while first <= period.end:
        yield first
        first = later(first, 1)


def parse_period(text: str, today: date, read_day: Callable[[str], date], first_month: int = 1) -> Period:
    """Read what is to be reported on; without a year, *today*'s.

    "2026Q1", "TW I 2026", "triwulan lalu"; "2026S1", "semester I"; "2026", "tahun ini"; "2026-03", "Maret 2026"; two
    days with ".." or "sampai" between them, each read by *read_day*.

    Raises:
        UsageError: the text names no period, or the days stand the wrong way round.
    """
    words = " ".join(text.split())
    try:
        named = _near(words, today, first_month) or _semester(words, today, first_month)
        named = named or _months(words, today, first_month) or _stretch(words, read_day)
        found = named or _quarter(words, today, first_month)
        # Its neighbours must be there too: it is compared with the one, and carries over into the other.
        outside = found.previous().start > found.next().end
    except (ValueError, OverflowError):
        outside = True
    if outside:
        raise UsageError(_("“{text}” lies outside the calendar; give another year.").format(text=text))
    return found


def _quarter(words: str, today: date, first_month: int) -> Quarter:
    try:
        return Quarter.parse(words, today, first_month)
    except UsageError:
        forms = "2026Q1, TW I 2026, 2026S1, 2026, Maret 2026, 2026-01-05..2026-02-10"
        raise UsageError(_("“{text}” is no period; write one as {forms}.").format(text=words, forms=forms)) from None


def _near(words: str, today: date, first_month: int) -> Period | None:
    match = _NEAR.fullmatch(words)
    if match is None:
        return None
    sort = (match["sort"] or match["kind"]).lower()
    here: Period
    if sort in ("triwulan", "tw", "quarter"):
        here = Quarter.of(today, first_month)
    elif sort in ("bulan", "month"):
        here = Months.of(today, _MONTH)
    else:
        here = Months.of(today, _HALF if sort == "semester" else _YEAR, first_month)
    which = (match["which"] or match["that"]).lower()
    if which in ("ini", "this"):
        return here
    return here.previous() if which in ("lalu", "last") else here.next()


def _semester(words: str, today: date, first_month: int) -> Months | None:
    for form in _SEMESTERS:
        if match := form.fullmatch(words):
            year = int(match["year"]) if match["year"] else Months.of(today, _YEAR, first_month).start.year
            start = later(date(year, first_month, 1), (_HALVES[match["n"].lower()] - 1) * _HALF)
            return Months(start, _HALF, first_month)
    return None


def _months(words: str, today: date, first_month: int) -> Months | None:
    if match := _YEARS.fullmatch(words):
        return Months(date(int(match["year"]), first_month, 1), _YEAR, first_month)
    if match := _MONTHS.fullmatch(words):
        return Months(date(int(match["year"]), int(match["n"]), 1), _MONTH)
    match = _NAMED.fullmatch(words)
    number = month_number(match["name"]) if match else None
    if match is None or number is None:
        return None
    return Months(date(int(match["year"] or today.year), number, 1), _MONTH)


def month_number(name: str) -> int | None:
    """Return the number of the month that *name* means in Indonesian or English, written out or shortened."""
    word = name.lower()
    for number, names in enumerate(_NAMES, 1):
        if any(full.startswith(word) for full in names) and len(word) >= _SHORTEST:
            return number
    return None


def _stretch(words: str, read_day: Callable[[str], date]) -> Stretch | None:
    match = _RANGE.fullmatch(words)
    if match is None:
        return None
    first, last = read_day(match["first"]), read_day(match["last"])
    if last < first:
        raise UsageError(_("“{text}” ends before it begins; put the earlier day first.").format(text=words))
    return Stretch(first, last)

"""The calendar's periods: which days a week, a triwulan or the middle of a month covers."""

from datetime import date, timedelta
from enum import StrEnum

from bimatrack.due.counting import Length, add_length, long_weekend_day
from bimatrack.due.reasons import Reason
from bimatrack.due.stretches import Stretch, Unit
from bimatrack.quarter import ROMAN

_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.CATURWULAN: 4, Unit.SEMESTER: 6, Unit.YEAR: 12}
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_YEAR_IN_MONTHS = 12
_DASARIANS = {1: (1, 10), 2: (11, 20), 3: (21, 31)}
_EARLY, _MIDDLE = 10, 15  # awal bulan is the 10th, pertengahan the 15th
_LAST = -1  # the ordinal of "terakhir"
_WEEKS_OF_A_MONTH = 5
_WEDNESDAY = 2


class Part(StrEnum):
    """The part of a period that a wording picks."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


def day_stretch(day: date, *, weekday: bool = False) -> Stretch:
    """Return a single day as a stretch; with *weekday* its reason names that too."""
    reason = Reason("weekday", (day.weekday(), day)) if weekday else Reason("as it is", (day,))
    return Stretch(day, day, Unit.DAY, reason)


def month_of(year: int, month: int) -> Stretch:
    """Return a month of a year."""
    first, last = _months(year, month, 1)
    return Stretch(first, last, Unit.MONTH, Reason("month", (month, year)))


def year_of(year: int) -> Stretch:
    """Return a year, which is also the budget year."""
    return Stretch(date(year, 1, 1), date(year, 12, 31), Unit.YEAR, Reason("as it is", (str(year),)))


def nth_of_year(unit: Unit, number: int, year: int) -> Stretch | None:
    """Return the *number*-th quarter, caturwulan or semester of a year, None where there is none; -1 is the last."""
    length = _MONTHS[unit]
    number = _YEAR_IN_MONTHS // length if number == _LAST else number
    if not 1 <= number <= _YEAR_IN_MONTHS // length:
        return None
    first, last = _months(year, (number - 1) * length + 1, length)
    name = ROMAN[number - 1] if number <= len(ROMAN) else str(number)
    return Stretch(first, last, unit, Reason(unit.value, (name, year)))


def nth_within(unit: Unit, number: int, period: Stretch) -> Stretch | None:
    """Return the *number*-th week or dasarian of a *period*, None where there is none; -1 is the last week."""
    if unit is Unit.DASARIAN:
        return _dasarian(3 if number == _LAST else number, period)
    if number == _LAST:
        return Stretch(period.last - 6 * _DAY, period.last, Unit.WEEK, Reason("last week of", (period.reason,)))
    first = period.first + (number - 1) * _WEEK
    if not (1 <= number <= _WEEKS_OF_A_MONTH or period.unit is not Unit.MONTH) or first > period.last:
        return None
    last = min(first + _WEEK - _DAY, period.last)
    return Stretch(first, last, Unit.WEEK, Reason("week of", (number, period.reason)))


def containing(unit: Unit, anchor: date, shift: int = 0) -> Stretch:
    """Return the unit that *anchor* lies in, or the one *shift* units later."""
    if unit is Unit.DAY:
        return day_stretch(anchor + shift * _DAY)
    if unit is Unit.WEEK:
        first = anchor - anchor.weekday() * _DAY + shift * _WEEK
        return Stretch(first, first + _WEEK - _DAY, unit, Reason("week", (first,)))
    if unit is Unit.DASARIAN:
        return _dasarian_on(anchor, shift)
    length = _MONTHS[unit]
    months = anchor.year * _YEAR_IN_MONTHS + (anchor.month - 1) // length * length + shift * length
    year, month = divmod(months, _YEAR_IN_MONTHS)
    if unit is Unit.YEAR:
        return year_of(year)
    named = month_of(year, month + 1) if unit is Unit.MONTH else nth_of_year(unit, month // length + 1, year)
    assert named is not None, "a month lies in one of its year's units"  # noqa: S101 - for the type checker
    return named


def part_of(part: Part, period: Stretch) -> Stretch:
    """Return the beginning, the middle or the end of a *period*."""
    if period.unit is Unit.WEEK:
        return _part_of_week(part, period)
    if part is Part.END:
        day = period.last
    elif period.last - period.first < 45 * _DAY:
        day = min(period.first + ((_EARLY if part is Part.START else _MIDDLE) - 1) * _DAY, period.last)
    elif part is Part.START:
        day = _months(period.first.year, period.first.month, 1)[1]
    else:
        day = _middle(period)
    first = period.first if part is Part.START else day
    return Stretch(first, day, Unit.DAY, Reason(part.value, (period.reason,)))


def long_weekend_from(day: date) -> Stretch:
    """Return the holiday that begins the next long weekend from *day* on."""
    first = long_weekend_day(day)
    return Stretch(first, first, Unit.DAY, Reason("long weekend", (first,)))


def first_lengths(length: Length, period: Stretch) -> Stretch | None:
    """Return the first days, weeks or months of a *period*: "dua bulan pertama 2026"."""
    last = add_length(period.first - _DAY, length) if length.working else add_length(period.first, length) - _DAY
    if not period.first <= last <= period.last:
        return None
    return Stretch(period.first, last, Unit.DAY, Reason("first of", (length.reason, period.reason)))


def _months(year: int, month: int, length: int) -> tuple[date, date]:
    first = date(year, month, 1)
    year, month = divmod(year * _YEAR_IN_MONTHS + month - 1 + length, _YEAR_IN_MONTHS)
    return first, date(year, month + 1, 1) - _DAY


def _middle(period: Stretch) -> date:
    months = (period.last.year - period.first.year) * _YEAR_IN_MONTHS + period.last.month - period.first.month + 1
    first, last = _months(period.first.year, period.first.month, 1)
    for _step in range((months + 1) // 2 - 1):
        following = last + _DAY
        first, last = _months(following.year, following.month, 1)
    return first.replace(day=_MIDDLE) if months % 2 else last


def _dasarian(number: int, month: Stretch) -> Stretch | None:
    if number not in _DASARIANS or month.unit is not Unit.MONTH:
        return None
    begin, end = _DASARIANS[number]
    first = month.first.replace(day=begin)
    last = month.first.replace(day=min(end, month.last.day))
    return Stretch(first, last, Unit.DASARIAN, Reason("dasarian", (ROMAN[number - 1], month.reason)))


def _dasarian_on(anchor: date, shift: int) -> Stretch:
    count = (anchor.year * _YEAR_IN_MONTHS + anchor.month - 1) * 3 + min((anchor.day - 1) // 10, 2) + shift
    months, number = divmod(count, 3)
    found = _dasarian(number + 1, month_of(months // _YEAR_IN_MONTHS, months % _YEAR_IN_MONTHS + 1))
    assert found is not None, "every month has three"  # noqa: S101 - for the type checker
    return found


def _part_of_week(part: Part, week: Stretch) -> Stretch:
    if part is Part.END:
        saturday = week.last - _DAY if week.last > week.first else week.last
        return Stretch(saturday, week.last, Unit.DAY, Reason("weekend", (week.last,)))
    day = week.first if part is Part.START else min(week.first + _WEDNESDAY * _DAY, week.last)
    return Stretch(day, day, Unit.DAY, Reason(part.value, (week.reason,)))

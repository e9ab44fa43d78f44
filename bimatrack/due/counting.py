"""Counting on from a day: days, weeks, months, and the working days of Indonesia."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import ceil

from msgspec import Struct

from bimatrack.due.reasons import Reason
from bimatrack.due.stretches import Unit

_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.CATURWULAN: 4, Unit.SEMESTER: 6, Unit.YEAR: 12}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.DASARIAN: 10}
_DAYS_OF_A_MONTH = 30  # half a month is fifteen days
_SATURDAY = 5
_NO_LONG_WEEKEND = (2, 5, 6)  # a holiday on Wednesday, Saturday or Sunday makes none
_MOST_DAYS = 36_525  # a century; what lies beyond is no deadline


class Length(Struct, frozen=True):
    """A stretch of time to count: *number* of *unit*, halves included; *working* counts working days only."""

    number: Fraction
    unit: Unit
    working: bool = False

    @property
    def reason(self) -> Reason:
        """The length as a piece of a reason."""
        if self.working:
            return Reason("amount", (_digits(self.number), "workday"))
        number, unit = self.number, self.unit
        if unit in _MONTHS and unit is not Unit.YEAR:
            number, unit = number * _MONTHS[unit], Unit.MONTH
        elif unit is Unit.DASARIAN:
            number, unit = number * _DAYS[unit], Unit.DAY
        return Reason("amount", (_digits(number), unit.value))


def add_length(day: date, length: Length, *, back: bool = False) -> date:
    """Count a *length* on from *day* (or back); a day that the month lacks is that month's last.

    Raises:
        OverflowError: the length is longer than a century.
    """
    sign = -1 if back else 1
    if length.working:
        return add_workdays(day, sign * ceil(length.number))
    if length.unit in _DAYS:
        return _shift_days(day, sign * ceil(length.number * _DAYS[length.unit]))
    months = length.number * _MONTHS[length.unit]
    whole = int(months)
    moved = _shift_months(day, sign * whole)
    return _shift_days(moved, sign * ceil((months - whole) * _DAYS_OF_A_MONTH))


def add_workdays(day: date, number: int) -> date:
    """Count *number* working days on from *day*, itself not counted; back where *number* is negative."""
    if abs(number) > _MOST_DAYS:
        raise OverflowError(number)
    step = timedelta(days=1 if number > 0 else -1)
    for _count in range(abs(number)):
        day += step
        while not is_workday(day):
            day += step
    return day


def is_workday(day: date) -> bool:
    """Whether offices work on *day*: no weekend, no public holiday of Indonesia."""
    return day.weekday() < _SATURDAY and day not in _public_holidays(day.year)


def long_weekend_day(day: date) -> date:
    """Return the first public holiday from *day* on that makes a long weekend, a day between bridged."""
    while day not in _public_holidays(day.year) or day.weekday() in _NO_LONG_WEEKEND:
        day += timedelta(days=1)
    return day


@cache
def library_days(name: str, year: int) -> tuple[date, ...]:
    """Return the days of a *year* whose public holiday has *name* in its Indonesian name, in order."""
    return tuple(day for day, names in sorted(_public_holidays(year).items()) if name.lower() in names.lower())


@cache
def _public_holidays(year: int) -> dict[date, str]:
    from holidays import country_holidays

    return dict(country_holidays("ID", years=year, language="id"))


def _shift_days(day: date, days: int) -> date:
    if abs(days) > _MOST_DAYS:
        raise OverflowError(days)
    return day + timedelta(days=days)


def _shift_months(day: date, months: int) -> date:
    if abs(months) * _DAYS_OF_A_MONTH > _MOST_DAYS:
        raise OverflowError(months)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _digits(number: Fraction) -> str:
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"

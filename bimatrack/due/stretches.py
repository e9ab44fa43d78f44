"""Stretches of days, and which of several possible ones is meant."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.due.reasons import Reason


class Unit(StrEnum):
    """The calendar's units, from the day upwards."""

    DAY = "day"
    WEEK = "week"
    DASARIAN = "dasarian"
    MONTH = "month"
    QUARTER = "quarter"
    CATURWULAN = "caturwulan"
    SEMESTER = "semester"
    YEAR = "year"


class Stretch(Struct, frozen=True):
    """The days from *first* to *last* that a wording names; *timed* where it also names an hour of the last day."""

    first: date
    last: date
    unit: Unit
    reason: Reason
    timed: bool = False

    @property
    def explained(self) -> Reason:
        """Why *last* is the day: a unit longer than a day is meant to its end."""
        return self.reason if self.unit is Unit.DAY else Reason("end", (self.reason,))


Stretches = tuple[Stretch, ...]


def coming(possible: Stretches, anchor: date) -> Stretch:
    """Return the first of the *possible* stretches that ends on or after *anchor*, else the last one."""
    return next((stretch for stretch in possible if stretch.last >= anchor), possible[-1])


def nearest(possible: Stretches, anchor: date) -> Stretch:
    """Return the one of the *possible* stretches that lies nearest to *anchor*; the later of two."""
    return min(reversed(possible), key=lambda stretch: abs(stretch.last - anchor))


def previous(possible: Stretches, anchor: date) -> Stretch | None:
    """Return the last of the *possible* stretches that ends on or before *anchor*."""
    return next((stretch for stretch in reversed(possible) if stretch.last <= anchor), None)


def before(possible: Iterable[Stretch]) -> Stretches:
    """Return, for each, the day before it begins; where an hour is named, that day itself."""
    return tuple(
        stretch if stretch.timed else _day(stretch.first - timedelta(days=1), Reason("before", (stretch.reason,)))
        for stretch in possible
        if stretch.timed or stretch.first > date.min
    )


def joined(from_: Stretches, till: Stretches) -> Stretches:
    """Return the ranges that lead from one of *from_* to each of *till*; the nearest beginning wins."""
    ranges = []
    for end in till:
        begins = [begin for begin in from_ if begin.first <= end.last]
        if begins:
            reason = Reason("range", (begins[-1].reason, end.explained))
            ranges.append(Stretch(begins[-1].first, end.last, Unit.DAY, reason, end.timed))
    return tuple(ranges)


def timed(possible: Iterable[Stretch]) -> Stretches:
    """Return the same stretches with an hour named."""
    return tuple(replace(stretch, timed=True) for stretch in possible)


def _day(day: date, reason: Reason) -> Stretch:
    return Stretch(day, day, Unit.DAY, reason)

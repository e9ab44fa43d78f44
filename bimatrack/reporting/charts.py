"""What the report draws: how far what was done keeps up with what fell due, and how old is what is open."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from bimatrack.model import Status
from bimatrack.reporting.values import Age, MatrixRow, Point

_WEEK = timedelta(days=7)
_LONGEST_BY_WEEK = timedelta(days=200)
# The last day of each age, the oldest without one.
_AGES = (30, 60, 90, 180, None)


def timeline(rows: Sequence[MatrixRow], first: date, last: date, as_of: date) -> tuple[Point, ...]:
    """Add up, at the end of each week from *first* to *last*, what had fallen due and what had been done.

    Of a period of more than 200 days each month's end is taken. The day *as_of* has a point of its own.
    """
    states = [row.tracked.state for row in rows]
    due = sorted([state.due for state in states if state.due and state.status is not Status.DROPPED])
    done = sorted([state.closed_on for state in states if state.closed_on and state.status is Status.DONE])
    days = sorted({*_ends(first, last), min(max(as_of, first), last)})
    return tuple(Point(day, bisect_right(due, day), None if day > as_of else bisect_right(done, day)) for day in days)


def ages(rows: Iterable[MatrixRow], as_of: date) -> tuple[Age, ...]:
    """Count what is open on the day *as_of* by the days since it was asked: to 30, 60, 90, 180, and more."""
    still = [(_age(row, as_of), row.overdue) for row in rows if not row.tracked.state.status.closed]
    counted: list[Age] = []
    begin = 0
    for end in _AGES:
        here = [overdue for age, overdue in still if begin <= age and (end is None or age <= end)]
        counted.append(Age(begin, end, len(here), sum(here)))
        begin = (end or 0) + 1
    return tuple(counted)


def _age(row: MatrixRow, as_of: date) -> int:
    return max((as_of - row.tracked.born).days, 0)


def _ends(first: date, last: date) -> Iterator[date]:
    if last - first > _LONGEST_BY_WEEK:
        day = first
        while day <= last:
            following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            yield min(following - timedelta(days=1), last)
            day = following
        return
    day = first + timedelta(days=6 - first.weekday())
    while day < last:
        yield day
        day += _WEEK
    yield last

"""Which rows tell of some days: what a report needs to be as if it had been drawn from all that is kept."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import chain

from sqlalchemy import ColumnElement, and_, exists, or_, select

from bimatrack.store.narrowing import Days
from bimatrack.store.shared.conditions import Condition
from bimatrack.store.shared.rows import Ask, one_of
from bimatrack.store.shared.schema import CHANGES, DIRECTIVES, EVENTS, RELEASES


def about(ask: Ask, days: Days) -> Mapping[str, Condition]:
    """Return, by table, which rows tell of *days*.

    Of the history these are all entries on the directives that must be told anew, since something bears on them that
    holds from a later day; all that undo or redo, with what late ones took back; what was dated back into the period
    since; and the coming of the releases.
    """
    history = _History(ask)
    steps = history.taken_back(days)
    there = _standing(days)
    standing = _numbers(ask, DIRECTIVES.c.id, there)
    told = {
        *history.touched_after(days.before),
        *history.touched_after(days.now),
        *history.closed_before(days.begin, standing),
        *_numbers(ask, CHANGES.c.directive, one_of(CHANGES.c.step, steps)),
    }
    directives = or_(there, one_of(DIRECTIVES.c.id, told))
    happening = and_(EVENTS.c.last >= days.begin, EVENTS.c.first <= days.ahead)
    releases = {*_numbers(ask, DIRECTIVES.c.release, directives), *_numbers(ask, EVENTS.c.release, happening)}
    changes = or_(
        CHANGES.c.undoes.is_not(None),
        one_of(CHANGES.c.directive, told),
        one_of(CHANGES.c.step, steps),
        and_(CHANGES.c.written > days.end, CHANGES.c.holds <= days.now),
        and_(one_of(CHANGES.c.release, releases), CHANGES.c.directive.is_(None)),
    )
    return {
        "directives": directives,
        "events": or_(happening, one_of(EVENTS.c.release, releases)),
        "releases": one_of(RELEASES.c.id, releases),
        "changes": changes,
    }


def _standing(days: Days) -> Condition:
    """Return which directives may count in the days as they stand now."""
    columns = DIRECTIVES.c
    return and_(columns.born <= days.now, or_(columns.open, columns.ended >= days.first))


def _numbers(ask: Ask, column: ColumnElement[int], condition: Condition) -> set[int]:
    return {number for (number,) in ask(select(column).distinct().where(condition)) if number is not None}


class _History:
    """What is asked of the history before it is known which of it is wanted."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def touched_after(self, day: date) -> set[int]:
        """Return the directives that a change bears on that holds from after *day*, and one from before."""
        earlier = CHANGES.alias("earlier")
        before = exists().where(earlier.c.directive == CHANGES.c.directive, earlier.c.holds <= day)
        return _numbers(self._ask, CHANGES.c.directive, and_(CHANGES.c.holds > day, before))

    def closed_before(self, day: date, directives: Collection[int]) -> set[int]:
        """Return those of *directives* that were ever closed before *day*."""
        closed = and_(CHANGES.c.closes, CHANGES.c.holds < day)
        return _numbers(self._ask, CHANGES.c.directive, and_(closed, one_of(CHANGES.c.directive, directives)))

    def taken_back(self, days: Days) -> set[int]:
        """Return the steps that were taken back or brought back after the days, or later than they ended."""
        columns = CHANGES.c
        rewinds = self._ask(
            select(columns.step, columns.undoes, columns.holds, columns.written).where(columns.undoes.is_not(None))
        )
        named = {row.step: row.undoes for row in rewinds}
        late = [row.undoes for row in rewinds if row.holds > days.before or row.written > days.end]
        return set(chain.from_iterable(_way(step, named) for step in late))


def _way(step: int, named: Mapping[int, int]) -> Iterator[int]:
    """Give *step*, and if it took back another, that one, and so on."""
    while step in named:
        yield step
        step = named[step]
    yield step

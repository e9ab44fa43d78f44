"""The calendar: whole months with what lies on their days."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

from bimatrack.agenda.laying import is_waiting, lay_out
from bimatrack.agenda.values import Calendar, Month
from bimatrack.due import DayOff
from bimatrack.history import KeptEvent, Tracked, by_due
from bimatrack.periods import later


def month_after(first: date, months: int) -> tuple[date, date]:
    """Return the first and the last day of the month that many *months* after the one *first* lies in.

    Raises:
        OverflowError: it lies outside of the years 1 to 9999.
    """
    try:
        begin = later(first, months)
    except ValueError as error:
        raise OverflowError(months) from error
    return begin, begin.replace(day=monthrange(begin.year, begin.month)[1])


def calendar_of(
    events: Iterable[KeptEvent],
    tracked: Iterable[Tracked],
    months: Iterable[tuple[date, date]],
    today: date,
    *,
    off: Iterable[DayOff],
    families: Mapping[int, int],
) -> Calendar:
    """Lay out *months*, at least one, each its first and last day, in order; the rest is as for `agenda`.

    Here what is overdue stands on the day that was its last.
    """
    months = tuple(months)
    first, last = months[0][0], months[-1][1]
    waiting = tuple(one for one in tracked if is_waiting(one))
    days = sorted(lay_out(events, waiting, first, last, today=today, off=off, families=families).items())
    earlier = [one for one in waiting if one.state.overdue(today) and one.state.due and one.state.due < first]
    return Calendar(
        months=tuple(Month(begin, end, tuple(day for on, day in days if begin <= on <= end)) for begin, end in months),
        today=today,
        earlier=tuple(sorted(earlier, key=by_due)),
    )

"""Lays out days: what takes place, what falls due, who may be in whose way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bimatrack.agenda.clashes import clashes
from bimatrack.agenda.values import Agenda, AgendaDay
from bimatrack.altering import replace
from bimatrack.due import DayOff, last_workday
from bimatrack.history import KeptEvent, Tracked, by_due

_ONE_FAMILY_EACH: Mapping[int, int] = {}


def agenda(
    events: Iterable[KeptEvent],
    tracked: Iterable[Tracked],
    first: date,
    last: date,
    today: date,
    *,
    off: Iterable[DayOff] = (),
    families: Mapping[int, int] = _ONE_FAMILY_EACH,
) -> Agenda:
    """Lay out the days *first* to *last*, both included; an event of several days stands on each of them.

    Directives that are closed have nothing due any more, and those of kinds that are not tracked never had: both are
    left out. *off* are the holidays that are to be shown. *families* tells which releases are versions of which one
    (see `clashes`).
    """
    waiting = tuple(one for one in tracked if is_waiting(one))
    overdue = [one for one in waiting if one.state.overdue(today)]
    ahead = [one for one in waiting if not one.state.overdue(today)]
    days = lay_out(events, ahead, first, last, today=today, off=off, families=families)
    if first <= today <= last:
        days.setdefault(today, AgendaDay(today))
    return Agenda(
        first=first,
        last=last,
        today=today,
        overdue=tuple(sorted(overdue, key=by_due)),
        days=tuple(day for _on, day in sorted(days.items())),
    )


def lay_out(
    events: Iterable[KeptEvent],
    waiting: Iterable[Tracked],
    first: date,
    last: date,
    *,
    today: date,
    off: Iterable[DayOff],
    families: Mapping[int, int],
) -> dict[date, AgendaDay]:
    """Return the days from *first* to *last* that hold something; *waiting* are the directives still to be done."""
    events_on: defaultdict[date, list[KeptEvent]] = defaultdict(list)
    for kept in _once(events):
        for day in _days(max(first, kept.event.start), min(last, kept.event.end)):
            events_on[day].append(kept)
    due_on: defaultdict[date, list[Tracked]] = defaultdict(list)
    for one in sorted(waiting, key=lambda one: one.number):
        if one.state.due is not None and first <= one.state.due <= last:
            due_on[one.state.due].append(one)
    off_on = {one.day: one for one in off if first <= one.day <= last}
    return {
        day: _day(
            AgendaDay(day, tuple(events_on.get(day, ())), off=off_on.get(day)),
            tuple(due_on.get(day, ())),
            today,
            families,
        )
        for day in events_on.keys() | due_on.keys() | off_on.keys()
    }


def is_waiting(one: Tracked) -> bool:
    """Whether something is still to be done by a last day."""
    return one.state.due is not None and not one.state.status.closed and one.state.kind.tracked


def _day(bare: AgendaDay, ending: tuple[Tracked, ...], today: date, families: Mapping[int, int]) -> AgendaDay:
    """Return a *bare* day with the directives whose last it is, and what is to be remarked on it."""
    late = bare.day < today
    return replace(
        bare,
        due=() if late else ending,
        late=ending if late else (),
        clashes=clashes(bare.events, families),
        last_workday=last_workday(bare.day) if ending and bare.free and not late else None,
    )


def _once(events: Iterable[KeptEvent]) -> list[KeptEvent]:
    """Return each event once, whichever releases name it, in the order of days."""
    known: dict[tuple[str, date, date], KeptEvent] = {}
    for kept in events:
        known.setdefault((kept.event.title.casefold(), kept.event.start, kept.event.end), kept)
    return sorted(known.values(), key=lambda kept: (kept.event.start, kept.event.end, kept.number))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))

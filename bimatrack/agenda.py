"""What lies ahead: events and due directives in the order of their days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bimatrack.history import KeptEvent, Tracked, pressing


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day: the *events* that take place on it, and the directives whose last day it is."""

    day: date
    events: tuple[KeptEvent, ...]
    due: tuple[Tracked, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The days from *first* to *last* that hold something, and *today*, when it lies among them, in any case.

    *overdue* are the directives whose last day passed before *today*, oldest first; none of them stands on a day.
    """

    first: date
    last: date
    today: date
    overdue: tuple[Tracked, ...]
    days: tuple[AgendaDay, ...]


def agenda(events: Iterable[KeptEvent], tracked: Iterable[Tracked], first: date, last: date, today: date) -> Agenda:
    """Lay out the days *first* to *last*, both included; an event of several days stands on each of them.

    Directives that are closed have nothing due any more, and those of kinds that are not tracked never had: both are
    left out.
    """
    events_on: dict[date, list[KeptEvent]] = {}
    for kept in _once(events):
        for day in _days(max(first, kept.event.start), min(last, kept.event.end)):
            events_on.setdefault(day, []).append(kept)
    overdue: list[Tracked] = []
    due_on: dict[date, list[Tracked]] = {}
    for one in tracked:
        due = one.state.due
        if due is None or one.state.status.closed or not one.state.kind.tracked:
            continue
        if due < today:
            overdue.append(one)
        elif first <= due <= last:
            due_on.setdefault(due, []).append(one)
    busy = events_on.keys() | due_on.keys() | ({today} if first <= today <= last else set())
    return Agenda(
        first=first,
        last=last,
        today=today,
        overdue=tuple(sorted(overdue, key=lambda one: pressing(one, today))),
        days=tuple(AgendaDay(day, tuple(events_on.get(day, ())), _ordered(due_on, day)) for day in sorted(busy)),
    )


def _once(events: Iterable[KeptEvent]) -> list[KeptEvent]:
    """Return each event once, whichever releases name it, in the order of days."""
    known: dict[tuple[str, date, date], KeptEvent] = {}
    for kept in events:
        known.setdefault((kept.event.title.casefold(), kept.event.start, kept.event.end), kept)
    return sorted(known.values(), key=lambda kept: (kept.event.start, kept.event.end, kept.number))


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _ordered(due_on: dict[date, list[Tracked]], day: date) -> tuple[Tracked, ...]:
    return tuple(sorted(due_on.get(day, ()), key=lambda one: one.number))

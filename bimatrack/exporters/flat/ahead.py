"""The agenda as a record and rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, text_of
from bimatrack.exporters.flat.directives import changed_records, directive_record
from bimatrack.history import KeptEvent, Tracked

if TYPE_CHECKING:
    from bimatrack.agenda import Agenda


_SHOWN = ("id", "text", "owners", "units")


def agenda_records(agenda: "Agenda") -> Record:
    """Write the agenda: *overdue* directives, and for each of *days* its *events* and the directives *due*."""
    return {
        "first": agenda.first.isoformat(),
        "last": agenda.last.isoformat(),
        "today": agenda.today.isoformat(),
        "overdue": [*changed_records(agenda.overdue, agenda.today)],
        "days": [
            {
                "day": day.day.isoformat(),
                "events": [_event(kept) for kept in day.events],
                "due": [*changed_records(day.due, agenda.today)],
            }
            for day in agenda.days
        ],
    }


def agenda_rows(agenda: "Agenda") -> Iterator[Sequence[str]]:
    """Write the agenda as rows, *what* being "overdue", "event" or "due"; an overdue one stands on its last day."""
    yield ("day", "what", *_SHOWN, "place")
    for one in agenda.overdue:
        yield _directive(one.state.due or agenda.today, "overdue", one, agenda.today)
    for day in agenda.days:
        for kept in day.events:
            event = kept.event
            yield (day.day.isoformat(), "event", "", event.title, "", "", event.place or "")
        for one in day.due:
            yield _directive(day.day, "due", one, agenda.today)


def _event(kept: KeptEvent) -> Record:
    event = kept.event
    return {
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.place,
        "release": kept.release,
    }


def _directive(day: date, what: str, one: Tracked, today: date) -> Sequence[str]:
    record = directive_record(one, today)
    return (day.isoformat(), what, *(text_of(record[name]) for name in _SHOWN), "")

"""The agenda and the calendar as records and rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, iso, listed, text_of
from bimatrack.exporters.flat.directives import changed_records, directive_record
from bimatrack.history import KeptEvent, Tracked

if TYPE_CHECKING:
    from bimatrack.agenda import Agenda, AgendaDay, Calendar


_SHOWN = ("id", "text", "owners", "units")
_HEADER = ("day", "what", *_SHOWN, "place", "mark")


def agenda_records(agenda: "Agenda") -> Record:
    """Write the agenda: *overdue* directives, and for each of *days* what lies on it.

    A day has its *events* and the directives *due*. *holiday* names what it is called, *leave* says that this is
    collective leave; *workday* that offices work. *clashes* are events that share the day, and the *place* if one is
    named. *last_workday* is told where something is due on a day on which nobody works.
    """
    return {
        "first": agenda.first.isoformat(),
        "last": agenda.last.isoformat(),
        "today": agenda.today.isoformat(),
        "overdue": [*changed_records(agenda.overdue, agenda.today)],
        "days": [_day(day, agenda.today) for day in agenda.days],
    }


def agenda_rows(agenda: "Agenda") -> Iterator[Sequence[str]]:
    """Write the agenda as rows; an overdue directive stands on its last day, before all others.

    *what* is "overdue", "holiday", "leave", "event" or "due". *mark* is "day off" for what falls due on one,
    "same place" or "same day" for events that may clash.
    """
    yield _HEADER
    for one in agenda.overdue:
        yield _directive(one.state.due or agenda.today, "overdue", one, agenda.today)
    yield from _day_rows(agenda.days, agenda.today)


def calendar_records(calendar: "Calendar") -> Record:
    """Write the calendar: for each of *months* the days that hold something, as in the agenda.

    Here *overdue* stands on the day that was the last; *earlier* are those overdue since before the first month.
    """
    return {
        "first": calendar.months[0].first.isoformat(),
        "last": calendar.months[-1].last.isoformat(),
        "today": calendar.today.isoformat(),
        "earlier": [*changed_records(calendar.earlier, calendar.today)],
        "months": [
            {
                "month": f"{month.first:%Y-%m}",
                "days": [
                    _day(day, calendar.today) | {"overdue": [*changed_records(day.late, calendar.today)]}
                    for day in month.days
                ],
            }
            for month in calendar.months
        ],
    }


def calendar_rows(calendar: "Calendar") -> Iterator[Sequence[str]]:
    """Write the calendar as rows, like those of the agenda but in the order of days throughout."""
    yield _HEADER
    for one in calendar.earlier:
        yield _directive(one.state.due or calendar.today, "overdue", one, calendar.today)
    for month in calendar.months:
        yield from _day_rows(month.days, calendar.today)


def _day(day: "AgendaDay", today: date) -> Record:
    return {
        "day": day.day.isoformat(),
        "workday": not day.free,
        "holiday": listed(day.off.names if day.off else ()),
        "leave": day.off is not None and day.off.leave,
        "events": [_event(kept) for kept in day.events],
        "clashes": [
            {"place": clash.place, "events": listed(kept.event.title for kept in clash.events)} for clash in day.clashes
        ],
        "due": [*changed_records(day.due, today)],
        "last_workday": iso(day.last_workday),
    }


def _day_rows(days: "Iterable[AgendaDay]", today: date) -> Iterator[Sequence[str]]:
    for day in days:
        on = day.day.isoformat()
        if day.off:
            yield (on, "leave" if day.off.leave else "holiday", "", text_of(listed(day.off.names)), "", "", "", "")
        for kept in day.events:
            yield (on, "event", "", kept.event.title, "", "", kept.event.place or "", _mark(day, kept))
        for one in day.late:
            yield _directive(day.day, "overdue", one, today)
        for one in day.due:
            yield _directive(day.day, "due", one, today, "day off" if day.free else "")


def _mark(day: "AgendaDay", kept: KeptEvent) -> str:
    clash = day.clash(kept)
    return "" if clash is None else "same day" if clash.place is None else "same place"


def _event(kept: KeptEvent) -> Record:
    event = kept.event
    return {
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.place,
        "release": kept.release,
    }


def _directive(day: date, what: str, one: Tracked, today: date, mark: str = "") -> Sequence[str]:
    record = directive_record(one, today)
    return (day.isoformat(), what, *(text_of(record[name]) for name in _SHOWN), "", mark)

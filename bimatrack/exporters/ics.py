"""Deadlines and events as a calendar that other programs subscribe to or import (RFC 5545)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bimatrack.history import Change, KeptEvent, Revision, Tracked, revisions, store_name
from bimatrack.i18n import _
from bimatrack.labels import percent, status_label
from bimatrack.literal import literal, one_line
from bimatrack.model import Status

if TYPE_CHECKING:
    from icalendar import Calendar, Component

_ONE_DAY = timedelta(days=1)
_PRODUCER = "-//bimatrack//bimatrack//ID"


@dataclass(frozen=True, slots=True)
class CalendarForm:
    """How a calendar is written: its *name*, deadlines as tasks (*todos*) or as days, alarms so long *before* each."""

    name: str = "bimatrack"
    todos: bool = False
    before: timedelta | None = None


def calendar_ics(
    directives: Iterable[Tracked], events: Iterable[KeptEvent], changes: Sequence[Change], form: CalendarForm
) -> str:
    """Write the deadlines of *directives* and the *events* as a calendar; *changes* is the store's whole history.

    Directives without a last day are left out. Each entry keeps its UID from export to export and counts its changes in
    SEQUENCE (RFC 5545, 3.8.7.4), so that importing the calendar again updates what is there.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", one_line(form.name))
    _fill(calendar, directives, events, changes, form)
    text: bytes = calendar.to_ical()
    return text.decode("utf-8")


def _fill(
    calendar: "Calendar",
    directives: Iterable[Tracked],
    events: Iterable[KeptEvent],
    changes: Sequence[Change],
    form: CalendarForm,
) -> None:
    store, changed = store_name(changes), revisions(changes)
    came = {change.release: change.at for change in changes if change.directive is None and change.release is not None}
    for one in directives:
        if one.state.due is not None:
            revision = changed.get(one.number, Revision(0, _midnight(one.born)))
            entry = _task(one, one.state.due) if form.todos else _deadline(one, one.state.due)
            _sign(entry, f"directive-{one.number}-{store}", revision)
            if form.before is not None and not one.state.status.closed:
                entry.add_component(_alarm(one.state.text, form.before))
            calendar.add_component(entry)
    for kept in events:
        entry = _event(kept)
        at = came.get(kept.release, _midnight(kept.event.start))
        _sign(entry, f"event-{kept.number}-{store}", Revision(0, at))
        if form.before is not None:
            entry.add_component(_alarm(kept.event.title, form.before))
        calendar.add_component(entry)


def _deadline(one: Tracked, due: date) -> "Component":
    from icalendar import Event

    state = one.state
    entry = Event()
    mark = status_label(state.status) if state.status.closed else _("Due")
    entry.add("summary", f"{mark}: {one_line(state.text)}{_who(one)}")
    _on_days(entry, due, due)
    entry.add("status", "CANCELLED" if state.status in (Status.DROPPED, Status.DISCARDED) else "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry.add("description", "\n".join(_facts(one)))
    return entry


def _task(one: Tracked, due: date) -> "Component":
    from icalendar import Todo

    state = one.state
    entry = Todo()
    entry.add("summary", f"{one_line(state.text)}{_who(one)}")
    entry.add("due", due)
    entry.add("status", _TASKS[state.status])
    entry.add("percent-complete", state.progress)
    if state.status is Status.DONE and state.closed_on:
        entry.add("completed", _midnight(state.closed_on))
    entry.add("description", "\n".join(_facts(one)))
    return entry


_TASKS = {
    Status.OPEN: "NEEDS-ACTION",
    Status.IN_PROGRESS: "IN-PROCESS",
    Status.DONE: "COMPLETED",
    Status.DROPPED: "CANCELLED",
    Status.DISCARDED: "CANCELLED",
}


def _event(kept: KeptEvent) -> "Component":
    from icalendar import Event

    event = kept.event
    entry = Event()
    entry.add("summary", one_line(event.title))
    _on_days(entry, event.start, event.end)
    if event.place:
        entry.add("location", one_line(event.place))
    return entry


def _on_days(entry: "Component", first: date, last: date) -> None:
    entry.add("dtstart", first)
    if last < date.max:  # The end of whole days is the day behind the last one.
        entry.add("dtend", last + _ONE_DAY)


def _sign(entry: "Component", name: str, revision: Revision) -> None:
    entry.add("uid", f"{name}@bimatrack")
    entry.add("dtstamp", revision.at.astimezone(UTC))
    entry.add("last-modified", revision.at.astimezone(UTC))
    entry.add("sequence", revision.count)


def _alarm(text: str, before: timedelta) -> "Component":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(text))
    alarm.add("trigger", -before)
    return alarm


def _who(one: Tracked) -> str:
    names = ", ".join(map(one_line, one.state.responsible))
    return f" ({names})" if names else ""


def _facts(one: Tracked) -> Iterator[str]:
    state = one.state
    yield _("Directive {id}").format(id=one.number)
    yield f"{_('Status')}: {status_label(state.status)}, {percent(state.progress)}"
    if state.due_text:
        yield f"{_('Due')}: “{one_line(state.due_text)}”"
    if state.obstacle:
        yield f"{_('Obstacle')}: {one_line(state.obstacle)}"
    yield f"“{literal(one.directive.quote.text)}”"


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)

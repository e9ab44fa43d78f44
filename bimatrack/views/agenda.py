"""The days ahead with what happens and what falls due on them."""

from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.agenda import Agenda, AgendaDay
from bimatrack.days import day_range, long_day
from bimatrack.due import DayOff
from bimatrack.history import KeptEvent, Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.literal import one_line
from bimatrack.views.cells import LATE, QUIET, SOON, STRONG, cell, due_texts, joined, who
from bimatrack.views.layout import blocks, indented

TODAY = "bold reverse"
OFF = "red"
EVENT = "cyan"
_MOST_OVERDUE = 10


def agenda_view(agenda: Agenda, of: Iterable[str] = ()) -> RenderableType:
    """Show holidays, events and last days by day, and behind them what is overdue.

    *of* names those whose deadlines alone are shown, where not all are.
    """
    head = _head(agenda, tuple(of))
    parts: list[RenderableType] = [head] if head else []
    busy = any(day.events or day.due for day in agenda.days)
    # Where there is nothing at all, that is said once, for the whole stretch.
    parts.extend(_day(day, agenda.today) for day in agenda.days if busy or day.off or day.last_workday)
    if not busy:
        span = day_range(agenda.first, agenda.last)
        parts.append(Text(_("Nothing takes place or falls due: {days}.").format(days=span), style=QUIET))
    if any(day.clashes for day in agenda.days):
        parts.append(clash_hint())
    if agenda.overdue:
        parts.append(_overdue(agenda))
    return blocks(parts)


def off_text(off: DayOff) -> Text:
    """Name a holiday, and say that it is one, unless its name does."""
    named = one_line("; ".join(off.names))
    sort = _("collective leave") if off.leave else _("public holiday")
    return Text(named if sort.casefold() in named.casefold() else f"{named} ({sort})", style=OFF)


def clash_text(day: AgendaDay, kept: KeptEvent) -> Text:
    """Say what else an event of *day* may clash with; nothing where it stands alone."""
    clash = day.clash(kept)
    if clash is None:
        return Text()
    return Text(_("same day") if clash.place is None else _("same day, same place"), style=LATE)


def clash_hint() -> Text:
    """Say what the mark of a clash can and cannot know."""
    return Text(_("“Same day”: different releases tell of them. They may clash, or be one and the same."), style=QUIET)


def _head(agenda: Agenda, of: tuple[str, ...]) -> Text | None:
    """Sum up the days, None where there is nothing to sum up."""
    events = len({kept.number for day in agenda.days for kept in day.events})
    due = sum(len(day.due) for day in agenda.days)
    late = len(agenda.overdue)
    counts = (
        (events, ngettext("{n} event", "{n} events", events)),
        (due, ngettext("{n} directive due", "{n} directives due", due)),
        (late, ngettext("{n} directive overdue", "{n} directives overdue", late)),
    )
    parts = [Text(day_range(agenda.first, agenda.last), style=STRONG)]
    parts += [Text(phrase.format(n=count)) for count, phrase in counts if count]
    if of:
        parts.append(Text(_("deadlines of {names} only").format(names=one_line(", ".join(of))), style=QUIET))
    return joined(parts) if len(parts) > 1 else None


def _day(day: AgendaDay, today: date) -> RenderableType:
    title = [Text(long_day(day.day), style=STRONG)]
    if day.day == today:
        title.append(Text(f" {_('today')} ", style=TODAY))
    if day.off:
        title.append(off_text(day.off))
    parts: list[RenderableType] = [joined(title, "  ")]
    if day.events or day.due:
        parts.append(indented(_grid([*_events(day), *_due(day)])))
    elif not day.off:
        parts.append(indented(Text(_("nothing"), style=QUIET)))
    if day.last_workday:
        before = long_day(day.last_workday)
        parts.append(indented(Text(_("The last working day before it: {day}.").format(day=before), style=SOON)))
    return Group(*parts)


def _grid(rows: Iterable[tuple[Text, Text, Text]]) -> Table:
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=6)
    grid.add_column(justify="right", no_wrap=True, min_width=3)
    grid.add_column()
    for row in rows:
        grid.add_row(*row)
    return grid


def _overdue(agenda: Agenda) -> RenderableType:
    late, count = agenda.overdue, len(agenda.overdue)
    title = ngettext("{n} directive overdue", "{n} directives overdue", count).format(n=count)
    parts: list[RenderableType] = [
        Text(title, style=LATE),
        indented(_grid(_late(late[:_MOST_OVERDUE], agenda.today))),
    ]
    if count > _MOST_OVERDUE:
        rest = _("… and {n} more: “bimatrack list --overdue” shows them.").format(n=count - _MOST_OVERDUE)
        parts.append(indented(Text(rest, style=QUIET)))
    return Group(*parts)


def _late(late: Iterable[Tracked], today: date) -> Iterator[tuple[Text, Text, Text]]:
    for one in late:
        day, left = due_texts(one.state, today)
        yield left, _id(one), joined((cell(one.state.text), who(one.state), day))


def _events(day: AgendaDay) -> Iterator[tuple[Text, Text, Text]]:
    for kept in day.events:
        event = kept.event
        what = (cell(event.title), Text(which_day(kept, day.day)), cell(event.place or ""), clash_text(day, kept))
        yield Text(_("event"), style=EVENT), Text(), joined(what)


def which_day(kept: KeptEvent, day: date) -> str:
    """Say which day of an event of several days *day* is; nothing for one of a single day."""
    event = kept.event
    if event.start == event.end:
        return ""
    return _("day {n} of {days}").format(n=(day - event.start).days + 1, days=(event.end - event.start).days + 1)


def _due(day: AgendaDay) -> Iterator[tuple[Text, Text, Text]]:
    off = Text(_("on a day off") if day.free else "", style=SOON)
    for one in day.due:
        yield Text(_("due"), style=SOON), _id(one), joined((cell(one.state.text), who(one.state), off))


def _id(one: Tracked) -> Text:
    return Text(str(one.number), style=QUIET)

"""The days ahead with what happens and what falls due on them."""

from collections.abc import Iterable, Iterator
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.agenda import Agenda, AgendaDay
from bimatrack.days import day_range, long_day
from bimatrack.history import KeptEvent, Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.views.cells import LATE, QUIET, SOON, STRONG, cell, due_texts, joined, who
from bimatrack.views.layout import blocks, indented

_TODAY = "bold reverse"


def agenda_view(agenda: Agenda) -> RenderableType:
    """Show events and last days by day, and first of all what is overdue."""
    parts: list[RenderableType] = []
    if agenda.overdue:
        count = len(agenda.overdue)
        title = ngettext("{n} directive overdue", "{n} directives overdue", count).format(n=count)
        parts.append(Group(Text(title, style=LATE), indented(_grid(_overdue(agenda.overdue, agenda.today)))))
    parts.extend(_day(day, agenda.today) for day in agenda.days)
    if not any(day.events or day.due for day in agenda.days):
        span = day_range(agenda.first, agenda.last)
        parts.append(Text(_("Nothing takes place or falls due: {days}.").format(days=span), style=QUIET))
    return blocks(parts)


def _day(day: AgendaDay, today: date) -> RenderableType:
    title = Text(long_day(day.day), style=STRONG)
    if day.day == today:
        title = joined((title, Text(f" {_('today')} ", style=_TODAY)), "  ")
    if not (day.events or day.due):
        return Group(title, indented(Text(_("nothing"), style=QUIET)))
    return Group(title, indented(_grid([*_events(day), *_due(day.due)])))


def _grid(rows: Iterable[tuple[Text, Text, Text]]) -> Table:
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=6)
    grid.add_column(justify="right", no_wrap=True, min_width=3)
    grid.add_column()
    for row in rows:
        grid.add_row(*row)
    return grid


def _overdue(late: Iterable[Tracked], today: date) -> Iterator[tuple[Text, Text, Text]]:
    for one in late:
        day, left = due_texts(one.state, today)
        yield left, _id(one), joined((cell(one.state.text), who(one.state), day))


def _events(day: AgendaDay) -> Iterator[tuple[Text, Text, Text]]:
    for kept in day.events:
        event = kept.event
        what = joined((cell(event.title), Text(_which(kept, day.day)), cell(event.place or "")))
        yield Text(_("event"), style=QUIET), Text(), what


def _which(kept: KeptEvent, day: date) -> str:
    event = kept.event
    if event.start == event.end:
        return ""
    return _("day {n} of {days}").format(n=(day - event.start).days + 1, days=(event.end - event.start).days + 1)


def _due(due: Iterable[Tracked]) -> Iterator[tuple[Text, Text, Text]]:
    for one in due:
        yield Text(_("due"), style=SOON), _id(one), joined((cell(one.state.text), who(one.state)))


def _id(one: Tracked) -> Text:
    return Text(str(one.number), style=QUIET)

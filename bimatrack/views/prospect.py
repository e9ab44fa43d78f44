"""The report's look around and ahead: events of the period, and what the next one starts with."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import day_range
from bimatrack.i18n import _, ngettext
from bimatrack.model import Event
from bimatrack.reporting import Held, MatrixRow, Outlook
from bimatrack.views.cells import LATE, QUIET, STRONG, cell, day_text, joined, names, stacked
from bimatrack.views.layout import NARROW, Column, blocks, full_table, indented


def events_view(events: Held) -> RenderableType:
    """Show the events held so far and those to come."""
    parts = ((_("Held"), events.held), (_("To come"), events.to_come))
    return blocks([Group(Text(title, style=STRONG), indented(_events(some))) for title, some in parts if some])


def outlook_view(outlook: Outlook, carried: int, width: int) -> RenderableType:
    """Show what the period that follows inherits: *carried* directives, by when, and the events that are known."""
    parts: list[RenderableType] = [joined(_inheritance(outlook, carried))]
    if outlook.due:
        parts.append(_due(outlook.due, width))
    if outlook.events:
        parts.append(Group(Text(_("Events"), style=STRONG), indented(_events(outlook.events))))
    return blocks(parts)


def _events(events: Iterable[Event]) -> Table:
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for event in events:
        grid.add_row(Text(day_range(event.start, event.end)), joined((cell(event.title), cell(event.place or ""))))
    return grid


def _inheritance(outlook: Outlook, carried: int) -> Iterator[Text]:
    yield Text(ngettext("{n} directive", "{n} directives", carried).format(n=carried), style=STRONG)
    if outlook.overdue:
        yield Text(_("{n} overdue on its first day").format(n=len(outlook.overdue)), style=LATE)
    counts = (
        (len(outlook.due), _("{n} due in that period")),
        (outlook.later, _("{n} due later")),
        (outlook.undated, _("{n} without a deadline")),
    )
    for number, phrase in counts:
        if number:
            yield Text(phrase.format(n=number))


def _due(rows: Iterable[MatrixRow], width: int) -> Table:
    narrow = width < NARROW
    columns = [Column(_("Due"), 11, right=True), Column(_("Id"), 4, right=True), Column(_("Directive"), share=5)]
    table = full_table(width, columns if narrow else [*columns, Column(_("Responsible"), share=4)])
    for row in rows:
        who = names(row.responsible)
        what = [stacked((cell(row.state.text), who))] if narrow else [cell(row.state.text), who]
        table.add_row(day_text(row.state.due), Text(str(row.id), style=QUIET), *what)
    return table

"""The follow-up matrix on the screen, and the deadlines that slipped."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import days_left, short_day
from bimatrack.i18n import _, ngettext
from bimatrack.labels import follow_up_text
from bimatrack.model import Status
from bimatrack.reporting import MatrixRow, Slip
from bimatrack.views.cells import (
    LATE,
    NOTHING,
    QUIET,
    STRONG,
    Bar,
    cell,
    day_text,
    joined,
    names,
    stacked,
    status_text,
    what,
)
from bimatrack.views.layout import NARROW, TABLE, WIDE, Column, blocks, full_table, indented
from bimatrack.views.shares import shares_lines, shares_text

_ALL_COLUMNS = 160
_SHORT_DUE, _LONG_DUE = 12, 18
_STATUS = 15


def matrix_table(rows: Sequence[MatrixRow], width: int) -> RenderableType:
    """Show the matrix, as many columns as *width* allows, in groups: overdue, slipped, open, done, dropped."""
    groups = list(_groups(rows))
    if width < TABLE:
        return blocks([blocks([_group_title(title, some), *(_block(row) for row in some)]) for title, some in groups])
    table, cells = (_full_table(width), _full_cells) if width >= _ALL_COLUMNS else (_table(width), _cells)
    for title, some in groups:
        if table.row_count:
            table.add_row()
        table.add_row(Text(), _group_title(title, some))
        for row in some:
            table.add_row(*cells(row))
    return table


def slips_table(rows: Iterable[MatrixRow], width: int) -> RenderableType:
    """Show the deadlines that are later now than at first."""
    slipped = [(row, row.slip) for row in rows if row.slip]
    if width < NARROW:
        return blocks(
            [Group(_named(row), indented(joined((_move(slip), cell(slip.reason or ""))))) for row, slip in slipped]
        )
    columns = (
        Column(_("Id"), 4, right=True),
        Column(_("Directive"), share=4),
        Column(_("Deadline"), share=4),
        Column(_("Reason"), share=3),
    )
    table = full_table(width, columns)
    for row, slip in slipped:
        table.add_row(Text(str(row.id), style=QUIET), cell(row.state.text), _move(slip), cell(slip.reason or NOTHING))
    return table


def shares_table(rows: Iterable[MatrixRow], width: int) -> RenderableType:
    """Show how the units stand among which directives are split."""
    split = [row for row in rows if row.state.shares]
    if width < NARROW:
        return blocks([Group(_named(row), indented(shares_lines(row.state))) for row in split])
    columns = (Column(_("Id"), 4, right=True), Column(_("Directive"), share=3), Column(_("Unit"), share=5))
    table = full_table(width, columns)
    for row in split:
        table.add_row(Text(str(row.id), style=QUIET), cell(row.state.text), shares_lines(row.state))
    return table


def _groups(rows: Sequence[MatrixRow]) -> Iterator[tuple[str, list[MatrixRow]]]:
    tests: tuple[tuple[str, Callable[[MatrixRow], bool]], ...] = (
        (_("Overdue"), lambda row: row.overdue),
        (_("Slipped"), lambda row: not row.overdue and not row.state.status.closed and row.slip is not None),
        (_("Open"), lambda row: not row.overdue and not row.state.status.closed and row.slip is None),
        (_("Done"), lambda row: row.state.status is Status.DONE),
        (_("Cannot be done"), lambda row: row.state.status is Status.DROPPED),
    )
    for title, belongs in tests:
        some = [row for row in rows if belongs(row)]
        if some:
            yield title, some


def _group_title(title: str, some: Sequence[MatrixRow]) -> Text:
    return Text(f"{title} ({len(some)})", style=LATE if some[0].overdue else STRONG)


def _table(width: int) -> Table:
    columns = (
        Column(_("No"), 3, right=True),
        Column(_("Directive"), share=9),
        Column(_("Responsible"), share=7),
        Column(_("Due"), _LONG_DUE if width >= WIDE else _SHORT_DUE),
        Column(_("Latest follow-up"), share=8),
        Column(_("Status"), _STATUS),
    )
    return full_table(width, columns)


def _cells(row: MatrixRow) -> tuple[RenderableType, ...]:
    return (
        Text(str(row.position), style=QUIET),
        stacked((what(row.state), _origin(row))),
        names(row.responsible),
        stacked((day_text(row.state.due), _left(row))),
        stacked(_told(row)) or Text(NOTHING),
        Group(_status(row), Bar(row.state.progress, 8)) if row.state.status is Status.IN_PROGRESS else _status(row),
    )


def _full_table(width: int) -> Table:
    columns = (
        Column(_("No"), 3, right=True),
        Column(_("Source"), share=5),
        Column(_("Directive"), share=6),
        Column(_("Responsible"), share=5),
        Column(_("Due"), _LONG_DUE),
        Column(_("Latest follow-up"), share=5),
        Column("%", 3, right=True),
        Column(_("Status"), _STATUS),
        Column(_("Obstacle"), share=4),
        Column(_("Evidence"), share=3),
    )
    return full_table(width, columns)


def _full_cells(row: MatrixRow) -> tuple[RenderableType, ...]:
    return (
        Text(str(row.position), style=QUIET),
        _origin(row),
        what(row.state),
        names(row.responsible),
        stacked((day_text(row.state.due), _left(row))),
        _follow_up(row) or Text(NOTHING),
        str(row.state.progress),
        _status(row),
        cell(row.state.obstacle or NOTHING),
        stacked(cell(proof.name) for proof in row.state.evidence) or Text(NOTHING),
    )


def _block(row: MatrixRow) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(justify="right", no_wrap=True, min_width=3)
    grid.add_column()
    standing = Table.grid(padding=(0, 2, 0, 0))
    standing.add_row(joined(_status(row).split("\n")), Bar(row.state.progress))
    lines = stacked(
        (
            what(row.state, STRONG),
            names(row.responsible),
            joined((day_text(row.state.due), _left(row))) if row.state.due else Text(_("no deadline")),
            *_told(row),
            _origin(row),
        )
    )
    grid.add_row(Text(str(row.position), style=QUIET), Group(lines, standing))
    return grid


def _origin(row: MatrixRow) -> Text:
    day = short_day(row.source.day) if row.source.day else ""
    number = _("directive {id}").format(id=row.id)
    return joined((cell(row.source.name, QUIET), Text(day, style=QUIET), Text(number, style=QUIET)))


def _left(row: MatrixRow) -> Text:
    if row.days_left is None:
        return Text()
    return Text(days_left(row.days_left), style=LATE if row.overdue else QUIET)


def _status(row: MatrixRow) -> Text:
    closed = short_day(row.closed_on) if row.closed_on else ""
    return stacked((status_text(row.state.status), Text(closed, style=QUIET), shares_text(row.state)))


def _told(row: MatrixRow) -> Iterator[Text]:
    if row.told:
        yield _follow_up(row)
    if row.state.obstacle:
        yield Text.assemble((f"{_('Obstacle')}: ", QUIET), cell(row.state.obstacle))
    if row.state.evidence:
        yield Text.assemble((f"{_('Evidence')}: ", QUIET), names(proof.name for proof in row.state.evidence))


def _follow_up(row: MatrixRow) -> Text:
    if row.told is None:
        return Text()
    return Text.assemble((f"{short_day(row.told.on)}: ", QUIET), cell(follow_up_text(row.told)))


def _named(row: MatrixRow) -> Text:
    return Text.assemble((f"{row.id}  ", QUIET), cell(row.state.text))


def _move(slip: Slip) -> Text:
    now = short_day(slip.now) if slip.now else _("no deadline")
    parts = [Text(f"{short_day(slip.first)} → {now}")]
    if slip.days is not None:
        parts.append(Text(ngettext("{n} day later", "{n} days later", slip.days).format(n=slip.days)))
    if slip.moves > 1:
        parts.append(Text(ngettext("moved {n} time", "moved {n} times", slip.moves).format(n=slip.moves)))
    return joined(parts)

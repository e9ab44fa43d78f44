"""What was read out of a matrix: its columns and what they hold, and its first rows."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.adopting import Adoption, Line
from bimatrack.days import short_day
from bimatrack.i18n import _
from bimatrack.labels import percent, status_label
from bimatrack.model import Status
from bimatrack.views.cells import NOTHING, QUIET, STRONG, cell
from bimatrack.views.layout import blocks, indented, pairs_table

_MOST_SHOWN = 5


def adoption_view(found: Adoption) -> RenderableType:
    """Show which column was read as which field, and the first rows as they were read."""
    layout = found.layout
    where = _("Sheet “{sheet}”, heads in row {row}").format(sheet=layout.sheet, row=layout.head_row)
    columns = pairs_table((one.head, _field(one.field)) for one in layout.columns)
    shown = found.lines[:_MOST_SHOWN]
    rest = len(found.lines) - len(shown)
    more = [Text(_("… and {n} more.").format(n=rest), style=QUIET)] if rest else []
    known = found.known
    return Group(
        cell(where, STRONG),
        indented(columns),
        Text(),
        blocks([Group(_head(line, known=line.row in known), indented(pairs_table(_facts(line)))) for line in shown]),
        *more,
    )


def _field(field: str | None) -> Text:
    return Text(_("not read"), style=QUIET) if field is None else Text(str(field))


def _head(line: Line, *, known: bool) -> Text:
    row = _("Row {row}").format(row=line.row)
    mark = f" ({_('came before')})" if known else ""
    return Text.assemble((f"{row}  ", QUIET), cell(line.text, STRONG), (mark, QUIET))


def _facts(line: Line) -> Iterator[tuple[str, RenderableType]]:
    yield _("Responsible"), cell("; ".join(line.units or line.owners) or NOTHING)
    due = " ".join(
        filter(None, (short_day(line.due) if line.due else "", f"“{line.due_text}”" if line.due_text else ""))
    )
    yield _("Due"), cell(due or NOTHING)
    so_far = f", {percent(line.progress)}" if line.status is Status.IN_PROGRESS else ""
    closed = f", {short_day(line.closed_on)}" if line.closed_on else ""
    yield _("Status"), cell(f"{status_label(line.status)}{so_far}{closed}")
    yield _("Since"), cell(short_day(line.born))
    for title, value in (
        (_("Source"), line.source),
        (_("Latest follow-up"), line.note),
        (_("Obstacle"), line.obstacle),
        (_("Evidence"), "; ".join(line.evidence)),
    ):
        if value:
            yield title, cell(value)

"""The follow-up matrix of the page, and the deadlines that slipped."""

from collections.abc import Iterable, Iterator, Sequence

from bimatrack.days import days_left
from bimatrack.exporters.html.tables import NOTHING, Column, Sort, day_mark, lines, row, table
from bimatrack.exporters.markup import Markup, element, together
from bimatrack.i18n import _, ngettext
from bimatrack.labels import follow_up_text, number, remarks, shares_label, status_label
from bimatrack.literal import is_address
from bimatrack.model import Status
from bimatrack.reporting import MatrixRow, Slip, due_notes, standings


def matrix_columns() -> tuple[Column, ...]:
    """Return the columns of the matrix, in the user's language."""
    return (
        Column(_("No"), Sort.NUMBER),
        Column(_("Source"), Sort.DAY),
        Column(_("Directive")),
        Column(_("Responsible")),
        Column(_("Due"), Sort.DAY),
        Column(_("Latest follow-up"), Sort.DAY),
        Column("%", Sort.NUMBER),
        Column(_("Status")),
        Column(_("Obstacle")),
        Column(_("Evidence")),
    )


def matrix_part(rows: Sequence[MatrixRow]) -> Markup:
    """Write the matrix, and the tools that the page's script turns on: a box to search in, and what it found."""
    words = element("label", _("Search the matrix"), for_="search")
    box = element("input", id="search", type="search", autocomplete="off", spellcheck="false")
    # The script says how many it shows and how it sorted, in these words.
    said = element(
        "p",
        id="matrix-said",
        role="status",
        data_shown=_("{shown} of {all} directives are shown"),
        data_up=_("sorted by {column}, ascending"),
        data_down=_("sorted by {column}, descending"),
    )
    caption = ngettext("{n} directive", "{n} directives", len(rows)).format(n=number(len(rows)))
    return together(
        (
            element("p", words, box, class_="tools", hidden=""),
            said,
            table(caption, matrix_columns(), map(_row, rows), class_="matrix", sortable=True),
        )
    )


def slips_part(slipped: Iterable[tuple[MatrixRow, Slip]]) -> Markup:
    """Write the deadlines that are later now than at first, with the reasons."""
    columns = (
        Column(_("Id")),
        Column(_("Directive")),
        Column(_("First due")),
        Column(_("Due now")),
        Column(_("Days"), Sort.NUMBER),
        Column(_("Moves"), Sort.NUMBER),
        Column(_("Reason")),
    )
    rows = (
        row(
            link_to(one),
            one.state.text,
            day_mark(slip.first),
            day_mark(slip.now, _("no deadline")),
            NOTHING if slip.days is None else number(slip.days),
            number(slip.moves),
            slip.reason or NOTHING,
            numbers=(3, 4),
        )
        for one, slip in slipped
    )
    return table(_("Deadlines that slipped"), columns, rows)


def shares_part(rows: Iterable[MatrixRow]) -> Markup:
    """Write how the units stand among which directives are split."""
    columns = (
        Column(_("Id")),
        Column(_("Directive")),
        Column(_("Status")),
        Column(_("Total"), Sort.NUMBER),
        Column(_("Unit")),
    )
    written = (
        row(
            link_to(one),
            one.state.text,
            _mark(standing.status),
            number(len(standing.units)),
            "; ".join(standing.units),
            numbers=(2,),
        )
        for one in rows
        for standing in standings(one.state.shares)
    )
    return table(_("Shares of the units"), columns, written)


def link_to(one: MatrixRow) -> Markup:
    """Write the id of a directive so that it leads to its row in the matrix."""
    return element("a", str(one.id), href=f"#d{one.id}")


def due_cell(one: MatrixRow) -> Markup:
    """Write the last day, by how much it has passed, the one there was at first, and the words that set it."""
    late = element("strong", days_left(one.days_left), class_="late") if one.overdue and one.days_left else Markup()
    day = day_mark(one.state.due, _("no deadline")) if one.state.due or one.slip else Markup()
    return lines((day, late, *(element("small", note) for note in due_notes(one))))


def _row(one: MatrixRow) -> Markup:
    state = one.state
    cells = (
        ("number", str(one.position)),
        (None, _source(one)),
        (None, one.responsible and ", ".join(one.responsible)),
        (None, due_cell(one)),
        (None, _told(one)),
        ("number", str(state.progress)),
        (None, _status(one)),
        (None, state.obstacle or ""),
        (None, lines(map(_evidence, (proof.name for proof in state.evidence)))),
    )
    written = [element("td", text or NOTHING, class_=kind if text else "none") for kind, text in cells]
    written.insert(2, element("th", _directive(one), scope="row"))
    return element("tr", *written, id=f"d{one.id}", class_="overdue" if one.overdue else None)


def _directive(one: MatrixRow) -> Markup:
    notes = "; ".join((_("directive {id}").format(id=one.id), *remarks(one.state)))
    return lines((one.state.text, element("small", notes)))


def _source(one: MatrixRow) -> Markup:
    source = one.source
    name = element("a", source.name, href=source.address, rel="noreferrer") if source.address else source.name
    return lines((name, day_mark(source.day) if source.day else ""))


def _told(one: MatrixRow) -> Markup:
    return lines((follow_up_text(one.told), day_mark(one.told.on))) if one.told else Markup()


def _status(one: MatrixRow) -> Markup:
    return lines((_mark(one.state.status), day_mark(one.closed_on) if one.closed_on else "", shares_label(one.state)))


def _mark(status: Status) -> Markup:
    return element("span", status_label(status), class_=f"status {status.value}")


def _evidence(place: str) -> Markup:
    if is_address(place):
        return element("a", place, href=place, rel="noreferrer")
    return element("span", place)


def slipped_rows(rows: Iterable[MatrixRow]) -> Iterator[tuple[MatrixRow, Slip]]:
    """Yield the rows whose deadline slipped, each with how far."""
    for one in rows:
        if one.slip:
            yield one, one.slip


def outlook_due(rows: Iterable[MatrixRow]) -> Markup:
    """Write what falls due in the period that follows."""
    columns = (Column(_("Due")), Column(_("Id"), Sort.NUMBER), Column(_("Directive")), Column(_("Responsible")))
    cells = (
        row(day_mark(one.state.due), link_to(one), one.state.text, ", ".join(one.responsible) or NOTHING, numbers=(0,))
        for one in rows
    )
    return table(_("Due in that period"), columns, cells)


def inheritance(numbers: Sequence[int]) -> Markup:
    """Write how many directives the period that follows inherits, and by when they are due."""
    titles = (
        _("Overdue on its first day"),
        _("Due in that period"),
        _("Due later"),
        _("Without a deadline"),
    )
    carried, *rest = map(number, numbers)
    columns = [Column(_("Directives"), Sort.NUMBER), *(Column(title, Sort.NUMBER) for title in titles)]
    return table(_("Directives"), columns, [row(carried, *rest, numbers=range(-1, len(rest)))])

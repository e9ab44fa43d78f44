"""The follow-up matrix and the agenda as tables: wide with a value a cell, or as wide as paper."""

from collections.abc import Iterator, Sequence
from datetime import date

from bimatrack.days import days_left, short_day
from bimatrack.exporters.flat.cells import proof_names
from bimatrack.exporters.office.values import Cell, Column, Percent, Table, Warn
from bimatrack.history import Share
from bimatrack.i18n import _
from bimatrack.labels import (
    follow_up_text,
    kind_label,
    percent,
    period_label,
    remarks,
    shares_label,
    status_label,
)
from bimatrack.model import Event, Status
from bimatrack.reporting import MatrixRow, PeriodReport, due_notes

# So many columns of the wide matrix are printed; what stands behind them is for those who sort and filter.
PRINTED = 14


def wide_matrix(report: PeriodReport) -> Table:
    """Return the matrix for a spreadsheet: one value a cell, all that is known of a directive."""
    columns = (
        Column(_("No"), 5, right=True),
        Column(_("Id"), 6, right=True),
        Column(_("Source"), 24),
        Column(_("Day"), 12),
        Column(_("Directive"), 38),
        Column(_("Responsible"), 24),
        Column(_("Due"), 12),
        Column(_("Overdue"), 20, warns=True),
        Column(_("Latest follow-up"), 26),
        Column("%", 7, right=True),
        Column(_("Status"), 16),
        Column(_("Closed on"), 12),
        Column(_("Obstacle"), 20),
        Column(_("Evidence"), 22),
        Column(_("Kind"), 12),
        Column(_("Words of the deadline"), 22),
        Column(_("First due"), 13),
        Column(_("Days later"), 10, right=True),
        Column(_("Moves"), 9, right=True),
        Column(_("Reason"), 24),
        Column(_("Followed up on"), 14),
        Column(_("Shares done"), 12),
        Column(_("Shares"), 30, apart=True),
        Column(_("Remarks"), 22),
    )
    return Table(_("Follow-up matrix"), columns, [_wide(row) for row in report.rows])


def paper_matrix(report: PeriodReport) -> Table:
    """Return the matrix in the columns that the follow-up matrices on paper have."""
    columns = (
        Column(_("No"), 6, right=True),
        Column(_("Source"), 18),
        Column(_("Directive"), 29),
        Column(_("Responsible"), 18),
        Column(_("Due"), 17),
        Column(_("Latest follow-up"), 19),
        Column("%", 6, right=True),
        Column(_("Status"), 17),
        Column(_("Obstacle"), 15),
        Column(_("Evidence"), 14),
    )
    return Table(_("Follow-up matrix"), columns, [_paper(row) for row in report.rows])


def agenda_table(report: PeriodReport) -> Table:
    """Return by day the events, and the last days of what is open."""
    columns = (
        Column(_("Day"), 13),
        Column(_("Until"), 16),
        Column(_("What"), 36),
        Column(_("Overdue"), 20, warns=True),
        Column(_("Event or directive"), 52),
        Column(_("Place or responsible"), 40),
        Column(_("Id"), 7, right=True),
    )
    dated = sorted((*_meetings(report), *_deadlines(report)), key=lambda entry: entry[0])
    return Table(_("Agenda"), columns, [cells for _order, cells in dated])


def _wide(row: MatrixRow) -> tuple[Cell, ...]:
    state, slip = row.state, row.slip
    return (
        row.position,
        row.id,
        row.source.name,
        row.source.day,
        state.text,
        ", ".join(row.responsible),
        state.due,
        _late(row),
        follow_up_text(row.told) if row.told else None,
        Percent(state.progress),
        status_label(state.status),
        row.closed_on,
        state.obstacle,
        proof_names(state.evidence),
        kind_label(state.kind),
        state.due_text,
        slip.first if slip else None,
        slip.days if slip else None,
        slip.moves if slip else None,
        slip.reason if slip else None,
        row.told.on if row.told else None,
        shares_label(state),
        "; ".join(map(_share, state.shares)),
        "; ".join(remarks(state)),
    )


def _paper(row: MatrixRow) -> tuple[Cell, ...]:
    state = row.state
    told = (follow_up_text(row.told) or None, row.told.on) if row.told else None
    lifted = _("no deadline") if row.slip and not state.due else None
    known = "; ".join((_("directive {id}").format(id=row.id), *remarks(state)))
    return (
        row.position,
        (row.source.name or None, row.source.day),
        (state.text, f"({known})"),
        ", ".join(row.responsible),
        (state.due or lifted, _late(row), *due_notes(row)),
        told,
        Percent(state.progress),
        (status_label(state.status), row.closed_on, shares_label(state) or None),
        state.obstacle,
        proof_names(state.evidence),
    )


def _late(row: MatrixRow) -> Warn | None:
    return Warn(days_left(row.days_left)) if row.overdue and row.days_left is not None else None


def _share(share: Share) -> str:
    so_far = percent(share.progress) if share.status is Status.IN_PROGRESS else ""
    closed = short_day(share.closed_on) if share.closed_on else ""
    return " ".join(part for part in (f"{share.unit}:", status_label(share.status), so_far, closed) if part)


_Entry = tuple[tuple[date, int, int], tuple[Cell, ...]]


def _meetings(report: PeriodReport) -> Iterator[_Entry]:
    following = period_label(report.outlook.period)
    groups: tuple[tuple[str, Sequence[Event]], ...] = (
        (_("Event held"), report.events.held),
        (_("Event to come"), report.events.to_come),
        (_("Event in {period}").format(period=following), report.outlook.events),
    )
    for title, events in groups:
        for place, event in enumerate(events):
            until = None if event.end == event.start else event.end
            yield (event.start, 0, place), (event.start, until, title, None, event.title, event.place, None)


def _deadlines(report: PeriodReport) -> Iterator[_Entry]:
    for row in report.rows:
        due = row.state.due
        if due is not None and not row.state.status.closed:
            named = ", ".join(row.responsible)
            yield (due, 1, row.position), (due, None, _term(due, report), _late(row), row.state.text, named, row.id)


def _term(due: date, report: PeriodReport) -> str:
    following = report.outlook.period
    if due < report.period.start:
        return _("Deadline before this period")
    if due < following.start:
        return _("Deadline in this period")
    return (
        _("Deadline in {period}").format(period=period_label(following))
        if due <= following.end
        else _("Deadline later")
    )

"""The report's numbers as tables."""

from collections.abc import Iterable

from bimatrack.days import month
from bimatrack.exporters.office.values import Cell, Column, Percent, Table, Warn
from bimatrack.i18n import _
from bimatrack.labels import age_label, kind_label, period_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Kind
from bimatrack.reporting import Count, PeriodReport, furthest, standings

_NAME, _NUMBER = 36, 13
# So many slipped deadlines are drawn.
MOST_SLIPS = 8
# What can be read beside the bar of a chart.
_LONGEST_NAME = 70


def summary_table(report: PeriodReport) -> Table:
    """Return the period in numbers."""
    summary = report.summary
    rows: tuple[tuple[str, Cell], ...] = (
        (_("Carried in"), summary.carried_in),
        (_("New"), summary.new),
        (_("Done"), summary.done),
        (_("Cannot be done"), summary.dropped),
        (_("Carried over"), summary.carried_out),
        (_("Overdue"), warned(summary.overdue)),
        (_("Slipped"), summary.slipped),
        (_("Without a deadline"), summary.undated),
        (_("Without an owner"), summary.unowned),
        (_("Done late"), summary.late),
        (_("Reopened"), summary.reopened),
        (_("Total"), summary.total),
        (_("Mean progress"), Percent(summary.progress)),
        (_("Predicate"), summary.predicate),
    )
    return Table(_("Summary"), (Column(_("What"), _NAME), Column(_("Number"), _NUMBER, right=True)), rows)


def units_table(report: PeriodReport) -> Table:
    """Return the counts by who must act; the last row counts each directive once."""
    rows = [_count(count.name or _("(nobody named)"), count) for count in report.by_unit]
    return Table(_("By unit"), _count_columns(_("Unit")), rows, _whole(report))


def kinds_table(report: PeriodReport) -> Table:
    """Return the counts by kind."""
    rows = [_count(kind_label(Kind(count.name)), count) for count in report.by_kind]
    return Table(_("By kind"), _count_columns(_("Kind")), rows, _whole(report))


def months_table(report: PeriodReport) -> Table:
    """Return what came, fell due and was done, month by month."""
    columns = (Column(_("Month"), _NAME), *_numbers(_("New"), _("Due"), _("Done")))
    return Table(_("By month"), columns, [(month(one.first), one.new, one.due, one.done) for one in report.by_month])


def timeline_table(report: PeriodReport) -> Table:
    """Return what had fallen due and what was done, added up day by day; nothing done on days that have not come."""
    columns = (Column(_("By"), _NAME), *_numbers(_("Due"), _("Done")))
    return Table(_("Done against due"), columns, [(one.day, one.due, one.done) for one in report.timeline])


def ages_table(report: PeriodReport) -> Table:
    """Return how long what is open has been so."""
    rows = [(age_label(one.first, one.last), one.open, warned(one.overdue)) for one in report.ages]
    columns = (Column(_("Asked"), _NAME), *_numbers(_("Open")), _overdue())
    return Table(_("How long it has been open"), columns, rows)


def slips_table(report: PeriodReport) -> Table:
    """Return the deadlines that are later now than at first."""
    columns = (
        Column(_("Id"), 6, right=True),
        Column(_("Directive"), 38),
        Column(_("First due"), 13),
        Column(_("Due now"), 13),
        Column(_("Days"), 7, right=True),
        Column(_("Moves"), 11, right=True),
        Column(_("Reason"), 30),
    )
    rows = [
        (row.id, row.state.text, slip.first, slip.now or _("no deadline"), slip.days, slip.moves, slip.reason)
        for row in report.rows
        if (slip := row.slip)
    ]
    return Table(_("Deadlines that slipped"), columns, rows)


def shares_table(report: PeriodReport) -> Table:
    """Return how the units stand among which directives are split, a row for each status."""
    columns = (
        Column(_("Id"), 6, right=True),
        Column(_("Directive"), 32),
        Column(_("Status"), 18),
        Column(_("Total"), 11, right=True),
        Column(_("Unit"), 50),
    )
    rows = [
        (row.id, row.state.text, status_label(one.status), len(one.units), "; ".join(one.units))
        for row in report.rows
        for one in standings(row.state.shares)
    ]
    return Table(_("Shares of the units"), columns, rows)


def slipping_table(report: PeriodReport) -> Table:
    """Return what the chart of slipped deadlines shows: the furthest, their texts cut short where they are too long."""
    columns = (
        Column(_("Directive"), _NAME),
        Column(_("First due"), _NUMBER),
        Column(_("Due now"), _NUMBER),
        *_numbers(_("Days later"), _("Moves")),
    )
    rows = [
        (_shortened(row.state.text), slip.first, slip.now or _("no deadline"), slip.days, slip.moves)
        for row, slip in furthest(report.rows)[:MOST_SLIPS]
    ]
    return Table(_("Deadlines that slipped"), columns, rows)


def outlook_table(report: PeriodReport) -> Table:
    """Return how many directives the period that follows starts with."""
    outlook = report.outlook
    rows: tuple[tuple[str, Cell], ...] = (
        (_("Directives"), report.summary.carried_out),
        (_("Overdue on its first day"), warned(len(outlook.overdue))),
        (_("Due in that period"), len(outlook.due)),
        (_("Due later"), outlook.later),
        (_("Without a deadline"), outlook.undated),
    )
    return Table(outlook_title(report), (Column(_("What"), _NAME), Column(_("Number"), _NUMBER, right=True)), rows)


def inherited_table(report: PeriodReport) -> Table:
    """Return what falls due in the period that follows, soonest first."""
    columns = (
        Column(_("Due"), 13),
        Column(_("Id"), 7, right=True),
        Column(_("Directive"), 50),
        Column(_("Responsible"), 30),
    )
    rows = [(row.state.due, row.id, row.state.text, ", ".join(row.responsible)) for row in report.outlook.due]
    return Table(_("Due in that period"), columns, rows)


def outlook_title(report: PeriodReport) -> str:
    """Return the heading over what the period that follows starts with."""
    return _("What {period} starts with").format(period=period_label(report.outlook.period))


def warned(number: int) -> Cell:
    """Return a number of which any is too many."""
    return Warn(number) if number else number


def _count_columns(title: str) -> tuple[Column, ...]:
    return (
        Column(title, _NAME),
        *_numbers(_("Total"), _("Done"), _("Open")),
        _overdue(),
        Column(_("Cannot be done"), 17, right=True),
        *_numbers(_("Progress")),
    )


def _count(name: str, count: Count) -> tuple[Cell, ...]:
    return (
        name,
        count.total,
        count.done,
        count.open,
        warned(count.overdue),
        count.dropped,
        Percent(count.progress),
    )


def _whole(report: PeriodReport) -> tuple[Cell, ...]:
    summary = report.summary
    return _count(
        _("All, each once"),
        Count(
            "",
            summary.total,
            summary.done,
            summary.dropped,
            summary.carried_out,
            summary.overdue,
            summary.progress,
        ),
    )


def _shortened(text: str) -> str:
    text = one_line(text)
    if len(text) <= _LONGEST_NAME:
        return text
    cut = text[: _LONGEST_NAME - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"


def _numbers(*titles: str) -> Iterable[Column]:
    return (Column(title, _NUMBER, right=True) for title in titles)


def _overdue() -> Column:
    return Column(_("Overdue"), _NUMBER, right=True, warns=True)

"""The numbers of the page: the balance, counts, months, and the charts with the numbers behind them."""

from collections.abc import Iterable

from bimatrack.days import month
from bimatrack.exporters.charts import SCREEN, Chart, draw_charts
from bimatrack.exporters.html.tables import NOTHING, Column, Sort, bar, day_mark, numbers_row, row, table
from bimatrack.exporters.markup import Markup, element, together
from bimatrack.i18n import _
from bimatrack.labels import age_label, kind_label, number
from bimatrack.model import Kind
from bimatrack.reporting import Age, Count, Month, PeriodReport, Point, Summary


def summary_part(summary: Summary) -> Markup:
    """Write the balance of the period, what wants care, and the mean progress with its predicate."""
    balance = (
        (_("Carried in"), summary.carried_in),
        (_("New"), summary.new),
        (_("Done"), summary.done),
        (_("Cannot be done"), summary.dropped),
        (_("Carried over"), summary.carried_out),
    )
    care = (
        (_("Overdue"), summary.overdue),
        (_("Slipped"), summary.slipped),
        (_("Without a deadline"), summary.undated),
        (_("Without an owner"), summary.unowned),
        (_("Done late"), summary.late),
        (_("Reopened"), summary.reopened),
    )
    mean = (_pair(_("Mean progress"), bar(summary.progress)), _pair(_("Predicate"), summary.predicate or NOTHING))
    return together(
        (
            element("dl", *(_pair(name, number(value)) for name, value in balance), class_="balance"),
            element("dl", *(_pair(name, number(value), care=bool(value)) for name, value in care), class_="facts"),
            element("dl", *mean, class_="mean"),
        )
    )


def counts_part(counts: Iterable[Count], *, kinds: bool = False) -> Markup:
    """Write how many directives there are under each heading, and how far they have come."""
    title = _("Kind") if kinds else _("Unit")
    heads = (_("Total"), _("Done"), _("Open"), _("Overdue"), _("Cannot be done"))
    columns = [Column(title), *(Column(head, Sort.NUMBER) for head in heads), Column(_("Progress"))]
    return table(_("By kind") if kinds else _("By unit"), columns, (_count(one, kinds=kinds) for one in counts))


def months_part(months: Iterable[Month]) -> Markup:
    """Write what came, fell due and was done in each month."""
    columns = [Column(_("Month")), *(Column(title, Sort.NUMBER) for title in (_("New"), _("Due"), _("Done")))]
    rows = (numbers_row(month(one.first), number(one.new), number(one.due), number(one.done)) for one in months)
    return table(_("By month"), columns, rows)


def charts_part(report: PeriodReport) -> Markup:
    """Draw the charts; where no other table of the page holds the numbers of one, they stand folded under it."""
    numbers = {"timeline": _timeline(report.timeline), "ages": _ages(report.ages)}
    return together(_figure(chart, numbers.get(chart.name)) for chart in draw_charts(report, SCREEN))


def _figure(chart: Chart, numbers: Markup | None) -> Markup:
    folded = element("details", element("summary", _("Numbers")), numbers) if numbers else Markup()
    return element("figure", element("figcaption", chart.title), chart.svg, folded)


def _timeline(points: Iterable[Point]) -> Markup:
    columns = (Column(_("By")), Column(_("Due"), Sort.NUMBER), Column(_("Done"), Sort.NUMBER))
    rows = (
        numbers_row(day_mark(one.day), number(one.due), NOTHING if one.done is None else number(one.done))
        for one in points
    )
    return table(_("Done against due"), columns, rows)


def _ages(ages: Iterable[Age]) -> Markup:
    columns = (Column(_("Asked")), Column(_("Open"), Sort.NUMBER), Column(_("Overdue"), Sort.NUMBER))
    rows = (numbers_row(age_label(one.first, one.last), number(one.open), number(one.overdue)) for one in ages)
    return table(_("How long it has been open"), columns, rows)


def _pair(name: str, value: str, *, care: bool = False) -> Markup:
    return element("div", element("dt", name), element("dd", value), class_="care" if care else None)


def _count(count: Count, *, kinds: bool) -> Markup:
    name = kind_label(Kind(count.name)) if kinds else count.name or _("(nobody named)")
    numbers = map(number, (count.total, count.done, count.open, count.overdue, count.dropped))
    return row(name, *numbers, bar(count.progress), numbers=range(5))

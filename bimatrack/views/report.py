"""The quarterly report on the screen, as it would be laid before a mayor."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import full_day
from bimatrack.i18n import _
from bimatrack.labels import period_label
from bimatrack.literal import one_line
from bimatrack.reporting import PeriodReport, Signatory, double_counted, notes, subtitle
from bimatrack.views.cells import QUIET, STRONG, cell, stacked
from bimatrack.views.charts import ages_table, timeline_table
from bimatrack.views.layout import NARROW, ByWidth, section
from bimatrack.views.matrix import matrix_table, shares_table, slips_table
from bimatrack.views.prospect import events_view, outlook_view
from bimatrack.views.tallies import counts_view, months_table, summary_view

_SIGNATURE_LINE = "_" * 26
_ROOM_TO_SIGN = 3


def report_view(report: PeriodReport) -> RenderableType:
    """Show the whole report: head, summary, counts, matrix, slipped deadlines, events, outlook, signatures."""
    return ByWidth(lambda width: Group(*_parts(report, width)))


def _parts(report: PeriodReport, width: int) -> Iterator[RenderableType]:
    yield _head(report)
    yield section(_("Summary"), summary_view(report.summary, width))
    if report.rows:
        yield section(_("By unit"), Group(counts_view(report.by_unit, width), *_double_counted(report)))
        yield section(_("By kind"), counts_view(report.by_kind, width, kinds=True))
        yield section(_("By month"), months_table(report.by_month, width))
        yield section(_("Done against due"), timeline_table(report.timeline, width))
        yield section(_("How long it has been open"), ages_table(report.ages, width))
        yield section(_("Follow-up matrix"), matrix_table(report.rows, width))
    if any(row.state.shares for row in report.rows):
        yield section(_("Shares of the units"), shares_table(report.rows, width))
    if any(row.slip for row in report.rows):
        yield section(_("Deadlines that slipped"), slips_table(report.rows, width))
    if report.events.held or report.events.to_come:
        yield section(_("Events"), events_view(report.events))
    if not report.rows:
        yield Text(_("No directive belongs to this period."))
    title = _("What {period} starts with").format(period=period_label(report.outlook.period))
    yield section(title, outlook_view(report.outlook, report.summary.carried_out, width))
    yield section(_("Signatures"), _signatures(report, width))


def _head(report: PeriodReport) -> RenderableType:
    lines = [
        cell(report.letterhead.government.upper(), STRONG),
        Text(_("Follow-up report on leadership directives"), style=STRONG),
        cell(subtitle(report)),
        *(cell(note, QUIET) for note in notes(report)),
    ]
    head = stacked(lines)
    head.justify = "center"
    return head


def _double_counted(report: PeriodReport) -> Iterator[RenderableType]:
    if remark := double_counted(report):
        yield Text(remark, style=QUIET)


def _signatures(report: PeriodReport, width: int) -> RenderableType:
    paper = report.letterhead
    place = ", ".join(part for part in (one_line(paper.place), full_day(report.as_of)) if part)
    prepared = _signature("", _("Prepared by"), paper.prepared_by)
    evaluated = _signature(place, _("Evaluated by"), paper.evaluated_by)
    if width < NARROW:
        return Group(*prepared[1:], Text(), *evaluated)
    # Line by line, so that the names stand level however long an office's name is.
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    for left, right in zip(prepared, evaluated, strict=True):
        grid.add_row(left, right)
    return grid


def _signature(place: str, act: str, signatory: Signatory) -> list[Text]:
    number = one_line(signatory.number)
    return [
        Text(place),
        Text(f"{act},"),
        cell(signatory.office),
        *(Text() for _line in range(_ROOM_TO_SIGN)),
        cell(signatory.name, STRONG) if signatory.name else Text(_SIGNATURE_LINE),
        Text(_("Staff no. {number}").format(number=number) if number else ""),
    ]

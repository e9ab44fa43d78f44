"""Lays the report out on sheets: what stands where, in which words."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from bimatrack.altering import replace
from bimatrack.days import day_range, long_day
from bimatrack.exporters.charts import PRINT, Chart, draw_charts
from bimatrack.exporters.office import words
from bimatrack.exporters.office.matrix import paper_matrix
from bimatrack.exporters.office.tables import (
    inherited_table,
    kinds_table,
    months_table,
    outlook_title,
    shares_table,
    slips_table,
    units_table,
)
from bimatrack.exporters.pdf.grids import LYING, UPRIGHT, grid
from bimatrack.exporters.pdf.logo import read_logo
from bimatrack.exporters.pdf.values import Drawing, Figure, Grid, Meeting, Meetings, Sheets, Summing
from bimatrack.i18n import _, language
from bimatrack.labels import number, percent, period_label
from bimatrack.literal import one_line
from bimatrack.model import Event
from bimatrack.reporting import PeriodReport, Summary, double_counted, heading

# Charts as wide as the text, and those of which two stand beside each other, in the pixels of their drawing.
_WIDE, _NARROW = 560, 270
_PAIR = frozenset({"timeline", "ages"})
_INK = replace(PRINT, font="Libertinus Serif")
_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
# How wide the columns of the tables are to each other.
_COUNTS = (40, 14, 14, 14, 16, 24, 26)
_MONTHS = (44, 20, 20, 20)
_SHARES = (24, 124, 84, 40, 195)
_SLIPS = (28, 150, 60, 60, 35, 42, 92)
_MATRIX = (4, 20, 30, 18, 15, 21, 6, 19, 15, 13)


def lay_out(report: PeriodReport) -> Sheets:
    """Lay the whole report out.

    Raises:
        UsageError: the letterhead's logo is no picture that can be read.
    """
    paper, period = report.letterhead, one_line(heading(report))
    slips, shares, matrix = slips_table(report), shares_table(report), paper_matrix(report)
    government, title = one_line(paper.government), words.title()
    return Sheets(
        lang=language(),
        government=government,
        logo=read_logo(paper.logo) if paper.logo else None,
        title=title,
        period=period,
        as_of=_("as of {day}").format(day=long_day(report.as_of)),
        running=" · ".join(part for part in (government, title, period) if part),
        page=_("Page {page} of {pages}"),
        notes=[one_line(note) for note in words.head_notes(report)],
        summary=_summing(report.summary),
        charts_title=_("Charts"),
        charts=_charts(report),
        counts=list(_counts(report)) if report.rows else (),
        matrix=grid(matrix, LYING, shares=_MATRIX) if report.rows else None,
        below=[
            grid(table, UPRIGHT, shares=widths) for table, widths in ((shares, _SHARES), (slips, _SLIPS)) if table.rows
        ],
        meetings_title=_("Events"),
        meetings=list(_meetings(report)),
        outlook_title=outlook_title(report),
        outlook=_outlook(report),
        inherited=grid(inherited_table(report), UPRIGHT) if report.outlook.due else None,
        ahead=_ahead(report),
        signatures=[_signature(one) for one in words.signatures(report)],
    )


def _summing(summary: Summary) -> Summing:
    return Summing(
        title=_("Summary"),
        before=(_figure(_("Carried in"), summary.carried_in), _figure(_("New"), summary.new)),
        after=(
            _figure(_("Done"), summary.done),
            _figure(_("Cannot be done"), summary.dropped),
            _figure(_("Carried over"), summary.carried_out),
        ),
        progress=Figure(_("Mean progress"), percent(summary.progress)),
        share=summary.progress,
        predicate=Figure(_("Predicate"), one_line(summary.predicate or "–")),
        cares=(
            _figure(_("Overdue"), summary.overdue, warns=True),
            _figure(_("Slipped"), summary.slipped),
            _figure(_("Without a deadline"), summary.undated),
            _figure(_("Without an owner"), summary.unowned),
            _figure(_("Done late"), summary.late),
            _figure(_("Reopened"), summary.reopened),
        ),
    )


def _figure(name: str, value: int, *, warns: bool = False) -> Figure:
    return Figure(name, number(value), warns=warns and value > 0)


def _charts(report: PeriodReport) -> Sequence[Drawing]:
    wide, narrow = (draw_charts(report, _INK, width) for width in (_WIDE, _NARROW))
    drawn = [
        _drawing(small, narrow=True) if small.name in _PAIR else _drawing(large, narrow=False)
        for large, small in zip(wide, narrow, strict=True)
    ]
    return sorted(drawn, key=lambda drawing: not drawing.narrow)


def _drawing(chart: Chart, *, narrow: bool) -> Drawing:
    described = _DESCRIPTION.search(chart.svg)
    return Drawing(one_line(chart.title), chart.svg, unescape(described[1]) if described else chart.title, narrow)


def _counts(report: PeriodReport) -> Iterator[Grid]:
    yield grid(units_table(report), UPRIGHT, shares=_COUNTS, note=double_counted(report))
    yield grid(kinds_table(report), UPRIGHT, shares=_COUNTS)
    yield grid(months_table(report), UPRIGHT, shares=_MONTHS)


def _meetings(report: PeriodReport) -> Iterator[Meetings]:
    for title, events in ((_("Events held"), report.events.held), (_("Events to come"), report.events.to_come)):
        if events:
            yield Meetings(title, [_meeting(event) for event in events])


def _meeting(event: Event) -> Meeting:
    named = ", ".join(one_line(part) for part in (event.title, event.place) if part)
    return Meeting(day_range(event.start, event.end), named)


def _outlook(report: PeriodReport) -> Sequence[Figure]:
    outlook = report.outlook
    return (
        _figure(_("Directives"), report.summary.carried_out),
        _figure(_("Overdue on its first day"), len(outlook.overdue), warns=True),
        _figure(_("Due in that period"), len(outlook.due)),
        _figure(_("Due later"), outlook.later),
        _figure(_("Without a deadline"), outlook.undated),
    )


def _ahead(report: PeriodReport) -> Meetings | None:
    outlook = report.outlook
    if not outlook.events:
        return None
    title = _("Events in {period}").format(period=period_label(outlook.period))
    return Meetings(one_line(title), [_meeting(event) for event in outlook.events])


def _signature(one: words.Signature) -> words.Signature:
    name = "" if one.name == words.SIGNATURE_LINE else one_line(one.name)
    return words.Signature(tuple(map(one_line, one.above)), name, one_line(one.number))

"""The report's charts as SVG, the same for each form that can show them.

Each is a `Chart`: its title and its drawing, which names itself to readers of the screen and says in a sentence what it
shows. Without a palette it is drawn for paper; `SCREEN` follows the style of the page it stands in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bimatrack.exporters.charts.bars import ages_chart, units_chart
from bimatrack.exporters.charts.palette import PRINT, SCREEN, Palette
from bimatrack.exporters.charts.slips import slips_chart
from bimatrack.exporters.charts.timeline import timeline_chart
from bimatrack.exporters.markup import Markup
from bimatrack.i18n import _
from bimatrack.reporting import PeriodReport

__all__ = ["PRINT", "SCREEN", "WIDTH", "Chart", "Palette", "draw_charts"]

WIDTH = 420


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: a *name* for files and ids, the *title* that stands over it, and the *svg*, a document by itself."""

    name: str
    title: str
    svg: Markup


def draw_charts(report: PeriodReport, palette: Palette = PRINT, width: int = WIDTH) -> tuple[Chart, ...]:
    """Draw what *report* has to show: done against due, ages, open by unit, slipped; *width* in pixels.

    A chart that would be empty is left out.
    """
    return tuple(_charts(report, palette, width))


def _charts(report: PeriodReport, palette: Palette, width: int) -> Iterator[Chart]:
    if report.rows:
        yield Chart("timeline", _("Done against due"), timeline_chart(report, palette, width))
    if report.summary.carried_out:
        yield Chart("ages", _("How long it has been open"), ages_chart(report, palette, width))
        yield Chart("units", _("Open and overdue by unit"), units_chart(report, palette, width))
    if report.summary.slipped:
        yield Chart("slips", _("Deadlines that slipped"), slips_chart(report, palette, width))

"""The report's charts, as spreadsheet programs draw them: over cells, so that they follow when these are changed."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from bimatrack.exporters.office.sheets import Block, day_format
from bimatrack.i18n import _
from bimatrack.reporting import Slip

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

MOST_UNITS = 20
_LABELS = 7
# How many steps an axis of days has, and the day before the first that spreadsheets know.
_STEPS, _SERIAL = 4, date(1899, 12, 30)
_DUE, _DONE, _OPEN, _OVERDUE = "#44546A", "#2E7D32", "#9DB2C9", "#B3261E"
_SMALL = {"size": 9}
_TICKS = {"major_tick_mark": "outside", "minor_tick_mark": "none"}
_NUMBERS = _TICKS | {"min": 0, "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": "#E0E0E0"}}}


def timeline_chart(book: "Workbook", sheet: str, block: Block, days: int) -> "Chart":
    """Draw what was done against what had fallen due over so many *days*; *block* has columns day, due, done."""
    chart = _chart(book, "line")
    chart.add_series(_series(sheet, block, 1) | _stroke(_DUE, "dash", "diamond"))
    chart.add_series(_series(sheet, block, 2) | _stroke(_DONE, "solid", "circle"))
    step = max(days // _LABELS, 1)
    axis = {"date_axis": True, "num_format": day_format(year=False), "num_font": _SMALL}
    chart.set_x_axis(_TICKS | axis | {"major_unit": step, "major_unit_type": "days"})
    chart.set_y_axis(_NUMBERS)
    return _finished(chart, _("Done against due"))


def units_chart(book: "Workbook", sheet: str, block: Block) -> "Chart":
    """Draw how many are open in each unit and how many of these are overdue: columns 3 and 4 of *block*."""
    last = min(block.last, block.first + MOST_UNITS - 1)
    shown = Block(block.head, block.first, last, block.left, block.columns)
    chart = _chart(book, "bar")
    _part_of_whole(chart, sheet, shown, 3, 4)
    chart.set_y_axis(_TICKS | {"reverse": True, "interval_unit": 1, "num_font": _SMALL})
    chart.set_x_axis(_NUMBERS | {"label_position": "high"})
    title = _("Open and overdue by unit")
    if last < block.last:
        title = _("Open and overdue: the {n} units with most directives").format(n=MOST_UNITS)
    return _finished(chart, title)


def ages_chart(book: "Workbook", sheet: str, block: Block) -> "Chart":
    """Draw how long what is open has been so and how many are overdue: columns 1 and 2 of *block*."""
    chart = _chart(book, "column")
    _part_of_whole(chart, sheet, block, 1, 2)
    chart.set_x_axis(_TICKS)
    chart.set_y_axis(_NUMBERS)
    return _finished(chart, _("How long it has been open"))


def slips_chart(book: "Workbook", sheet: str, block: Block, slips: Sequence[Slip]) -> "Chart":
    """Draw from which day to which the deadlines slipped: columns 1 and 3 of *block*, a row for each of *slips*."""
    chart = cast("Chart", book.add_chart({"type": "bar", "subtype": "stacked"}))
    # The bar up to the first day carries the other one and is not seen; what has no last day any more has no bar.
    lifted = [{"delete": slip.now is not None, "value": _("no deadline")} for slip in slips]
    told = {"data_labels": {"value": True, "custom": lifted, "position": "inside_end"}}
    chart.add_series(_series(sheet, block, 1) | {"fill": {"none": True}, "border": {"none": True}, "gap": 60} | told)
    days = {
        "data_labels": {
            "value": True,
            "num_format": "+0",
            "position": "center",
            "font": {"color": "#FFFFFF", "size": 9},
        }
    }
    chart.add_series(_series(sheet, block, 3) | {"fill": {"color": _OVERDUE}} | days)
    first = min(slip.first for slip in slips)
    end = max(slip.now or slip.first for slip in slips)
    chart.set_y_axis(_TICKS | {"reverse": True, "interval_unit": 1, "num_font": _SMALL})
    chart.set_x_axis(
        _NUMBERS | {"label_position": "high", "num_format": day_format(), "num_font": _SMALL} | _days(first, end)
    )
    _finished(chart, _("From the first deadline to the present one, in days"))
    chart.set_legend({"none": True})
    return chart


def _days(first: date, end: date) -> dict[str, Any]:
    """Return how an axis of days runs from a little before *first* to a little behind *end*."""
    step = max(-(-(end - first).days // _STEPS), 7)
    begin = (first - _SERIAL).days - step
    return {"min": begin, "max": begin + step * (_STEPS + 2), "major_unit": step}


def _chart(book: "Workbook", kind: str) -> "Chart":
    return cast("Chart", book.add_chart({"type": kind}))


def _part_of_whole(chart: "Chart", sheet: str, block: Block, whole: int, part: int) -> None:
    # The part lies over the whole: what can be seen of the whole is not overdue.
    shared = {"gap": 50, "overlap": 100}
    chart.add_series(_series(sheet, block, whole) | {"fill": {"color": _OPEN}} | shared)
    chart.add_series(_series(sheet, block, part) | {"fill": {"color": _OVERDUE}} | shared)


def _series(sheet: str, block: Block, column: int) -> dict[str, Any]:
    return {
        "name": [sheet, block.head, column],
        "categories": [sheet, block.first, block.left, block.last, block.left],
        "values": [sheet, block.first, column, block.last, column],
    }


def _stroke(colour: str, dash: str, marker: str) -> dict[str, Any]:
    return {
        "line": {"color": colour, "width": 2.25, "dash_type": dash},
        "marker": {"type": marker, "size": 6, "fill": {"color": colour}, "border": {"color": colour}},
    }


def _finished(chart: "Chart", title: str) -> "Chart":
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    return chart

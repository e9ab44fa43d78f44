"""The report as a workbook of four sheets: summary, by unit, matrix, agenda."""

from typing import TYPE_CHECKING

from bimatrack.exporters.office import words
from bimatrack.exporters.office.charts import MOST_UNITS, ages_chart, slips_chart, timeline_chart, units_chart
from bimatrack.exporters.office.matrix import PRINTED, agenda_table, wide_matrix
from bimatrack.exporters.office.sheets import Block, Book, set_filter, set_paper, set_widths
from bimatrack.exporters.office.tables import (
    MOST_SLIPS,
    ages_table,
    kinds_table,
    months_table,
    outlook_table,
    slipping_table,
    summary_table,
    timeline_table,
    units_table,
)
from bimatrack.exporters.office.values import Table
from bimatrack.i18n import _, ngettext
from bimatrack.labels import number
from bimatrack.literal import one_line
from bimatrack.reporting import PeriodReport, double_counted, furthest, heading, subtitle

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

_LONGEST_PROPERTY = 255
# Charts stand right of the tables of the first two sheets, which are this many columns wide.
_BESIDE = 8
_CHART_WIDTH, _CHART_HEIGHT, _CHART_COLUMNS = 560, 320, 8
_ROW_HEIGHT = 20
_ROWS_OF_A_CHART = _CHART_HEIGHT // _ROW_HEIGHT + 2


def report_workbook(report: PeriodReport) -> bytes:
    """Write the whole report into a workbook."""
    book = Book(_properties(report), report.as_of)
    _summary_sheet(book, report)
    _units_sheet(book, report)
    _table_sheet(book, report, _("Matrix"), wide_matrix(report), PRINTED)
    _table_sheet(book, report, _("Agenda"), agenda_table(report))
    return book.content()


def _summary_sheet(book: Book, report: PeriodReport) -> None:
    name = _("Summary")
    sheet = book.sheet(name)
    set_widths(sheet, units_table(report).columns)
    top = _head(book, sheet, report)
    first = top
    blocks: dict[str, Block] = {}
    tables = {"summary": summary_table(report)}
    if report.rows:
        tables |= {
            "kinds": kinds_table(report),
            "months": months_table(report),
            "timeline": timeline_table(report),
            "ages": ages_table(report),
        }
    slipped = furthest(report.rows)
    slips = [slip for _row, slip in slipped[:MOST_SLIPS]]
    if slips:
        tables["slips"] = slipping_table(report)
    tables["outlook"] = outlook_table(report)
    for key, table in tables.items():
        book.line(sheet, top, table.title, "heading")
        blocks[key] = book.table(sheet, table, top + 1)
        top = blocks[key].bottom
        if key == "slips" and len(slipped) > MOST_SLIPS:
            left = len(slipped) - MOST_SLIPS
            words = ngettext("and {n} more in the matrix", "and {n} more in the matrix", left)
            book.line(sheet, top - 1, words.format(n=number(left)), "note")
            top += 1
    if report.rows:
        _place(sheet, timeline_chart(book.book, name, blocks["timeline"], _days(report)), first, _("Done against due"))
        chart = ages_chart(book.book, name, blocks["ages"])
        _place(sheet, chart, first + _ROWS_OF_A_CHART, _("How long it has been open"))
    if slips:
        chart = slips_chart(book.book, name, blocks["slips"], slips)
        _place(sheet, chart, first + 2 * _ROWS_OF_A_CHART, _("Deadlines that slipped"))
    last = _signatures(book, sheet, report, top)
    _paper(sheet, report, last, _BESIDE + (_CHART_COLUMNS if report.rows else -2))


def _units_sheet(book: Book, report: PeriodReport) -> None:
    name = _("Per unit")
    table = units_table(report)
    sheet, block = _table_sheet(book, report, name, table)
    remark = double_counted(report)
    if remark:
        book.line(sheet, block.bottom, remark, "note")
    if report.rows:
        height = 140 + 30 * min(len(table.rows), MOST_UNITS)
        _place(sheet, units_chart(book.book, name, block), block.first, _("Open and overdue by unit"), height)
        last = max(block.bottom, block.first + height // _ROW_HEIGHT + 1)
        _paper(sheet, report, last, _BESIDE + _CHART_COLUMNS)


def _table_sheet(
    book: Book, report: PeriodReport, name: str, table: Table, printed: int | None = None
) -> tuple["Worksheet", Block]:
    sheet = book.sheet(name)
    set_widths(sheet, table.columns)
    book.line(sheet, 0, table.title, "title")
    book.line(sheet, 1, subtitle(report), "subtitle")
    block = book.table(sheet, table, 3)
    set_filter(sheet, block)
    _paper(sheet, report, block.bottom, (printed or len(table.columns)) - 1)
    return sheet, block


def _head(book: Book, sheet: "Worksheet", report: PeriodReport) -> int:
    lines = [
        (report.letterhead.government, "government"),
        (words.title(), "title"),
        (subtitle(report), "subtitle"),
        *((note, "note") for note in words.head_notes(report)),
    ]
    told = [(text, look) for text, look in lines if text]
    for row, (text, look) in enumerate(told):
        book.line(sheet, row, text, look)
    return len(told) + 1


def _signatures(book: Book, sheet: "Worksheet", report: PeriodReport, top: int) -> int:
    """Write the signature blocks side by side; return their last row."""
    for one, column in zip(words.signatures(report), (0, 3), strict=True):
        for row, text in enumerate(one.above, top):
            book.line(sheet, row, text, "plain", column)
        book.line(sheet, top + 6, one.name, "strong", column)
        book.line(sheet, top + 7, one.number, "plain", column)
    return top + 7


def _place(sheet: "Worksheet", chart: "Chart", row: int, told: str, height: int = _CHART_HEIGHT) -> None:
    chart.set_size({"width": _CHART_WIDTH, "height": height})
    sheet.insert_chart(row, _BESIDE, chart, {"description": told, "object_position": 3})


def _paper(sheet: "Worksheet", report: PeriodReport, last_row: int, last_column: int) -> None:
    set_paper(
        sheet,
        last_row,
        last_column,
        left=report.letterhead.government,
        right=heading(report),
        footer=words.title(),
    )


def _days(report: PeriodReport) -> int:
    return (report.timeline[-1].day - report.timeline[0].day).days if report.timeline else 0


def _properties(report: PeriodReport) -> dict[str, str]:
    told = {
        "title": f"{words.title()}, {heading(report)}",
        "subject": subtitle(report),
        "author": report.letterhead.government,
        "company": report.letterhead.government,
        "comments": "; ".join(words.head_notes(report)),
    }
    return {key: one_line(text)[:_LONGEST_PROPERTY] for key, text in told.items()}

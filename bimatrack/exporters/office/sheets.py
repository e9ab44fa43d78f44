"""Workbooks: sheets of typed cells, set up for the screen and for paper.

A text is always written as a text: no cell is taken for a formula, an address or a number, whatever it begins with.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from bimatrack.days import short_day
from bimatrack.exporters.office.values import Cell, Column, Percent, Table, Warn
from bimatrack.i18n import _, language
from bimatrack.literal import one_line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# What a cell holds, in UTF-16 units, and what the line above or below a printed page does.
LONGEST_CELL = 32_767
_LONGEST_MARGIN = 60
_FIRST_YEAR = 1900
_A4 = 9
# Points; a row can be no higher. Words fill their lines to about so much.
_LINE_HEIGHT, _HIGHEST, _FILLED = 15, 409, 0.9
_HEAD_FILL, _SUMS_FILL, _LINE = "#DCE6F1", "#F2F2F2", "#BFBFBF"
_RED, _PINK, _GREEN = "#9C0006", "#FFD9D6", "#A9D18E"


@dataclass(frozen=True, slots=True)
class Block:
    """Where a table stands on a sheet: its *head*, the *first* and *last* row below it, and its first column."""

    head: int
    first: int
    last: int
    left: int
    columns: int
    summed: bool = False

    @property
    def bottom(self) -> int:
        """The first row below it, sums included, that is free with one blank between."""
        return self.last + 2 + self.summed


class Book:
    """A workbook in memory; *created* stands in its properties as the moment it was made."""

    def __init__(self, properties: Mapping[str, str], created: date) -> None:
        self._file = BytesIO()
        self.book = xlsxwriter.Workbook(self._file, {"in_memory": True})
        self.book.set_properties({**properties, "created": datetime.combine(created, time())})
        self._formats: dict[str, Format] = {}

    def sheet(self, name: str) -> "Worksheet":
        """Add a sheet; *name* has at most 31 characters and none of ``[]:*?/``."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        return sheet

    def content(self) -> bytes:
        """Finish the workbook and return the file."""
        self.book.close()
        return self._file.getvalue()

    def line(self, sheet: "Worksheet", row: int, text: str, look: str, column: int = 0) -> None:
        """Write one line of text that stands by itself, its *look* one of those of `_LOOKS`."""
        sheet.write_string(row, column, cell_text(text), self.format(look))

    def table(self, sheet: "Worksheet", table: Table, top: int) -> Block:
        """Write a table, its head into the row *top*, and mark what warns."""
        columns = table.columns
        for place, column in enumerate(columns):
            look = "head right" if column.right else "head"
            sheet.write_string(top, place, cell_text(column.title), self.format(look))
        _heighten(sheet, top, [column.title for column in columns], columns)
        for number, cells in enumerate(table.rows, top + 1):
            self._row(sheet, number, cells, columns)
        block = Block(top, top + 1, top + len(table.rows), 0, len(columns), bool(table.sums))
        if table.sums:
            self._row(sheet, block.last + 1, table.sums, columns, "sums ")
        if table.rows:
            self._marks(sheet, table, block)
        return block

    def format(self, look: str) -> "Format":
        """Return the format of that name, made when it is first asked for."""
        if look not in self._formats:
            self._formats[look] = self.book.add_format(_properties(look))
        return self._formats[look]

    def _row(
        self, sheet: "Worksheet", row: int, cells: Sequence[Cell], columns: Sequence[Column], prefix: str = ""
    ) -> None:
        for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
            self._cell(sheet, row, place, cell, f"{prefix}right " if column.right else prefix)
        _heighten(sheet, row, cells, columns)

    def _cell(self, sheet: "Worksheet", row: int, column: int, cell: Cell, prefix: str) -> None:
        if isinstance(cell, Warn):
            cell = cell.value
        if isinstance(cell, Percent):
            self._percent(sheet, row, column, cell, prefix)
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            sheet.write_datetime(row, column, datetime.combine(cell, time()), self.format(f"{prefix}day"))
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.format(f"{prefix}number"))
        elif cell:
            sheet.write_string(row, column, cell_text(_words(cell)), self.format(f"{prefix}text"))
        else:
            sheet.write_blank(row, column, None, self.format(f"{prefix}text"))

    def _percent(self, sheet: "Worksheet", row: int, column: int, cell: Percent, prefix: str) -> None:
        if cell.value is None:
            sheet.write_string(row, column, "–", self.format(f"{prefix}text"))
        else:
            look = "percent" if float(cell.value).is_integer() else "tenths"
            # Rounded, so that 23.6 % is 0.236 and no more.
            sheet.write_number(row, column, round(cell.value / 100, 6), self.format(f"{prefix}{look}"))

    def _marks(self, sheet: "Worksheet", table: Table, block: Block) -> None:
        for place, column in enumerate(table.columns):
            area = (block.first, place, block.last, place)
            if column.warns:
                warning = {"format": self.format("warning")}
                sheet.conditional_format(
                    *area, {"type": "cell", "criteria": "equal to", "value": 0, "stop_if_true": True}
                )
                sheet.conditional_format(*area, {"type": "no_blanks"} | warning)
            elif all(isinstance(cells[place], Percent) for cells in table.rows):
                sheet.conditional_format(*area, _bar())


def cell_text(text: str) -> str:
    """Return *text* as one harmless line that a cell can hold; what is too long is cut, and says so."""
    text = one_line(text)
    if len(text) <= LONGEST_CELL // 2 or _units(text) <= LONGEST_CELL:
        return text
    end = f" … {_('(cut: a cell holds no more)')}"
    room = LONGEST_CELL - _units(end)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + end


def set_widths(sheet: "Worksheet", columns: Sequence[Column]) -> None:
    """Make the columns of a sheet as wide as those of its table."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)


def set_filter(sheet: "Worksheet", block: Block) -> None:
    """Let the rows of a table be filtered and sorted, its head standing still."""
    last = max(block.first, block.last)
    sheet.autofilter(block.head, block.left, last, block.left + block.columns - 1)
    sheet.freeze_panes(block.first, 0)
    sheet.repeat_rows(block.head)


def set_paper(sheet: "Worksheet", last_row: int, last_column: int, *, left: str, right: str, footer: str) -> None:
    """Print the sheet up to its last row and column on A4 lying, one page wide, with what stands above and below."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, last_row, last_column)
    page = _("Page {page} of {pages}").format(page="&P", pages="&N")
    sheet.set_header(f"&L{_margin(left)}&R{_margin(right)}")
    sheet.set_footer(f"&L{_margin(footer)}&R{page}")
    # Staff numbers and the like are texts on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def day_format(*, year: bool = True) -> str:
    """Return how days are shown, "31 Mar 2026" with the months of the language in use, or without the *year*."""
    return f"[$-{'421' if language() == 'id' else '409'}]d mmm{' yyyy' if year else ''}"


def _margin(text: str) -> str:
    text = one_line(text)
    return (text if len(text) <= _LONGEST_MARGIN else f"{text[: _LONGEST_MARGIN - 1]}…").replace("&", "&&")


def _heighten(sheet: "Worksheet", row: int, cells: Sequence[Cell], columns: Sequence[Column]) -> None:
    # Not every program makes a row as high as its words need.
    lines = max(
        (
            math.ceil(_length(cell) / (column.width * _FILLED))
            for cell, column in zip(cells, columns, strict=True)
            if not column.apart and _length(cell) > column.width
        ),
        default=1,
    )
    if lines > 1:
        sheet.set_row(row, min(_LINE_HEIGHT * lines, _HIGHEST))


def _length(cell: Cell) -> int:
    if isinstance(cell, Warn):
        # In bold letters.
        return round(len(str(cell.value)) * 1.1)
    return len(cell) if isinstance(cell, str) else 0


def _words(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return ", ".join(_words(one) for one in cell if one is not None)
    return short_day(cell) if isinstance(cell, date) else str(cell)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _bar() -> dict[str, object]:
    return {
        "type": "data_bar",
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": 1,
        "bar_color": _GREEN,
        "bar_solid": True,
        "data_bar_2010": True,
    }


def _properties(look: str) -> dict[str, object]:
    looks: dict[str, dict[str, object]] = {
        "government": {"bold": True, "font_size": 13},
        "title": {"bold": True, "font_size": 16},
        "subtitle": {"font_size": 12},
        "heading": {"bold": True, "font_size": 13, "font_color": "#1F3864"},
        "note": {"italic": True, "font_color": "#404040"},
        "plain": {},
        "strong": {"bold": True},
        "warning": {"bold": True, "font_color": _RED, "bg_color": _PINK},
    }
    return looks[look] if look in looks else _cell_properties(look.split())


def _cell_properties(words: Sequence[str]) -> dict[str, object]:
    kinds: dict[str, dict[str, object]] = {
        "head": {"bold": True, "bg_color": _HEAD_FILL, "valign": "vcenter"},
        "sums": {"bold": True, "bg_color": _SUMS_FILL},
        "right": {"align": "right"},
        "text": {},
        "number": {"num_format": "#,##0"},
        "percent": {"num_format": "0%"},
        "tenths": {"num_format": "0.0%"},
        "day": {"num_format": day_format()},
    }
    properties: dict[str, object] = {"border": 1, "border_color": _LINE, "valign": "top", "text_wrap": True}
    # Days and numbers stand left where their column does, words a little off the line.
    properties |= {"align": "left"} | ({} if "right" in words else {"indent": 1})
    for word in words:
        properties |= kinds[word]
    return properties

"""Tables as they fit on a sheet: widths in points, lines broken, rows that may be kept whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bimatrack.days import short_day
from bimatrack.exporters.office.values import Atom, Cell, Column, Percent, Table, Warn
from bimatrack.exporters.pdf.breaking import break_lines
from bimatrack.exporters.pdf.values import Grid, Line, Row
from bimatrack.labels import number, percent
from bimatrack.literal import one_line

_NOTHING = Line("–")
_CENTIMETRE = 72 / 2.54
# Beside the text of a cell, and above and below it, as the templates have them.
_INSET, _LEADING = 7.0, 1.5
# Later lines of a cell are smaller.
_SMALL = 0.875
# Letters may be a little wider than we take them for, and bold ones are.
_SAFE, _BOLD = 0.98, 0.9


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: how *wide* and *high* its text is, in points, and the *size* of the letters of its tables."""

    wide: float
    high: float
    size: float


# A4, upright and lying, without the margins that the templates have and the head of a table.
UPRIGHT = Sheet((21 - 2.5 - 2) * _CENTIMETRE, 22 * _CENTIMETRE, 9.5)
LYING = Sheet((29.7 - 1.5 - 1.5) * _CENTIMETRE, 14.5 * _CENTIMETRE, 8)


def grid(table: Table, sheet: Sheet, *, shares: Sequence[float] = (), note: str = "") -> Grid:
    """Fit *table* on *sheet*; *shares* are the widths of its columns to each other, else as it has them."""
    shares = shares or [column.width for column in table.columns]
    widths = [sheet.wide * share / sum(shares) for share in shares]
    rows = [*table.rows, table.sums] if table.sums else table.rows
    return Grid(
        title=one_line(table.title),
        columns=[_head(column.title, width, sheet) for column, width in zip(table.columns, widths, strict=True)],
        right=[column.right for column in table.columns],
        widths=widths,
        rows=[_row(row, table.columns, widths, sheet) for row in rows],
        summed=bool(table.sums),
        note=one_line(note),
    )


def _head(title: str, width: float, sheet: Sheet) -> str:
    return break_lines(one_line(title), (width - _INSET) * _BOLD, sheet.size, hyphens=False).text


def _row(cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[float], sheet: Sheet) -> Row:
    fitted: list[Sequence[Line]] = []
    highest = 0.0
    for cell, column, width in zip(cells, columns, widths, strict=True):
        lines = list(_lines(cell, warns=column.warns)) or [_NOTHING]
        high, broken = 0.0, []
        for place, line in enumerate(lines):
            size = sheet.size * _SMALL if place else sheet.size
            filled = break_lines(line.text, (width - _INSET) * _SAFE, size)
            high += filled.lines * size * _LEADING
            broken.append(Line(filled.text, line.strong, line.bar))
        fitted.append(broken)
        highest = max(highest, high)
    return Row(fitted, whole=highest < sheet.high)


def _lines(cell: Cell, *, warns: bool) -> Iterator[Line]:
    for atom in cell if isinstance(cell, tuple) else (cell,):
        if atom is not None and atom != "":
            yield _line(atom, warns=warns)


def _line(atom: Atom, *, warns: bool) -> Line:
    match atom:
        case Warn():
            return Line(_said(atom.value), strong=True)
        case Percent():
            return Line(percent(atom.value), bar=atom.value)
        case _:
            return Line(_said(atom), strong=warns and bool(atom))


def _said(value: str | int | date | None) -> str:
    match value:
        case int():
            return number(value)
        case date():
            return short_day(value)
        case _:
            return one_line(value or "")

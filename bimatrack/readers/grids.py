"""Tables in files: CSV, and the sheets of workbooks, as rows of text."""

import csv
import io
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from bimatrack.errors import UnreadableReleaseError, UsageError
from bimatrack.faults import why_unread
from bimatrack.i18n import _
from bimatrack.readers.sheets import look_through
from bimatrack.readers.text import decode
from bimatrack.whole import TooLargeError, read_whole

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS, MOST_COLUMNS = 10_000, 60
_MOST_BYTES = 20_000_000
_SAMPLE = 50
_DELIMITERS = (",", ";", "\t")
_FORMULA = ("=", "+", "-", "@")
_FULL = 100


@dataclass(frozen=True, slots=True)
class Grid:
    """One table: its *name*, and all its *rows*, blank ones too, as text; a day is ISO, 60 % is "60%".

    The first row is number 1, as spreadsheets count.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Read the tables of the file at *path*: one of CSV (or text with tabs), or the sheets of a workbook (XLSX).

    Raises:
        UnreadableReleaseError: it cannot be read, is none, or too large.
        UsageError: the library for workbooks is not installed.
    """
    try:
        content = read_whole(path, _MOST_BYTES)
    except TooLargeError as error:
        raise UnreadableReleaseError(
            _("{path} is too large for a matrix; take a part of it.").format(path=path)
        ) from error
    except OSError as error:
        raise UnreadableReleaseError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=why_unread(error))
        ) from error
    if content.startswith(b"PK"):
        return _sheets(content, path)
    return (Grid(path.name, _lines(decode(content, str(path)), path)),)


def _lines(text: str, path: Path) -> tuple[tuple[str, ...], ...]:
    try:
        delimiter = max(_DELIMITERS, key=lambda one: _columns(text, one))
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), MOST_ROWS + 1))
    except csv.Error as error:
        raise UnreadableReleaseError(_("{path} is no CSV: {reason}.").format(path=path, reason=error)) from error
    if len(rows) > MOST_ROWS:
        raise _too_long(path)
    return tuple(tuple(_unquoted(cell.strip()) for cell in row[:MOST_COLUMNS]) for row in rows)


def _columns(text: str, delimiter: str) -> int:
    """Return how well *delimiter* parts the first rows: how many of them have the commonest number of cells."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    widths = Counter(len(row) for _count, row in zip(range(_SAMPLE), reader, strict=False) if len(row) > 1)
    return max((width * count for width, count in widths.items()), default=0)


def _unquoted(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(_FORMULA) else cell


def _sheets(content: bytes, path: Path) -> tuple[Grid, ...]:
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as error:
        raise UsageError(
            _("XLSX needs the library {name}; install it with: pip install 'bimatrack[office]'.").format(
                name=error.name
            )
        ) from error
    import warnings

    with warnings.catch_warnings():
        # What it leaves out of a workbook, such as newer bars, is none of our business.
        warnings.simplefilter("ignore")
        try:
            with ZipFile(io.BytesIO(content)) as packed:
                look_through(packed, path)
            book = load_workbook(io.BytesIO(content), data_only=True)
        except (
            BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            IndexError,
            SyntaxError,
        ) as error:
            raise UnreadableReleaseError(
                _("{path} is no workbook that can be read; save it as .xlsx or .csv anew.").format(path=path)
            ) from error
    return tuple(Grid(sheet.title, tuple(_rows(sheet, path))) for sheet in book.worksheets)


def _rows(sheet: "Worksheet", path: Path) -> Iterator[tuple[str, ...]]:
    # No further than its last cell: every cell on the way there is made.
    last, right = min(sheet.max_row, MOST_ROWS + 1), min(sheet.max_column, MOST_COLUMNS)
    rows = [[_cell(cell) for cell in row] for row in sheet.iter_rows(max_row=last, max_col=right)]
    if len(rows) > MOST_ROWS and any(rows[-1]):
        raise _too_long(path)
    for area in sheet.merged_cells.ranges:
        _spread(rows, area.bounds)
    yield from map(tuple, rows)


def _spread(rows: list[list[str]], bounds: Sequence[int]) -> None:
    """Let each row that a merged cell of one column stands in hold its text."""
    left, top, right, bottom = bounds
    if left == right and top <= len(rows) and left <= len(rows[top - 1]):
        for row in rows[top : min(bottom, len(rows))]:
            row[left - 1] = rows[top - 1][left - 1]


def _cell(cell: Any) -> str:  # noqa: ANN401 - whatever a workbook holds
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "%" in str(cell.number_format):
            return f"{round(value * _FULL, 2):g}%"
        return f"{value:.0f}" if float(value).is_integer() else str(value)
    return str(value).strip()


def _too_long(path: Path) -> UnreadableReleaseError:
    return UnreadableReleaseError(_("{path} has more than {n} rows; take a part of it.").format(path=path, n=MOST_ROWS))

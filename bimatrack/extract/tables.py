"""Tables of decisions in minutes: what is to be done, who does it, by when, each in a column; and of programmes."""

import re
from collections.abc import Iterator

from msgspec import Struct

from bimatrack.model import Span
from bimatrack.rules.forms import labels
from bimatrack.rules.loader import kept

_RULE = re.compile(r"[\s|:+=–—_-]+")
_COUNT = re.compile(r"\(?\d{1,2}[.)]?\s+")
_NUMBER = re.compile(r"(?i)(?:no\b\.?|nomor\b|nmr\b|#)")
_BARS = 2  # marks in a line that make it a row
_FEWEST, _FEWEST_ALIGNED = 2, 3  # columns of a table
_LONGEST_NAME = 40
_LONGEST_HEADER = 200
_SLACK = 2  # characters by which a cell may stand left of its heading


class Row(Struct, frozen=True):
    """One row of a table: what, who, when and where, as they stand; *rest* is everything else."""

    what: Span
    who: tuple[Span, ...]
    when: Span | None
    where: Span | None
    rest: str


class _Columns(Struct, frozen=True):
    """Which column holds what; *number* is the one that counts the rows. A programme orders nothing."""

    what: int
    who: int | None
    when: int | None
    where: int | None
    number: int | None
    starts: tuple[int, ...]
    separator: str

    @property
    def programme(self) -> bool:
        """Whether the table says what takes place where, and nobody is to do anything."""
        return self.who is None and self.where is not None


def find_tables(text: str) -> tuple[tuple[Span, tuple[Row, ...]], ...]:
    """Find the tables of a release, each with the stretch of text that it covers; those of programmes without rows."""
    return tuple((span, () if columns.programme else rows) for columns, span, rows in _kept_tables(text))


def find_programmes(text: str) -> tuple[Row, ...]:
    """Find the rows of the tables that are programmes of events."""
    return tuple(row for columns, _span, rows in _kept_tables(text) if columns.programme for row in rows)


@kept(4)
def _kept_tables(text: str) -> tuple[tuple[_Columns, Span, tuple[Row, ...]], ...]:
    return tuple(_tables(text))


def _tables(text: str) -> Iterator[tuple[_Columns, Span, tuple[Row, ...]]]:
    lines = _lines(text)
    index = 0
    while index < len(lines):
        columns = _header(text, *lines[index])
        if columns is None:
            index += 1
            continue
        begin = lines[index][0]
        rows, index = _rows(text, lines, index + 1, columns)
        if rows:
            yield columns, Span(begin, lines[index - 1][1]), tuple(rows)


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    at = 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _header(text: str, start: int, end: int) -> _Columns | None:
    if end - start > _LONGEST_HEADER:
        return None
    line = text[start:end]
    separator = _separator(line)
    if separator == "  " and line.rstrip().endswith((".", ";")):
        return None
    cells = _cells(line, separator)
    if len(cells) < (_FEWEST_ALIGNED if separator == "  " else _FEWEST) or any(b - a > _LONGEST_NAME for a, b in cells):
        return None
    return _columns([line[a:b] for a, b in cells], tuple(a for a, _b in cells), separator)


def _separator(line: str) -> str:
    if line.count("|") >= _BARS:
        return "|"
    if "\t" in line:
        return "\t"
    return next((mark for mark in (";", " / ") if line.count(mark) >= _BARS), "  ")


def _columns(names: list[str], starts: tuple[int, ...], separator: str) -> _Columns | None:
    """Tell the columns by their headings; None if nobody would call this a table of decisions."""
    words = labels()
    numbered = 0 if _NUMBER.match(names[0]) else None
    who = next((i for i, n in enumerate(names) if words.who_field.fullmatch(n)), None)
    when = next((i for i, n in enumerate(names) if words.when_field.fullmatch(n) and i != who), None)
    what = _task(names, (who, when, numbered if _NUMBER.fullmatch(names[0]) else None))
    if who is None:
        who = next((i for i, n in enumerate(names) if words.who.search(n) and i not in (what, when)), None)
    if when is None:
        when = next((i for i, n in enumerate(names) if words.when.search(n) and i not in (what, who)), None)
    if what is None or (who is None and when is None):
        return None
    where = next((i for i, n in enumerate(names) if words.place.search(n) and i not in (what, who, when)), None)
    return _Columns(what, who, when, where, numbered, starts, separator)


def _task(names: list[str], taken: tuple[int | None, ...]) -> int | None:
    """Return the column of what is to be done: the one with the surest heading, else the only one left."""
    words = labels()
    free = [i for i, n in enumerate(names) if i not in taken]
    for pattern in words.tasks:
        for index in free:
            if pattern.search(names[index]) and not (
                words.who.search(names[index]) or words.aside.fullmatch(names[index])
            ):
                return index
    left = [i for i in free if not words.aside.search(names[i]) and names[i].strip()]
    known = sum(bool(words.who.search(n) or words.when.search(n)) for n in names)
    return left[0] if len(left) == 1 and known > 1 else None


def _cells(line: str, separator: str) -> list[tuple[int, int]]:
    if separator == "  ":
        return [m.span() for m in re.finditer(r"\S+(?: \S+)*", line)]
    found = []
    at = 0
    for part in line.split(separator):
        a = at + len(part) - len(part.lstrip())
        found.append((a, max(a, at + len(part.rstrip()))))
        at += len(part) + len(separator)
    if separator == "|" and len(found) > _BARS and line.strip().startswith("|"):
        found = found[1:-1] if line.rstrip().endswith("|") else found[1:]
    return found


def _rows(text: str, lines: list[tuple[int, int]], index: int, columns: _Columns) -> tuple[list[Row], int]:
    """Read rows up to the first line that is none; a blank line ends the table unless a row follows it at once."""
    rows: list[Row] = []
    begin = index
    while index < len(lines):
        start, end = lines[index]
        line = text[start:end]
        if not line.strip() or _RULE.fullmatch(line):
            ahead = index + 1 < len(lines) and bool(_placed(text[slice(*lines[index + 1])], columns))
            if not ahead and rows:
                break
            index += 1
            if not rows and index - begin > _BARS:
                break
            continue
        cells = _placed(line, columns)
        if cells and not (rows and _continues(line, cells, columns)):
            rows.append(_row(text, start, cells, columns))
        elif cells:
            rows[-1] = _grown(rows[-1], text, start, cells, columns)
        elif not (rows and columns.separator == "  " and line.startswith("  ")):
            break
        index += 1
    return rows, index


def _placed(line: str, columns: _Columns) -> list[tuple[int, int]]:
    """Return the cells of a line, one a column; none if the line is no row of the table."""
    if columns.separator != "  ":
        cells = _cells(line, columns.separator)
        return cells if len(cells) >= _FEWEST and columns.what < len(cells) else []
    placed: dict[int, tuple[int, int]] = {}
    for a, b in _cells(line, "  "):
        under = max((i for i, s in enumerate(columns.starts) if s <= a + _SLACK), default=0)
        placed[under] = (placed[under][0], b) if under in placed else (a, b)
    if columns.what not in placed or (len(placed) < _FEWEST and not line.startswith("  ")):
        return []
    return [placed.get(i, (len(line), len(line))) for i in range(len(columns.starts))]


def _continues(line: str, cells: list[tuple[int, int]], columns: _Columns) -> bool:
    """Whether a line goes on with the cells of the row above: it has no number, or nothing but the rest of its task."""
    if columns.number is not None:
        a, b = cells[columns.number]
        return a == b if columns.number != columns.what else not _COUNT.match(line, a)
    filled = [i for i, (a, b) in enumerate(cells) if b > a]
    return filled == [columns.what] and (line[cells[columns.what][0]].islower() or line.startswith("  "))


def _row(text: str, start: int, cells: list[tuple[int, int]], columns: _Columns) -> Row:
    what = _cell(start, cells, columns.what) or Span(start, start)
    if columns.number is not None and (count := _COUNT.match(text, what.start, what.end)):
        what = Span(count.end(), what.end)
    who = _cell(start, cells, columns.who)
    when, where = _cell(start, cells, columns.when), _cell(start, cells, columns.where)
    return Row(what, (who,) if who else (), when, where, _rest(text, start, cells, columns))


def _grown(row: Row, text: str, start: int, cells: list[tuple[int, int]], columns: _Columns) -> Row:
    """Add a line to a row: further names, more remarks; its task is quoted from its first line."""
    who = _cell(start, cells, columns.who)
    when = row.when or _cell(start, cells, columns.when)
    rest = f"{row.rest} {_rest(text, start, cells, columns)}"
    return Row(row.what, (*row.who, who) if who else row.who, when, row.where, rest)


def _cell(start: int, cells: list[tuple[int, int]], number: int | None) -> Span | None:
    if number is None or number >= len(cells):
        return None
    a, b = cells[number]
    return Span(start + a, start + b) if b > a else None


def _rest(text: str, start: int, cells: list[tuple[int, int]], columns: _Columns) -> str:
    others = (cell for i, cell in enumerate(cells) if i not in (columns.what, columns.who))
    return " ".join(text[start + a : start + b] for a, b in others)

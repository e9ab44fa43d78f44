"""Tables of decisions in minutes: what is to be done, who does it, by when, each in a column."""

import re
from dataclasses import dataclass

from bimatrack.model import Span

_WHAT = re.compile(
    r"(?i)\b(?:uraian|kegiatan|tindakan|tindak lanjut|rencana|rekomendasi|arahan|keputusan|pekerjaan|hal"
    r"|tugas|materi|permasalahan|program)\b"
)
_WHO = re.compile(
    r"(?i)\b(?:pic|pj|p\.?j\.?|pelaksana|penanggung ?jawab|opd|skpd|perangkat daerah|unit|instansi|oleh|bidang)\b"
)
_WHEN = re.compile(r"(?i)\b(?:target|batas(?: waktu| akhir)?|tenggat|waktu|deadline|jadwal|tanggal|kapan|selesai)\b")
_HEADER, _CELL = 200, 40  # characters of a header, of one of its cells
_COLUMNS = 3  # fewest of a table of decisions


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of decisions: what, who and when, as they stand; *rest* is everything else."""

    what: Span
    who: Span | None
    when: Span | None
    rest: str


@dataclass(frozen=True, slots=True)
class _Columns:
    what: int
    who: int | None
    when: int | None
    starts: tuple[int, ...]
    separator: str


def find_tables(text: str) -> tuple[tuple[Span, tuple[Row, ...]], ...]:
    """Find the tables of decisions of a release; each with the stretch of text that it covers."""
    lines = _lines(text)
    found: list[tuple[Span, tuple[Row, ...]]] = []
    index = 0
    while index < len(lines):
        columns = _header(text, *lines[index])
        if columns is None:
            index += 1
            continue
        begin = lines[index][0]
        rows, index = _rows(text, lines, index + 1, columns)
        if rows:
            found.append((Span(begin, lines[index - 1][1]), tuple(rows)))
    return tuple(found)


def _lines(text: str) -> list[tuple[int, int]]:
    found = []
    at = 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def _header(text: str, start: int, end: int) -> _Columns | None:
    line = text[start:end]
    if len(line) > _HEADER or line.rstrip().endswith((".", ";")):
        return None
    separator = "|" if line.count("|") > 1 else "\t" if line.count("\t") > 1 else "  "
    cells = _cells(line, separator)
    if len(cells) < _COLUMNS or any(b - a > _CELL for a, b in cells):
        return None
    names = [line[a:b] for a, b in cells]
    when = next((i for i, n in enumerate(names) if _WHEN.search(n)), None)
    what = next((i for i, n in enumerate(names) if _WHAT.search(n) and i != when), None)
    who = next((i for i, n in enumerate(names) if _WHO.search(n) and i not in (what, when)), None)
    if what is None or (who is None and when is None):
        return None
    return _Columns(what, who, when, tuple(a for a, _b in cells), separator)


def _cells(line: str, separator: str) -> list[tuple[int, int]]:
    if separator == "  ":
        return [m.span() for m in re.finditer(r"\S+(?: \S+)*", line)]
    found = []
    at = 0
    for part in line.split(separator):
        a = at + len(part) - len(part.lstrip())
        found.append((a, max(a, at + len(part.rstrip()))))
        at += len(part) + len(separator)
    if separator == "|" and len(found) >= _COLUMNS and line.strip().startswith("|"):
        found = found[1:-1] if line.rstrip().endswith("|") else found[1:]
    return found


def _rows(text: str, lines: list[tuple[int, int]], index: int, columns: _Columns) -> tuple[list[Row], int]:
    rows: list[Row] = []
    while index < len(lines):
        start, end = lines[index]
        line = text[start:end]
        if not line.strip():
            break
        if re.fullmatch(r"[\s|:+=–-]+", line):
            index += 1
            continue
        cells = _aligned(line, columns) if columns.separator == "  " else _cells(line, columns.separator)
        if len(cells) <= 1 or columns.what >= len(cells):
            if columns.separator == "  " and rows and line.startswith(" "):
                index += 1
                continue
            break
        rows.append(_row(text, start, cells, columns))
        index += 1
    return rows, index


def _aligned(line: str, columns: _Columns) -> list[tuple[int, int]]:
    """Put the pieces of a line under the headings they stand under."""
    placed: dict[int, tuple[int, int]] = {}
    for a, b in _cells(line, "  "):
        under = max((i for i, s in enumerate(columns.starts) if s <= a + 2), default=0)
        placed[under] = (placed[under][0], b) if under in placed else (a, b)
    if columns.what not in placed or len(placed) <= 1:
        return []
    return [placed.get(i, (len(line), len(line))) for i in range(len(columns.starts))]


def _row(text: str, start: int, cells: list[tuple[int, int]], columns: _Columns) -> Row:
    def cell(number: int | None) -> Span | None:
        if number is None or number >= len(cells):
            return None
        a, b = cells[number]
        return Span(start + a, start + b) if b > a else None

    what = cell(columns.what) or Span(start, start)
    rest = " ".join(
        text[start + a : start + b] for i, (a, b) in enumerate(cells) if i not in (columns.what, columns.who)
    )
    return Row(what, cell(columns.who), cell(columns.when), rest)

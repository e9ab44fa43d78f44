"""Reads each form of the report back into the same `Numbers`, each with a reader of its own, never with ours."""

import csv
import io
import json
import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

import docx
from looking import screen
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser as Html

from bimatrack.exporters import FORMATS
from bimatrack.reporting import PeriodReport
from bimatrack.views import report_view

BALANCE = ("Carried in", "New", "Done", "Cannot be done", "Carried over")
CARES = ("Overdue", "Slipped", "Without a deadline", "Without an owner", "Done late", "Reopened")
SAID = ("overdue", "deadlines? slipped", "without a deadline", "without an owner", "done late", "reopened")
COUNT_NAMES = ("Total", "Done", "Open", "Overdue", "Cannot be done")
COUNTS = ("total", "done", "open", "overdue", "dropped")
KINDS = {"priority": "Priority", "project": "Project", "instruction": "Instruction", "appeal": "Appeal"}
STATUSES = {"open": "Not started", "in_progress": "In progress", "done": "Done", "dropped": "Cannot be done"}
HEADS = ("What", "Unit", "Kind", "Month", "By", "Asked", "No", "Id", "Directives", "Due")
NOTHING = ("–", "")
Counted = tuple[str, tuple[int, ...], str]
Row = tuple[int, str, str, str, str]


@dataclass(frozen=True)
class Numbers:
    """What a form of the report says, None where that form does not speak of it.

    *summary* holds `BALANCE` and `CARES`; *units* and *kinds* are name, `COUNTS` and mean progress; *matrix* is the
    running number, the directive's text, who must act, the progress and the status.
    """

    matrix: Sequence[Row]
    summary: Mapping[str, int] | None = None
    progress: str | None = None
    units: Sequence[Counted] | None = None
    kinds: Sequence[Counted] | None = None


def from_json(report: PeriodReport) -> Numbers:
    """Read the JSON document."""
    told = json.loads(FORMATS["json"](report))
    summary = told["summary"]
    names = ("carried_in", "new", "done", "dropped", "carried_out")
    names += ("overdue", "slipped", "undated", "unowned", "late", "reopened")
    matrix = [
        (
            row["position"],
            row["text"],
            ", ".join(row["responsible"]),
            _percent(row["progress"]),
            STATUSES[row["status"]],
        )
        for row in told["matrix"]
    ]
    return Numbers(
        matrix,
        {label: summary[name] for label, name in zip((*BALANCE, *CARES), names, strict=True)},
        _percent(summary["progress"]),
        [(one["name"] or "(nobody named)", *_json_counts(one)) for one in told["by_unit"]],
        [(KINDS[one["name"]], *_json_counts(one)) for one in told["by_kind"]],
    )


def _json_counts(one: Mapping[str, object]) -> tuple[tuple[int, ...], str]:
    return tuple(int(str(one[name])) for name in COUNTS), _percent(one["progress"])


def from_csv(report: PeriodReport) -> Numbers:
    """Read the matrix, the only thing there is in CSV."""
    content = FORMATS["csv"](report)
    assert isinstance(content, str)
    rows = csv.DictReader(io.StringIO(content.removeprefix("\ufeff")))
    return Numbers(
        [
            (int(row["No"]), row["Directive"], row["Responsible"].replace("; ", ", "), f"{row['%']}%", row["Status"])
            for row in rows
        ]
    )


def from_markdown(report: PeriodReport) -> Numbers:
    """Read the tables between bars."""
    content = FORMATS["md"](report)
    assert isinstance(content, str)
    lines = [line for line in content.splitlines() if line.startswith("| ") and not line.startswith("| -")]
    return _from_tables([[cell.strip() for cell in line[2:-2].split(" | ")] for line in lines])


def from_html(report: PeriodReport) -> Numbers:
    """Read the page's balance and tables."""
    page = Html(FORMATS["html"](report))
    rows = [
        [_lines(cell.html or "") for cell in row.css("th, td")]
        for place in ("#units", "#kinds", "#matrix")
        for row in page.css(f"{place} table tr")
    ]
    pairs = [[node.text(strip=True) for node in pair.css("dt, dd")] for pair in page.css("#summary dl div")]
    return _from_tables([*pairs, *rows])


def _lines(markup: str) -> str:
    return "\n".join(Html(part).text(strip=True) for part in re.split("<br/?>", markup))


def from_xlsx(report: PeriodReport) -> Numbers:
    """Read the sheets, numbers as numbers."""
    content = FORMATS["xlsx"](report)
    assert isinstance(content, bytes)
    with warnings.catch_warnings():
        # openpyxl leaves Excel's newer bars out, and says so.
        warnings.simplefilter("ignore", UserWarning)
        book = load_workbook(io.BytesIO(content))
    rows = _sheet(book, "Summary") + _sheet(book, "Per unit")
    wanted = ("No", "Directive", "Responsible", "%", "Status")
    [head, *matrix] = _sheet(book, "Matrix")[3 - 1 :]
    places = [head.index(name) for name in wanted]
    return _from_tables([*rows, list(wanted), *([row[place] for place in places] for row in matrix)])


def _sheet(book: Workbook, name: str) -> list[list[str]]:
    filled = [row for row in book[name].iter_rows() if row[0].value is not None]
    return [[_shown(cell.value, cell.number_format) for cell in row] for row in filled]


def _shown(value: object, form: str) -> str:
    if isinstance(value, int | float) and "%" in form:
        return _percent(round(value * 100, 1))
    return "" if value is None else str(value)


def from_docx(report: PeriodReport) -> Numbers:
    """Read the document's tables."""
    content = FORMATS["docx"](report)
    assert isinstance(content, bytes)
    tables = docx.Document(io.BytesIO(content)).tables
    return _from_tables([[cell.text for cell in row.cells] for table in tables for row in table.rows])


def from_terminal(report: PeriodReport) -> Numbers:
    """Read a screen so wide that no cell of a table is wrapped."""
    lines = screen(report_view(report), 900).splitlines()
    panel = " ".join(line.strip("│ ") for line in lines if line.startswith("│"))
    balance = re.search(r"(\d+) +\+ +(\d+) += +(\d+) +\+ +(\d+) +\+ +(\d+)", panel)
    assert balance is not None
    cares = {label: re.search(rf"(\d+) {said}", panel) for label, said in zip(CARES, SAID, strict=True)}
    mean = re.search(r"([\d.]+%|–)  \S", panel)
    counts = lines[: next((at for at, line in enumerate(lines) if line.startswith("By month")), 0)]
    tables = _from_tables([re.split(r" {2,}", line.strip()) for line in counts if not set(line) & set("─│")])
    return Numbers(
        _terminal_matrix(lines),
        dict(zip(BALANCE, map(int, balance.groups()), strict=True))
        | {label: int(found[1]) if found else 0 for label, found in cares.items()},
        mean[1] if mean else "–",
        tables.units,
        tables.kinds,
    )


def _terminal_matrix(lines: Sequence[str]) -> list[Row]:
    start = next((at for at, line in enumerate(lines) if line.startswith(" No  ")), len(lines))
    block = [*takewhile(lambda line: " ──" not in line, lines[start:])]
    names = [*re.finditer(r"\S(?:.*?\S)??(?= {2,}|$)", block[0])] if block else []
    rows = [line for line in block if re.match(r" *\d+  \S", line)]
    found: list[Row] = []
    for line in rows:
        cells = {
            one[0]: line[one.start() : after.start() if after else None].strip()
            for one, after in zip(names, [*names[1:], None], strict=True)
            if one[0] not in ("No", "%")
        }
        # A number ends where the name of its column does.
        ends = {one[0]: re.search(r"(\d+)$", line[: one.end()]) for one in names if one[0] in ("No", "%")}
        found.append(_matrix_row(cells | {name: number[1] for name, number in ends.items() if number}))
    return found


def _from_tables(rows: Iterable[Sequence[str]]) -> Numbers:
    """Sort out what stands in *rows*, those of all tables one after the other, each headed by its names."""
    summary: dict[str, int] = {}
    counted: dict[str, list[Counted]] = {"Unit": [], "Kind": []}
    matrix: list[Row] = []
    progress, head = None, []
    for row in rows:
        if row[0] in HEADS:
            head = list(row)
        elif row[0] in (*BALANCE, *CARES) and row[0] not in summary and len(row) > 1:
            summary[row[0]] = int(row[1])
        elif row[0] == "Mean progress":
            progress = _last_word(row[1])
        elif head and head[0] in counted and len(row) >= len(head) and row[0] != "All, each once" and row[1]:
            cells = dict(zip(head, row, strict=False))
            numbers = tuple(
                0 if cells[name] == "–" else int(cells[name])
                for name in ("Total", "Done", "Open", "Overdue", "Cannot be done")
            )
            counted[head[0]].append((row[0], numbers, _last_word(next(cell for cell in reversed(row) if cell))))
        elif head and head[0] == "No" and row[0].isdigit():
            cells = dict(zip(head, row, strict=False))
            matrix.append(_matrix_row(cells))
    return Numbers(matrix, summary, progress, counted["Unit"], counted["Kind"])


def _matrix_row(cells: Mapping[str, str]) -> Row:
    text = re.sub(r"\s*\(?directive \d+\)?$", "", cells["Directive"].split("\n")[0])
    status = re.sub(r"( \(|, ).*", "", cells["Status"].split("\n")[0])
    who = cells["Responsible"]
    return int(cells["No"]), text, "" if who in NOTHING else who, f"{cells['%'].rstrip('%')}%", status


def _last_word(text: str) -> str:
    return text.rsplit(maxsplit=1)[-1]


def _percent(value: object) -> str:
    return "–" if value is None else f"{value:g}%"


def missing_in_pdf(report: PeriodReport, numbers: Numbers) -> list[str]:
    """Return the rows of *numbers* that do not stand in the PDF as they are, its own reader having the last word.

    White space and hyphens are left out, as readers put them where they like.
    """
    content = FORMATS["pdf"](report)
    assert isinstance(content, bytes)
    text = _bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    summary, units, kinds = numbers.summary or {}, numbers.units or (), numbers.kinds or ()
    rows = [f"{summary[label]}{label}" for label in (*BALANCE, *CARES)]
    rows.append(f"Mean progress{numbers.progress}")
    rows += ["".join([name, *map(str, counts), progress]) for name, counts, progress in (*units, *kinds)]
    found = [row for row in rows if _bare(row) not in text]
    return found + [str(row) for row in numbers.matrix if not _has_row(text, row)]


def _has_row(text: str, row: Row) -> bool:
    number, *cells = row
    parts = [re.escape(_bare(cell)) for cell in cells]
    return (
        re.search(f"{number}.{{0,80}}?{parts[0]}.{{0,40}}?{parts[1]}.{{0,300}}?{parts[2]}{parts[3]}", text) is not None
    )


def _bare(text: str) -> str:
    return re.sub("[\\s\u00ad\u200b-]+", "", text)


READERS: Mapping[str, Callable[[PeriodReport], Numbers]] = {
    "csv": from_csv,
    "md": from_markdown,
    "html": from_html,
    "xlsx": from_xlsx,
    "docx": from_docx,
    "terminal": from_terminal,
}

"""What `export` writes is what `list` shows with the same filters, in forms that other programs read."""

import csv
import io
import json
import warnings
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject
from conftest import Run
from openpyxl import load_workbook

FORMULAS = ("=1+1", "+62 812", "-SUM(A1)", "@cmd", "\t=1", "  =2", '=HYPERLINK("http://jahat")')
TEXTS = ("ics", "csv", "json", "md", "taskwarrior", "todotxt")


def uids(text: str) -> list[str]:
    """Read a calendar with a library that did not write it: the UIDs of its entries."""
    [calendar] = vobject.readComponents(text)
    return [entry.uid.value for entry in calendar.getChildren() if hasattr(entry, "uid")]


def sheet_of(path: Path) -> Any:  # noqa: ANN401 - openpyxl says nowhere what it is
    """Read the one sheet of a workbook."""
    with warnings.catch_warnings():
        # openpyxl leaves Excel's newer bars out, and says so.
        warnings.simplefilter("ignore", UserWarning)
        [sheet] = load_workbook(path).worksheets
    return sheet


def grid(path: Path) -> list[tuple[Any, ...]]:
    """Read the rows of the one sheet of a workbook, from the heads on."""
    return list(sheet_of(path).iter_rows(min_row=4, values_only=True))


def test_each_form_holds_what_the_list_shows(sample: Run) -> None:
    """With the same filters CSV and JSON hold the same directives as `list`, in its order."""
    filters = ("--owner", "PUPR", "--all")
    listed = [row["id"] for row in json.loads(sample("list", *filters, "--json").out)]

    assert listed
    assert [row["id"] for row in json.loads(sample("export", "json", *filters).out)] == listed
    rows = list(csv.DictReader(io.StringIO(sample("export", "csv", *filters).out)))
    assert [int(row["id"]) for row in rows] == listed
    assert len(json.loads(sample("export", "taskwarrior", *filters).out)) == len(listed)
    assert len(sample("export", "todotxt", *filters).out.splitlines()) == len(listed)


def test_what_is_left_out_is_said(sample: Run) -> None:
    """The sentence of `list` on what it hides stands on standard error, and with --quiet does not."""
    sample("done", 15)
    ran = sample("export", "csv")

    assert "1 closed not shown (--all)" in ran.err
    assert "commitments and appeals not shown (--all-kinds)" in ran.err
    assert sample("--quiet", "export", "csv").err == ""


def test_a_calendar_has_deadlines_and_events_until_it_is_filtered(sample: Run) -> None:
    """Events stand in the whole calendar, in a filtered one only when asked for."""
    whole = uids(sample("export", "ics").out)
    pupr = uids(sample("export", "ics", "--owner", "PUPR").out)

    assert {uid.partition("-")[0] for uid in whole} == {"directive", "event"}
    assert {uid.partition("-")[0] for uid in pupr} == {"directive"}
    assert {uid.partition("-")[0] for uid in uids(sample("export", "ics", "--no-events").out)} == {"directive"}
    assert set(uids(sample("export", "ics", "--owner", "PUPR", "--events").out)) > set(pupr)


def test_a_calendar_of_all_tells_what_was_closed(sample: Run) -> None:
    """With --all a calendar that is imported again learns what is done: the same UID, a higher sequence."""
    before = uids(sample("export", "ics", "--no-events").out)
    sample("done", 15)
    after = sample("export", "ics", "--no-events", "--all").out

    assert set(uids(after)) >= set(before)
    entry = next(part for part in after.split("BEGIN:VEVENT") if "UID:directive-15-" in part)
    assert "SUMMARY:Done:" in entry
    assert "SEQUENCE:1" in entry


def test_alarms_and_tasks_by_option(sample: Run) -> None:
    """--alarm rings so long before each deadline; --todos writes tasks."""
    text = sample("export", "ics", "--owner", "PUPR", "--alarm", "12h", "--todos").out

    [calendar] = vobject.readComponents(text)
    tasks = [entry for entry in calendar.getChildren() if entry.name == "VTODO"]
    assert tasks
    assert {entry.valarm.trigger.value.total_seconds() for entry in tasks} == {-43200.0}


def test_cells_that_look_like_formulas_are_texts(bima: Run, tmp_path: Path) -> None:
    """In CSV and XLSX no text is taken for a formula, and numbers stay numbers."""
    for text in FORMULAS:
        assert bima("add", "--plain", "--due", "2026-04-01", "--", text).code == 0
    rows = list(csv.DictReader(io.StringIO(bima("export", "csv", today="2026-06-01").out)))
    bima("export", "-o", tmp_path / "arahan.xlsx")
    [_row, *cells] = sheet_of(tmp_path / "arahan.xlsx").iter_rows(min_row=4)

    assert len(rows) == len(FORMULAS)
    assert all(row["text"].startswith("'") for row in rows)
    assert {row["days_left"] for row in rows} == {"-61"}
    assert {cell.data_type for row in cells for cell in row[1:2]} == {"s"}
    assert {row[1].value for row in cells} == {text.strip() for text in FORMULAS}


def test_csv_is_after_the_rfc_and_for_excel_if_asked(sample: Run, tmp_path: Path) -> None:
    """Lines end with CR LF; for Excel a mark stands in front and Indonesian cells are parted by semicolons."""
    plain, excel = tmp_path / "a.csv", tmp_path / "b.csv"
    sample("export", "-o", plain)
    sample("export", "-o", excel, "--excel", lang="id")

    assert plain.read_bytes().count(b"\r\n") == plain.read_bytes().count(b"\n") == 29
    assert not plain.read_bytes().startswith(b"\xef\xbb\xbf")
    assert excel.read_bytes().startswith(b"\xef\xbb\xbfid;due;")


def test_a_workbook_has_days_and_percentages(sample: Run, tmp_path: Path) -> None:
    """Days are days, progress is a share of one, statuses are words of the language."""
    sample("progress", 15, 60)
    sample("export", "-o", tmp_path / "a.xlsx", lang="id")
    heads, *rows = grid(tmp_path / "a.xlsx")

    first = dict(zip(heads, rows[0], strict=True))
    assert first["Batas waktu"] == datetime(2026, 1, 16)  # noqa: DTZ001 - workbooks know no zones
    assert first["%"] == 0.6
    assert first["Status"] == "Dalam proses"


def test_columns_and_groups_are_those_asked_for(sample: Run, tmp_path: Path) -> None:
    """--columns and --group-by hold in files as in lists."""
    sample("export", "-o", tmp_path / "a.xlsx", "--columns", "id,due,shares", "--group-by", "kind")

    assert grid(tmp_path / "a.xlsx")[0] == ("group", "Id", "Due", "Shares")
    assert sample("export", "csv", "--columns", "id,text").out.splitlines()[0] == "id,text"
    assert "## instruction" in sample("export", "md", "--group-by", "kind").out


def test_minutes_stand_by_who_must_act(sample: Run) -> None:
    """Markdown has a heading for each who must act, those whom nobody is named for last."""
    sample("add", "Cek *tanda* <b>tangan</b>", "--plain")
    text = sample("export", "md").out

    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert "## Dinas Pekerjaan Umum dan Penataan Ruang" in heads
    assert heads[-1] == "## (nobody named)"
    assert r"Cek \*tanda\* \<b\>tangan\</b\> (directive 31)" in text
    assert "Due: 16 January 2026 (63 days late); Status: Not started." in text


@pytest.mark.parametrize("form", TEXTS)
def test_nothing_gives_an_empty_file(bima: Run, form: str) -> None:
    """An empty store is no error, whatever the form."""
    ran = bima("export", form)

    assert ran.code == 0
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("form", TEXTS)
def test_no_text_commands_the_terminal(bima: Run, form: str) -> None:
    """What could command a terminal or turn the order of letters is in no form."""
    bima("add", "--plain", "Merah\x1b[31m \u202ekiri\x07 titik", "--owner", "Camat\x1b]0;x", "--due", "2026-04-01")
    out = bima("export", form).out

    assert "Merah" in out
    assert not {"\x1b", "\u202e", "\x07"} & set(out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Say which form"),
        (("-o", "arahan.doc"), "lists end in .ics"),
        (("csv", "--alarm", "1d"), "--alarm belongs to ics only"),
        (("ics", "--alarm", "besok"), "is no time"),
        (("ics", "--excel"), "--excel belongs to csv only"),
        (("md", "--no-events"), "--events belongs to ics only"),
        (("jsonl", "--owner", "PUPR"), "jsonl holds everything"),
        (("ods",), "none of ics"),
    ],
)
def test_what_cannot_be_meant_is_refused(sample: Run, words: tuple[str, ...], told: str) -> None:
    """Wrong usage is told in one sentence, with exit code 2."""
    ran = sample("export", *words)

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_a_file_that_cannot_be_written_is_told(sample: Run, tmp_path: Path) -> None:
    """A folder that is not there gives exit code 7."""
    assert sample("export", "-o", tmp_path / "tidak" / "ada.csv").code == 7


def test_everything_is_one_object_a_line(sample: Run) -> None:
    """The first line names program, schema and how much follows; each further one a row of a table."""
    head, *lines = [json.loads(line) for line in sample("export", "jsonl").out.splitlines()]

    assert set(head) == {"bimatrack", "schema", "rows"}
    assert sum(head["rows"].values()) == len(lines)
    assert {line["table"] for line in lines} == {"meta", "releases", "directives", "events", "changes"}
    assert date.fromisoformat(lines[-1]["row"]["on"])

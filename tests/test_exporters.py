"""Answers as text: the report's files, records for JSON, rows for tab-separated values."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

import pytest
from factories import (
    RAKOR,
    a_change,
    a_docket,
    a_followed,
    a_release,
    a_report,
    a_split,
    a_state,
    a_tracked,
    an_event,
    day,
    quote_from,
)
from looking import CsvFile, HtmlFile, JsonFile, MarkdownFile, Screen, speaking
from syrupy.assertion import SnapshotAssertion

from bimatrack.agenda import Agenda, agenda
from bimatrack.altering import replace
from bimatrack.errors import UnreadableReleaseError
from bimatrack.exporters import FORMATS, flat
from bimatrack.exporters.flat.cells import text_of
from bimatrack.exporters.jsontext import json_line, json_text
from bimatrack.extract.deadlines import Reading
from bimatrack.history import Action, Change, FollowUp, Step, Tracked, lives
from bimatrack.importing import Arrival, Importation, Imported, Refused
from bimatrack.model import Directive, Due, Extraction, Kind
from bimatrack.quarter import Quarter
from bimatrack.registry import Unit, UnitKind
from bimatrack.reporting import PeriodReport, period_report
from bimatrack.tracking import Filter, Rewind, Selection, Terms, select

TODAY = day("2026-03-20")
NASTY = '=HYPERLINK("x")|<b>\n\x1b[31mmerah\u202e'


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.mark.parametrize(
    ("form", "extension"), [("md", MarkdownFile), ("csv", CsvFile), ("json", JsonFile), ("html", HtmlFile)]
)
def test_the_report_in_each_form(form: str, extension: type[Screen], snapshot: SnapshotAssertion) -> None:
    """Each form of the report looks as it did when somebody last looked at it."""
    assert FORMATS[form](a_report()) == snapshot(extension_class=extension)


def test_every_form_of_text_ends_with_a_newline() -> None:
    """A file written from a form of text is a text file as the tools like it."""
    written = [write(a_report()) for write in FORMATS.values()]

    assert all(text.endswith("\n") for text in written if isinstance(text, str))


def test_a_report_of_nothing_can_be_written() -> None:
    """A quarter without directives has a report all the same."""
    empty = period_report(Quarter(2026, 1), TODAY, followed=(), events=(), releases=())

    assert "## Summary" in FORMATS["md"](empty)
    assert json.loads(FORMATS["json"](empty))["summary"]["progress"] is None


def test_the_forms_tell_the_same_numbers() -> None:
    """The matrix of the CSV has the rows of the JSON, in the same order."""
    report = a_report()

    table = list(csv.DictReader(io.StringIO(FORMATS["csv"](report))))
    matrix = json.loads(FORMATS["json"](report))["matrix"]

    assert [row["Id"] for row in table] == [str(row["id"]) for row in matrix]
    assert [row["Due"] for row in table] == [row["due"] or "" for row in matrix]


def test_shares_are_told_in_each_form() -> None:
    """How many have done their share stands beside the status, and the shares themselves where programs look."""
    told = a_change(9, Action.DONE, values=(("shares", a_split().shares[:1]),), note="didata")
    followed = replace(a_followed(1, a_split()), follow_up=FollowUp.of(told))
    report = period_report(Quarter(2026, 1), TODAY, followed=(followed,), events=(), releases=())

    [row] = csv.DictReader(io.StringIO(FORMATS["csv"](report)))
    [entry] = json.loads(FORMATS["json"](report))["matrix"]

    assert (row["Shares done"], row["Latest follow-up"]) == ("1 of 3", "Kecamatan Raba: didata")
    assert row["Shares"] == (
        "Kecamatan Raba: Done 2026-03-10; Kecamatan Mpunda: In progress 50%; Kelurahan Nae: Not started"
    )
    assert entry["shares"] == [
        {"unit": "Kecamatan Raba", "status": "done", "progress": 100, "closed_on": "2026-03-10"},
        {"unit": "Kecamatan Mpunda", "status": "in_progress", "progress": 50, "closed_on": None},
        {"unit": "Kelurahan Nae", "status": "open", "progress": 0, "closed_on": None},
    ]
    assert entry["follow_up"] == "didata"
    assert "| In progress, 1 of 3 |" in FORMATS["md"](report)


def test_a_list_of_one_unit_tells_the_whole_and_its_share() -> None:
    """Programs read the directive as it stands, whoever is asked for; the unit's own share stands beside it."""
    tracked = a_tracked(1, a_split())
    selection = select((tracked, a_tracked(2)), Filter(Terms(units=("Kecamatan Raba",)), include_closed=True), TODAY)

    [record] = flat.directive_records(selection, TODAY)
    header, row = flat.directive_rows(selection, TODAY)
    cells = dict(zip(header, row, strict=True))

    assert (record["status"], record["progress"], len(record["shares"])) == ("in_progress", 50, 3)
    assert record["share"] == record["shares"][0]
    assert (cells["status"], cells["shares"]) == ("in_progress", "1/3")
    assert cells["share"] == "unit=Kecamatan Raba; status=done; progress=100; closed_on=2026-03-10"
    assert flat.directive_records(Selection((tracked,)), TODAY)[0]["share"] is None


def test_a_change_of_shares_is_written_as_plain_values() -> None:
    """The history holds shares as objects that any program reads."""
    change = a_change(1, Action.DONE, values=(("shares", a_split().shares[:1]),))

    assert flat.change_records([change])[0]["values"] == {
        "shares": [{"unit": "Kecamatan Raba", "status": "done", "progress": 100, "closed_on": "2026-03-10"}]
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " ="])
def test_no_cell_of_the_csv_is_a_formula(start: str) -> None:
    """What a spreadsheet would run gets an apostrophe in front."""
    [_header, row] = csv.reader(io.StringIO(FORMATS["csv"](_report_on(f"{start}1+1"))))

    assert row[4].startswith("'")


def test_markdown_takes_nothing_in_a_text_for_syntax() -> None:
    """Bars, brackets and line breaks of a release don't break the table; control characters are written out."""
    markdown = FORMATS["md"](_report_on(NASTY))

    [line] = [line for line in markdown.splitlines() if "HYPERLINK" in line]
    assert r"\|\<b\> \\x1b\[31mmerah\\u202e" in line
    assert line.replace(r"\|", "").count("|") == 11


def test_json_escapes_what_could_command_a_terminal_and_means_the_same() -> None:
    """The text is whole for a reader of JSON and harmless for who looks at it."""
    text = FORMATS["json"](_report_on(f"{NASTY}\x9b"))

    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text
    assert json.loads(text)["matrix"][0]["text"] == f"{NASTY}\x9b"


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ([], "[]"),
        ({}, "{}"),
        (["a", "b"], '["a", "b"]'),
        ([{"a": 1}, {"a": 2}], '[\n{"a": 1},\n{"a": 2}\n]'),
        ({"a": [{"b": 1}], "c": None}, '{\n"a": [\n{"b": 1}\n],\n"c": null\n}'),
    ],
)
def test_json_has_one_record_a_line(document: object, text: str) -> None:
    """Long lists can be looked at and compared line by line."""
    assert json_text(document) == text
    assert json_line(document) == json.dumps(document)


def test_a_directive_is_recorded_with_the_promised_keys() -> None:
    """The names of product and documentation are those of the record, and more may come."""
    [record] = flat.directive_records(Selection((a_tracked(8),)), TODAY)

    promised = {"id", "text", "quote", "kind", "status", "progress"}
    promised |= {"owners", "units", "due", "due_text", "overdue", "release"}
    assert record.keys() >= promised | {"speaker", "start", "end", "confidence", "rule", "born", "closed_on"}
    assert (record["id"], record["due"], record["overdue"]) == (8, "2026-03-31", False)
    assert flat.directive_records(Selection((a_tracked(8),)), day("2026-04-01"))[0]["overdue"] is True


def test_a_directive_added_by_hand_has_no_place_in_a_text() -> None:
    """Offsets are told only where there is a release to count them in."""
    record = flat.directive_record(a_tracked(8, release=None), TODAY)

    assert (record["release"], record["start"], record["end"]) == (None, None, None)


def test_an_extraction_is_recorded_in_the_documented_form() -> None:
    """One object a release: exactly these keys, and each quote stands where its offsets say."""
    extraction = _extraction()

    record = flat.extraction_record(extraction)

    assert list(record) == ["path", "title", "date", "publisher", "events", "directives"]
    assert record["events"] == [
        {"title": "Rapat Koordinasi", "start": "2026-01-05", "end": "2026-01-05", "place": "Aula Bappeda"}
    ]
    assert record["directives"] == [
        {
            "text": "Merampungkan drainase pasar",
            "quote": "merampungkan drainase pasar",
            "start": RAKOR.index("merampungkan"),
            "end": RAKOR.index("merampungkan") + 27,
            "kind": "instruction",
            "speaker": "Wali Kota Bima",
            "owners": ["Dinas PUPR"],
            "units": ["Dinas Pekerjaan Umum dan Penataan Ruang"],
            "due": "2026-03-31",
            "due_text": "paling lambat 31 Maret 2026",
            "confidence": 0.9,
            "rule": "ask.meminta",
        }
    ]


def test_a_detail_tells_source_moves_and_history() -> None:
    """Deadlines moved are told with both days, and each change with whether it still counts."""
    state = a_state()
    changes = (
        a_change(1, Action.IMPORT, values=state.as_values()),
        a_change(2, Action.DUE, "2026-02-20", values=(("due", day("2026-04-15")),), note="tender diulang"),
        a_change(3, Action.PROGRESS, "2026-02-21", values=(("progress", 40),)),
        a_change(4, Action.UNDO, "2026-02-22", directive=None, undoes=3),
    )

    tracked = a_tracked(1, state).living(lives(changes)[1])
    record = flat.detail_record(tracked, TODAY, changes, a_release())

    assert record["source"]["title"] == "Rakor Awal Tahun"
    assert record["moved"] == [
        {"on": "2026-02-20", "old": "2026-03-31", "new": "2026-04-15", "reason": "tender diulang"}
    ]
    assert [(one["action"], one["counts"]) for one in record["history"]] == [
        ("import", True),
        ("due", True),
        ("progress", False),
        ("undo", True),
    ]


def test_a_reading_is_recorded_with_the_documented_keys() -> None:
    """A wording without a deadline has null, and its line has an empty cell."""
    none = Reading(None, None, "names no day")

    assert flat.reading_record(none) == {"due": None, "start": None, "reason": "names no day"}
    assert flat.reading_line(none) == "\t\tnames no day"
    assert flat.reading_line(Reading(day("2026-03-31"), day("2026-01-01"), "TW I")) == "2026-03-31\t2026-01-01\tTW I"


def test_an_import_is_recorded_release_by_release() -> None:
    """How each came is told, and what was refused with its reason."""
    record = flat.imported_records(_importation(), TODAY)

    assert [(one["id"], one["arrival"], len(one["directives"])) for one in record["releases"]] == [
        (1, "new", 1),
        (2, "already", 0),
    ]
    assert record["refused"] == [{"path": "x.txt", "reason": "x.txt names no day."}]


def test_releases_are_recorded_with_what_became_of_their_directives() -> None:
    """How many directives each release brought, and how many of them are still open."""
    tracked = a_docket()

    [record] = flat.release_records([a_release()], tracked)

    assert (record["directives"], record["open"]) == (7, 5)


def test_the_agenda_is_recorded_by_day() -> None:
    """Overdue apart, then each day with its events and what is due."""
    record = flat.agenda_records(_agenda())

    assert [one["id"] for one in record["overdue"]] == [3]
    assert [(one["day"], len(one["events"]), [due["id"] for due in one["due"]]) for one in record["days"]] == [
        ("2026-03-20", 1, []),
        ("2026-03-31", 0, [1]),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(lambda: flat.directive_rows(Selection(_tracked()), TODAY), id="directives"),
        pytest.param(lambda: flat.changed_rows(_tracked(), TODAY), id="changed"),
        pytest.param(lambda: flat.detail_rows(a_tracked(), TODAY, (), a_release()), id="detail"),
        pytest.param(lambda: flat.change_rows(_changes()), id="changes"),
        pytest.param(lambda: flat.rewind_rows(_rewind()), id="rewind"),
        pytest.param(lambda: flat.agenda_rows(_agenda()), id="agenda"),
        pytest.param(lambda: flat.release_rows([a_release()], _tracked()), id="releases"),
        pytest.param(lambda: flat.imported_rows(_importation(), TODAY), id="imported"),
        pytest.param(lambda: flat.extraction_rows(_extraction()), id="extraction"),
        pytest.param(lambda: flat.unit_rows((Unit("Dinas Kesehatan", UnitKind.OFFICE, ("Dinkes",)),)), id="units"),
        pytest.param(lambda: flat.reading_rows(Reading(None, None, "")), id="reading"),
    ],
)
def test_rows_begin_with_a_header_and_are_as_wide_as_it(rows: Callable[[], Iterable[Sequence[str]]]) -> None:
    """Every row has a cell for each header, all of them text."""
    [header, *cells] = list(rows())

    assert cells
    assert all(len(row) == len(header) for row in cells)
    assert all(isinstance(cell, str) for row in (header, *cells) for cell in row)


def test_rows_join_lists_and_write_nothing_for_nothing() -> None:
    """A directive of two units and no deadline is easy to cut and to search."""
    rows = flat.directive_rows(Selection((a_tracked(1, a_state(due=None, units=("A", "B"))),)), TODAY)

    [row] = _named(rows)

    assert (row["units"], row["due"], row["overdue"], row["progress"]) == ("A; B", "", "false", "0")


def test_rows_say_what_records_say() -> None:
    """A row is the record's values as text, whatever state a directive is in; of evidence it says where it lies."""
    selection = Selection(_tracked())

    for row, record in zip(
        _named(flat.directive_rows(selection, TODAY)), flat.directive_records(selection, TODAY), strict=True
    ):
        assert row == {name: text_of(record[name]) for name in row} | {"evidence": row["evidence"]}
        assert [{"place": place, "sha256": None} for place in row["evidence"].split("; ") if place] == record[
            "evidence"
        ]


def test_headers_are_left_out_behind_the_first_release() -> None:
    """Several extractions make one table."""
    assert len(list(flat.extraction_rows(_extraction(), header=False))) == 1


def _named(rows: Iterable[Sequence[str]]) -> list[dict[str, str]]:
    [header, *cells] = list(rows)
    return [dict(zip(header, row, strict=True)) for row in cells]


def _report_on(text: str) -> PeriodReport:
    return period_report(
        Quarter(2026, 1),
        TODAY,
        followed=(a_followed(1, a_state(text)),),
        events=(),
        releases=(a_release(),),
    )


def _tracked() -> tuple[Tracked, ...]:
    return a_docket()


def _changes() -> tuple[Change, ...]:
    return (a_change(1, Action.IMPORT, values=a_state().as_values()), a_change(2, values=(("progress", 40),)))


def _rewind() -> Rewind:
    steps = (Step(2, (a_change(2),)),)
    return Rewind(Action.UNDO, steps, steps)


def _agenda() -> Agenda:
    tracked = (a_tracked(1), a_tracked(3, a_state(due="2026-01-16")))
    return agenda((an_event(start="2026-03-20"),), tracked, TODAY, day("2026-03-31"), TODAY)


def _importation() -> Importation:
    imported = (
        Imported(Arrival.NEW, a_release(), (a_tracked(),), (an_event(),)),
        Imported(Arrival.ALREADY, a_release(number=2), (), ()),
    )
    return Importation(imported, (Refused("x.txt", UnreadableReleaseError("x.txt names no day.")),))


def _extraction() -> Extraction:
    directive = Directive(
        text="Merampungkan drainase pasar",
        quote=quote_from(RAKOR, "merampungkan drainase pasar"),
        kind=Kind.INSTRUCTION,
        speaker=quote_from(RAKOR, "Wali Kota Bima"),
        owners=(quote_from(RAKOR, "Dinas PUPR"),),
        units=("Dinas Pekerjaan Umum dan Penataan Ruang",),
        due=Due(day("2026-03-31"), quote_from(RAKOR, "paling lambat 31 Maret 2026"), "the date as written"),
        confidence=0.9,
        rule="ask.meminta",
    )
    return Extraction(a_release().release, (directive,), (an_event().event,))

"""The report as a document: read back and held against the numbers it was made of."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from conftest import Run
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.table import Table
from docx.text.paragraph import Paragraph
from factories import a_docket, a_followed, a_release, a_report, a_split, a_state, an_event, day
from looking import speaking

from bimatrack.altering import replace
from bimatrack.days import day_range, days_left, short_day
from bimatrack.exporters import FORMATS
from bimatrack.history import KeptEvent, Tracked, headed
from bimatrack.labels import age_label, follow_up_text, kind_label, percent, shares_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Kind
from bimatrack.quarter import Quarter
from bimatrack.reporting import Count, Letterhead, PeriodReport, due_notes, period_report

TODAY = day("2026-03-20")
COUNTS = ["Total", "Done", "Open", "Overdue", "Cannot be done", "Progress"]
Rows = list[list[str]]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def content(report: PeriodReport) -> bytes:
    """Write the report."""
    file = FORMATS["docx"](report)
    assert isinstance(file, bytes)
    return file


def written(report: PeriodReport) -> Document:
    """Write the report and read it back."""
    return docx.Document(BytesIO(content(report)))


def report_on(*followed: Tracked, **settings: object) -> PeriodReport:
    """Report on the first quarter of 2026 while it runs."""
    given = {"events": (an_event(),), "releases": (a_release(),)} | settings
    return period_report(Quarter(2026, 1), TODAY, followed=followed, **given)


def reports() -> list[PeriodReport]:
    """Make reports of many sorts: full, split, of all kinds while the quarter runs, and of nothing."""
    split = (a_followed(1, a_split(), moved_from="2026-03-02"), *a_docket())
    appeal = a_followed(9, a_state("Menjaga kebersihan", None, kind=Kind.APPEAL))
    return [a_report(), report_on(*split), report_on(appeal, *a_docket(), all_kinds=True), report_on()]


def table(document: Document, *header: str) -> Rows:
    """Return the rows below the head of the table that has this one; the first of several."""
    for one in document.tables:
        rows = _rows(one)
        if rows[0][: len(header)] == list(header):
            return rows[1:]
    raise AssertionError(header)


def texts(document: Document, style: str | None = None) -> list[str]:
    """Return the paragraphs outside of tables, those of one *style* if it is given."""
    return [one.text for one in document.paragraphs if style in (None, one.style.name)]


def _whole(paragraph: Paragraph) -> str:
    # What python-docx calls its text leaves fields out.
    return "".join(one.text or "" for one in paragraph._p.findall(".//{*}t"))  # noqa: SLF001


def _rows(one: Table) -> Rows:
    return [[cell.text for cell in row.cells] for row in one.rows]


@pytest.mark.parametrize("number", range(4))
def test_the_summary_and_the_outlook_hold_the_numbers_of_the_report(number: int) -> None:
    """Each number stands in its row, shares with the language's decimal mark."""
    report = reports()[number]
    summary, outlook, document = report.summary, report.outlook, written(report)

    told = dict(table(document, "What"))
    assert told == {
        "Carried in": str(summary.carried_in),
        "New": str(summary.new),
        "Done": str(summary.done),
        "Cannot be done": str(summary.dropped),
        "Carried over": str(summary.carried_out),
        "Overdue": str(summary.overdue),
        "Slipped": str(summary.slipped),
        "Without a deadline": str(summary.undated),
        "Without an owner": str(summary.unowned),
        "Done late": str(summary.late),
        "Reopened": str(summary.reopened),
        "Total": str(summary.total),
        "Mean progress": percent(summary.progress),
        "Predicate": summary.predicate or "–",
    }
    starts = [rows for rows in map(_rows, document.tables) if rows[0][0] == "What"][1]
    numbers = (
        summary.carried_out,
        len(outlook.overdue),
        len(outlook.due),
        outlook.later,
        outlook.undated,
    )
    assert [row[1] for row in starts[1:]] == [str(one) for one in numbers]
    if outlook.due:
        assert [row[1] for row in table(document, "Due", "Id")] == [str(row.id) for row in outlook.due]


@pytest.mark.parametrize("number", range(3))
def test_counts_months_days_and_ages_hold_the_numbers_of_the_report(number: int) -> None:
    """Units and kinds with the whole below, months, what was done against what was due, and ages."""
    report = reports()[number]
    document = written(report)

    assert table(document, "Unit", *COUNTS)[:-1] == [
        counted(one.name or "(nobody named)", one) for one in report.by_unit
    ]
    assert table(document, "Kind", *COUNTS)[:-1] == [counted(kind_label(Kind(one.name)), one) for one in report.by_kind]
    assert table(document, "Unit")[-1][1] == str(report.summary.total)
    assert [row[1:] for row in table(document, "Month")] == [
        [str(one.new), str(one.due), str(one.done)] for one in report.by_month
    ]
    assert table(document, "By") == [
        [short_day(one.day), str(one.due), "–" if one.done is None else str(one.done)] for one in report.timeline
    ]
    assert table(document, "Asked") == [
        [age_label(one.first, one.last), str(one.open), str(one.overdue)] for one in report.ages
    ]


@pytest.mark.parametrize("number", range(3))
def test_the_matrix_holds_each_row_of_the_report(number: int) -> None:
    """The ten columns of the matrices on paper, and all that the report knows in them."""
    report = reports()[number]

    for cells, row in zip(table(written(report), "No", "Source", "Directive"), report.rows, strict=True):
        state = row.state
        source = "\n".join(filter(None, (row.source.name, short_day(row.source.day) if row.source.day else "")))
        due = short_day(state.due) if state.due else ""
        late = days_left(row.days_left) if row.overdue and row.days_left else ""
        lifted = "no deadline" if row.slip and not state.due else ""
        closed = short_day(row.closed_on) if row.closed_on else ""
        assert cells == [
            str(row.position),
            source or "–",
            f"{state.text}\n(directive {row.id})",
            ", ".join(row.responsible) or "–",
            "\n".join(filter(None, (due or lifted, late, *due_notes(row)))) or "–",
            f"{follow_up_text(row.told)}\n{short_day(row.told.on)}" if row.told else "–",
            f"{state.progress}%",
            "\n".join(filter(None, (status_label(state.status), closed, shares_label(state)))),
            state.obstacle or "–",
            "; ".join(one.place for one in state.evidence) or "–",
        ]


@pytest.mark.parametrize("number", range(2))
def test_slips_and_events_are_told(number: int) -> None:
    """Deadlines that moved with both days and the reason; events as a list."""
    report = reports()[number]
    document = written(report)

    assert table(document, "Id", "Directive", "First due") == [
        [
            str(row.id),
            row.state.text,
            short_day(slip.first),
            short_day(slip.now) if slip.now else "no deadline",
            str(slip.days),
            str(slip.moves),
            slip.reason or "–",
        ]
        for row in report.rows
        if (slip := row.slip)
    ]
    events = (*report.events.held, *report.events.to_come, *report.outlook.events)
    assert texts(document, "List Bullet") == [
        f"{day_range(one.start, one.end)}: {one.title}{f', {one.place}' if one.place else ''}" for one in events
    ]


@pytest.mark.parametrize("number", range(4))
def test_the_head_says_what_the_numbers_mean(number: int) -> None:
    """Whether the quarter runs, all kinds count, something was dated back, or there is nothing at all."""
    report = reports()[number]
    lines = texts(written(report), "Head Line")

    assert texts(written(report), "Title") == ["Follow-up report on leadership directives"]
    assert lines[0].startswith("Quarter I 2026, as of ")
    assert any("dated back" in line for line in lines) is bool(report.dated_back)
    assert ("The period runs until 31 March 2026." in lines) is report.running
    assert ("Commitments and appeals count as well." in lines) is report.all_kinds
    assert ("No directive belongs to this period." in lines) is not report.rows


def test_the_letterhead_and_the_signatures_stand_around_it() -> None:
    """The government on top; below, side by side and without lines, who signs, with place and day."""
    document = written(a_report())
    block = document.tables[-1]

    assert texts(document, "Letterhead") == ["Pemerintah Kota Bima"]
    assert block.style.name == "Normal Table"
    assert _rows(block) == [
        ["", "Kota Bima, 31 March 2026"],
        ["Prepared by,", "Evaluated by,"],
        ["Bagian Protokol dan Komunikasi Pimpinan", "Sekretaris Daerah"],
        ["_" * 26, "Ir. Contoh, M.Si."],
        ["", "Staff no. 19700101 199503 1 001"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "baris satu\nbaris dua\ttab",
        "\x00\x01\x1b[31m\x7f\x9b",
        "\u202eterbalik\u2066",
        "_x000D_ dan &#13;",
        "</w:t></w:r><w:p>&amp;]]><!--",
        '{page} "kutip" {pages}',
        "\ud800 \uffff \ufffe",
        "🏛️ Balai Kota",
        "panjang " * 20_000,
    ],
)
def test_whatever_a_text_is_it_stays_a_text(text: str) -> None:
    """No text becomes markup or breaks the file: it is read back as it would be shown, whole."""
    state = a_state(text, owners=(text,), units=(), obstacle=text, evidence=(text,))
    report = report_on(
        a_followed(1, state, note=text, moved_from="2026-03-02"),
        events=(an_event(text, place=text),),
        letterhead=Letterhead(government=text, place=text),
    )

    document = written(report)

    shown = one_line(text)
    [row] = table(document, "No", "Source", "Directive")
    assert (row[2], row[3], row[8], row[9]) == (f"{shown}\n(directive 1)", shown, shown, shown)
    assert texts(document, "Letterhead") == [shown]
    assert f"5 Jan 2026: {headed(shown)}, {shown}" in texts(document, "List Bullet")
    assert document.tables[-1].rows[0].cells[1].text == f"{shown}, 20 March 2026"


def test_heads_repeat_and_rows_do_not_break() -> None:
    """Each table but the signatures has a head that stands on each page, and no row is cut by a page's end."""
    for one in written(a_report()).tables[:-1]:
        assert one.style.name == "Report Table"
        rows = [row._tr.trPr for row in one.rows]  # noqa: SLF001 - python-docx has no word for what is looked at
        assert [bool(row.findall("{*}tblHeader")) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.findall("{*}cantSplit") for row in rows)


@pytest.mark.parametrize(
    "events", [(), (an_event("Musrenbang", "2026-04-14"),)], ids=["behind a table", "behind events"]
)
@pytest.mark.parametrize("due", ["2026-03-18", "2026-05-02"])
def test_signatures_stand_on_no_page_alone(due: str, events: tuple[KeptEvent, ...]) -> None:
    """What stands above them, the last rows of a table or the last event, goes with them."""
    body = written(report_on(a_followed(1, a_state(due=due)), events=events)).element.body
    place = next(at for at, one in enumerate(body) if [text.text for text in one.iter("{*}t")] == ["Signatures"])
    above = body[place - 1]
    rows = above.findall("{*}tr")[-3:]

    assert bool(rows) is not bool(events)
    for paragraph in [one for row in rows for one in row.iter("{*}p")] or [above]:
        assert len(paragraph.findall("{*}pPr/{*}keepNext")) == 1


def test_numbers_of_three_digits_have_room() -> None:
    """The running number of a long matrix is not broken."""
    matrix = next(one for one in written(a_report()).tables if one.rows[0].cells[0].text == "No")

    assert matrix.columns[0].width.mm > 9


def test_the_matrix_lies_and_the_rest_stands_on_a4() -> None:
    """Three parts: numbers upright, the matrix lying, what lies ahead upright again; one page without directives."""
    sections = list(written(a_report()).sections)

    portrait, landscape = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [one.orientation for one in sections] == [portrait, landscape, portrait]
    assert [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections] == [
        (210, 297),
        (297, 210),
        (210, 297),
    ]
    assert len(written(report_on()).sections) == 1


def test_what_stands_on_the_page_stands_in_styles() -> None:
    """Headings, captions and lists are what their styles say, so that contents and looks follow them."""
    document = written(a_report())

    assert texts(document, "Heading 1")[:3] == ["Summary", "By unit", "By kind"]
    assert texts(document, "Heading 2") == ["Events held", "Events to come", "Events in Quarter II 2026"]
    captions = [_whole(one) for one in document.paragraphs if one.style.name == "Caption"]
    assert [text.partition(".")[0] for text in captions] == [f"Table {n}" for n in range(1, 11)]
    for paragraph in document.paragraphs:
        assert all(run.font.size is None and run.font.bold is None for run in paragraph.runs)


def test_each_page_has_its_number() -> None:
    """The foot of each page counts it and all, by fields that the word processor fills in."""
    document = written(a_report())

    foot = document.sections[0].footer.paragraphs[0]._p  # noqa: SLF001 - the same
    fields = [one.values()[0] for one in foot.findall("{*}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert all(section.footer.is_linked_to_previous for section in list(document.sections)[1:])


@pytest.mark.parametrize(("tongue", "locale"), [("id", "id-ID"), ("en", "en-US")])
def test_the_document_says_its_language(tongue: str, locale: str) -> None:
    """Spelling is checked in the language that the report is written in."""
    with speaking(tongue):
        document = written(a_report())

    [language] = document.styles.element.findall(".//{*}docDefaults//{*}lang")
    assert next(value for key, value in language.items() if key.endswith("}val")) == locale
    assert document.core_properties.language == locale


def test_charts_stand_in_the_document_with_their_numbers() -> None:
    """Four charts that can be changed: each knows its numbers, brings them as a workbook, and is told in words."""
    with ZipFile(BytesIO(content(a_report()))) as archive:
        names = archive.namelist()
        charts = [archive.read(f"word/charts/chart{n}.xml").decode() for n in (1, 2, 3, 4)]
        body = archive.read("word/document.xml").decode()

    assert [f"word/embeddings/chart{n}.xlsx" in names for n in (1, 2, 3, 4)] == [True] * 4
    assert all("<c:externalData" in chart and "<c:numCache>" in chart for chart in charts)
    assert body.count('descr="') == 4
    # Word processors write whatever is not denied beside a value.
    assert charts[3].count("<c:showVal") == charts[3].count('<c:showSerName val="0"/>') > 0


def test_the_units_of_a_split_directive_are_told_by_how_they_stand() -> None:
    """A row for each status: how many units have it, and which, with how far they are or when they were done."""
    document = written(report_on(a_followed(1, a_split()), *a_docket()))

    assert table(document, "Id", "Directive", "Status") == [
        ["1", "Mendata rumah terdampak banjir", "Not started", "1", "Kelurahan Nae"],
        ["1", "Mendata rumah terdampak banjir", "In progress", "1", "Kecamatan Mpunda (50%)"],
        ["1", "Mendata rumah terdampak banjir", "Done", "1", "Kecamatan Raba (10 Mar 2026)"],
    ]


def test_the_same_report_is_the_same_file() -> None:
    """Nothing of the moment of writing is in the file; its properties tell the day of the report."""
    file = content(a_report())

    assert file == content(a_report())
    with ZipFile(BytesIO(file)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(BytesIO(file)).core_properties
    assert (properties.author, properties.created) == ("Pemerintah Kota Bima", datetime(2026, 3, 31, tzinfo=UTC))


def test_a_long_name_breaks_no_property() -> None:
    """Properties hold 255 characters; the letterhead holds the whole name."""
    name = "Pemerintah Kota & Kabupaten " * 40
    document = written(replace(a_report(), letterhead=Letterhead(government=name)))

    assert len(document.core_properties.author) == 255
    assert texts(document, "Letterhead") == [one_line(name)]


@pytest.mark.parametrize(("form", "start"), [("xlsx", b"PK"), ("docx", b"PK")])
def test_the_command_writes_the_file_and_says_where(sample: Run, tmp_path: Path, form: str, start: bytes) -> None:
    """The ending of the file names the form; nothing comes to standard output."""
    path = tmp_path / f"laporan.{form}"

    ran = sample("report", "2026Q1", "-o", path)

    assert (ran.code, ran.out) == (0, "")
    assert str(path) in ran.err
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_file_goes_into_a_pipe_and_never_onto_a_terminal(
    sample: Run, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """`> laporan.docx` works; a terminal would show rubbish, so the command asks for a file."""
    assert sample("report", "--format", form).out.startswith("PK")

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    ran = sample("report", "--format", form)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "-o" in ran.err


@pytest.mark.parametrize(("form", "library"), [("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_without_the_extra_one_sentence_says_how_to_get_it(
    sample: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, library: str
) -> None:
    """Where the library is missing the command is wrong usage, and the other forms work as ever."""
    for name in list(sys.modules):
        if name.startswith("bimatrack.exporters.office.") or name.partition(".")[0] == library:
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)

    ran = sample("report", "2026Q1", "-o", tmp_path / f"laporan.{form}")

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "pip install 'bimatrack[office]'" in ran.err
    assert not list(tmp_path.glob("*laporan*"))
    assert sample("report", "2026Q1", "--format", "md").code == 0


def counted(name: str, count: Count) -> list[str]:
    """Return the row of a count."""
    numbers = (count.total, count.done, count.open, count.overdue, count.dropped)
    return [name, *map(str, numbers), percent(count.progress)]

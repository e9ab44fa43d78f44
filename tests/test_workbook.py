"""The report as a workbook: read back and held against the numbers it was made of."""

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from factories import a_docket, a_followed, a_release, a_report, a_split, a_state, an_event, day
from looking import speaking
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bimatrack.altering import replace
from bimatrack.days import days_left
from bimatrack.exporters import FORMATS
from bimatrack.exporters.office.sheets import LONGEST_CELL, Book, cell_text
from bimatrack.exporters.office.values import Column, Percent, Table, Warn
from bimatrack.history import Share, Tracked, headed
from bimatrack.labels import age_label, follow_up_text, kind_label, shares_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Kind, Status
from bimatrack.quarter import Quarter
from bimatrack.reporting import Count, Letterhead, PeriodReport, furthest, period_report

TODAY = day("2026-03-20")
SHEETS = ["Summary", "Per unit", "Matrix", "Agenda"]
Row = tuple[object, ...]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def written(report: PeriodReport) -> Workbook:
    """Write the report and read it back."""
    content = FORMATS["xlsx"](report)
    assert isinstance(content, bytes)
    return read(content)


def read(content: bytes) -> Workbook:
    """Read a workbook."""
    with warnings.catch_warnings():
        # openpyxl leaves Excel's newer bars out, and says so.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(content))


def reports() -> list[PeriodReport]:
    """Make reports of many sorts: full, split, of all kinds while the quarter runs, and of nothing."""
    split = (a_followed(1, a_split(), moved_from="2026-03-02"), *a_docket())
    appeal = a_followed(9, a_state("Menjaga kebersihan", None, kind=Kind.APPEAL))
    return [a_report(), report_on(*split), report_on(appeal, *a_docket(), all_kinds=True), report_on()]


def report_on(*followed: Tracked, **settings: object) -> PeriodReport:
    """Report on the first quarter of 2026 while it runs."""
    given = {"events": (an_event(),), "releases": (a_release(),)} | settings
    return period_report(Quarter(2026, 1), TODAY, followed=followed, **given)


def below(sheet: Worksheet, title: str) -> list[Row]:
    """Return the rows of the table whose first header is *title*, its header first, up to the next empty row."""
    found: list[Row] = []
    for row in sheet.iter_rows(values_only=True):
        if found and row[0] is None:
            break
        if found or row[0] == title:
            found.append(tuple(map(_plain, row)))
    width = sum(value is not None for value in found[0])
    return [row[:width] for row in found]


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("number", range(4))
def test_the_summary_holds_the_numbers_of_the_report(number: int) -> None:
    """Each number of the summary, of the kinds, months, days and ages stands in its cell."""
    report = reports()[number]
    summary, sheet = report.summary, written(report)["Summary"]

    numbers = dict(below(sheet, "What")[1:])
    assert numbers == {
        "Carried in": summary.carried_in,
        "New": summary.new,
        "Done": summary.done,
        "Cannot be done": summary.dropped,
        "Carried over": summary.carried_out,
        "Overdue": summary.overdue,
        "Slipped": summary.slipped,
        "Without a deadline": summary.undated,
        "Without an owner": summary.unowned,
        "Done late": summary.late,
        "Reopened": summary.reopened,
        "Total": summary.total,
        "Mean progress": "–" if summary.progress is None else pytest.approx(summary.progress / 100),
        "Predicate": summary.predicate,
    }
    if report.rows:
        kinds = below(sheet, "Kind")
        assert kinds[1:-1] == [counted(kind_label(Kind(one.name)), one) for one in report.by_kind]
        assert [row[1:] for row in below(sheet, "Month")[1:]] == [
            (one.new, one.due, one.done) for one in report.by_month
        ]
        assert below(sheet, "By")[1:] == [(one.day, one.due, one.done) for one in report.timeline]
        assert below(sheet, "Asked")[1:] == [
            (age_label(one.first, one.last), one.open, one.overdue) for one in report.ages
        ]


@pytest.mark.parametrize("number", range(4))
def test_the_outlook_and_the_head_are_told(number: int) -> None:
    """What the next quarter starts with, who signs, and what was dated back stand on the first sheet."""
    report = reports()[number]
    outlook = report.outlook
    texts = [row[0].value for row in written(report)["Summary"].iter_rows()]
    numbers = [row[1].value for row in written(report)["Summary"].iter_rows()]

    place = len(texts) - texts[::-1].index("Directives") - 1
    assert numbers[place : place + 5] == [
        report.summary.carried_out,
        len(outlook.overdue),
        len(outlook.due),
        outlook.later,
        outlook.undated,
    ]
    assert "Follow-up report on leadership directives" in texts
    assert any("dated back" in str(text) for text in texts) is bool(report.dated_back)
    assert ("The period runs until 31 March 2026." in texts) is report.running
    assert ("Commitments and appeals count as well." in texts) is report.all_kinds
    assert ("No directive belongs to this period." in texts) is not report.rows


def test_the_signatures_stand_below_the_summary() -> None:
    """Place and day, offices, names and numbers as the letterhead gives them, a line where a name is missing."""
    values = {cell.value for row in written(a_report())["Summary"].iter_rows() for cell in row}

    assert {"Pemerintah Kota Bima", "Kota Bima, 31 March 2026", "Prepared by,", "Evaluated by,"} <= values
    assert {"Sekretaris Daerah", "Ir. Contoh, M.Si.", "Staff no. 19700101 199503 1 001", "_" * 26} <= values


@pytest.mark.parametrize("number", range(3))
def test_each_unit_has_its_row_and_the_whole_stands_below(number: int) -> None:
    """The last row counts each directive once, whatever the rows above add up to."""
    report = reports()[number]
    summary = report.summary

    rows = below(written(report)["Per unit"], "Unit")

    assert rows[1:-1] == [counted(one.name or "(nobody named)", one) for one in report.by_unit]
    whole = Count(
        "", *(getattr(summary, name) for name in ("total", "done", "dropped", "carried_out", "overdue")), None
    )
    assert rows[-1][1:6] == counted("", whole)[1:6]


@pytest.mark.parametrize("number", range(4))
def test_the_matrix_holds_each_row_of_the_report(number: int) -> None:
    """All that is known of a directive, one value a cell, days as days and shares as shares."""
    report = reports()[number]
    [header, *rows] = below(written(report)["Matrix"], "No")

    for cells, row in zip(rows, report.rows, strict=True):
        told = dict(zip(header, cells, strict=True))
        state, slip = row.state, row.slip
        assert told == {
            "No": row.position,
            "Id": row.id,
            "Source": row.source.name or None,
            "Day": row.source.day,
            "Directive": state.text,
            "Responsible": ", ".join(row.responsible) or None,
            "Due": state.due,
            "Overdue": days_left(row.days_left) if row.overdue and row.days_left else None,
            "Latest follow-up": follow_up_text(row.told) if row.told else None,
            "%": pytest.approx(state.progress / 100),
            "Status": status_label(state.status),
            "Closed on": row.closed_on,
            "Obstacle": state.obstacle,
            "Evidence": "; ".join(one.place for one in state.evidence) or None,
            "Kind": kind_label(state.kind),
            "Words of the deadline": state.due_text,
            "First due": slip.first if slip else None,
            "Days later": slip.days if slip else None,
            "Moves": slip.moves if slip else None,
            "Reason": slip.reason if slip else None,
            "Followed up on": row.told.on if row.told else None,
            "Shares done": shares_label(state) or None,
            "Shares": told["Shares"],
            "Remarks": None,
        }
        assert all(share.unit in str(told["Shares"]) for share in state.shares)


@pytest.mark.parametrize("number", range(4))
def test_the_agenda_holds_events_and_the_last_days_of_what_is_open(number: int) -> None:
    """Events held, to come and of the next quarter, and each open directive that has a last day, by day."""
    report = reports()[number]
    [_header, *rows] = below(written(report)["Agenda"], "Day")

    events = (*report.events.held, *report.events.to_come, *report.outlook.events)
    assert {row[4] for row in rows if row[6] is None} == {event.title for event in events}
    still = {row.id: row.state.due for row in report.rows if row.state.due and not row.state.status.closed}
    assert {row[6]: row[0] for row in rows if row[6] is not None} == still
    assert {row[6] for row in rows if row[3]} == {row.id for row in report.rows if row.overdue}
    days = [row[0] for row in rows]
    assert days == sorted(days)


HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    " =1+1",
    "\t=1+1",
    "\r=1+1",
    "http://contoh.go.id/x",
    "internal:Sheet1!A1",
    "0123",
    "mailto:a@b.c",
    "baris satu\nbaris dua",
    "\x00\x01\x1b[31m\x7f\x9b",
    "\u202eterbalik\u2066",
    "_x000D_ dan _x0041_",
    "<b>&amp;]]></b>",
    "\ud800 \uffff",
    "🏛️ Balai Kota",
    "{=SUM(1)}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_text_is_it_stays_a_text(text: str) -> None:
    """No text becomes a formula, a link, a number or a broken file: it is read back as it would be shown."""
    state = a_state(text, owners=(text,), units=(), obstacle=text, evidence=(text,))
    report = report_on(
        a_followed(1, state, note=text, moved_from="2026-03-02"),
        events=(an_event(text, place=text),),
        letterhead=Letterhead(government=text),
    )

    book = written(report)

    shown = one_line(text)
    [_header, row] = below(book["Matrix"], "No")
    assert [row[place] for place in (4, 5, 8, 12, 13)] == [shown] * 5
    assert row[2] == headed(shown)
    assert book["Summary"]["A1"].value == shown
    assert below(book["Per unit"], "Unit")[1][0] == shown
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("letter", ["a", "🏛"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(letter: str) -> None:
    """What a cell cannot hold is cut at its limit, counted as spreadsheets count, and the cut is told."""
    full = letter * (LONGEST_CELL // (len(letter.encode("utf-16-le")) // 2))

    cut = cell_text(full + letter * 9)

    assert cell_text(full) == full
    assert cut.endswith("(cut: a cell holds no more)")
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL
    [_header, row] = below(written(report_on(a_followed(1, a_state(full + letter * 9))))["Matrix"], "No")
    assert row[4] == cut


def test_days_before_spreadsheets_begin_are_texts() -> None:
    """Spreadsheets know no day before 1900; such a day stands in words."""
    book = Book({}, TODAY)
    sheet = book.sheet("x")
    columns = (Column("Day", 10), Column("Share", 10, right=True), Column("Late", 10))
    book.table(
        sheet, Table("t", columns, [(date(1899, 12, 31), Percent(12.5), Warn("late")), (TODAY, Percent(None), 0)]), 0
    )

    cells = read(book.content())["x"]

    assert [cell.value for cell in cells[2]] == ["31 Dec 1899", 0.125, "late"]
    assert [_plain(cell.value) for cell in cells[3]] == [TODAY, "–", 0]


def test_the_sheets_are_ready_for_the_screen_and_for_paper() -> None:
    """A4 lying, one page wide, heads that stand still and repeat, filters, a page number, a print area."""
    book = written(a_report())

    assert book.sheetnames == SHEETS
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        # Where no number stands, one page is meant.
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert "&P" in sheet.oddFooter.right.text or "&[Page]" in sheet.oddFooter.right.text
        assert sheet.oddHeader.left.text == "Pemerintah Kota Bima"
    for sheet in (book[name] for name in SHEETS[1:]):
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")
        assert sheet.auto_filter.ref.startswith("A4:")


def test_days_and_shares_are_shown_as_such_in_both_languages() -> None:
    """A day is a day that a spreadsheet reckons with, shown with the months of the language; a share has its sign."""
    for tongue, code, matrix in (("en", "409", "Matrix"), ("id", "421", "Matriks")):
        with speaking(tongue):
            sheet = written(a_report())[matrix]
        assert (sheet["D5"].number_format, sheet["D5"].is_date) == (f"[$-{code}]d mmm yyyy", True)
        assert sheet["J6"].number_format == "0%"


def test_the_sheets_carry_their_names_in_indonesian() -> None:
    """Those who read Indonesian find the sheets by the names they know."""
    with speaking("id"):
        assert written(a_report()).sheetnames == ["Ringkasan", "Per Unit", "Matriks", "Agenda"]


def test_what_is_overdue_is_marked_by_rule_and_by_word() -> None:
    """The mark follows when a cell is changed; the word says it to those who see no colour."""
    book = written(a_report())

    marked = [area.sqref for area in book["Matrix"].conditional_formatting]
    assert any("H5" in ranges for ranges in marked)
    assert book["Matrix"]["H5"].value == "74 days late"


def test_charts_are_drawn_over_the_cells() -> None:
    """Due, ages and slips on the first sheet, units on the second, each told in words to those who cannot see."""
    content = FORMATS["xlsx"](a_report())
    assert isinstance(content, bytes)
    with ZipFile(BytesIO(content)) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/")]
        drawings = "".join(archive.read(f"xl/drawings/drawing{n}.xml").decode() for n in (1, 2))

    assert len(charts) == 4
    assert "<c:dateAx>" in charts[0]
    assert all("<c:f>" in chart for chart in charts)
    assert drawings.count('descr="') == 4


def test_the_chart_of_slips_has_the_days_of_the_report() -> None:
    """The eight furthest, those without a deadline on top: the first day of each, and by how many days it slipped."""
    long = "Menata taman kota " * 20
    lifted = replace(a_followed(7, a_state("RSUD", None)), extensions=a_followed(7, moved_from="2026-03-02").extensions)
    some = [a_followed(n, a_state(f"{n} {long}", f"2026-04-{n:02}"), moved_from="2026-03-01") for n in range(1, 12)]
    report = report_on(*some, lifted, *a_docket())

    sheet = written(report)["Summary"]
    [_header, *rows] = below(sheet, "Directive")
    assert rows.pop() == ("and 5 more in the matrix", None, None, None, None)
    content = FORMATS["xlsx"](report)
    assert isinstance(content, bytes)
    with ZipFile(BytesIO(content)) as archive:
        chart = archive.read("xl/charts/chart3.xml").decode()

    assert [row[1:] for row in rows] == [
        (slip.first, slip.now or "no deadline", slip.days, slip.moves) for _row, slip in furthest(report.rows)[:8]
    ]
    assert rows[0][:3] == ("RSUD", day("2026-03-02"), "no deadline")
    assert all(len(str(row[0])) <= 70 for row in rows)
    assert [row[3] for row in rows[1:]] == sorted((row[3] for row in rows[1:]), reverse=True)
    [cells] = set(re.findall(r"<c:cat>.*?<c:f>Summary!\$A\$(\d+):\$A\$(\d+)</c:f>", chart))
    assert int(cells[1]) - int(cells[0]) == 7


def test_no_chart_of_slips_without_any() -> None:
    """Nothing is drawn of nothing."""
    content = FORMATS["xlsx"](report_on(a_followed(1)))
    assert isinstance(content, bytes)

    with ZipFile(BytesIO(content)) as archive:
        assert len([name for name in archive.namelist() if name.startswith("xl/charts/")]) == 3


def test_no_row_is_higher_than_what_is_printed_of_it() -> None:
    """The shares of thirty units stand behind what is printed and make no row as high as a page."""
    shares = tuple(Share(f"Kelurahan Contoh Nomor {n}") for n in range(30))
    split = replace(a_split(), shares=shares)

    height = written(report_on(a_followed(1, split)))["Matrix"].row_dimensions[5].height

    assert height is None or height <= 45


def test_many_units_are_drawn_up_to_a_limit_and_the_chart_says_so() -> None:
    """A chart of a hundred units would be no picture; the table holds them all."""
    many = [a_followed(n, a_state(units=(f"Kelurahan {n:03}",))) for n in range(1, 101)]
    content = FORMATS["xlsx"](report_on(*many))
    assert isinstance(content, bytes)

    with ZipFile(BytesIO(content)) as archive:
        assert "the 20 units with most directives" in archive.read("xl/charts/chart3.xml").decode()
    assert len(below(read(content)["Per unit"], "Unit")) == 102


def test_the_same_report_is_the_same_file() -> None:
    """Nothing of the moment of writing is in the file: a closed quarter's report can be compared byte by byte."""
    assert FORMATS["xlsx"](a_report()) == FORMATS["xlsx"](a_report())
    properties = written(a_report()).properties
    assert (properties.title, properties.creator) == (
        "Follow-up report on leadership directives, Quarter I 2026",
        "Pemerintah Kota Bima",
    )
    assert properties.created == datetime(2026, 3, 31)  # noqa: DTZ001 - workbooks know no zones


def test_a_long_name_breaks_neither_margins_nor_properties() -> None:
    """What stands above each page and in the properties is cut to what fits, with its ampersands."""
    name = "Pemerintah Kota & Kabupaten " * 40
    book = written(replace(a_report(), letterhead=Letterhead(government=name)))

    assert len(book["Matrix"].oddHeader.left.text) < 100
    assert book["Summary"]["A1"].value == one_line(name)


def counted(name: str, count: Count) -> Row:
    """Return the row of a count."""
    share = "–" if count.progress is None else pytest.approx(count.progress / 100)
    return name, count.total, count.done, count.open, count.overdue, count.dropped, share


def test_a_directive_that_is_done_is_not_marked_overdue() -> None:
    """Only what is still open can be late."""
    done = a_followed(1, a_state(due="2026-01-10", status=Status.DONE, progress=100, closed="2026-03-01"))

    [_header, row] = below(written(report_on(done))["Matrix"], "No")

    assert (row[7], row[9], row[11]) == (None, 1, day("2026-03-01"))

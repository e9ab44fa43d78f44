"""The report's charts: what they show, that any program can draw them, and that they need no colour to be read."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from factories import a_followed, a_report, a_state, day
from hypothesis import given
from hypothesis import strategies as st
from looking import SvgFile, speaking
from syrupy.assertion import SnapshotAssertion

from bimatrack.altering import replace
from bimatrack.exporters.charts import PRINT, SCREEN, draw_charts
from bimatrack.exporters.charts.bars import MOST
from bimatrack.exporters.charts.canvas import days_on_axis, lines_of, steps
from bimatrack.history import Tracked
from bimatrack.model import Status
from bimatrack.quarter import Quarter
from bimatrack.reporting import PeriodReport, period_report

SVG = "{http://www.w3.org/2000/svg}"
DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.mark.parametrize("tongue", ["id", "en"])
@pytest.mark.parametrize("name", ["timeline", "units", "ages", "slips"])
def test_each_chart(name: str, tongue: str, snapshot: SnapshotAssertion) -> None:
    """Each chart looks as it did when somebody last looked at it."""
    with speaking(tongue):
        assert f"{_drawn(a_report())[name]}\n" == snapshot(extension_class=SvgFile)


def test_each_chart_tells_readers_of_the_screen_what_it_shows() -> None:
    """A drawing is an image with a title and a sentence, both found by their ids."""
    for svg in _drawn(a_report()).values():
        root = ET.fromstring(svg)  # noqa: S314 - our own drawing
        told = {part.attrib["id"]: part.text for part in root[:2]}

        assert root.attrib["role"] == "img"
        assert told[root.attrib["aria-labelledby"]]
        assert (told[root.attrib["aria-describedby"]] or "").endswith(".")


def test_the_sentences_tell_the_numbers_of_the_report() -> None:
    """Who can't see the drawing hears its numbers."""
    told = {name: ET.fromstring(svg)[1].text or "" for name, svg in _drawn(a_report()).items()}  # noqa: S314 - our own

    assert told["timeline"] == "By 31 Mar 2026: 4 fell due, 1 done."
    assert told["units"].startswith("Dinas Pekerjaan Umum dan Penataan Ruang: 1 · 1 overdue; ")
    assert "61 to 90 days ago: 5 · 2 overdue" in told["ages"]
    assert told["slips"] == "Menertibkan pedagang di trotoar: 20 Mar 2026 → 20 Apr 2026."


def test_the_lines_reach_the_heights_of_their_numbers() -> None:
    """Due and done end where the grid says 4 and 1: they are drawn to the same scale as the marks."""
    root = ET.fromstring(_drawn(a_report())["timeline"])  # noqa: S314 - our own
    feet = {
        part.text: float(part.attrib["y"]) - 4 for part in root.iter(f"{SVG}text") if part.get("text-anchor") == "end"
    }
    due, done = [path.attrib["d"] for path in root.iter(f"{SVG}path") if "H" in path.attrib["d"]][:2]

    assert float(due.rpartition("V")[2]) == pytest.approx(feet["4"], abs=0.1)
    assert float(done.rpartition("V")[2]) == pytest.approx(feet["1"], abs=0.1)


def test_what_is_done_is_drawn_to_the_day_of_the_report_only() -> None:
    """Nothing is foretold: the line of what is done ends with the day the report speaks of."""
    root = ET.fromstring(_drawn(_report_on([a_followed()], as_of="2026-02-10"))["timeline"])  # noqa: S314 - our own
    due, done = [path.attrib["d"] for path in root.iter(f"{SVG}path") if "H" in path.attrib["d"]][:2]
    [today] = [line for line in root.iter(f"{SVG}line") if line.attrib["stroke"] == PRINT.ink]

    assert _last_x(done) == pytest.approx(float(today.attrib["x1"]), abs=0.1)
    assert _last_x(due) > _last_x(done)


def test_lengths_of_bars_compare_as_their_numbers() -> None:
    """The bar of three is three times that of one, and its overdue part is hatched: no colour is needed to see it."""
    many = [a_followed(n, a_state(due=f"2026-03-{n:02}", units=("A" if n < 4 else "B",))) for n in (1, 2, 3, 25)]
    root = ET.fromstring(_drawn(_report_on(many, as_of="2026-03-03"))["units"])  # noqa: S314 - our own
    bars = [bar for bar in root.iter(f"{SVG}rect") if bar.get("height") == "16"]
    late, in_time, single = [float(bar.attrib["width"]) for bar in bars]

    assert late + in_time == pytest.approx(3 * single, abs=0.1)
    assert late == pytest.approx(2 * in_time, abs=0.1)
    assert [bar.attrib["fill"] for bar in bars] == ["url(#units-late)", PRINT.open, PRINT.open]
    assert root.find(f"{SVG}defs/{SVG}pattern[@id='units-late']") is not None


def test_units_beyond_the_twelfth_are_one_bar() -> None:
    """A government has forty offices; those with little open are counted together, none is lost."""
    many = [a_followed(n, a_state(units=(f"Dinas {n:02}",))) for n in range(1, 41)]
    texts = _texts(_drawn(_report_on(many, as_of="2026-03-03"))["units"])

    assert [text for text in texts if text.startswith("Dinas")] == [f"Dinas {n:02}" for n in range(1, MOST + 1)]
    assert texts[-2:] == ["others (28)", "28"]


def test_slips_beyond_the_eighth_are_named_as_left_out() -> None:
    """The furthest slipped are drawn, and how many more there are is said."""
    many = [a_followed(n, a_state(f"Arahan {n}", "2026-03-31"), moved_from=f"2026-02-{n:02}") for n in range(1, 16)]
    texts = _texts(_drawn(_report_on(many, as_of="2026-03-03"))["slips"])

    assert texts[-1] == "and 7 more in the table"
    assert [text for text in texts if text.startswith("Arahan")] == [f"Arahan {n}" for n in range(1, 9)]


def test_a_deadline_that_was_lifted_ends_nowhere() -> None:
    """It is drawn to the edge, without a mark for a day that there isn't."""
    lifted = replace(a_followed(1, a_state(due=None)), extensions=a_followed(1, moved_from="2026-02-01").extensions)
    svg = _drawn(_report_on([lifted], as_of="2026-03-03"))["slips"]

    assert "no deadline" in _texts(svg)
    assert len([mark for mark in ET.fromstring(svg).iter(f"{SVG}circle") if mark.get("fill") == PRINT.late]) == 1  # noqa: S314 - our own


def test_charts_with_nothing_to_show_are_left_out() -> None:
    """A quarter without directives has no charts; one where all is done has no bars."""
    done = a_followed(1, a_state(status=Status.DONE, progress=100, closed="2026-02-02"))

    assert _drawn(_report_on([], as_of="2026-03-03")) == {}
    assert list(_drawn(_report_on([done], as_of="2026-03-03"))) == ["timeline"]


def test_paper_is_given_plain_colours_and_the_screen_follows_its_page() -> None:
    """An engine that knows no variables of style finds none; on a page each colour has one to fall back upon."""
    for chart, on_screen in zip(draw_charts(a_report(), PRINT), draw_charts(a_report(), SCREEN), strict=True):
        assert "var(" not in chart.svg
        assert f"var(--ink, {PRINT.ink})" in on_screen.svg
        assert chart.svg.count("#") >= on_screen.svg.count("var(")


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_a_drawing(text: str, unit: str) -> None:
    """Whatever a release says, the drawing is XML, and nothing but text came of it."""
    one = a_followed(1, a_state(text, units=(unit,)), moved_from="2026-02-01")
    for svg in _drawn(_report_on([one], as_of="2026-03-03")).values():
        names = {part.tag.removeprefix(SVG) for part in ET.fromstring(svg).iter()}  # noqa: S314 - our own

        assert names <= {"svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "path", "circle", "text"}


@pytest.mark.parametrize("text", ["\ud800", "\ufffe", "\x00\x1b[31m", "]]>", "&#x0;", "<!--"])
def test_what_xml_cannot_hold_is_written_out(text: str) -> None:
    """Characters that XML forbids do not make the drawing useless."""
    for svg in _drawn(_report_on([a_followed(1, a_state(units=(text,)))], as_of="2026-03-03")).values():
        ET.fromstring(svg.encode())  # noqa: S314 - our own


@given(st.text(), st.integers(20, 500))
def test_names_are_broken_into_two_lines_at_most(text: str, width: int) -> None:
    """Long names of offices neither run over their bars nor push them apart."""
    assert 1 <= len(lines_of(text, width)) <= 2


@given(st.integers(0, 10**7))
def test_marks_are_few_even_and_reach_the_top(most: int) -> None:
    """An axis has two to seven marks in even steps from nothing up, the last not below what is drawn."""
    marks = steps(most)

    assert 2 <= len(marks) <= 7
    assert marks[0] == 0
    assert marks[-1] >= most
    assert len({after - before for before, after in pairwise(marks)}) == 1


@given(DAYS, st.integers(0, 9000), st.integers(2, 9))
def test_an_axis_names_few_days_of_its_range(first: date, length: int, most: int) -> None:
    """Whatever the period, there is room for the names: of a week, a quarter, a year, or twenty years."""
    last = first + timedelta(days=length)
    days = [day for day, _name in days_on_axis(first, last, most)]

    assert len(days) <= most + 1
    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)


def _drawn(report: PeriodReport) -> dict[str, str]:
    return {chart.name: chart.svg for chart in draw_charts(report)}


def _texts(svg: str) -> list[str]:
    return [part.text or "" for part in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own


def _last_x(path: str) -> float:
    return float(path.rpartition("H")[2].partition("V")[0])


def _report_on(followed: list[Tracked], *, as_of: str) -> PeriodReport:
    return period_report(Quarter(2026, 1), day(as_of), followed=followed, events=(), releases=())

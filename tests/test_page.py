"""The report as a web page: the numbers of the report, nothing but text from releases, readable for everybody."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path

import pytest
from factories import a_change, a_followed, a_release, a_report, a_split, a_state, an_event, day
from hypothesis import given
from hypothesis import strategies as st
from looking import HtmlFile, speaking
from selectolax.lexbor import LexborHTMLParser as Html
from selectolax.lexbor import LexborNode as Node
from syrupy.assertion import SnapshotAssertion

from bimatrack.altering import replace
from bimatrack.days import full_day, short_day
from bimatrack.exporters import FORMATS
from bimatrack.exporters.charts import PRINT
from bimatrack.exporters.html.page import css_string
from bimatrack.exporters.markup import Markup, element, escape, together
from bimatrack.history import Action, FollowUp
from bimatrack.labels import age_label, kind_label, number, percent
from bimatrack.literal import one_line
from bimatrack.model import Evidence, Kind
from bimatrack.quarter import Quarter
from bimatrack.reporting import Letterhead, PeriodReport, Signatory, period_report

STYLE = (Path(__file__).parents[1] / "bimatrack" / "exporters" / "html" / "style.css").read_text(encoding="utf-8")
NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;]]>\x1b[31m\u202e"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_the_page_in_indonesian(snapshot: SnapshotAssertion) -> None:
    """The page looks as it did when somebody last looked at it; the English one stands with the other forms."""
    with speaking("id"):
        assert FORMATS["html"](a_report()) == snapshot(extension_class=HtmlFile)


def test_the_summary_has_the_numbers_of_the_report() -> None:
    """Each number of the balance and each one that wants care stands beside its name."""
    report = a_report()
    summary = report.summary
    told = {_text(pair.css_first("dt")): _text(pair.css_first("dd")) for pair in _read(report).css("#summary dl div")}

    assert told == {
        "Carried in": number(summary.carried_in),
        "New": number(summary.new),
        "Done": number(summary.done),
        "Cannot be done": number(summary.dropped),
        "Carried over": number(summary.carried_out),
        "Overdue": number(summary.overdue),
        "Slipped": number(summary.slipped),
        "Without a deadline": number(summary.undated),
        "Without an owner": number(summary.unowned),
        "Done late": number(summary.late),
        "Reopened": number(summary.reopened),
        "Mean progress": percent(summary.progress),
        "Predicate": summary.predicate,
    }


def test_the_counts_have_the_numbers_of_the_report() -> None:
    """By unit, by kind, by month: every row and every number of the value, in its order."""
    report = a_report()
    page = _read(report)
    numbers = {
        one.name: [*map(str, (one.total, one.done, one.open, one.overdue, one.dropped)), percent(one.progress)]
        for one in (*report.by_unit, *report.by_kind)
    }

    assert _cells(page, "#units") == [[one.name or "(nobody named)", *numbers[one.name]] for one in report.by_unit]
    assert _cells(page, "#kinds") == [[kind_label(Kind(one.name)), *numbers[one.name]] for one in report.by_kind]
    assert [row[1:] for row in _cells(page, "#months")] == [
        [str(one.new), str(one.due), str(one.done)] for one in report.by_month
    ]


def test_the_numbers_behind_the_charts_are_those_of_the_report() -> None:
    """What is drawn can be read, too: each point of the lines, each age."""
    report = replace(a_report(), as_of=day("2026-03-20"))
    tables = [_rows(table) for table in _read(report).css("#charts details table")]

    assert tables[0] == [
        [short_day(one.day), str(one.due), "–" if one.done is None else str(one.done)] for one in report.timeline
    ]
    assert tables[1] == [[age_label(one.first, one.last), str(one.open), str(one.overdue)] for one in report.ages]


def test_the_matrix_has_the_rows_of_the_report() -> None:
    """Each directive stands in its row with its number, owner, day, progress and status."""
    report = a_report()
    rows = _read(report).css("table.matrix tbody tr")

    assert [row.attributes["id"] for row in rows] == [f"d{row.id}" for row in report.rows]
    for written, row in zip(rows, report.rows, strict=True):
        cells = [_text(cell) for cell in written.css("td, th")]
        due = written.css("td:nth-child(5) time")
        assert (cells[0], cells[6]) == (str(row.position), str(row.state.progress))
        assert cells[2].startswith(row.state.text)
        assert cells[3] == (", ".join(row.responsible) or "–")
        assert [time.attributes["datetime"] for time in due] == ([row.state.due.isoformat()] if row.state.due else [])
        assert ("late" in cells[4]) == row.overdue
        assert cells[8] == (row.state.obstacle or "–")
        assert cells[9] == ("".join(proof.place for proof in row.state.evidence) or "–")


def test_the_units_of_a_split_directive_are_told_by_how_they_stand() -> None:
    """A row for each status, which leads to the directive's row in the matrix; no part where nothing is split."""
    report = a_report()
    split = period_report(report.period, report.as_of, followed=[a_followed(5, a_split())], events=(), releases=())
    page = _read(split)

    assert _cells(page, "#shares") == [
        ["5", "Mendata rumah terdampak banjir", "Not started", "1", "Kelurahan Nae"],
        ["5", "Mendata rumah terdampak banjir", "In progress", "1", "Kecamatan Mpunda (50%)"],
        ["5", "Mendata rumah terdampak banjir", "Done", "1", "Kecamatan Raba (10 Mar 2026)"],
    ]
    assert [one.attributes["href"] for one in page.css("#shares a")] == ["#d5"] * 3
    assert not _read(report).css("#shares")


def test_slips_events_and_what_comes_next_are_those_of_the_report() -> None:
    """The rest of the report is told in full, and ids lead to the rows of the matrix."""
    report = a_report()
    page = _read(report)
    outlook = report.outlook

    assert _cells(page, "#slipped") == [
        [str(row.id), row.state.text, short_day(row.slip.first), short_day(row.slip.now), "31", "1", "tender diulang"]
        for row in report.rows
        if row.slip and row.slip.now
    ]
    assert [_text(one) for one in page.css("#held li")] == ["5 Jan 2026: Rapat Koordinasi, Aula Bappeda"]
    assert [_text(one) for one in page.css("#coming li")] == ["30 Mar – 2 Apr 2026: Rapat Kerja Nasional, Denpasar"]
    assert [_text(one) for one in page.css("#outlook li")] == ["14 Apr 2026: Musrenbang RKPD"]
    assert _rows(page.css("#outlook table")[0]) == [
        [
            str(report.summary.carried_out),
            *map(str, (len(outlook.overdue), len(outlook.due), outlook.later, outlook.undated)),
        ]
    ]
    assert [row[1] for row in _rows(page.css("#outlook table")[1])] == [str(row.id) for row in outlook.due]
    ids = {node.attributes["id"] for node in page.css("[id]")}
    assert {link.attributes["href"] for link in page.css("a")} <= {f"#{name}" for name in ids}


def test_the_head_and_the_signatures_are_those_of_the_letterhead() -> None:
    """Whose report it is, of which period and day, and who signs."""
    report = a_report()
    page = _read(report)
    signed = _text(page.css_first(".signatures"))

    assert _text(page.css_first("header .government")) == report.letterhead.government
    assert _text(page.css_first("header .period")) == "Quarter I 2026, as of Tuesday, 31 March 2026"
    assert "1 change was dated back into the period, or taken back from it, after its end." in _text(
        page.css_first("header")
    )
    for words in ("Bagian Protokol", "Sekretaris Daerah", "Ir. Contoh, M.Si.", "19700101 199503 1 001"):
        assert words in signed
    assert f"Kota Bima, {full_day(report.as_of)}" in signed


def test_a_quarter_of_nothing_has_a_page() -> None:
    """Without directives there are no charts and no tables of them, and the page says why."""
    page = _read(_report_on(()))

    assert _text(page.css_first("#matrix p")) == "No directive belongs to this period."
    assert page.css("figure, .matrix, #units") == []


def test_numbers_are_written_as_the_language_does() -> None:
    """Thousands are parted as the reader is used to."""
    report = replace(a_report(), summary=replace(a_report().summary, new=12345))

    assert _text(_read(report).css(".balance dd")[1]) == "12,345"
    with speaking("id"):
        assert _text(_read(report).css(".balance dd")[1]) == "12.345"
        assert percent(23.6) in _text(_read(report).css_first(".mean"))


def test_shares_are_told() -> None:
    """How many of its units have done a split directive stands beside its status."""
    [row] = _read(_report_on([a_followed(1, a_split())])).css("table.matrix tbody tr")

    assert "1 of 3" in _text(row.css("td")[6])


@given(st.text(), st.text(), st.text())
def test_every_text_is_shown_and_nothing_more_comes_of_it(text: str, name: str, note: str) -> None:
    """Whatever stands in a release, in a note, in a setting: the page has the elements it has without it."""
    written = _read(_hostile(text, name, note))
    plain = _read(_hostile("a", "b", "c"))

    assert _skeleton(written) == _skeleton(plain)
    assert _text(written.css_first("table.matrix tbody th")).startswith(one_line(f"d{text}"))
    assert _text(written.css_first("table.matrix tbody td:nth-child(4)")) == one_line(f"u{name}")
    assert _text(written.css_first("table.matrix tbody td:nth-child(9)")) == one_line(f"b{note}")


def test_markup_in_a_text_stays_text() -> None:
    """The classics do nothing: they stand there as they were written."""
    page = _read(_hostile(NASTY, NASTY, NASTY))

    assert len(page.css("script")) == len(page.css("style")) == 1
    assert page.css("img, [onerror]") == []
    assert "<script>alert(1)</script><img src=x onerror=alert(1)>" in _text(page.css_first("table.matrix tbody th"))
    assert r"\x1b[31m\u202e" in _text(page.css_first("table.matrix tbody th"))
    assert _skeleton(page) == _skeleton(_read(_hostile("a", "b", "c")))


@pytest.mark.parametrize(
    ("place", "leads"),
    [
        ("https://drive.example/bast.pdf?a=1&b=2", True),
        ("http://portal.example/foto", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("data:text/html,<b>", False),
        ("https://x.example/\x1b]8;;", False),
        ("https://x.example/ a", False),
        ("file:///etc/passwd", False),
        ("//evil.example", False),
        ("bukti/bast.pdf", False),
    ],
)
def test_only_addresses_of_the_web_can_be_followed(place: str, leads: bool) -> None:
    """Evidence and sources are links where they are http or https; anything else is text."""
    state = replace(a_state(), evidence=(Evidence(place),))
    release = a_release()
    report = period_report(
        Quarter(2026, 1),
        day("2026-03-20"),
        followed=[a_followed(1, state)],
        events=(),
        releases=[replace(release, release=replace(release.release, source=place))],
    )
    links = _read(report).css("table.matrix a")

    assert [link.attributes["href"] for link in links] == [place, place] * leads
    # Where a file lies is nobody's business: its name stands there.
    name = Evidence(place).name.split("\x1b", maxsplit=1)[0]
    assert name in _text(_read(report).css_first("table.matrix tbody td:last-child"))


def test_nothing_but_its_own_style_and_script_may_run() -> None:
    """The policy allows by hash exactly what the page holds; there is no handler, no style, no address in it."""
    page = _read(a_report())
    policy = page.css_first("meta[http-equiv='Content-Security-Policy']").attributes["content"] or ""
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert rules == {
        "default-src": "'none'",
        "style-src": _hash(page.css_first("style")),
        "script-src": _hash(page.css_first("script")),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.css_first("head").css("meta")[1].attributes.get("http-equiv")
    names = {name for node in page.css("*") for name in node.attributes}
    assert not {name for name in names if name.startswith("on") or name in {"style", "src", "srcset", "action"}}
    assert "http" not in (page.css_first("style").text() + page.css_first("script").text())


@given(st.text())
def test_words_in_the_style_cannot_end_it(text: str) -> None:
    """A name in the style is a string of letters, digits and numbers of signs, whatever it says."""
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', css_string(text))


def test_everybody_finds_the_way() -> None:
    """Landmarks, a way past the head, headings in order, heads of tables with their scope, captions, ids once."""
    with speaking("id"):
        page = _read(a_report())
    body = page.css_first("body")
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4")]
    ids = [node.attributes["id"] for node in page.css("[id]")]
    named = [
        name
        for node in page.css("[aria-labelledby], [aria-describedby]")
        for key in ("aria-labelledby", "aria-describedby")
        if (name := node.attributes.get(key))
    ]

    assert page.css_first("html").attributes["lang"] == "id"
    assert "Laporan Tindak Lanjut Arahan Pimpinan" in _text(page.css_first("title"))
    assert [len(body.css(f"body > {tag}")) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.css_first("body > a").attributes["href"] == f"#{page.css_first('main').attributes['id']}"
    assert levels[0] == levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)
    assert all(
        node.attributes.get("aria-labelledby") or node.attributes.get("aria-label") for node in page.css("section")
    )
    assert all(table.css("caption") and table.css("thead th") for table in page.css("table"))
    assert all(head.attributes.get("scope") in {"col", "row"} for head in page.css("th"))
    assert all(svg.attributes.get("aria-hidden") or svg.css("title") for svg in page.css("svg"))


def test_without_its_script_nothing_on_the_page_is_dead() -> None:
    """What only the script can do is not to be seen without it."""
    page = _read(a_report())

    assert page.css("button") == []
    assert "hidden" in page.css_first(".tools").attributes


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back", "ratio"),
    [
        *(
            (front, back, 4.5)
            for front in ("ink", "quiet", "link", "late", "done", "due")
            for back in ("paper", "shade")
        ),
        *((front, "paper", 3.0) for front in ("open", "late", "due", "done")),
    ],
)
def test_colours_are_far_enough_apart(scheme: str, front: str, back: str, ratio: float) -> None:
    """Texts stand out from what lies behind them by 4.5 to 1, drawings by 3 to 1 (WCAG 2.2 AA), light and dark."""
    colours = _colours(scheme)

    assert _contrast(colours[front], colours[back]) >= ratio


def test_paper_has_the_colours_of_the_light_page() -> None:
    """A chart is drawn in the same colours wherever it stands."""
    colours = _colours("light")

    assert {field.name: colours[field.name] for field in fields(PRINT) if field.name != "font"} == {
        field.name: getattr(PRINT, field.name) for field in fields(PRINT) if field.name != "font"
    }


@pytest.mark.parametrize(
    ("written", "markup"),
    [
        (element("td", "a<b", class_='x"y'), '<td class="x&quot;y">a&lt;b</td>'),
        (
            element("rect", width=1.5, height=2, stroke_width=1 / 3, rx=None),
            '<rect width="1.5" height="2" stroke-width="0.33"/>',
        ),
        (element("p", element("b", "&"), " c "), "<p><b>&amp;</b>c</p>"),
        (together(("<", Markup("<br/>")), " & "), "&lt;&amp;<br/>"),
        (escape("\ud800\ufffe\x00"), r"\ud800\ufffe\x00"),
    ],
)
def test_markup_is_made_by_the_program_only(written: str, markup: str) -> None:
    """What is no markup is escaped wherever it is put: in elements, attributes, between parts."""
    assert written == markup


def _report_on(followed: object, letterhead: Letterhead | None = None) -> PeriodReport:
    return period_report(
        Quarter(2026, 1),
        day("2026-03-20"),
        followed=followed,
        events=(),
        releases=(a_release(),),
        letterhead=letterhead or Letterhead(),
    )


def _hostile(text: str, name: str, note: str) -> PeriodReport:
    """Put three texts wherever a report has one, each behind a letter that keeps the place from being empty."""
    state = a_state(f"d{text}", obstacle=f"b{note}", units=(f"u{name}",), evidence=(f"e{note}",))
    told = a_change(9, Action.NOTE, "2026-02-10", note=f"n{note}")
    followed = replace(a_followed(1, state, moved_from="2026-02-01"), follow_up=FollowUp.of(told))
    release = a_release(f"r{text}")
    return period_report(
        Quarter(2026, 1),
        day("2026-03-20"),
        followed=[followed],
        events=(an_event(f"t{text}", "2026-02-02", place=f"p{name}"),),
        releases=(release,),
        letterhead=Letterhead(f"g{name}", f"k{name}", Signatory(f"o{name}", f"s{note}", f"n{note}")),
    )


def _skeleton(page: Html) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    """Return every element with its attributes, but for drawings, whose sizes hang on the length of names."""
    return [
        (node.tag, tuple(node.attributes.items()))
        for node in page.css("*")
        if not (node.parent and node.tag in {"text", "line", "rect", "circle", "svg", "tspan"})
    ]


def _read(report: PeriodReport) -> Html:
    return Html(FORMATS["html"](report))


def _text(node: Node | None) -> str:
    assert node is not None
    return node.text(separator="").strip()


def _cells(page: Html, place: str) -> list[list[str]]:
    return _rows(page.css_first(f"{place} table"))


def _rows(table: Node) -> list[list[str]]:
    return [[_text(cell) for cell in row.css("th, td")] for row in table.css("tbody tr")]


def _hash(node: Node) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(node.text().encode()).digest()).decode()}'"


def _colours(scheme: str) -> dict[str, str]:
    """Read the page's colours out of its style; those of the dark one stand over the light ones."""
    light, dark = STYLE.split("prefers-color-scheme: dark")[:2]
    found = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", dark))
    return found


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

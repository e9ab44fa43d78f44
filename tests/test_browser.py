"""The web page in a real browser: shown, sorted, searched and printed as it promises; run with `-m system`."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Page, browsing
from factories import a_change, a_followed, a_report, a_state, day
from looking import speaking
from pypdf import PdfReader

from bimatrack.altering import replace
from bimatrack.exporters import FORMATS
from bimatrack.history import Action, FollowUp, Tracked
from bimatrack.model import Status
from bimatrack.quarter import Quarter
from bimatrack.reporting import PeriodReport, period_report

pytestmark = pytest.mark.system

WORDS = "Menuntaskan pendataan rumah warga terdampak banjir di seluruh kelurahan dan melaporkannya kepada Wali Kota"
# The relation of an A4 sheet's sides, in points.
SHORT, LONG = 595, 842


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    """One browser for all tests; each opens its own page in it."""
    with browsing() as page:
        yield page


@pytest.fixture
def page(browser: Page, tmp_path: Path) -> Page:
    """A desktop's window with the sample report in it."""
    browser.screen(1280)
    browser.said.clear()
    browser.open(_written(a_report(), tmp_path))
    return browser


def test_it_is_shown_without_complaint(page: Page) -> None:
    """No error stands on the console and nothing breaks the page's policy; charts and style are there."""
    assert page.said == []
    assert page.run("document.title").startswith("Laporan Tindak Lanjut Arahan Pimpinan")
    assert page.run("document.querySelectorAll('figure > svg').length") == 4
    assert page.run("getComputedStyle(document.body).fontFamily").startswith("system-ui")


def test_the_policy_is_in_force(page: Page) -> None:
    """What would come into the page by some gap in it runs all the same not, loads nothing and changes no style."""
    page.run(
        "document.body.insertAdjacentHTML('beforeend', '<p id=x style=color:red onclick=\"document.title=1\">x</p>');"
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = 2'}));"
        "document.body.append(Object.assign(new Image(), {src: 'https://x.example/x.png'}));"
        "document.getElementById('x').click()"
    )

    assert page.run("document.title").startswith("Laporan")
    assert page.run("getComputedStyle(document.getElementById('x')).color") != "rgb(255, 0, 0)"
    assert {line.split("'")[1].split()[0] for line in page.said if "Content Security Policy" in line} >= {
        "style-src",
        "script-src",
    }


@pytest.mark.parametrize("dark", [False, True])
def test_light_and_dark(page: Page, *, dark: bool) -> None:
    """The page and the charts in it follow the reader's choice."""
    page.screen(1280, dark=dark)

    assert page.run("getComputedStyle(document.body).backgroundColor") == (
        "rgb(18, 22, 27)" if dark else "rgb(255, 255, 255)"
    )
    assert page.run(
        "getComputedStyle(document.querySelector('#chart-units-title').parentNode.querySelector('text')).fill"
    ) == ("rgb(230, 233, 237)" if dark else "rgb(27, 31, 36)")
    assert page.picture().startswith(b"\x89PNG")


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1920])
def test_nothing_runs_over_the_edge(browser: Page, tmp_path: Path, width: int) -> None:
    """On a telephone as on a wide screen nobody has to scroll sideways, even with words that do not end."""
    endless = a_followed(1, a_state("x" * 300, units=("y" * 200,), obstacle="z" * 200, evidence=("v" * 200,)))
    browser.screen(width)
    browser.open(_written(_report_on((endless,)), tmp_path))

    assert browser.run("document.documentElement.scrollWidth") <= width


def test_tables_wider_than_a_telephone_are_reached_by_the_keys(browser: Page, tmp_path: Path) -> None:
    """What has to be moved sideways can be: the table itself takes the cursor."""
    browser.screen(360)
    browser.open(_written(a_report(), tmp_path))

    assert browser.run("document.querySelector('#units table').tabIndex") == 0
    assert browser.run("document.querySelector('#months table').tabIndex") == -1


def test_a_click_sorts_and_a_second_one_turns_it_round(page: Page) -> None:
    """By number, by day, by words; what is empty stays at the end, and readers of the screen are told."""
    states = {row.id: row.state for row in a_report().rows}

    _press_head(page, 7)
    progress = [states[one].progress for one in _order(page)]
    assert progress == sorted(progress)
    _press_head(page, 7)
    assert [states[one].progress for one in _order(page)] == sorted(progress, reverse=True)

    _press_head(page, 5)
    dues = [states[one].due for one in _order(page)]
    assert dues == [*sorted(filter(None, dues)), None]
    _press_head(page, 5)
    assert [states[one].due for one in _order(page)] == [*sorted(filter(None, dues), reverse=True), None]

    _press_head(page, 3)
    texts = [states[one].text for one in _order(page)]
    assert texts == sorted(texts, key=str.casefold)
    assert page.run("[...document.querySelectorAll('[aria-sort]')].map(head => head.ariaSort).join()") == "ascending"
    assert page.run("document.getElementById('matrix-said').textContent") == "diurutkan menurut Arahan, menaik"
    assert page.said == []


def test_sorting_needs_no_mouse(page: Page) -> None:
    """The heads are reached by the Tab key and pressed by Enter; the first Tab offers the way past the head."""
    page.press("Tab", 9)
    assert page.run("document.activeElement.className") == "skip"

    page.run("document.getElementById('search').focus()")
    for _column in range(3):
        page.press("Tab", 9)
    assert page.run("document.activeElement.textContent") == "Arahan"
    page.press("Enter", 13, "\r")

    assert page.run("document.activeElement.closest('th').ariaSort") == "ascending"


def test_searching_shows_the_rows_with_all_the_words(page: Page) -> None:
    """Words in any column and any order; how many are shown is said, and an empty box shows all again."""
    page.run("document.getElementById('search').focus()")
    page.type("RUANG posko")

    assert (
        page.run("[...document.querySelectorAll('.matrix tbody tr:not([hidden])')].map(row => row.id).join()") == "d105"
    )
    assert page.run("document.getElementById('matrix-said').textContent") == "1 dari 8 arahan ditampilkan"
    page.run("document.getElementById('search').select()")
    page.type(" ")
    assert page.run("document.querySelectorAll('.matrix tbody tr[hidden]').length") == 0


def test_it_is_whole_without_scripts(page: Page, tmp_path: Path) -> None:
    """Where scripts are off, everything can be read, and nothing that would do nothing is shown."""
    page.open(_written(a_report(), tmp_path), scripts=False)
    page.call("Emulation.setScriptExecutionDisabled", value=False)

    assert page.run("document.querySelectorAll('.matrix tbody tr').length") == 8
    assert page.run("document.querySelectorAll('button').length") == 0
    assert page.run("document.getElementById('search').getClientRects().length") == 0
    assert page.said == []


def test_printing_cuts_no_row_and_repeats_the_head(browser: Page, tmp_path: Path) -> None:
    """Each row of the matrix stands on one sheet, under a head, across A4; the rest upright; sheets are numbered."""
    browser.screen(1280, dark=True)
    browser.open(_written(_report_on(_many(120, 4)), tmp_path))
    sheets = PdfReader(io.BytesIO(browser.pdf())).pages
    texts = [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in sheets]

    for number in range(1, 121):
        begun = [at for at, text in enumerate(texts) if f"Awal{number:04}" in text and "Bukti dukung" in text]
        ended = [at for at, text in enumerate(texts) if f"Akhir{number:04}" in text]
        told = [at for at, text in enumerate(texts) if f"Tindak{number:04}" in text]
        assert len(begun) == 1, (number, begun)
        assert begun == told
        assert begun[0] in ended
        assert "Tindak lanjut terakhir" in texts[begun[0]]
        assert _upright(sheets[begun[0]]) is False
    assert _upright(sheets[0])
    assert _upright(sheets[-1])
    assert all(f"{at} / {len(sheets)}" in text for at, text in enumerate(texts, 1))
    assert all("Triwulan I 2026" in text for text in texts)


def test_the_signatures_are_printed_on_one_sheet(page: Page) -> None:
    """Both blocks with the room to sign stand together, on the last sheet."""
    last = PdfReader(io.BytesIO(page.pdf())).pages[-1].extract_text()

    for words in ("Disusun oleh", "Dievaluasi oleh", "Ir. Contoh, M.Si.", "Kota Bima, 31 Maret 2026"):
        assert words in last


def test_a_thousand_directives_open_sort_and_print(browser: Page, tmp_path: Path) -> None:
    """A very large report is a page like any other."""
    browser.screen(1280)
    browser.said.clear()
    browser.open(_written(_report_on(_many(1000, 1)), tmp_path))
    _press_head(browser, 3)
    texts = [re.sub(r"\s+", " ", sheet.extract_text()) for sheet in PdfReader(io.BytesIO(browser.pdf())).pages[-40:]]

    assert browser.said == []
    assert browser.run("document.querySelector('.matrix tbody th').textContent").startswith("Awal0001")
    assert any("Akhir1000" in text for text in texts)


def _written(report: PeriodReport, folder: Path) -> Path:
    path = folder / "laporan.html"
    with speaking("id"):
        path.write_text(FORMATS["html"](report), encoding="utf-8")
    return path


def _report_on(followed: tuple[Tracked, ...]) -> PeriodReport:
    return period_report(Quarter(2026, 1), day("2026-03-20"), followed=followed, events=(), releases=())


def _many(number: int, longest: int) -> tuple[Tracked, ...]:
    """Make directives whose first, last and follow-up words tell them apart, of unlike lengths."""
    return tuple(_one(at, at % longest) for at in range(1, number + 1))


def _one(at: int, length: int) -> Tracked:
    text = f"Awal{at:04} {' '.join([WORDS] * length)} Akhir{at:04}"
    status = (Status.OPEN, Status.IN_PROGRESS)[at % 2]
    state = a_state(text, f"2026-{at % 3 + 3:02}-{at % 28 + 1:02}", status, at % 100, units=(f"Dinas {at % 30}",))
    told = a_change(at, Action.NOTE, "2026-02-10", note=f"Tindak{at:04}", directive=at)
    return replace(a_followed(at, state), follow_up=FollowUp.of(told))


def _press_head(page: Page, column: int) -> None:
    page.run(f"document.querySelector('.matrix thead th:nth-child({column}) button').click()")


def _order(page: Page) -> list[int]:
    return page.run("[...document.querySelectorAll('.matrix tbody tr')].map(row => Number(row.id.slice(1)))")


def _upright(sheet: object) -> bool:
    width, height = round(sheet.mediabox.width), round(sheet.mediabox.height)
    assert sorted((width, height)) == [pytest.approx(SHORT, abs=2), pytest.approx(LONG, abs=2)]
    return width < height

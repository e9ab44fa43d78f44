"""The report as a PDF: the numbers of the report, rows that stay whole, nothing but text from releases."""

import base64
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from conftest import Run
from factories import a_change, a_followed, a_release, a_report, a_split, a_state, an_event, day
from looking import speaking
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from bimatrack.altering import replace
from bimatrack.errors import UsageError
from bimatrack.exporters import FORMATS
from bimatrack.exporters.office.matrix import paper_matrix
from bimatrack.exporters.office.tables import kinds_table, months_table, shares_table, slips_table, units_table
from bimatrack.exporters.office.values import Table
from bimatrack.exporters.pdf.grids import LYING, UPRIGHT, Sheet, grid
from bimatrack.exporters.pdf.logo import LARGEST
from bimatrack.history import History
from bimatrack.labels import percent
from bimatrack.literal import one_line
from bimatrack.quarter import Quarter
from bimatrack.reporting import Letterhead, PeriodReport, Signatory, period_report

# White space, breaks, and hyphens, which some readers make of soft ones.
_MARKS = re.compile("[\\s\u00ad\u200b-]+")
_HOSTILE = (
    "#show: it => [x]",
    '#eval("1+1") #sys.inputs #read("report.typ")',
    "$ x^2 $ \\textbf{a} \\u{41} \\",
    "*tebal* _miring_ `mentah` = judul - butir + nomor / istilah: arti",
    "@acuan <label> // catatan /* catatan */ ~ -- --- ...",
    "https://contoh.example.go.id/berkas?a=1&b=2#bagian",
    "kutip \" ' ganda \"dalam\" 'tunggal'",
    "x\x1b[31m\x00 \u202eabc",
    "baris satu\nbaris dua\tlajur",
)
_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1L8 8"/></svg>'


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_summary_holds_the_numbers_of_the_report(lang: str) -> None:
    """Each number of the summary stands above its name, the progress and the predicate beside theirs."""
    report, text = a_report(), _bare(_pages(lang)[0])
    summary = report.summary
    with speaking(lang):
        names = {
            "en": "Carried in|New|Done|Cannot be done|Carried over|Overdue|Slipped|Without a deadline|"
            "Without an owner|Done late|Reopened",
            "id": "Sisa periode lalu|Baru|Selesai|Tidak dapat ditindaklanjuti|Sisa periode ini|Terlambat|"
            "Batas waktu diperpanjang|Tanpa batas waktu|Tanpa penanggung jawab|Selesai terlambat|Dibuka kembali",
        }[lang].split("|")
        progress = percent(summary.progress)
    before = [f"{summary.carried_in}{names[0]}", "+", f"{summary.new}{names[1]}", "="]
    after = [f"{summary.done}{names[2]}", "+", f"{summary.dropped}{names[3]}", "+", f"{summary.carried_out}{names[4]}"]
    cares = zip(
        (summary.overdue, summary.slipped, summary.undated, summary.unowned, summary.late, summary.reopened),
        names[5:],
        strict=True,
    )

    assert _bare("".join([*before, *after])) in text
    assert _bare("".join(f"{count}{name}" for count, name in cares)) in text
    assert f"{'ratarataprogres' if lang == 'id' else 'Meanprogress'}{progress}".casefold() in text.casefold()
    assert f"{'Predikat' if lang == 'id' else 'Predicate'}{_bare(summary.predicate or '')}" in text


@pytest.mark.parametrize("lang", ["en", "id"])
def test_each_count_has_its_row(lang: str) -> None:
    """The counts by unit, by kind and by month stand there row by row, the sums below."""
    report, text = a_report(), _bare("".join(_pages(lang)))
    with speaking(lang):
        for table in (units_table(report), kinds_table(report), months_table(report), slips_table(report)):
            for row in _rows(table, UPRIGHT):
                assert row in text


def test_the_units_of_a_split_directive_are_told_by_how_they_stand() -> None:
    """Who has done its share and who has not stands below the matrix."""
    report = _long_report()
    text = _bare("".join(page.extract_text() for page in _document(report).pages))
    rows = list(_rows(shares_table(report), UPRIGHT))

    assert len(rows) == 3
    assert all(row in text for row in rows)


def test_each_row_of_the_matrix_stands_whole_on_one_page() -> None:
    """Every directive is printed once, all of its cells on the same sheet, which lies across."""
    report = _long_report()
    document = _document(report)
    texts = [_bare(page.extract_text()) for page in document.pages]
    everything = "".join(texts)
    where = [[place for place, text in enumerate(texts) if row in text] for row in _rows(paper_matrix(report), LYING)]

    assert len(where) == len(report.rows)
    assert all(len(places) == 1 for places in where)
    assert len({places[0] for places in where}) > 2
    assert all(_lies(document.pages[places[0]]) for places in where)
    assert all(everything.count(row) == 1 for row in _rows(paper_matrix(report), LYING))


def test_the_head_of_the_matrix_stands_on_each_of_its_pages() -> None:
    """Whoever opens a page in the middle knows what the columns are."""
    report = _long_report()
    head = _bare("".join(column.title for column in paper_matrix(report).columns))
    pages = [page for page in _document(report).pages if _lies(page)]
    with_rows = [page for page in pages if _bare("Rapat Koordinasi") in _bare(page.extract_text())]

    assert len(with_rows) > 2
    assert all(head in _bare(page.extract_text()) for page in with_rows)


def test_a_row_longer_than_a_page_is_printed_whole() -> None:
    """It goes on upon the next page, since nothing may be lost."""
    words = [f"kata{place}" for place in range(900)]
    report = _report_on([a_followed(1, a_state(" ".join(words))), a_followed(2)])
    table = grid(paper_matrix(report), LYING)
    text = "\n".join(page.extract_text() for page in _document(report).pages if _lies(page))

    assert [row.whole for row in table.rows] == [False, True]
    assert [word for word in re.findall(r"kata\d+", text) if word in set(words)] == words


@pytest.mark.parametrize(("lang", "words"), [("en", "Page {} of {}"), ("id", "Halaman {} dari {}")])
def test_pages_are_numbered(lang: str, words: str) -> None:
    """Each page says which it is and of how many, and all but the first whose report it is."""
    pages = _pages(lang)
    heads = ["Pemerintah Kota Bima ·" in text for text in pages]

    assert len(pages) > 2
    assert all(words.format(place, len(pages)) in text for place, text in enumerate(pages, 1))
    assert heads == [False] + [True] * (len(pages) - 1)


def test_all_fonts_are_embedded() -> None:
    """The document looks the same wherever it is opened, and its text can be taken out of it."""
    fonts = [font for page in _document(a_report()).pages for font in _fonts(page)]

    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert any(name.startswith("/FontFile") for name in descriptor)
        assert "/ToUnicode" in font


def test_the_document_tells_what_it_is() -> None:
    """Title, author, language, day and the archive's standard stand in it, and a table of contents."""
    with speaking("id"):
        document = _document(a_report())
    known = document.metadata
    assert known is not None
    assert document.xmp_metadata is not None
    marks = [entry["/Title"] for entry in document.outline if not isinstance(entry, list)]

    assert known.title == "Laporan Tindak Lanjut Arahan Pimpinan, Triwulan I 2026"
    assert known.author == "Pemerintah Kota Bima"
    assert known.creation_date is not None
    assert known.creation_date.date() == day("2026-03-31")
    assert document.root_object["/Lang"] == "id"
    assert "/StructTreeRoot" in document.root_object
    assert b"<pdfaid:part>2</pdfaid:part>" in document.xmp_metadata.stream.get_data()
    assert {"Ringkasan", "Matriks tindak lanjut"} <= set(marks)


def test_the_same_report_is_the_same_file() -> None:
    """The document hangs on the report alone, on no clock."""
    assert _pdf(a_report()) == _pdf(a_report())


def test_texts_are_printed_never_obeyed() -> None:
    """Whatever stands in a release or a note comes out as it was written, in each place where it can stand."""
    followed = [
        a_followed(
            place,
            a_state(text, "2026-02-01", units=[text], obstacle=text, evidence=[text]),
            note=text,
            moved_from="2026-01-20",
        )
        for place, text in enumerate(_HOSTILE, 1)
    ]
    paper = Letterhead(_HOSTILE[0], _HOSTILE[1], Signatory(_HOSTILE[2], _HOSTILE[3], _HOSTILE[4]))
    events = [an_event(text, "2026-03-02", place=text, number=place) for place, text in enumerate(_HOSTILE, 1)]
    report = period_report(
        Quarter(2026, 1),
        day("2026-03-31"),
        followed=followed,
        events=events,
        releases=[a_release(_HOSTILE[3])],
        letterhead=paper,
    )
    document = _document(report)
    lying = _bare("".join(page.extract_text() for page in document.pages if _lies(page)))
    upright = _bare("".join(page.extract_text() for page in document.pages if not _lies(page)))

    for text in map(_shown, _HOSTILE):
        assert lying.count(text) >= 5
        assert upright.count(text) >= 3
    assert _shown(_HOSTILE[0]).upper() in upright
    assert all(_shown(text) in upright for text in _HOSTILE[1:5])


def test_letters_that_no_font_of_ours_has_do_not_stop_it() -> None:
    """Pictures and other scripts print with the machine's own fonts, or as boxes; the rest stands there as ever."""
    report = _report_on([a_followed(1, a_state("Rapat \U0001f4cd السلام عليكم 中文 \U0001fae8 di aula"))])
    text = _bare("".join(page.extract_text() for page in _document(report).pages))

    assert "diaula" in text
    assert "Rapat" in text


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_report_on_nothing_is_a_document(lang: str) -> None:
    """An empty quarter has its summary, its remark and its signatures on one page."""
    with speaking(lang):
        [page] = _document(_report_on([])).pages
    text = page.extract_text()

    assert ("Tidak ada arahan" if lang == "id" else "No directive belongs to this period.") in text
    assert ("Dievaluasi oleh" if lang == "id" else "Evaluated by") in text


@pytest.mark.parametrize("many", [18, 22, 26, 30])
def test_the_signatures_stand_together(many: int) -> None:
    """However long the page above them is, both blocks with place, day and names are on the same page."""
    followed = [a_followed(place, a_state(due="2026-05-02")) for place in range(1, many)]
    paper = Letterhead(
        "", "Kota Bima", Signatory("Bagian Umum", "Contoh Satu", "111"), Signatory("Setda", "Contoh Dua")
    )
    texts = [page.extract_text() for page in _document(replace(_report_on(followed), letterhead=paper)).pages]
    parts = ("Kota Bima, 31 March 2026", "Bagian Umum", "Contoh Satu", "111", "Setda", "Contoh Dua")

    assert [all(part in text for part in parts) for text in texts].count(True) == 1
    assert [any(part in text for part in parts) for text in texts].count(True) == 1


def test_signatures_stand_level_and_never_alone_behind_events() -> None:
    """Names stand at one height whatever the offices are called, and the events before them go with them."""
    office = "Kepala Bagian Protokol dan Komunikasi Pimpinan Sekretariat Daerah Kota Contoh yang Panjang Namanya"
    paper = Letterhead("", "", Signatory(office, "Contoh Satu"), Signatory("Setda", "Contoh Dua"))
    ahead = an_event("Musrenbang", "2026-04-14")
    for many in range(14, 30):
        followed = [a_followed(place, a_state(due="2026-05-02")) for place in range(1, many)]
        report = period_report(Quarter(2026, 1), day("2026-03-31"), followed=followed, events=(ahead,), releases=())
        page = _document(replace(report, letterhead=paper)).pages[-1]
        heights: dict[str, float] = {}
        page.extract_text(visitor_text=lambda text, _cm, tm, *_font, heights=heights: heights.update({text: tm[5]}))
        [one], [other] = ([y for text, y in heights.items() if name in text] for name in ("Satu", "Dua"))

        assert one == other
        assert "Musrenbang" in page.extract_text()


@pytest.mark.parametrize("picture", [_PNG, _SVG])
def test_the_logo_stands_in_the_letterhead(tmp_path: Path, picture: bytes) -> None:
    """A picture of the government's is printed beside its name."""
    path = tmp_path / "logo"
    path.write_bytes(picture)
    report = a_report()
    with_logo = replace(report, letterhead=replace(report.letterhead, logo=path))
    pages = _document(with_logo).pages

    assert _pdf(with_logo) != _pdf(report)
    assert "PEMERINTAH KOTA BIMA" in pages[0].extract_text()
    assert "/Lang" in _document(replace(report, letterhead=Letterhead(logo=path))).root_object


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "The logo {path} cannot be read (there is no such file); name another with"),
        (b"GIF89a", "The logo {path} is no picture in PNG, JPEG or SVG; name another with"),
        (b"x" * (LARGEST + 1), "The logo {path} is larger than 1 MB; make it smaller."),
        (_PNG[:30], "The logo cannot be printed ("),
        (b"<svg <", "The logo cannot be printed ("),
        (_SVG.replace(b"<path", b'<image href="/etc/hostname.png"/><path'), "The logo cannot be printed ("),
        (_SVG.replace(b"<path", b'<image href="http://192.0.2.1/x.png"/><path'), "The logo cannot be printed ("),
    ],
)
def test_what_is_no_logo_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    """One sentence says what is wrong with the file; a drawing that asks for other files or addresses gets none."""
    path = tmp_path / "logo.png"
    if content is not None:
        path.write_bytes(content)
    report = a_report()

    with pytest.raises(UsageError, match=f"^{re.escape(said.format(path=path))}"):
        _pdf(replace(report, letterhead=replace(report.letterhead, logo=path)))


def test_the_command_writes_a_file(sample: Run, tmp_path: Path) -> None:
    """The ending of the file tells the form."""
    path = tmp_path / "laporan.pdf"
    ran = sample("report", "2026Q1", "-o", path, lang="id")

    assert (ran.code, ran.out, ran.err) == (0, "", f"Laporan tersimpan di {path}.\n")
    assert "Triwulan I 2026" in PdfReader(path).pages[0].extract_text()


def test_the_command_writes_into_a_pipe(sample: Run, store_path: Path) -> None:
    """The bytes of the document are all that comes out."""
    assert sample("list").code == 0
    ran = subprocess.run(
        [sys.executable, "-m", "bimatrack", "--db", store_path, "report", "2026Q1", "--format", "pdf"],
        capture_output=True,
        check=True,
    )

    assert len(PdfReader(BytesIO(ran.stdout)).pages) > 3


def test_without_the_library_one_sentence_tells_how_to_get_it(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst comes with an extra; nothing else needs it."""
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "bimatrack.exporters.pdf.typesetting", raising=False)
    ran = bima("report", "2026Q1", "--format", "pdf")

    assert ran.code == 2
    assert ran.out == ""
    assert "pip install 'bimatrack[pdf]'" in ran.err
    assert ran.err.count("\n") == 1


def _report_on(followed: Iterable[object]) -> PeriodReport:
    return period_report(Quarter(2026, 1), day("2026-03-31"), followed=followed, events=(), releases=(a_release(),))


@cache
def _long_report() -> PeriodReport:
    text = "Menyampaikan laporan penyelenggaraan kegiatan ke-{} kepada Wali Kota melalui Sekretaris Daerah"
    followed = [
        a_followed(
            place,
            a_state(
                text.format(place), "2026-03-02" if place % 3 else "2026-05-02", obstacle="kendala " * (place % 40)
            ),
            note=f"catatan tindak lanjut ke-{place}",
        )
        for place in range(1, 60)
    ]
    report = a_report()
    return period_report(
        report.period,
        report.as_of,
        followed=[*followed, a_followed(77, a_split())],
        events=(an_event(),),
        releases=(a_release(),),
        history=History.whole((a_change(1),)),
        letterhead=report.letterhead,
    )


def _pdf(report: PeriodReport) -> bytes:
    content = FORMATS["pdf"](report)
    assert isinstance(content, bytes)
    return content


def _document(report: PeriodReport) -> PdfReader:
    return PdfReader(BytesIO(_pdf(report)))


@cache
def _pages(lang: str) -> Sequence[str]:
    with speaking(lang):
        return [page.extract_text() for page in _document(a_report()).pages]


def _bare(text: str) -> str:
    """Return *text* without what readers of documents put where they like."""
    return _MARKS.sub("", text)


def _shown(text: str) -> str:
    return _bare(one_line(text))


def _rows(table: Table, sheet: Sheet) -> Iterator[str]:
    for row in grid(table, sheet).rows:
        yield _bare("".join(line.text for cell in row.cells for line in cell))


def _lies(page: PageObject) -> bool:
    return page.mediabox.width > page.mediabox.height


def _fonts(page: PageObject) -> Iterator[DictionaryObject]:
    for font in page["/Resources"].get("/Font", {}).values():
        yield font.get_object()

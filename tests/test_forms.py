"""A release is the same in whichever form of file it comes."""

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from papers import docx, docx_of, mail, page, pdf, pdf_of
from serving import serving

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import language, set_language
from bimatrack.model import Extraction
from bimatrack.readers import Document, open_bytes, read_bytes
from bimatrack.reading import Terms
from bimatrack.reading.documents import tried
from bimatrack.registry import Registry

TITLE = "Wali Kota Melati Pimpin Rapat Koordinasi Awal Tahun"
PARAGRAPHS = (
    "6 Januari 2026",
    "Kota Melati – Wali Kota Melati memimpin rapat koordinasi bersama Kepala OPD di aula Setda, Senin (5/1/2026).",
    "Wali Kota meminta Dinas Perhubungan memperbaiki lampu jalan paling lambat 31 Januari.",
    "“Saya minta Camat Raba menata drainase pasar dalam dua minggu,” ujarnya.",
    "Ia juga menginstruksikan Inspektorat menyelesaikan pemeriksaan aset pada triwulan pertama ini.",
)
TEXT = "\n\n".join((TITLE, *PARAGRAPHS)) + "\n"
KINDS = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".eml": "message/rfc822",
}
ARTICLE = f"<h1>{TITLE}</h1>" + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, for the messages are compared."""
    before = language()
    set_language("en")
    yield
    set_language(before)


FORMS = {
    "rilis.txt": TEXT.encode(),
    "rilis.md": f"# {TEXT}".encode(),
    "rilis.html": page(f"<article>{ARTICLE}</article>"),
    "rilis.docx": docx_of(TEXT),
    "rilis.pdf": pdf_of(TEXT),
    "rilis.eml": mail(TEXT, subject=TITLE),
    "terlampir.eml": mail("Terlampir rilisnya.\n", ("rilis.pdf", "application/pdf", pdf_of(TEXT))),
}


def found(data: bytes, source: str) -> list[tuple[str, str, date | None, tuple[str, ...]]]:
    """Return what a reader of the release gets: words, kind, last day and units of each directive."""
    [item] = tried(lambda: open_bytes(data, source), Terms(Registry.load()), source)
    assert isinstance(item, Extraction)
    return [(one.text, one.kind, one.due.day if one.due else None, one.units) for one in item.directives]


def told(lines: str) -> list[object]:
    """Return what the program tells of one release as JSON, but for where its words stand."""
    [line] = lines.splitlines()
    release = json.loads(line)
    there = ("start", "end", "quote")
    asked = [{name: value for name, value in one.items() if name not in there} for one in release["directives"]]
    return [release["date"], release["title"], release["events"], asked]


@pytest.mark.parametrize(
    ("data", "source"),
    [
        *(pytest.param(data, source, id=source) for source, data in FORMS.items()),
        *(pytest.param(data, "stdin", id=f"{source}-from-a-pipe") for source, data in FORMS.items()),
        pytest.param(page(f"<div class='isi'>{ARTICLE}</div>"), "rilis.htm", id="page-without-article"),
    ],
)
def test_the_same_release_gives_the_same_directives(data: bytes, source: str) -> None:
    """Words, kinds, deadlines and units do not depend on the form of the file."""
    expected = found(TEXT.encode(), "rilis.txt")

    assert len(expected) >= 3
    assert found(data, source) == expected


def test_the_program_tells_the_same_of_a_file_a_pipe_and_an_address(
    bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Day, title, events and directives of each form are the same, wherever the release comes from."""
    monkeypatch.setenv("no_proxy", "*")
    (tmp_path / "rilis.txt").write_text(TEXT, encoding="utf-8")
    expected = told(bima("extract", tmp_path / "rilis.txt", "--json").out)

    with serving({f"/{name}": (KINDS[Path(name).suffix], data) for name, data in FORMS.items()}) as server:
        for name, data in FORMS.items():
            (tmp_path / name).write_bytes(data)
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            for place in (tmp_path / name, "-", f"{server.root}/{name}"):
                assert (place, told(bima("extract", place, "--json").out)) == (place, expected)


def text_of(data: bytes, source: str) -> str:
    """Return the text of a file."""
    return read_bytes(data, source).text


def test_a_page_is_read_without_what_surrounds_it() -> None:
    """Menus, advertisements, links to other news and the footer are no part of a release."""
    assert text_of(page(ARTICLE), "rilis.html").splitlines() == [TITLE, *PARAGRAPHS]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-01-06T09:30:00+08:00">',
        '<meta name="DC.date" content="2026-01-06">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-01-06T01:00:00Z"}</script>',
        '<script type="application/ld+json">{"@graph": [{"headline": "x", "datePublished": "2026-01-06"}]}</script>',
        '<script type="application/ld+json">{broken</script><meta itemprop="datePublished" content="2026-01-06">',
        '<meta property="article:published_time" content="2026-01-05T18:30:00+00:00">',
    ],
)
def test_a_page_tells_when_it_was_published(head: str) -> None:
    """The day of publication comes from the page's metadata; one in universal time is read as central Indonesia's."""
    assert read_bytes(page(ARTICLE, head), "rilis.html").published == date(2026, 1, 6)


def test_a_page_tells_its_title_and_publisher() -> None:
    """Headline and site name come from the page, and stand above a text that lacks the headline."""
    head = f'<title>{TITLE} - Portal Melati</title><meta property="og:site_name" content="Diskominfo Melati">'
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in PARAGRAPHS)

    document = read_bytes(page(body, head), "rilis.html")

    assert (document.title, document.publisher) == (TITLE, "Diskominfo Melati")
    assert document.text.startswith(f"{TITLE}\n")


def test_lists_and_tables_of_a_page_keep_their_form() -> None:
    """List items keep their number or bullet, and the cells of a row stay on one line."""
    lists = (
        "<p>Wali Kota menyampaikan beberapa hal penting kepada seluruh kepala perangkat daerah:</p>"
        "<ol><li>Serapan anggaran</li><li>Kebersihan</li></ol><ul><li>Lampu jalan</li></ul>"
        "<table><tr><th>No</th><th>Arahan</th></tr><tr><td>1</td><td>Menata  pasar</td></tr></table>"
    )

    assert text_of(page(lists), "rilis.html").splitlines()[1:] == [
        *("1. Serapan anggaran", "2. Kebersihan", "- Lampu jalan", "No | Arahan", "1 | Menata pasar"),
    ]


def test_front_matter_of_markdown() -> None:
    """The fields above a Markdown text give its day and title, and its marks are not read."""
    front = '---\ntitle: "Rapat"\ndate: 2026-01-06\n---\n'
    text = f"{front}## Arahan\n\n**Dinas PUPR** [menata](x) `jalan`\n\n| a | b |\n|---|---|\n"

    assert read_bytes(text.encode(), "rilis.md") == Document(
        "rilis.md", "Arahan\n\nDinas PUPR menata jalan\n\n a | b \n", date(2026, 1, 6), None, "Rapat"
    )


def test_numbers_and_bullets_of_word() -> None:
    """Numbers that Word keeps apart from the text stand before it, and deleted words are left out."""
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    styles = '<w:style w:styleId="Butir"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'

    def item(words: str, level: int) -> str:
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="2"/></w:numPr></w:pPr>'
        return f"<w:p>{place}<w:r><w:t>{words}</w:t></w:r></w:p>"

    def run(words: str) -> str:
        return f"<w:r><w:t>{words}</w:t></w:r>"

    styled = f'<w:p><w:pPr><w:pStyle w:val="Butir"/></w:pPr><w:del>{run("x")}</w:del>{run("Kolo")}</w:p>'
    body = item("Raba", 0) + item("Rontu", 1) + item("Rite", 1) + styled
    row = "<w:tr>" + "".join(f"<w:tc><w:p>{run(words)}</w:p></w:tc>" for words in ("1", "Nitu")) + "</w:tr>"

    text = text_of(docx(f"{body}<w:tbl>{row}</w:tbl>", numbering=numbering, styles=styles), "rilis.docx")

    assert text.splitlines() == ["1. Raba", "a. Rontu", "b. Rite", "2. Kolo", "1 | Nitu"]


def test_pages_of_a_pdf_lose_their_numbers() -> None:
    """Page numbers are no text, and bullets of a list begin lines of their own."""
    text = text_of(
        pdf(["Wali Kota meminta:", "• Dinas PUPR menata jalan", "• Camat mendata warga", "", "- 2 -"]), "rilis.pdf"
    )

    assert text.splitlines() == ["Wali Kota meminta:", "• Dinas PUPR menata jalan", "• Camat mendata warga"]


def bomb() -> bytes:
    """Return a Word file that unpacks to 100 MB."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000_000)
    return data.getvalue()


def locked() -> bytes:
    """Return a PDF file that a password locks."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(TEXT))))
    writer.encrypt("rahasia", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(bomb(), "more than a release can hold", id="zip-bomb"),
        pytest.param(docx('<!DOCTYPE x [<!ENTITY a "b">]>'), "damaged or locked", id="entities"),
        pytest.param(docx("<w:p>"), "damaged or locked", id="word-broken-xml"),
        pytest.param(docx_of(TEXT)[:200], "damaged or locked", id="word-cut-short"),
        pytest.param(
            docx_of(TEXT)[:-6] + b"\xff\xff\0\0" + docx_of(TEXT)[-2:], "damaged or locked", id="word-wrong-index"
        ),
        pytest.param(docx(""), "is empty", id="word-empty"),
        pytest.param(pdf_of(TEXT)[:300], "damaged or locked", id="pdf-cut-short"),
        pytest.param(pdf([]), "only pictures", id="pdf-without-text"),
        pytest.param(locked(), "locked with a password", id="pdf-locked"),
        pytest.param(b"<html><body></body></html>", "is empty", id="page-without-text"),
        pytest.param(b"PK\x03\x04 tidak", "damaged or locked", id="no-archive"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    """Bombs, locked, damaged and empty files end in one sentence that names the file."""
    with pytest.raises(UnreadableReleaseError, match=words) as caught:
        read_bytes(data, "rilis")

    assert "rilis" in str(caught.value)


def test_an_archive_is_no_release() -> None:
    """A ZIP that holds no Word file is refused as what it is."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", TEXT)

    with pytest.raises(UnreadableReleaseError, match="is an archive"):
        read_bytes(data.getvalue(), "rilis.zip")


@given(st.sampled_from((docx_of(TEXT), pdf_of(TEXT), page(ARTICLE))), st.integers(0, 3000), st.binary(max_size=12))
def test_damaged_files_are_read_or_refused(data: bytes, place: int, noise: bytes) -> None:
    """However a file is damaged, it yields a text or a sentence, never a traceback."""
    place %= len(data)
    damaged = data[:place] + noise + data[place + len(noise) :]
    try:
        document = read_bytes(damaged, "rilis")
    except UnreadableReleaseError:
        return
    assert document.text.strip()


@given(st.text(max_size=300))
def test_any_text_is_a_page_or_markdown(text: str) -> None:
    """No text makes the readers of pages and Markdown fail."""
    for suffix in (".html", ".md"):
        try:
            document = read_bytes(text.encode("utf-8", "replace"), f"rilis{suffix}")
        except UnreadableReleaseError:
            continue
        assert document.text.strip()


def test_elements_without_end() -> None:
    """A page of thousands of elements in one another is read as well."""
    deep = "<div>" * 5000 + "<p>Wali Kota meminta Camat menata drainase.</p>"

    assert "menata drainase" in text_of(f"<html><body>{deep}".encode(), "rilis.html")


def test_reading_a_word_file_from_disk(tmp_path: Path) -> None:
    """What a file holds decides how it is read, whatever its name says."""
    file = tmp_path / "rilis.txt"
    file.write_bytes(docx_of(TEXT))

    assert TITLE in text_of(file.read_bytes(), str(file))

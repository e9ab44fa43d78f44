"""Whatever a release, a page, a Word file, a mail, rules or settings hold: they are read or refused, never worse."""

import json
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from conftest import RELEASES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import docx, docx_of, mail, page, pdf_of

from bimatrack.errors import BimatrackError, RuleError, SettingsError, UnreadableReleaseError
from bimatrack.exporters import flat
from bimatrack.exporters.jsontext import json_line
from bimatrack.literal import harmless_json, literal, one_line, tabbed
from bimatrack.model import Extraction
from bimatrack.proving import prove
from bimatrack.readers import Document, open_bytes
from bimatrack.reading import Terms, read, tried
from bimatrack.registry import Registry
from bimatrack.rules.loader import RuleFile
from bimatrack.settings.reading import parse_settings

QUICK = settings(print_blob=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
_MARKS = ("\u200d", "\u00ad", "\n", "\t")
_PIECES = (
    *(
        "\x1b[31m",
        "\u202e",
        "\u2066",
        "\u200b",
        "\0",
        "\ufeff",
        "[/]",
        "[bold]",
        "=1+1",
        "<script>",
        "&#x202e;",
        "\ud800",
    ),
    *(
        "“",
        "”",
        '"',
        "(",
        ")",
        ":",
        ";",
        " - ",
        "\n",
        "\n\n",
        "\n1. ",
        "\n- ",
        "\t",
        "|",
        "\u2028",
        "а",
        "𝟛",
        "31 Maret 2026",
    ),
    *("Camat Raba", "agar", "paling lambat", "Wali Kota meminta", "PIC : Dishub", "triwulan pertama ini", "9" * 30),
)
_TAGS = (
    "div",
    "p",
    "b",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "h1",
    "article",
    "script",
    "svg",
    "time",
    "br",
    "x-y",
)
_ATTRIBUTES = (
    "",
    ' class="date"',
    ' class="menu"',
    " hidden",
    ' start="999999"',
    ' id="content"',
    ' href="javascript:x"',
)
_WORD = ("p", "r", "t", "tbl", "tr", "tc", "sdt", "pPr", "numPr", "br", "tab", "del", "pStyle", "hyperlink")


@cache
def releases() -> tuple[str, ...]:
    """Return our own written releases."""
    files = (*RELEASES.glob("*.txt"), *(Path(__file__).parent / "releases").glob("*.txt"))
    return tuple(file.read_text(encoding="utf-8") for file in sorted(files))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Make a release out of ours: pieces of it left out, doubled, swapped, and strange things put between."""
    lines = draw(st.sampled_from(releases())).splitlines(keepends=True)
    for _change in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        match draw(st.sampled_from(["drop", "double", "cut", "put", "swap", "join"])):
            case "drop":
                del lines[at : at + draw(st.integers(1, 3))]
            case "double":
                lines[at:at] = lines[at : at + 2] * draw(st.integers(1, 20))
            case "cut" if lines:
                lines[at] = lines[at][draw(st.integers(0, 40)) :]
            case "put" if lines:
                place = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:place] + draw(st.sampled_from(_PIECES)) + lines[at][place:]
            case "swap" if lines:
                lines[at], lines[-1] = lines[-1], lines[at]
            case "join" if lines:
                lines[at] = lines[at].rstrip("\n") + " "
    return "".join(lines)


def trees(names: tuple[str, ...], marks: tuple[str, ...], prefix: str = "") -> st.SearchStrategy[str]:
    """Make trees of elements, some of them left open."""

    def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            lambda name, mark, parts, end: (
                f"<{prefix}{name}{mark}>{''.join(parts)}{f'</{prefix}{name}>' if end else ''}"
            ),
            st.sampled_from(names),
            st.sampled_from(marks),
            st.lists(inside, max_size=5),
            st.just(True) if prefix else st.integers(0, 9).map(bool),
        )

    words = st.sampled_from(("Camat Raba diminta mendata warga. ", "Senin, 5 Januari 2026", "kata ", "a" * 80))
    return st.recursive(words, element, max_leaves=40)


def harmless(text: str) -> bool:
    """Whether no character of *text* commands a terminal, turns the direction or hides."""
    return all(one in _MARKS or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for one in text)


def proved(found: Extraction) -> None:
    """See to it that all that was found stands in the text where it is said to, and is shown harmlessly."""
    text = found.release.text
    for one in found.directives:
        named = (one.quote, one.speaker, *one.owners, one.due.quote if one.due else None)
        for quote in filter(None, named):
            assert text[quote.span.start : quote.span.end] == quote.text
    line = json_line(flat.extraction_record(found))
    assert harmless(line)
    assert len(json.loads(line)["directives"]) == len(found.directives)
    assert all(harmless(one_line(cell)) for row in flat.extraction_rows(found) for cell in row)


def reads(data: bytes, name: str) -> None:
    """Read *data* as the program would; prove what comes of it."""
    for item in tried(lambda: open_bytes(data, name), Terms(Registry.load()), name):
        if isinstance(item, Extraction):
            proved(item)
        elif isinstance(item, UnreadableReleaseError):
            assert "\n" not in str(item)


def wrapped(text: str) -> list[tuple[str, bytes]]:
    """Return *text* in each form of a release."""
    plain = "".join(one if one.isprintable() or one in "\n\t" else " " for one in text)
    return [
        ("a.txt", text.encode("utf-8", "surrogatepass")),
        ("a.md", text.encode("utf-16", "surrogatepass")),
        ("a.html", page("".join(f"<p>{line}</p>" for line in plain.splitlines()))),
        ("a.docx", docx_of(plain)),
        ("a.eml", mail(plain, ("b.docx", "application/octet-stream", docx_of(plain)))),
    ]


def _releases(text: str) -> None:
    proved(read(Document("a.txt", text), Registry.load()))
    for name, data in wrapped(text):
        reads(data, name)


def _bytes(data: bytes, cuts: list[tuple[int, int]]) -> None:
    torn = bytearray(data)
    for place, byte in cuts:
        torn[place % len(torn)] = byte
    for name in ("a.txt", "a.docx", "a.pdf", "a.eml", "a.html", "a.md"):
        reads(bytes(torn[: len(torn) - cuts[0][0] % 50]), name)


def _pages(tree: str) -> None:
    reads(page(tree), "a.html")
    reads(f"<html><body>{tree}".encode(), "a.html")


def _words(tree: str, numbering: str) -> None:
    reads(docx(tree, numbering=numbering, styles=numbering), "a.docx")


def _toml(text: str) -> None:
    works: tuple[tuple[Callable[[], object], type[BimatrackError]], ...] = (
        (lambda: parse_settings(text, Path("setelan.toml")), SettingsError),
        (lambda: Registry.load(text, "unit.toml"), RuleError),
        (lambda: prove((RuleFile("aturan.toml", text),)), RuleError),
    )
    for work, error in works:
        with suppress(error):
            work()


_CUTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=12)
_FORMS = st.builds(
    lambda text, make: make(text),
    st.sampled_from(range(14)).map(lambda at: releases()[at % len(releases())]),
    st.sampled_from(
        (docx_of, pdf_of_plain := lambda text: pdf_of(text.encode("cp1252", "replace").decode("cp1252")), mail)
    ),
)
_VALUE = st.recursive(
    st.one_of(
        st.sampled_from(
            ("1", "true", "1.5", "2026-01-05", '""', '"a"', "'[a] b'", '"{number}"', "[]", "{}", "9999999999")
        ),
        st.text(max_size=8).map(json.dumps),
    ),
    lambda inside: st.one_of(
        st.lists(inside, max_size=4).map(lambda found: f"[{', '.join(found)}]"),
        inside.map(lambda found: f"{{ a = {found} }}"),
    ),
    max_leaves=6,
)
_KEY = st.sampled_from(
    (
        *(
            "language",
            "author",
            "scale.steps",
            "quarter.first_month",
            "views.a",
            "defaults.list",
            "logo",
            "name",
            "kind",
        ),
        *("aliases", "phrases", "examples", "forms", "gives", "means", "words", "signatures.prepared_by.name", "a.b.c"),
        '"a\\u001b"',
    )
)
_HEADS = (
    "",
    "[quarter]",
    "[views]",
    "[[unit]]",
    "[[due]]",
    "[[ask]]",
    "[[office]]",
    "[[holiday]]",
    "[government]",
    "[[",
)
_TOML = st.lists(
    st.tuples(st.sampled_from(_HEADS), st.lists(st.tuples(_KEY, _VALUE), max_size=5)), min_size=1, max_size=4
).map(
    lambda parts: "\n".join(f"{head}\n" + "\n".join(f"{key} = {value}" for key, value in keys) for head, keys in parts)
)
often = pytest.mark.parametrize("count", [25, pytest.param(100, marks=pytest.mark.slow)])


def trials(count: int, work: Callable[..., None], *made: st.SearchStrategy[object]) -> None:
    """Do *work* with so many examples of what is *made*."""
    settings(QUICK, max_examples=count)(given(*made)(work))()


@often
def test_releases_however_they_are_spoilt(count: int) -> None:
    """Our own, with lines lost, doubled and swapped and strange signs between, in each form of a file."""
    trials(count, _releases, mutated())


@often
def test_files_however_they_are_torn(count: int) -> None:
    """Word files, PDFs and mails with wrong bytes and without their end, under any name."""
    trials(count, _bytes, _FORMS, _CUTS)


@often
def test_pages_of_any_elements(count: int) -> None:
    """Pages whose elements stand in one another as nobody meant them to."""
    trials(count, _pages, trees(_TAGS, _ATTRIBUTES))


@often
def test_word_files_of_any_elements(count: int) -> None:
    """The same of Word, numbering included."""
    numbers = trees(("num", "abstractNum", "lvl", "start"), ("", ' w:val="3"', ' w:numId="1"'), "w:")
    trials(count, _words, trees(_WORD, ("", ' w:val="1"', ' w:val="9999"'), "w:"), numbers)


@often
def test_settings_units_and_rules_of_any_toml(count: int) -> None:
    """Known keys with any value in any table: good, or refused with the error of that file."""
    trials(count, _toml, _TOML)


@given(st.text(st.characters(), max_size=200))
def test_nothing_raw_is_shown(text: str) -> None:
    """Of any text what is shown commands nothing, turns nothing round and hides nothing; JSON means what it did."""
    assert harmless(literal(text).replace("\u200d", ""))
    written = json.dumps(text, ensure_ascii=False)
    assert harmless(harmless_json(written))
    assert json.loads(harmless_json(written)) == text


@given(st.lists(st.text(st.sampled_from(" \t\n\u00a0\u3000a\x1b.") | st.characters(), max_size=6), max_size=4))
def test_a_row_is_its_cells_each_on_one_line(cells: list[str]) -> None:
    """Whichever way it is written, the line is the same, and no cell breaks it."""
    assert tabbed(cells) == "\t".join(map(one_line, cells))
    assert tabbed(cells).count("\t") == max(0, len(cells) - 1)

"""Reads what leaves the program with each form's own reader, and tells what it found there beside texts."""

import csv
import io
import json
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import openpyxl
import vobject
from docx import Document
from icalendar import Calendar
from markdown_it import MarkdownIt
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from bimatrack.literal import one_line

Skeleton = list[object]
# What a spreadsheet takes for the beginning of a formula, in any of the languages it speaks.
FORMULA = re.compile(r"[\s\"]*[=+@＝＋－＠\t\r]|\s*-(?!\d+$)")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORDS = ("text", "text_special", "softbreak")


def markdown(content: bytes) -> Skeleton:
    """The blocks, cells, links and emphases, without the words in them; no HTML is among them but line breaks."""
    found: Skeleton = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(content.decode()):
        found.append((token.type, token.tag))
        found += [(one.type, one.tag) for one in token.children or () if one.type not in _WORDS]
    return found


def page(content: bytes) -> Skeleton:
    """The elements of a page with the names of their attributes, and where links lead; charts break long names."""
    root = HTMLParser(content).root
    assert root is not None
    return [
        (node.tag, sorted(name for name in node.attributes if name), node.attributes.get("href"))
        for node in root.traverse()
        if node.tag != "text"
    ]


def table(content: bytes) -> Skeleton:
    """The width of each row; no cell is a formula, by whichever sign a program parts them."""
    text = content.decode("utf-8-sig")
    for sign in ",;\t|":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
            assert [cell for cell in row if FORMULA.match(cell) and not _number(cell)] == [], f"parted by {sign!r}"
    sign = max(",;", key=text.partition("\n")[0].count)
    return [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]


def workbook(content: bytes) -> Skeleton:
    """The kinds of the cells; none is a formula, a link or an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    return [book.sheetnames, *[(cell.coordinate, cell.data_type) for cell in cells]]


def document(content: bytes) -> Skeleton:
    """The elements of a document and its parts, with what its fields are to reckon."""
    read = Document(io.BytesIO(content))
    parts = [str(part.partname) for part in read.part.package.iter_parts()]
    asked = [f"{_WORD}{name}" for name in ("instr", "anchor", "id")]
    return [
        sorted(parts),
        *[(element.tag, [element.get(name) for name in asked]) for element in read.element.iter()],
    ]


def paper(content: bytes) -> Skeleton:
    """What a PDF could do: actions, scripts, files in it, and what lies over its pages; and what it says of itself."""
    reader = PdfReader(io.BytesIO(content))
    root = reader.trailer["/Root"]
    acts = {key for key in ("/OpenAction", "/AA", "/AcroForm", "/JavaScript") if key in root}
    names = set(root.get("/Names", {}).keys())
    notes = {note.get_object()["/Subtype"] for page in reader.pages for note in page.get("/Annots", ())}
    assert b"/JavaScript" not in content
    assert b"/Launch" not in content
    return [sorted(acts), sorted(names), sorted(notes), sorted(reader.metadata or ())]


def calendar(content: bytes) -> Skeleton:
    """The components with the names of their properties, read by two libraries; lines are as long as they may be."""
    text = content.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.count("\n") == text.count("\r\n")
    [other] = vobject.readComponents(text)
    read = Calendar.from_ical(text)
    assert len(list(other.getChildren())) == len(read.property_items(recursive=False)) - 2 + len(read.subcomponents)
    return [(one.name, sorted(map(str, one.keys()))) for one in read.walk()]


def json_document(content: bytes) -> Skeleton:
    """The names and kinds of the values."""
    return [_kinds(json.loads(content))]


def json_lines(content: bytes) -> Skeleton:
    """The same for one document a line."""
    return [_kinds(json.loads(line)) for line in content.decode().split("\n") if line]


def todo(content: bytes) -> Skeleton:
    """What each line says by the rules of todo.txt beside its words."""
    found: Skeleton = []
    for line in content.decode().splitlines():
        head = re.match(r"(x \d{4}-\d\d-\d\d )?(\([A-Z]\) )?(\d{4}-\d\d-\d\d )+", line)
        assert head, line
        words = line[head.end() :].split(" ")
        contexts = sum(1 for word in words if re.fullmatch(r"@\S+", word))
        projects = sum(1 for word in words if re.fullmatch(r"\+\S+", word))
        keys = [word.partition(":")[0] for word in words if re.fullmatch(r"(?=[^:]*[^\W\d_])[^\s:/]+:[^\s:/]\S*", word)]
        # A name without a letter is none.
        found.append((bool(head[1]), head[2], max(contexts, 1), max(projects, 1), keys))
    return found


def chat(content: bytes) -> Skeleton:
    """How many lines there are, and the marks of messengers in each."""
    return [[sign for sign in line if sign in "*_~`"] for line in content.decode().splitlines()]


def lines(content: bytes) -> Skeleton:
    """Which lines are blank, and which begin with blanks."""
    return [(not line.strip(), line[:1] == " ") for line in content.decode().splitlines()]


def rows(content: bytes) -> Skeleton:
    """How many cells each row has."""
    return [line.count("\t") for line in content.decode().splitlines()]


# How each form is read, by its name.
READERS: Mapping[str, Callable[[bytes], Skeleton]] = {
    "md": markdown,
    "html": page,
    "csv": table,
    "xlsx": workbook,
    "docx": document,
    "pdf": paper,
    "ics": calendar,
    "json": json_document,
    "jsonl": json_lines,
    "taskwarrior": json_document,
    "todotxt": todo,
    "chat": chat,
    "memo": lines,
    "rows": rows,
}


def words_in(form: str, content: bytes) -> str:
    """Return all the words that a reader of the *form* sees, blanks folded, those of each piece on a line."""
    return "\n".join(" ".join(piece.split()) for piece in _PIECES[form](content))


def shown(form: str, text: str) -> str:
    """Return how *text* reads in the *form*: as it was, where that holds it, else harmless on one line."""
    return _fold(text) if form in ("json", "jsonl") else one_line(text)


def _fold(text: str) -> str:
    return " ".join(text.split())


def _markdown_pieces(content: bytes) -> Iterator[str]:
    for token in MarkdownIt("commonmark").enable("table").parse(content.decode()):
        if token.type == "inline":
            yield "".join(one.content for one in token.children or () if one.type in ("text", "text_special"))


def _cells(content: bytes) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (str(cell.value) for cell in row if cell.value is not None)


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)


_PIECES: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "md": _markdown_pieces,
    "html": lambda content: (node.text_content or "" for node in HTMLParser(content).root.traverse(include_text=True)),  # type: ignore[union-attr]
    "xlsx": _cells,
    "docx": lambda content: (str(one.text or "") for one in Document(io.BytesIO(content)).element.iter() if one.text),
    "ics": lambda content: (
        str(value) for one in Calendar.from_ical(content).walk() for name, value in one.property_items(recursive=False)
    ),
    "json": lambda content: _strings(json.loads(content)),
    "taskwarrior": lambda content: _strings(json.loads(content)),
    "jsonl": lambda content: (text for line in content.split(b"\n") if line for text in _strings(json.loads(line))),
    "memo": lambda content: iter(content.decode().splitlines()),
}
# Forms that change a text where it would be more than one, so that it cannot be looked for as it was.
CHANGING = ("csv", "chat", "todotxt", "pdf", "rows")


def _kinds(value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return {name: _kinds(one) for name, one in value.items()}
    if isinstance(value, list):
        kinds = [_kinds(one) for one in value]
        return kinds if any(isinstance(one, dict | list) for one in value) else sorted(set(map(str, kinds)))
    return type(value).__name__


def _number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?\d+", cell) is not None

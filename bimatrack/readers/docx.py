"""Word files as text: paragraphs, lists with their numbers, tables row by row."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.document import Document
from bimatrack.readers.numbering import Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_BYTES = 20 * 1024 * 1024  # of XML; a release has some 100 kB
_MOST_ELEMENTS, _DEEPEST = 400_000, 150  # a book of 500 pages has 200,000, a table in a table some 40 above it
_MOST_FILES = 5000  # in the archive; each picture is one
_AT_A_TIME = 64 * 1024
_CELLS = " | "
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = {f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delText", _FALLBACK}


def read_docx(data: bytes, source: str) -> Document:
    """Read a Word file.

    Raises:
        UnreadableReleaseError: it is damaged, locked, unreasonably large, or another kind of archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MOST_FILES:
                raise _too_much(source)
            if "word/document.xml" not in archive.namelist():
                if source.lower().endswith(".docx"):
                    raise damaged(source)
                raise UnreadableReleaseError(
                    _("{source} is an archive, not a Word file; unpack it and import what is in it.").format(
                        source=source
                    )
                )
            body = _part(archive, "word/document.xml", source)
            numbering = Numbering.read(
                *(_part(archive, f"word/{name}.xml", source) for name in ("numbering", "styles"))
            )
    except (
        zipfile.BadZipFile,
        zlib.error,
        ET.ParseError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,  # the index says that a part begins before the file does
    ) as error:
        raise damaged(source) from error
    return Document(source, "\n".join(_blocks(body, numbering)))


def damaged(source: str) -> UnreadableReleaseError:
    """Return the error that says that a Word file cannot be opened."""
    return UnreadableReleaseError(
        _("{source} is damaged or locked; open it in Word and save it anew as .docx.").format(source=source)
    )


def _part(archive: zipfile.ZipFile, name: str, source: str) -> ET.Element:
    if name not in archive.namelist():
        return ET.Element("nothing")
    parser = ET.XMLParser(target=_Bounded(source))  # noqa: S314 - bounded in size, depth and number, and without entities
    left = _MOST_BYTES
    with archive.open(name) as member:
        while piece := member.read(_AT_A_TIME):
            left -= len(piece)
            if left < 0:
                raise _too_much(source)
            parser.feed(piece)
    root = parser.close()
    return root if isinstance(root, ET.Element) else ET.Element("nothing")


class _Bounded(ET.TreeBuilder):
    """Builds a tree no larger than a release can have, in whatever letters the XML is written."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._source = source
        self._count = self._depth = 0

    def doctype(self, *_words: object) -> None:
        """Refuse a document type: no Word file has one, and only there could entities be made."""
        raise _too_much(self._source)

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        """Begin an element."""
        self._count += 1
        self._depth += 1
        if self._count > _MOST_ELEMENTS or self._depth > _DEEPEST:
            raise _too_much(self._source)
        return super().start(tag, attrs)

    def end(self, tag: str) -> ET.Element:
        """End an element."""
        self._depth -= 1
        return super().end(tag)


def _too_much(source: str) -> UnreadableReleaseError:
    return UnreadableReleaseError(
        _("{source} unpacks to more than a release can hold; save its text as .txt and import that.").format(
            source=source
        )
    )


def _blocks(element: ET.Element, numbering: Numbering) -> list[str]:
    """Return the paragraphs and table rows below *element*, one a line, in order."""
    found: list[str] = []
    for child in element:
        if child.tag == f"{W}p":
            found.append(numbering.mark(child) + _words(child))
        elif child.tag == f"{W}tbl":
            found += [_row(row, numbering) for row in _own(child, f"{W}tr")]
        elif child.tag not in _SKIPPED:
            found += _blocks(child, numbering)
    return found


def _own(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Yield the elements of a *tag* below *element*, but for those of a table within."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != f"{W}tbl":
            yield from _own(child, tag)


def _row(row: ET.Element, numbering: Numbering) -> str:
    cells = ("; ".join(filter(str.strip, _blocks(cell, numbering))) for cell in _own(row, f"{W}tc"))
    return _CELLS.join(cell.strip() for cell in cells)


def _words(element: ET.Element) -> str:
    """Return the text below *element*, struck-out words left out."""
    words: list[str] = []
    for child in element:
        if child.tag == f"{W}t":
            words.append(child.text or "")
        elif child.tag in _SIGNS:
            words.append(_SIGNS[child.tag])
        elif child.tag not in _SKIPPED:
            words.append(_words(child))
    return "".join(words)

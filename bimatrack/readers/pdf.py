"""PDF files as text: lines put together to paragraphs again, page numbers left out."""

import io
import logging
import re

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.document import Document
from bimatrack.readers.wrapping import goes_on

_MOST_PAGES = 120
_MOST_CHARACTERS = 1_000_000
_PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:halaman|hal\.?|page)\s*)?\d{1,3}(?:\s*(?:dari|of|/)\s*\d{1,3})?\W*$", re.IGNORECASE
)
# Damaged files break pypdf in many ways that it does not put into errors of its own.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NotImplementedError, OSError)
_MORE_FAULTS = (RecursionError, TypeError, ValueError)
_DOUBLE = re.compile(r"(?<=\S)  (?=\S)")
_SIGNS = str.maketrans(
    dict.fromkeys("\x7f\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0e0\uf02d", "•")  # bullets of symbol fonts
    | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
)
_LONGEST_WORD = 80
_HALVED = re.compile(r"(?P<half>\w+)-$")


def read_pdf(data: bytes, source: str) -> Document:
    """Read a PDF file.

    Raises:
        UnreadableReleaseError: it is damaged, locked, far too long, or holds only pictures.
    """
    pages = _pages(data, source)
    text = "\n\n".join(_paragraphs(page) for page in pages)
    if not text.strip():
        raise UnreadableReleaseError(
            _("{source} holds only pictures of pages; run it through text recognition and try again.").format(
                source=source
            )
        )
    return Document(source, _joined_pages(text))


def _pages(data: bytes, source: str) -> list[str]:
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        return _read_pages(data, source)
    except FileNotDecryptedError as error:
        raise UnreadableReleaseError(
            _("{source} is locked with a password; save an open copy and import that.").format(source=source)
        ) from error
    except (PyPdfError, *_FAULTS, *_MORE_FAULTS) as error:
        raise UnreadableReleaseError(
            _("{source} is damaged or locked; print it to a new PDF and import that.").format(source=source)
        ) from error


def _read_pages(data: bytes, source: str) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    # pypdf tells of each small fault of a file on the log, which would end up on the user's screen.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    if len(reader.pages) > _MOST_PAGES:
        raise UnreadableReleaseError(
            _("{source} has more than {count} pages; cut the release out of it and import that.").format(
                source=source, count=_MOST_PAGES
            )
        )
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text(extraction_mode="layout") or page.extract_text())
        if sum(map(len, pages)) > _MOST_CHARACTERS:
            raise UnreadableReleaseError(
                _("{source} unpacks to more than a release can hold; save its text as .txt and import that.").format(
                    source=source
                )
            )
    return pages


def _paragraphs(page: str) -> str:
    """Put the lines of a page together where one only went on because the line was full."""
    lines = [
        _DOUBLE.sub(" ", line.strip()) for line in page.translate(_SIGNS).splitlines() if not _PAGE_NUMBER.match(line)
    ]
    width = max((len(line) for line in lines), default=0)
    apart = "\n\n" in "\n".join(lines).strip("\n")
    parts: list[str] = []
    last = ""
    for line in lines:
        if last and line and goes_on(last, line, width, apart=apart):
            parts[-1], between = _join(parts[-1], line)
            parts += (between, line)
        else:
            parts += ("\n", line)
        last = line
    return "".join(parts[1:])


def _join(before: str, line: str) -> tuple[str, str]:
    """Return *before* as it is joined with *line*, and what stands between the two.

    A hyphen at the end stays where a word is doubled ("proyek-proyek"), else it goes.
    """
    halved = _HALVED.search(before[-_LONGEST_WORD:])
    if halved and line[:1].islower():
        whole = line.lower().startswith(halved["half"].lower()[-4:])
        return (before if whole else before[:-1]), ""
    return before, " "


def _joined_pages(text: str) -> str:
    """Put together a paragraph that runs over the end of a page."""
    return re.sub(r"(?<=[\w,])\n\n(?=[a-z])", " ", text)

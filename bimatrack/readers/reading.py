"""Chooses how a file is read, by what it holds and then by its suffix, and refuses what is no release."""

from pathlib import Path, PurePath

from bimatrack.errors import UnreadableReleaseError
from bimatrack.faults import reason_of
from bimatrack.i18n import _
from bimatrack.readers.addresses import is_address, shown
from bimatrack.readers.document import Document
from bimatrack.readers.text import decode
from bimatrack.readers.wrapping import unwrapped

MOST_BYTES = 20 * 1024 * 1024
MOST_LETTERS = 1_000_000  # a release has some 3,000, a book of 500 pages all of them
_HEAD = 1024  # bytes at the start that tell what a file is
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM", b"\0\0\1\0", b"\0\0\0\x18ftyp")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_PDF = b"%PDF-"
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")


def load(path: Path) -> bytes:
    """Return what the file at *path* holds, as far as its size may be read.

    Raises:
        UnreadableReleaseError: there is no such file, or it cannot be opened.
    """
    source = str(path)
    if path.is_dir():
        raise UnreadableReleaseError(
            _("{source} is a folder that cannot be opened; check its rights.").format(source=source)
        )
    try:
        if path.exists() and not path.is_file():
            raise UnreadableReleaseError(
                _("{source} is no ordinary file; name a file or a folder.").format(source=source)
            )
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableReleaseError(_("There is no file {source}; check the name.").format(source=source)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = reason_of(error) if isinstance(error, OSError) else error
        raise UnreadableReleaseError(
            _("{source} cannot be opened ({reason}); check its rights.").format(source=source, reason=reason)
        ) from error


def read_document(path: Path) -> Document:
    """Read the one document at *path*.

    Raises:
        UnreadableReleaseError: there is no such file, it is too large, or holds nothing that can be read.
    """
    return read_bytes(load(path), str(path))


def read_bytes(data: bytes, source: str, suffix: str | None = None) -> Document:
    """Read one document, as it came from a disk or a pipe; *source* is its name, for messages.

    *suffix* tells what it is where the bytes do not, if its name does not.

    Raises:
        UnreadableReleaseError: the data is too large, empty, or nothing that can be read.
    """
    refuse_large(data, source)
    document = _read(data, source, suffix_of(source) if suffix is None else suffix)
    refuse_long(document.text, source)
    if document.text.strip():
        return document
    if is_address(source):
        raise UnreadableReleaseError(
            _("{address} shows no text to programs; save the page in a browser and import the file.").format(
                address=shown(source)
            )
        )
    raise UnreadableReleaseError(_("{source} is empty; save the release's text into it.").format(source=source))


def refuse_large(data: bytes, source: str) -> None:
    """Refuse what is larger than any release.

    Raises:
        UnreadableReleaseError: it is.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableReleaseError(
            _("{source} is larger than {size} MB; cut the release out of it and import that.").format(
                source=source, size=MOST_BYTES // 1024**2
            )
        )


def refuse_long(text: str, source: str) -> None:
    """Refuse a text that is longer than any release.

    Raises:
        UnreadableReleaseError: it is.
    """
    if len(text) > MOST_LETTERS:
        raise UnreadableReleaseError(
            _("{source} holds more than a million letters; cut the release out of it and import that.").format(
                source=source
            )
        )


def suffix_of(source: str) -> str:
    """Return the suffix of a name in small letters."""
    return PurePath(source).suffix.lower()


def _read(data: bytes, source: str, suffix: str) -> Document:
    _refuse_others(data, source)
    if _PDF in data[:_HEAD]:
        from bimatrack.readers.pdf import read_pdf

        return read_pdf(data, source)
    if data.startswith(_ZIP):
        from bimatrack.readers.docx import read_docx

        return read_docx(data, source)
    text = _decoded(data, source, suffix)
    if suffix in (".html", ".htm") or text[:_HEAD].lstrip().lower().encode("utf-8", "replace").startswith(_PAGE):
        from bimatrack.readers.html import read_html

        return read_html(text, source)
    if suffix == ".md":
        from bimatrack.readers.markdown import read_markdown

        return read_markdown(text, source)
    return Document(source, unwrapped(text))


def _decoded(data: bytes, source: str, suffix: str) -> str:
    """Decode what should be text; what is none though it is named as a Word file is a damaged one."""
    try:
        return decode(data, source)
    except UnreadableReleaseError as error:
        if suffix != ".docx":
            raise
        from bimatrack.readers.docx import damaged

        raise damaged(source) from error


def _refuse_others(data: bytes, source: str) -> None:
    if data.startswith(_PICTURES) and b"\0" in data[: 4 * _HEAD]:
        raise UnreadableReleaseError(
            _("{source} is a picture; type the release into a .txt file or run it through text recognition.").format(
                source=source
            )
        )
    if data.startswith(_OLD_OFFICE) and suffix_of(source) == ".msg":
        raise UnreadableReleaseError(
            _("{source} is a mail in a form of Outlook's own; save it there as .txt or .html and import that.").format(
                source=source
            )
        )
    if data.startswith(_OLD_OFFICE):
        raise UnreadableReleaseError(
            _("{source} is locked with a password or from an old Office; save it as an open .docx or .pdf.").format(
                source=source
            )
        )

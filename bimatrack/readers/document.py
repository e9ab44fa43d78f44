"""One file as it was read: the text, and what the file itself says of its day, publisher and title."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.text import decode

MOST_BYTES = 20 * 1024 * 1024
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM", b"\0\0\1\0", b"\0\0\0\x18ftyp")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Document:
    """What reading one file yields.

    *text* is the decoded text with single newlines. *published*, *publisher* and *title* come from the file's
    own metadata; None where it has none.
    """

    source: str
    text: str
    published: date | None = None
    publisher: str | None = None
    title: str | None = None


def read_document(path: Path) -> Document:
    """Read the file at *path*.

    Raises:
        UnreadableReleaseError: there is no such file, it is too large, or holds nothing that can be read.
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
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableReleaseError(_("There is no file {source}; check the name.").format(source=source)) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise UnreadableReleaseError(
            _("{source} cannot be opened ({reason}); check its rights.").format(source=source, reason=reason)
        ) from error
    return read_bytes(data, source)


def read_bytes(data: bytes, source: str) -> Document:
    """Read a file's *data*, as it came from a disk or a pipe; *source* is its name, for messages and suffix.

    Raises:
        UnreadableReleaseError: the data is too large, empty, or nothing that can be read.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableReleaseError(
            _("{source} is larger than {size} MB; cut the release out of it and import that.").format(
                source=source, size=MOST_BYTES // 1024**2
            )
        )
    _refuse_others(data, source)
    document = Document(source, decode(data, source))
    if not document.text.strip():
        raise UnreadableReleaseError(_("{source} is empty; save the release's text into it.").format(source=source))
    return document


def _refuse_others(data: bytes, source: str) -> None:
    if data.startswith(_PICTURES) and b"\0" in data[:4096]:
        raise UnreadableReleaseError(
            _("{source} is a picture; type the release into a .txt file or run it through text recognition.").format(
                source=source
            )
        )
    if data.startswith(_OLD_OFFICE):
        raise UnreadableReleaseError(
            _("{source} is an old Office file; save it as .docx or .pdf and try again.").format(source=source)
        )

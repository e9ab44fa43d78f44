"""Plain text out of bytes, in whichever encoding an office saved it."""

import codecs
import re

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What Python decodes besides: names of hosts, which takes the square of their length, and its own literals.
_NO_CHARSETS = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?")
_MOST_CONTROLS = 0.01  # a stray form feed is text; one control character in a hundred is not


def decode(data: bytes, source: str, charset: str | None = None) -> str:
    """Decode *data*: as the *charset* that it came with, if it is that, else by what it holds.

    That is UTF-8, UTF-16 and UTF-32 by their mark, UTF-8 without one, else Windows-1252.

    Raises:
        UnreadableReleaseError: the bytes are no text.
    """
    text = _LINE_ENDS.sub("\n", _as_told(data, charset) or _decoded(data))
    if "\0" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise UnreadableReleaseError(
            _("{source} holds no text; save the release as .txt, .docx, .html or .pdf and try again.").format(
                source=source
            )
        )
    return text


def _as_told(data: bytes, charset: str | None) -> str | None:
    try:
        return data.decode(charset) if charset and codecs.lookup(charset).name not in _NO_CHARSETS else None
    except (LookupError, ValueError):  # an unknown charset, a codec that makes no text, or another one than was told
        return None


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    # A UTF-8 file with a damaged place stays UTF-8: reading it as Windows-1252 would spoil all that is whole.
    broken = text.count("\ufffd")
    if sum(not c.isascii() for c in text) > 2 * broken:
        return text
    return data.decode("cp1252", errors="replace")

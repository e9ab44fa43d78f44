"""Makes text from outside harmless to show: what could command a terminal is written out, never acted on."""

import re
from collections.abc import Sequence

# C0 and C1 controls but for tab and newline, the marks that hide or reorder what stands by them or that end lines where
# nobody looks, and what is no character at all (halves of pairs, U+FFFE, U+FFFF): no file of text or XML takes it. What
# joins two pictures to one (U+200D) is let be between them only.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]|(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d"
)
_SPACE = re.compile(r"\s+")
_BASIC = 0xFFFF  # the last character that four hex digits reach
_ADDRESSES = ("http://", "https://")


def literal(text: str) -> str:
    r"""Return *text* with each control character written as its escape, such as \x1b."""
    return UNSAFE.sub(_escape, text)


def one_line(text: str) -> str:
    """Return *text* literally on one line, white space folded: a cell of a table."""
    if text.isprintable() and "  " not in text:  # Most cells are clean, and a long list has many.
        return text.strip()
    return literal(_SPACE.sub(" ", text).strip())


def tabbed(row: Sequence[str]) -> str:
    """Return the cells of *row*, each as `one_line` shows it, on one line, parted by tabs."""
    line = "\t".join(row)
    blank = "  " in line or "\t " in line or " \t" in line or line[:1] == " " or line[-1:] == " "
    # Most rows are clean, as most cells are.
    return line if "".join(row).isprintable() and not blank else "\t".join([one_line(cell) for cell in row])


def harmless_json(text: str) -> str:
    """Return JSON that means the same to a reader of JSON, with each control character written as its escape."""
    if text.replace("\n", " ").isprintable():  # Looking at each character for itself takes many times as long.
        return text
    return UNSAFE.sub(_json_escape, text)


def is_address(text: str) -> bool:
    """Tell whether *text* is an address on the web that can harmlessly be followed: http or https, plain characters."""
    return text.startswith(_ADDRESSES) and text.isascii() and text.isprintable() and " " not in text


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code > _BASIC:
        return f"\\U{code:08x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 - two hex digits reach to 0xff


def _json_escape(match: re.Match[str]) -> str:
    # JSON writes what lies beyond four digits as the two halves that UTF-16 makes of it.
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))

"""Mails as what is in them: the text of the mail itself, the day it was sent, and its attachments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import BaseHeader, DateHeader
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy
from itertools import islice
from typing import cast

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.document import Document
from bimatrack.readers.files import SUFFIXES
from bimatrack.readers.heading import headed
from bimatrack.readers.metadata import day_of
from bimatrack.readers.text import decode
from bimatrack.readers.wrapping import unwrapped
from bimatrack.rules.pages import page_words

# What the parser's time grows with, faster than with the size of a mail. One of the largest size has 300,000 lines.
_MOST = {b"\n": 400_000, b"\n\n": 10_000, b"\n\r\n": 10_000, b"\n--": 2000, b"multipart": 40}
_MOST_PARTS = 200
_DEEPEST = 20  # parts in parts
_LONGEST_HEADER, _MOST_HEADER_LINES = 4000, 60
_LONGEST_NAME = 120
# Damaged mails break the parser in many ways that it does not put into errors of its own.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_START = b"\xef\xbb\xbf \t\r\n"
_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "message/rfc822": ".eml",
}
_FOLDERS = re.compile(r"[\\/]")
_SIGNATURE = re.compile(r"^-- ?\n.*", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)
_SOFT_END = re.compile(r"(?<=\S) \n(?=\S)")
# A line of dashes and the first lines of the mail that was passed on: "From: …", "Dikirim: …".
_PASSED_ON = re.compile(r"^[-_]{5,}[^\n]{0,60}\n(?P<fields>(?:[^\W\d_][\w -]{1,20}:[^\n]*\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail; its *name* has no folders in it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """What a mail holds; *body* is None where nothing is written in it."""

    body: Document | None
    sent: date | None
    attachments: tuple[Attachment, ...]


class _Bounded(EmailPolicy):
    """The policy of today's mails, but for headers longer than any has: taking those apart may take minutes."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines[:_MOST_HEADER_LINES])
        return name, value[:_LONGEST_HEADER]


def read_mail(data: bytes, source: str) -> Mail:
    """Read a mail.

    Raises:
        UnreadableReleaseError: it is damaged, or has more parts than a mail can.
    """
    small = data.lower()
    if any(small.count(sign) > most for sign, most in _MOST.items()):
        raise _too_many_parts(source)
    try:
        message = _parsed(data)
        parts = tuple(islice(_parts(message, source), _MOST_PARTS + 1))
        if len(parts) > _MOST_PARTS:
            raise _too_many_parts(source)
        sent = _sent(message)
        return Mail(_body(message, parts, source, sent), sent, tuple(_attachments(parts)))
    except _FAULTS as error:
        raise UnreadableReleaseError(
            _("{source} is a damaged mail; save its text as .txt and import that.").format(source=source)
        ) from error


def _parsed(data: bytes) -> EmailMessage:
    message = BytesParser(policy=_Bounded()).parsebytes(data.lstrip(_START))
    return cast("EmailMessage", message)  # The policy makes nothing else.


def _parts(part: EmailMessage, source: str, depth: int = 0) -> Iterator[EmailMessage]:
    """Yield the parts that hold something, of alternatives the plain text; what is attached to another one counts."""
    if depth > _DEEPEST:
        raise _too_many_parts(source)
    if not part.is_multipart() or part.get_content_maintype() == "message":
        yield part
        return
    children = _children(part)
    chosen = _best(children) if part.get_content_subtype() == "alternative" else None
    for child in children:
        for inner in _parts(child, source, depth + 1):
            if chosen in (None, child) or not _is_text(inner):
                yield inner


def _best(children: Sequence[EmailMessage]) -> EmailMessage:
    for child in children:
        if child.get_content_type() == "text/plain" and _bytes(child).strip():
            return child
    pages = (child for child in children if any(part.get_content_type() == "text/html" for part in child.walk()))
    return next(pages, children[-1])


def _body(message: EmailMessage, parts: Sequence[EmailMessage], source: str, sent: date | None) -> Document | None:
    texts = [_text(part, source).strip() for part in parts if _is_text(part)]
    text = "\n\n".join(filter(None, texts))
    if not text:
        return None
    subject = page_words().relayed.sub("", _header(message, "subject"), count=1)
    return Document(source, headed(text, subject), title=subject or None, sent=sent)


def _text(part: EmailMessage, source: str) -> str:
    text = decode(_bytes(part), source, part.get_content_charset())
    if part.get_content_subtype() == "html":
        from bimatrack.readers.html import read_html

        return read_html(text, source).text
    text = _QUOTED.sub("", _SIGNATURE.sub("", text))
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _SOFT_END.sub("" if str(part.get_param("delsp", "")).lower() == "yes" else " ", text)
    return unwrapped(_PASSED_ON.sub(lambda match: "\n" if "@" in match["fields"] else match[0], text))


def _attachments(parts: Sequence[EmailMessage]) -> Iterator[Attachment]:
    for number, part in enumerate(parts, 1):
        if not _is_text(part) and not _is_ornament(part):
            yield Attachment(_name(part, number), _bytes(part))


def _is_text(part: EmailMessage) -> bool:
    """Whether a part is written in the mail itself."""
    return part.get_content_type() in ("text/plain", "text/html") and not (part.is_attachment() or part.get_filename())


def _is_ornament(part: EmailMessage) -> bool:
    """Whether a part is a picture that stands in the text, such as the crest in a signature."""
    return part.get_content_maintype() == "image" and not part.is_attachment()


def _name(part: EmailMessage, number: int) -> str:
    kind = part.get_content_type()
    name = " ".join(_FOLDERS.split(str(part.get_filename() or ""))[-1].split())[-_LONGEST_NAME:]
    if not name:
        return f"{number}{_SUFFIXES.get(kind, '.' + part.get_content_subtype())}"
    return name if name.lower().endswith(SUFFIXES) else name + _SUFFIXES.get(kind, "")


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_maintype() == "message" and part.is_multipart():
        return b"\n".join(child.as_bytes() for child in _children(part))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _children(part: EmailMessage) -> list[EmailMessage]:
    return [child for child in part.iter_parts() if isinstance(child, EmailMessage)]


def _sent(message: EmailMessage) -> date | None:
    header = message.get("date")
    moment = header.datetime if isinstance(header, DateHeader) else None
    return day_of(moment.isoformat()) if moment else None


def _header(message: EmailMessage, name: str) -> str:
    header = message.get(name)
    return " ".join(str(header).split()) if isinstance(header, (str, BaseHeader)) else ""


def _too_many_parts(source: str) -> UnreadableReleaseError:
    return UnreadableReleaseError(
        _("{source} has more parts than a mail can; save its text as .txt and import that.").format(source=source)
    )

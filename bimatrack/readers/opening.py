"""Opens what a user names: a file, a pipe or an address holds one document, a mail may hold several."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bimatrack.altering import replace
from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.document import Document, PassedOver
from bimatrack.readers.files import SUFFIXES
from bimatrack.readers.reading import load, read_bytes, refuse_large, refuse_long, suffix_of

if TYPE_CHECKING:
    from bimatrack.readers.mail import Attachment, Mail

Content: TypeAlias = Document | UnreadableReleaseError | PassedOver

_HEAD = 16 * 1024  # bytes in which the first header lines of a mail stand
# Header lines, one of which only mails have.
_MAIL = re.compile(
    rb"\A(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To|DKIM-Signature):",
    re.IGNORECASE,
)
_DEEPEST = 3  # mails in mails


def open_file(path: Path) -> tuple[Content, ...]:
    """Read the documents in the file at *path*.

    Raises:
        UnreadableReleaseError: there is no such file, it is too large, or holds nothing that can be read.
    """
    return open_bytes(load(path), str(path))


def open_address(address: str) -> tuple[Content, ...]:
    """Read the documents at *address* on the web; they come from the address where they were found in the end.

    Raises:
        UnreadableReleaseError: it may not be asked for, cannot be fetched, or holds nothing that can be read.
    """
    from bimatrack.readers.fetching import fetch

    fetched = fetch(address)
    return open_bytes(fetched.data, fetched.address, fetched.suffix)


def open_bytes(data: bytes, source: str, suffix: str | None = None) -> tuple[Content, ...]:
    """Read the documents in *data*, as it came from a disk or a pipe; *source* is its name.

    *suffix* tells what it is where the bytes do not, if its name does not. What a mail brings that cannot be read comes
    as its error, what is of a kind that is not read as passed over.

    Raises:
        UnreadableReleaseError: the data is too large, empty, or nothing that can be read.
    """
    return _contents(data, source, suffix_of(source) if suffix is None else suffix, 0)


def _contents(data: bytes, source: str, suffix: str, depth: int) -> tuple[Content, ...]:
    refuse_large(data, source)
    if suffix != ".eml" and not _MAIL.match(data[:_HEAD]):
        return (read_bytes(data, source, suffix),)
    if depth > _DEEPEST:
        raise UnreadableReleaseError(
            _("{source} is a mail in a mail in a mail; save it by itself and import that.").format(source=source)
        )
    from bimatrack.readers.mail import read_mail

    return _in_mail(read_mail(data, source), source, depth)


def _in_mail(mail: "Mail", source: str, depth: int) -> tuple[Content, ...]:
    attached = [one for attachment in mail.attachments for one in _attached(attachment, mail, source, depth)]
    if mail.body is not None:
        refuse_long(mail.body.text, source)
        covering = any(isinstance(one, Document) for one in attached)
        return (replace(mail.body, covering=covering), *attached)
    if all(isinstance(one, PassedOver) for one in attached):
        raise UnreadableReleaseError(
            _("{source} is a mail without text, and nothing attached to it can be read; ask for it as .pdf.").format(
                source=source
            )
        )
    return tuple(attached)


def _attached(attachment: "Attachment", mail: "Mail", source: str, depth: int) -> Iterator[Content]:
    name = f"{source}/{attachment.name}"
    suffix = suffix_of(attachment.name)
    if suffix not in SUFFIXES:
        yield PassedOver(name)
        return
    try:
        for one in _contents(attachment.data, name, suffix, depth + 1):
            yield replace(one, sent=one.sent or mail.sent) if isinstance(one, Document) else one
    except UnreadableReleaseError as error:
        yield error

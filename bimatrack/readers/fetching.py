"""Fetches what stands at an address of the web, within limits of size and time; no other room knows the network."""

import socket
import ssl
import time
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as WaitedTooLong
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from pathlib import PurePosixPath
from threading import Thread
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.addresses import checked, is_near, shown
from bimatrack.readers.files import SUFFIXES
from bimatrack.readers.reading import MOST_BYTES

_AT_A_TIME = 64 * 1024
_MOST_HOPS = 8
_OK, _GONE, _SHUT, _THEIRS = (200, 203), (404, 410), (401, 403, 407, 451), range(500, 600)
_MOVED = (301, 302, 303, 307, 308)
# Some sites shut out programs that do not call themselves a browser's relative.
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; bimatrack)",
    "Accept": "text/html,application/pdf,text/plain,*/*;q=0.5",
    "Accept-Encoding": "identity",
}
# What servers call the kinds that are read; of the last ones the bytes and the name tell.
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_UNTOLD = (
    *("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/download"),
    *("application/x-download", "application/force-download", "application/zip", "application/msword"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an address may ask of us: bytes, seconds of silence, seconds in all."""

    size: int = MOST_BYTES
    silence: float = 15
    total: float = 120


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address; *address* is the one that it was found at in the end."""

    address: str
    suffix: str
    data: bytes


def fetch(address: str, limits: Limits | None = None) -> Fetched:
    """Fetch what stands at *address*.

    Raises:
        UnreadableReleaseError: it may not be asked for, cannot be reached, is too large, too slow, or of another kind.
    """
    limits = limits or Limits()
    asked = checked(address)
    return _within(limits.total, lambda: _fetched(asked, limits, time.monotonic() + limits.total), asked)


def _within(seconds: float, work: Callable[[], Fetched], address: str) -> Fetched:
    """Do *work* for so many seconds at most.

    A search for a host's name, and an answer that comes letter by letter, know no limit of their own.
    """
    done: Future[Fetched] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - whatever it is, it comes up where the work is waited for
            done.set_exception(error)

    Thread(target=run, daemon=True).start()
    try:
        return done.result(seconds)
    except WaitedTooLong:
        raise _too_slow(address) from None


def _fetched(address: str, limits: Limits, end: float) -> Fetched:
    first = address
    for _hop in range(_MOST_HOPS):
        try:
            with _asked(address, limits) as answer:
                place = answer.headers.get("Location") if answer.status in _MOVED else None
                if place is None:
                    _refuse_status(answer.status, address)
                    suffix = _suffix(answer, address)
                    return Fetched(address, suffix, _unpacked(_data(answer, address, limits, end), answer, address))
        except (OSError, HTTPException, ValueError) as error:
            raise _trouble(error, address) from error
        before, address = address, _led(address, place)
        if is_near(address) and not is_near(first):
            raise _leads_to(before, address)
    raise UnreadableReleaseError(
        _("{address} leads from page to page without end; save the page in a browser and import the file.").format(
            address=shown(address)
        )
    )


def _led(address: str, place: str) -> str:
    """Return where *address* leads to by a redirection to *place*."""
    # Headers are read as Latin-1; an address beyond ASCII is UTF-8.
    place = place.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        return checked(urljoin(address, place))
    except (UnreadableReleaseError, ValueError) as error:
        raise _leads_to(address, place) from error


def _leads_to(address: str, place: str) -> UnreadableReleaseError:
    return UnreadableReleaseError(
        _("{address} leads to {place}, which is not fetched; save the page in a browser and import the file.").format(
            address=shown(address), place=shown(place)
        )
    )


def _asked(address: str, limits: Limits) -> HTTPResponse:
    opener = OpenerDirector()
    # Nothing that would read a file or follow a redirection by itself.
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    answer = opener.open(Request(address, headers=_HEADERS), timeout=limits.silence)  # noqa: S310 - checked before
    if not isinstance(answer, HTTPResponse):
        raise OSError(_("the proxy of this computer is none for the web"))
    return answer


def _data(answer: HTTPResponse, address: str, limits: Limits, end: float) -> bytes:
    data = bytearray()
    promised = answer.length
    while promised is None or len(data) < promised:
        piece = answer.read1(_AT_A_TIME)
        data += piece
        if max(len(data), promised or 0) > limits.size:
            raise _too_large(address, limits.size)
        if time.monotonic() > end:
            raise _too_slow(address)
        if not piece and promised:
            raise ConnectionError(_("the connection broke off"))
        if not piece:
            break
    return bytes(data)


def _unpacked(data: bytes, answer: HTTPResponse, address: str) -> bytes:
    """Return *data* unpacked; some servers pack what was asked for plainly."""
    if answer.headers.get("Content-Encoding", "").strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return data
    try:
        unpacked = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, MOST_BYTES + 1)
    except zlib.error as error:
        raise ConnectionError(_("the answer is damaged")) from error
    if len(unpacked) > MOST_BYTES:
        raise _too_large(address, MOST_BYTES)
    return unpacked


def _suffix(answer: HTTPResponse, address: str) -> str:
    """Return the suffix of what is answered, by what the server calls it, else by its name."""
    kind = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
    named = PurePosixPath(urlsplit(address).path).suffix.lower()
    if kind in _SUFFIXES:
        return _SUFFIXES[kind]
    if kind in _UNTOLD:
        return named if named in SUFFIXES else ".txt"
    raise UnreadableReleaseError(
        _("{address} holds {kind}, which is not read; give the address of a page, a .pdf or a .docx.").format(
            address=shown(address), kind=kind
        )
    )


def _refuse_status(status: int, address: str) -> None:
    if status in _OK:
        return
    if status in _GONE:
        sentence = _("There is no page at {address} ({status}); check the address.")
    elif status in _SHUT:
        sentence = _("{address} is shut to programs ({status}); save the page in a browser and import the file.")
    elif status in _THEIRS:
        sentence = _("{address} is out of order ({status}); try again later.")
    else:
        sentence = _("{address} does not give the page ({status}); save it in a browser and import the file.")
    raise UnreadableReleaseError(sentence.format(address=shown(address), status=status))


def _trouble(error: Exception, address: str) -> UnreadableReleaseError:
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return _too_slow(address)
    if isinstance(cause, socket.gaierror):
        sentence = _("{address} cannot be reached: no connection, or no such host; check the network and the address.")
    elif isinstance(cause, ssl.SSLCertVerificationError):
        sentence = _("{address} cannot prove whose it is ({reason}); save the page in a browser and import the file.")
    elif isinstance(cause, (OSError, IncompleteRead)):
        sentence = _("{address} cannot be reached ({reason}); check the network and the address, or try again later.")
    else:
        sentence = _("{address} does not answer as the web does ({reason}); check the address.")
    return UnreadableReleaseError(sentence.format(address=shown(address), reason=_reason(cause)))


def _reason(cause: object) -> str:
    if isinstance(cause, IncompleteRead):
        return _("the connection broke off")
    reason = getattr(cause, "verify_message", None) or getattr(cause, "strerror", None) or str(cause)
    return " ".join(str(reason).split())[:120] or type(cause).__name__


def _too_slow(address: str) -> UnreadableReleaseError:
    return UnreadableReleaseError(
        _("{address} takes too long; try again later, or save the page in a browser and import the file.").format(
            address=shown(address)
        )
    )


def _too_large(address: str, size: int) -> UnreadableReleaseError:
    return UnreadableReleaseError(
        _("{source} is larger than {size} MB; cut the release out of it and import that.").format(
            source=shown(address), size=size // 1024**2
        )
    )

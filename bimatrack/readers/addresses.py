"""Addresses on the web: which words are one, and which of them may be asked for."""

import re
from urllib.parse import SplitResult, quote, urlsplit

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://|(?:https?|ftp|file):", re.IGNORECASE)
_ASKED = ("http", "https")
# What an address may hold as it stands; a percent sign is there because something was quoted before.
_PLAIN = "/%:=&?~#+!$,;'@()*[]"
_LONGEST_SHOWN = 300


def is_address(words: str) -> bool:
    """Whether *words* are an address, such as "https://portal.example/rilis", and no name of a file."""
    return bool(_ADDRESS.match(words))


def checked(address: str) -> str:
    """Return *address* as it is asked for: only http and https, nobody's name and password, letters quoted.

    Raises:
        UnreadableReleaseError: it cannot be asked for.
    """
    try:
        parts = urlsplit(address.strip())
        place = _place(parts) if parts.hostname else ""
    except ValueError as error:  # a port that is no number, brackets that do not close, a name no host can have
        raise _no_address(address) from error
    if parts.scheme.lower() not in _ASKED:
        raise UnreadableReleaseError(
            _("{address} is not fetched, only http:// and https:// are; save it and name the file.").format(
                address=shown(address)
            )
        )
    if "@" in parts.netloc:
        raise UnreadableReleaseError(
            _(
                "{address} holds a name or password, which would be kept with the release; take it out of the address,"
                " or save the page in a browser and import the file."
            ).format(address=shown(address))
        )
    if not place:
        raise _no_address(address)
    query = f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else ""
    return f"{parts.scheme.lower()}://{place}{quote(parts.path, safe=_PLAIN)}{query}"


def shown(address: str) -> str:
    """Return *address* for a message, without a name and password."""
    head, slashes, rest = address.partition("//")
    place, slash, path = rest.partition("/")
    short = f"{head}{slashes}{place.rpartition('@')[2]}{slash}{path}"
    return short if len(short) <= _LONGEST_SHOWN else f"{short[:_LONGEST_SHOWN]}…"


def is_near(address: str) -> bool:
    """Whether *address*, which was checked, is of this computer or its own network, where the web has no business.

    A name that nothing is found for is not: what asks for it tells so.
    """
    import socket
    from ipaddress import ip_address

    host = urlsplit(address).hostname or ""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return False
    return any(not ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


def _place(parts: SplitResult) -> str:
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host if host.isascii() else host.encode("idna").decode("ascii")
    return name if parts.port is None else f"{name}:{parts.port}"


def _no_address(address: str) -> UnreadableReleaseError:
    return UnreadableReleaseError(
        _("{address} is no address; write it as https://host/page.").format(address=shown(address))
    )

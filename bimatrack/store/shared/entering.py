"""How a server is entered: with the password that was given for this run, over TLS where it can be had."""

import os
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import psycopg

from bimatrack.attending import present
from bimatrack.i18n import _
from bimatrack.server import Server

if TYPE_CHECKING:
    from psycopg.pq.abc import PGconn

_WAIT = 10  # seconds for a server to answer at all
_SAFE = "verify-full"


def connected(server: Server) -> psycopg.Connection[Any]:
    """Connect to *server*; who sits there is asked for a password that is wanted and was given nowhere.

    Raises:
        psycopg.Error: it cannot be done.
    """
    try:
        return _connect(server, present().known(server))
    except psycopg.OperationalError as error:
        password = _asked(error.pgconn) if error.pgconn is not None and error.pgconn.needs_password else None
        if password is None:
            raise
    connection = _connect(server, password)
    present().remember(server, password)
    return connection


def _asked(connection: "PGconn") -> str | None:
    return present().password(connection.user.decode(errors="replace"), connection.host.decode(errors="replace"))


def _connect(server: Server, password: str | None) -> psycopg.Connection[Any]:
    own = "connect_timeout" in server.url or "PGCONNECT_TIMEOUT" in os.environ
    more: dict[str, Any] = {} if own else {"connect_timeout": _WAIT}
    if password is not None:
        more["password"] = password
    return psycopg.connect(server.conninfo, fallback_application_name="bimatrack", client_encoding="utf8", **more)


def advise(server: Server, connection: "PGconn") -> None:
    """Tell who sits there, once, where what goes to *server* could be read on the way or taken by somebody else."""
    if is_local(connection):
        return
    if not connection.ssl_in_use:
        present().advise(
            _(
                "What goes to {place} and comes from there is not encrypted, and others may read it; "
                "let the address end with ?sslmode=verify-full."
            ).format(place=server)
        )
    elif _mode(connection) != _SAFE:
        present().advise(
            _(
                "{place} is encrypted, but nobody has looked whether it is the right server that answers; "
                "let the address end with ?sslmode=verify-full."
            ).format(place=server)
        )


def is_local(connection: "PGconn") -> bool:
    """Whether the *connection* does not leave this machine."""
    host = connection.host.decode(errors="replace")
    if not host or host.startswith(("/", "@")):  # a socket
        return True
    try:
        return ip_address(connection.hostaddr.decode()).is_loopback
    except ValueError:
        return False


def _mode(connection: "PGconn") -> str:
    found = [one.val for one in connection.info if one.keyword == b"sslmode"]
    return (found[0] or b"").decode() if found else ""

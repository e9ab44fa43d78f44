"""One writer at a time in a database: who else wants to write waits its turn, and then is told who is at it."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bimatrack.errors import StoreBusyError
from bimatrack.faults import LockedError, busy
from bimatrack.server import Server
from bimatrack.store.shared.faults import CANCELLED, LOCK_NOT_AVAILABLE, explained, state_of
from bimatrack.store.shared.line import READING, Line

_KEY = 0x62696D61  # of the lock: "bima"; the rules for officers in `migrations` take it, too
_HOLDER = text(
    "SELECT pid, COALESCE(host(client_addr), 'localhost'), usename FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND classid = 0 AND objid = :key AND granted "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def take_turn(line: Line, server: Server, patience: float) -> None:
    """Be the only one who writes until the transaction ends, after *patience* seconds of waiting at most.

    Raises:
        StoreBusyError: another process is writing all the while.
        StoreError: the server cannot be asked.
    """
    wait = max(1, round(patience * 1000))
    try:
        line.connection.execute(text(f"SET LOCAL lock_timeout = {wait}"))
        line.connection.execute(text(f"SELECT pg_advisory_xact_lock({_KEY})"))
    except SQLAlchemyError as error:
        if state_of(error) in (LOCK_NOT_AVAILABLE, CANCELLED):
            raise _busy(line, server, patience) from error
        raise explained(server, error) from error


def _busy(line: Line, server: Server, patience: float) -> StoreBusyError:
    line.begin(READING)
    rows = line.ask(_HOLDER, {"key": _KEY})
    holder = (rows[0][0], f"{rows[0][2]}@{rows[0][1]}") if rows else None
    return StoreBusyError(busy(server, LockedError(holder, patience)))

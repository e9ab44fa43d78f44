"""The connection to a server: made when it is first needed, one transaction at a time, made anew once it was cut."""

import weakref
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from time import sleep
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, Executable, NullPool, create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from bimatrack.errors import StoreError
from bimatrack.i18n import _
from bimatrack.server import Server
from bimatrack.store.shared.entering import advise, connected
from bimatrack.store.shared.faults import NOT_YET_GIVEN, cut_off, explained, state_of, told, unreachable, was_cut

_OLDEST = 130000  # PostgreSQL 13, which tells whether a transaction was kept
_PAUSES = (0, 0.5, 1, 2)  # seconds before each question what became of a transaction: a server that fell gets up
READING = "ISOLATION LEVEL REPEATABLE READ, READ ONLY"
WRITING = "ISOLATION LEVEL READ COMMITTED"  # Whether it may be written to at all is the server's to say.


class Line:
    """A connection to *server*. What goes wrong on it is raised as a StoreError."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._engine = _engine(server)
        self._connection: Connection | None = None
        self._end: weakref.finalize[Any, Any] | None = None
        self._begun = False

    def begin(self, how: str) -> None:
        """Begin a transaction, *how* is `READING` or `WRITING`; one that is under way is given up.

        Raises:
            StoreError: the server cannot be reached.
        """
        anew = self._connection is None
        try:
            self._start(how)
        except (SQLAlchemyError, psycopg.Error) as error:
            if anew or not cut_off(error):
                raise explained(self._server, error) from error
            self.hang_up()
            with told(self._server):
                self._start(how)

    def ask(self, statement: Executable, values: Any = None) -> Sequence[Any]:  # noqa: ANN401 - as SQLAlchemy takes them
        """Return the rows that *statement* finds; after a failure there is no connection until something is begun.

        Raises:
            StoreError: it could not be done.
        """
        if self._connection is not None and not self._begun:
            self.begin(READING)
        try:
            with told(self._server):
                return self.connection.execute(statement, values).all()
        except StoreError:
            self.hang_up()
            raise

    @property
    def is_up(self) -> bool:
        """Whether there is a connection, as far as is known."""
        return self._connection is not None

    @property
    def in_transaction(self) -> bool:
        """Whether one was begun, and not ended since."""
        return self._begun and self.is_up

    @property
    def connection(self) -> Connection:
        """The connection itself, once a transaction was begun on it.

        Raises:
            StoreError: it was cut since.
        """
        if self._connection is None:
            raise was_cut(self._server)
        return self._connection

    def keep(self) -> None:
        """Commit the transaction; where the connection is cut meanwhile, find out what became of it.

        Raises:
            StoreError: it was not kept, or that cannot be found out.
        """
        number = self.ask(text("SELECT pg_current_xact_id()::text"))[0][0]
        try:
            self.connection.commit()
        except (SQLAlchemyError, psycopg.Error) as error:
            self.hang_up()
            became = self._became_of(number) if cut_off(error) else "aborted"
            if became == "aborted":
                raise explained(self._server, error) from error
            if became != "committed":
                raise StoreError(
                    _(
                        "The connection to {place} was cut at the last moment; whether the change was kept is not "
                        "known: “bimatrack log” tells once the server answers."
                    ).format(place=self._server)
                ) from error

    def give_up(self) -> None:
        """End the transaction, with nothing of it kept."""
        self._begun = False
        if self._connection is not None:
            try:
                self._connection.rollback()
            except (SQLAlchemyError, psycopg.Error):
                self.hang_up()

    def hang_up(self) -> None:
        """End the connection."""
        if self._end is not None:
            self._end()
        self._connection = self._end = None
        self._begun = False

    def _start(self, how: str) -> None:
        connection = self._connection or self._connected()
        connection.rollback()
        connection.execute(text(f"SET TRANSACTION {how}"))
        # Nobody's functions or types stand in for the server's own, where others may make some.
        connection.execute(text("SET LOCAL search_path = pg_catalog, pg_temp"))
        self._begun = True

    def _connected(self) -> Connection:
        try:
            self._connection = self._engine.connect()
        except (SQLAlchemyError, psycopg.Error) as error:
            raise (explained if state_of(error) else unreachable)(self._server, error) from error
        advise(self._server, self._connection.connection.dbapi_connection.pgconn)  # type: ignore[union-attr]
        self._end = weakref.finalize(self, _close, self._connection)
        version = self._connection.connection.dbapi_connection.info.server_version  # type: ignore[union-attr]
        if version < _OLDEST:
            self.hang_up()
            raise StoreError(
                _("The server of {place} is older than PostgreSQL 13; bimatrack needs a newer one.").format(
                    place=self._server
                )
            )
        return self._connection

    def _became_of(self, number: str) -> str | None:
        """Return what the server says of the transaction *number*, None where it cannot be asked."""
        asked = text("SELECT pg_xact_status(CAST(:number AS xid8))")
        for pause in _PAUSES:
            sleep(pause)
            try:
                self.begin(READING)
                found: str | None = self.ask(asked, {"number": number})[0][0]
            except StoreError as error:
                found = "aborted" if state_of(error.__cause__) == NOT_YET_GIVEN else "unknown"
            if found not in {"unknown", "in progress"}:
                return found
        return None


@lru_cache(maxsize=8)  # what it has learnt of our questions serves the next store at the same place, too
def _engine(server: Server) -> Engine:
    return create_engine("postgresql+psycopg://", creator=lambda: connected(server), poolclass=NullPool)


def _close(connection: Connection) -> None:
    with suppress(SQLAlchemyError, psycopg.Error):
        connection.invalidate()  # Nothing more is said on it; what it had begun is given up by the server.
    with suppress(SQLAlchemyError, psycopg.Error):
        connection.close()

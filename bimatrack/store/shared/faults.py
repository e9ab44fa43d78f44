"""What a server or the way to it refuses, each as one sentence without a password in it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bimatrack.errors import StoreBusyError, StoreError
from bimatrack.i18n import _
from bimatrack.server import Server
from bimatrack.store.shape import damaged

LOCK_NOT_AVAILABLE = "55P03"
CANCELLED = "57014"
NOT_YET_GIVEN = "22023"  # the number of a transaction that a server which was restored does not know
_TAKEN = "23505"
_LONGEST = 200  # letters of a server's own words
_PASSWORD = re.compile(r"password authentication failed|no password supplied|SCRAM|pgpass", re.IGNORECASE)
_NO_USER = re.compile(r'role "([^"]*)" does not exist')
_NO_DATABASE = re.compile(r'database "([^"]*)" does not exist')
_FULL_HOUSE = re.compile(r"too many (clients|connections)|connection slots", re.IGNORECASE)
_NOT_LET_IN = re.compile(
    r"pg_hba\.conf|permission denied for database|not (permitted to log in|currently accepting)", re.IGNORECASE
)
_AROUND = re.compile(r"^(.* failed|connection is bad|FATAL|ERROR): +", re.IGNORECASE)  # the server's own words
_BESIDE = ("Is the server", "DETAIL:", "HINT:")
_NO_TLS = re.compile(r"server does not support SSL")
_UNPROVED = re.compile(r"certificate")
_BEGINNING = re.compile(r"starting up|shutting down|recovery mode|not yet accepting", re.IGNORECASE)
_GONE = ("57P01", "57P02", "57P03", "08", "25P03", "25P04", "57P05")  # told to go, by an administrator or after a time
_PASSING = ("40001", "40P01", CANCELLED, "53300")


@contextmanager
def told(server: Server) -> Iterator[None]:
    """Raise what goes wrong in the block at *server* as an error of ours.

    Raises:
        StoreError: something did; nothing of an unfinished command is kept.
    """
    try:
        yield
    except (SQLAlchemyError, psycopg.Error) as error:
        raise explained(server, error) from error


def cut_off(error: Exception) -> bool:
    """Whether the connection is gone."""
    state, torn = state_of(error), isinstance(_origin(error), psycopg.OperationalError | psycopg.InterfaceError)
    invalidated = isinstance(error, DBAPIError) and error.connection_invalidated
    return state.startswith(_GONE) or invalidated or (torn and not state)


def state_of(error: BaseException | None) -> str:
    """Return the server's own code, "" where it gave none."""
    return getattr(_origin(error), "sqlstate", None) or ""


def explained(server: Server, error: Exception) -> StoreError:
    """Return the sentence on an *error* in the midst of work."""
    state = state_of(error)
    if state == _TAKEN:
        return damaged(server, _("an id would be given twice"))
    if state == CANCELLED and "statement_timeout" in _words(error, server).replace(" ", "_"):
        return StoreError(
            _(
                "{place} breaks off what takes longer than is allowed there (statement_timeout); nothing was written. "
                "Ask who looks after the server for more time."
            ).format(place=server)
        )
    if state.startswith(_PASSING):
        return broke_off(server)
    if cut_off(error):
        return was_cut(server)
    return StoreError(_sentence(state, _rule(error)).format(place=server, reason=_words(error, server)))


def broke_off(server: Server) -> StoreBusyError:
    """Return the sentence on work that others came in between."""
    return StoreBusyError(_("{place} is busy and broke off; nothing was written. Try again.").format(place=server))


def was_cut(server: Server) -> StoreError:
    """Return the sentence on a connection that is gone."""
    return StoreError(
        _("The connection to {place} was cut; nothing was written. Run the command again.").format(place=server)
    )


def _sentence(state: str, rule: str) -> str:
    if told := _rules().get(rule):
        return told
    if state == "42501":
        return _("You may not do this at {place}: {reason}; ask who looks after the server for the right.")
    if state.startswith("53"):
        return _("The server of {place} has no room left ({reason}); nothing was written. Make room there.")
    if state == "25006":
        return _("The server of {place} is only for reading; nothing was written. Name the one that is written to.")
    return _("The server of {place} refused: {reason}; nothing was written.")


def _rules() -> dict[str, str]:
    """What the server's own rules refuse, by the names that its migrations gave them."""
    return {
        "reader": _(
            "You may only read at {place}; nothing was written. An administrator gives more with “bimatrack users "
            "grant”."
        ),
        "officer_action": _(
            "You are an officer at {place} and may record progress, notes and evidence only; nothing was written. "
            "Ask the secretariat for the rest."
        ),
        "officer_unit": _(
            "You are an officer at {place} and may change directives of your own units only; nothing was written. "
            "“bimatrack users” shows which they are."
        ),
        "officer_share": _(
            "Of a split directive an officer moves the share of the own unit only; nothing was written. "
            "Name it with --unit."
        ),
        "officer_closed": _(
            "An officer does not move what is closed; nothing was written. Ask the secretariat to reopen it."
        ),
        "officer_row": _("{place} refused what an officer's program did not write as it should; nothing was written."),
        "users_no_login": _("The server of {place} knows no such login; “createuser” makes one there."),
        "users_owner": _("Who made the tables of {place} may do everything there; no role changes that."),
    }


def refused(rule: str, server: Server) -> StoreError:
    """Return the sentence on what *rule* of the server's refuses, where it need not be asked."""
    return StoreError(_rules()[rule].format(place=server))


def _rule(error: Exception) -> str:
    return getattr(getattr(_origin(error), "diag", None), "constraint_name", None) or ""


def unreachable(server: Server, error: Exception) -> StoreError:
    """Return the sentence on an *error* while connecting."""
    said = str(_origin(error))
    if isinstance(_origin(error), psycopg.ProgrammingError):  # Its words may hold a part of the password.
        return StoreError(
            _(
                "{place} is no address of a database; write postgresql://USER@HOST/DATABASE, "
                "and what is no letter or digit in a name as % and two digits."
            ).format(place=server)
        )
    for pattern, sentence in _refusals():
        if found := next(filter(pattern.search, said.splitlines()), None):
            return StoreError(sentence.format(place=server, reason=_clean(found, server)))
    return StoreError(
        _("{place} cannot be reached: {reason}. Is the server running, and are its name and port right?").format(
            place=server, reason=_words(error, server)
        )
    )


def _refusals() -> tuple[tuple[re.Pattern[str], str], ...]:
    return (
        (_NO_USER, _("{place} knows no user of that name; ask who looks after the server.")),
        (_NO_DATABASE, _("There is no such database at {place}; “createdb” makes one, or name another with --db.")),
        (
            _PASSWORD,
            _("{place} refused the password, or none was given; put it into the file of PGPASSFILE (~/.pgpass)."),
        ),
        (_NOT_LET_IN, _("{place} does not let you in: {reason}; ask who looks after the server.")),
        (
            _NO_TLS,
            _("The server of {place} offers no TLS, which its address asks for (sslmode); nothing went there."),
        ),
        (
            _UNPROVED,
            _(
                "{place} is not proved to be the right server ({reason}); nothing went there. "
                "sslrootcert=FILE in its address names the certificate of who signed that of the server."
            ),
        ),
        (_FULL_HOUSE, _("{place} has no room for another connection; try again in a moment.")),
        (_BEGINNING, _("The server of {place} is starting or stopping; try again in a moment.")),
    )


def _origin(error: BaseException | None) -> BaseException | None:
    return (error.orig or error) if isinstance(error, DBAPIError) else error


def _words(error: Exception, server: Server) -> str:
    """Return the last of the server's own words, none of them a password."""
    origin = _origin(error)
    primary = getattr(getattr(origin, "diag", None), "message_primary", None)
    lines = [line.strip() for line in (primary or str(origin)).splitlines() if line.strip()]
    words = next((line for line in reversed(lines) if not line.startswith(_BESIDE)), type(origin).__name__)
    return _clean(words, server)


def _clean(words: str, server: Server) -> str:
    """Return *words* without what stands around them, and without passwords."""
    words = words.strip()
    while found := _AROUND.match(words):
        words = words[found.end() :]
    for secret in server.secrets:
        words = words.replace(secret, "***")
    return words.rstrip(".")[:_LONGEST]

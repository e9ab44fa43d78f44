"""Who may do what on a server: its own functions grant and revoke, which only administrators may call."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import TextClause, text

from bimatrack.errors import NothingToDoError, StoreError
from bimatrack.i18n import _
from bimatrack.roles import Role, User, role_label
from bimatrack.server import Server
from bimatrack.store.shared.faults import refused, told
from bimatrack.store.shared.line import READING, WRITING, Line
from bimatrack.store.shared.migrations import LAYOUT, layout_of, migrate
from bimatrack.store.shared.reading import look
from bimatrack.store.shared.schema import plain
from bimatrack.store.shared.turn import take_turn
from bimatrack.store.store import PATIENCE

_OWNER = text(
    "SELECT pg_get_userbyid(relowner), current_user = pg_get_userbyid(relowner) "
    "FROM pg_class WHERE oid = 'bimatrack.changes'::regclass"
)
_USERS = text(
    "SELECT login, role, units, since, granted_by, login = current_user FROM bimatrack.users "
    "ORDER BY array_position(ARRAY['administrator', 'secretariat', 'officer', 'reader'], role), units, login"
)
_MAY_GRANT = text(
    "SELECT has_function_privilege('bimatrack.grant_role(text, text, text[])', 'EXECUTE'), bimatrack.own_role()"
)
_GRANT = text("SELECT bimatrack.grant_role(:login, :role, CAST(:units AS text[]))")
_REVOKE = text("SELECT bimatrack.revoke_role(:login)")


class Roster:
    """The users of the store on *server*."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line = Line(server)

    def users(self) -> tuple[User, ...]:
        """Return who may do what, who made the tables first, then by role, unit and login; nobody without tables.

        Raises:
            StoreError: the server cannot be asked.
        """
        self._line.begin(READING)
        found = self._users() if self._there() else ()
        self._line.give_up()
        return found

    def grant(self, login: str, role: Role, units: Sequence[str] = ()) -> User:
        """Give *login* that *role*, in place of what it had; an officer that of *units*. Tables are made if need be.

        Raises:
            NothingToDoError: it has it already.
            StoreError: the server knows no such login, or refuses.
        """
        self._begin_writing()
        if not self._there():
            with told(self._server):
                migrate(self._line.connection)
        had = self._user(login)
        wanted = tuple(map(plain, units))
        if had and (had.role, had.units) == (role, wanted):
            raise NothingToDoError(_("{login} has that role already.").format(login=login))
        self._do(_GRANT, {"login": plain(login), "role": role.value, "units": list(wanted)})
        found = self._user(login)
        self._line.keep()
        if found is None:
            raise StoreError(_("{place} did not keep the role of {login}.").format(place=self._server, login=login))
        return found

    def revoke(self, login: str) -> tuple[User, bool]:
        """Take from *login* what it may do; return what that was, and whether the server knows such a login at all.

        Raises:
            NothingToDoError: it has no role.
            StoreError: the server refuses.
        """
        self._begin_writing()
        had = self._user(login) if self._there() else None
        if had is None:
            raise NothingToDoError(
                _("{login} has no role at {place}; “bimatrack users” shows who has.").format(
                    login=login, place=self._server
                )
            )
        if had.since is None:
            raise refused("users_owner", self._server)
        known = bool(self._do(_REVOKE, {"login": had.login}))
        self._line.keep()
        return had, known

    def migrate(self) -> tuple[int, int]:
        """Bring the tables to this program's layout; return which they had, and which they have.

        Raises:
            NothingToDoError: they have it, or there are none.
            StoreError: they are those of a newer program, or the server refuses.
        """
        self._begin_writing()
        before = layout_of(self._line.ask)
        if before is None:
            raise NothingToDoError(
                _("Nothing is kept at {place} yet; the first change makes all that is needed.").format(
                    place=self._server
                )
            )
        if before >= LAYOUT:
            look(self._line.ask, self._server)  # It refuses what is newer.
            raise NothingToDoError(_("{place} is of this bimatrack's layout already.").format(place=self._server))
        with told(self._server):
            migrate(self._line.connection)
        look(self._line.ask, self._server)
        self._line.keep()
        return before, LAYOUT

    def _begin_writing(self) -> None:
        self._line.begin(WRITING)
        take_turn(self._line, self._server, PATIENCE)

    def _there(self) -> bool:
        """Whether there are tables; a StoreError tells of those of another layout."""
        return look(self._line.ask, self._server).meta is not None

    def _users(self) -> tuple[User, ...]:
        owners = [User(login, Role.ADMINISTRATOR, you=you) for login, you in self._line.ask(_OWNER)]
        return (*owners, *[User(*_read(row)) for row in self._line.ask(_USERS)])

    def _user(self, login: str) -> User | None:
        return next((user for user in self._users() if user.login == login), None)

    def _do(self, act: TextClause, values: dict[str, Any]) -> Any:  # noqa: ANN401 - what the server's function gives
        may, role = self._line.ask(_MAY_GRANT)[0]
        if not may:
            raise StoreError(
                _("Only an administrator grants and revokes roles at {place}; you are {role} there.").format(
                    place=self._server, role=role_label(Role(role)) if role else _("nobody")
                )
            )
        return self._line.ask(act, values)[0][0]


def _read(row: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a row of SQLAlchemy's
    login, role, units, since, granted_by, you = row
    return login, Role(role), tuple(units), since, granted_by, you

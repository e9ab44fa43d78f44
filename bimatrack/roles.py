"""What somebody may do with a store that many work with; a server keeps it, not the program."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from bimatrack.i18n import _


class Role(StrEnum):
    """What a user may do.

    A reader reads. An officer also records progress, notes and evidence of the directives of certain units, the
    secretariat does all that can be done with directives, and an administrator grants roles besides.
    """

    READER = "reader"
    OFFICER = "officer"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"


def role_label(role: Role) -> str:
    """Name what somebody may do."""
    return {
        Role.READER: _("reader"),
        Role.OFFICER: _("officer"),
        Role.SECRETARIAT: _("secretariat"),
        Role.ADMINISTRATOR: _("administrator"),
    }[role]


class User(Struct, frozen=True):
    """Who may do what: the *login* of a server, and the *units* of an officer, by their full names.

    *since* is when *granted_by* gave the role, each None for who made the tables; *you* is who asks.
    """

    login: str
    role: Role
    units: tuple[str, ...] = ()
    since: datetime | None = None
    granted_by: str | None = None
    you: bool = False

"""Who may do what, as records and rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, listed, text_of

if TYPE_CHECKING:
    from bimatrack.roles import User

_COLUMNS = ("login", "role", "units", "since", "granted_by", "you")


def user_records(users: "Sequence[User]") -> list[Record]:
    """Write the users; *since* is the moment the role was granted, null for who made the tables."""
    return [
        {
            "login": user.login,
            "role": user.role.value,
            "units": listed(user.units),
            "since": user.since.isoformat(timespec="seconds") if user.since else None,
            "granted_by": user.granted_by,
            "you": user.you,
        }
        for user in users
    ]


def user_rows(users: "Sequence[User]") -> Iterator[Sequence[str]]:
    """Write the same as rows."""
    yield _COLUMNS
    for record in user_records(users):
        yield [text_of(record[name]) for name in _COLUMNS]

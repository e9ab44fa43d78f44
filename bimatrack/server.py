"""Where a store lies: in a file, or on a PostgreSQL server, whose password is never shown."""

import os
import re
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

HIDDEN = "***"
# As texts, which are compiled where there is a server: each start loads this.
_SCHEME = r"(?i:postgres(?:ql)?(?:\+psycopg)?://)"
_GUARDED = r"((?i:(?:^|[?&])[a-z_]*pass(?:word|phrase)?=))([^&]*)"


class Server(Struct, frozen=True):
    """A database on a server; *url* is as it was given, and holds a password where one was written into it."""

    url: str

    @property
    def conninfo(self) -> str:
        """The address as PostgreSQL's own library reads it."""
        return re.sub(_SCHEME, "postgresql://", self.url, count=1)

    @property
    def user(self) -> str:
        """The name that is logged in with, as far as it is said here or in the environment; "" where it is not."""
        from urllib.parse import unquote

        rest = self.url[_scheme(self.url) :]
        return unquote(rest.partition("@")[0].partition(":")[0]) if "@" in rest else os.environ.get("PGUSER", "")

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be shown: each password in the address, as it stands there."""
        rest = self.url[_scheme(self.url) :]
        password = rest.rpartition("@")[0].partition(":")[2]
        return tuple(filter(None, (password, *(value for _name, value in re.findall(_GUARDED, rest)))))

    def __str__(self) -> str:
        """Write the address without its password; rather too little is shown than too much."""
        rest = re.sub(_GUARDED, rf"\1{HIDDEN}", self.url[_scheme(self.url) :])
        user, at, host = rest.rpartition("@")
        name, colon, _password = user.partition(":")
        return f"postgresql://{f'{name}:{HIDDEN}' if colon else user}{at}{host}"

    def __repr__(self) -> str:
        """Write it for programmers, as careful."""
        return f"Server({str(self)!r})"


Place: TypeAlias = Path | Server


def place_of(text: str) -> Place:
    """Return where the *text* of `--db` says that the store lies."""
    return Server(text) if _scheme(text) else Path(text)


def changed_at(place: Place) -> float:
    """Return when the file *place* was written last, in seconds of the machine's clock.

    Raises:
        OSError: there is none; a server has a clock of its own.
    """
    if isinstance(place, Server):
        raise FileNotFoundError(place)
    return place.stat().st_mtime


def _scheme(text: str) -> int:
    """Return how long the scheme is with which *text* begins, 0 where it names no server."""
    found = re.match(_SCHEME, text) if text[:8].lower() == "postgres" else None
    return found.end() if found else 0

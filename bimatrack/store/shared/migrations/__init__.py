"""How the tables on a server are made, and brought from one layout to the next, by Alembic.

Each layout is a revision in `versions`, named by its number. What they write is frozen there: a later change of the
tables is a revision of its own. `LAYOUT` is the last one.
"""

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, Executable, select, text

from bimatrack.store.shared.schema import HOME, META

LAYOUT = 3  # of the tables; what is in their rows has a schema of its own


def migrate(connection: Connection) -> None:
    """Make the tables, or bring those of an older layout to this one, in the transaction that *connection* is in."""
    from alembic import command
    from alembic.config import Config

    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {HOME}"))
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(files(__name__)).replace("%", "%%"))
    if _without_versions(connection):
        command.stamp(config, "1")
    command.upgrade(config, "head")


def layout_of(ask: Callable[[Executable], Sequence[Any]]) -> int | None:
    """Return which layout the tables have, as *ask* is answered, None where there are none."""
    if not ask(text(f"SELECT to_regclass('{HOME}.meta') IS NOT NULL"))[0][0]:
        return None
    rows = ask(select(META.c.layout))
    return rows[0][0] if rows else None


def _without_versions(connection: Connection) -> bool:
    """Whether the tables are those of the first layout, which kept no account of itself."""
    there = "SELECT to_regclass('{0}.meta') IS NOT NULL AND to_regclass('{0}.alembic_version') IS NULL"
    return bool(connection.execute(text(there.format(HOME))).scalar())

"""The tables on the server: each row as the file has it, and beside it what it is looked for by.

They are made by the migrations beside this, which a trial holds to what is written here.
"""

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    cast,
)
from sqlalchemy.types import UserDefinedType

HOME = "bimatrack"  # the schema, in PostgreSQL's sense, that they lie in


class Verbatim(UserDefinedType[str]):
    """JSON that is kept letter by letter: the order of names too, and what is half a character."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
        """Name the server's type; JSONB would sort the names, and refuse what a file may hold."""
        return "JSON"

    def column_expression(self, colexpr: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's signature
        """Read it as the text that it is."""
        return cast(colexpr, Text)


TABLES = MetaData(schema=HOME)


def _table(name: str, *columns: Column[Any] | Index) -> Table:
    number = Column("id", BigInteger, primary_key=True, autoincrement=False)
    return Table(name, TABLES, number, *columns, Column("row", Verbatim, nullable=False))


META = _table("meta", Column("layout", Integer, nullable=False))
# Who may do what; *units* are those of an officer.
USERS = Table(
    "users",
    TABLES,
    Column("login", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("units", ARRAY(Text), nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("granted_by", Text, nullable=False),
)
# *open* rows are those of the file's section; *units* also those of its shares; *changed* is the number of the change
# by which a row came to stand so. The rest the server tells from the row: *words* are what is looked for by name,
# each with its sort (`narrowing.Sort`); *ended* is the last day on which a closed one counts, never before *born*.
DIRECTIVES = _table(
    "directives",
    Column("release", BigInteger),
    Column("open", Boolean, nullable=False),
    Column("due", Date),
    Column("units", ARRAY(Text), nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("status", Text),
    Column("words", ARRAY(Text)),
    Column("born", Date),
    Column("ended", Date),
    Index("directives_release", "release"),
    Index("directives_changed", "changed"),
    Index("directives_status", "status"),
    Index("directives_day", "due"),
    Index("directives_born", "born"),
    Index("directives_ended", "ended"),
)
Index("directives_open", DIRECTIVES.c.id, postgresql_where=DIRECTIVES.c.open)
Index("directives_due", DIRECTIVES.c.due, postgresql_where=DIRECTIVES.c.open)
Index("directives_words", DIRECTIVES.c.words, postgresql_using="gin")
RELEASES = _table(
    "releases",
    Column("key", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("releases_key", "key"),
)
Index("releases_withdrawn", RELEASES.c.id, postgresql_where=RELEASES.c.withdrawn)
EVENTS = _table(
    "events",
    Column("release", BigInteger),
    Column("first", Date),
    Column("last", Date),
    Index("events_release", "release"),
    Index("events_days", "last", "first"),
)
# *holds* is the day a change holds from, *written* that of its moment; *closes* says whether it ends a directive.
CHANGES = _table(
    "changes",
    Column("step", BigInteger, nullable=False),
    Column("directive", BigInteger),
    Column("release", BigInteger),
    Column("undoes", BigInteger),
    Column("login", Text),
    Column("holds", Date),
    Column("written", Date),
    Column("closes", Boolean),
    Index("changes_directive", "directive", "holds"),
    Index("changes_holds", "holds"),
    Index("changes_written", "written"),
    Index("changes_release", "release"),
    Index("changes_step", "step"),
)
Index("changes_undoes", CHANGES.c.undoes, postgresql_where=CHANGES.c.undoes.is_not(None))
Index("changes_closes", CHANGES.c.directive, CHANGES.c.holds, postgresql_where=CHANGES.c.closes)
# All words that a directive ever had.
WORDS = Table("words", TABLES, Column("word", Text, primary_key=True))

BY_NAME = {table.name: table for table in (DIRECTIVES, RELEASES, EVENTS, CHANGES)}
# The sections of a file, as conditions on these tables.
SECTIONS: dict[str, tuple[Table, Any]] = {
    "open": (DIRECTIVES, DIRECTIVES.c.open),
    "closed": (DIRECTIVES, ~DIRECTIVES.c.open),
    "events": (EVENTS, None),
    "releases": (RELEASES, None),
    "changes": (CHANGES, None),
}


def plain(text: str) -> str:
    """Return *text* as a column can hold it to be looked for; the row keeps it letter by letter."""
    return text.encode(errors="replace").decode().replace("\0", "?")

"""The tables on the server: each row as the file has it, and beside it what it is looked for by."""

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    cast,
    text,
)
from sqlalchemy.types import UserDefinedType

LAYOUT = 1  # of these tables; what is in their rows has a schema of its own
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


_tables = MetaData(schema=HOME)


def _table(name: str, *columns: Column[Any] | Index) -> Table:
    number = Column("id", BigInteger, primary_key=True, autoincrement=False)
    return Table(name, _tables, number, *columns, Column("row", Verbatim, nullable=False))


META = _table("meta", Column("layout", Integer, nullable=False))
# *open* rows are those of the file's section; *changed* is the number of the change by which a row came to stand so.
DIRECTIVES = _table(
    "directives",
    Column("release", BigInteger),
    Column("open", Boolean, nullable=False),
    Column("due", Date),
    Column("units", ARRAY(Text), nullable=False),
    Column("changed", BigInteger, nullable=False),
    Index("directives_release", "release"),
    Index("directives_changed", "changed"),
)
Index("directives_open", DIRECTIVES.c.id, postgresql_where=DIRECTIVES.c.open)
Index("directives_due", DIRECTIVES.c.due, postgresql_where=DIRECTIVES.c.open)
Index("directives_units", DIRECTIVES.c.units, postgresql_using="gin")
RELEASES = _table(
    "releases",
    Column("key", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("releases_key", "key"),
)
EVENTS = _table("events", Column("release", BigInteger), Index("events_release", "release"))
CHANGES = _table(
    "changes",
    Column("step", BigInteger, nullable=False),
    Column("directive", BigInteger),
    Column("release", BigInteger),
    Column("undoes", BigInteger),
    Index("changes_directive", "directive"),
    Index("changes_release", "release"),
    Index("changes_step", "step"),
)
Index("changes_undoes", CHANGES.c.undoes, postgresql_where=CHANGES.c.undoes.is_not(None))

BY_NAME = {table.name: table for table in (META, DIRECTIVES, RELEASES, EVENTS, CHANGES)}
# The sections of a file, as conditions on these tables.
SECTIONS: dict[str, tuple[Table, Any]] = {
    "open": (DIRECTIVES, DIRECTIVES.c.open),
    "closed": (DIRECTIVES, ~DIRECTIVES.c.open),
    "events": (EVENTS, None),
    "releases": (RELEASES, None),
    "changes": (CHANGES, None),
}

# The history is only ever added to, whoever asks for something else, and nothing that has an id goes away.
_RULES = (
    f"""
    CREATE FUNCTION {HOME}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'bimatrack: % of % is only added to', lower(TG_OP), TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END $$
    """,
    *(
        f"CREATE TRIGGER {name}_only_added BEFORE {acts} ON {HOME}.{name} FOR EACH STATEMENT "
        f"EXECUTE FUNCTION {HOME}.refuse()"
        for name, acts in (
            ("changes", "UPDATE OR DELETE OR TRUNCATE"),
            ("events", "UPDATE OR DELETE OR TRUNCATE"),
            ("directives", "DELETE OR TRUNCATE"),
            ("releases", "DELETE OR TRUNCATE"),
            ("meta", "DELETE OR TRUNCATE"),
        )
    ),
)


def create(connection: Connection) -> None:
    """Make the tables, with their indexes and rules, in the transaction that *connection* is in."""
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {HOME}"))
    _tables.create_all(connection, checkfirst=False)
    for rule in _RULES:
        connection.execute(text(rule))


def plain(text: str) -> str:
    """Return *text* as a column can hold it to be looked for; the row keeps it letter by letter."""
    return text.encode(errors="replace").decode().replace("\0", "?")

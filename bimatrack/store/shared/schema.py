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
# *words* are what filters look for by name (see `narrowing.words_of`). *ended* is the last day on which it, or a share
# of it, was closed, never before *born*; none where it is open or does not count.
DIRECTIVES = _table(
    "directives",
    Column("release", BigInteger),
    Column("open", Boolean, nullable=False),
    Column("status", Text, nullable=False),
    Column("due", Date),
    Column("units", ARRAY(Text), nullable=False),
    Column("words", ARRAY(Text), nullable=False),
    Column("born", Date, nullable=False),
    Column("ended", Date),
    Column("changed", BigInteger, nullable=False),
    Index("directives_release", "release"),
    Index("directives_status", "status"),
    Index("directives_due", "due"),
    Index("directives_born", "born"),
    Index("directives_ended", "ended"),
    Index("directives_changed", "changed"),
)
Index("directives_open", DIRECTIVES.c.id, postgresql_where=DIRECTIVES.c.open)
Index("directives_open_due", DIRECTIVES.c.due, postgresql_where=DIRECTIVES.c.open)
Index("directives_words", DIRECTIVES.c.words, postgresql_using="gin", postgresql_with={"fastupdate": "off"})
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
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Index("events_release", "release"),
    Index("events_days", "last", "first"),
)
# *holds* is the day a change holds from, *written* that of its moment; *closes* says that it is done with, or dropped.
CHANGES = _table(
    "changes",
    Column("step", BigInteger, nullable=False),
    Column("directive", BigInteger),
    Column("release", BigInteger),
    Column("undoes", BigInteger),
    Column("holds", Date, nullable=False),
    Column("written", Date, nullable=False),
    Column("closes", Boolean, nullable=False),
    Index("changes_directive", "directive", "holds"),
    Index("changes_holds", "holds"),
    Index("changes_written", "written"),
    Index("changes_release", "release"),
    Index("changes_step", "step"),
)
Index("changes_undoes", CHANGES.c.undoes, postgresql_where=CHANGES.c.undoes.is_not(None))
Index("changes_closes", CHANGES.c.directive, CHANGES.c.holds, postgresql_where=CHANGES.c.closes)
# All words that a directive ever had.
WORDS = Table("words", _tables, Column("word", Text, primary_key=True))

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
    f"""
    CREATE FUNCTION {HOME}.keep_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        INSERT INTO {HOME}.words SELECT DISTINCT unnest(NEW.words) ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$
    """,
    (
        f"CREATE TRIGGER directives_words AFTER INSERT OR UPDATE OF words ON {HOME}.directives FOR EACH ROW "
        f"EXECUTE FUNCTION {HOME}.keep_words()"
    ),
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

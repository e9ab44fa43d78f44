"""All that a store holds, put on a server where nothing is yet."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, func, insert, select

from bimatrack.store.book import Book
from bimatrack.store.records import ChangeRow, DirectiveRow, EventRow, MetaRow, ReleaseRow
from bimatrack.store.rows import Row, written
from bimatrack.store.shared.migrations import migrate
from bimatrack.store.shared.schema import BY_NAME, HOME
from bimatrack.store.shared.writing import beside

_AT_ONCE = 5000  # rows
_FAMILIES: dict[str, Any] = {
    "releases": ReleaseRow,
    "directives": DirectiveRow,
    "events": EventRow,
    "changes": ChangeRow,
}


def fill(connection: Connection, book: Book, *, there: bool) -> None:
    """Put all rows of *book* into the tables, letter by letter, made unless they are *there*; nothing is committed."""
    if not there:
        migrate(connection)
    tables = book.tables
    numbers = convert(tables["meta"]["1"], MetaRow).numbers
    for name, number in numbers.items():
        connection.execute(select(func.setval(f"{HOME}.{name}_number", max(number - 1, 1), number > 1)))
    last = numbers["changes"] - 1
    for name, family in _FAMILIES.items():
        rows = iter(tables[name].items())
        while several := list(islice(rows, _AT_ONCE)):
            connection.execute(insert(BY_NAME[name]), list(_told(several, family, last)))


def _told(rows: list[tuple[str, Row]], family: Any, last: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a struct
    for number, row in rows:
        of_change = {"login": None} if family is ChangeRow else {}  # This server did not see who made it.
        told = beside(convert(row, family), last)
        yield {"id": int(number), **told, **of_change, "row": written(row).decode()}

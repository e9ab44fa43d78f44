"""All that a store holds, put on a server where nothing is yet."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from msgspec import convert
from sqlalchemy import Connection, insert

from bimatrack.store.book import Book
from bimatrack.store.records import ChangeRow, DirectiveRow, EventRow, MetaRow, ReleaseRow
from bimatrack.store.rows import Row, written
from bimatrack.store.shared.schema import BY_NAME, LAYOUT, create
from bimatrack.store.shared.writing import beside

_AT_ONCE = 5000  # rows
_FAMILIES: dict[str, Any] = {
    "releases": ReleaseRow,
    "directives": DirectiveRow,
    "events": EventRow,
    "changes": ChangeRow,
}


def fill(connection: Connection, book: Book) -> None:
    """Make the tables, and put all rows of *book* into them, each letter by letter; nothing is committed."""
    create(connection)
    tables = book.tables
    last = convert(tables["meta"]["1"], MetaRow).numbers["changes"] - 1
    for name, family in _FAMILIES.items():
        rows = iter(tables[name].items())
        while several := list(islice(rows, _AT_ONCE)):
            connection.execute(insert(BY_NAME[name]), list(_told(several, family, last)))
    meta = {"id": 1, "layout": LAYOUT, "row": written(tables["meta"]["1"]).decode()}
    connection.execute(insert(BY_NAME["meta"]), [meta])


def _told(rows: list[tuple[str, Row]], family: Any, last: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - a struct
    for number, row in rows:
        yield {"id": int(number), **beside(convert(row, family), last), "row": written(row).decode()}

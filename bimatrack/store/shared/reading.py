"""What is on a server as a book, for a reading of the store."""

from typing import Any

import msgspec
from sqlalchemy import select, text

from bimatrack.errors import StoreError
from bimatrack.i18n import _
from bimatrack.server import Server
from bimatrack.store.book import Book
from bimatrack.store.shape import SCHEMA, check_schema, damaged
from bimatrack.store.shared.rows import Ask, SharedRows
from bimatrack.store.shared.schema import HOME, LAYOUT, META, SECTIONS

_META = 1  # the id of its one row
_THERE = text(f"SELECT to_regclass('{HOME}.meta') IS NOT NULL")


def book_on(ask: Ask, server: Server) -> Book:
    """Return the book on *server*, one without anything in it where none was made there yet; *ask* reads on.

    Raises:
        StoreError: it cannot be read, or was written by a newer program.
    """
    meta = meta_on(ask, server)
    if meta is None:
        return Book()
    return Book(meta, {name: SharedRows(ask, *place) for name, place in SECTIONS.items()})


def meta_on(ask: Ask, server: Server) -> dict[str, Any] | None:
    """Return the row that says which schema there is and which numbers come next, None where there is none.

    Raises:
        StoreError: it cannot be read, or is that of a newer program.
    """
    if not ask(_THERE)[0][0]:
        return None
    rows = ask(select(META.c.layout, META.c.row).where(META.c.id == _META))
    if not rows:
        raise damaged(server, _("the table “{name}” is missing").format(name="meta"))
    layout, row = rows[0]
    try:
        meta = msgspec.json.decode(row, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise damaged(server, _("it is no JSON")) from error
    check_schema(meta.get("schema"), server)
    if layout > LAYOUT or meta["schema"] < SCHEMA:
        raise _of_another_time(server, layout, newer=layout > LAYOUT)
    return meta


def _of_another_time(server: Server, layout: int, *, newer: bool) -> StoreError:
    sentence = (
        _("{path} was written by a newer bimatrack (schema {schema}); update bimatrack to open it.")
        if newer
        else _("{path} was written by an older bimatrack (schema {schema}), which this one cannot open.")
    )
    return StoreError(sentence.format(path=server, schema=layout))

"""A draft put on a server: new rows added, those that stand otherwise renewed, or what somebody else did told."""

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, convert, to_builtins
from sqlalchemy import Connection, Table, bindparam, insert, select, text, update

from bimatrack.days import full_day
from bimatrack.errors import StoreBusyError, StoreError
from bimatrack.i18n import _
from bimatrack.labels import action_label
from bimatrack.server import Server
from bimatrack.store.book import section_of
from bimatrack.store.draft import Gathered
from bimatrack.store.records import NUMBERED, ChangeRow, DirectiveRow, EventRow, ReleaseRow
from bimatrack.store.rows import written
from bimatrack.store.shared.faults import broke_off
from bimatrack.store.shared.line import Line
from bimatrack.store.shared.migrations import migrate
from bimatrack.store.shared.reading import Kept
from bimatrack.store.shared.rows import one_of
from bimatrack.store.shared.schema import BY_NAME, CHANGES, DIRECTIVES, EVENTS, HOME, plain

_DRAWN = [f"(SELECT max(nextval('{HOME}.{name}_number')) FROM generate_series(1, :{name}))" for name in NUMBERED]  # noqa: S608 - names of our own
_DRAW = text(f"SELECT {', '.join(_DRAWN)}")


def require_unchanged(line: Line, gathered: Gathered, seen: int) -> None:
    """Refuse to write what stands otherwise since change *seen*, the last that this command knows of.

    Raises:
        StoreBusyError: somebody changed one of the same directives meanwhile.
    """
    touched = sorted(
        number for table, rows, new in gathered.standing if table == "directives" for number in rows.keys() - new
    )
    if not touched:
        return
    later = select(DIRECTIVES.c.id, DIRECTIVES.c.changed).where(
        one_of(DIRECTIVES.c.id, touched), DIRECTIVES.c.changed > seen
    )
    for number, changed in line.ask(later.order_by(DIRECTIVES.c.id).limit(1)):
        raise StoreBusyError(_told_of(line, number, changed, seen))


def put(connection: Connection, gathered: Gathered, kept: Kept, server: Server) -> None:
    """Put what was *gathered* over what is *kept* into the tables, which are made if need be; nothing is committed.

    Raises:
        StoreBusyError: somebody drew ids meanwhile without waiting their turn.
        StoreError: not all may be written by who writes.
    """
    if kept.meta is None:
        migrate(connection)
    _draw(connection, gathered, kept, server)
    changed = max(gathered.changes)
    _add(connection, EVENTS, gathered.events, changed)
    _add(connection, CHANGES, gathered.changes, changed)
    for name, rows, new in gathered.standing:
        _add(connection, BY_NAME[name], {number: row for number, row in rows.items() if number in new}, changed)
        others = {number: row for number, row in rows.items() if number not in new}
        if _renew(connection, BY_NAME[name], others, changed) != len(others):  # A policy hid some from who writes.
            raise StoreError(_("{place} let only a part be written; nothing was.").format(place=server))


def _draw(connection: Connection, gathered: Gathered, kept: Kept, server: Server) -> None:
    """Take from the sequences the numbers that were *gathered*, which are those that come next."""
    after = gathered.meta.numbers
    counts = {name: number - kept.next_numbers[name] for name, number in after.items()}
    drawn = connection.execute(_DRAW, counts).one()
    if any(counts[name] and number != after[name] - 1 for name, number in zip(counts, drawn, strict=True)):
        raise broke_off(server)


def _add(connection: Connection, table: Table, rows: Mapping[int, Struct], changed: int) -> None:
    if rows:
        added = [{"id": number, **beside(row, changed), "row": _text(row)} for number, row in rows.items()]
        connection.execute(insert(table), added)


def _renew(connection: Connection, table: Table, rows: Mapping[int, Struct], changed: int) -> int:
    """Renew *rows*, and return how many were."""
    if not rows:
        return 0
    renewed = [{"number": number, **beside(row, changed), "row": _text(row)} for number, row in rows.items()]
    return connection.execute(update(table).where(table.c.id == bindparam("number")), renewed).rowcount


def _text(row: Struct) -> str:
    return written(to_builtins(row)).decode()


def beside(row: Struct, changed: int) -> dict[str, Any]:
    """Return the columns beside a *row*; it stands so since the change *changed*."""
    if isinstance(row, EventRow):
        return {"release": row.release}
    if isinstance(row, ChangeRow):
        return {"step": row.step, "directive": row.directive, "release": row.release, "undoes": row.undoes}
    if isinstance(row, ReleaseRow):
        return {"key": plain(row.release.key), "withdrawn": row.withdrawn}
    if not isinstance(row, DirectiveRow):
        raise TypeError(row)
    units = (*row.now.units, *[share.unit for share in row.now.shares])
    return {
        "release": row.release,
        "open": section_of(to_builtins(row)) == "open",
        "due": row.now.due,
        "units": [plain(unit) for unit in dict.fromkeys(units)],
        "changed": changed,
    }


def _told_of(line: Line, number: int, changed: int, seen: int) -> str:
    """Say who changed the directive *number* since, when, and in what."""
    theirs = select(CHANGES.c.row).where(CHANGES.c.id > seen, CHANGES.c.directive == number)
    rows = line.ask(theirs.order_by(CHANGES.c.id.desc()).limit(1)) or line.ask(
        select(CHANGES.c.row).where(CHANGES.c.id == changed)
    )
    change = convert(json.loads(rows[0].row), ChangeRow).value(changed)  # It takes half characters, too.
    moment = change.at.astimezone()
    return _(
        "{author} changed directive {number} meanwhile ({what}, {day} {time}); nothing of yours was written. "
        "“bimatrack show {number}” tells how it stands; then run the command again."
    ).format(
        author=change.author,
        number=number,
        what=action_label(change.action),
        day=full_day(moment.date()),
        time=f"{moment:%H:%M}",
    )

"""A draft put on a server: new rows added, those that stand otherwise renewed, or what somebody else did told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct, convert, to_builtins
from msgspec.json import decode
from sqlalchemy import Connection, Table, bindparam, insert, select, update

from bimatrack.days import full_day
from bimatrack.errors import StoreBusyError
from bimatrack.history import CLOSING, State
from bimatrack.i18n import _
from bimatrack.labels import action_label
from bimatrack.model import Status
from bimatrack.store.book import section_of
from bimatrack.store.draft import Gathered
from bimatrack.store.narrowing import plain, words_of
from bimatrack.store.records import ChangeRow, DirectiveRow, EventRow, ReleaseRow
from bimatrack.store.rows import written
from bimatrack.store.shared.line import Line
from bimatrack.store.shared.schema import BY_NAME, CHANGES, DIRECTIVES, EVENTS, LAYOUT, META, create

_WITHDRAWN = "withdrawn"  # in place of a status


def require_unchanged(line: Line, gathered: Gathered, seen: int) -> None:
    """Refuse to write what stands otherwise since change *seen*, the first that this command did not know of.

    Raises:
        StoreBusyError: somebody changed one of the same directives meanwhile.
    """
    touched = sorted(
        number for table, rows, new in gathered.standing if table == "directives" for number in rows.keys() - new
    )
    if not touched:
        return
    later = select(DIRECTIVES.c.id, DIRECTIVES.c.changed).where(
        DIRECTIVES.c.id.in_(touched), DIRECTIVES.c.changed >= seen
    )
    for number, changed in line.ask(later.order_by(DIRECTIVES.c.id).limit(1)):
        raise StoreBusyError(_told_of(line, number, changed, seen))


def put(connection: Connection, gathered: Gathered, *, anew: bool) -> None:
    """Put what was *gathered* into the tables, which are made where all begins *anew*; nothing is committed."""
    if anew:
        create(connection)
    changed = max(gathered.changes)
    _add(connection, EVENTS, gathered.events, changed)
    _add(connection, CHANGES, gathered.changes, changed)
    for name, rows, new in gathered.standing:
        _add(connection, BY_NAME[name], {number: row for number, row in rows.items() if number in new}, changed)
        _renew(connection, BY_NAME[name], {number: row for number, row in rows.items() if number not in new}, changed)
    (_add if anew else _renew)(connection, META, {1: gathered.meta}, changed)


def _add(connection: Connection, table: Table, rows: Mapping[int, Struct], changed: int) -> None:
    if rows:
        added = [{"id": number, **beside(row, changed), "row": _text(row)} for number, row in rows.items()]
        connection.execute(insert(table), added)


def _renew(connection: Connection, table: Table, rows: Mapping[int, Struct], changed: int) -> None:
    if rows:
        renewed = [{"number": number, **beside(row, changed), "row": _text(row)} for number, row in rows.items()]
        connection.execute(update(table).where(table.c.id == bindparam("number")), renewed)


def _text(row: Struct) -> str:
    return written(to_builtins(row)).decode()


def beside(row: Struct, changed: int) -> dict[str, Any]:
    """Return the columns beside a *row*; it stands so since the change *changed*."""
    if isinstance(row, EventRow):
        return {"release": row.release, "first": row.event.start, "last": row.event.end}
    if isinstance(row, ChangeRow):
        return {
            "step": row.step,
            "directive": row.directive,
            "release": row.release,
            "undoes": row.undoes,
            "holds": row.on,
            "written": row.at.date(),
            "closes": row.action in CLOSING,
        }
    if isinstance(row, ReleaseRow):
        return {"key": plain(row.release.key), "withdrawn": row.withdrawn}
    if isinstance(row, DirectiveRow):
        return {
            "release": row.release,
            "open": section_of(to_builtins(row)) == "open",
            "status": _WITHDRAWN if row.withdrawn else row.now.status.value,
            "due": row.now.due,
            "units": [plain(unit) for unit in row.now.units],
            "words": list(words_of(row.said, row.now)),
            "born": row.born,
            "ended": None if row.withdrawn else _ended(row.now, row.born),
            "changed": changed,
        }
    return {"layout": LAYOUT}


def _ended(state: State, born: date) -> date | None:
    """Return the last day that a report can hold of what is done or dropped, or of a share of it, for it."""
    if state.status not in (Status.DONE, Status.DROPPED):
        return None
    days = (state.closed_on, *[share.closed_on for share in state.shares if share.done])
    return max(born, *[day or date.max for day in days])


def _told_of(line: Line, number: int, changed: int, seen: int) -> str:
    """Say who changed the directive *number* since, when, and in what."""
    theirs = select(CHANGES.c.row).where(CHANGES.c.id >= seen, CHANGES.c.directive == number)
    rows = line.ask(theirs.order_by(CHANGES.c.id.desc()).limit(1)) or line.ask(
        select(CHANGES.c.row).where(CHANGES.c.id == changed)
    )
    change = convert(decode(rows[0].row), ChangeRow).value(changed)
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

"""Single entries of a damaged store: what is wrong with one, and which of it follows from the rest of the entry."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import convert

from bimatrack.errors import DamagedError
from bimatrack.history import Action
from bimatrack.i18n import _
from bimatrack.store.records import UNREADABLE, ChangeRow, EventRow, MetaRow, ReleaseRow, Said
from bimatrack.store.shape import damaged

Row = dict[str, Any]
Rows = Mapping[str, Any]

MOST_LOST = 100_000  # Where more ids than that are missing, it is the count that is wrong.
_BIRTHS = (Action.IMPORT.value, Action.ADD.value)
_DAYS = ("day", "next_day", "start", "end", "on", "born", "due", "closed_on")


def no_store(path: Path) -> DamagedError:
    """Say that the file *path* holds something else."""
    return damaged(path, _("it holds no store"))


def no_table(path: Path, name: str) -> DamagedError:
    """Say that a table is missing."""
    return damaged(path, _("the table “{name}” is missing").format(name=name))


def trouble_of(table: str, number: int, row: Any) -> str:
    """Say what is wrong with the *row* of that *number*, "" where nothing is; how a directive stands is left out."""
    try:
        _READERS[table](number, row)
    except UNREADABLE:
        return _("the entry cannot be read")
    if table == "events" and row["event"]["end"] < row["event"]["start"]:
        return _("it ends before it begins")
    return ""


def bad_days(row: Any) -> list[str]:
    """Return the days in *row* that no calendar knows, each with the name of its field."""
    return [f"{name} {value}" for name, value in _days_in(row) if not _is_day(value)]


def mended_days(table: str, number: str, row: Any, changes: Rows) -> tuple[Row, str]:
    """Return the *row* of that *number* with each impossible day as it stands elsewhere, and what tells of it.

    That is "" where there is nothing to take it from.
    """
    mend = _MENDS.get(table)
    if not isinstance(row, dict) or mend is None:
        return {}, ""
    return mend(number, row, changes)


def next_number(meta: Rows, table: str) -> int:
    """Return the number that the next row of *table* is given, 1 where the file does not say."""
    try:
        return convert(meta["1"], MetaRow).numbers[table]
    except UNREADABLE:
        return 1


def _days_in(row: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(row, dict):
        return
    for name, value in row.items():
        if name in _DAYS and isinstance(value, str):
            yield name, value
        elif name in ("due", "values", "said", "release", "event"):
            yield from _days_in(value)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(date.fromisoformat(value), date)
    except (TypeError, ValueError):
        return False


def _event(_number: str, row: Row, _changes: Rows) -> tuple[Row, str]:
    event = _part(row, "event")
    start, end = event.get("start"), event.get("end")
    if not _is_day(start) and _is_day(end):
        return row | {"event": event | {"start": end}}, _("it begins on the day it ends")
    if _is_day(start) and (not _is_day(end) or str(end) < str(start)):
        return row | {"event": event | {"end": start}}, _("it ends on the day it begins")
    return row, ""


def _release(_number: str, row: Row, _changes: Rows) -> tuple[Row, str]:
    release = _part(row, "release")
    if release.get("day") is not None and not _is_day(release["day"]):
        return row | {"release": release | {"day": None}}, _("it is kept without a day")
    return row, ""


def _change(_number: str, row: Row, _changes: Rows) -> tuple[Row, str]:
    try:
        written = datetime.fromisoformat(row["at"]).date().isoformat()
    except UNREADABLE:
        return row, ""
    return row | {"on": written}, _("it holds from the day it was written")


def _directive(number: str, row: Row, changes: Rows) -> tuple[Row, str]:
    """Take the last day from the history, which has it as the first state."""
    birth = birth_of(number, changes)
    said = _part(row, "said")
    due = said.get("due")
    if birth is None or not isinstance(due, dict):
        return row, ""
    kept = {name: value for name, value in due.items() if name != "next_day"}
    mended = said | {"due": kept | {"day": birth["values"].get("due")}}
    return row | {"said": mended}, _("the day is taken from the history")


def _part(row: Row, name: str) -> Row:
    part = row.get(name)
    return part if isinstance(part, dict) else {}


def birth_of(number: str, changes: Rows) -> Row | None:
    """Return the change with which the directive *number* came first, None where there is none."""
    for born, change in _births(changes):
        if born == number:
            return change
    return None


def births(changes: Rows) -> Iterator[tuple[str, Row]]:
    """Return the directives by their numbers, each with the values of the change with which it came."""
    return ((number, change["values"]) for number, change in _births(changes))


def _births(changes: Rows) -> Iterator[tuple[str, Row]]:
    for change in changes.values():
        if isinstance(change, dict) and change.get("action") in _BIRTHS and isinstance(change.get("values"), dict):
            yield str(change.get("directive")), change


_READERS: Mapping[str, Callable[[int, Any], object]] = {
    "changes": lambda number, row: convert(row, ChangeRow).value(number),
    "releases": lambda _number, row: convert(row, ReleaseRow),
    "events": lambda _number, row: convert(row, EventRow),
    "directives": lambda _number, row: convert(row, Said),
}
_MENDS: Mapping[str, Callable[[str, Row, Rows], tuple[Row, str]]] = {
    "changes": _change,
    "releases": _release,
    "events": _event,
    "directives": _directive,
}

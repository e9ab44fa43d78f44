"""Takes over what stores of older schemas hold; nothing is judged here, a row that cannot be read stays as it is.

Schema 1 kept a quotation as start, end and text, of a directive's state only what differs from its words, and neither
its last follow-up nor the moves of its deadline, which follow from the history.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import convert, to_builtins

from bimatrack.store.records import UNREADABLE, ChangeRow

if TYPE_CHECKING:
    from bimatrack.history import Life
    from bimatrack.store.shape import Tables

Row = dict[str, Any]

_SAID = ("text", "quote", "kind", "speaker", "owners", "units", "due", "confidence", "rule", "also")
_RELEASE = ("source", "text", "key", "title", "day", "publisher")


def as_today(tables: "Tables") -> "Tables":
    """Return *tables* of any schema as those of today's; what tells where rows lie in a file is left out."""
    meta = tables["meta"]["1"]
    if meta["schema"] == 1:
        return _taken_over(tables)
    return tables | {"meta": {"1": {name: value for name, value in meta.items() if name not in ("sections", "sum")}}}


def _taken_over(tables: "Tables") -> "Tables":
    found = dict(tables)
    for table, renew in (("changes", _change), ("releases", _release), ("events", _event)):
        found[table] = _renewed(tables[table], renew)
    told = _lives(found["changes"])
    found["directives"] = _renewed(tables["directives"], _directive)
    for number, row in found["directives"].items():
        if (life := told.get(number)) and "now" in row:
            found["directives"][number] = {**row, **_done_about(life)}
    found["meta"] = {"1": {**tables["meta"]["1"], "schema": 2}}
    return found


def _renewed(rows: Mapping[str, Mapping[str, Any]], renew: Callable[[Row], Row]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for number, row in rows.items():
        try:
            found[number] = renew(dict(row))
        except UNREADABLE:
            found[number] = row
    return found


def _lives(changes: Mapping[str, Mapping[str, Any]]) -> "dict[str, Life]":
    """Tell the lives of all directives by id; none where the history cannot be read to its end."""
    from bimatrack.history import lives

    try:
        history = [convert(row, ChangeRow).value(int(number)) for number, row in changes.items()]
        return {str(number): life for number, life in lives(sorted(history, key=lambda one: one.number)).items()}
    except UNREADABLE:
        return {}


def _done_about(life: "Life") -> Row:
    row: Row = {}
    if life.follow_up:
        row["follow_up"] = to_builtins(life.follow_up)
    if life.extensions:
        row["moved"] = to_builtins(life.extensions)
    return row


def _directive(row: Row) -> Row:
    said = _said(row)
    now: Row = {"text": said["text"], "kind": said["kind"]}
    now["owners"] = [owner[0] for owner in said.get("owners", ())]
    now["units"] = said.get("units", [])
    if due := said.get("due"):
        now |= {"due": due.get("day"), "due_text": due["quote"][0]}
    return {
        "said": said,
        "now": now | _values(row["state"]),
        **{name: row[name] for name in ("release", "born", "withdrawn") if name in row},
    }


def _change(row: Row) -> Row:
    if "values" in row:
        row["values"] = _values(row["values"])
    if "said" in row:
        row["said"] = _said(row["said"])
    return row


def _release(row: Row) -> Row:
    release = {name: row.get(name) for name in _RELEASE}
    return {"release": release, **{name: value for name, value in row.items() if name not in _RELEASE}}


def _event(row: Row) -> Row:
    return {
        "event": {name: value for name, value in row.items() if name != "release"},
        "release": row["release"],
    }


def _said(row: Row) -> Row:
    said = {name: row[name] for name in _SAID if name in row}
    for name in ("quote", "speaker"):
        if name in said:
            said[name] = _quote(said[name])
    for name in ("owners", "also"):
        if name in said:
            said[name] = [_quote(quote) for quote in said[name]]
    if "due" in said:
        due = said["due"]
        said["due"] = {"day": None, **due, "quote": _quote(due["quote"])}
    return said


def _quote(row: list[Any]) -> list[Any]:
    start, end, text = row
    return [text, [start, end]]


def _values(row: Row) -> Row:
    """Return the fields of a state; evidence stood there as a mere place, or a place and a hash."""
    if "evidence" not in row:
        return dict(row)
    return row | {"evidence": [[one] if isinstance(one, str) else one for one in row["evidence"]]}

"""The one place where a value becomes a row of the file and back; what is empty is left out of the row."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from msgspec.structs import replace

from bimatrack.history import Action, Change, KeptEvent, KeptRelease, State, Tracked
from bimatrack.model import Directive, Due, Event, Kind, Priority, Quote, Release, Span, Status
from bimatrack.store import parts, scalars

Row = dict[str, Any]

NUMBERED = ("releases", "directives", "events", "changes", "steps")


def release_row(kept: KeptRelease) -> Row:
    """Return the row of a release."""
    release = kept.release
    return _without_empty(
        {
            "key": release.key,
            "source": release.source,
            "title": release.title,
            "day": _plain(release.day),
            "publisher": release.publisher,
            "imported": kept.imported.isoformat(),
            "revises": kept.revises,
            "text": release.text,
        }
    )


def release_of(number: int, row: Mapping[str, Any]) -> KeptRelease:
    """Return the release that *row* keeps under the id *number*."""
    return KeptRelease(
        number=number,
        release=Release(
            source=scalars.text(row["source"]),
            text=scalars.text(row["text"]),
            key=scalars.text(row["key"]),
            title=scalars.text(row["title"]),
            day=scalars.day_or_none(row.get("day")),
            publisher=scalars.text_or_none(row.get("publisher")),
        ),
        imported=datetime.fromisoformat(row["imported"]),
        revises=scalars.number_or_none(row.get("revises")),
    )


def directive_row(tracked: Tracked) -> Row:
    """Return the row of what a directive says, which never changes."""
    row = _said_row(tracked.directive)
    return row if tracked.release is None else row | {"release": tracked.release}


def now_row(tracked: Tracked) -> Row:
    """Return the part of a directive's row that says how it stands: since when, and where it differs from its words."""
    first = State.of(tracked.directive)
    differences = {
        name: _plain(value) for name in _STATE if (value := getattr(tracked.state, name)) != getattr(first, name)
    }
    return {"born": tracked.born.isoformat(), "state": differences}


def tracked_of(number: int, row: Mapping[str, Any]) -> Tracked:
    """Return the directive that *row* keeps under the id *number*."""
    directive = said_of(row)
    state = State.of(directive)
    if row["state"]:
        state = replace(state, **_values_of(row["state"]))
    return Tracked(
        number, directive, state, scalars.number_or_none(row.get("release")), date.fromisoformat(row["born"])
    )


def key_of(_number: int, row: Mapping[str, Any]) -> str:
    """Return the key of the release that *row* keeps."""
    return scalars.text(row["key"])


def origin_of(_number: int, row: Mapping[str, Any]) -> int | None:
    """Return the id of the release that brought the directive or event of *row*."""
    return scalars.number_or_none(row.get("release"))


def event_row(kept: KeptEvent) -> Row:
    """Return the row of an event."""
    event = kept.event
    return _without_empty(
        {
            "title": event.title,
            "start": event.start.isoformat(),
            "end": event.end.isoformat(),
            "place": event.place,
            "release": kept.release,
        }
    )


def event_of(number: int, row: Mapping[str, Any]) -> KeptEvent:
    """Return the event that *row* keeps under the id *number*."""
    return KeptEvent(
        number=number,
        event=Event(
            title=scalars.text(row["title"]),
            start=date.fromisoformat(row["start"]),
            end=date.fromisoformat(row["end"]),
            place=scalars.text_or_none(row.get("place")),
        ),
        release=scalars.number(row["release"]),
    )


def change_row(change: Change) -> Row:
    """Return the row of a change."""
    return _without_empty(
        {
            "step": change.step,
            "at": change.at.isoformat(),
            "on": change.on.isoformat(),
            "author": change.author,
            "action": change.action.value,
            "directive": change.directive,
            "release": change.release,
            "values": {field: _plain(value) for field, value in change.values},
            "note": change.note,
            "undoes": change.undoes,
            "said": _said_row(change.said) if change.said else None,
        }
    )


def change_of(number: int, row: Mapping[str, Any]) -> Change:
    """Return the change that *row* keeps under *number*."""
    action = _ACTIONS[row["action"]]
    values = _values_of(row.get("values", {}))
    directive = scalars.number_or_none(row.get("directive"))
    if action.begins and directive is not None and not values.keys() >= {"text", "kind"}:
        raise ValueError(values)
    return Change(
        number=number,
        step=scalars.number(row["step"]),
        at=datetime.fromisoformat(row["at"]),
        on=date.fromisoformat(row["on"]),
        author=scalars.text(row["author"]),
        action=action,
        directive=directive,
        values=tuple(values.items()),
        note=scalars.text_or_none(row.get("note")),
        undoes=scalars.number_or_none(row.get("undoes")),
        release=scalars.number_or_none(row.get("release")),
        said=said_of(row["said"]) if "said" in row else None,
    )


def meta_row(schema: int, numbers: Mapping[str, int]) -> Row:
    """Return the row that says which schema the file has and which number each table's next row is given."""
    return {"schema": schema, "next": dict(numbers)}


def next_numbers_of(row: Mapping[str, Any]) -> Mapping[str, int]:
    """Return the number that each table's next row is given, and the next step."""
    return {name: scalars.number(row["next"][name]) for name in NUMBERED}


def _said_row(directive: Directive) -> Row:
    return _without_empty(
        {
            "text": directive.text,
            "quote": _quote_row(directive.quote),
            "kind": directive.kind.value,
            "speaker": _quote_row(directive.speaker) if directive.speaker else None,
            "owners": [_quote_row(owner) for owner in directive.owners],
            "units": list(directive.units),
            "due": _due_row(directive.due) if directive.due else None,
            "confidence": directive.confidence,
            "rule": directive.rule,
            "also": [_quote_row(quote) for quote in directive.also],
        }
    )


def said_of(row: Mapping[str, Any]) -> Directive:
    """Return the directive as the words in *row* make it."""
    return Directive(
        text=scalars.text(row["text"]),
        quote=_quote_of(row["quote"]),
        kind=_KINDS[row["kind"]],
        speaker=_quote_of(row["speaker"]) if "speaker" in row else None,
        owners=tuple(map(_quote_of, row.get("owners", ()))),
        units=scalars.texts(row.get("units", [])),
        due=_due_of(row["due"]) if "due" in row else None,
        confidence=scalars.share(row["confidence"]),
        rule=scalars.text(row["rule"]),
        also=tuple(map(_quote_of, row.get("also", ()))),
    )


def _quote_row(quote: Quote) -> list[Any]:
    return [quote.span.start, quote.span.end, quote.text]


def _quote_of(row: Any) -> Quote:
    start, end, text = row
    if type(text) is not str or type(start) is not int or type(end) is not int:
        raise TypeError(row)
    return Quote(text, Span(start, end))


def _due_row(due: Due) -> Row:
    return _without_empty(
        {
            "day": _plain(due.day),
            "quote": _quote_row(due.quote),
            "reason": due.reason,
            "next_day": _plain(due.next_day),
        }
    )


def _due_of(row: Mapping[str, Any]) -> Due:
    return Due(
        day=scalars.day_or_none(row.get("day")),
        quote=_quote_of(row["quote"]),
        reason=scalars.text(row["reason"]),
        next_day=scalars.day_or_none(row.get("next_day")),
    )


def _values_of(row: Mapping[str, Any]) -> Row:
    return {name: _STATE[name](value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [parts.part_row(part) for part in value]
    return value.value if isinstance(value, (Kind, Status, Priority)) else value


def _without_empty(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, [], {})}


# Looked up here they cost a tenth of a call of the enumeration; a reading makes some for every row.
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
_PRIORITIES = {priority.value: priority for priority in Priority}
_ACTIONS = {action.value: action for action in Action}
_STATE: dict[str, Callable[[Any], Any]] = {
    "text": scalars.text,
    "kind": _KINDS.__getitem__,
    "owners": scalars.texts,
    "units": scalars.texts,
    "due": scalars.day_or_none,
    "due_text": scalars.text_or_none,
    "status": _STATUSES.__getitem__,
    "progress": scalars.percent,
    "closed_on": scalars.day_or_none,
    "obstacle": scalars.text_or_none,
    "evidence": parts.evidence_of,
    "missing": scalars.truth,
    "again": scalars.numbers,
    "reviewed": scalars.truth,
    "merged_into": scalars.number_or_none,
    "shares": parts.shares_of,
    "priority": _PRIORITIES.__getitem__,
    "tags": scalars.texts,
    "links": scalars.numbers,
}

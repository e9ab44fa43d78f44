"""The one place where a value becomes a row of the file and back; what is empty is left out of the row."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from bimatrack.history import Action, Change, KeptEvent, KeptRelease, State, Tracked
from bimatrack.model import Directive, Due, Event, Kind, Quote, Release, Span, Status

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
            "text": release.text,
        }
    )


def release_of(number: int, row: Mapping[str, Any]) -> KeptRelease:
    """Return the release that *row* keeps under the id *number*."""
    return KeptRelease(
        number=number,
        release=Release(
            source=_text(row["source"]),
            text=_text(row["text"]),
            key=_text(row["key"]),
            title=_text(row["title"]),
            day=_day_or_none(row.get("day")),
            publisher=_text_or_none(row.get("publisher")),
        ),
        imported=datetime.fromisoformat(row["imported"]),
    )


def directive_row(tracked: Tracked) -> Row:
    """Return the row of what a directive says, which never changes."""
    directive = tracked.directive
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
            "release": tracked.release,
        }
    )


def now_row(tracked: Tracked) -> Row:
    """Return the part of a directive's row that says how it stands: since when, and where it differs from its words."""
    first = State.of(tracked.directive)
    differences = {
        name: _plain(value) for name in _STATE if (value := getattr(tracked.state, name)) != getattr(first, name)
    }
    return {"born": tracked.born.isoformat(), "state": differences}


def tracked_of(number: int, row: Mapping[str, Any]) -> Tracked:
    """Return the directive that *row* keeps under the id *number*."""
    directive = _directive_of(row)
    state = State.of(directive)
    if row["state"]:
        state = dataclasses.replace(state, **_values_of(row["state"]))
    return Tracked(number, directive, state, _number_or_none(row.get("release")), date.fromisoformat(row["born"]))


def key_of(_number: int, row: Mapping[str, Any]) -> str:
    """Return the key of the release that *row* keeps."""
    return _text(row["key"])


def origin_of(_number: int, row: Mapping[str, Any]) -> int | None:
    """Return the id of the release that brought the directive or event of *row*."""
    return _number_or_none(row.get("release"))


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
            title=_text(row["title"]),
            start=date.fromisoformat(row["start"]),
            end=date.fromisoformat(row["end"]),
            place=_text_or_none(row.get("place")),
        ),
        release=_number(row["release"]),
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
        }
    )


def change_of(number: int, row: Mapping[str, Any]) -> Change:
    """Return the change that *row* keeps under *number*."""
    action = _ACTIONS[row["action"]]
    values = _values_of(row.get("values", {}))
    directive = _number_or_none(row.get("directive"))
    if action.begins and directive is not None and not values.keys() >= {"text", "kind"}:
        raise ValueError(values)
    return Change(
        number=number,
        step=_number(row["step"]),
        at=datetime.fromisoformat(row["at"]),
        on=date.fromisoformat(row["on"]),
        author=_text(row["author"]),
        action=action,
        directive=directive,
        values=tuple(values.items()),
        note=_text_or_none(row.get("note")),
        undoes=_number_or_none(row.get("undoes")),
        release=_number_or_none(row.get("release")),
    )


def meta_row(schema: int, numbers: Mapping[str, int]) -> Row:
    """Return the row that says which schema the file has and which number each table's next row is given."""
    return {"schema": schema, "next": dict(numbers)}


def next_numbers_of(row: Mapping[str, Any]) -> Mapping[str, int]:
    """Return the number that each table's next row is given, and the next step."""
    return {name: _number(row["next"][name]) for name in NUMBERED}


def _directive_of(row: Mapping[str, Any]) -> Directive:
    return Directive(
        text=_text(row["text"]),
        quote=_quote_of(row["quote"]),
        kind=_KINDS[row["kind"]],
        speaker=_quote_of(row["speaker"]) if "speaker" in row else None,
        owners=tuple(map(_quote_of, row.get("owners", ()))),
        units=_texts(row.get("units", [])),
        due=_due_of(row["due"]) if "due" in row else None,
        confidence=float(row["confidence"]),
        rule=_text(row["rule"]),
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
        day=_day_or_none(row.get("day")),
        quote=_quote_of(row["quote"]),
        reason=_text(row["reason"]),
        next_day=_day_or_none(row.get("next_day")),
    )


def _values_of(row: Mapping[str, Any]) -> Row:
    return {name: _STATE[name](value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, (Kind, Status)) else value


def _without_empty(row: Row) -> Row:
    return {name: value for name, value in row.items() if value not in (None, [], {})}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_none(value: Any) -> str | None:
    return None if value is None else _text(value)


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(value)
    return tuple(map(_text, value))


def _day_or_none(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _number(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value


def _percent(value: Any) -> int:
    if _number(value) > 100:  # noqa: PLR2004 - that is what percent means
        raise ValueError(value)
    return value  # type: ignore[no-any-return]  # It is a number by now.


def _number_or_none(value: Any) -> int | None:
    return None if value is None else _number(value)


# Looked up here they cost a tenth of a call of the enumeration; a reading makes some for every row.
_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}
_ACTIONS = {action.value: action for action in Action}
_STATE: dict[str, Callable[[Any], Any]] = {
    "text": _text,
    "kind": _KINDS.__getitem__,
    "owners": _texts,
    "units": _texts,
    "due": _day_or_none,
    "due_text": _text_or_none,
    "status": _STATUSES.__getitem__,
    "progress": _percent,
    "closed_on": _day_or_none,
    "obstacle": _text_or_none,
    "evidence": _texts,
}

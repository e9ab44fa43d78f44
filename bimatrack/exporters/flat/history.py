"""The history as records and rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Json, Record, evidence_record, share_record, text_of
from bimatrack.history import Change, Share, touched
from bimatrack.model import Evidence

if TYPE_CHECKING:
    from bimatrack.tracking import Rewind


_COLUMNS = (
    "number",
    "step",
    "at",
    "on",
    "author",
    "action",
    "directive",
    "release",
    "undoes",
    "note",
    "values",
)


def change_record(change: Change) -> Record:
    """Write one change; *values* holds the fields of the directive's state that it sets.

    *said* is how the release *release* words the directive, where that is not the one that brought it.
    """
    said = change.said
    return {
        "number": change.number,
        "step": change.step,
        "at": change.at.isoformat(),
        "on": change.on.isoformat(),
        "author": change.author,
        "action": change.action.value,
        "directive": change.directive,
        "release": change.release,
        "undoes": change.undoes,
        "note": change.note,
        "values": {name: _json(value) for name, value in change.values},
        "said": None
        if said is None
        else {
            "quote": said.quote.text,
            "start": said.quote.span.start,
            "end": said.quote.span.end,
            "owners": [owner.text for owner in said.owners],
            "due": said.due.day.isoformat() if said.due and said.due.day else None,
            "due_text": said.due.quote.text if said.due else None,
        },
    }


def change_records(changes: Iterable[Change]) -> list[Record]:
    """Write changes in their order."""
    return [change_record(change) for change in changes]


def change_rows(changes: Iterable[Change], every: Iterable[Change] | None = None) -> Iterator[Sequence[str]]:
    """Write changes as rows; of a birth only the text is said, and of an undo the directives it concerns.

    *every* is the history they were chosen from, where they are not all of it.
    """
    yield _COLUMNS
    changes = tuple(changes)
    concerned = touched(changes if every is None else every)
    for change in changes:
        record = change_record(change)
        if change.action.begins:
            record["values"] = dict(change.values).get("text", "")  # type: ignore[assignment]  # a state's text is a str
        if change.undoes is not None:
            record["directive"] = ", ".join(map(str, concerned.get(change.step, ())))
        yield [text_of(record[name]) for name in _COLUMNS]


def rewind_records(plan: "Rewind") -> Record:
    """Write what an undo or redo would do: the steps it takes or brings back, the first one first."""
    return {
        "action": plan.action.value,
        "steps": [
            {
                "step": step.number,
                "at": step.at.isoformat(),
                "author": step.author,
                "action": step.action.value,
                "directives": list(step.directives),
                "changes": [*change_records(step.changes)],
            }
            for step in plan.steps
        ],
    }


def rewind_rows(plan: "Rewind") -> Iterator[Sequence[str]]:
    """Write the steps that an undo or redo concerns."""
    yield ("step", "at", "author", "action", "directives")
    for step in plan.steps:
        ids = text_of(list(step.directives))
        yield (str(step.number), step.at.isoformat(), step.author, step.action.value, ids)


def _json(value: object) -> Json:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_part(part) for part in value]
    if value is None or isinstance(value, int):
        return value
    return str(value)


def _part(part: object) -> Json:
    if isinstance(part, Share):
        return share_record(part)
    if isinstance(part, Evidence):
        return evidence_record(part)
    return part if isinstance(part, int) else str(part)

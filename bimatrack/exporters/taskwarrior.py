"""Directives as tasks of other programs: Taskwarrior's JSON, and todo.txt."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from bimatrack.exporters.flat.cells import Json, Record
from bimatrack.exporters.jsontext import json_line
from bimatrack.history import Change, Tracked, active, store_name
from bimatrack.literal import one_line
from bimatrack.model import Priority, Status

# Names within it are made from the store and the directive's id, so that a task keeps its UUID from export to export.
_SPACE = UUID("6f6c2b1e-0f3d-4f4a-9f5e-6b1d2a9c7e10")
_LAST_MOMENT = time(23, 59, 59)
_WORD = re.compile(r"[^\w-]+")
# What todo.txt reads more into: "@home", "+project", "due:2026-01-31"; an address is a word like others.
_MEANING = re.compile(r"(?<!\S)(?:[@+](?=\S)|(?=[^\s:]*[^\W\d_])[^\s:/]+:(?=[^\s:/]))")
_LETTERS = {Priority.HIGH: "(A) ", Priority.NORMAL: "", Priority.LOW: "(C) "}


def taskwarrior_json(directives: Iterable[Tracked], changes: Sequence[Change]) -> str:
    """Write tasks for `task import`, a JSON array with one task a line; *changes* is the store's whole history.

    Times are the last second of their day where the program runs. Notes become annotations. A task keeps its UUID from
    export to export, so that importing again updates it.
    """
    store, notes = store_name(changes), _notes(changes)
    lines = [json_line(_task(one, store, notes.get(one.number, ()))).rstrip("\n") for one in directives]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def todo_txt(directives: Iterable[Tracked]) -> str:
    """Write one line a directive after the todo.txt format, units as contexts, tags as projects."""
    return "".join(f"{_line(one)}\n" for one in directives)


def _task(one: Tracked, store: str, notes: Iterable[Change]) -> Record:
    state = one.state
    task: Record = {
        "uuid": str(uuid5(_SPACE, f"{store}/{one.number}")),
        "description": one_line(state.text),
        "status": _STATUSES[state.status],
        "entry": _moment(one.born),
        "bimatrack": one.number,
    }
    if state.due is not None:
        task["due"] = _moment(state.due)
    if state.closed_on is not None and state.status.closed:
        task["end"] = _moment(state.closed_on)
    if state.responsible:
        task["project"] = one_line(state.responsible[0])
    if state.priority is not Priority.NORMAL:
        task["priority"] = "H" if state.priority is Priority.HIGH else "L"
    tags: list[Json] = [tag for tag in map(_joined, (state.kind.value, *state.tags)) if tag]
    task["tags"] = tags
    annotations: list[Json] = [
        {"entry": _moment(change.on), "description": one_line(change.note or "")} for change in notes
    ]
    if annotations:
        task["annotations"] = annotations
    return task


_STATUSES = {
    Status.OPEN: "pending",
    Status.IN_PROGRESS: "pending",
    Status.DONE: "completed",
    Status.DROPPED: "deleted",
    Status.DISCARDED: "deleted",
}


def _line(one: Tracked) -> str:
    state = one.state
    text = " ".join([_words(state.text), *_named("@", state.responsible), *_marks(one)])
    if state.status.closed and state.closed_on:
        return f"x {state.closed_on.isoformat()} {one.born.isoformat()} {text}"
    return f"{_LETTERS[state.priority]}{one.born.isoformat()} {text}"


def _marks(one: Tracked) -> Iterator[str]:
    yield from _named("+", one.state.tags)
    if one.state.due is not None:
        yield f"due:{one.state.due.isoformat()}"
    yield f"id:{one.number}"


def _named(sign: str, names: Iterable[str]) -> Iterator[str]:
    return (f"{sign}{word}" for word in map(_joined, names) if word)


def _words(text: str) -> str:
    """Return *text* with a blank in each word that todo.txt would take for a context, a project or a key."""
    return _MEANING.sub(r"\g<0> ", one_line(text))


def _joined(words: str) -> str:
    """Return *words* as the one word that contexts, projects and tags must be."""
    return _WORD.sub("_", one_line(words)).strip("_")


def _notes(changes: Sequence[Change]) -> dict[int, list[Change]]:
    told: dict[int, list[Change]] = {}
    for change in active(changes):
        if change.directive is not None and change.note:
            told.setdefault(change.directive, []).append(change)
    return told


def _moment(day: date) -> str:
    return f"{datetime.combine(day, _LAST_MOMENT).astimezone(UTC):%Y%m%dT%H%M%SZ}"

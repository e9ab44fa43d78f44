"""Keeps the lines of a matrix as directives: all of them or none, each once however often the matrix comes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypeAlias

from bimatrack.adopting.values import Adoption, Layout, Line
from bimatrack.altering import replace
from bimatrack.history import Action, Change, Entry, State, Value, active
from bimatrack.model import Directive, Evidence, Quote, Status
from bimatrack.rules.columns import folded
from bimatrack.store import Draft, Store

_RULE = "matrix"
# What tells one line from another, whatever became of it meanwhile: its words, who must act, the meeting.
_Key: TypeAlias = tuple[str, tuple[str, ...], str]


def adopt(
    store: Store, layout: Layout, lines: Sequence[Line], *, now: datetime, author: str, rehearse: bool = False
) -> Adoption:
    """Keep *lines* that are not kept yet, as one step of the history; *rehearse* tells only what it would.

    A line is known by its words, its owners and its source as they were when it came; how far it has come since is the
    store's to know.
    """
    with store.rehearsing() if rehearse else store.writing() as draft:
        known = frozenset(_known(lines, draft.changes))
        found = Adoption(layout, tuple(lines), known)
        if rehearse or not found.fresh:
            return found
        entries = [entry for line in found.fresh for entry in _entries(line, draft, now)]
        changes = draft.record(entries, at=now, author=author)
        numbers = dict.fromkeys(change.directive for change in changes if change.directive is not None)
        return replace(found, added=tuple(draft.directive(number) for number in numbers))


def _known(lines: Iterable[Line], changes: Sequence[Change]) -> Iterator[int]:
    kept = Counter(_key_of(change) for change in active(changes) if change.action is Action.ADD)
    for line in lines:
        key = (folded(line.text), tuple(map(folded, line.owners)), folded(line.source or ""))
        if kept[key]:
            kept[key] -= 1
            yield line.row


def _key_of(change: Change) -> _Key:
    values = dict(change.values)
    owners = values.get("owners") or ()
    names = tuple(folded(str(owner)) for owner in owners) if isinstance(owners, tuple) else ()
    return folded(str(values["text"])), names, folded(change.note or "")


def _entries(line: Line, draft: Draft, now: datetime) -> Iterator[Entry]:
    """Give the birth of a line and, where something became of it, one change that says so."""
    speaker = Quote.of(line.speaker, 0, len(line.speaker)) if line.speaker else None
    said = Directive(line.text, Quote.of(line.text, 0, len(line.text)), line.kind, speaker, rule=_RULE)
    state = State(line.text, line.kind, line.owners, line.units, line.due, line.due_text, tags=line.tags)
    number = draft.keep_directive(said, release=None)
    yield Entry(Action.ADD, line.born, number, state.as_values(), line.source)
    values = tuple(_became(line))
    if values or line.note:
        note = line.note or (line.obstacle if line.status is Status.DROPPED else None)
        yield Entry(_ACTIONS[line.status], line.closed_on or now.date(), number, values, note)


def _became(line: Line) -> Iterator[tuple[str, Value]]:
    if line.status is not Status.OPEN:
        yield "status", line.status
        yield "progress", line.progress
    if line.closed_on is not None:
        yield "closed_on", line.closed_on
    if line.obstacle:
        yield "obstacle", line.obstacle
    if line.evidence:
        yield "evidence", tuple(Evidence(place) for place in line.evidence)


_ACTIONS = {
    Status.OPEN: Action.NOTE,
    Status.IN_PROGRESS: Action.PROGRESS,
    Status.DONE: Action.DONE,
    Status.DROPPED: Action.DROP,
}

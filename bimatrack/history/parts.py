"""Which parts of a list a change put in or took out: a change itself tells only the whole list it left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from bimatrack.history.changes import Change, Value

Listed: TypeAlias = tuple[object, ...]
_LISTS = ("tags", "links", "evidence")


class Parts(Struct, frozen=True):
    """What a change put into a list of a directive, and what it took out."""

    came: Listed
    gone: Listed


class _Move(Struct, frozen=True):
    """A list (of the directive, by its field's name) as it was before a step and after it."""

    place: tuple[int, str]
    before: Listed
    after: Listed


def parts_told(changes: Iterable[Change]) -> Mapping[int, Mapping[str, Parts]]:
    """Return, by the number of a change and the name of a list (tags, links, evidence), what came and went.

    *changes* is the whole history of the directives concerned, with what undid and redid it.
    """
    held: dict[tuple[int, str], Listed] = {}
    moves: defaultdict[int, list[_Move]] = defaultdict(list)
    told: dict[int, dict[str, Parts]] = {}
    for change in changes:
        if change.undoes is not None:
            # Undo and redo go back and forth in order, so that each finds the lists as the step it names left them.
            back = [_Move(move.place, move.after, move.before) for move in reversed(moves[change.undoes])]
            held.update((move.place, move.after) for move in back)
            moves[change.step] = back
        elif change.directive is not None:
            for name, after in _lists(change):
                move = _Move((change.directive, name), held.get((change.directive, name), ()), after)
                held[move.place] = after
                moves[change.step].append(move)
                told.setdefault(change.number, {})[name] = _parts(move)
    return told


def _lists(change: Change) -> Iterable[tuple[str, Listed]]:
    return [(name, _listed(value)) for name, value in change.values if name in _LISTS]


def _listed(value: Value) -> Listed:
    return value if isinstance(value, tuple) else ()


def _parts(move: _Move) -> Parts:
    return Parts(
        came=tuple(part for part in move.after if part not in move.before),
        gone=tuple(part for part in move.before if part not in move.after),
    )

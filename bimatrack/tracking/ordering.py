"""What a list is ordered by."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from bimatrack.history import Tracked, pressing
from bimatrack.model import Kind, Priority, Status
from bimatrack.tracking.folding import fold
from bimatrack.tracking.keys import Order


def arranged(rows: Iterable[Tracked], order: Order, today: date, *, reverse: bool = False) -> list[Tracked]:
    """Return *rows* in *order*, or the other way round; what has nothing to be ordered by is last either way."""
    found = sorted(rows, key=lambda one: one.number)
    if order is Order.PRESSING:
        return sorted(found, key=lambda one: pressing(one, today), reverse=reverse)
    key = _KEYS[order]
    keyed = [(key(one), one) for one in found]
    having = sorted([pair for pair in keyed if pair[0] is not None], key=lambda pair: pair[0], reverse=reverse)
    return [one for _key, one in having] + [one for key, one in keyed if key is None]


def _folded(names: Iterable[str]) -> tuple[str, ...] | None:
    return tuple([fold(name) for name in names]) or None


def _speaker(one: Tracked) -> str | None:
    return fold(one.directive.speaker.text) if one.directive.speaker else None


_KINDS, _STATUSES, _PRIORITIES = tuple(Kind), tuple(Status), tuple(Priority)
_KEYS: dict[Order, Callable[[Tracked], Any]] = {
    Order.ID: lambda one: one.number,
    Order.DUE: lambda one: one.state.due,
    Order.OWNER: lambda one: _folded(one.state.owners),
    Order.UNIT: lambda one: _folded(one.state.responsible),
    Order.SPEAKER: _speaker,
    Order.KIND: lambda one: _KINDS.index(one.state.kind),
    Order.STATUS: lambda one: _STATUSES.index(one.state.status),
    Order.PRIORITY: lambda one: _PRIORITIES.index(one.state.priority),
    Order.PROGRESS: lambda one: one.state.progress,
    Order.RELEASE: lambda one: one.release,
}

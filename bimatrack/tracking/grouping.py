"""Which groups a list falls into."""

from collections.abc import Callable, Iterable
from typing import Any

from bimatrack.history import Share, Tracked
from bimatrack.model import Kind, Priority, Status
from bimatrack.quarter import Quarter
from bimatrack.tracking.folding import fold
from bimatrack.tracking.keys import Grouping


def group_names(one: Tracked, by: Grouping, own: Share | None = None, first_month: int = 1) -> tuple[str, ...]:
    """Return the groups that a directive stands in, none where it has nothing to be grouped by.

    One that is split stands in the groups of all units that have a share, or in that of the share *own* alone. Quarters
    are counted from *first_month*.
    """
    if by is Grouping.QUARTER:
        return (str(Quarter.of(one.state.due, first_month)),) if one.state.due else ()
    if by is Grouping.UNIT and one.state.shares:
        return (own.unit,) if own else tuple([share.unit for share in one.state.shares])
    return tuple(dict.fromkeys(_NAMES[by](one)))


def in_order(names: Iterable[str], by: Grouping) -> list[str]:
    """Return the names of groups in the order in which they are shown: by the course of things, else by letters."""
    return sorted(names, key=_ORDERS.get(by, fold))


def same(name: str, by: Grouping) -> str:
    """Return what two names of one group have in common: people are spelled in many ways."""
    return fold(name).replace(" ", "") if by in (Grouping.OWNER, Grouping.SPEAKER, Grouping.TAG) else name


def _speaker(one: Tracked) -> tuple[str, ...]:
    return (one.directive.speaker.text,) if one.directive.speaker else ()


_NAMES: dict[Grouping, Callable[[Tracked], tuple[str, ...]]] = {
    Grouping.UNIT: lambda one: one.state.units,
    Grouping.OWNER: lambda one: one.state.owners,
    Grouping.KIND: lambda one: (one.state.kind.value,),
    Grouping.SPEAKER: _speaker,
    Grouping.STATUS: lambda one: (one.state.status.value,),
    Grouping.PRIORITY: lambda one: (one.state.priority.value,),
    Grouping.RELEASE: lambda one: () if one.release is None else (str(one.release),),
    Grouping.TAG: lambda one: one.state.tags,
}
_ORDERS: dict[Grouping, Callable[[str], Any]] = {
    Grouping.QUARTER: str,
    Grouping.KIND: lambda name: list(Kind).index(Kind(name)),
    Grouping.STATUS: lambda name: list(Status).index(Status(name)),
    Grouping.PRIORITY: lambda name: list(Priority).index(Priority(name)),
    Grouping.RELEASE: int,
}

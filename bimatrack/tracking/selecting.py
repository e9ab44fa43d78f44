"""Which directives to show, and in which order."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from bimatrack.history import Share, Tracked, pressing
from bimatrack.model import Kind, Status
from bimatrack.quarter import Quarter

Wanted: TypeAlias = Callable[[Tracked], bool]


class Order(StrEnum):
    """What a list is ordered by; ties go by id."""

    PRESSING = "pressing"
    ID = "id"
    DUE = "due"
    OWNER = "owner"
    KIND = "kind"
    STATUS = "status"
    PROGRESS = "progress"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which directives are wanted: those that meet every condition given.

    Of *owners*, *units*, *kinds* and *statuses* one each is enough. An owner matches from the start of one of its words
    on, in any case; so does the unit of a share, and so do those of *meant*, the units that the registry knows by the
    names of *owners*. *units* are full names of those that must act or have a share. Where just one unit is asked for,
    a directive in which it has a share is taken as that unit sees it. *search* wants each of its words anywhere in
    text, quote, speaker, owners or units. *quarter* is that of the due day; *due_before* and *due_after* leave out the
    day itself. Closed directives are left out unless *include_closed* or *statuses* asks for them, those of kinds that
    are not tracked unless *all_kinds* or *kinds* does.
    """

    owners: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    quarter: Quarter | None = None
    due_before: date | None = None
    due_after: date | None = None
    overdue: bool = False
    search: str | None = None
    release: int | None = None
    speaker: str | None = None
    all_kinds: bool = False
    include_closed: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The directives wanted, in order, and how many more there are of them.

    They are hidden because they are closed, because of a kind that is not tracked, or beyond the limit; each is counted
    once, by the first of these reasons that holds. Where one unit is asked for that has a share of a directive, it
    stands among the rows as that unit sees it; *seen* holds such directives as they stand, and the shares.
    """

    rows: tuple[Tracked, ...]
    hidden_closed: int = 0
    hidden_kinds: int = 0
    hidden_limit: int = 0
    seen: tuple[tuple[Tracked, Share], ...] = ()

    @property
    def wholes(self) -> tuple[tuple[Tracked, Share | None], ...]:
        """The directives as they stand as a whole, each with the share of the unit that is asked for, if it has one."""
        seen: dict[int, tuple[Tracked, Share | None]] = {whole.number: (whole, share) for whole, share in self.seen}
        return tuple([seen.get(row.number, (row, None)) for row in self.rows])


def select(
    directives: Iterable[Tracked],
    wanted: Filter,
    today: date,
    order: Order = Order.PRESSING,
    *,
    limit: int | None = None,
) -> Selection:
    """Return the *directives* that are *wanted* on the day *today*, in *order*; the first *limit* of them if given."""
    conditions = _conditions(wanted, today)
    directives, seen = _as_seen(directives, wanted)
    found = [tracked for tracked in directives if all(condition(tracked) for condition in conditions)]
    shown = [tracked for tracked in found if wanted.include_closed or wanted.statuses or not _closed(tracked)]
    rows = [tracked for tracked in shown if wanted.all_kinds or wanted.kinds or tracked.state.kind.tracked]
    rows.sort(key=lambda tracked: _KEYS[order](tracked, today))
    first = tuple(rows[:limit])
    own = tuple([seen[row.number] for row in first if row.number in seen])
    return Selection(first, len(found) - len(shown), len(shown) - len(rows), len(rows) - len(first), own)


def _as_seen(
    directives: Iterable[Tracked], wanted: Filter
) -> tuple[Iterable[Tracked], dict[int, tuple[Tracked, Share]]]:
    """Return *directives*, the split ones as the one unit *wanted* sees them, and these with its share by id."""
    units = wanted.units or (wanted.meant if len(wanted.owners) == 1 else ())
    if len(units) != 1:
        return directives, {}
    directives = tuple(directives)
    seen = {
        tracked.number: (tracked, share)
        for tracked in directives
        for share in tracked.state.shares
        if share.unit == units[0]
    }
    return [_of_unit(tracked, seen.get(tracked.number)) for tracked in directives], seen


def _of_unit(tracked: Tracked, own: tuple[Tracked, Share] | None) -> Tracked:
    return replace(tracked, state=tracked.state.of_unit(own[1])) if own else tracked


def _closed(tracked: Tracked) -> bool:
    return tracked.state.status.closed


def _conditions(wanted: Filter, today: date) -> tuple[Wanted, ...]:
    return (*_on_origin(wanted), *_on_words(wanted), *_on_due(wanted, today))


def _on_origin(wanted: Filter) -> Iterator[Wanted]:
    if wanted.kinds:
        yield lambda tracked: tracked.state.kind in wanted.kinds
    if wanted.statuses:
        yield lambda tracked: tracked.state.status in wanted.statuses
    if wanted.release is not None:
        yield lambda tracked: tracked.release == wanted.release


def _on_words(wanted: Filter) -> Iterator[Wanted]:
    if wanted.owners:
        owner = _from_a_word_on(wanted.owners)
        yield (
            lambda tracked: (
                any(map(owner, (*tracked.state.owners, *tracked.state.units)))
                or any(share.unit in wanted.meant or owner(share.unit) for share in tracked.state.shares)
            )
        )
    if wanted.units:
        yield (
            lambda tracked: (
                any(unit in wanted.units for unit in tracked.state.units)
                or any(share.unit in wanted.units for share in tracked.state.shares)
            )
        )
    if wanted.speaker:
        speaker = _from_a_word_on((wanted.speaker,))
        yield lambda tracked: speaker(_speaker(tracked))
    if wanted.search:
        words = wanted.search.casefold().split()
        yield lambda tracked: all(word in _prose(tracked) for word in words)


def _on_due(wanted: Filter, today: date) -> Iterator[Wanted]:
    quarter, before, after = wanted.quarter, wanted.due_before, wanted.due_after
    if quarter is not None:
        yield lambda tracked: tracked.state.due is not None and tracked.state.due in quarter
    if before is not None:
        yield lambda tracked: tracked.state.due is not None and tracked.state.due < before
    if after is not None:
        yield lambda tracked: tracked.state.due is not None and tracked.state.due > after
    if wanted.overdue:
        yield lambda tracked: tracked.state.overdue(today)


def _from_a_word_on(texts: Iterable[str]) -> Callable[[str], bool]:
    forms = "|".join(r"\s+".join(map(re.escape, text.split())) for text in texts if text.strip())
    pattern = re.compile(rf"(?<!\w)(?:{forms})", re.IGNORECASE)
    return lambda text: pattern.search(text) is not None


def _speaker(tracked: Tracked) -> str:
    speaker = tracked.directive.speaker
    return speaker.text if speaker else ""


def _prose(tracked: Tracked) -> str:
    state = tracked.state
    parts = (state.text, tracked.directive.quote.text, _speaker(tracked), *state.owners, *state.units)
    return " ".join(" ".join(parts).casefold().split())


_KINDS = tuple(Kind)
_STATUSES = tuple(Status)
_KEYS: dict[Order, Callable[[Tracked, date], tuple[Any, ...]]] = {
    Order.PRESSING: pressing,
    Order.ID: lambda tracked, _today: (tracked.number,),
    Order.DUE: lambda tracked, _today: (tracked.state.due or date.max, tracked.number),
    Order.OWNER: lambda tracked, _today: (not tracked.state.owners, tracked.state.owners, tracked.number),
    Order.KIND: lambda tracked, _today: (_KINDS.index(tracked.state.kind), tracked.number),
    Order.STATUS: lambda tracked, _today: (_STATUSES.index(tracked.state.status), tracked.number),
    Order.PROGRESS: lambda tracked, _today: (tracked.state.progress, tracked.number),
    Order.RELEASE: lambda tracked, _today: (tracked.release or sys.maxsize, tracked.number),
}

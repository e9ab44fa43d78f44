"""The follow-up matrix, row by row."""

from collections.abc import Iterable, Mapping
from datetime import date

from bimatrack.history import Extension, Source, Tracked
from bimatrack.model import Status
from bimatrack.reporting.values import MatrixRow, Slip

_BY_HAND = Source()


def matrix(followed: Iterable[Tracked], sources: Mapping[int, Source], as_of: date) -> tuple[MatrixRow, ...]:
    """Lay out *followed* as rows: overdue first, then slipped, then by last day, undated, done, dropped."""
    ordered = sorted(followed, key=lambda one: _urgency(one, as_of))
    return tuple(
        _row(position, one, sources.get(one.release or 0, _BY_HAND), as_of) for position, one in enumerate(ordered, 1)
    )


def slip(due: date | None, extensions: tuple[Extension, ...]) -> Slip | None:
    """Tell how far the deadline has slipped over its *extensions* to *due*; None when it is no later than at first."""
    if not extensions:
        return None
    first = extensions[0].old
    if due is not None and due <= first:
        return None
    return Slip(first=first, now=due, moves=len(extensions), reason=extensions[-1].reason)


def furthest(rows: Iterable[MatrixRow]) -> tuple[tuple[MatrixRow, Slip], ...]:
    """Return the *rows* whose deadline slipped, each with how far: those that were lifted first, then the furthest."""
    slipped = [(row, row.slip) for row in rows if row.slip]
    return tuple(sorted(slipped, key=lambda one: (one[1].now is not None, -(one[1].days or 0), one[0].position)))


def _urgency(one: Tracked, as_of: date) -> tuple[int, date, int]:
    state = one.state
    return _rank(one, as_of), state.due or date.max, one.number


def _rank(one: Tracked, as_of: date) -> int:
    state = one.state
    if state.status.closed:
        return 5 if state.status is Status.DROPPED else 4
    if state.due is not None and state.due < as_of:
        return 0
    if slip(state.due, one.extensions):
        return 1
    return 3 if state.due is None else 2


def _row(position: int, one: Tracked, source: Source, as_of: date) -> MatrixRow:
    state = one.state
    days = None if state.due is None or state.status.closed else (state.due - as_of).days
    return MatrixRow(position, one, source, one.follow_up, slip(state.due, one.extensions), days)

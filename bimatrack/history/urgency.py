"""How pressing a directive is: points for what is the case, which are added up; no other rule puts one before another.

The points are chosen so that what is overdue stands before what is due soon, and that before all else, whatever comes
on top: the rest of the points together never make up for the step between two of these.
"""

from datetime import date
from enum import StrEnum

from bimatrack.history.changes import SOON, State
from bimatrack.history.kept import Tracked
from bimatrack.model import Priority

MONTH = 30


class Part(StrEnum):
    """What makes a directive more pressing, or less."""

    OVERDUE = "overdue"
    SOON = "soon"
    HIGH = "high"
    DOUBTFUL = "doubtful"
    MONTH = "month"
    UNDATED = "undated"
    OBSTACLE = "obstacle"
    ASKED = "asked_again"
    LOW = "low"
    CLOSED = "closed"

    @property
    def points(self) -> int:
        """How much it counts."""
        return _POINTS[self]


_POINTS = {
    Part.OVERDUE: 100,
    Part.SOON: 50,
    Part.HIGH: 20,
    Part.DOUBTFUL: 10,
    Part.MONTH: 6,
    Part.UNDATED: 5,
    Part.OBSTACLE: 2,
    Part.ASKED: 1,
    Part.LOW: -10,
    Part.CLOSED: -100,
}


def urgency(tracked: Tracked, today: date) -> int:
    """Return how pressing *tracked* is on the day *today*: the points of its parts, from -100 (closed) to 133."""
    return sum([_POINTS[part] for part in urgency_parts(tracked, today)])


def urgency_parts(tracked: Tracked, today: date) -> tuple[Part, ...]:
    """Return what makes *tracked* as pressing as it is on the day *today*; what is closed is that and nothing else."""
    state = tracked.state
    if state.status.closed:
        return (Part.CLOSED,)
    parts = [*_in_time(state, today)]
    if state.priority is not Priority.NORMAL:
        parts.append(Part.HIGH if state.priority is Priority.HIGH else Part.LOW)
    if tracked.doubtful:
        parts.append(Part.DOUBTFUL)
    if state.obstacle:
        parts.append(Part.OBSTACLE)
    if state.again:
        parts.append(Part.ASKED)
    return tuple(parts)


def pressing(tracked: Tracked, today: date) -> tuple[int, date, int]:
    """Return the key that puts the most pressing first; of equals the one that is due first, then the lower id."""
    return -urgency(tracked, today), tracked.state.due or date.max, tracked.number


def _in_time(state: State, today: date) -> tuple[Part, ...]:
    if state.due is None:
        return (Part.UNDATED,)
    days = (state.due - today).days
    if days < 0:
        return (Part.OVERDUE,)
    if days <= SOON.days:
        return (Part.SOON,)
    return (Part.MONTH,) if days <= MONTH else ()

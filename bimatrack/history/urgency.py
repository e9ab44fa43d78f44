"""How pressing a directive is: points for what is the case, which are added up; no other rule puts one before another.

The points are chosen so that what is overdue stands before what is due soon, and that before all else, whatever comes
on top: the rest of the points together never make up for the step between two of these.
"""

from datetime import date
from enum import StrEnum
from typing import TypeAlias

from bimatrack.history.changes import SOON, State
from bimatrack.history.kept import Tracked
from bimatrack.model import Priority

MONTH = 30
# Of days that something is late so many count.
LATEST = 100


class Part(StrEnum):
    """What makes a directive more pressing, or less."""

    OVERDUE = "overdue"
    SOON = "soon"
    MONTH = "month"
    UNDATED = "undated"
    HIGH = "high"
    LOW = "low"
    DOUBTFUL = "doubtful"
    OBSTACLE = "obstacle"
    ASKED = "asked_again"
    CLOSED = "closed"


# What counts, and by how many points.
Parts: TypeAlias = tuple[tuple[Part, int], ...]

POINTS = {
    Part.OVERDUE: 100,  # and one for each day that it is late
    Part.SOON: 50,  # and one for each day that it is nearer than seven
    Part.MONTH: 6,
    Part.UNDATED: 5,
    Part.HIGH: 20,
    Part.LOW: -10,
    Part.DOUBTFUL: 10,
    Part.OBSTACLE: 2,
    Part.ASKED: 1,
    Part.CLOSED: -100,
}


def urgency(tracked: Tracked, today: date) -> int:
    """Return how pressing *tracked* is on the day *today*, from -100 (closed) to 233: the points of its parts."""
    return sum([points for _part, points in urgency_parts(tracked, today)])


def urgency_parts(tracked: Tracked, today: date) -> Parts:
    """Return what makes *tracked* as pressing as it is on the day *today*; what is closed is that and nothing else."""
    state = tracked.state
    if state.status.closed:
        return ((Part.CLOSED, POINTS[Part.CLOSED]),)
    parts = [] if state.priority is Priority.NORMAL else [Part.HIGH if state.priority is Priority.HIGH else Part.LOW]
    if tracked.doubtful:
        parts.append(Part.DOUBTFUL)
    if state.obstacle:
        parts.append(Part.OBSTACLE)
    if state.again:
        parts.append(Part.ASKED)
    return (*_in_time(state, today), *[(part, POINTS[part]) for part in parts])


def pressing(tracked: Tracked, today: date) -> tuple[int, date, int]:
    """Return the key that puts the most pressing first; of equals the one that is due first, then the lower id."""
    return -urgency(tracked, today), tracked.state.due or date.max, tracked.number


def by_due(tracked: Tracked) -> tuple[date, int]:
    """Return the key that puts the earliest last day first and what has none last; ties by id."""
    return tracked.state.due or date.max, tracked.number


def _in_time(state: State, today: date) -> Parts:
    if state.due is None:
        return ((Part.UNDATED, POINTS[Part.UNDATED]),)
    days = (state.due - today).days
    if days < 0:
        return ((Part.OVERDUE, POINTS[Part.OVERDUE] + min(-days, LATEST)),)
    if days <= SOON.days:
        return ((Part.SOON, POINTS[Part.SOON] + SOON.days - days),)
    return ((Part.MONTH, POINTS[Part.MONTH]),) if days <= MONTH else ()

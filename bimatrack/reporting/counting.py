"""Counts the directives of a quarter: all of them, by unit, by kind, by month."""

from collections.abc import Iterable, Sequence
from datetime import date

from bimatrack.history import Followed, State
from bimatrack.model import Kind, Status
from bimatrack.quarter import Quarter
from bimatrack.reporting.matrix import responsible, slip
from bimatrack.reporting.scale import Scale
from bimatrack.reporting.values import Count, Month, Summary


def summarize(inside: Sequence[Followed], quarter: Quarter, as_of: date, scale: Scale, reopened: int) -> Summary:
    """Put the quarter in numbers; *inside* are its directives as of the day *as_of*."""
    states = [one.tracked.state for one in inside]
    still = [state for state in states if not state.status.closed]
    progress = mean_progress(states)
    new = sum(one.tracked.born >= quarter.start for one in inside)
    return Summary(
        carried_in=len(inside) - new,
        reopened=reopened,
        new=new,
        done=sum(state.status is Status.DONE for state in states),
        late=sum(map(_done_late, states)),
        dropped=sum(state.status is Status.DROPPED for state in states),
        carried_out=len(still),
        overdue=sum(state.overdue(as_of) for state in still),
        slipped=sum(slip(one.tracked.state.due, one.extensions) is not None for one in inside),
        undated=sum(state.due is None for state in still),
        unowned=sum(not responsible(state) for state in still),
        progress=progress,
        predicate=None if progress is None else scale.predicate(progress),
    )


def count_units(inside: Iterable[Followed], as_of: date) -> tuple[Count, ...]:
    """Count by who must act, the most directives first, those that name nobody last; one of two units in both rows."""
    by_name: dict[str, list[State]] = {}
    for one in inside:
        for name in dict.fromkeys(responsible(one.tracked.state) or ("",)):
            by_name.setdefault(name, []).append(one.tracked.state)
    counts = [_count(name, states, as_of) for name, states in by_name.items()]
    return tuple(sorted(counts, key=lambda count: (not count.name, -count.total, count.name)))


def count_kinds(inside: Sequence[Followed], as_of: date) -> tuple[Count, ...]:
    """Count by kind, in the order of `Kind`, kinds without directives left out."""
    of_kind = [(kind, [one.tracked.state for one in inside if one.tracked.state.kind is kind]) for kind in Kind]
    return tuple(_count(kind.value, states, as_of) for kind, states in of_kind if states)


def count_months(inside: Sequence[Followed], quarter: Quarter, as_of: date) -> tuple[Month, ...]:
    """Count what came, fell due and was done in each month of the quarter that has begun by *as_of*."""
    months = [date(quarter.year, quarter.start.month + step, 1) for step in range(3)]
    return tuple(_month(first, inside) for first in months if first <= as_of)


def mean_progress(states: Iterable[State]) -> float | None:
    """Return the mean progress in percent, one decimal, without the dropped, the done complete; None without any."""
    parts = [100 if state.status is Status.DONE else state.progress for state in states if _counts(state)]
    return round(sum(parts) / len(parts), 1) if parts else None


def _counts(state: State) -> bool:
    return state.status is not Status.DROPPED


def _done_late(state: State) -> bool:
    closed, due = state.closed_on, state.due
    return state.status is Status.DONE and closed is not None and due is not None and closed > due


def _count(name: str, states: Sequence[State], as_of: date) -> Count:
    return Count(
        name=name,
        total=len(states),
        done=sum(state.status is Status.DONE for state in states),
        dropped=sum(state.status is Status.DROPPED for state in states),
        open=sum(not state.status.closed for state in states),
        overdue=sum(state.overdue(as_of) for state in states),
        progress=mean_progress(states),
    )


def _month(first: date, inside: Iterable[Followed]) -> Month:
    def within(day: date | None) -> bool:
        return day is not None and (day.year, day.month) == (first.year, first.month)

    tracked = [one.tracked for one in inside]
    return Month(
        first=first,
        new=sum(within(one.born) for one in tracked),
        due=sum(within(one.state.due) for one in tracked if _counts(one.state)),
        done=sum(one.state.status is Status.DONE and within(one.state.closed_on) for one in tracked),
    )

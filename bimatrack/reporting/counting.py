"""Counts the directives of a period: all of them, by unit, by kind, by month."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from bimatrack.history import Share
from bimatrack.letterhead import Scale
from bimatrack.model import Kind, Status
from bimatrack.periods import Period, months_of
from bimatrack.reporting.values import Count, MatrixRow, Month, Summary

_WHOLE = 100


class Tally:
    """Adds up rows one by one, as a period may have very many of them."""

    def __init__(self) -> None:
        self.total = self.done = self.dropped = self.overdue = 0
        self._progress = 0

    def add(self, row: MatrixRow, share: Share | None = None) -> None:
        """Count one row, or no more of it than the *share* of one unit."""
        state = row.tracked.state if share is None else row.tracked.state.of_unit(share)
        self.total += 1
        if state.status is Status.DROPPED:
            self.dropped += 1
        elif state.status is Status.DONE:
            self.done += 1
            self._progress += _WHOLE
        else:
            self._progress += state.progress
            self.overdue += row.overdue

    @property
    def open(self) -> int:
        """How many are neither done nor dropped."""
        return self.total - self.done - self.dropped

    @property
    def progress(self) -> float | None:
        """The mean progress in percent, one decimal, without the dropped, the done complete; None without any."""
        counted = self.total - self.dropped
        return round(self._progress / counted, 1) if counted else None

    def count(self, name: str) -> Count:
        """Return what was counted under the heading *name*."""
        return Count(name, self.total, self.done, self.dropped, self.open, self.overdue, self.progress)


def summarize(rows: Sequence[MatrixRow], period: Period, scale: Scale, reopened: int) -> Summary:
    """Put the period in numbers; *reopened* of its directives were closed when it began."""
    tally = _tally(rows)
    first = period.start
    new = sum(row.tracked.born >= first for row in rows)
    still = [row.tracked.state for row in rows if not row.tracked.state.status.closed]
    return Summary(
        carried_in=len(rows) - new,
        reopened=reopened,
        new=new,
        done=tally.done,
        late=sum(map(_done_late, rows)),
        dropped=tally.dropped,
        carried_out=tally.open,
        overdue=tally.overdue,
        slipped=sum(row.slip is not None for row in rows),
        undated=sum(state.due is None for state in still),
        unowned=sum(not state.responsible for state in still),
        progress=tally.progress,
        predicate=None if tally.progress is None else scale.predicate(tally.progress),
    )


def count_units(rows: Iterable[MatrixRow]) -> tuple[Count, ...]:
    """Count by who must act, the most directives first, those that name nobody last; one of two units in both rows.

    Owners that differ in case only are one; the spelling met first stands for all. What was split counts in the row of
    each unit by that unit's share.
    """
    spelt: dict[str, str] = {}
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for row in rows:
        shares = {share.unit.casefold(): share for share in row.state.shares}
        for key, name in {name.casefold(): name for name in reversed(row.answerable or ("",))}.items():
            tallies[key].add(row, shares.get(key))
            spelt.setdefault(key, name)
    ordered = sorted(tallies.items(), key=lambda entry: (not entry[0], -entry[1].total, entry[0]))
    return tuple(tally.count(spelt[key]) for key, tally in ordered)


def count_kinds(rows: Iterable[MatrixRow]) -> tuple[Count, ...]:
    """Count by kind, in the order of `Kind`, kinds without directives left out."""
    tallies = {kind: Tally() for kind in Kind}
    for row in rows:
        tallies[row.state.kind].add(row)
    return tuple(tally.count(kind.value) for kind, tally in tallies.items() if tally.total)


def count_months(rows: Iterable[MatrixRow], period: Period, as_of: date) -> tuple[Month, ...]:
    """Count what came, fell due and was done in each month of the period that has begun by *as_of*."""
    new: Counter[tuple[int, int]] = Counter()
    due: Counter[tuple[int, int]] = Counter()
    done: Counter[tuple[int, int]] = Counter()
    start, end = period.start, period.end
    for row in rows:
        born, state = row.tracked.born, row.tracked.state
        if start <= born <= end:
            new[born.year, born.month] += 1
        if state.due is not None and start <= state.due <= end and state.status is not Status.DROPPED:
            due[state.due.year, state.due.month] += 1
        if state.closed_on is not None and start <= state.closed_on <= end and state.status is Status.DONE:
            done[state.closed_on.year, state.closed_on.month] += 1
    keys = [(first, (first.year, first.month)) for first in months_of(period) if first <= as_of]
    return tuple(Month(first, new[key], due[key], done[key]) for first, key in keys)


def _tally(rows: Iterable[MatrixRow]) -> Tally:
    tally = Tally()
    for row in rows:
        tally.add(row)
    return tally


def _done_late(row: MatrixRow) -> bool:
    state = row.tracked.state
    if state.status is not Status.DONE or state.closed_on is None or state.due is None:
        return False
    return state.closed_on > state.due

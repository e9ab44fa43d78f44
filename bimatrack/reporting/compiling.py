"""Compiles the report of a period from what is kept."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import itemgetter

from bimatrack.altering import replace
from bimatrack.history import (
    CLOSING,
    Head,
    History,
    KeptEvent,
    KeptRelease,
    Source,
    Tracked,
    active,
    find_sources,
    headed,
    lives,
)
from bimatrack.letterhead import Letterhead, Scale
from bimatrack.model import Event, Status
from bimatrack.periods import Period
from bimatrack.reporting.charts import ages, timeline
from bimatrack.reporting.counting import count_kinds, count_months, count_units, summarize
from bimatrack.reporting.matrix import matrix, matrix_row
from bimatrack.reporting.values import Held, MatrixRow, Outlook, PeriodReport, Summary

_ONE_DAY = timedelta(days=1)
_BLANK = Letterhead()
_SCALE = Scale()
_NOWHERE = Source()
_NOTHING = History.whole(())


def report_day(period: Period, today: date) -> date:
    """Return the day a report on *period* speaks of: its last one, or *today* while it runs."""
    return min(period.end, today)


def period_report(
    period: Period,
    as_of: date,
    *,
    followed: Iterable[Tracked],
    events: Iterable[KeptEvent],
    releases: Iterable[KeptRelease],
    history: History = _NOTHING,
    letterhead: Letterhead = _BLANK,
    scale: Scale = _SCALE,
    all_kinds: bool = False,
) -> PeriodReport:
    """Report on *period* as of the day *as_of* (see `report_day`).

    Args:
        period: the period.
        as_of: the day the report speaks of; one after the period's end means its end.
        followed: the directives there were on that day, as they stood.
        events: the events of the releases that had come by that day.
        releases: those releases.
        history: the whole history.
        letterhead: what is printed around it.
        scale: what the mean progress is graded by.
        all_kinds: whether commitments and appeals count as well.
    """
    as_of = report_day(period, as_of)
    events = tuple(events)
    first = period.start
    inside = [one for one in followed if _belongs(one, first, all_kinds=all_kinds)]
    rows = matrix(inside, find_sources(tuple(releases), events), as_of)
    known = _once(events)
    dated_back, came_after, releases_after = _since_the_end(history.heads, period, as_of)
    return PeriodReport(
        letterhead=letterhead,
        period=period,
        as_of=as_of,
        running=as_of < period.end,
        all_kinds=all_kinds,
        summary=summarize(rows, period, scale, _reopened(rows, history, period)),
        by_unit=count_units(rows),
        by_kind=count_kinds(rows),
        by_month=count_months(rows, period, as_of),
        timeline=timeline(rows, first, period.end, as_of),
        ages=ages(rows, as_of),
        rows=rows,
        events=_held(known, period, as_of),
        outlook=_outlook(rows, known, period.next()),
        dated_back=dated_back,
        came_after=came_after,
        releases_after=releases_after,
    )


def period_summary(
    period: Period,
    followed: Iterable[Tracked],
    history: History = _NOTHING,
    *,
    scale: Scale = _SCALE,
    all_kinds: bool = False,
) -> Summary:
    """Put *period* in numbers as it ended, without the rest of its report; the arguments are as for `period_report`."""
    inside = [one for one in followed if _belongs(one, period.start, all_kinds=all_kinds)]
    rows = tuple([matrix_row(0, one, _NOWHERE, period.end) for one in inside])  # For numbers no order is needed.
    return summarize(rows, period, scale, _reopened(rows, history, period))


def _belongs(one: Tracked, first: date, *, all_kinds: bool) -> bool:
    state = one.state
    if state.status is Status.DISCARDED or not (all_kinds or state.kind.tracked):
        return False
    closed_before = state.closed_on is not None and state.closed_on < first and state.status.closed
    return not closed_before or one.born >= first


def _reopened(rows: Iterable[MatrixRow], history: History, period: Period) -> int:
    # Only those that were ever closed before the period are replayed: mostly none.
    first = period.start
    suspects = {change.directive for change in history.heads if change.action in CLOSING and change.on < first}
    if suspects:
        suspects.intersection_update(row.id for row in rows if row.tracked.born < first)
    if not suspects:
        return 0
    theirs = history.of({number for number in suspects if number is not None})
    told = lives(theirs, first - _ONE_DAY)
    return sum(life.state.status.closed for number, life in told.items() if number in suspects)


def _once(events: Iterable[KeptEvent]) -> tuple[Event, ...]:
    """Return each event once, whichever releases name it, in the order of days."""
    known: dict[tuple[str, date, date], Event] = {}
    for kept in events:
        event = kept.event
        known.setdefault((event.title.casefold(), event.start, event.end), replace(event, title=headed(event.title)))
    return tuple(sorted(known.values(), key=lambda event: (event.start, event.end, event.title)))


def _held(known: Iterable[Event], period: Period, as_of: date) -> Held:
    inside = [event for event in known if event.start <= period.end and event.end >= period.start]
    return Held(
        held=tuple(event for event in inside if event.end <= as_of),
        to_come=tuple(event for event in inside if event.end > as_of),
    )


def _outlook(rows: Iterable[MatrixRow], known: Iterable[Event], following: Period) -> Outlook:
    first, last = following.start, following.end
    carried = [(row.state.due, row) for row in rows if not row.state.status.closed]
    dated = sorted(((due, row.position, row) for due, row in carried if due is not None), key=itemgetter(0, 1))
    return Outlook(
        period=following,
        overdue=tuple(row for due, _, row in dated if due < first),
        due=tuple(row for due, _, row in dated if first <= due <= last),
        later=sum(due > last for due, _, _row in dated),
        undated=len(carried) - len(dated),
        events=tuple(event for event in known if event.start in following),
    )


def _since_the_end(changes: Sequence[Head], period: Period, as_of: date) -> tuple[int, int, int]:
    """Count what was written after the period's end and yet counts in it: changes or their undoing, comings, releases.

    What was undone again since then is not counted, as nothing is left of it.
    """
    last = period.end
    by_then = [change for change in changes if change.at.date() <= last]
    if len(by_then) == len(changes):
        return 0, 0, 0
    now, then = ({change.number: change for change in active(some, as_of)} for some in (changes, by_then))
    added = [now[number] for number in now.keys() - then.keys()]
    releases = sum(change.directive is None for change in added)
    came = sum(change.directive is not None and change.action.begins for change in added)
    taken_back = sum(then[number].directive is not None for number in then.keys() - now.keys())
    return len(added) - releases - came + taken_back, came, releases

"""Draws reports from the store: what stood on their day, a unit's part of it, the period before beside it."""

from collections.abc import Iterable, Iterator
from datetime import date

from bimatrack.altering import replace
from bimatrack.history import Tracked
from bimatrack.letterhead import Letterhead, Scale
from bimatrack.periods import Period
from bimatrack.reporting.compiling import period_report, period_summary, report_day
from bimatrack.reporting.values import Before, PeriodReport
from bimatrack.store import Store
from bimatrack.store.narrowing import Days

_BLANK = Letterhead()
_SCALE = Scale()


def report_from(
    store: Store,
    period: Period,
    as_of: date,
    *,
    letterhead: Letterhead = _BLANK,
    scale: Scale = _SCALE,
    all_kinds: bool = False,
    unit: str = "",
) -> PeriodReport:
    """Report on *period* as the *store* stood on the day *as_of*, for all units or for the *unit* of that full name.

    The summary of the period before is set beside it where it holds any directive.

    Raises:
        StoreError: the store is damaged.
    """
    [report] = reports_from(store, period, as_of, (unit,), letterhead=letterhead, scale=scale, all_kinds=all_kinds)
    return report


def reports_from(
    store: Store,
    period: Period,
    as_of: date,
    units: Iterable[str],
    *,
    letterhead: Letterhead = _BLANK,
    scale: Scale = _SCALE,
    all_kinds: bool = False,
) -> Iterator[PeriodReport]:
    """Report as `report_from` on each of *units*, one after the other; the store is gone through once.

    Raises:
        StoreError: the store is damaged.
    """
    earlier, day = period.previous(), report_day(period, as_of)
    store = store.around(Days(earlier.start, earlier.end, period.start, day, period.end, period.next().end))
    now, then = store.as_of(day), store.as_of(earlier.end)
    events, releases, history = store.events(day), store.releases(day), store.history()
    for unit in units:
        report = period_report(
            period,
            day,
            followed=of_unit(now, unit) if unit else now,
            events=events,
            releases=releases,
            history=history,
            letterhead=letterhead,
            scale=scale,
            all_kinds=all_kinds,
        )
        theirs = of_unit(then, unit) if unit else then
        before = period_summary(earlier, theirs, history, scale=scale, all_kinds=all_kinds)
        yield replace(report, unit=unit, before=Before(earlier, before) if before.total else None)


def of_unit(followed: Iterable[Tracked], unit: str) -> tuple[Tracked, ...]:
    """Return those *followed* that *unit* must act on, in any case; of a split one, as the unit's own share stands."""
    chosen: list[Tracked] = []
    sought = unit.casefold()
    for one in followed:
        state = one.state
        share = next((share for share in state.shares if share.unit.casefold() == sought), None)
        if share is not None:
            own = replace(state.of_unit(share), shares=(), units=(unit,))
            chosen.append(replace(one, state=own))
        elif not state.shares and sought in map(str.casefold, state.responsible):
            chosen.append(one)
    return tuple(chosen)

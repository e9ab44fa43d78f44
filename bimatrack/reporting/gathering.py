"""Draws reports from the store: what stood on their day, a unit's part of it, the period before beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bimatrack.history import Change, Followed, KeptEvent, KeptRelease
from bimatrack.letterhead import Letterhead, Scale
from bimatrack.periods import Period
from bimatrack.reporting.compiling import period_report, report_day
from bimatrack.reporting.values import Before, PeriodReport
from bimatrack.store import Store

_BLANK = Letterhead()
_SCALE = Scale()


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the store held on a day."""

    period: Period
    day: date
    followed: tuple[Followed, ...]
    events: tuple[KeptEvent, ...]
    releases: tuple[KeptRelease, ...]
    changes: tuple[Change, ...]

    @classmethod
    def of(cls, store: Store, period: Period, day: date) -> "_Standing":
        return cls(period, day, store.followed(day), store.events(day), store.releases(day), store.changes())

    def report(self, letterhead: Letterhead, scale: Scale, unit: str, *, all_kinds: bool) -> PeriodReport:
        report = period_report(
            self.period,
            self.day,
            followed=of_unit(self.followed, unit) if unit else self.followed,
            events=self.events,
            releases=self.releases,
            changes=self.changes,
            letterhead=letterhead,
            scale=scale,
            all_kinds=all_kinds,
        )
        return replace(report, unit=unit)


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
    earlier = period.previous()
    now = _Standing.of(store, period, report_day(period, as_of))
    then = _Standing.of(store, earlier, earlier.end)
    for unit in units:
        before = then.report(letterhead, scale, unit, all_kinds=all_kinds).summary
        report = now.report(letterhead, scale, unit, all_kinds=all_kinds)
        yield replace(report, before=Before(earlier, before) if before.total else None)


def of_unit(followed: Iterable[Followed], unit: str) -> tuple[Followed, ...]:
    """Return those *followed* that *unit* must act on, in any case; of a split one, as the unit's own share stands."""
    chosen: list[Followed] = []
    sought = unit.casefold()
    for one in followed:
        state = one.tracked.state
        share = next((share for share in state.shares if share.unit.casefold() == sought), None)
        if share is not None:
            own = replace(state.of_unit(share), shares=(), units=(unit,))
            chosen.append(replace(one, tracked=replace(one.tracked, state=own)))
        elif not state.shares and sought in map(str.casefold, state.responsible):
            chosen.append(one)
    return tuple(chosen)

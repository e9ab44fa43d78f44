"""Draws a report from the store: what stood on its day, one unit's part of it, the period before beside it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bimatrack.history import Followed
from bimatrack.letterhead import Letterhead, Scale
from bimatrack.periods import Period
from bimatrack.reporting.compiling import period_report, report_day
from bimatrack.reporting.values import Before, PeriodReport
from bimatrack.store import Store

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

    def drawn(some: Period, day: date) -> PeriodReport:
        followed = store.followed(day)
        return period_report(
            some,
            day,
            followed=of_unit(followed, unit) if unit else followed,
            events=store.events(day),
            releases=store.releases(day),
            changes=store.changes(),
            letterhead=letterhead,
            scale=scale,
            all_kinds=all_kinds,
        )

    earlier = period.previous()
    before = drawn(earlier, earlier.end).summary
    return replace(
        drawn(period, report_day(period, as_of)),
        unit=unit,
        before=Before(earlier, before) if before.total else None,
    )


def of_unit(followed: Iterable[Followed], unit: str) -> tuple[Followed, ...]:
    """Return those *followed* that *unit* must act on; of a split one, as the unit's own share stands."""
    chosen: list[Followed] = []
    for one in followed:
        state = one.tracked.state
        share = next((share for share in state.shares if share.unit == unit), None)
        if share is not None:
            own = replace(state.of_unit(share), shares=(), units=(unit,))
            chosen.append(replace(one, tracked=replace(one.tracked, state=own)))
        elif not state.shares and unit in (state.units or state.owners):
            chosen.append(one)
    return tuple(chosen)

"""The report over any history: its numbers balance, each directive counts once, a closed period stays as it was."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from playing import BEGIN, Command, Played, commands

from bimatrack.history import Tracked
from bimatrack.model import Status
from bimatrack.periods import Months, Period, Stretch
from bimatrack.quarter import Quarter
from bimatrack.reporting import MatrixRow, PeriodReport, report_from
from bimatrack.store import Store

Q1 = Quarter(2026, 1)
Q2 = Quarter(2026, 2)
PERIODS = st.sampled_from(
    (Q1, Q2, Months(date(2026, 1, 1), 6), Months(date(2026, 2, 1), 1), Stretch(date(2026, 1, 20), date(2026, 4, 11)))
)
# Six days, 25 days apart, lead from January into May; what is dated back reaches over the end of a month or a quarter.
DAYS = st.lists(st.lists(commands(0, 0, 0, 3, 40, 95), max_size=8), min_size=1, max_size=6)


def played(days: list[list[Command]], apart: int = 25) -> Store:
    """Play all commands, each day's *apart* days after the one before."""
    history = Played(apart=apart)
    for _done in history.days(days):
        pass
    return history.store


@settings(max_examples=150, deadline=None)
@given(DAYS, PERIODS, st.integers(0, 150), st.booleans())
def test_the_numbers_balance(days: list[list[Command]], period: Period, after: int, all_kinds: bool) -> None:
    """Carried in + new = done + dropped + carried out; every table counts each directive once, the units' by shares."""
    report = report_from(played(days), period, max(BEGIN + timedelta(after), period.start), all_kinds=all_kinds)
    summary, rows = report.summary, report.rows
    statuses = Counter(row.state.status for row in rows)
    still = [row for row in rows if not row.state.status.closed]

    assert summary.carried_in + summary.new == summary.done + summary.dropped + summary.carried_out == len(rows)
    assert len({row.id for row in rows}) == len(rows)
    assert (summary.done, summary.dropped) == (statuses[Status.DONE], statuses[Status.DROPPED])
    assert summary.new == sum(row.tracked.born in period for row in rows)
    assert summary.overdue == sum(row.overdue for row in still)
    assert summary.reopened <= summary.carried_in
    _the_tables_agree(report, still)
    _the_units_agree(report)


def _the_tables_agree(report: PeriodReport, still: list[MatrixRow]) -> None:
    summary, outlook = report.summary, report.outlook
    kinds = report.by_kind
    assert [sum(getattr(one, name) for one in kinds) for name in ("total", "done", "dropped", "open", "overdue")] == [
        len(report.rows),
        summary.done,
        summary.dropped,
        summary.carried_out,
        summary.overdue,
    ]
    assert sum(age.open for age in report.ages) == len(still)
    assert sum(age.overdue for age in report.ages) == summary.overdue
    assert len(outlook.overdue) + len(outlook.due) + outlook.later + outlook.undated == len(still)
    reached = [point for point in report.timeline if point.done is not None]
    assert reached[-1].day == report.as_of
    assert reached[-1].done == summary.done
    assert sum(month.new for month in report.by_month) == summary.new
    assert sum(month.done for month in report.by_month) == summary.done


def _the_units_agree(report: PeriodReport) -> None:
    expected: Counter[tuple[str, Status]] = Counter()
    for row in report.rows:
        shares = {share.unit: share.status for share in row.state.shares}
        for unit in set(row.answerable) or {""}:
            expected[unit, _counted(row, shares.get(unit, row.state.status))] += 1
    for one in report.by_unit:
        assert one.total == one.done + one.dropped + one.open
        assert one.done == expected.pop((one.name, Status.DONE), 0)
        assert one.dropped == expected.pop((one.name, Status.DROPPED), 0)
        assert one.open == expected.pop((one.name, Status.OPEN), 0)
    assert not expected


def _counted(row: MatrixRow, share: Status) -> Status:
    """Return what a share counts as: its own end, else that of the whole when it was closed, else open."""
    if share.closed:
        return share
    return row.state.status if row.state.status.closed else Status.OPEN


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(0, 150), st.booleans())
def test_what_is_carried_out_is_carried_in(days: list[list[Command]], after: int, all_kinds: bool) -> None:
    """The next quarter begins with what this one left open, but for what was taken back since or reopened."""
    store = played(days)
    day = max(BEGIN + timedelta(after), Q2.start)
    first = report_from(store, Q1, Q1.end, all_kinds=all_kinds)
    second = report_from(store, Q2, day, all_kinds=all_kinds)
    left = _ids(row for row in first.rows if not row.state.status.closed)
    carried = _ids(row for row in second.rows if row.tracked.born < Q2.start)
    kept = _counting(store.as_of(second.as_of), all_kinds=all_kinds)
    closed = {one.number for one in store.as_of(Q1.end) if one.state.status.closed}

    assert left & kept <= carried
    assert len(carried & closed) == second.summary.reopened
    assert len(carried) == second.summary.carried_in
    assert second.before is None or second.before.summary == first.summary


def _ids(rows: Iterable[MatrixRow]) -> set[int]:
    return {row.id for row in rows}


def _counting(tracked: Iterable[Tracked], *, all_kinds: bool) -> set[int]:
    counted = [one for one in tracked if one.state.status is not Status.DISCARDED]
    return {one.number for one in counted if all_kinds or one.state.kind.tracked}


LATER = st.lists(commands(0, 0, 0, 0, 3, 95), max_size=10)


@settings(max_examples=150, deadline=None)
@given(DAYS, LATER, st.booleans())
def test_a_closed_quarter_stays_as_it_was(days: list[list[Command]], later: list[Command], all_kinds: bool) -> None:
    """What is done after its end changes nothing in its report unless it is dated back; then the report says so."""
    store = played(days, apart=15)
    at_the_end = report_from(store, Q1, Q1.end, all_kinds=all_kinds)
    assert (at_the_end.dated_back, at_the_end.came_after, at_the_end.releases_after) == (0, 0, 0)
    count = len(store.changes())
    for _done in Played(store, apart=15).days([*[[]] * 7, later]):
        now = report_from(store, Q1, Q1.end, all_kinds=all_kinds)
        if all(change.on > Q1.end for change in store.changes()[count:]):
            assert now == at_the_end
        if now != at_the_end:
            assert now.dated_back + now.came_after + now.releases_after > 0

"""What is looked for by indexes on a server is what a file gives that is read from end to end."""

from collections.abc import Callable
from datetime import date, timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keeping import at, extraction, meeting
from playing import BEGIN, TAGS, UNITS, Command, Played, commands
from test_balance import Q1, Q2

from bimatrack.history import Tracked
from bimatrack.importing import import_release
from bimatrack.model import Kind, Status
from bimatrack.periods import Months, Stretch
from bimatrack.quarter import Quarter
from bimatrack.reporting import report_from
from bimatrack.server import place_of
from bimatrack.store import Store
from bimatrack.tracking import Filter, Selection, Terms, Trait, narrowed, select, split_among

Shared = Callable[[Store], Store]
# The server is the same for all examples, and empty for each.
FEW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# Long histories of a few directives, and short ones; they are there from the first day on.
_FIRST = [Command("import", (1,), 2, 0), Command("add", (1,), 60, 0)]
_LONG = st.lists(st.lists(commands(0, 0, 0, 3, 40, 95), min_size=4, max_size=8), min_size=6, max_size=6)
_SHORT = st.lists(st.lists(commands(0, 0, 3, 40, 95), max_size=1), min_size=6, max_size=6)
HISTORIES = st.one_of(_LONG, _SHORT).map(lambda days: [_FIRST + days[0], *days[1:]])
PERIODS = st.sampled_from(
    (Q1, Q2, *[Months(date(2026, month, 1), 1) for month in (2, 3, 4)], Stretch(date(2026, 1, 20), date(2026, 4, 11)))
)
_ALONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'bimatrack'
"""
SOME_DAYS = st.integers(-5, 160).map(lambda number: BEGIN + timedelta(number))


@pytest.fixture
def shared(database: str) -> Shared:
    """Return what puts all that a store holds on the server, in the place of what was there."""

    def put(store: Store) -> Store:
        with psycopg.connect(database) as connection:
            connection.execute(_ALONE)
            connection.execute("DROP SCHEMA IF EXISTS bimatrack CASCADE")
        if not store.untouched:
            Store.at(place_of(database)).restore(store, (), at("2026-06-30"))
        return Store.at(place_of(database))

    return put


def lived(days: list[list[Command]]) -> Store:
    """Return a store on which the commands of *days* were played, 25 days apart; it knows of a meeting in spring."""
    store = Store.in_memory()
    import_release(
        extraction("d", "2026-01-06", [], [meeting("2026-05-04")]), store, now=at("2026-01-07"), author="ani"
    )
    for _done in Played(store, apart=25).days(days):
        pass
    return store


def several(*values: object) -> st.SearchStrategy[tuple[object, ...]]:
    """Draw none of *values*, or one or two."""
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


def terms() -> st.SearchStrategy[Terms]:
    """Draw what may be asked of a directive; mostly little."""
    nothing = st.just(())
    day = st.none() | SOME_DAYS
    return st.builds(
        Terms,
        owners=nothing | several("camat", "Dinas", "dishub", "raba", "PUPR", "nobody"),
        meant=nothing | several(*UNITS, "Dinas Perhubungan"),
        units=nothing | several(*UNITS, "Dinas Perhubungan"),
        kinds=nothing | several(*Kind),
        statuses=nothing | several(*Status),
        tags=nothing | several(*TAGS, "RAPAT"),
        quarters=nothing | several(Quarter(2026, 1), Quarter(2026, 2)),
        due_before=st.none() | day,
        due_after=st.none() | day,
        due_on=st.none() | st.none() | day,
        releases=nothing | several(1, 2, 3),
        speakers=nothing | several("wali", "kota", "sekda"),
        searches=nothing | several("taman", "lampu jalan"),
        traits=nothing | several(*Trait),
        numbers=nothing | several(1, 2, 3),
    )


@FEW
@given(
    HISTORIES, st.lists(st.tuples(terms(), terms(), st.booleans(), st.booleans(), SOME_DAYS), min_size=20, max_size=20)
)
def test_any_filter_finds_there_what_it_finds_here(
    shared: Shared, days: list[list[Command]], filters: list[tuple[Terms, Terms, bool, bool, date]]
) -> None:
    """The same directives in the same order, and as many hidden, whatever is asked."""
    here = lived(days)
    there = shared(here)

    for having, lacking, every, negative, today in filters:
        wanted = Filter(having, lacking if negative else Terms(), all_kinds=every, include_closed=every)
        for counting in (True, False):
            assert chosen(there, wanted, today, counting=counting) == chosen(here, wanted, today, counting=counting)
    assert there.count_closed() == here.count_closed() == sum(one.state.status.closed for one in here.directives())
    for named in (["kecamatan  RABA"], [UNITS[2]], ["nobody"], None):
        assert sharing(there, named) == sharing(here, named)


def chosen(store: Store, wanted: Filter, today: date, *, counting: bool) -> Selection:
    """Return what is *wanted* of a store."""
    discarded = Status.DISCARDED in wanted.having.statuses
    found = select(store.among(narrowed(wanted, today, counting=counting, discarded=discarded)), wanted, today)
    every = store.directives() + store.discarded() * discarded
    assert found.rows == select(every, wanted, today).rows
    return found


def sharing(store: Store, names: list[str] | None) -> list[Tracked]:
    """Return the directives in which a unit has a share that is called so."""
    found = store.among(split_among(names))
    return [one for one in found if one.state.shares and (not names or names[0] in map(_unit, one.state.shares))]


def _unit(share: object) -> str:
    return getattr(share, "unit")  # noqa: B009


@FEW
@given(HISTORIES, st.lists(st.tuples(PERIODS, SOME_DAYS, st.booleans()), min_size=10, max_size=10))
def test_a_report_from_there_is_the_report_from_here(
    shared: Shared, days: list[list[Command]], asked: list[tuple[object, date, bool]]
) -> None:
    """Whatever the period and the day, for all and for one unit: the same numbers, rows, events and remarks."""
    here = lived(days)
    there = shared(here)

    for period, day, all_kinds in asked:
        for unit in ("", UNITS[0]):
            as_of = max(day, period.start)
            found = report_from(there, period, as_of, all_kinds=all_kinds, unit=unit)
            assert found == report_from(here, period, as_of, all_kinds=all_kinds, unit=unit)


# Each line is a day, 25 days after the one before, from 8 January on.
RARE = {
    "reopened in the period before": [["done"], ["reopen"], [], []],
    "taken back and brought back after the end": [["import"], [], [], ["undo"], ["redo"]],
    "taken back after the end": [["import"], [], [], ["undo"]],
    "a release of a meeting brought back after the end": [["undo", "undo"], [], [], ["redo"]],
    "dated back after the end": [["import"], [], [], ["note"]],
}


@pytest.mark.parametrize("days", RARE.values(), ids=RARE)
def test_what_is_rare_is_in_both_reports(shared: Shared, days: list[list[str]]) -> None:
    """What was done before the period, or after it, tells in it."""
    played = [[Command(name, (1,), 0, 40 if name == "note" else 0) for name in names] for names in days]
    here = lived([[Command("add", (1,), 60, 0), *played[0]], *played[1:]])
    there = shared(here)

    for period in (Q1, *[Months(date(2026, month, 1), 1) for month in (1, 2, 3)]):
        found = report_from(there, period, date(2026, 6, 30))
        assert found == report_from(here, period, date(2026, 6, 30))

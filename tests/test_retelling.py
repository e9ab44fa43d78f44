"""A day told from how all stands is the day that the whole history tells; what is read by lines is all there is."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from databases import Emptied
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import BEGIN, Command, Played
from test_balance import DAYS, played

from bimatrack.history import active, concerning, lives, releases_alive
from bimatrack.model import Status
from bimatrack.server import place_of
from bimatrack.store import Store
from bimatrack.store.copies import prove
from bimatrack.store.snapshot import Snapshot
from bimatrack.store.storage import BookFile


@settings(max_examples=200, deadline=None)
@given(DAYS, st.lists(st.integers(-5, 160), max_size=5))
def test_a_past_day_is_what_the_whole_history_tells(days: list[list[Command]], after: list[int]) -> None:
    """Only those on which a later change bears are replayed; the others stand as they stand now."""
    store = played(days)
    said = {one.number: one for one in store._snapshot.every_directive}  # noqa: SLF001 - withdrawn ones as well
    for day in [BEGIN + timedelta(number) for number in after]:
        told = lives(store.changes(), day)
        expected = [said[number].living(life) for number, life in told.items()]
        assert list(store.as_of(day)) == [one for one in expected if one.state.status is not Status.DISCARDED]
        assert {one.number for one in store.releases(day)} == releases_alive(store.changes(), day)


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_what_is_read_of_the_history_is_what_it_holds(days: list[list[Command]]) -> None:
    """Heads, the history of one or some directives, the changes of some steps: the same as sought in the whole."""
    store, every = played(days), played(days).changes()
    numbers = [one.number for one in store._snapshot.every_directive]  # noqa: SLF001 - withdrawn ones as well
    snapshot = store._snapshot  # noqa: SLF001 - what a command reads

    assert [(head.number, head.step, head.on, head.undoes) for head in store.heads] == [
        (change.number, change.step, change.on, change.undoes) for change in every
    ]
    for chosen in (*[{number} for number in numbers], set(numbers[::2]), set(numbers)):
        assert snapshot.changes_of(chosen) == concerning(every, chosen)
        assert snapshot.changes_of(chosen, BEGIN) == active(concerning(every, chosen), BEGIN) or len(chosen) == 0
    steps = sorted({change.step for change in every})[::3]
    assert store.changes_in(steps) == tuple(change for change in every if change.step in steps)
    assert store.open_directives() == tuple(one for one in store.directives() if not one.state.status.closed)
    assert store.those_of([*numbers, 999]) == tuple(
        one for number in numbers for one in (*store.directives(), *store.discarded()) if one.number == number
    )


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_a_history_played_on_a_file_is_whole_after_each_command(days: list[list[Command]]) -> None:
    """Each command finds the file as the last one left it: all stands as the history tells, each row in its section."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        for _done in Played(Store.at(path), apart=25).days(days):
            kept = Snapshot(BookFile(path).read(), path)
            prove(kept, path)
            assert not [one for one in kept.open_directives if one.state.status.closed]
        assert Store.at(path).directives() == played(days).directives()


def as_over_a_file(emptied: Emptied, days: list[list[Command]]) -> None:
    """Play the same on a server, where each command begins with a store of its own, and compare all that is kept."""
    place = place_of(next(emptied.addresses()))
    for _done in Played(Store.at(place), apart=25).days(days):
        found = Store.at(place)
        found.prove()
        assert not [one for one in found.open_directives() if one.state.status.closed]
    found, expected = Store.at(place), played(days)
    assert found.untouched == expected.untouched
    assert found.untouched or found.as_lines() == expected.as_lines()
    for number in [one.number for one in expected.directives()]:
        assert Store.at(place).changes_of(number) == expected.changes_of(number)
    assert found.as_of(BEGIN + timedelta(30)) == expected.as_of(BEGIN + timedelta(30))


@settings(max_examples=3, deadline=None)
@given(days=DAYS)
def test_a_history_played_on_a_server_is_that_of_a_file(emptied: Emptied, days: list[list[Command]]) -> None:
    """Whatever is done, undone and redone in whatever order: the server holds letter by letter what a file does."""
    as_over_a_file(emptied, days)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(days=DAYS)
def test_many_histories_played_on_a_server_are_those_of_a_file(emptied: Emptied, days: list[list[Command]]) -> None:
    """The same, more of them."""
    as_over_a_file(emptied, days)

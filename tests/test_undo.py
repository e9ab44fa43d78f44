"""Undo and redo, as anybody may mix them with everything else."""

from datetime import date, timedelta

import pytest
from conftest import Anew
from hypothesis import given, settings
from keeping import at, extraction, mark, retold
from playing import BEGIN, DAYS, Command, Played, redo, undo

from bimatrack.errors import NothingToDoError
from bimatrack.history import Action, KeptEvent, KeptRelease, State, Tracked, parts_told, releases_alive
from bimatrack.importing import import_release
from bimatrack.model import Evidence, Status
from bimatrack.store import Store
from bimatrack.tracking import (
    add,
    done,
    preview_redo,
    preview_undo,
    rewind,
    start,
)

SERVED = True  # not among the long trials only


@pytest.fixture
def store(anew: Anew) -> Store:
    """Return a store with three directives of one release."""
    store = anew()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    return store


def test_an_undo_is_shown_before_it_is_done(store: Store) -> None:
    """The preview tells which steps would be taken back, the latest first, and changes nothing."""
    done(store, [1, 2], mark("2026-02-01"))
    start(store, [3], mark("2026-02-02"))
    before = store.changes()

    plan = preview_undo(store, 2)

    assert plan.action is Action.UNDO
    assert [(step.action, step.directives) for step in plan.steps] == [(Action.START, (3,)), (Action.DONE, (1, 2))]
    assert store.changes() == before


def test_undo_and_redo_restore_exactly(store: Store) -> None:
    """What an undo takes back a redo brings back, to the letter."""
    before = store.directives()
    done(store, [1, 2], mark("2026-02-01", note="BAST"), evidence=(Evidence("a.pdf"),))
    after = store.directives()

    undo(store, mark("2026-02-02"))
    assert store.directives() == before

    redo(store, mark("2026-02-03"))
    assert store.directives() == after


def test_more_steps_than_there_are_undo_all(store: Store) -> None:
    """An undo of too many steps takes back what there is."""
    done(store, [1], mark())

    undo(store, mark(), 99)

    assert store.directives() == ()
    with pytest.raises(NothingToDoError):
        preview_undo(store)


def test_there_is_nothing_to_redo_after_a_new_change(store: Store) -> None:
    """Whoever goes on after an undo has left the other way."""
    done(store, [1], mark())
    undo(store, mark())
    start(store, [2], mark())

    with pytest.raises(NothingToDoError):
        preview_redo(store)


def test_what_was_previewed_is_not_done_if_the_history_went_on(store: Store) -> None:
    """Nothing is taken back that its preview did not show."""
    done(store, [1], mark())
    plan = preview_undo(store)
    start(store, [2], mark())

    with pytest.raises(NothingToDoError, match="gone on"):
        rewind(store, plan, mark())
    assert store.directive(1).state.status is Status.DONE


def test_an_undone_import_withdraws_all_it_brought(store: Store) -> None:
    """After the undo of an import its directives, release and events are not shown; redo brings them back."""
    before = (store.directives(), store.releases(), store.events())

    undo(store, mark())
    assert (store.directives(), store.releases(), store.events()) == ((), (), ())
    assert store.release_by_key("rakor") is None

    redo(store, mark())
    assert (store.directives(), store.releases(), store.events()) == before


def test_ids_are_never_given_twice(store: Store) -> None:
    """The ids of what was undone stay taken."""
    add(store, "Menata taman", mark())
    undo(store, mark())

    assert add(store, "Menata pasar", mark()).number == 5


# Any mixture of commands

World = tuple[tuple[Tracked, ...], tuple[KeptRelease, ...], tuple[KeptEvent, ...]]


def world(store: Store) -> World:
    """Return all that a store shows."""
    return store.directives(), store.releases(), store.events()


def world_of(store: Store, day: date) -> World:
    """Return all that a store tells of *day*."""
    return store.as_of(day), store.releases(day), store.events(day)


@settings(max_examples=150, deadline=None)
@given(DAYS)
def test_what_is_kept_as_the_present_is_what_the_history_tells(days: list[list[Command]]) -> None:
    """After any commands each directive stands as the replay of the history says, and so do releases and events."""
    played = Played()
    for _today, _command in played.days(days):
        store = played.store
        assert store.directives() == retold(store)
        alive = releases_alive(store.changes())
        assert {kept.number for kept in store.releases()} == alive
        assert {kept.release for kept in store.events()} <= alive


@settings(max_examples=150, deadline=None)
@given(DAYS)
def test_undo_and_redo_go_exactly_back_and_forth(days: list[list[Command]]) -> None:
    """After any commands, undo leads through the very states there were, and redo through them again."""
    played = Played()
    path = [world(played.store)]
    at_step = 0
    for _today, command in played.days(days):
        if command.name in ("undo", "redo"):
            count = command.amount % 3 + 1
            at_step = max(0, at_step - count) if command.name == "undo" else min(len(path) - 1, at_step + count)
            assert world(played.store) == path[at_step]
        else:
            del path[at_step + 1 :]
            path.append(world(played.store))
            at_step += 1


@settings(max_examples=150, deadline=None)
@given(DAYS)
def test_the_past_stays_as_it_was_told(days: list[list[Command]]) -> None:
    """No command alters what the store tells of the days before the one it is dated to."""
    played = Played()
    told: dict[date, World] = {}
    count = 0
    for _today, _command in played.days(days):
        changes = played.store.changes()
        first = min(change.on for change in changes[count:])
        count = len(changes)
        for past in (BEGIN + timedelta(number) for number in range(-5, 10)):
            now = world_of(played.store, past)
            assert past >= first or now == told.get(past, ((), (), ()))
            told[past] = now


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_the_history_only_grows(days: list[list[Command]]) -> None:
    """No command alters or removes a change that is kept, and numbers are given without gaps."""
    played = Played()
    before = ()
    for _today, _command in played.days(days):
        changes = played.store.changes()
        assert changes[: len(before)] == before
        assert [change.number for change in changes] == list(range(1, len(changes) + 1))
        before = changes


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_a_link_is_told_by_both_ends(days: list[list[Command]]) -> None:
    """After any commands, undo and redo too, whatever one directive is linked with is linked with it."""
    played = Played()
    for _today, _command in played.days(days):
        links = {one.number: one.state.links for one in (*played.store.directives(), *played.store.discarded())}
        assert all(number in links[end] for number, ends in links.items() for end in ends)


@settings(max_examples=100, deadline=None)
@given(DAYS)
def test_the_parts_told_of_a_change_are_those_it_put_in_or_took_out(days: list[list[Command]]) -> None:
    """Of each change of tags, links and evidence the history tells just what the states before and after differ in."""
    played = Played()
    before: dict[int, State] = {}
    told = 0
    for _today, command in played.days(days):
        changes = played.store.changes()
        parts = parts_told(changes)
        after = {one.number: one.state for one in (*played.store.directives(), *played.store.discarded())}
        for change in changes[told:] if command.name not in ("undo", "redo") else ():
            for name, part in parts.get(change.number, {}).items():
                old = getattr(before.get(change.directive or 0), name, ())
                new = getattr(after[change.directive or 0], name)
                assert part.came == tuple(one for one in new if one not in old)
                assert part.gone == tuple(one for one in old if one not in new)
        before, told = after, len(changes)

"""Undo and redo, as anybody may mix them with everything else."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import at, census, drainage, extraction, harmony, mark, meeting

from bimatrack.errors import BimatrackError, NothingToDoError
from bimatrack.extract.spoken import read_line
from bimatrack.history import Action, KeptEvent, KeptRelease, State, Tracked, parts_told, releases_alive
from bimatrack.importing import import_all, import_release
from bimatrack.model import Directive, Evidence, Priority, Status
from bimatrack.registry import Registry
from bimatrack.store import Store
from bimatrack.tracking import (
    Mark,
    add,
    add_all,
    amend,
    assign,
    done,
    drop,
    link,
    mend,
    move_due,
    note,
    preview_redo,
    preview_undo,
    prioritize,
    progress,
    prove,
    reopen,
    rewind,
    split,
    start,
    tag,
    unlink,
    untag,
)


@pytest.fixture
def store() -> Store:
    """Return a store with three directives of one release."""
    store = Store.in_memory()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    return store


def undo(store: Store, given: Mark, count: int = 1) -> None:
    """Undo the last steps."""
    rewind(store, preview_undo(store, count), given)


def redo(store: Store, given: Mark, count: int = 1) -> None:
    """Redo the last steps that were undone."""
    rewind(store, preview_redo(store, count), given)


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

RELEASES = (
    extraction("a", "2026-01-05", [drainage(), harmony()]),
    extraction("b", "2026-01-09", [census()], []),
    extraction("c", "2026-01-08", [], [meeting("2026-01-08")]),
)
BEGIN = date(2026, 1, 8)
REGISTRY = Registry.load()
TAGS = ("wali", "rapat", "banjir")
LEVELS = tuple(Priority)
UNITS = ("Kecamatan Raba", "Kecamatan Mpunda", "Dinas Sosial")

World = tuple[tuple[Tracked, ...], tuple[KeptRelease, ...], tuple[KeptEvent, ...]]


@dataclass(frozen=True)
class Command:
    """One command as it is drawn: its name, the ids, a number, and how many days it is dated back."""

    name: str
    numbers: tuple[int, ...]
    amount: int
    back: int


def spoken(number: int) -> tuple[Directive, State]:
    """Return a directive as a line says it."""
    said = read_line(f"Dishub tangani {number} lampu jalan paling lambat Jumat", BEGIN, REGISTRY)
    return said, State.of(said)


def play(store: Store, command: Command, today: date) -> None:
    """Do *command* on *today*."""
    given = Mark(at(today.isoformat()), "ani", today - timedelta(command.back) if command.back else None, "catatan")
    numbers, amount = command.numbers, command.amount
    later = BEGIN + timedelta(amount)
    actions: dict[str, Callable[[], object]] = {
        "add": lambda: add(store, f"Menata taman {amount}", given, due=later),
        "import": lambda: import_all(RELEASES[: amount % 3 + 1], store, now=given.now, author="ani"),
        "done": lambda: done(store, numbers, given, evidence=(Evidence(f"{amount}.pdf"),)),
        "start": lambda: start(store, numbers, given),
        "progress": lambda: progress(store, numbers, amount, given, obstacle="hujan" if amount % 2 else ""),
        "reopen": lambda: reopen(store, numbers, given),
        "drop": lambda: drop(store, numbers, given),
        "note": lambda: note(store, numbers, given, obstacle=str(amount)),
        "assign": lambda: assign(store, numbers, (f"Camat {amount}",), (), given),
        "due": lambda: move_due(store, numbers, later, given),
        "edit": lambda: amend(store, numbers, given, text=f"Menata {amount}"),
        "split": lambda: split(store, numbers[0], given, REGISTRY, UNITS[: amount % 3 + 1]),
        "share done": lambda: done(store, numbers, given, units=UNITS[: amount % 2 + 1]),
        "share": lambda: progress(store, numbers, amount, given, units=UNITS[1:]),
        "tag": lambda: tag(store, numbers, TAGS[: amount % 3 + 1], given),
        "untag": lambda: untag(store, numbers, TAGS[amount % 3 : amount % 3 + 1], given),
        "priority": lambda: prioritize(store, numbers, LEVELS[amount % 3], given),
        "link": lambda: link(store, numbers[0], numbers[1:], given),
        "unlink": lambda: unlink(store, numbers[0], numbers[1:], given),
        "evidence": lambda: prove(store, numbers, (Evidence(f"{amount % 3}.pdf", f"{amount:064x}"),), given),
        "mend": lambda: mend(store, numbers, given, (("tags", TAGS[: amount % 4]), ("due", later))),
        "add lines": lambda: add_all(store, [spoken(number) for number in numbers], given),
        "share reopen": lambda: reopen(store, numbers, given, units=UNITS[:1]),
        "undo": lambda: undo(store, given, amount % 3 + 1),
        "redo": lambda: redo(store, given, amount % 3 + 1),
    }
    actions[command.name]()


NAMES = ("add", "import", "done", "start", "progress", "reopen", "drop", "note", "assign", "due", "edit")
NAMES += ("split", "share done", "share", "share reopen", "tag", "untag", "priority", "link", "link", "unlink")
NAMES += ("evidence", "mend", "add lines")
COMMANDS = st.builds(
    Command,
    st.sampled_from((*NAMES, *("import", "split", "split", "undo", "undo", "undo", "redo", "redo"))),
    st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple),
    st.integers(0, 100),
    st.sampled_from((0, 0, 0, 1, 3)),
)
DAYS = st.lists(st.lists(COMMANDS, max_size=6), min_size=1, max_size=5)


def world(store: Store) -> World:
    """Return all that a store shows."""
    return store.directives(), store.releases(), store.events()


def world_of(store: Store, day: date) -> World:
    """Return all that a store tells of *day*."""
    return store.as_of(day), store.releases(day), store.events(day)


@dataclass
class Played:
    """A store that commands are played on, some of which are refused."""

    store: Store = field(default_factory=Store.in_memory)

    def days(self, days: list[list[Command]]) -> Iterator[tuple[date, Command]]:
        """Play the commands of each day and give those that were done, each just after it was done."""
        for number, commands in enumerate(days):
            today = BEGIN + timedelta(number * 2)
            for command in commands:
                count = len(self.store.changes())
                with suppress(BimatrackError):
                    play(self.store, command, today)
                if len(self.store.changes()) > count:
                    yield today, command


@settings(max_examples=150, deadline=None)
@given(DAYS)
def test_what_is_kept_as_the_present_is_what_the_history_tells(days: list[list[Command]]) -> None:
    """After any commands each directive stands as the replay of the history says, and so do releases and events."""
    played = Played()
    for _today, _command in played.days(days):
        store = played.store
        assert store.directives() == tuple(followed.tracked for followed in store.followed())
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
        after = {one.number: one.state for one in played.store.directives()}
        for change in changes[told:] if command.name not in ("undo", "redo") else ():
            for name, part in parts.get(change.number, {}).items():
                old = getattr(before.get(change.directive or 0), name, ())
                new = getattr(after[change.directive or 0], name)
                assert part.came == tuple(one for one in new if one not in old)
                assert part.gone == tuple(one for one in old if one not in new)
        before, told = after, len(changes)

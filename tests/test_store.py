"""The store: what is put in comes out again, and nothing else."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keeping import at, census, drainage, extraction, harmony, mark, retold
from msgspec import Struct, convert, to_builtins

from bimatrack.errors import StoreError, UnknownDirectiveError, UnknownReleaseError
from bimatrack.history import (
    Action,
    Change,
    Entry,
    Extension,
    FollowUp,
    KeptEvent,
    KeptRelease,
    Share,
    State,
    Tracked,
)
from bimatrack.importing import import_all, import_release
from bimatrack.model import Directive, Due, Event, Evidence, Kind, Priority, Quote, Release, Span, Status
from bimatrack.server import place_of
from bimatrack.store import Store
from bimatrack.store.records import ChangeRow, DirectiveRow, EventRow, ReleaseRow
from bimatrack.store.rows import Rows
from bimatrack.tracking import add, done, move_due, note, preview_redo, preview_undo, progress, rewind

NOW = at("2026-01-06")

Reopen = Callable[[], Store]


@pytest.fixture(params=["memory", "file", "server"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Reopen:
    """Return what gives the store as the next command finds it: the same object in memory, a new reading elsewhere."""
    memory = Store.in_memory()
    if request.param == "server":
        place = place_of(request.getfixturevalue("database"))
        return lambda: Store.at(place)
    return (lambda: memory) if request.param == "memory" else (lambda: Store.at(tmp_path / "arahan.json"))


def test_a_store_that_is_not_there_is_empty_and_not_made_by_looking(tmp_path: Path) -> None:
    """Reading leaves no trace."""
    store = Store.at(tmp_path / "sub" / "arahan.json")

    assert (store.directives(), store.releases(), store.events(), store.changes()) == ((), (), (), ())
    assert store.as_of(date(2026, 1, 1)) == ()
    assert list(tmp_path.iterdir()) == []


def test_what_was_kept_is_found_by_the_next_command(reopen: Reopen) -> None:
    """Directives, releases, events and history come back as they were put in."""
    import_release(extraction(), reopen(), now=NOW, author="ani")
    done(reopen(), [2], mark(note="selesai"), evidence=(Evidence("a.pdf", "0" * 64),))

    store = reopen()

    assert tuple(tracked.directive for tracked in store.directives()) == (drainage(), census(), harmony())
    assert store.directive(2).state.evidence == (Evidence("a.pdf", "0" * 64),)
    assert store.releases() == (KeptRelease(1, extraction().release, NOW),)
    assert store.release_by_key("rakor") == store.release(1)
    assert [kept.event for kept in store.events()] == list(extraction().events)
    assert store.changes()[-1] == Change(
        number=5,
        step=2,
        at=at("2026-01-10"),
        on=date(2026, 1, 10),
        author="ani",
        action=Action.DONE,
        directive=2,
        values=(
            ("status", Status.DONE),
            ("progress", 100),
            ("closed_on", date(2026, 1, 10)),
            ("evidence", (Evidence("a.pdf", "0" * 64),)),
        ),
        note="selesai",
    )


def test_undo_and_redo_work_across_commands(reopen: Reopen) -> None:
    """What one command did the next can undo, and the one after it redo."""
    import_release(extraction(), reopen(), now=NOW, author="ani")
    done(reopen(), [1], mark())
    before = reopen().directives()

    rewind(reopen(), preview_undo(reopen(), 2), mark())
    assert reopen().directives() == ()

    rewind(reopen(), preview_redo(reopen(), 2), mark())
    assert reopen().directives() == before
    assert reopen().directives() == retold(reopen())


def test_the_past_can_be_asked_for(reopen: Reopen) -> None:
    """A store tells how everything stood on any day."""
    import_all([extraction("a"), extraction("b", "2026-02-10", [census()])], reopen(), now=at("2026-02-11"), author="a")
    progress(reopen(), [1], 60, mark("2026-02-15", note="tender selesai"))
    move_due(reopen(), [1], date(2026, 4, 30), mark("2026-03-20", note="tender diulang"))

    store = reopen()

    assert store.as_of(date(2026, 1, 4)) == ()
    assert [tracked.number for tracked in store.as_of(date(2026, 2, 9))] == [1, 2, 3]
    assert [kept.number for kept in store.releases(date(2026, 2, 9))] == [1]
    assert [kept.release for kept in store.events(date(2026, 2, 10))] == [1, 2]
    [first, *_others] = store.as_of(date(2026, 2, 28))
    assert (first.state.progress, first.state.due) == (60, date(2026, 3, 31))
    assert first.follow_up is not None
    assert (first.follow_up.note, first.extensions) == ("tender selesai", ())
    assert store.as_of(date(2026, 3, 31))[0].state.due == date(2026, 4, 30)
    assert store.as_of(date(2026, 3, 31)) == store.directives()


def test_an_unknown_id_is_named(reopen: Reopen) -> None:
    """Who asks for what there is not is told so."""
    store = reopen()

    for ask in (store.directive, store.changes_of):
        with pytest.raises(UnknownDirectiveError, match="7"):
            ask(7)
    with pytest.raises(UnknownReleaseError, match="7"):
        store.release(7)


def test_a_withdrawn_directive_is_unknown(reopen: Reopen) -> None:
    """What an undone import brought is not found by its id either; the id stays taken."""
    import_release(extraction(), reopen(), now=NOW, author="ani")
    rewind(reopen(), preview_undo(reopen()), mark())

    with pytest.raises(UnknownDirectiveError):
        reopen().directive(1)
    with pytest.raises(UnknownDirectiveError):
        done(reopen(), [1], mark())
    assert add(reopen(), "Menata taman", mark()).number == 4


def test_a_block_that_raises_keeps_nothing(reopen: Reopen) -> None:
    """What a command recorded before it failed is not kept, in the store that it used neither."""
    import_release(extraction(), reopen(), now=NOW, author="ani")
    store = reopen()
    before = store.directives()

    def fail_half_way() -> None:
        with store.writing() as draft:
            number = draft.keep_directive(census(), release=None)
            draft.record([Entry(Action.ADD, NOW.date(), number, State.of(census()).as_values())], at=NOW, author="ani")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()

    assert store.directives() == before == reopen().directives()


def test_a_command_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    """An import of what is known leaves the very file there was."""
    path = tmp_path / "arahan.json"
    import_release(extraction(), Store.at(path), now=NOW, author="ani")
    before = path.stat()

    import_release(extraction(), Store.at(path), now=NOW, author="ani")

    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_store_that_was_read_before_writes_onto_what_others_wrote_since(tmp_path: Path) -> None:
    """Who looked first and writes later keeps what was written in between."""
    path = tmp_path / "arahan.json"
    import_release(extraction(), Store.at(path), now=NOW, author="ani")
    store = Store.at(path)
    assert len(store.directives()) == 3

    done(Store.at(path), [1], mark())
    done(store, [2], mark())

    closed = [tracked.number for tracked in Store.at(path).directives() if tracked.state.status.closed]
    assert closed == [1, 2]
    assert store.directives() == Store.at(path).directives()


def test_a_store_shows_what_it_has_written(reopen: Reopen) -> None:
    """Within one command, what was just written is seen without reading again."""
    store = reopen()

    import_release(extraction(), store, now=NOW, author="ani")
    note(store, [1], mark(note="dicek"))

    assert store.directives() == reopen().directives()
    assert store.changes() == reopen().changes()


def test_the_file_is_json_that_a_person_can_read(tmp_path: Path) -> None:
    """The file names its schema and holds text as it is written, accents and all."""
    path = tmp_path / "arahan.json"
    add(Store.at(path), "Menata “Amahami” – café", mark())

    content = path.read_text(encoding="utf-8")

    assert json.loads(content)["meta"]["1"]["schema"] == 2
    assert "Menata “Amahami” – café" in content


# Values and their rows

TEXTS = st.text(max_size=12)
DATES = st.dates()
QUOTES = st.builds(Quote, TEXTS, st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6)))
DIRECTIVES = st.builds(
    Directive,
    text=TEXTS,
    quote=QUOTES,
    kind=st.sampled_from(Kind),
    speaker=st.none() | QUOTES,
    owners=st.lists(QUOTES, max_size=2).map(tuple),
    units=st.lists(TEXTS, max_size=2).map(tuple),
    due=st.none() | st.builds(Due, st.none() | DATES, QUOTES, TEXTS, st.none() | DATES),
    confidence=st.floats(0, 1),
    rule=TEXTS,
    also=st.lists(QUOTES, max_size=2).map(tuple),
)
STATES = st.builds(
    State,
    text=TEXTS,
    kind=st.sampled_from(Kind),
    owners=st.lists(TEXTS, max_size=2).map(tuple),
    units=st.lists(TEXTS, max_size=2).map(tuple),
    due=st.none() | DATES,
    due_text=st.none() | TEXTS,
    status=st.sampled_from(Status),
    progress=st.integers(0, 100),
    closed_on=st.none() | DATES,
    obstacle=st.none() | TEXTS,
    evidence=st.lists(st.builds(Evidence, TEXTS, st.none() | st.just("0" * 64)), max_size=2).map(tuple),
    priority=st.sampled_from(Priority),
    tags=st.lists(TEXTS, max_size=2).map(tuple),
    links=st.lists(st.integers(1, 99), max_size=2).map(tuple),
    shares=st.lists(
        st.builds(Share, TEXTS)
        | st.builds(Share, TEXTS, st.just(Status.IN_PROGRESS), st.integers(0, 100))
        | st.builds(Share, TEXTS, st.just(Status.DONE), st.just(100), DATES),
        max_size=2,
    ).map(tuple),
)
NUMBERS = st.integers(1, 10**9)
ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(min_value=datetime(1990, 1, 1), timezones=ZONES)  # noqa: DTZ001 - the zone is drawn apart


FOLLOW_UPS = st.builds(FollowUp, NUMBERS, DATES, TEXTS, st.lists(TEXTS, max_size=2).map(tuple))
MOVES = st.lists(st.builds(Extension, DATES, st.none() | DATES, st.none() | TEXTS, DATES), max_size=2).map(tuple)


def again(family: type[Struct], row: Struct) -> Struct:
    """Return *row* as it comes back from a file, as one of many and by itself."""
    rows = Rows()
    rows.put(3, to_builtins(row))
    rows.settle()
    [back] = rows.read_all(family).values()
    assert back == convert(rows.get(3), family)
    return back


@given(st.builds(Tracked, NUMBERS, DIRECTIVES, STATES, st.none() | NUMBERS, DATES, st.none() | FOLLOW_UPS, MOVES))
def test_a_directive_survives_the_file(tracked: Tracked) -> None:
    """Whatever a directive says and however it stands, it is the same after writing and reading."""
    assert again(DirectiveRow, DirectiveRow.of(tracked)).value(tracked.number) == tracked


RELEASES = st.builds(Release, TEXTS, TEXTS, TEXTS, TEXTS, st.none() | DATES, st.none() | TEXTS)


@given(st.builds(KeptRelease, NUMBERS, RELEASES, MOMENTS))
def test_a_release_survives_the_file(kept: KeptRelease) -> None:
    """A release is the same after writing and reading."""
    assert again(ReleaseRow, ReleaseRow.of(kept)).value(kept.number) == kept


@given(st.builds(KeptEvent, NUMBERS, st.builds(Event, TEXTS, DATES, DATES, st.none() | TEXTS), NUMBERS))
def test_an_event_survives_the_file(kept: KeptEvent) -> None:
    """An event is the same after writing and reading."""
    assert again(EventRow, EventRow(kept.event, kept.release)).value(kept.number) == kept


@given(
    st.builds(
        Change,
        number=NUMBERS,
        step=NUMBERS,
        at=MOMENTS,
        on=DATES,
        author=TEXTS,
        action=st.sampled_from(Action),
        directive=st.none() | NUMBERS,
        values=STATES.map(State.as_values),
        note=st.none() | TEXTS,
        undoes=st.none() | NUMBERS,
        release=st.none() | NUMBERS,
    )
)
def test_a_change_survives_the_file(change: Change) -> None:
    """A change is the same after writing and reading, the zone included; its values stand in the order of a state's."""
    back = again(ChangeRow, ChangeRow.of(change)).value(change.number)

    assert back == change
    assert back.at.utcoffset() == change.at.utcoffset()


@pytest.mark.parametrize("name", ["folder", "/dev/full"])
def test_what_is_no_ordinary_file_is_no_store(tmp_path: Path, name: str) -> None:
    """A folder or a device named as the store is refused in one sentence, not read to its end."""
    (tmp_path / "folder").mkdir()

    with pytest.raises(StoreError, match="no ordinary file"):
        Store.at(tmp_path / name).directives()

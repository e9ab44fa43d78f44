"""Many processes at one store: nothing lost, no number twice, nobody sees half a change, nobody waits for the dead."""

import io
import json
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from conftest import Run
from keeping import mark
from processes import child, end_of

from bimatrack.__main__ import main
from bimatrack.enlisting import enlist, read_registry
from bimatrack.errors import StoreBusyError
from bimatrack.history import Action, Entry
from bimatrack.locking import locked
from bimatrack.settings import read_settings
from bimatrack.settings.writing import set_setting
from bimatrack.store import Store
from bimatrack.store.copies import read_copy
from bimatrack.tracking import add, done, note

WRITERS = 8
READERS = 3
NOTED = mark(note="yang pertama")


def write(path: Path, who: int, rounds: int) -> None:
    """Give four commands in each round - two directives, a note on both, one done - and write down what was said."""
    told = path.with_name(f"told-{who}")
    with told.open("w", encoding="utf-8") as file:
        for what in range(rounds):
            store = Store.at(path, patience=120)
            ids = [add(store, f"Menata {who}.{what}.{part}", mark()).number for part in (1, 2)]
            note(Store.at(path, patience=120), ids, mark(note=f"catatan {who}.{what}"))
            done(Store.at(path, patience=120), ids[:1], mark())
            file.write(f"{ids[0]} {ids[1]}\n")
            file.flush()


def answer(path: Path, *words: str) -> list[dict[str, object]]:
    """Return what a reading command prints as JSON."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--db", str(path), "--today", "2026-03-20", "--lang", "en", *words, "--json"])
    if code:
        raise AssertionError(err.getvalue())
    found: list[dict[str, object]] = json.loads(out.getvalue())
    return found


def read(path: Path, until: Path, limit: float) -> None:
    """Read again and again: counts only grow, and each command of another process is there as a whole or not at all."""
    seen = {"list": 0, "log": 0}
    last = time.monotonic() + limit
    while not until.exists() and time.monotonic() < last:
        directives, changes = answer(path, "list", "--all"), answer(path, "log")
        assert len(directives) >= seen["list"]
        assert len(changes) >= seen["log"]
        seen = {"list": len(directives), "log": len(changes)}
        numbers = [change["number"] for change in changes]
        assert sorted(numbers, key=int) == list(range(1, len(numbers) + 1))  # type: ignore[call-overload]
        notes = Counter(change["step"] for change in changes if change["action"] == "note")
        assert set(notes.values()) <= {2}, "half a command was seen"
        done_in = {change["directive"] for change in changes if change["action"] == "done"}
        time.sleep(0.02)  # Two processors are for the writers, too.
        assert done_in >= {one["id"] for one in directives if one["status"] == "done"}


def at_once(path: Path, rounds: int) -> None:
    """Let writers and readers work at the same time, and see what is there in the end."""
    add(Store.at(path), "Menata yang pertama", mark())
    ended = path.with_name("ended")
    readers = [child(lambda: read(path, ended, 300)) for _reader in range(READERS)]
    writers = [child(lambda who=who: write(path, who, rounds)) for who in range(WRITERS)]
    assert [end_of(writer) for writer in writers] == [0] * WRITERS
    ended.touch()
    assert [end_of(reader) for reader in readers] == [0] * READERS

    store = read_copy(path)
    texts = {one.number: one.state.text for one in store.directives}
    given = [
        (who, what, [int(number) for number in line.split()])
        for who in range(WRITERS)
        for what, line in enumerate(path.with_name(f"told-{who}").read_text(encoding="utf-8").splitlines())
    ]
    assert len(given) == WRITERS * rounds
    for who, what, ids in given:
        assert [texts[number] for number in ids] == [f"Menata {who}.{what}.{part}" for part in (1, 2)]
    assert sorted(texts) == list(range(1, 2 * WRITERS * rounds + 2))
    assert [change.number for change in store.changes] == list(range(1, 5 * WRITERS * rounds + 2))
    assert len({change.step for change in store.changes}) == 4 * WRITERS * rounds + 1


def test_eight_writers_and_three_readers_at_once(bima: Run, tmp_path: Path) -> None:
    """Eight processes give 96 commands while three read: all is kept, under one number each, and seen whole."""
    assert bima("units", "list").code == 0
    at_once(tmp_path / "arahan.json", 3)


@pytest.mark.slow
def test_eight_writers_give_a_thousand_commands(bima: Run, tmp_path: Path) -> None:
    """The same with 1,024 commands."""
    assert bima("units", "list").code == 0
    at_once(tmp_path / "arahan.json", 32)


def test_settings_and_units_of_many_processes_are_all_kept(tmp_path: Path) -> None:
    """Each reads the file, changes one line and writes it back: none takes away what another just wrote."""
    settings, units = tmp_path / "config.toml", tmp_path / "units.toml"

    def change(who: int) -> None:
        for what in range(4):
            set_setting(settings, f"views.w{who}x{what}", "--overdue")
            enlist(units, f"Dinas Contoh {who} {what}", ())

    writers = [child(lambda who=who: change(who)) for who in range(4)]
    assert [end_of(writer) for writer in writers] == [0] * 4

    assert {one.key for one in read_settings(settings).said} == {
        f"views.w{who}x{what}" for who in range(4) for what in range(4)
    }
    names = {unit.name for unit in read_registry(units).units}
    assert names >= {f"Dinas Contoh {who} {what}" for who in range(4) for what in range(4)}


# Those who wait


def holding(path: Path, act: Callable[[], object] = lambda: None) -> int:
    """Let another process take the lock file *path*, do *act*, and hold the lock until it is killed."""
    ready, holder = path.with_name("ready"), os.getpid()

    def hold() -> None:
        with locked(path, patience=0):
            act()
            ready.touch()
            while os.getppid() == holder:
                time.sleep(0.01)

    process = child(hold)
    while not ready.exists():
        time.sleep(0.005)
    ready.unlink()
    return process


def let_go(process: int) -> None:
    """Kill a process that holds a lock."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands wait a tenth of a second only."""
    monkeypatch.setitem(Store.at.__func__.__kwdefaults__, "patience", 0.1)  # type: ignore[attr-defined]
    monkeypatch.setattr("bimatrack.whole._PATIENCE", 0.1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("lock", "act", "code"),
    [
        ("store.json.lock", ("note", 4, "x"), 5),
        ("store.json.lock", ("undo", "--yes"), 5),
        ("settings/bimatrack/.config.toml.lock", ("config", "set", "author", "Budi"), 7),
        ("settings/bimatrack/.units.toml.lock", ("units", "add", "Dinas Contoh"), 7),
    ],
)
def test_who_holds_the_lock_is_named(sample: Run, tmp_path: Path, lock: str, act: Sequence[object], code: int) -> None:
    """A command waits, then says which process is writing to what; when that one is dead, the same command is done."""
    path = tmp_path / lock
    path.parent.mkdir(parents=True, exist_ok=True)
    process = holding(path)
    try:
        refused = sample(*act)
        shown = sample("list")
    finally:
        let_go(process)

    assert refused.code == code
    assert refused.err.startswith(f"bimatrack: Process {process} on {os.uname().nodename} is writing to {path.parent}")
    assert "did not end within 0 seconds; try again in a moment." in refused.err
    assert refused.err.count("\n") == 1
    assert shown.code == 0
    assert path.read_text(encoding="utf-8").startswith(str(process))
    assert sample(*act).code == 0
    assert path.read_text(encoding="utf-8") == ""


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("words", [b"", b"\xff\x00", b"4711", b"x y"])
def test_a_lock_that_says_nothing_names_nobody(sample: Run, store_path: Path, words: bytes) -> None:
    """Where the lock file does not tell who holds it, nobody is accused."""
    lock = store_path.with_name("store.json.lock")
    process = holding(lock, lambda: lock.write_bytes(words))
    try:
        refused = sample("note", 4, "x")
    finally:
        let_go(process)

    assert refused.code == 5
    assert refused.err.startswith(f"bimatrack: Another process is writing to {store_path} and did not end within")


def test_a_process_that_stands_still_is_waited_for(sample: Run, store_path: Path) -> None:
    """A writer that goes on in time delays another, which then does its work."""
    lock = store_path.with_name("store.json.lock")
    process = holding(lock)
    os.kill(process, signal.SIGSTOP)
    waker = child(lambda: (time.sleep(0.3), os.kill(process, signal.SIGKILL)))

    assert sample("note", 4, "sesudah menunggu").code == 0
    assert end_of(waker) == 0
    os.waitpid(process, 0)


def test_a_lock_file_that_was_taken_away_loses_nothing(sample: Run, store_path: Path) -> None:
    """Who takes away the lock of a writer gets the next one in; the first one then sees that, and writes nothing."""
    with ExitStack() as first:
        draft = first.enter_context(Store.at(store_path).writing())
        store_path.with_name("store.json.lock").unlink()
        assert sample("note", 4, "sela").code == 0
        before = store_path.read_bytes()
        draft.record([Entry(Action.NOTE, NOTED.day, 5, (), NOTED.note)], at=NOTED.now, author="ani")
        with pytest.raises(StoreBusyError, match="was changed meanwhile; nothing was written"):
            first.close()

    assert store_path.read_bytes() == before
    assert sample("note", 4, "sesudahnya").code == 0


def test_who_waits_on_a_lock_file_that_is_taken_away_takes_the_new_one(tmp_path: Path) -> None:
    """A lock that nobody else can find holds nobody off."""
    lock, ended = tmp_path / "lock", tmp_path / "ended"

    def wait() -> None:
        with locked(lock, patience=60):
            ended.write_text(str(lock.stat().st_ino), encoding="utf-8")

    process = holding(lock)
    waiter = child(wait)
    time.sleep(0.1)
    lock.unlink()
    lock.touch()
    let_go(process)
    assert end_of(waiter) == 0
    assert ended.read_text(encoding="utf-8") == str(lock.stat().st_ino)

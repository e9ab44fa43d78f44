"""The file: whole at every moment, whatever happens to its writers."""

import errno
import json
import os
import resource
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keeping import at, extraction, mark, parking
from processes import child, end_of

from bimatrack import placing
from bimatrack.errors import BimatrackError, StoreBusyError, StoreError
from bimatrack.i18n import speaking
from bimatrack.importing import import_release
from bimatrack.model import Evidence
from bimatrack.store import Store, storage
from bimatrack.store.book import Book
from bimatrack.store.locking import locked
from bimatrack.store.shape import unwritable
from bimatrack.store.storage import BookFile
from bimatrack.tracking import add, done, note, preview_undo, rewind, select
from bimatrack.tracking.selecting import Filter
from bimatrack.tracking.terms import Terms

NOW = at("2026-01-06")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a store that holds three directives of one release."""
    path = tmp_path / "arahan.json"
    import_release(extraction(), Store.at(path), now=NOW, author="ani")
    return path


def titles(path: Path) -> list[str]:
    """Return the texts of all directives as a new command reads them."""
    return [tracked.state.text for tracked in Store.at(path).directives()]


def left_overs(path: Path) -> list[str]:
    """Return the names beside the store, without the lock."""
    names = {beside.name for beside in path.parent.iterdir()}
    return sorted(names - {path.name, path.name + ".lock"})


# Where it lies


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    """The folder, the file and the lock are for their owner, whatever the umask; missing folders are made."""
    path = tmp_path / "a" / "b" / "arahan.json"
    before = os.umask(0)
    try:
        add(Store.at(path), "Menata taman", mark())
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.with_name("arahan.json.lock").stat().st_mode) == 0o600


def test_a_link_to_the_file_stays_a_link(path: Path) -> None:
    """Who keeps the file elsewhere and links to it keeps it there."""
    link = path.parent / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(path)

    add(Store.at(link), "Menata taman", mark())

    assert link.is_symlink()
    assert len(titles(path)) == 4


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A path that leads through a file can neither be read nor written, and says so."""
    (tmp_path / "file").write_text("x")
    store = Store.at(tmp_path / "file" / "arahan.json")

    with pytest.raises(StoreError, match=r"file/arahan\.json cannot be read"):
        store.directives()
    with pytest.raises(StoreError, match=r"file/arahan\.json cannot be written"):
        add(store, "Menata taman", mark())


def test_half_a_character_survives(path: Path) -> None:
    """The name of a file that is no UTF-8 is kept as it is."""
    note(Store.at(path), [1], mark(), evidence=(Evidence("foto-\udcff.jpg"),))

    assert Store.at(path).directive(1).state.evidence == (Evidence("foto-\udcff.jpg"),)


def test_what_is_no_json_destroys_nothing(path: Path) -> None:
    """A value that cannot be written fails before any file is touched."""
    before = path.read_bytes()

    with pytest.raises(TypeError):
        BookFile(path).write(Book({"schema": object()}))

    assert path.read_bytes() == before
    assert left_overs(path) == []


# Writers that die


def _dying_at(line: int, act: Callable[[], object]) -> Callable[[], None]:
    """Return what does *act* but is killed at the *line*th line that runs in the modules that write the file."""

    def die_there() -> None:
        lines = 0

        def trace(frame: FrameType, event: str, _argument: object) -> Callable[..., object] | None:
            nonlocal lines
            if frame.f_code.co_filename not in (storage.__file__, placing.__file__):
                return None
            lines += event == "line"
            if lines == line:
                os.kill(os.getpid(), signal.SIGKILL)
            return trace

        sys.settrace(trace)
        act()
        sys.settrace(None)

    return die_there


def test_a_writer_killed_at_any_line_leaves_the_file_whole(path: Path) -> None:
    """However far a writer came, the file holds all of its change or none; the next writer clears up after it."""
    outcomes = []
    for line in range(1, 200):
        before = titles(path)
        ended = end_of(child(_dying_at(line, lambda: add(Store.at(path), "Menata taman", mark()))))
        after = titles(path)
        outcomes.append((after == [*before, "Menata taman"], after == before))
        if ended == 0:
            break
        assert ended == -signal.SIGKILL

    assert all(sum(outcome) == 1 for outcome in outcomes)
    assert outcomes[0] == (False, True)
    assert outcomes[-1] == (True, False)
    assert len(outcomes) > 20
    assert left_overs(path) == []


def test_a_writer_killed_in_the_middle_of_its_bytes_leaves_the_file_whole(path: Path) -> None:
    """A file that is half written when its writer dies is not the one that is read, and is cleared away."""

    def write_half() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        add(Store.at(path), "Menata taman", mark())

    assert end_of(child(write_half)) == -signal.SIGXFSZ
    [half] = left_overs(path)
    assert (path.parent / half).stat().st_size == 1000
    assert len(titles(path)) == 3

    add(Store.at(path), "Menata pasar", mark())
    assert left_overs(path) == []
    assert len(titles(path)) == 4


def test_only_the_left_overs_of_this_file_are_cleared(path: Path) -> None:
    """What lies beside the store and belongs to others is not touched."""
    others = [".arahan.json.bak", ".arahan.json.old.77.tmp", ".other.json.77.tmp", "arahan.json.tmp"]
    for name in (*others, ".arahan.json.77.tmp"):
        (path.parent / name).write_text("x")

    add(Store.at(path), "Menata taman", mark())

    assert left_overs(path) == sorted(others)


@contextmanager
def _disk_of(size: int) -> Iterator[None]:
    """Let no file grow beyond *size* bytes in the block."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_changes_nothing(path: Path) -> None:
    """Where there is no room the command fails with one sentence, the old file stands, and nothing is left over."""
    before = path.read_bytes()
    store = Store.at(path)

    with _disk_of(1000), pytest.raises(StoreError, match=r"arahan\.json cannot be written: .*; make room"):
        add(store, "Menata taman", mark())

    assert path.read_bytes() == before
    assert left_overs(path) == []
    assert len(store.directives()) == 3
    assert add(store, "Menata taman", mark()).number == 4


# Writers side by side


def test_eight_writers_at_once_lose_nothing(path: Path) -> None:
    """Each of many writers at once gets ids of its own, and every change is there in the end."""

    def write(who: int) -> None:
        for what in range(5):
            add(Store.at(path, patience=60), f"Menata taman {who}.{what}", mark())

    writers = [child(lambda who=who: write(who)) for who in range(8)]
    assert [end_of(writer) for writer in writers] == [0] * 8

    store = Store.at(path)
    assert [tracked.number for tracked in store.directives()] == list(range(1, 44))
    expected = {f"Menata taman {who}.{what}" for who in range(8) for what in range(5)}
    assert expected <= set(titles(path))
    assert [change.number for change in store.changes()] == list(range(1, 45))


def test_a_writer_waits_for_another_and_gives_up_in_the_end(path: Path) -> None:
    """While another process writes, a command waits its time and then says so; reading goes on all the while."""
    with locked(path.with_name("arahan.json.lock"), patience=0):
        begun = time.monotonic()
        told = rf"^Process {os.getpid()} on .* is writing to .*arahan\.json and did not end within 0 seconds; try"
        with pytest.raises(StoreBusyError, match=told):
            add(Store.at(path, patience=0.05), "Menata taman", mark())
        assert time.monotonic() - begun >= 0.05
        assert len(titles(path)) == 3

    assert add(Store.at(path, patience=0), "Menata taman", mark()).number == 4


def test_the_lock_of_a_dead_process_is_no_obstacle(path: Path) -> None:
    """A writer that was killed holds nobody up."""

    def die_with_the_lock() -> None:
        with Store.at(path).writing():
            os.kill(os.getpid(), signal.SIGKILL)

    assert end_of(child(die_with_the_lock)) == -signal.SIGKILL
    assert add(Store.at(path, patience=0), "Menata taman", mark()).number == 4


# Files that are damaged

EMPTY: dict[str, Any] = {"meta": {"1": {"schema": 1}}, "releases": {}, "directives": {}, "events": {}, "changes": {}}
DAMAGED = {
    "empty": b"",
    "blank": b"  \n",
    "no JSON": b"{",
    "cut off": json.dumps(EMPTY).encode()[:-5],
    "binary": bytes(range(256)),
    "deep": b"[" * 100_000,
    "a list": b"[]",
    "a number": b"1",
    "no meta": b"{}",
    "meta is a list": b'{"meta": []}',
    "no schema": json.dumps(EMPTY | {"meta": {}}).encode(),
    "schema is a word": json.dumps(EMPTY | {"meta": {"1": {"schema": "1"}}}).encode(),
    "schema is true": json.dumps(EMPTY | {"meta": {"1": {"schema": True}}}).encode(),
    "schema of no time": json.dumps(EMPTY | {"meta": {"1": {"schema": 0}}}).encode(),
    "a table is missing": json.dumps({name: EMPTY[name] for name in EMPTY if name != "changes"}).encode(),
    "a table is a list": json.dumps(EMPTY | {"events": []}).encode(),
    "an id is a word": json.dumps(EMPTY | {"events": {"x": {}}}).encode(),
    "an id is written twice": json.dumps(EMPTY | {"events": {"1": {}, "01": {}}}).encode(),
    "an id has no end": json.dumps(EMPTY | {"events": {"9" * 5000: {}}}).encode(),
    "a row is a word": json.dumps(EMPTY | {"events": {"1": "x"}}).encode(),
}


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_file_is_named_and_never_overwritten(tmp_path: Path, content: bytes) -> None:
    """Neither reading nor writing goes on with a file that is no store; it stays as it is for whoever can mend it."""
    path = tmp_path / "arahan.json"
    path.write_bytes(content)

    with pytest.raises(StoreError, match=r"arahan\.json is damaged: .*; put a copy"):
        Store.at(path).directives()
    with pytest.raises(StoreError, match=r"arahan\.json is damaged"):
        add(Store.at(path), "Menata taman", mark())

    assert path.read_bytes() == content
    assert left_overs(path) == []


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A file of a later program asks for that program."""
    path = tmp_path / "arahan.json"
    path.write_text(json.dumps({"meta": {"1": {"schema": 99}}, "tables": "of another shape"}))
    before = path.read_bytes()

    with pytest.raises(StoreError, match=r"newer bimatrack \(schema 99\); update"):
        Store.at(path).directives()
    with pytest.raises(StoreError, match="newer"):
        add(Store.at(path), "Menata taman", mark())
    assert path.read_bytes() == before


@pytest.mark.parametrize("noun", ["releases", "directives", "events", "changes", "steps"])
def test_a_number_that_would_be_given_twice_stops_the_writer(path: Path, noun: str) -> None:
    """Where the file's own count is wrong, nothing is written over what is kept."""
    tables = json.loads(path.read_bytes())
    tables["meta"]["1"]["next"][noun] = 1
    path.write_text(json.dumps(tables))

    with pytest.raises(StoreError, match=f"next number of “{noun}”"):
        add(Store.at(path), "Menata taman", mark())
    assert len(titles(path)) == 3


def test_an_id_that_is_taken_further_on_stops_the_writer(path: Path) -> None:
    """Rows that lie beyond the file's own count are not written over either."""
    tables = json.loads(path.read_bytes())
    tables["directives"]["5"] = tables["directives"]["3"]
    path.write_text(json.dumps(tables))
    before = path.read_bytes()

    with pytest.raises(StoreError, match="an id would be given twice"):
        import_release(parking(), Store.at(path), now=at("2026-02-16"), author="ani")
    assert path.read_bytes() == before


def test_a_directive_without_a_history_is_named(path: Path) -> None:
    """A file whose history was cut out is no good copy."""
    tables = json.loads(path.read_bytes())
    tables["changes"] = {}
    path.write_text(json.dumps(tables))

    with pytest.raises(StoreError, match="directive 1 stands otherwise"):
        Store.at(path).copy_at(path)


def _use_all_of(path: Path, content: bytes) -> None:
    """Ask a store of this *content* everything, and then change it; each may fail, but only with a sentence."""
    beside = path.with_name("damaged.json")
    beside.write_bytes(content)
    store = Store.at(beside)
    asks: list[Callable[[], object]] = [
        store.directives,
        store.releases,
        store.events,
        store.changes,
        lambda: store.directive(1),
        lambda: store.release(1),
        lambda: store.release_by_key("rakor"),
        lambda: store.changes_of(1),
        lambda: store.as_of(NOW.date()),
        lambda: store.releases(NOW.date()),
        store.open_directives,
        lambda: select(store.directives(), Filter(Terms(owners=("x",), searches=("x",))), NOW.date()),
        lambda: import_release(extraction(), store, now=NOW, author="ani"),
        lambda: import_release(extraction("b"), store, now=NOW, author="ani"),
        lambda: done(store, [1, 2], mark()),
        lambda: rewind(store, preview_undo(store, 9), mark()),
        lambda: import_release(extraction(), store, now=NOW, author="ani"),
    ]
    for ask in asks:
        with suppress(BimatrackError):
            ask()


def _leaves(value: object) -> list[tuple[Any, Any]]:
    """Return where in a JSON document something can be put in another's place: pairs of container and key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in items for place in ((value, key), *_leaves(inner))]


JSONS = st.sampled_from(
    (None, True, 0, -1, 2, 10**20, 10**400, 1.5, "", "x", "2026-01-05", "1", [], [1], {}, {"1": {}}, [[], {}])
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), what=JSONS, gone=st.booleans())
def test_no_damage_within_ends_in_a_traceback(path: Path, where: float, what: object, gone: bool) -> None:
    """Whatever stands at whichever place of the file in place of what should, the answer is a sentence or a result."""
    whole = path.read_bytes()
    tables = json.loads(whole)
    places = _leaves(tables)
    container, key = places[int(where * len(places))]
    if gone:
        del container[key]
    else:
        container[key] = what
    _use_all_of(path, json.dumps(tables).encode())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), what=st.binary(max_size=3), cut=st.booleans())
def test_no_damage_to_bytes_ends_in_a_traceback(path: Path, where: float, what: bytes, cut: bool) -> None:
    """A file that was cut off or scratched gives a sentence or a result, and stays as it is if it is no store."""
    whole = path.read_bytes()
    at_byte = int(where * len(whole))
    _use_all_of(path, whole[:at_byte] + what + (b"" if cut else whole[at_byte + len(what) :]))


@pytest.mark.parametrize(
    ("number", "english", "indonesian"),
    [
        (
            errno.EACCES,
            "no permission; choose another place with --db",
            "tidak ada izin; pilih tempat lain dengan --db",
        ),
        (errno.EROFS, "the disk is read-only; choose", "media hanya dapat dibaca; pilih"),
        (
            errno.ENOSPC,
            "no room is left; make room there, or",
            "ruang penyimpanan penuh; kosongkan ruang di sana, atau",
        ),
        (
            errno.ENOENT,
            "the folder is missing; make the folder first, or",
            "foldernya tidak ada; buat foldernya lebih dulu",
        ),
    ],
)
def test_a_refusal_of_the_system_is_told_in_words_with_what_helps(number: int, english: str, indonesian: str) -> None:
    """Each cause has its own advice, in the language in use."""
    error = OSError(number, "system's own words")
    with speaking("en"):
        assert english in str(unwritable(Path("arahan.json"), error))
    with speaking("id"):
        assert indonesian in str(unwritable(Path("arahan.json"), error))

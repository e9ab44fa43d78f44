"""`restore` puts a copy in place of all that is kept: whole, proved, and never without a way back."""

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from factories import a_state, a_tracked, day
from keeping import at, kept_in
from looking import Screen, screen, speaking
from syrupy.assertion import SnapshotAssertion
from test_schemas import check

from bimatrack import views
from bimatrack.altering import replace
from bimatrack.errors import StoreBusyError
from bimatrack.faults import UnsureError
from bimatrack.history import Action, Change
from bimatrack.i18n import LANGUAGES
from bimatrack.restoring import Comparison, Contents, compare, restore
from bimatrack.store import Store, copies, storage


@pytest.fixture
def copy(sample: Run, tmp_path: Path) -> Path:
    """Everything as lines, after a busy day: marks, a split, a discard, an undo; then two steps more in the store."""
    sample("done", 3, "--note", "selesai")
    sample("split", 18, "--yes")
    sample("tag", 5, "rapat")
    sample("undo", "--yes")
    sample("drop", 6, "--reason", "dialihkan\x1b[31m")
    path = tmp_path / "semua.jsonl"
    assert sample("export", "jsonl", "-o", path).code == 0
    sample("done", 15)
    sample("add", "Perbaiki lampu jalan")
    return path


def beside(store_path: Path) -> list[Path]:
    """The files that were kept aside."""
    return sorted(store_path.parent.glob("store.before-restore-*.json"))


def test_everything_comes_back_and_nothing_else(sample: Run, store_path: Path, tmp_path: Path) -> None:
    """What was exported and restored into a new store is the same in every row, and exports to the same bytes."""
    sample("done", 3, "--note", "selesai")
    sample("undo", "--yes")
    sample("export", "jsonl", "-o", tmp_path / "a.jsonl")
    before = kept_in(store_path)
    store_path.unlink()

    ran = sample("restore", tmp_path / "a.jsonl", "--yes")

    assert ran.code == 0, ran.err
    assert kept_in(store_path) == before
    assert beside(store_path) == []
    sample("export", "jsonl", "-o", tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    assert sample("done", 4).code == 0


def test_what_was_kept_stays_beside_and_can_come_back(sample: Run, copy: Path, store_path: Path) -> None:
    """The file of before lies beside, the very same, and restoring it undoes the restoring."""
    before, kept_before = store_path.read_bytes(), kept_in(store_path)
    assert sample("restore", copy, "--yes").code == 0
    [aside] = beside(store_path)
    assert aside.read_bytes() == before
    assert kept_in(store_path) != kept_in(aside)

    assert sample("restore", aside, "--yes").code == 0
    assert kept_in(store_path) == kept_in(aside) == kept_before
    assert len(beside(store_path)) == 2


def test_it_tells_first_what_would_be_lost(sample: Run, copy: Path, store_path: Path) -> None:
    """A dry run changes nothing and tells counts, the newest changes, what would be gone; as JSON after its schema."""
    before = store_path.read_bytes()
    told = check("restore", json.loads(sample("restore", copy, "--dry-run", "--json").out))

    assert (told["lost"], told["gained"]) == (2, 0)
    assert [one["text"] for one in told["gone"]] == ["Perbaiki lampu jalan"]
    assert (told["now"]["directives"], told["then"]["directives"]) == (31, 30)
    assert told["now"]["newest"]["action"] == "add"
    assert not told["restored"]
    shown = sample("restore", copy, "--dry-run", screen=80).out
    assert "2 changes since 20 Mar 2026 would be lost." in shown
    assert "Perbaiki lampu jalan" in shown
    assert store_path.read_bytes() == before
    assert beside(store_path) == []


def test_nobody_is_asked_where_nobody_can_answer(sample: Run, copy: Path, store_path: Path) -> None:
    """Without a terminal and without --yes nothing happens, with exit code 2."""
    before = store_path.read_bytes()
    ran = sample("restore", copy)

    assert ran.code == 2
    assert "--yes" in ran.err
    assert store_path.read_bytes() == before


def test_the_same_is_not_restored(sample: Run, store_path: Path) -> None:
    """A copy that holds just what is kept changes nothing, with exit code 1."""
    ran = sample("restore", store_path, "--yes")

    assert ran.code == 1
    assert beside(store_path) == []


def test_a_damaged_store_can_be_restored(sample: Run, copy: Path, store_path: Path) -> None:
    """Where what is kept cannot be read, that is told, and the broken file is kept aside."""
    store_path.write_text("{kaputt", encoding="utf-8")
    told = check("restore", json.loads(sample("restore", copy, "--yes", "--json").out))

    assert told["now"] is None
    assert "is damaged" in told["damage"]
    assert [path.read_text(encoding="utf-8") for path in beside(store_path)] == ["{kaputt"]
    assert sample("list").code == 0


def _swap(line: int, old: str, new: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        assert old in lines[line - 1]
        return [*lines[: line - 1], lines[line - 1].replace(old, new, 1), *lines[line:]]

    return change


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda lines: [*lines[:6], lines[6][:40], *lines[7:]], "line 7: it is no JSON"),
        (lambda lines: [*lines[:6], "[1]", *lines[7:]], "line 7: it is no entry"),
        (lambda lines: [*lines[:6], '{"table": "lain", "id": 1, "row": {}}', *lines[7:]], "line 7: it is no entry"),
        (lambda lines: [*lines[:7], lines[6], *lines[7:]], "line 8: no. 1 of “directives” stands there twice"),
        (lambda lines: lines[:20], "of “directives” are there"),
        (lambda lines: lines[1:], "line 1: it should name the program"),
        (_swap(1, '"schema": 2', '"schema": 99'), "written by a newer bimatrack"),
        (_swap(7, '"kind": "', '"kind": "x'), "no. 1 of “directives” cannot be read"),
        (_swap(9, '"progress": 100', '"progress": 99'), "stands otherwise than its history tells"),
        (_swap(2, '"directives": 31', '"directives": 9'), "is taken"),
        (_swap(8, '"release": 1', '"release": 77'), "release 77 is missing"),
    ],
)
def test_what_is_damaged_is_named_and_never_restored(
    sample: Run, copy: Path, store_path: Path, damage: Callable[[list[str]], list[str]], told: str
) -> None:
    """A damaged line is named by its number, rows that contradict the history by their ids; nothing is changed."""
    before = store_path.read_bytes()
    lines = copy.read_text(encoding="utf-8").split("\n")[:-1]
    copy.write_text("\n".join([*damage(lines), ""]), encoding="utf-8")

    ran = sample("restore", copy, "--yes")

    assert ran.code == 4, ran.err
    assert told in ran.err
    assert store_path.read_bytes() == before
    assert beside(store_path) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe", b'{"bimatrack": 1}', b"null", b"[]", b"7", b"[" * 9999])
def test_what_is_no_copy_is_refused(sample: Run, tmp_path: Path, content: bytes) -> None:
    """Any other file is refused in one sentence."""
    path = tmp_path / "lain.json"
    path.write_bytes(content)
    ran = sample("restore", path, "--yes")

    assert ran.code == 4
    assert ran.err.count("\n") == 1


def test_a_failure_leaves_all_as_it_was(
    sample: Run, copy: Path, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a full disk nor a file that does not hold what was written leaves anything half done."""
    before = store_path.read_bytes()
    calls: list[int] = []
    synced = os.fsync

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(descriptor)

    for failing in (1, 2):
        calls.clear()
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            ran = sample("restore", copy, "--yes")
        assert ran.code == 4, failing
        assert store_path.read_bytes() == before
        assert beside(store_path) == []

    def other(*_arguments: object) -> None:
        raise copies.StoreError("otherwise")

    with monkeypatch.context() as patch:
        patch.setattr(copies, "_read_back", other)
        assert sample("restore", copy, "--yes").code == 4
    assert store_path.read_bytes() == before
    assert beside(store_path) == []


def test_a_disk_that_is_unsure_of_what_it_was_given_keeps_both(
    sample: Run, copy: Path, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk does not confirm the new file, that is said, and the file of before lies beside."""
    before = store_path.read_bytes()

    def unsure(path: Path) -> None:
        raise UnsureError(errno.EIO, "Input/output error", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(storage, "confirm", unsure)
        ran = sample("restore", copy, "--yes")

    assert ran.code == 4
    assert "was written, but the disk did not confirm" in ran.err
    assert [path.read_bytes() for path in beside(store_path)] == [before]
    assert store_path.read_bytes() != before


def test_what_was_written_meanwhile_is_not_lost(sample: Run, copy: Path, store_path: Path) -> None:
    """Where another process wrote after the comparison, nothing is restored."""
    store = Store.at(store_path)
    other, found = compare(store, copy)
    sample("note", 4, "sementara itu")
    before = store_path.read_bytes()

    with pytest.raises(StoreBusyError):
        restore(store, other, found, at("2026-03-20"))
    assert store_path.read_bytes() == before


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_screens_people_see(tongue: str, snapshot: SnapshotAssertion) -> None:
    """What is kept beside the copy and what would be lost, at every width, in both languages, commanding nothing."""
    with speaking(tongue):
        shown = "\n".join(
            f"{f' {width} ':═^{width}}\n{screen(views.restoring_view(found), width)}"
            for width in (60, 80, 100, 140, 200)
            for found in comparisons()
        )
    assert shown == snapshot(extension_class=Screen)
    assert "\x1b" not in shown


def comparisons() -> list[Comparison]:
    """Comparisons of each sort: much is lost, nothing is, what is kept cannot be read, the two are the same."""
    change = Change(1, 1, at("2026-03-20"), day("2026-03-20"), Action.DONE, 3, author="Rahma\x1b[31m")
    now, then = Contents(1200, 40, 14, 6, 2300, change), Contents(30, 0, 4, 6, 34, None)
    gone = tuple(a_tracked(number, a_state(f"Perbaiki lampu {number}\x1b[31m")) for number in range(1, 13))
    path = Path("salinan\x1b[31m.jsonl")
    lost = Comparison(path, now, then, (change,) * 3, (change,), gone, same=False, seal=())
    return [
        lost,
        replace(lost, lost=(), gone=()),
        replace(lost, now=None, damage="rusak\x1b[31m"),
        replace(lost, same=True),
    ]

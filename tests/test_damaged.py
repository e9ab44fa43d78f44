"""Damaged stores: whatever happened to the file, commands say so in one sentence, and nothing is made worse."""

import json
import os
import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import RELEASES, Ran, Run
from damaging import DAMAGES, damaged

from bimatrack.store.backups import backup_folder

SEEDS = 220
READING: tuple[tuple[object, ...], ...] = (
    ("list", "--all", "--all-kinds"),
    ("show", 3),
    ("report", "2026Q1", "--format", "md"),
    ("export", "csv"),
    ("export", "jsonl"),
    ("log",),
    ("agenda", "--month"),
    ("backup", "--list"),
    ("doctor", "--json"),
    ("board",),
)
WRITING: tuple[tuple[object, ...], ...] = (
    ("done", 3),
    ("undo", "--yes"),
    ("import", RELEASES / "2026-01-05-rakor-awal-tahun.txt"),
    ("add", "Perbaiki lampu jalan"),
)


@dataclass(frozen=True)
class Trial:
    """A store that can be damaged again and again, with a good backup beside it."""

    bima: Run
    path: Path
    whole: bytes

    def put(self, content: bytes) -> None:
        """Let the store hold *content*, and the folder of backups just the one good one."""
        folder = backup_folder(self.path)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        for path, held in ((self.path, content), (folder / "20260319-160000.json", self.whole)):
            path.unlink(missing_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(held)
        for aside in self.asides():
            aside.unlink()

    def asides(self) -> list[Path]:
        """The files that were kept aside."""
        return sorted(self.path.parent.glob("store.before-*.json"))


@pytest.fixture
def trial(sample: Run, store_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """A store after a busy day; the board is asked for its first look only."""
    sample("done", 3, "--note", "selesai")
    sample("progress", 8, 60, "--note", "tender")
    sample("split", 18)
    sample("link", 5, 8)
    sample("due", 9, "akhir Juni", "--reason", "lahan")
    sample("import", RELEASES / "2026-01-05-rakor-awal-tahun.txt")
    sample("undo", "--yes")
    sample("add", "Tata taman kota", "--due", "akhir bulan")
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: False, raising=False)
    return Trial(sample, store_path, store_path.read_bytes())


def tables_of(content: bytes) -> dict[str, Any]:
    """What a store's file holds."""
    found: dict[str, Any] = json.loads(content)
    return found


def told(ran: Ran, content: bytes) -> None:
    """What failed says why in words, and where the store is damaged names the newest good backup."""
    assert "Traceback" not in ran.err
    if ran.code == 4 and "is damaged" in ran.err:
        assert "20260319-160000" in ran.err, ran.err
        assert "restore --latest" in ran.err
        assert "doctor" in ran.err
    if ran.code:
        assert ran.err.startswith("bimatrack: ") or ran.code in (1, 3), ran.err
    assert content is not None


def kept_rows(before: bytes, after: bytes) -> None:
    """Of what was kept nothing is gone; only how a directive stands may differ, and whether a row is withdrawn."""
    old, new = tables_of(before), tables_of(after)
    for table in ("changes", "releases", "events", "directives"):
        for number, row in old[table].items():
            there = new[table][number]
            assert json.dumps(_lasting(there)) == json.dumps(_lasting(row)), (table, number)


def _lasting(row: Any) -> Any:  # noqa: ANN401 - what a damaged row holds
    moving = ("now", "born", "withdrawn", "follow_up", "moved")
    return {name: value for name, value in row.items() if name not in moving} if isinstance(row, dict) else row


def look(trial: Trial, content: bytes) -> dict[tuple[object, ...], int]:
    """Run each reading command; none changes anything. Return the exit codes."""
    codes = {}
    trial.put(content)
    for command in READING:
        ran = trial.bima(*command)
        told(ran, content)
        assert trial.path.read_bytes() == content, command
        codes[command] = ran.code
    return codes


def write(trial: Trial, content: bytes) -> None:
    """Run each writing command on the damaged store: it fails and leaves it, or adds to it."""
    for command in WRITING:
        trial.put(content)
        ran = trial.bima(*command)
        told(ran, content)
        after = trial.path.read_bytes()
        if after != content:
            assert ran.code == 0, (command, ran.err)
            assert (backup_folder(trial.path) / "previous.json").read_bytes() == content
            kept_rows(content, after)


def mend(trial: Trial, content: bytes) -> bool:
    """Let the doctor mend it: all, so that it finds nothing afterwards, and the damaged file is kept; or nothing."""
    trial.put(content)
    ran = trial.bima("doctor", "--fix", "--json")
    told(Ran(0, ran.out, ran.err), content)
    report = json.loads(ran.out)
    if trial.path.read_bytes() == content:
        assert trial.asides() == []
        assert not any(one["mended"] for one in report["findings"])
        return False
    [aside] = trial.asides()
    assert aside.read_bytes() == content
    assert report["aside"] == str(aside)
    again = json.loads(trial.bima("doctor", "--json").out)
    assert [one for one in again["findings"] if one["mends"]] == [], again
    codes = {command: trial.bima(*command).code for command in READING[:5]}
    assert set(codes.values()) <= {0, 2} | ({4} if again["findings"] else set()), codes
    return True


def try_all(trial: Trial, seed: int) -> None:
    """Every command on the store that *seed* damages."""
    name, content = damaged(seed, trial.whole)
    try:
        codes = look(trial, content)
        if codes["doctor", "--json"] == 0:
            # Whatever a command stumbles over the doctor finds.
            assert set(codes.values()) <= {0, 2}, codes
        write(trial, content)
        mend(trial, content)
    except Exception as error:
        raise AssertionError(f"seed {seed}, {name}: {error!r}") from error


@pytest.mark.parametrize("seed", range(len(DAMAGES)), ids=list(DAMAGES))
def test_a_damaged_store_is_named_and_never_made_worse(trial: Trial, seed: int) -> None:
    """One store of each sort of damage."""
    try_all(trial, seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(len(DAMAGES), SEEDS, 20))
def test_many_damaged_stores(trial: Trial, first: int) -> None:
    """The same with two hundred and twenty of them."""
    for seed in range(first, min(first + 20, SEEDS)):
        try_all(trial, seed)


def test_each_damage_is_one(trial: Trial) -> None:
    """No damage leaves the store as it was, and each sort is another with another seed."""
    for seed in range(len(DAMAGES)):
        _name, content = damaged(seed, trial.whole)
        assert content != trial.whole
        assert damaged(seed, trial.whole)[1] == content


def test_a_folder_in_the_place_of_the_store(trial: Trial) -> None:
    """It is told, and stays."""
    trial.path.unlink()
    trial.path.mkdir()
    for command in (*READING, *WRITING, ("doctor", "--fix")):
        ran = trial.bima(*command)
        assert ran.code in (2, 4) or command == ("backup", "--list"), command
        assert "Traceback" not in ran.err
    assert trial.path.is_dir()


# Files too large to be read


def _measured(act: Callable[[], object]) -> int:
    """Do *act* in a process of its own that may take no more than 600 MB; return the peak of its memory in MB."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
            act()
            status = 0
        finally:
            os._exit(status)
    _pid, ended, usage = os.wait4(process, 0)
    assert os.waitstatus_to_exitcode(ended) == 0
    return usage.ru_maxrss // 1024


@pytest.mark.parametrize("edges", [b"", b"{", b"{}"], ids=["zeros", "begun", "with holes"])
def test_two_gigabytes_of_nothing_are_refused_in_little_memory(trial: Trial, edges: bytes) -> None:
    """What is no store is refused by its edges or its first hole, without being read; also as a copy, or by doctor."""
    size = 2 * 1024**3
    with trial.path.open("wb") as file:
        file.write(edges[:1])
        file.truncate(size)
        if edges[1:]:
            file.seek(size - 1)
            file.write(edges[1:])
    shutil.rmtree(backup_folder(trial.path))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    def ask() -> None:
        for command in (("list",), ("done", 3), ("doctor", "--fix"), ("backup",), ("restore", trial.path, "--yes")):
            ran = trial.bima(*command)
            assert ran.code == 4, ran.err

    assert _measured(ask) < before + 50
    assert trial.path.stat().st_size == size


def test_a_huge_ruin_is_put_aside_by_restore_without_being_copied(trial: Trial) -> None:
    """The good backup comes back; the ruin lies beside, the very file."""
    trial.put(b"")
    with trial.path.open("wb") as file:
        file.truncate(2 * 1024**3)
    ruin = trial.path.stat().st_ino

    assert trial.bima("restore", "--latest", "--yes").code == 0
    assert trial.path.read_bytes() == trial.whole
    assert [aside.stat().st_ino for aside in trial.asides()] == [ruin]

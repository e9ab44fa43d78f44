"""Real processes, killed at random moments of their work: what they said was done is there, and every file is whole."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Run
from faulting import Left
from worlds import ACTS, build, check_left, held_by, meant, put, without_temporary

from bimatrack.__main__ import main
from bimatrack.cli import app
from bimatrack.store import Store
from bimatrack.store.copies import read_copy

NOW = datetime(2026, 3, 20, 8, tzinfo=UTC)
MANY = "{folder}/rilis/"
SCRIPT: tuple[tuple[str, ...], ...] = (
    ("import", MANY),
    ("done", "3", "5-8", "--note", "selesai"),
    ("progress", "10-13", "40", "--note", "berjalan"),
    ACTS["undo"],
    ACTS["redo"],
    ACTS["settings"],
    ACTS["units"],
    ACTS["export"],
    ("note", "4", "sudah ditelepon"),
    ACTS["undo"],
    ACTS["restore"],
    ACTS["evidence"],
    ACTS["report"],
    ("start", "14-18", "--note", "didata"),
)
RELEASE = (
    "Rapat {number}\n\nBima, {number} Maret 2026. Wali Kota Bima meminta Dinas Perhubungan menata parkir di terminal "
    "nomor {number} paling lambat 31 Maret 2026. Camat Raba diminta mendata {number} juru parkir.\n"
)


@pytest.fixture
def world(bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Left:
    """Return how this test's folder begins, with releases to import; every command is given at the same moment."""
    monkeypatch.setattr(app, "moment", lambda: NOW)
    monkeypatch.setenv("NO_COLOR", "1")
    build(bima, tmp_path)()
    for number in range(1, 7):
        (tmp_path / "rilis" / f"{number}.txt").write_text(RELEASE.format(number=number), encoding="utf-8")
    return held_by(tmp_path)


def commands(folder: Path) -> list[list[str]]:
    """Return the command lines of the script, for a store in this *folder*."""
    options = ["--db", str(folder / "store.json"), "--today", "2026-03-20", "--lang", "en"]
    return [[*options, *meant(words, folder)] for words in SCRIPT]


def start(lines: Sequence[Sequence[str]]) -> tuple[int, int]:
    """Let a process of its own give commands; return its id and the pipe on which it says one byte for each done."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        for line in lines:
            if code := main(list(line)):
                os._exit(code)
            os.write(writing, b".")
        status = 0
    finally:
        os._exit(status)


def acknowledged(process: int, pipe: int, *, after: float | None) -> tuple[int, int]:
    """Kill a process *after* some seconds, or let it end; return how many commands it said were done, and its end."""
    if after is not None:
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
    said = b""
    while more := os.read(pipe, 100):
        said += more
    os.close(pipe)
    return len(said), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def standing(world: Left, folder: Path) -> tuple[list[Left], float]:
    """Return what the folder holds after each number of commands that were done, and how long all of them take."""
    stages = [world]
    for line in commands(folder):
        # In this process, so that those that are killed need not load the program first.
        assert main(line) == 0, line
        stages.append(held_by(folder))
    put(world, folder)
    begun = time.monotonic()
    process, pipe = start(commands(folder))
    assert acknowledged(process, pipe, after=None) == (len(SCRIPT), 0)
    assert held_by(folder) == stages[-1]
    return stages, time.monotonic() - begun


def kill_at_random(world: Left, folder: Path, count: int, seed: int) -> list[int]:
    """Kill *count* processes at random moments of the script; return how many commands each had acknowledged."""
    stages, lasts = standing(world, folder)
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    found = []
    for kill in range(count):
        put(world, folder)
        after = moments.uniform(0, lasts)
        done, ended = acknowledged(*start(commands(folder)), after=after)
        where = f"kill {kill} of seed {seed}, {after:.4f} s, behind command {done}"
        assert ended in (-signal.SIGKILL, 0), where
        left = held_by(folder)
        check_left(left, stages[done], stages[min(done + 1, len(SCRIPT))], where)
        read_copy(folder / "store.json")
        if left != without_temporary(left):
            again = start(commands(folder)[done : done + 1])
            assert acknowledged(*again, after=None)[1] == 0, where
            assert held_by(folder).keys() == without_temporary(held_by(folder)).keys(), where
        found.append(done)
    return found


def test_twenty_processes_killed_at_random_lose_nothing(world: Left, tmp_path: Path) -> None:
    """Imports, changes of many, undo, restore, settings, exports: of each file the old or the new one is there."""
    found = kill_at_random(world, tmp_path, 20, seed=6)

    assert len(set(found)) > 3, "the moments do not spread over the work"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_two_hundred_processes_killed_at_random_lose_nothing(world: Left, tmp_path: Path, seed: int) -> None:
    """The same, eight times twenty-five times."""
    found = kill_at_random(world, tmp_path, 25, seed)

    assert len(set(found)) > 3, "the moments do not spread over the work"


def killed_commands(path: Path, count: int, seed: int) -> None:
    """Give *count* commands as a shell would, each killed at a random moment, and see what they left."""
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    program = [sys.executable, "-m", "bimatrack", "--db", str(path), "--lang", "en", "add"]
    begun = time.monotonic()
    subprocess.run([*program, "Menata nomor 0"], check=True, stdout=subprocess.DEVNULL)
    lasts = time.monotonic() - begun
    said = ["Menata nomor 0"]
    for number in range(1, count + 1):
        with subprocess.Popen([*program, f"Menata nomor {number}"], stdout=subprocess.DEVNULL) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(moments.uniform(0.3 * lasts, 1.2 * lasts))
            process.kill()
        if process.returncode == 0:
            said.append(f"Menata nomor {number}")
        kept = [one.state.text for one in Store.at(path).directives()]
        assert len(kept) == len(set(kept)), f"seed {seed}, command {number}"
        assert set(said) <= set(kept), f"seed {seed}, command {number}"
        assert len(kept) <= len(said) + number
        read_copy(path)
    subprocess.run([*program, "Menata yang terakhir"], check=True, stdout=subprocess.DEVNULL)
    beside = [path.name, f"{path.name}.backups", f"{path.name}.lock"]
    assert sorted(one.name for one in path.parent.iterdir()) == beside


def test_commands_killed_as_a_shell_would_lose_nothing(tmp_path: Path) -> None:
    """What was acknowledged with exit code 0 is kept, the rest once or not at all, and nothing is left beside."""
    killed_commands(tmp_path / "kantor" / "arahan.json", 3, seed=1)


@pytest.mark.slow
def test_many_commands_killed_as_a_shell_would_lose_nothing(tmp_path: Path) -> None:
    """The same with more commands."""
    killed_commands(tmp_path / "kantor" / "arahan.json", 20, seed=2)

"""Reading with several processes: how many, what they read, and what becomes of them when one of them dies."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from itertools import chain
from multiprocessing import active_children
from pathlib import Path

import pytest
from conftest import Run
from keeping import many

from bimatrack.errors import UnreadableReleaseError
from bimatrack.model import Extraction
from bimatrack.reading import Item, Terms, read_all, sources
from bimatrack.registry import Registry

DEADLY = "Dinas Maut"
NO_PROC = not Path("/proc/self/task").exists()


class DeadlyRegistry:
    """A registry that kills the process which asks it for one office: what the system does where memory ends."""

    def resolve(self, owner: str) -> tuple[str, ...]:
        """Return no units."""
        if DEADLY in owner:
            os.kill(os.getpid(), signal.SIGKILL)
        return ()


def named(items: Iterable[Item]) -> list[str]:
    """Return the file of each release, and the sentence on each that could not be read."""
    return [Path(item.release.source).name if isinstance(item, Extraction) else str(item) for item in items]


def children_of(process: int) -> set[int]:
    """Return the processes that a process has begun."""
    return {int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()}


def living(processes: set[int]) -> set[int]:
    """Return those of the processes that still run."""
    return {one for one in processes if (stat := Path(f"/proc/{one}/stat")).exists() and " Z " not in stat.read_text()}


@pytest.mark.parametrize(("count", "jobs"), [(1, 1), (399, 1), (400, 2), (799, 3), (10_000, 4)])
def test_the_number_of_processes_follows_the_number_of_files(
    monkeypatch: pytest.MonkeyPatch, count: int, jobs: int
) -> None:
    """Few files are read sooner by one; many by as many as there are cores, here four."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1, 2, 3}, raising=False)

    assert sources.jobs_for(count) == jobs


def test_a_file_on_which_a_process_dies_is_told_of_and_the_others_are_read(tmp_path: Path) -> None:
    """Its place holds the sentence; before and behind it stand the others, in their order, each once."""
    folder = many(tmp_path / "m", 40)
    for number in (7, 31):
        text = f"Rapat\n\nBima, 5 Januari 2026. Wali Kota meminta {DEADLY} mendata r{number}.\n"
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    terms = Terms(DeadlyRegistry())  # type: ignore[arg-type]  # It answers the one question that is asked.

    found = list(chain.from_iterable(read_all([str(folder)], lambda: b"", terms, 2).sources))

    died = {number for number, item in enumerate(found) if isinstance(item, UnreadableReleaseError)}
    assert died == {7, 31}
    assert str(folder / "0007.txt") in str(found[7])
    others = [name for number, name in enumerate(named(found)) if number not in died]
    assert others == [f"{number:04}.txt" for number in range(40) if number not in died]


def test_a_process_that_is_killed_takes_nothing_with_it(tmp_path: Path) -> None:
    """Where no file is at fault, all are read, in their order."""
    folder = many(tmp_path / "m", 60)
    before = {*active_children()}
    reading = read_all([str(folder)], lambda: b"", Terms(Registry.load()), 2)

    first = next(reading.sources)
    next(iter({*active_children()} - before)).kill()
    found = [*first, *chain.from_iterable(reading.sources)]

    assert named(found) == [f"{number:04}.txt" for number in range(60)]


def test_nobody_reads_on_when_the_rest_is_not_wanted(tmp_path: Path) -> None:
    """Who stops in the middle leaves no process behind."""
    before = {*active_children()}
    reading = read_all([str(many(tmp_path / "m", 60))], lambda: b"", Terms(Registry.load()), 2)

    next(reading.sources)
    del reading

    assert {*active_children()} <= before


@pytest.mark.skipif(NO_PROC, reason="processes are looked up under /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_program_that_is_killed_leaves_no_processes(tmp_path: Path, how: signal.Signals) -> None:
    """Those that read for it end by themselves."""
    command = [sys.executable, "-m", "bimatrack", "extract", str(many(tmp_path / "m", 600)), "--json", "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        children = children_of(process.pid)
        process.send_signal(how)
        process.stdout.close()

    assert len(children) > 1
    for _try in range(600):
        if not living(children):
            break
        time.sleep(0.1)
    assert not living(children)


def test_what_is_kept_is_the_same_whatever_the_number_of_processes(bima: Run, tmp_path: Path) -> None:
    """Ids, order and words: the lists of two stores are alike."""
    folder = many(tmp_path / "m", 70)
    (folder / "0035.txt").write_bytes((folder / "0034.txt").read_bytes())

    told = []
    for jobs in (1, 2):
        db = ("--db", tmp_path / f"{jobs}.json")
        bima("import", folder, "--jobs", jobs, *db)
        told.append([json.loads(bima(what, "--json", *db).out) for what in ("list", "releases", "agenda")])
        for release in told[-1][1]:
            del release["imported"]  # the moment

    assert told[0] == told[1]
    assert len(told[0][0]) == 69

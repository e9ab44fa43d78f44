"""Killed at any step, or with the power cut there: what was acknowledged is kept, and every file is whole."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run
from faulting import Disk, Left, Step
from worlds import ACTS, build, check_left, held_by, meant, put, without_backups, without_temporary

from bimatrack.store.copies import read_copy


@pytest.fixture
def world(bima: Run, tmp_path: Path) -> Callable[[], None]:
    """Return what puts this test's folder back to how it began."""
    return build(bima, tmp_path)


@pytest.mark.parametrize("act", ACTS)
def test_whatever_is_cut_off_leaves_whole_files(
    bima: Run, world: Callable[[], None], tmp_path: Path, store_path: Path, act: str
) -> None:
    """At each step of a writing command, killed or without power, each file is the old or the new one.

    Once the command has said that it is done, they are the new ones, whatever of the disk's own buffers is lost.
    """
    world()
    before, cut = held_by(tmp_path), dict[str, list[Left]]()

    def look(step: Step) -> None:
        cut[str(step)] = [disk.left_by_a_kill(), *disk.left_by_a_power_cut()]

    disk = Disk(tmp_path, look)
    with disk.in_use():
        ran = bima(*meant(ACTS[act], tmp_path))
    assert ran.code == 0, ran.err
    after = without_temporary(held_by(tmp_path))

    assert after != before
    assert len(disk.steps) > 5
    for where, states in cut.items():
        for left in states:
            check_left(left, before, after, where)
    for left in disk.left_by_a_power_cut():
        kept = without_backups(without_temporary(left))
        assert kept == without_backups(after), "what was acknowledged is not on the disk"
    put(after, tmp_path)
    if store_path.exists():
        read_copy(store_path)


def dead() -> int:
    """Return the id of a process that has ended."""
    if not (process := os.fork()):
        os._exit(0)
    os.waitpid(process, 0)
    return process


def moments(bima: Run, tmp_path: Path, act: str) -> Iterator[Left]:
    """Yield what a kill at each step of an *act* leaves, as if the process that was killed were another one."""
    cut: list[Left] = []
    disk = Disk(tmp_path, lambda _step: cut.append(disk.left_by_a_kill()))
    with disk.in_use():
        bima(*meant(ACTS[act], tmp_path))
    me, other = str(os.getpid()), str(dead())
    for left in cut:
        yield {name.replace(me, other): content for name, content in left.items()}


@pytest.mark.parametrize("act", ACTS)
def test_what_a_killed_writer_left_is_cleared_by_the_next(
    bima: Run, world: Callable[[], None], tmp_path: Path, act: str
) -> None:
    """The next command that writes the same file takes the half file away, and does its work."""
    world()
    halves = 0
    for left in tuple(moments(bima, tmp_path, act)):
        if without_temporary(left).keys() == {name for name in left if not name.endswith(".lock")}:
            continue
        halves += 1
        put(left, tmp_path)
        ran = bima(*meant(ACTS[act], tmp_path))
        assert ran.code == 0, ran.err
        assert held_by(tmp_path).keys() == without_temporary(held_by(tmp_path)).keys()
    assert halves

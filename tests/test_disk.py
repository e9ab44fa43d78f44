"""Disks that are full, broken, gone or not ours to write: one clear sentence, nothing lost, nothing left over."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run
from faulting import PUTTING, READING, TAKING, WRITING, Disk, Step
from worlds import ACTS, build, held_by, meant, without_temporary

# What the system says at which steps.
REFUSALS = {
    errno.ENOSPC: (*WRITING, "rename", "link"),
    errno.EDQUOT: (*WRITING, "rename", "link"),
    errno.EIO: (*WRITING, *PUTTING, *TAKING, *READING),
    errno.EROFS: (*WRITING, "rename", "link", *TAKING),
    errno.EACCES: ("open to write", "make folder", "rename", "link", *TAKING, *READING),
    errno.EXDEV: ("rename", "link"),
}


@pytest.fixture
def world(bima: Run, tmp_path: Path) -> Callable[[], None]:
    """Return what puts this test's folder back to how it began."""
    return build(bima, tmp_path)


def refusing(code: int, at: int, *, ever: bool) -> Callable[[Step], None]:
    """Return what refuses the step number *at* with this error, or from it on *ever* what it can refuse."""

    def refuse(step: Step) -> None:
        if step.name in REFUSALS[code] and (step.number == at or (ever and step.number > at)):
            raise OSError(code, os.strerror(code), step.path)

    return refuse


def faults(bima: Run, folder: Path, act: str) -> Iterator[tuple[int, Step]]:
    """Yield each error at each step of an act where the system may give it."""
    with Disk(folder).in_use() as disk:
        bima(*meant(ACTS[act], folder))
    for step in disk.steps:
        for code, names in REFUSALS.items():
            if step.name in names:
                yield code, step


def check_refused(bima: Run, folder: Path, act: str, fault: tuple[int, Step], *, ever: bool) -> None:
    """Do an act on a disk with a fault, and see to it that nothing is lost and one sentence tells why."""
    code, step = fault
    where = f"{errno.errorcode[code]} at {step}{' and ever after' if ever else ''}"
    before = held_by(folder)
    with Disk(folder, refusing(code, step.number, ever=ever)).in_use():
        ran = bima(*meant(ACTS[act], folder))
    left = held_by(folder)
    again = bima(*meant(ACTS[act], folder))
    after = held_by(folder)

    if ran.code:
        assert ran.code in {2, 3, 4, 6, 7, 8}, f"{where}: {ran}"
        assert ran.err.startswith("bimatrack: "), f"{where}: {ran}"
        assert ran.err.count("\n") == 1, f"{where}: {ran}"
    stuck = ever and "unlink" in REFUSALS[code]  # What was begun cannot be taken away either.
    now = {name: left[name] for name in without_temporary(left) if not (stuck and ".before-restore-" in name)}
    if not ran.code or "was written" in ran.err or (stuck and "neither replaced nor put back" in ran.err):
        assert now != before, f"{where}: said to be done, and is not"
    else:
        assert now == before, f"{where}: refused, and something changed"
        assert again.code == 0, f"{where}: {again}"
        assert after != before
    if "unlink" not in REFUSALS[code]:
        assert left == without_temporary(left), f"{where}: {left.keys()}"
    assert after == without_temporary(after), f"{where}: {after.keys()}"


@pytest.mark.parametrize("act", ACTS)
def test_a_disk_that_refuses_a_step_loses_nothing(
    bima: Run, world: Callable[[], None], tmp_path: Path, act: str
) -> None:
    """Whatever the system answers at whichever step, the command is done, or refused with nothing changed."""
    world()
    found = tuple(faults(bima, tmp_path, act))
    for fault in found[:: len(REFUSALS) - 1]:
        world()
        check_refused(bima, tmp_path, act, fault, ever=True)


@pytest.mark.slow
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("ever", [False, True], ids=["once", "ever after"])
def test_every_refusal_of_every_step_loses_nothing(
    bima: Run, world: Callable[[], None], tmp_path: Path, act: str, *, ever: bool
) -> None:
    """The same for all errors at all steps, once and from then on."""
    world()
    for fault in tuple(faults(bima, tmp_path, act)):
        world()
        check_refused(bima, tmp_path, act, fault, ever=ever)

"""Disks that are full, broken, gone or not ours to write: one clear sentence, nothing lost, nothing left over."""

import errno
import io
import os
import resource
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Run
from faulting import PUTTING, READING, TAKING, WRITING, Disk, Step
from processes import child, end_of
from worlds import ACTS, build, held_by, meant, put, without_backups, without_temporary

from bimatrack.__main__ import main

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
    kept = without_backups(without_temporary(left))
    now = {name: kept[name] for name in kept if not (stuck and ".before-restore-" in name)}
    if not ran.code or "was written" in ran.err or (stuck and "neither replaced nor put back" in ran.err):
        assert now != without_backups(before), f"{where}: said to be done, and is not"
    else:
        assert now == without_backups(before), f"{where}: refused, and something changed"
        assert again.code == 0, f"{where}: {again}"
        assert without_backups(after) != without_backups(before)
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


# What a real system refuses

UNKNOWN = 65_534  # a user who owns nothing here


def told_by_another(folder: Path, act: Sequence[str], *, limit: int | None = None) -> tuple[int, str]:
    """Do an act in a process of its own, one without root's rights, and return its code and what it says.

    With a *limit* no file may grow beyond so many bytes.
    """
    reading, writing = os.pipe()

    def run() -> None:
        sys.stdout, sys.stderr = io.StringIO(), os.fdopen(writing, "w", encoding="utf-8")
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        elif os.geteuid() == 0:
            os.setgid(UNKNOWN)
            os.setuid(UNKNOWN)
        common = ["--db", str(folder / "store.json"), "--today", "2026-03-20", "--lang", "en"]
        code = main([*common, *meant(tuple(act), folder)])
        sys.stderr.flush()
        os._exit(code)

    process = child(run)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    return end_of(process), said


@pytest.mark.parametrize("act", ACTS)
def test_a_limit_on_the_size_of_files_loses_nothing(
    bima: Run, world: Callable[[], None], tmp_path: Path, act: str
) -> None:
    """Where a file cannot be as long as it must, the command says so in a line, and all is as it was."""
    world()
    before = held_by(tmp_path)

    code, said = told_by_another(tmp_path, ACTS[act], limit=20)

    assert code in {4, 7}, said
    assert "cannot be written: no room is left; make room there, or choose another place with -" in said
    assert said.count("\n") == 1
    assert held_by(tmp_path) == before
    assert bima(*meant(ACTS[act], tmp_path)).code == 0


@pytest.fixture
def shared(world: Callable[[], None], bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that another user may work in, with all that this test's folder holds."""
    world()
    # Another user cannot read the program's own files here: what is needed of them is loaded before.
    for act in ("one directive", "settings", "units", "restore", "export"):
        assert bima(*meant(ACTS[act], tmp_path)).code == 0
    assert bima("--db", tmp_path, "list").code == 4
    with TemporaryDirectory(prefix="bimatrack-", ignore_cleanup_errors=True) as name:
        folder = Path(name) / "kantor"
        folder.mkdir()
        world()
        put(held_by(tmp_path), folder)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "settings"))
        for path in (folder.parent, folder, *folder.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)
        yield folder
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)


@pytest.mark.parametrize(
    ("act", "path", "mode", "told"),
    [
        (
            "one directive",
            "store.json",
            0o444,
            "store.json cannot be written: no permission; choose another place with --db",
        ),
        ("one directive", ".", 0o555, "store.json cannot be written: no permission; choose another place with --db"),
        ("one directive", ".", 0o000, "config.toml cannot be read (no permission)"),
        ("one directive", "store.json", 0o000, "store.json cannot be read: no permission"),
        ("restore", "store.json", 0o444, "store.json cannot be written: no permission"),
        ("restore", ".", 0o555, "store.json cannot be written: no permission"),
        ("restore", "salinan.jsonl", 0o000, "salinan.jsonl cannot be read: no permission"),
        ("a first change", ".", 0o555, "arahan.json cannot be written: no permission"),
        ("settings", "settings/bimatrack/config.toml", 0o444, "config.toml cannot be written: no permission"),
        ("settings", "settings/bimatrack", 0o555, "config.toml cannot be written: no permission"),
        ("units", "settings/bimatrack/units.toml", 0o444, "units.toml cannot be written: no permission"),
        ("units", "settings/bimatrack", 0o555, "units.toml cannot be written: no permission"),
        ("export", "salinan.jsonl", 0o444, "salinan.jsonl cannot be written: no permission"),
        ("export", ".", 0o555, "salinan.jsonl cannot be written: no permission"),
    ],
)
def test_what_is_not_ours_to_write_stays(shared: Path, act: str, path: str, mode: int, told: str) -> None:
    """A file or folder that may only be read, or not even that, is named in a line, and all is as it was."""
    before = held_by(shared)
    (shared / path).chmod(mode)

    code, said = told_by_another(shared, ACTS[act])

    (shared / path).chmod(0o777)
    assert code in {4, 7, 8}, said
    assert told in said
    assert said.count("\n") == 1
    assert held_by(shared) == before
    assert told_by_another(shared, ACTS[act])[0] == 0


def test_a_folder_that_cannot_be_looked_into_can_be_written(shared: Path) -> None:
    """Where files may be put but not be listed, what is left over stays, and the change is kept."""
    before = held_by(shared)
    shared.chmod(0o333)
    code, said = told_by_another(shared, ACTS["one directive"])
    shared.chmod(0o777)

    assert (code, said) == (0, "")
    assert held_by(shared)["store.json"] != before["store.json"]


@pytest.mark.parametrize(
    ("act", "folder"),
    [
        ("one directive", "."),
        ("restore", "."),
        ("import", "."),
        ("settings", "settings"),
        ("units", "settings"),
        ("export", "."),
        ("report", "."),
    ],
)
def test_a_folder_that_vanishes_meanwhile_is_missed_in_a_sentence(
    bima: Run, world: Callable[[], None], tmp_path: Path, act: str, folder: str
) -> None:
    """Taken away at any step, the folder is not made anew behind anybody's back, and one sentence says so."""
    world()
    with Disk(tmp_path).in_use() as disk:
        bima(*meant(ACTS[act], tmp_path))
    last = next(step.number for step in disk.steps if step.name == "rename")
    for number in range(1, last + 1):
        world()

        def vanish(step: Step, number: int = number) -> None:
            if step.number == number:
                for path in (tmp_path / folder).iterdir():
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
                (tmp_path / folder).rmdir()

        with Disk(tmp_path, vanish).in_use():
            ran = bima(*meant(ACTS[act], tmp_path))
        tmp_path.mkdir(exist_ok=True)
        assert ran.code == 0 or (ran.code in {1, 2, 3, 4, 5, 7, 8} and ran.err.count("\n") == 1), f"{number}: {ran}"
        left = held_by(tmp_path)
        assert left == without_temporary(left)


@pytest.mark.parametrize("gone", [False, True], ids=["a file", "nothing yet"])
@pytest.mark.parametrize(
    ("act", "name"),
    [
        ("one directive", "store.json"),
        ("a first change", "kantor/arsip/arahan.json"),
        ("restore", "store.json"),
        ("settings", "settings/bimatrack/config.toml"),
        ("units", "settings/bimatrack/units.toml"),
    ],
)
def test_a_link_is_followed_and_stays(
    bima: Run, world: Callable[[], None], tmp_path: Path, act: str, name: str, *, gone: bool
) -> None:
    """A file that lies elsewhere, on another disk say, is written there, with all that is beside it while it is."""
    world()
    link, real = tmp_path / name, tmp_path / "awan" / "nyata"
    real.parent.mkdir()
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.exists():
        link.rename(real)
    if gone:
        real.unlink(missing_ok=True)
    link.symlink_to(real)
    before = real.read_bytes() if real.exists() else None

    with Disk(tmp_path).in_use() as disk:
        ran = bima(*(("add", "Menata taman") if gone and act == "one directive" else meant(ACTS[act], tmp_path)))

    assert ran.code == 0, ran.err
    assert link.is_symlink()
    assert real.read_bytes() != before
    written = {step.path for step in disk.steps if step.name in {*WRITING, *PUTTING} and step.name != "make folder"}
    assert {path for path in written if not path.startswith("awan")} == set()


def test_a_link_that_leads_back_to_itself_is_named(bima: Run, store_path: Path) -> None:
    """Neither reading nor writing follows it for ever."""
    store_path.symlink_to(store_path.name)

    for act in (("list",), ("add", "Menata taman")):
        ran = bima(*act)
        assert ran.code == 4
        assert ran.err.count("\n") == 1
    assert store_path.is_symlink()

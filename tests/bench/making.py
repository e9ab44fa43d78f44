"""Makes what is measured: stores of any size, the same tasks for Taskwarrior, releases to import."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

HERE = Path(__file__).parent
TODAY = "2025-12-20"  # a day near the end of the year that the stores hold
TASK = shutil.which("task")
_RC = "data.location={data}\nconfirmation=off\nverbose=nothing\nhooks=off\n"
_RELEASE = (
    "Rapat Koordinasi ke-{number}\n\n"
    "Bima, {day} Desember 2025. Wali Kota meminta Kepala Dinas Perhubungan menata parkir di terminal nomor {number} "
    "paling lambat {day} Januari 2026. Camat {place} diminta mendata juru parkir kelurahan nomor {number}. "
    "Rapat dihadiri para kepala perangkat daerah dan camat.\n"
)
_PLACES = ("Raba", "Asakota", "Mpunda", "Rasanae Barat", "Rasanae Timur")


class World(Struct, frozen=True):
    """One size: the *store* of *count* directives, and Taskwarrior's folder of the same tasks, None without it.

    *first* is the least id of those that are open, which is Taskwarrior's task 1.
    """

    count: int
    store: Path
    tasks: Path | None
    first: int


def program() -> list[str]:
    """Return the command line that people type for bimatrack, as this Python has it installed."""
    script = Path(sys.executable).with_name("bimatrack")
    return [str(script)] if script.exists() else [sys.executable, "-m", "bimatrack"]


def environ(folder: Path) -> dict[str, str]:
    """Return the environment of everything that is measured: nobody's settings, a fixed day, compiled modules."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("BIMATRACK", "PYTHON", "TASK"))}
    return own | {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "settings"),
        "BIMATRACK_TODAY": TODAY,
        "BIMATRACK_LANG": "id",
        "BIMATRACK_PAGER": "head -n 40",  # somebody who looks at the first screen and leaves
        "BIMATRACK_AUTHOR": "siti",
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
    }


def rc_environ(tasks: Path) -> dict[str, str]:
    """Return the variable by which Taskwarrior finds its settings for the folder *tasks*."""
    return {"TASKRC": str(tasks / "rc")}


def make_world(count: int, folder: Path) -> World:
    """Return the world of *count* directives in *folder*, made unless it lies there from an earlier run."""
    store = folder / f"{count}.json"
    if not store.exists():
        _call([sys.executable, str(HERE / "filling.py"), str(count), str(store)], environ(folder))
    wanted = ["list", "--all-kinds", "--sort", "id", "--limit", "1", "--columns", "id"]
    listed = _call([*program(), "--db", str(store), *wanted], environ(folder))
    return World(count, store, _make_tasks(count, store, folder) if TASK else None, int(listed.split()[1]))


def _make_tasks(count: int, store: Path, folder: Path) -> Path:
    tasks = folder / f"{count}-tasks"
    done = tasks / "made"
    if done.exists():
        return tasks
    shutil.rmtree(tasks, ignore_errors=True)
    tasks.mkdir()
    settings = tasks / "rc"
    settings.write_text(_RC.format(data=tasks), encoding="utf-8")
    exported = folder / f"{count}-tasks.json"
    everything = ["export", "taskwarrior", "--all", "--all-kinds", "-o", str(exported)]
    _call([*program(), "--db", str(store), *everything], environ(folder))
    ours = environ(folder) | rc_environ(tasks)
    _call(["task", "import", str(exported)], ours)
    _call(["task", "list"], ours)  # It sorts finished tasks out the first time it looks.
    done.touch()
    return tasks


def copy_of(world: World, folder: Path) -> World:
    """Return a copy of *world* in *folder*, in the place of the one before: what changes it begins there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    store = Path(shutil.copy(world.store, folder / "store.json"))
    if world.tasks is None:
        return World(world.count, store, None, world.first)
    tasks = Path(shutil.copytree(world.tasks, folder / "tasks"))
    (tasks / "rc").write_text(_RC.format(data=tasks), encoding="utf-8")
    os.sync()  # What is still to be written of the copy is nobody's cost.
    return World(world.count, store, tasks, world.first)


def make_releases(count: int, folder: Path) -> Path:
    """Return a folder of *count* releases, each with two directives that no store holds."""
    place = folder / f"{count}-rilis"
    if not place.exists():
        place.mkdir()
        for number in range(count):
            text = _RELEASE.format(number=900_000 + number, day=number % 19 + 1, place=_PLACES[number % len(_PLACES)])
            (place / f"{number}.txt").write_text(text, encoding="utf-8")
    return place


def _call(command: list[str], variables: Mapping[str, str]) -> str:
    ran = subprocess.run(command, env=dict(variables), check=True, capture_output=True, text=True)
    return ran.stdout

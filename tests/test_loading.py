"""What each command loads: a written list (`loading.txt`), so that nothing heavy creeps into a start unseen."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from conftest import RELEASES

from bimatrack.cli.table import COMMANDS

LIST = Path(__file__).with_name("loading.txt")
LINES = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in LINES]
# What every command loads besides.
PACKAGES = {"annotated_doc", "msgspec", "shellingham", "typer", "typing_extensions"}
ROOMS = {
    *(
        "altering",
        "attending",
        "cli",
        "errors",
        "faults",
        "i18n",
        "letterhead",
        "literal",
        "locking",
        "placing",
        "server",
        "settings",
    ),
    *("toml", "whole"),
}
# What must answer at once.
QUICK = ("--help", "TAB", "lisst", "--nope", "show x", "show 999")
INSTALLED = set(packages_distributions()) - {"bimatrack"}
RUN = """
import json, os, sys
before = set(sys.modules)
from bimatrack.__main__ import main
main(sys.argv[1:])
sys.stdout.flush()
with open(os.environ["LOADED"], "w", encoding="utf-8") as file:
    json.dump(sorted(set(sys.modules) - before), file)
"""
RELEASE = (
    "Rapat Parkir\n\nBima, 6 Februari 2026. Wali Kota Bima meminta Dinas Perhubungan menata parkir paling lambat "
    "31 Maret 2026.\n"
)
MATRIX = "No,Arahan,Penanggung Jawab,Batas Waktu\n1,Menata pasar,Dinas PUPR,31/03/2026\n"
RULE = """[[ask]]
name = "own"
frame = "active"
forms = ["mewejang"]
weight = 0.8
examples = ["Bupati [[mewejang]] camat."]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small store that has a history, a copy of it, and something to read."""
    folder = tmp_path_factory.mktemp("loading")
    (folder / "aturan").mkdir()
    for name, text in (("rilis.txt", RELEASE), ("matriks.csv", MATRIX), ("aturan/asks.toml", RULE)):
        (folder / name).write_text(text, encoding="utf-8")
    for words in (f"import {RELEASES}", f"backup {folder}/salinan.json", "done 3", "tag 7 pasar", "link 7 8"):
        loaded(words, folder)
    return folder


def loaded(words: str, folder: Path) -> tuple[set[str], set[str]]:
    """Return the packages of others and the rooms of ours that a run of the program in *folder* loads."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("BIMATRACK", "TTY_"))}
    environ |= {"BIMATRACK_DB": f"{folder}/store.json", "BIMATRACK_TODAY": "2026-03-20", "LOADED": f"{folder}/loaded"}
    environ |= {"XDG_CONFIG_HOME": f"{folder}/settings", "BIMATRACK_LANG": "id", "PAGER": ""}
    asked, _space, line = words.partition(" ")
    if asked == "TAB":
        environ |= {"_BIMATRACK_COMPLETE": "complete_bash", "_TYPER_COMPLETE_ARGS": line}
    if asked == "SCREEN":
        environ |= {"TTY_COMPATIBLE": "1"}
    arguments = {"TAB": [], "SCREEN": shlex.split(line)}.get(asked, shlex.split(words.format(folder=folder)))
    command = [sys.executable, "-c", RUN, *arguments]
    subprocess.run(command, env=environ, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    modules = [name.split(".") for name in json.loads((folder / "loaded").read_text(encoding="utf-8"))]
    packages = {name[0] for name in modules} & INSTALLED
    return packages, {name[1] for name in modules if name[0] == "bimatrack" and len(name) > 1} - {"__main__"}


@pytest.mark.parametrize(("words", "packages", "rooms"), ROWS, ids=[row[0] for row in ROWS])
def test_a_command_loads_what_is_written(made: Path, tmp_path: Path, words: str, packages: str, rooms: str) -> None:
    """Each command loads the packages and rooms of its line in the list, and no others."""
    folder = Path(shutil.copytree(made, tmp_path / "one"))
    if words.startswith("redo"):
        loaded("undo --yes", folder)

    others, ours = loaded(words, folder)

    written = f"{words} | {' '.join(sorted(others - PACKAGES))} | {' '.join(sorted(ours - ROOMS))}"
    assert (others, ours) == (PACKAGES | set(packages.split()), ROOMS | set(rooms.split())), written.strip()


def test_the_list_names_each_command() -> None:
    """No command is left out of the list."""
    assert {words.split()[0] for words, _packages, _rooms in ROWS} >= COMMANDS.keys()


@pytest.mark.parametrize("words", [row[0] for row in ROWS if row[0].startswith(QUICK) or row[0].endswith(QUICK)])
def test_what_answers_at_once_is_written_as_loading_nothing_heavy(words: str) -> None:
    """Help, mistakes and what the shell asks need neither Rich nor TinyDB nor the reading of dates."""
    packages = next(row[1] for row in ROWS if row[0] == words)

    assert packages == ""


def test_the_version_loads_nothing_at_all(tmp_path: Path) -> None:
    """`--version` alone is answered before anything else is loaded, Typer included."""
    assert loaded("--version", tmp_path) == (set(), set())

"""A folder with all that the program writes, and the commands that write it, for the tests of faults."""

import re
from collections.abc import Callable
from pathlib import Path

from conftest import RELEASES, Run
from faulting import Left

RELEASE = (
    "Rapat Parkir\n\nBima, 6 Februari 2026. Wali Kota Bima meminta Dinas Perhubungan menata parkir di terminal Dara "
    "paling lambat 31 Maret 2026. Camat diminta mendata juru parkir.\n"
)
ACTS: dict[str, tuple[str, ...]] = {
    "one directive": ("done", "3", "--note", "selesai"),
    "several": ("progress", "5-8", "40"),
    "evidence": ("done", "4", "--evidence", "{folder}/bast.pdf"),
    "undo": ("undo", "--yes"),
    "redo": ("redo", "--yes"),
    "import": ("import", "{folder}/rilis/"),
    "a first change": ("add", "Menata taman", "--db", "{folder}/kantor/arsip/arahan.json"),
    "restore": ("restore", "{folder}/salinan.jsonl", "--yes"),
    "a first restore": ("restore", "{folder}/salinan.jsonl", "--yes", "--db", "{folder}/kantor/arahan.json"),
    "settings": ("config", "set", "author", "Budi"),
    "a first setting": ("config", "set", "author", "Budi", "--config", "{folder}/kantor/setelan.toml"),
    "units": ("units", "add", "Dinas Contoh"),
    "a first unit": ("units", "add", "Dinas Contoh", "--registry", "{folder}/kantor/perangkat.toml"),
    "export": ("export", "jsonl", "-o", "{folder}/salinan.jsonl"),
    "report": ("report", "-o", "{folder}/laporan.md"),
}
TEMPORARY = re.compile(r"\.[^/]+\.\d+(\.[0-9a-f]+)?\.tmp")
_built: dict[str, bytes] = {}


def build(bima: Run, folder: Path) -> Callable[[], None]:
    """Return what puts this test's *folder* back: a store with a history, a copy, settings, units, releases."""
    if not _built:
        (folder / "rilis").mkdir()
        (folder / "rilis" / "parkir.txt").write_text(RELEASE, encoding="utf-8")
        (folder / "bast.pdf").write_bytes(b"berita acara")
        for act in (
            ("import", RELEASES),
            ("done", 9),
            ("export", "jsonl", "-o", folder / "salinan.jsonl"),
            ("config", "set", "author", "Ani"),
            ("units", "add", "Dinas Lama"),
            ("report", "-o", folder / "laporan.md"),
            ("note", 10, "sudah ditelepon"),
            ("note", 11, "menunggu"),
            ("undo", "--yes"),
        ):
            assert bima(*act).code == 0
        _built.update(held_by(folder))
    return lambda: put(_built, folder)


def held_by(folder: Path) -> dict[str, bytes]:
    """Return what all files below *folder* hold, without those whose whole content is that they are there."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.endswith(".lock")}


def put(files: Left, folder: Path) -> None:
    """Let *folder* hold just these files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def meant(act: tuple[str, ...], folder: Path) -> list[str]:
    """Return the words of an act in this *folder*."""
    return [word.format(folder=folder) for word in act]


def without_backups(files: Left) -> dict[str, bytes]:
    """Leave out the backups, which no command speaks of: each is whole, but which there are may come later."""
    return {name: content for name, content in files.items() if ".backups/" not in name}


def without_temporary(files: Left) -> dict[str, bytes]:
    """Leave out locks, and what a writer has not put in place."""
    return {
        name: content
        for name, content in files.items()
        if not TEMPORARY.fullmatch(name.rpartition("/")[2]) and not name.endswith(".lock")
    }


def check_left(left: Left, before: Left, after: Left, where: str) -> None:
    """See to it that each file that is *left* is as it was or as it was to be, and no half of anything."""
    for name in before.keys() | after.keys() | without_temporary(left).keys():
        assert left.get(name) in (before.get(name), after.get(name)), f"{name} is broken at {where}"
    aside = [name for name in after if ".before-restore-" in name]
    if aside and left.get("store.json") == after["store.json"]:
        assert aside[0] in left, f"the store of before is gone at {where}"

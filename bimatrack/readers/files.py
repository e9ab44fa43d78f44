"""Which files are meant: names, folders and patterns become a list of files."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf")


def find_files(paths: Iterable[Path | str]) -> tuple[Path, ...]:
    """Return the files that *paths* mean, each once: folders with all below them, patterns the shell left alone.

    In folders only files of a known suffix count, hidden ones and linked folders are passed over. What is named and
    does not exist, or cannot be opened, stays in the list, so that reading it says so.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _meant(Path(path)):
            found.setdefault(file.absolute(), file)
    return tuple(found.values())


def _meant(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from _below(path)
    elif glob.has_magic(str(path)) and not os.path.lexists(path):
        yield from _matching(path)
    else:
        yield path


def _matching(pattern: Path) -> Iterator[Path]:
    base, deep, rest = str(pattern).partition("**")
    rest = rest.lstrip("/\\")
    # "**" is walked here, for glob would follow links round and round.
    places = _folders(Path(base)) if deep else ("",)
    matches = [path for place in places for path in glob.glob(str(Path(place, rest or "*" if deep else base)))]  # noqa: PTH207 - Path.glob refuses absolute patterns
    if not matches:
        yield pattern
    for match in sorted(map(Path, matches)):
        if match.is_dir() and not deep:
            yield from _below(match)
        elif _readable(match.name) and match.is_file():
            yield match


def _folders(base: Path) -> Iterator[str]:
    for place, folders, _names in os.walk(base):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield place


def _below(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files.extend(file for name in names if _readable(name) and (file := Path(place, name)).is_file())
    yield from sorted([*files, *closed])


def _readable(name: str) -> bool:
    # "~$" begins the lock files that Word leaves beside an open document.
    return not name.startswith((".", "~$")) and name.lower().endswith(SUFFIXES)

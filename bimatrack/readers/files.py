"""Which files are meant: names, folders and patterns become a list of files."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bimatrack.readers.document import PassedOver

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".eml")


@dataclass(frozen=True, slots=True)
class Found:
    """The *files* to read, and the others that were *passed_over* on the way to them."""

    files: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...] = ()


def find_files(paths: Iterable[Path | str]) -> Found:
    """Return the files that *paths* mean, each once: folders with all below them, patterns the shell left alone.

    In folders only files of a known suffix count, the others are passed over; nobody asks for hidden ones and linked
    folders. What is named and does not exist, or cannot be opened, stays among the files, so that reading it says so.
    """
    meant: dict[Path, Path] = {}
    others: dict[Path, Path] = {}
    for path in paths:
        for file, named in _meant(Path(path)):
            (meant if named or _readable(file) else others).setdefault(file.absolute(), file)
    passed_over = (PassedOver(str(file)) for place, file in others.items() if place not in meant)
    return Found(tuple(meant.values()), tuple(passed_over))


def _meant(path: Path) -> Iterator[tuple[Path, bool]]:
    """Yield files, each with whether it is to be read whatever its suffix."""
    if path.is_dir():
        yield from _below(path)
    elif glob.has_magic(str(path)) and not os.path.lexists(path):
        yield from _matching(path)
    else:
        yield path, True


def _matching(pattern: Path) -> Iterator[tuple[Path, bool]]:
    base, deep, rest = str(pattern).partition("**")
    rest = rest.lstrip("/\\")
    # "**" is walked here, for glob would follow links round and round.
    places = _folders(Path(base)) if deep else ("",)
    matches = [path for place in places for path in glob.glob(str(Path(place, rest or "*" if deep else base)))]  # noqa: PTH207 - Path.glob refuses absolute patterns
    if not matches:
        yield pattern, True
    for match in sorted(map(Path, matches)):
        if match.is_dir() and not deep:
            yield from _below(match)
        elif _is_ordinary(match):
            yield match, False


def _folders(base: Path) -> Iterator[str]:
    for place, folders, _names in os.walk(base):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield place


def _below(folder: Path) -> Iterator[tuple[Path, bool]]:
    closed: set[Path] = set()
    files: set[Path] = set()
    for place, folders, names in os.walk(folder, onerror=lambda error: closed.add(Path(error.filename))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        files.update(file for name in names if _is_ordinary(file := Path(place, name)))
    for file in sorted(files | closed):
        yield file, file in closed


def _is_ordinary(file: Path) -> bool:
    # "~$" begins the lock files that Word leaves beside an open document.
    return not file.name.startswith((".", "~$")) and file.is_file()


def _readable(file: Path) -> bool:
    return file.name.lower().endswith(SUFFIXES)

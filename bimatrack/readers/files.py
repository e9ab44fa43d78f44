"""Which files are meant: names, folders and patterns become a list of files."""

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
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

    In folders only files of a known suffix count. The others are passed over, and so are links that lead out of the
    folder: whoever fills a folder could else have any file read. Nobody asks for hidden files and linked folders.
    What is named and does not exist, or cannot be opened, stays among the files, so that reading it says so.
    """
    meant: dict[Path, Path] = {}
    others: dict[Path, PassedOver] = {}
    for path in paths:
        for file, way in _meant(Path(path)):
            if way is _Way.NAMED or (way is _Way.FOUND and _readable(file)):
                meant.setdefault(file.absolute(), file)
            else:
                others.setdefault(file.absolute(), PassedOver(str(file), leads_out=way is _Way.LINKED))
    return Found(tuple(meant.values()), tuple(one for place, one in others.items() if place not in meant))


class _Way(Enum):
    """How a file was come upon: by its own name, among others, or by a link that leads out of where they lie."""

    NAMED = "named"
    FOUND = "found"
    LINKED = "linked"


def _meant(path: Path) -> Iterator[tuple[Path, _Way]]:
    if path.is_dir():
        yield from _below(path)
    elif glob.has_magic(str(path)) and not os.path.lexists(path):
        yield from _matching(path)
    else:
        yield path, _Way.NAMED


def _matching(pattern: Path) -> Iterator[tuple[Path, _Way]]:
    base, deep, rest = str(pattern).partition("**")
    rest = rest.lstrip("/\\")
    # "**" is walked here, for glob would follow links round and round.
    places = (place for place, _names in _folders(Path(base))) if deep else ("",)
    matches = [path for place in places for path in glob.glob(str(Path(place, rest or "*" if deep else base)))]  # noqa: PTH207 - Path.glob refuses absolute patterns
    if not matches:
        yield pattern, _Way.NAMED
    for match in sorted(map(Path, matches)):
        if match.is_dir() and not deep:
            yield from _below(match)
        elif _is_ordinary(match):
            # What a pattern names was looked at by whoever typed it, but not what lies far below.
            yield match, _way(match, Path(base)) if deep else _Way.FOUND


def _folders(base: Path, closed: set[Path] | None = None) -> Iterator[tuple[str, list[str]]]:
    """Yield *base* and the folders below it, each with the names of the files in it; no links, nothing hidden.

    Those that cannot be opened are put into *closed*. (`os.walk` calls itself, and folders may lie very deep.)
    """
    waiting = [os.fspath(base)]
    while waiting:
        place = waiting.pop()
        names: list[str] = []
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if not entry.is_dir(follow_symlinks=False):
                        names.append(entry.name)
                    elif not entry.name.startswith("."):
                        waiting.append(entry.path)
        except OSError as error:
            if closed is not None:
                closed.add(Path(error.filename or place))
        yield place, names


def _below(folder: Path) -> Iterator[tuple[Path, _Way]]:
    closed: set[Path] = set()
    files: set[Path] = set()
    for place, names in _folders(folder, closed):
        files.update(file for name in names if _is_ordinary(file := Path(place, name)))
    for file in sorted(files | closed):
        yield file, _Way.NAMED if file in closed else _way(file, folder)


def _way(file: Path, folder: Path) -> _Way:
    if file.is_symlink() and not file.resolve().is_relative_to(folder.resolve()):
        return _Way.LINKED
    return _Way.FOUND


def _is_ordinary(file: Path) -> bool:
    # "~$" begins the lock files that Word leaves beside an open document.
    try:
        return not file.name.startswith((".", "~$")) and file.is_file()
    except OSError:  # A link that leads round, or a path that is too long for the system.
        return False


def _readable(file: Path) -> bool:
    return file.name.lower().endswith(SUFFIXES)

"""What lies around a store's file: what killed writers left, and what others than the owner can read."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bimatrack import placing
from bimatrack.errors import StoreBusyError
from bimatrack.store.locking import lock_of, locked

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def real_path(store: Path) -> Path:
    """Return where the file itself lies, if *store* is a link to it."""
    return Path(os.path.realpath(store))


def left_overs(store: Path, folder: Path) -> tuple[Path, ...]:
    """Return the files that writers of *store* and of its backups in *folder* left half done.

    None while somebody writes: they may be theirs.
    """
    found = [*_left(store.parent, store.name), *_left(folder)]
    if not found or not _is_free(store):
        return ()
    return tuple(sorted(path for path in found if path.exists()))


def loose(store: Path, folder: Path) -> tuple[Path, ...]:
    """Return what of *store* and what belongs to it, its backups in *folder* too, others than the owner can open."""
    if os.name == "nt":
        return ()
    beside = [path for path in _files(store.parent) if path.name.startswith(f"{store.stem}.before-")]
    own = (store, lock_of(store), folder, *sorted(beside), *sorted(_files(folder)))
    return tuple(path for path in own if _is_loose(path))


def tighten(path: Path) -> None:
    """Let nobody but the owner open *path*.

    Raises:
        OSError: it belongs to another.
    """
    path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)


def _left(folder: Path, name: str | None = None) -> Iterator[Path]:
    with suppress(OSError):
        yield from (path for path, _writer in placing.left_overs(folder, name) if _is_own_file(path))


def _files(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from filter(_is_own_file, folder.iterdir())


def _is_own_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_loose(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False


def _is_free(store: Path) -> bool:
    try:
        with locked(lock_of(store), 0):
            return True
    except (OSError, StoreBusyError):
        return False

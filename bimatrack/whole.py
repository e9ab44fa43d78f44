"""Writes a file whole or not at all, for those eyes only that it is meant for."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_PRIVATE = 0o600
_PRIVATE_FOLDER = 0o700
_HANDED_ON = 0o666  # less what the umask takes away


def write_whole(path: Path, text: str) -> None:
    """Put *text* in place of what the file *path* holds at one stroke; a new file is for its owner alone.

    Folders that are missing are made, for their owner alone; where *path* is a link, what it leads to is written. A
    file that is there keeps its rights.

    Raises:
        OSError: it cannot be written; then the file is as it was.
    """
    real = path.resolve()
    make_private_folder(real.parent)
    _put(text.encode(), real, _mode_of(real) or _PRIVATE)


def hand_over(content: bytes, path: Path, *, private: bool) -> None:
    """Put *content* into the file *path* at one stroke, as a paper that its owner may hand on.

    A new file has the rights that the umask leaves, one that is there keeps its own; a *private* one is for its owner
    alone in any case. A link is replaced, never followed, so that nobody can lead it to another file. What is a device
    or a pipe takes the content as it is.

    Raises:
        OSError: it cannot be written; then the file is as it was.
    """
    if _takes_a_stream(path):
        with path.open("wb") as stream:
            stream.write(content)
        return
    mode = _PRIVATE if private else (0 if path.is_symlink() else _mode_of(path)) or _HANDED_ON & ~_umask()
    _put(content, path, mode)


def make_private_folder(path: Path) -> bool:
    """Make the folder *path* and those it lies in where they are missing, whoever may look into the others.

    Return whether any was missing.

    Raises:
        OSError: it cannot be made there.
    """
    if path.is_dir():
        return False
    try:
        path.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    except FileNotFoundError:
        if path.parent == path:
            raise
        make_private_folder(path.parent)
        path.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    return True


def _put(content: bytes, path: Path, mode: int) -> None:
    # Nobody else can have made a file of this name, nor laid a link there: the name is new, and must not exist.
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _mode_of(path: Path) -> int:
    """Return the rights on the file that is there, 0 where there is none."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return 0


def _takes_a_stream(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _umask() -> int:
    """Return the umask, which can only be read by setting it."""
    found = os.umask(0o077)
    os.umask(found)
    return found

"""Puts bytes onto the disk, whole or not at all: written beside, synced, then put in place at one stroke."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from bimatrack.faults import UnsureError

_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EACCES)


def put_whole(content: bytes, path: Path, mode: int) -> None:
    """Let the file *path*, which is no link, hold *content* with the rights *mode*, and see it onto the disk.

    What a writer left that was killed is taken away.

    Raises:
        UnsureError: the file holds *content*, but the disk does not confirm that it will keep it.
        OSError: it cannot be written; then the file is as it was.
    """
    require_writable(path)
    clear_left_overs(path)
    beside = name_beside(path)
    try:
        write_through(beside, content)
        beside.chmod(mode)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()
    confirm(path)


def require_writable(path: Path) -> None:
    """Refuse to replace a file that may only be read: the folder would allow it, but somebody meant it to stay.

    Raises:
        PermissionError: it may only be read.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def name_beside(path: Path) -> Path:
    """Return the name under which this process writes what is to become the file *path*."""
    # Nobody can guess it, so that nobody lays a link there; the number tells later whether its writer still lives.
    return path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")


def write_through(path: Path, content: bytes) -> None:
    """Write *content* into the new file *path*, for its owner alone, down to the disk.

    Raises:
        OSError: it is there already, or cannot be written.
    """
    with created(path) as file:
        file.write(content)


@contextmanager
def created(path: Path) -> Iterator[BinaryIO]:
    """Give the new file *path*, for its owner alone, to be written; what was written is on the disk after the block.

    Raises:
        OSError: it is there already, or cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def confirm(path: Path) -> None:
    """See to it that the name of the file *path*, which was just put in place, is on the disk.

    Raises:
        UnsureError: the disk does not say so.
    """
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise UnsureError(error.errno, error.strerror, str(path)) from error


def sync_folder(path: Path) -> None:
    """See to it that the names in the folder *path* are on the disk.

    Raises:
        OSError: the disk refuses.
    """
    if os.name == "nt":
        return
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except PermissionError:
        return  # One may put files there, but not look: then it cannot be asked for.
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems know no such thing for a folder; the file itself has been synced.
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def make_private_folder(path: Path) -> bool:
    """Make the folder *path* and those it lies in where they are missing, for their owner alone, down to the disk.

    Return whether any was missing.

    Raises:
        OSError: it cannot be made.
    """
    if path.is_dir():
        return False
    if not path.parent.is_dir():
        make_private_folder(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    sync_folder(path.parent)
    return True


def clear_left_overs(path: Path, *, alone: bool = False) -> None:
    """Take away what processes left that died while they wrote the file *path*.

    Whoever is *alone* in writing it, since it holds a lock, takes away all; else what a living process writes is left.
    What cannot be taken away is left, too: it hinders nobody.
    """
    with suppress(OSError):
        for found, process in left_overs(path.parent, path.name):
            if alone or not _lives(process):
                with suppress(OSError):
                    found.unlink()


def left_overs(folder: Path, name: str | None = None) -> Iterator[tuple[Path, int]]:
    """Yield what is half written in *folder*, of the file *name* only if one is given, each with its writer's id.

    Raises:
        OSError: the folder cannot be read.
    """
    # Before names that nobody can guess there was no more behind the writer's id.
    form = re.compile(rf"\.{'.+?' if name is None else re.escape(name)}\.(\d+)(?:\.[0-9a-f]+)?\.tmp")
    for found in folder.iterdir():
        if match := form.fullmatch(found.name):
            yield found, int(match[1])


def _lives(process: int) -> bool:
    """Whether another process has this id; where that cannot be asked, a file that is in use cannot be taken away."""
    if process == os.getpid() or os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True

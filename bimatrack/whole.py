"""Reads and writes a file whole or not at all, for those eyes only that it is meant for."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bimatrack.i18n import _
from bimatrack.locking import locked
from bimatrack.placing import make_private_folder, put_whole

_PATIENCE = 5.0  # seconds
_PRIVATE = 0o600
_HANDED_ON = 0o666  # less what the umask takes away
# A pipe that nobody writes to is not waited for; what is read is bytes, on Windows too.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(OSError):
    """A file is larger than may be read."""


def write_whole(path: Path, text: str) -> None:
    """Put *text* in place of what the file *path* holds at one stroke; a new file is for its owner alone.

    Folders that are missing are made, for their owner alone; where *path* is a link, what it leads to is written. A
    file that is there keeps its rights.

    Raises:
        UnsureError: it is written, but the disk does not confirm that it will keep it.
        OSError: it cannot be written; then the file is as it was.
    """
    real = Path(os.path.realpath(path))
    make_private_folder(real.parent)
    put_whole(text.encode(), real, _mode_of(real) or _PRIVATE)


def read_whole(path: Path, most: int) -> bytes:
    """Return what the file *path* holds; nothing is waited for, and no more is read than *most* bytes.

    The system's device for nothing is an empty file.

    Raises:
        OSError: it cannot be opened, is no ordinary file, or larger.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    except ValueError as error:  # A NUL in its name.
        raise OSError(errno.EINVAL, str(error)) from error
    try:
        if not _is_ordinary(descriptor):
            raise OSError(_("it is no ordinary file"))
        if os.fstat(descriptor).st_size > most:
            raise _too_large(most)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(content) > most:
        raise _too_large(most)
    return content


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Let no other process that asks so, too, read, change and write the file *path* during the block.

    The folder of the file is made, and stays.

    Raises:
        LockedError: another process is at it all the while.
        OSError: there can be no lock beside the file.
    """
    real = Path(os.path.realpath(path))
    make_private_folder(real.parent)
    with locked(real.with_name(f".{real.name}.lock"), _PATIENCE):
        yield


def hand_over(content: bytes, path: Path, *, private: bool) -> None:
    """Put *content* into the file *path* at one stroke, as a paper that its owner may hand on.

    A new file has the rights that the umask leaves, one that is there keeps its own; a *private* one is for its owner
    alone in any case. A link is replaced, never followed, so that nobody can lead it to another file. What is a device
    or a pipe takes the content as it is.

    Raises:
        UnsureError: it is written, but the disk does not confirm that it will keep it.
        OSError: it cannot be written; then the file is as it was.
    """
    if _takes_a_stream(path):
        with path.open("wb") as stream:
            stream.write(content)
        return
    mode = _PRIVATE if private else (0 if path.is_symlink() else _mode_of(path)) or _HANDED_ON & ~_umask()
    put_whole(content, path, mode)


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


def _too_large(most: int) -> TooLargeError:
    return TooLargeError(_("it is larger than {n} MB").format(n=most // 1_000_000))


def _is_ordinary(descriptor: int) -> bool:
    found = os.fstat(descriptor)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return stat.S_ISREG(found.st_mode) or (
        stat.S_ISCHR(found.st_mode) and found.st_rdev == Path(os.devnull).stat().st_rdev
    )

"""Reads and writes a file whole or not at all."""

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from bimatrack.i18n import _

# A pipe that nobody writes to is not waited for; what is read is bytes, on Windows too.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class TooLargeError(OSError):
    """A file is larger than may be read."""


def write_whole(path: Path, text: str) -> None:
    """Put *text* in place of what the file *path* holds at one stroke; a new file is for its owner alone.

    Folders that are missing are made; where *path* is a link, what it leads to is written.

    Raises:
        OSError: it cannot be written; then the file is as it was.
    """
    real = path.resolve()
    beside = real.with_name(f".{real.name}.{os.getpid()}")
    real.parent.mkdir(parents=True, exist_ok=True)
    mode = real.stat().st_mode & 0o777 if real.exists() else 0o600
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(real)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


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


def _too_large(most: int) -> TooLargeError:
    return TooLargeError(_("it is larger than {n} MB").format(n=most // 1_000_000))


def _is_ordinary(descriptor: int) -> bool:
    found = os.fstat(descriptor)
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return stat.S_ISREG(found.st_mode) or (
        stat.S_ISCHR(found.st_mode) and found.st_rdev == Path(os.devnull).stat().st_rdev
    )

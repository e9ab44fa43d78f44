"""Lets one process at a time write: a lock of the operating system, which a dead process cannot leave behind."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bimatrack.errors import StoreBusyError
from bimatrack.i18n import _

if sys.platform == "win32":
    import msvcrt

    def _seize(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.01


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file *path*, made when missing, for the block; wait up to *patience* seconds for others.

    Closing the file releases the lock, and so does the end of the process, however it ends.

    Raises:
        StoreBusyError: another process held the lock all the while.
        OSError: the lock file cannot be made.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(descriptor, path, time.monotonic() + patience)
        yield
    finally:
        os.close(descriptor)


def _wait(descriptor: int, path: Path, until: float) -> None:
    while True:
        try:
            return _seize(descriptor)
        except (BlockingIOError, PermissionError) as error:
            if time.monotonic() >= until:
                raise StoreBusyError(
                    _("Another process is writing to {path}; try again in a moment.").format(path=path.with_suffix(""))
                ) from error
            time.sleep(_PAUSE)

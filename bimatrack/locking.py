"""Lets one process at a time write: a lock of the operating system, which a dead process cannot leave behind."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bimatrack.faults import LockedError

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # Windows locks bytes: one behind all that is written, so that who waits can read who holds it.

    def _seize(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _seize(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_PAUSE = 0.01
_SIGNATURE = 300  # bytes of the longest one


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file *path*, made when missing, for the block; wait up to *patience* seconds for others.

    Closing the file releases the lock, and so does the end of the process, however it ends. Meanwhile the file says who
    holds it.

    Raises:
        LockedError: another process held the lock all the while.
        OSError: the lock file cannot be made.
    """
    descriptor = _held(path, patience)
    try:
        _write(descriptor, f"{os.getpid()} {_host()}")
        yield
    finally:
        _write(descriptor, "")
        os.close(descriptor)


def _held(path: Path, patience: float) -> int:
    until = time.monotonic() + patience
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _wait(descriptor, until, patience)
            if _is_at(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # Somebody took the file away: others would hold another one of its name.


def _wait(descriptor: int, until: float, patience: float) -> None:
    while True:
        try:
            return _seize(descriptor)
        except (BlockingIOError, PermissionError) as error:
            if time.monotonic() >= until:
                raise LockedError(_holder(descriptor), patience) from error
            time.sleep(_PAUSE)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _write(descriptor: int, text: str) -> None:
    """Let the lock file say who holds it; where there is no room for that, it says nothing."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text.encode(errors="replace"))


def _holder(descriptor: int) -> tuple[int, str] | None:
    """Return the process that holds the lock and its machine; None where the file does not say."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        number, _gap, host = os.read(descriptor, _SIGNATURE).decode(errors="replace").partition(" ")
    except OSError:
        return None
    return (int(number), host) if number.isdecimal() and host else None


def _host() -> str:
    return os.environ.get("COMPUTERNAME", "-") if sys.platform == "win32" else os.uname().nodename

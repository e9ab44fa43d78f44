"""Holds a piece of work within bounds of time and memory, so that no file, however it was made, stops the others."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from bimatrack.i18n import _

MOST_SECONDS = 60  # of one processor; the hardest text that is read at all takes half of it on a busy one
MOST_MEMORY = 1024 * 1024**2  # bytes beyond what the program has before
_AGAIN = 1.0  # seconds after which work is stopped again that let the first time pass

# Whether bounds are held at all: they are the program's, and change what a process may do.
_held: list[bool] = []
_at_work: list[bool] = []


class TooMuchError(Exception):
    """The work would go beyond its bounds; says in a few words beyond which."""


class _OverdueError(BaseException):
    """The time is up. No `except Exception` of a library may keep it."""


def hold() -> None:
    """Hold the bounds from here on; a program that only uses our functions never calls this."""
    _held[:] = [True]


@contextmanager
def bounded(seconds: float = MOST_SECONDS, memory: int = MOST_MEMORY) -> Iterator[None]:
    """Do the block within so many *seconds* of one processor and bytes of *memory*, where the system can count them.

    Raises:
        TooMuchError: it takes more, or holds things in one another deeper than can be followed.
    """
    try:
        with _within_memory(memory), _within_time(seconds):
            yield
    except _OverdueError:
        _disarm()
        raise TooMuchError(_("it takes more than {n} seconds").format(n=f"{seconds:g}")) from None
    except MemoryError:
        raise TooMuchError(_("it takes more than {n} MB of memory").format(n=memory // 1024**2)) from None
    except RecursionError:
        raise TooMuchError(_("it is nested too deeply")) from None


@contextmanager
def _within_time(seconds: float) -> Iterator[None]:
    here = threading.current_thread() is threading.main_thread()
    if not _held or _at_work or not here or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    _at_work[:] = [True]
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        _disarm()
        signal.signal(signal.SIGVTALRM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    if _at_work:
        raise _OverdueError


def _disarm() -> None:
    _at_work.clear()
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@contextmanager
def _within_memory(most: int) -> Iterator[None]:
    taken = _taken() if _held else None
    if taken is None:
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    lower = [taken + most, *(limit for limit in before if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(lower), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _taken() -> int | None:
    """Return how many bytes of addresses this process has; None where the system does not tell."""
    with suppress(OSError, ValueError, ImportError):
        import resource

        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    return None

"""Spreads the reading of many files over several processes."""

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from bimatrack import bounds
from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.reading.documents import Item, Terms, read_file
from bimatrack.rules.loader import RuleFile, own_rules, use

_MOST = 16  # files that a process takes at a time
_AHEAD = 4  # such portions that may wait for each process; more would only fill the memory

# What a process was told when it began.
_terms: list[Terms] = []


def read_in_processes(files: Sequence[Path], terms: Terms, jobs: int) -> Iterator[tuple[Item, ...]]:
    """Yield what each of *files* holds, in their order, read by *jobs* processes."""
    size = max(1, min(_MOST, len(files) // (jobs * _AHEAD)))
    # A forked process would inherit the threads' locks but not the threads; a new one is safe everywhere.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (terms, own_rules()))
    waiting: deque[Future[list[tuple[Item, ...]]]] = deque()
    try:
        for start in range(0, len(files), size):
            with _unheard():
                waiting.append(pool.submit(_read_files, files[start : start + size]))
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise UnreadableReleaseError(
            _("A process that was reading has died, perhaps for lack of memory; try again with --jobs 1.")
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep Ctrl-C, which goes to all processes of a terminal, from those that begin in the block; it counts after."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(terms: Terms, own: tuple[RuleFile, ...]) -> None:
    # Where signals cannot be kept from a new process; the first process ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    bounds.hold()
    use(own)
    _terms[:] = [terms]


def _read_files(files: Sequence[Path]) -> list[tuple[Item, ...]]:
    [terms] = _terms
    return [read_file(file, terms) for file in files]

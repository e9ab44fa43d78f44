"""Spreads the reading of many files over several processes."""

import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from bimatrack import bounds
from bimatrack.i18n import _
from bimatrack.reading.documents import Item, Terms, not_read, read_file
from bimatrack.rules.loader import RuleFile, own_rules, use

_MOST = 16  # files that a process takes at a time
_AHEAD = 4  # such portions that may wait for each process; more would only fill the memory

# What a process was told when it began.
_terms: list[Terms] = []


def read_in_processes(files: Sequence[Path], terms: Terms, jobs: int) -> Iterator[tuple[Item, ...]]:
    """Yield what each of *files* holds, in their order, read by *jobs* processes.

    A file on which a process dies comes as its error, and the others are read all the same.
    """
    size = max(1, min(_MOST, len(files) // (jobs * _AHEAD)))
    done = 0
    while done < len(files):
        try:
            for found in _read(files[done:], terms, jobs, size):
                yield found
                done += 1
        except BrokenProcessPool:
            # One of those that were being read, or waited: one by one shows which.
            for found in _one_by_one(files[done : done + size * (jobs * _AHEAD + 1)], terms):
                yield found
                done += 1


def _one_by_one(files: Sequence[Path], terms: Terms) -> Iterator[tuple[Item, ...]]:
    done = 0
    while done < len(files):
        try:
            for found in _read(files[done:], terms, 1, 1):
                yield found
                done += 1
        except BrokenProcessPool:
            reason = _("the process that read it has died, perhaps for lack of memory")
            yield (not_read(str(files[done]), reason),)
            done += 1


def _read(files: Sequence[Path], terms: Terms, jobs: int, size: int) -> Iterator[tuple[Item, ...]]:
    """Yield what files hold, *size* of them a portion.

    Raises:
        BrokenProcessPool: a process has died; what comes next was not read.
    """
    others = {*active_children()}
    # A forked process would inherit the threads' locks but not the threads; a new one is safe everywhere.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (terms, own_rules()))
    waiting: deque[Future[list[tuple[Item, ...]]]] = deque()
    try:
        for start in range(0, len(files), size):
            with unheard():
                waiting.append(pool.submit(_read_files, files[start : start + size]))
            if len(waiting) > jobs * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BaseException:  # Ctrl-C, or nobody wants the rest: what is being read may take a minute more
        for process in {*active_children()} - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def unheard() -> Iterator[None]:
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
    Thread(target=_end_with_the_first, daemon=True).start()
    bounds.hold()
    use(own)
    _terms[:] = [terms]


def _end_with_the_first() -> None:
    """End this process when the one that began it is gone, though nobody told it."""
    if first := parent_process():
        wait([first.sentinel])
        os._exit(1)


def _read_files(files: Sequence[Path]) -> list[tuple[Item, ...]]:
    [terms] = _terms
    return [read_file(file, terms) for file in files]

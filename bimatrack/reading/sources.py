"""Reads all that a command names, one after the other or in several processes."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers import SUFFIXES, Found, PassedOver, find_files, is_address, open_bytes
from bimatrack.reading.documents import Item, Terms, read_address, read_file, tried
from bimatrack.reading.passing import kinds_of

STANDARD_INPUT = "-"

_WORTH = 200  # files for each process; fewer are read before another process has begun


@dataclass(frozen=True, slots=True)
class Readings:
    """What is being read: how many sources in all, and what each holds as it comes.

    A source is standard input, a file or an address; they come in this order, files and addresses as they were named.
    *passed_over* are the files of folders and patterns that are of a kind that is
    not read.
    """

    total: int
    sources: Iterator[tuple[Item, ...]]
    passed_over: tuple[PassedOver, ...] = ()


def read_all(
    paths: Sequence[str],
    standard_input: Callable[[], bytes],
    terms: Terms,
    jobs: int | None = 1,
    cluster: str | None = None,
) -> Readings:
    """Read all that *paths* mean, "-" being *standard_input*; what cannot be read comes as its error, in its place.

    With several *jobs* so many processes read at a time; what comes is the same, in the same order. With None there
    are as many as the number of files is worth. With a *cluster*, the address of its scheduler, its workers read the
    files, or as "local" so many processes of this machine.

    Raises:
        UnreadableReleaseError: the paths mean no file at all.
        UsageError: the cluster's address is none.
    """
    if cluster is not None:
        from bimatrack.reading.joining import refuse_no_cluster

        refuse_no_cluster(cluster)
    spoken = STANDARD_INPUT in paths
    addresses = tuple(dict.fromkeys(path for path in paths if is_address(path)))
    found = find_files(path for path in paths if path != STANDARD_INPUT and path not in addresses)
    total = len(found.files) + len(addresses) + spoken
    if not total:
        raise _no_release(paths, found)
    files = _read_files(found.files, terms, jobs, cluster)
    pages = (read_address(address, terms) for address in addresses)
    piped = (tried(lambda: open_bytes(standard_input(), "stdin"), terms, "stdin") for _once in range(spoken))
    return Readings(total, chain(piped, files, pages), found.passed_over)


def _no_release(paths: Sequence[str], found: Found) -> UnreadableReleaseError:
    places, kinds = ", ".join(paths), " ".join(SUFFIXES)
    if not found.passed_over:
        return UnreadableReleaseError(
            _("There is no release in {paths}; files of these kinds are read: {kinds}.").format(
                paths=places, kinds=kinds
            )
        )
    return UnreadableReleaseError(
        _("There is no release in {paths}, but {others}; files of these kinds are read: {kinds}.").format(
            paths=places, others=kinds_of(found.passed_over), kinds=kinds
        )
    )


def _read_files(
    files: Sequence[Path], terms: Terms, jobs: int | None, cluster: str | None
) -> Iterator[tuple[Item, ...]]:
    if cluster is not None and files:
        from bimatrack.reading.cluster import read_on_cluster

        return read_on_cluster(files, terms, cluster, jobs or cores())
    jobs = jobs or jobs_for(len(files))
    if jobs > 1 and len(files) > 1:
        from bimatrack.reading.workers import read_in_processes

        return read_in_processes(files, terms, jobs)
    return (read_file(file, terms) for file in files)


def jobs_for(count: int) -> int:
    """Return how many processes read *count* files soonest: one for few, for many as many as there are cores."""
    return max(1, min(cores(), count // _WORTH))


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

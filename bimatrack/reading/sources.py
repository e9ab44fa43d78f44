"""Reads all that a command names, one after the other or in several processes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers import SUFFIXES, Found, PassedOver, find_files, open_bytes
from bimatrack.reading.documents import Item, Terms, read_file, tried
from bimatrack.reading.passing import kinds_of

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Readings:
    """What is being read: how many sources in all, and what each holds as it comes, in the order they were named.

    A source is a file or standard input. *passed_over* are the files of folders and patterns that are of a kind that is
    not read.
    """

    total: int
    sources: Iterator[tuple[Item, ...]]
    passed_over: tuple[PassedOver, ...] = ()


def read_all(paths: Sequence[str], standard_input: Callable[[], bytes], terms: Terms, jobs: int = 1) -> Readings:
    """Read all that *paths* mean, "-" being *standard_input*; what cannot be read comes as its error, in its place.

    With several *jobs* so many processes read at a time; what comes is the same, in the same order.

    Raises:
        UnreadableReleaseError: the paths mean no file at all.
    """
    found = find_files(path for path in paths if path != STANDARD_INPUT)
    spoken = STANDARD_INPUT in paths
    if not found.files and not spoken:
        raise _no_release(paths, found)
    sources = _sources(found.files, standard_input if spoken else None, terms, jobs)
    return Readings(len(found.files) + spoken, sources, found.passed_over)


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


def _sources(
    files: Sequence[Path], standard_input: Callable[[], bytes] | None, terms: Terms, jobs: int
) -> Iterator[tuple[Item, ...]]:
    if standard_input is not None:
        data = standard_input
        yield tried(lambda: open_bytes(data(), "stdin"), terms)
    if jobs > 1 and len(files) > 1:
        from bimatrack.reading.workers import read_in_processes

        yield from read_in_processes(files, terms, jobs)
        return
    for file in files:
        yield read_file(file, terms)

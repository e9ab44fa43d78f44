"""Reads all that a command names, one after the other or in several processes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers import SUFFIXES, find_files, read_bytes
from bimatrack.reading.documents import Item, Terms, read_file, tried

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Readings:
    """What is being read: how many releases in all, and each as it comes, in the order they were named."""

    total: int
    items: Iterator[Item]


def read_all(paths: Sequence[str], standard_input: Callable[[], bytes], terms: Terms, jobs: int = 1) -> Readings:
    """Read all that *paths* mean, "-" being *standard_input*; what cannot be read comes as its error, in its place.

    With several *jobs* so many processes read at a time; what comes is the same, in the same order.

    Raises:
        UnreadableReleaseError: the paths mean no file at all.
    """
    files = find_files(path for path in paths if path != STANDARD_INPUT)
    spoken = STANDARD_INPUT in paths
    if not files and not spoken:
        raise UnreadableReleaseError(
            _("There is no release in {paths}; files of these kinds are read: {kinds}.").format(
                paths=", ".join(paths), kinds=" ".join(SUFFIXES)
            )
        )
    return Readings(len(files) + spoken, _items(files, standard_input if spoken else None, terms, jobs))


def _items(
    files: Sequence[Path], standard_input: Callable[[], bytes] | None, terms: Terms, jobs: int
) -> Iterator[Item]:
    if standard_input is not None:
        data = standard_input
        yield tried(lambda: read_bytes(data(), "stdin"), terms)
    if jobs > 1 and len(files) > 1:
        from bimatrack.reading.workers import read_in_processes

        yield from read_in_processes(files, terms, jobs)
        return
    for file in files:
        yield read_file(file, terms)

"""From files to what they ask: reads each document, finds its head and its directives, names their units."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bimatrack.errors import UnreadableReleaseError
from bimatrack.extract.head import read_head
from bimatrack.extract.pipeline import extract
from bimatrack.i18n import _
from bimatrack.model import Directive, Extraction, Release
from bimatrack.readers import SUFFIXES, Document, find_files, read_bytes, read_document, release_key
from bimatrack.registry import Registry

STANDARD_INPUT = "-"


def read_all(
    paths: Sequence[str], standard_input: Callable[[], bytes], registry: Registry, day: date | None = None
) -> Iterator[Extraction | UnreadableReleaseError]:
    """Read all that *paths* mean, "-" being *standard_input*; what cannot be read comes as its error, in its place.

    Raises:
        UnreadableReleaseError: the paths mean no file at all.
    """
    files = find_files(path for path in paths if path != STANDARD_INPUT)
    if not files and STANDARD_INPUT not in paths:
        raise UnreadableReleaseError(
            _("There is no release in {paths}; files of these kinds are read: {kinds}.").format(
                paths=", ".join(paths), kinds=" ".join(SUFFIXES)
            )
        )
    if STANDARD_INPUT in paths:
        yield _tried(lambda: read_bytes(standard_input(), "stdin"), registry, day)
    for file in files:
        yield _read_file(file, registry, day)


def read(document: Document, registry: Registry, day: date | None = None) -> Extraction:
    """Read *document* as a release; *day*, when given, is the day it is read from, whatever the text says."""
    head = read_head(document.text, document.published)
    release = Release(
        source=document.source,
        text=document.text,
        key=release_key(document.text),
        title=document.title or head.title,
        day=day or head.day,
        publisher=head.publisher or document.publisher,
    )
    found = extract(release)
    return replace(found, directives=tuple(_with_units(directive, registry) for directive in found.directives))


def _read_file(file: Path, registry: Registry, day: date | None) -> Extraction | UnreadableReleaseError:
    return _tried(lambda: read_document(file), registry, day)


def _tried(
    document: Callable[[], Document], registry: Registry, day: date | None
) -> Extraction | UnreadableReleaseError:
    try:
        return read(document(), registry, day)
    except UnreadableReleaseError as error:
        return error


def _with_units(directive: Directive, registry: Registry) -> Directive:
    units = dict.fromkeys(unit for owner in directive.owners for unit in registry.resolve(owner.text))
    return replace(directive, units=tuple(units))

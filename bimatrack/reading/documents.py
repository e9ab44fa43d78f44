"""Reads one document as a release."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from bimatrack.altering import replace
from bimatrack.bounds import TooMuchError, bounded
from bimatrack.errors import UnreadableReleaseError
from bimatrack.extract.head import read_head
from bimatrack.extract.pipeline import extract
from bimatrack.i18n import _
from bimatrack.model import Directive, Extraction, Release
from bimatrack.readers import Content, Document, PassedOver, open_address, open_file, release_key
from bimatrack.registry import Registry

_LONGEST_NAME = 500  # letters of a title, or of who published it

Item: TypeAlias = Extraction | UnreadableReleaseError | PassedOver


@dataclass(frozen=True, slots=True)
class Terms:
    """What all releases of a command are read by.

    *day*, when given, is the day they are read from, whatever the text says. Of releases whose keys are *known* only
    the head is read.
    """

    registry: Registry
    day: date | None = None
    known: frozenset[str] = frozenset()


def read(document: Document, registry: Registry, day: date | None = None) -> Extraction:
    """Read *document* as a release; *day*, when given, is the day it is read from, whatever the text says."""
    return _read(document, Terms(registry, day))


def tried(opened: Callable[[], Sequence[Content]], terms: Terms, source: str) -> tuple[Item, ...]:
    """Read the documents that are *opened*; what cannot be read, or takes too much, comes as its error.

    *source* is the name of what holds them. The text of a mail that brought documents is left out where it asks nothing
    ("terlampir").
    """
    try:
        with bounded():
            pairs = [(one, _read(one, terms) if isinstance(one, Document) else one) for one in opened()]
    except UnreadableReleaseError as error:
        return (error,)
    except TooMuchError as error:
        return (not_read(source, str(error)),)
    return tuple(item for content, item in pairs if not _only_covers(content, item))


def read_file(file: Path, terms: Terms) -> tuple[Item, ...]:
    """Read one file: most hold one release, a mail may hold several."""
    return tried(lambda: open_file(file), terms, str(file))


def read_address(address: str, terms: Terms) -> tuple[Item, ...]:
    """Read what stands at an address of the web."""
    return tried(lambda: open_address(address), terms, address)


def not_read(source: str, reason: str) -> UnreadableReleaseError:
    """Return the error of what could not be read for a *reason*, told in a few words, that lies in its size."""
    return UnreadableReleaseError(
        _("{source} is not read: {reason}; cut the release out of it and import that.").format(
            source=source, reason=reason
        )
    )


def _only_covers(content: Content, item: Item) -> bool:
    if not isinstance(content, Document) or not isinstance(item, Extraction):
        return False
    return content.covering and not (item.skipped or item.directives or item.events)


def _read(document: Document, terms: Terms) -> Extraction:
    head = read_head(document.text, document.published, document.sent)
    release = Release(
        source=document.source,
        text=document.text,
        key=release_key(document.text),
        title=(document.title or head.title)[:_LONGEST_NAME],
        day=terms.day or head.day,
        publisher=(head.publisher or document.publisher or "")[:_LONGEST_NAME] or None,
    )
    if release.key in terms.known:
        return Extraction(release, (), (), skipped=True)
    found = extract(release)
    return replace(found, directives=tuple(_with_units(directive, terms.registry) for directive in found.directives))


def _with_units(directive: Directive, registry: Registry) -> Directive:
    units = dict.fromkeys(unit for owner in directive.owners for unit in registry.resolve(owner.text))
    return replace(directive, units=tuple(units))

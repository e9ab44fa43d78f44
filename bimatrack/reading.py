"""From a document to what it asks: finds the head, reads the directives, names their units."""

from dataclasses import replace
from datetime import date

from bimatrack.extract.head import read_head
from bimatrack.extract.pipeline import extract
from bimatrack.model import Directive, Extraction, Release
from bimatrack.readers import Document, release_key
from bimatrack.registry import Registry


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


def _with_units(directive: Directive, registry: Registry) -> Directive:
    units = dict.fromkeys(unit for owner in directive.owners for unit in registry.resolve(owner.text))
    return replace(directive, units=tuple(units))

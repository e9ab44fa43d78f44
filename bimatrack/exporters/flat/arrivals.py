"""What was read as records and rows: releases, imports, deadline wordings."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Json, Record, iso, listed, text_of
from bimatrack.exporters.flat.directives import changed_records, directive_record
from bimatrack.history import KeptRelease, Tracked
from bimatrack.literal import one_line
from bimatrack.model import Directive, Event, Extraction

if TYPE_CHECKING:
    from bimatrack.extract.deadlines import Reading
    from bimatrack.importing import Importation, Imported


_RELEASE = ("id", "date", "title", "publisher", "path", "imported", "directives", "open")
_FOUND = ("id", "text", "kind", "owners", "units", "due", "due_text", "speaker", "confidence", "rule", "quote")
_READ = (
    "text",
    "kind",
    "speaker",
    "owners",
    "units",
    "due",
    "due_text",
    "confidence",
    "rule",
    "start",
    "end",
    "quote",
)


def extraction_record(extraction: Extraction) -> Record:
    """Write what one release yields; `quote` stands from `start` to `end` in the file's decoded text."""
    release = extraction.release
    return {
        "path": release.source,
        "title": release.title,
        "date": iso(release.day),
        "publisher": release.publisher,
        "events": [_event(event) for event in extraction.events],
        "directives": [_directive(directive) for directive in extraction.directives],
    }


def extraction_rows(extraction: Extraction, *, header: bool = True) -> Iterator[Sequence[str]]:
    """Write the directives of one release as rows; leave the *header* out behind the first release."""
    if header:
        yield ("path", "date", *_READ)
    release = extraction.release
    for directive in extraction.directives:
        record = _directive(directive)
        yield (release.source, iso(release.day) or "", *(text_of(record[name]) for name in _READ))


def imported_records(importation: "Importation", today: date) -> Record:
    """Write what became of each release: *arrival* is "new", "already", "back" or "revised"; *refused* was not."""
    return {
        "releases": [_imported(one, today) for one in importation.imported],
        "refused": [{"path": refused.source, "reason": str(refused.error)} for refused in importation.refused],
    }


def imported_rows(importation: "Importation", today: date, *, header: bool = True) -> Iterator[Sequence[str]]:
    """Write the directives of the releases that came as rows; a release without any has one row to itself.

    Leave the *header* out behind the first importation.
    """
    if header:
        yield ("release", "arrival", "date", *_FOUND)
    for one in importation.imported:
        head = (str(one.release.number), one.arrival.value, iso(one.release.release.day) or "")
        if not one.directives:
            yield (*head, *("" for _name in _FOUND))
        for tracked in one.directives:
            record = directive_record(tracked, today)
            yield (*head, *(text_of(record[name]) for name in _FOUND))


def release_records(releases: Sequence[KeptRelease], directives: Sequence[Tracked]) -> list[Record]:
    """Write the releases that are kept, with how many *directives* each brought and how many are *open* still."""
    brought: dict[int | None, list[Tracked]] = {}
    for tracked in directives:
        brought.setdefault(tracked.release, []).append(tracked)
    return [_release(kept, brought.get(kept.number, [])) for kept in releases]


def release_rows(releases: Sequence[KeptRelease], directives: Sequence[Tracked]) -> Iterator[Sequence[str]]:
    """Write the releases that are kept as rows."""
    yield _RELEASE
    for record in release_records(releases, directives):
        yield [text_of(record[name]) for name in _RELEASE]


def reading_record(reading: "Reading") -> Record:
    """Write the day that a wording means; *start* is the first day of the period it names."""
    return {"due": iso(reading.due), "start": iso(reading.start), "reason": reading.reason}


def reading_rows(reading: "Reading") -> Iterator[Sequence[str]]:
    """Write the day that a wording means as rows."""
    record = reading_record(reading)
    yield tuple(record)
    yield [text_of(value) for value in record.values()]


def reading_line(reading: "Reading") -> str:
    """Write the day that a wording means as one row without a header."""
    return "\t".join(one_line(text_of(value)) for value in reading_record(reading).values())


def _directive(directive: Directive) -> Record:
    due = directive.due
    return {
        "text": directive.text,
        "quote": directive.quote.text,
        "start": directive.quote.span.start,
        "end": directive.quote.span.end,
        "kind": directive.kind.value,
        "speaker": directive.speaker.text if directive.speaker else None,
        "owners": listed(owner.text for owner in directive.owners),
        "units": listed(directive.units),
        "due": iso(due.day) if due else None,
        "due_text": due.quote.text if due else None,
        "confidence": directive.confidence,
        "rule": directive.rule,
    }


def _event(event: Event) -> Json:
    return {
        "title": event.title,
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "place": event.place,
    }


def _imported(one: "Imported", today: date) -> Json:
    return {
        **_head(one.release),
        "arrival": one.arrival.value,
        "directives": [*changed_records(one.directives, today)],
        "revises": one.release.revises,
        "again": [tracked.number for tracked in one.again],
        "revised": [tracked.number for tracked in one.revised],
        "missing": [tracked.number for tracked in one.missing],
        "events": [_event(kept.event) for kept in one.events],
    }


def _head(kept: KeptRelease) -> Record:
    release = kept.release
    return {
        "id": kept.number,
        "path": release.source,
        "title": release.title,
        "date": iso(release.day),
        "publisher": release.publisher,
    }


def _release(kept: KeptRelease, theirs: Sequence[Tracked]) -> Record:
    return {
        **_head(kept),
        "imported": kept.imported.isoformat(),
        "directives": len(theirs),
        "open": sum(not tracked.state.status.closed for tracked in theirs),
    }

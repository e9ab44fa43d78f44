"""Keeps what was read out of releases; a release that came before changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bimatrack.errors import UnreadableReleaseError
from bimatrack.history import Action, Entry, KeptEvent, KeptRelease, State, Tracked
from bimatrack.i18n import _
from bimatrack.model import Extraction
from bimatrack.store import Draft, Store


class Arrival(StrEnum):
    """How a release came to the store: for the first time, before, or again after its import was undone."""

    NEW = "new"
    ALREADY = "already"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Imported:
    """A release as it is now kept, with its directives (as they stand) and events, in order of id."""

    arrival: Arrival
    release: KeptRelease
    directives: tuple[Tracked, ...]
    events: tuple[KeptEvent, ...]

    @property
    def already(self) -> bool:
        """Whether it had come before, so that nothing was changed."""
        return self.arrival is Arrival.ALREADY


@dataclass(frozen=True, slots=True)
class Refused:
    """A release that could not be imported: where it came from and why."""

    source: str
    error: UnreadableReleaseError


@dataclass(frozen=True, slots=True)
class Importation:
    """What became of several releases, each group in the order they were given."""

    imported: tuple[Imported, ...]
    refused: tuple[Refused, ...]


def import_release(extraction: Extraction, store: Store, *, now: datetime, author: str) -> Imported:
    """Keep what one release yields.

    Raises:
        UnreadableReleaseError: the release names no day.
    """
    done = import_all((extraction,), store, now=now, author=author)
    if done.refused:
        raise done.refused[0].error
    return done.imported[0]


def import_all(
    extractions: Iterable[Extraction], store: Store, *, now: datetime, author: str, rehearse: bool = False
) -> Importation:
    """Keep what several releases yield, in one write and as one step of the history; *rehearse* tells what it would.

    A release is known by its key. One that is kept already is left alone, and so is all that became of its directives.
    One whose import was undone comes back under the ids it had, if it is read as it was then; else it is kept anew.
    """
    arrivals: list[tuple[Arrival, int]] = []
    entries: list[Entry] = []
    refused: list[Refused] = []
    with store.rehearsing() if rehearse else store.writing() as draft:
        for extraction in extractions:
            release = extraction.release
            if release.day is None:
                refused.append(Refused(release.source, _no_day(release.source)))
                continue
            arrival, number = _keep(extraction, draft, now)
            arrivals.append((arrival, number))
            if arrival is not Arrival.ALREADY:
                entries += _coming(number, min(release.day, now.date()), draft)
        if entries:
            draft.record(entries, at=now, author=author)
        imported = tuple(
            Imported(arrival, draft.release(number), draft.directives_of(number), draft.events_of(number))
            for arrival, number in arrivals
        )
    return Importation(imported, tuple(refused))


def _keep(extraction: Extraction, draft: Draft, now: datetime) -> tuple[Arrival, int]:
    known = draft.release_by_key(extraction.release.key)
    if known is not None:
        if not draft.withdrawn(known.number):
            return Arrival.ALREADY, known.number
        if _read_as_then(extraction, known, draft):
            return Arrival.BACK, known.number
    number = draft.keep_release(extraction.release, now)
    for directive in extraction.directives:
        draft.keep_directive(directive, number)
    for event in extraction.events:
        draft.keep_event(event, number)
    return Arrival.NEW, number


def _read_as_then(extraction: Extraction, known: KeptRelease, draft: Draft) -> bool:
    """Tell whether *extraction* finds what was found when *known* came.

    A text that differs only in white space and the like moves all quotes: the day has to do there.
    """
    if extraction.release.day != known.release.day:
        return False
    if extraction.release.text != known.release.text:
        return True
    return extraction.directives == tuple(
        tracked.directive for tracked in draft.directives_of(known.number)
    ) and extraction.events == tuple(kept.event for kept in draft.events_of(known.number))


def _coming(release: int, on: date, draft: Draft) -> list[Entry]:
    births = (
        Entry(
            Action.IMPORT,
            on,
            directive=tracked.number,
            values=State.of(tracked.directive).as_values(),
            release=release,
        )
        for tracked in draft.directives_of(release)
    )
    return [Entry(Action.IMPORT, on, release=release), *births]


def _no_day(source: str) -> UnreadableReleaseError:
    return UnreadableReleaseError(_("{source} names no day; give it with --date.").format(source=source))

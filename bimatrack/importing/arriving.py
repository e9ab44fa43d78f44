"""Takes what was read out of releases into the store, each release once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from bimatrack.errors import UnreadableReleaseError
from bimatrack.history import Action, Entry, KeptRelease, State
from bimatrack.i18n import _
from bimatrack.importing.revising import Merging, Past, merge
from bimatrack.importing.values import Arrival, Importation, Imported, Refused
from bimatrack.importing.versions import Versions
from bimatrack.model import Extraction, Release
from bimatrack.store import Draft, Store


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
    One that says nearly the same as one that is kept is another version of it: what is new in it is added, what it
    words otherwise is taken over where nobody has set it, what it leaves out is marked.
    """
    done: list[_Done] = []
    refused: list[Refused] = []
    with store.rehearsing() if rehearse else store.writing() as draft:
        arriving = _Arriving(draft, now, author)
        for extraction in extractions:
            if extraction.release.day is None:
                refused.append(Refused(extraction.release.source, _no_day(extraction.release.source)))
            else:
                done.append(arriving.take(extraction, extraction.release.day))
        imported = tuple(_imported(one, draft) for one in done)
    return Importation(imported, tuple(refused))


@dataclass(frozen=True, slots=True)
class _Done:
    arrival: Arrival
    release: int
    merging: Merging


_NOTHING = Merging()


class _Arriving:
    """One import: the draft it writes to, and what it has to know to recognise what came before."""

    def __init__(self, draft: Draft, now: datetime, author: str) -> None:
        self._draft = draft
        self._now = now
        self._author = author
        self._past = Past(draft)

    def take(self, extraction: Extraction, day: date) -> _Done:
        """Keep what *extraction* yields, a release of *day*."""
        known = self._draft.release_by_key(extraction.release.key)
        if known is not None and not self._draft.withdrawn(known.number):
            return _Done(Arrival.ALREADY, known.number, _NOTHING)
        first = self._versions.find(extraction.release)
        merging = self._merging(extraction, first)
        arrival = Arrival.NEW if first is None else Arrival.REVISED
        if known is not None and _read_as_then(extraction, merging, known, self._draft):
            arrival, number = Arrival.BACK, known.number
        else:
            number = self._keep(extraction, merging, first)
        self._record(number, merging, min(day, self._now.date()))
        return _Done(arrival, number, merging)

    @cached_property
    def _versions(self) -> Versions:
        return Versions(self._draft.living_releases())

    def _merging(self, extraction: Extraction, first: KeptRelease | None) -> Merging:
        if first is None:
            return Merging(extraction.directives)
        family = self._versions.family(first)
        kept = [tracked for one in family for tracked in self._draft.directives_of(one.number)]
        return merge(
            extraction.directives, kept, self._past, complete=not _elsewhere(extraction.release, family[-1].release)
        )

    def _keep(self, extraction: Extraction, merging: Merging, first: KeptRelease | None) -> int:
        draft = self._draft
        number = draft.keep_release(extraction.release, self._now, first.family if first else None)
        for directive in merging.fresh:
            draft.keep_directive(directive, number)
        for event in extraction.events:
            draft.keep_event(event, number)
        return number

    def _record(self, number: int, merging: Merging, on: date) -> None:
        """Write the coming of the release *number* into the history, as a part of the one step that an import is."""
        today = self._now.date()
        told = [
            Entry(Action.REVISE, today, directive=news.number, values=news.values, release=number, said=news.said)
            for news in merging.news
        ]
        entries = [*_coming(number, on, self._draft), *told]
        self._draft.record(entries, at=self._now, author=self._author, go_on=True)
        self._past.learn(merging.news)
        self._versions.add(self._draft.release(number))


def _imported(done: _Done, draft: Draft) -> Imported:
    news = done.merging.news
    return Imported(
        done.arrival,
        draft.release(done.release),
        draft.directives_of(done.release),
        draft.events_of(done.release),
        revised=tuple(draft.directive(one.number) for one in news if one.said),
        missing=tuple(draft.directive(one.number) for one in news if not one.said),
    )


def _elsewhere(release: Release, newest: Release) -> bool:
    """Whether *release* is a copy by another publisher: it may be abridged, so what it leaves out still holds."""
    return None not in (release.publisher, newest.publisher) and release.publisher != newest.publisher


def _read_as_then(extraction: Extraction, merging: Merging, known: KeptRelease, draft: Draft) -> bool:
    """Tell whether *extraction*, merged as *merging*, brings what *known* brought when it came.

    A text that differs only in white space and the like moves all quotes: the day has to do there.
    """
    if extraction.release.day != known.release.day:
        return False
    then = tuple(tracked.directive for tracked in draft.directives_of(known.number))
    if extraction.release.text != known.release.text:
        return len(merging.fresh) == len(then)
    return merging.fresh == then and extraction.events == tuple(kept.event for kept in draft.events_of(known.number))


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

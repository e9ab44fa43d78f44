"""Takes what was read out of releases into the store, each release once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from bimatrack.errors import StoreBusyError, UnreadableReleaseError
from bimatrack.history import Action, Entry, KeptRelease, State, Tracked
from bimatrack.i18n import _
from bimatrack.importing.repeats import Repeats
from bimatrack.importing.revising import Merging, News, Past, mention, merge
from bimatrack.importing.values import Arrival, Importation, Imported, Refused
from bimatrack.importing.versions import Versions
from bimatrack.model import Directive, Extraction, Release
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
    words otherwise is taken over where nobody has set it, what it leaves out is marked. A directive that is open, and
    that a release of another meeting asks again, is linked to that release.
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
        if extraction.skipped:
            raise StoreBusyError(
                _("The import of {source} was undone meanwhile; import it again.").format(
                    source=extraction.release.source
                )
            )
        first = self._versions.find(extraction.release)
        merging = self._merging(extraction, day, first)
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

    @cached_property
    def _repeats(self) -> Repeats:
        return Repeats(self._draft.living_directives())

    def _merging(self, extraction: Extraction, day: date, first: KeptRelease | None) -> Merging:
        if first is None:
            return self._linked(Merging(extraction.directives), (), day)
        draft, family = self._draft, self._versions.family(first)
        kept = [tracked for one in family for tracked in draft.directives_of(one.number)]
        theirs = {tracked.number for tracked in kept}
        asked = sorted(self._repeats.asked_in(one.number for one in family) - theirs)
        merging = merge(
            extraction.directives,
            kept,
            [draft.directive(number) for number in asked],
            self._past,
            complete=not _elsewhere(extraction.release, family[-1].release),
        )
        return self._linked(merging, (*theirs, *asked), day)

    def _linked(self, merging: Merging, but: Iterable[int], day: date) -> Merging:
        """Link what is fresh, but was asked by another release before, to the directive there is, *but* for some."""
        fresh: list[Directive] = []
        news = list(merging.news)
        taken = set(but)
        for directive in merging.fresh:
            number = self._repeats.find(directive, taken)
            if number is None:
                fresh.append(directive)
            else:
                taken.add(number)
                tracked = self._draft.directive(number)
                news.append(mention(tracked, directive, counts=day not in self._days_asked(tracked)))
        return Merging(tuple(fresh), tuple(news))

    def _days_asked(self, tracked: Tracked) -> set[date | None]:
        return {tracked.born, *(self._draft.release(number).release.day for number in tracked.state.again)}

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
        told = [self._told(news, number, on) for news in merging.news]
        self._draft.record([*_coming(number, on, self._draft), *told], at=self._now, author=self._author, go_on=True)
        self._past.learn(merging.news)
        self._versions.add(self._draft.release(number))
        for tracked in self._draft.directives_of(number):
            self._repeats.add(tracked)
        for news in merging.news:
            if news.action is Action.MENTION:
                self._repeats.note(news.number, number)

    def _told(self, news: News, release: int, on: date) -> Entry:
        values = news.values
        if news.counts:
            values = (*values, ("again", (*self._draft.directive(news.number).state.again, release)))
        # A correction holds from today on; what a meeting asked again, it asked on its day.
        day = on if news.action is Action.MENTION else self._now.date()
        return Entry(news.action, day, directive=news.number, values=values, release=release, said=news.said)


def _imported(done: _Done, draft: Draft) -> Imported:
    news = done.merging.news
    return Imported(
        done.arrival,
        draft.release(done.release),
        draft.directives_of(done.release),
        draft.events_of(done.release),
        again=tuple(draft.directive(one.number) for one in news if one.action is Action.MENTION),
        revised=tuple(draft.directive(one.number) for one in news if one.action is Action.REVISE and one.said),
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

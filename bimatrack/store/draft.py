"""What one command is about to write: gathered here, put into the tables all at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins

from bimatrack.history import (
    Change,
    Entry,
    Head,
    KeptEvent,
    KeptRelease,
    Life,
    State,
    Tracked,
    begun,
    carried_on,
    concerning,
    lives,
    releases_alive,
    signed,
    target,
)
from bimatrack.model import Directive, Event, Release
from bimatrack.store.records import NUMBERED, ChangeRow, DirectiveRow, EventRow, MetaRow, ReleaseRow
from bimatrack.store.shape import SCHEMA
from bimatrack.store.snapshot import Snapshot

if TYPE_CHECKING:
    from tinydb import TinyDB
    from tinydb.table import Document


class Gathered(Struct, frozen=True):
    """The rows that a draft gathered, by id; *meta* says which numbers come next.

    *standing* are tables whose rows tell how something stands: which, with what rows, and the ids that are new there.
    """

    events: Mapping[int, EventRow]
    changes: Mapping[int, ChangeRow]
    standing: tuple[tuple[str, Mapping[int, Struct], frozenset[int]], ...]
    meta: MetaRow


class Draft:
    """A writing command's view of the store: the snapshot it began with, and what it adds.

    Rows are only ever added. Of a row that is kept nothing changes but how it stands now, and that follows from the
    history. Nothing reaches the tables before `put`.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._next = dict.fromkeys(NUMBERED, 1) | dict(snapshot.next_numbers())
        self._said: dict[int, Tracked] = {}
        self._standing: dict[int, Tracked] = {}
        self._releases: dict[int, KeptRelease] = {}
        self._keys: dict[str, int] = {}
        self._events: dict[int, KeptEvent] = {}
        self._brought: defaultdict[int, list[int]] = defaultdict(list)
        self._happens: defaultdict[int, list[int]] = defaultdict(list)
        self._changes: list[Change] = []
        self._withdrawn: dict[str, dict[int, bool]] = {"directives": {}, "releases": {}}

    @property
    def empty(self) -> bool:
        """Whether nothing was recorded."""
        return not self._changes

    @property
    def changes(self) -> tuple[Change, ...]:
        """The whole history, in order of number, with what was recorded so far."""
        return (*self._snapshot.changes, *self._changes)

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads of the whole history, in order of number, with what was recorded so far."""
        return (*self._snapshot.heads, *self._changes)

    def changes_in(self, steps: Collection[int]) -> tuple[Change, ...]:
        """Return the changes that *steps* made, in order of number."""
        return (*self._snapshot.changes_in(steps), *[change for change in self._changes if change.step in steps])

    def changes_on(self, directives: Collection[int]) -> tuple[Change, ...]:
        """Return the history of *directives*, in order of number, with what was recorded so far; no other is read."""
        return self._told(concerning(self.heads, directives))

    def directive(self, number: int) -> Tracked:
        """Return the directive *number* as it stands with what was recorded so far.

        Raises:
            UnknownDirectiveError: there is none.
        """
        if self._withdrawn["directives"].get(number, number not in self._standing):
            return self._snapshot.directive(number)
        return self._standing[number]

    def release(self, number: int) -> KeptRelease:
        """Return the release *number*."""
        return self._releases.get(number) or self._snapshot.release(number)

    def release_by_key(self, key: str) -> KeptRelease | None:
        """Return the latest release that has *key*, be it withdrawn or not."""
        if key in self._keys:
            return self._releases[self._keys[key]]
        return self._snapshot.release_by_key(key)

    def living_directives(self) -> tuple[Tracked, ...]:
        """Return the directives that there were when the draft began, as they stood then, in order of id."""
        return self._snapshot.directives

    def living_releases(self) -> tuple[KeptRelease, ...]:
        """Return the releases that count, in order of id."""
        kept = (*self._snapshot.every_release, *self._releases.values())
        return tuple(one for one in kept if not self.withdrawn(one.number))

    def withdrawn(self, release: int) -> bool:
        """Whether the import of *release* was undone."""
        return self._withdrawn["releases"].get(release, release in self._snapshot.withdrawn_releases)

    def directives_of(self, release: int) -> tuple[Tracked, ...]:
        """Return all directives that *release* ever brought, in order of id."""
        if release in self._releases:
            return tuple(self._standing.get(number, self._said[number]) for number in self._brought[release])
        return tuple(self._standing.get(kept.number, kept) for kept in self._snapshot.directives_of(release))

    def events_of(self, release: int) -> tuple[KeptEvent, ...]:
        """Return all events that *release* brought, in order of id."""
        if release in self._releases:
            return tuple(self._events[number] for number in self._happens[release])
        return self._snapshot.events_of(release)

    def keep_release(self, release: Release, imported: datetime, revises: int | None = None) -> int:
        """Keep *release*, a version of the one that it *revises*; return its new id. It counts once it is recorded."""
        number = self._number("releases")
        self._releases[number] = KeptRelease(number, release, imported, revises)
        self._keys[release.key] = number
        return number

    def keep_directive(self, directive: Directive, release: int | None) -> int:
        """Keep what *directive* says and return its new id; it comes to be once its birth is recorded."""
        number = self._number("directives")
        self._said[number] = Tracked(number, directive, State.of(directive), release, date.min)
        if release is not None:
            self._brought[release].append(number)
        return number

    def keep_event(self, event: Event, release: int) -> int:
        """Keep *event* and return its new id."""
        number = self._number("events")
        self._events[number] = KeptEvent(number, event, release)
        self._happens[release].append(number)
        return number

    def record(self, entries: Sequence[Entry], *, at: datetime, author: str, go_on: bool = False) -> tuple[Change, ...]:
        """Write *entries* into the history as one step that *author* did at the moment *at*; return them numbered.

        With *go_on* they belong to the step that was recorded last, if there is one.
        """
        step = self._changes[-1].step if go_on and self._changes else self._number("steps")
        changes = signed(entries, step, self._number("changes", len(entries)), at, author)
        self._changes.extend(changes)
        for change in changes:
            self._follow(change)
        return changes

    def gathered(self) -> "Gathered":
        """Return all that was gathered, as rows."""
        events = {number: EventRow(kept.event, kept.release) for number, kept in self._events.items()}
        changes = {change.number: ChangeRow.of(change) for change in self._changes}
        directives, releases = self._standing_rows()
        standing = (
            ("directives", directives, frozenset(self._said)),
            ("releases", releases, frozenset(self._releases)),
        )
        gaps = bool((self._snapshot.book.meta or {}).get("gaps"))
        return Gathered(events, changes, standing, MetaRow(SCHEMA, self._next, gaps))

    def put(self, database: "TinyDB") -> None:
        """Put all that was gathered into the tables of *database*.

        Raises:
            ValueError: an id is taken.
        """
        gathered = self.gathered()
        _insert(database, "events", gathered.events)
        _insert(database, "changes", gathered.changes)
        for table, rows, new in gathered.standing:
            database.table(table).remove(doc_ids=[number for number in rows if number not in new])
            _insert(database, table, rows)
        database.table("meta").upsert(_document(1, gathered.meta))

    def _number(self, noun: str, count: int = 1) -> int:
        number = self._next[noun]
        self._next[noun] += count
        return number

    def _follow(self, change: Change) -> None:
        if change.undoes is not None:
            self._retell(change)
        elif change.directive is None:
            self._withdrawn["releases"][change.release or 0] = False
        elif change.action.begins:
            self._stand(self._words(change.directive).living(Life(change.on, begun(change))))
        else:
            tracked = self.directive(change.directive)
            self._stand(tracked.living(carried_on(tracked.life, change)))

    def _retell(self, rewind: Change) -> None:
        """Let the directives and releases that *rewind* bears on stand as the history now tells."""
        touched = target(self.heads, rewind)
        directives = {change.directive for change in touched if change.directive is not None}
        releases = {change.release for change in touched if change.directive is None and change.release is not None}
        history = concerning(self.heads, directives, releases)
        told = lives(self._told(history))
        for number in directives:
            if life := told.get(number):
                self._stand(self._words(number).living(life))
            else:
                self._withdrawn["directives"][number] = True
        alive = releases_alive(history)
        self._withdrawn["releases"].update((number, number not in alive) for number in releases)

    def _told(self, heads: Sequence[Head]) -> tuple[Change, ...]:
        """Return the changes of these *heads*, in order of number; no others are read."""
        kept = [head.number for head in heads if not isinstance(head, Change)]
        return (*self._snapshot.changes_numbered(kept), *[head for head in heads if isinstance(head, Change)])

    def _words(self, number: int) -> Tracked:
        return self._said.get(number) or self._snapshot.directive(number, withdrawn=True)

    def _stand(self, tracked: Tracked) -> None:
        self._standing[tracked.number] = tracked
        self._withdrawn["directives"][tracked.number] = False

    def _standing_rows(self) -> "tuple[dict[int, Struct], dict[int, Struct]]":
        """Return the rows of the directives, and of the releases, that are new or stand otherwise than they did."""
        gone = self._withdrawn["directives"]
        directives: dict[int, Struct] = {
            number: DirectiveRow.of(self._standing.get(number) or self._words(number), withdrawn=gone[number])
            for number in gone
        }
        releases: dict[int, Struct] = {
            number: ReleaseRow.of(self.release(number), withdrawn=away)
            for number, away in self._withdrawn["releases"].items()
        }
        return directives, releases


def _insert(database: "TinyDB", table: str, rows: Mapping[int, Struct]) -> None:
    database.table(table).insert_multiple(_document(number, row) for number, row in rows.items())


def _document(number: int, row: Struct) -> "Document":
    from tinydb.table import Document

    return Document(to_builtins(row), number)

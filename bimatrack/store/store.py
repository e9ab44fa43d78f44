"""Where directives are kept between runs."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.history import (
    Change,
    Head,
    History,
    KeptEvent,
    KeptRelease,
    Life,
    Tracked,
    lives,
    releases_alive,
    touched_after,
)
from bimatrack.model import Status
from bimatrack.server import Place, Server
from bimatrack.store.book import has_gaps
from bimatrack.store.collecting import uncollected
from bimatrack.store.draft import Draft
from bimatrack.store.narrowing import Days, Narrowing
from bimatrack.store.shape import SCHEMA
from bimatrack.store.snapshot import Snapshot

if TYPE_CHECKING:
    from bimatrack.store.backups import Keeper
    from bimatrack.store.findings import Examination

PATIENCE = 5.0


class Store(ABC):
    """Directives, releases, events and their history; made by `at` or `in_memory`.

    It is read when first asked, and again only where another process has written since and this one wants to write.
    What an undone import brought is withdrawn: kept, but not shown by any of these methods.
    """

    @classmethod
    def at(cls, place: Place, *, patience: float = PATIENCE, keeper: "Callable[[], Keeper] | None" = None) -> "Store":
        """Return the store at *place*, which need not exist; a writer waits *patience* seconds for others.

        *keeper* gives what makes backups of a file before it is replaced.
        """
        return (
            _made("shared", place, patience) if isinstance(place, Server) else _made("filed", place, patience, keeper)
        )

    @classmethod
    def in_memory(cls) -> "Store":
        """Return an empty store that is gone when the program ends."""
        return _made("filed", None, None, None)

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever kept here."""
        return self._snapshot.untouched

    @property
    def takes_back(self) -> bool:
        """Whether who writes here may take back what was written."""
        return True

    def directives(self) -> tuple[Tracked, ...]:
        """Return all directives as they stand, in order of id; discarded ones are none."""
        return self._snapshot.directives

    def open_directives(self) -> tuple[Tracked, ...]:
        """Return the directives of which something is still to be done, in order of id; no others are read."""
        return self._snapshot.open_directives

    def count_closed(self) -> int:
        """Return how many directives are done or dropped."""
        return self._snapshot.count_closed()

    def among(self, narrowing: Narrowing) -> tuple[Tracked, ...]:
        """Return the directives that *narrowing* leaves, maybe others too, in order of id, discarded ones last."""
        return self._snapshot.among(narrowing)

    def around(self, days: Days) -> "Store":  # noqa: ARG002 - for those that can read less
        """Return a store that tells of *days* what this one does; of others it may know less."""
        return self

    def discarded(self) -> tuple[Tracked, ...]:
        """Return the directives that a review discarded, in order of id."""
        return self._snapshot.discarded

    def directive(self, number: int) -> Tracked:
        """Return the directive *number*, be it discarded or not.

        Raises:
            UnknownDirectiveError: there is none.
        """
        return self._snapshot.directive(number)

    def those_of(self, numbers: Iterable[int]) -> tuple[Tracked, ...]:
        """Return the directives *numbers*, in that order; ids of none are passed over."""
        snapshot = self._snapshot
        return tuple([found for number in numbers if (found := snapshot.directive_or_none(number))])

    def releases(self, day: date | None = None) -> tuple[KeptRelease, ...]:
        """Return the releases that had come by *day* (None: now), in order of id."""
        snapshot = self._snapshot
        if day is None:
            return tuple(kept for kept in snapshot.every_release if kept.number not in snapshot.withdrawn_releases)
        alive = releases_alive(snapshot.heads, day)
        return tuple(kept for kept in snapshot.every_release if kept.number in alive)

    def release(self, number: int) -> KeptRelease:
        """Return the release *number*.

        Raises:
            UnknownReleaseError: there is none.
        """
        return self._snapshot.release(number)

    def release_by_key(self, key: str) -> KeptRelease | None:
        """Return the release whose text has *key*, if it was imported."""
        found = self._snapshot.release_by_key(key)
        return None if found is None or found.number in self._snapshot.withdrawn_releases else found

    def events(self, day: date | None = None) -> tuple[KeptEvent, ...]:
        """Return the events of the releases that had come by *day* (None: now), in order of id."""
        snapshot = self._snapshot
        if day is None:
            return tuple(kept for kept in snapshot.every_event if kept.release not in snapshot.withdrawn_releases)
        alive = releases_alive(snapshot.heads, day)
        return tuple(kept for kept in snapshot.every_event if kept.release in alive)

    def changes(self) -> tuple[Change, ...]:
        """Return the whole history, in order of number."""
        return self._snapshot.changes

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """Return the history of the directive *number*, with what undid or redid it, in order of number.

        Raises:
            UnknownDirectiveError: there is none.
        """
        self._snapshot.directive(number)
        return self._snapshot.changes_of({number})

    def as_of(self, day: date) -> tuple[Tracked, ...]:
        """Return the directives there were on *day*, each as it stood at its end, in order of id."""
        snapshot = self._snapshot
        with uncollected():
            changed = touched_after(snapshot.heads, day)
            told = lives(snapshot.changes_of(changed, day), day)
            # Who is born later has later changes, which a store may leave out that tells of some days only.
            stood = {one.number for one in snapshot.directives if one.born <= day} - changed
            return tuple(
                [
                    one if one.number in stood else one.living(told[one.number])
                    for one in snapshot.every_directive
                    if one.number in stood or (one.number in changed and _counts(told.get(one.number)))
                ]
            )

    def history(self) -> History:
        """Return the history by its heads; the changes of single directives are read when they are asked for."""
        return History(self.heads, self._snapshot.changes_of)

    @property
    def heads(self) -> tuple[Head, ...]:
        """The heads of the whole history, in order of number."""
        return self._snapshot.heads

    def changes_in(self, steps: Collection[int]) -> tuple[Change, ...]:
        """Return the changes that *steps* made, in order of number; no others are read."""
        return self._snapshot.changes_in(steps)

    def changes_on(self, directives: Collection[int]) -> tuple[Change, ...]:
        """Return the history of *directives*, with what undid or redid it, in order of number; no other is read."""
        return self._snapshot.changes_of(directives)

    def as_lines(self) -> str:
        """Return all that is kept as JSON Lines, which `copy_at` reads."""
        from bimatrack.store.lines import write_lines

        return write_lines(self._snapshot.book.tables, SCHEMA)

    @property
    def lacks_entries(self) -> bool:
        """Whether entries are missing that were kept once, other than by a server, which passes numbers over."""
        tables = self._snapshot.book.tables
        return has_gaps(tables) and not tables["meta"]["1"].get("gaps")

    def prove(self) -> None:
        """See to it that each row can be read, and that all stands as the history tells.

        Raises:
            StoreError: it is not so, or nothing is kept.
        """
        from bimatrack.store.copies import prove

        prove(self._snapshot, self._snapshot.place)

    def holds(self, other: "Store") -> bool:
        """Whether it holds just what *other* does."""
        return self._snapshot.book.tables == other._snapshot.book.tables  # noqa: SLF001 - a store, too

    @contextmanager
    def rehearsing(self) -> Iterator[Draft]:
        """Let the block give to a draft what it would write; nothing of it is kept, and no lock is taken."""
        yield Draft(self._snapshot)

    def rest(self) -> None:  # noqa: B027 - a file is held by nobody who reads
        """Hold nothing while a person looks; the next question finds out whether what was read holds still."""

    @abstractmethod
    def refresh(self) -> bool:
        """Let the next question read anew if another process has written since; tell whether one has."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Draft]:
        """Let the block add to the store what it gives to the draft: all of it when the block ends, none if it raises.

        Other writers wait meanwhile. Nothing is written if nothing was recorded.

        Raises:
            StoreBusyError: another process is writing all the while, or has changed the same.
            StoreError: the store is damaged or cannot be written.
        """

    @abstractmethod
    def rehearsed(self) -> "Store":
        """Return a store that stands as this one does, and keeps nothing of what is written to it."""

    @abstractmethod
    def copy_at(self, path: Path) -> "Store":
        """Return a store that holds what the copy at *path* does, and keeps nothing of what is written to it.

        Raises:
            StoreError: it cannot be read, is damaged, or was written by a newer program.
        """

    @property
    @abstractmethod
    def seal(self) -> tuple[int, ...]:
        """What changes whenever something is written; empty where nothing is kept."""

    @abstractmethod
    def restore(self, copy: "Store", seal: tuple[int, ...], moment: datetime) -> Path | None:
        """Put what *copy* holds in place of all that is kept, unless that changed since it had *seal*.

        Return where the file of before lies now: beside, its name telling the *moment*; None where there was none.

        Raises:
            StoreBusyError: another process is writing, or has written since.
            StoreError: it could not be done; then all is as it was.
        """

    @abstractmethod
    def mend(self, found: "Examination", seal: tuple[int, ...], moment: datetime) -> Path:
        """Put what was *found* to be mended in place of what is kept, unless that changed since it had *seal*.

        Return where the file of before lies now: beside, its name telling the *moment*.

        Raises:
            StoreBusyError: another process is writing, or has written since.
            StoreError: it could not be done; then all is as it was.
        """

    @property
    @abstractmethod
    def _snapshot(self) -> Snapshot:
        """What is kept, as it was when it was read."""


def _made(sort: str, *where: object) -> Store:
    """Return a store of that *sort*; each is built on what stands here, and loaded only when there is one."""
    store: Store = import_module(f"bimatrack.store.{sort}").store_in(*where)
    return store


def _counts(life: Life | None) -> bool:
    return life is not None and life.state.status is not Status.DISCARDED

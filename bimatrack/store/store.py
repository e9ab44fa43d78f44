"""Where directives are kept between runs."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.errors import StoreBusyError
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
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.store.book import Book
from bimatrack.store.draft import Draft
from bimatrack.store.file import alone, stamp_of
from bimatrack.store.shape import SCHEMA, damaged
from bimatrack.store.snapshot import Snapshot, uncollected
from bimatrack.store.storage import BookFile, Memory, Storage

if TYPE_CHECKING:
    from bimatrack.store.backups import Keeper
    from bimatrack.store.findings import Examination

PATIENCE = 5.0


class Store:
    """Directives, releases, events and their history; made by `at` or `in_memory`.

    It is read once, when first asked, and again only where another process has written since and this one wants to
    write. What an undone import brought is withdrawn: kept, but not shown by any of these methods.
    """

    def __init__(self, path: Path, storage: Storage, *, patience: float | None) -> None:
        self._path = path
        self._storage = storage
        self._patience = patience
        self._read: tuple[tuple[int, ...], Snapshot] | None = None

    @classmethod
    def at(cls, path: Path, *, patience: float = PATIENCE, keeper: "Callable[[], Keeper] | None" = None) -> "Store":
        """Return the store in the file *path*, which need not exist; a writer waits *patience* seconds for others.

        *keeper* gives what makes backups of the file before it is replaced.
        """
        real = Path(os.path.realpath(path))
        return cls(real, BookFile(real, keeper), patience=patience)

    @classmethod
    def in_memory(cls) -> "Store":
        """Return an empty store that is gone when the program ends."""
        return cls(Path(":memory:"), Memory(), patience=None)

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever kept here."""
        return self._snapshot.untouched

    def directives(self) -> tuple[Tracked, ...]:
        """Return all directives as they stand, in order of id; discarded ones are none."""
        return self._snapshot.directives

    def open_directives(self) -> tuple[Tracked, ...]:
        """Return the directives of which something is still to be done, in order of id; no others are read."""
        return self._snapshot.open_directives

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
            if not changed:
                return snapshot.directives
            stood = {one.number for one in snapshot.directives} - changed
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

    def refresh(self) -> bool:
        """Let the next question read the file again if another process has written since; tell whether one has."""
        before = self._read
        self._forget_if_stale()
        return self._read is not before

    def as_lines(self) -> str:
        """Return all that is kept as JSON Lines, which `copy_at` reads."""
        from bimatrack.store.lines import write_lines

        return write_lines(self._snapshot.book.tables, SCHEMA)

    def copy_at(self, path: Path) -> "Store":
        """Return a store that holds what the copy at *path* does, and keeps nothing of what is written to it.

        Raises:
            StoreError: it cannot be read, is damaged, or was written by a newer program.
        """
        from bimatrack.store.copies import read_copy

        return _Rehearsal(path, self._storage, read_copy(path))

    def holds(self, other: "Store") -> bool:
        """Whether it holds just what *other* does."""
        return self._snapshot.book.tables == other._snapshot.book.tables  # noqa: SLF001 - a store, too

    @property
    def seal(self) -> tuple[int, ...]:
        """What changes whenever the file is replaced; empty where there is none."""
        return stamp_of(self._path)

    def restore(self, copy: "Store", seal: tuple[int, ...], moment: datetime) -> Path | None:
        """Put what *copy* holds in place of all that is kept, unless that changed since it had *seal*.

        Return where the file of before lies now: beside, its name telling the *moment*; None where there was none.

        Raises:
            StoreBusyError: another process is writing, or has written since.
            StoreError: it could not be done; then all is as it was.
        """
        from bimatrack.store.copies import put_in_place

        with self._replacing(seal, "restore", moment) as aside:
            return put_in_place(copy._snapshot, self._path, aside)  # noqa: SLF001 - a store, too

    def mend(self, found: "Examination", seal: tuple[int, ...], moment: datetime) -> Path:
        """Put what was *found* to be mended in place of what is kept, unless that changed since it had *seal*.

        Return where the file of before lies now: beside, its name telling the *moment*.

        Raises:
            StoreBusyError: another process is writing, or has written since.
            StoreError: it could not be done; then all is as it was.
        """
        from bimatrack.store.copies import put_tables

        with self._replacing(seal, "mending", moment) as aside:
            return put_tables(found.mended, self._path, aside)

    @contextmanager
    def writing(self) -> Iterator[Draft]:
        """Let the block add to the store what it gives to the draft: all of it when the block ends, none if it raises.

        Other writers wait meanwhile. Nothing is written if nothing was recorded.

        Raises:
            StoreBusyError: another process is writing all the while.
            StoreError: the store is damaged or cannot be written.
        """
        with ExitStack() as stack:
            if self._patience is not None:
                stack.enter_context(alone(self._path, self._patience))
                self._forget_if_stale()
            snapshot = self._snapshot
            draft = Draft(snapshot)
            yield draft
            if draft.empty:
                return
            self._require_unchanged()
            self._read = None
            self._put(draft, snapshot.book)
            self._read = (stamp_of(self._path), Snapshot(snapshot.book, self._path))

    def _put(self, draft: Draft, book: Book) -> None:
        from bimatrack.store.database import database_of

        with uncollected():
            try:
                draft.put(database_of(book))
            except ValueError as error:
                raise damaged(self._path, _("an id would be given twice")) from error
            self._storage.write(book)

    def rehearsed(self) -> "Store":
        """Return a store that stands as this one does, and keeps nothing of what is written to it."""
        return _Rehearsal(self._path, self._storage, self._snapshot)

    @contextmanager
    def rehearsing(self) -> Iterator[Draft]:
        """Let the block give to a draft what it would write; nothing of it is kept, and no lock is taken."""
        yield Draft(self._snapshot)

    @property
    def _snapshot(self) -> Snapshot:
        if self._read is None:
            stamp = stamp_of(self._path)
            self._read = (stamp, Snapshot(self._storage.read(), self._path))
        return self._read[1]

    def _forget_if_stale(self) -> None:
        if self._read is not None and self._read[0] != stamp_of(self._path):
            self._read = None

    @contextmanager
    def _replacing(self, seal: tuple[int, ...], what: str, moment: datetime) -> Iterator[Path]:
        with alone(self._path, self._patience or 0):
            told = _("{path} was changed meanwhile; nothing was put in its place. Look again.")
            if self.seal != seal:
                raise StoreBusyError(told.format(path=self._path))
            self._read = None
            yield self._path.with_name(f"{self._path.stem}.before-{what}-{moment:%Y%m%d-%H%M%S}.json")

    def _require_unchanged(self) -> None:
        """Refuse to write over what came without a lock: by a program that copies files, or past a lock taken away."""
        if self._read is not None and self._patience is not None and self._read[0] != stamp_of(self._path):
            self._read = None
            raise StoreBusyError(
                _("{path} was changed meanwhile; nothing was written. Try again.").format(path=self._path)
            )


def _counts(life: Life | None) -> bool:
    return life is not None and life.state.status is not Status.DISCARDED


class _Rehearsal(Store):
    """A store in which everything is tried and nothing kept."""

    def __init__(self, path: Path, storage: Storage, snapshot: Snapshot) -> None:
        super().__init__(path, storage, patience=None)
        self._read = ((), snapshot)

    @contextmanager
    def writing(self) -> Iterator[Draft]:
        """Let the block add what is forgotten when it ends."""
        with self.rehearsing() as draft:
            yield draft

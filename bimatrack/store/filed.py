"""A store in a file, or in memory."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.errors import StoreBusyError
from bimatrack.i18n import _
from bimatrack.server import Place
from bimatrack.store.book import Book
from bimatrack.store.collecting import uncollected
from bimatrack.store.draft import Draft
from bimatrack.store.file import alone, stamp_of
from bimatrack.store.shape import damaged
from bimatrack.store.snapshot import Snapshot
from bimatrack.store.storage import BookFile, Memory, Storage
from bimatrack.store.store import Store

if TYPE_CHECKING:
    from bimatrack.store.backups import Keeper
    from bimatrack.store.findings import Examination


def store_in(path: Path | None, patience: float | None, keeper: "Callable[[], Keeper] | None") -> Store:
    """Return the store in the file *path*; for None an empty one that is gone when the program ends."""
    if path is None:
        return FileStore(Path(":memory:"), Memory(), patience=None)
    real = Path(os.path.realpath(path))
    return FileStore(real, BookFile(real, keeper), patience=patience)


class FileStore(Store):
    """A store whose book is kept by *storage*; *path* names it, and is its file's where there is one."""

    def __init__(self, path: Path, storage: Storage, *, patience: float | None) -> None:
        self._path = path
        self._storage = storage
        self._patience = patience
        self._read: tuple[tuple[int, ...], Snapshot] | None = None

    def refresh(self) -> bool:
        """Let the next question read the file again if another process has written since; tell whether one has."""
        before = self._read
        self._forget_if_stale()
        return self._read is not before

    def copy_at(self, path: Path) -> Store:
        """Return a store that holds what the copy at *path* does, and keeps nothing of what is written to it.

        Raises:
            StoreError: it cannot be read, is damaged, or was written by a newer program.
        """
        from bimatrack.store.copies import read_copy

        return Rehearsal(path, read_copy(path))

    @property
    def seal(self) -> tuple[int, ...]:
        """What changes whenever the file is replaced; empty where there is none."""
        return stamp_of(self._path)

    def restore(self, copy: Store, seal: tuple[int, ...], moment: datetime) -> Path | None:
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

    def rehearsed(self) -> Store:
        """Return a store that stands as this one does, and keeps nothing of what is written to it."""
        return Rehearsal(self._path, self._snapshot)

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


class Rehearsal(FileStore):
    """A store that begins with *snapshot*, in which everything is tried and nothing kept; *place* names it."""

    def __init__(self, place: Place, snapshot: Snapshot) -> None:
        super().__init__(place if isinstance(place, Path) else Path(str(place)), Memory(), patience=None)
        self._read = ((), snapshot)

    @contextmanager
    def writing(self) -> Iterator[Draft]:
        """Let the block add what is forgotten when it ends."""
        with self.rehearsing() as draft:
            yield draft

"""A store on a server: each command that writes is one transaction, and sees what it changes as nobody else does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import to_builtins
from msgspec.structs import replace

from bimatrack.errors import StoreBusyError, StoreError
from bimatrack.i18n import _
from bimatrack.roles import Role
from bimatrack.server import Server
from bimatrack.store.draft import Draft
from bimatrack.store.file import file_of
from bimatrack.store.filed import Rehearsal
from bimatrack.store.narrowing import Days
from bimatrack.store.shared.faults import refused, told
from bimatrack.store.shared.line import READING, WRITING, Line
from bimatrack.store.shared.reading import Kept, SharedSnapshot, look, snapshot_on
from bimatrack.store.shared.turn import take_turn
from bimatrack.store.shared.writing import put, require_unchanged
from bimatrack.store.snapshot import Snapshot
from bimatrack.store.store import Store

if TYPE_CHECKING:
    from bimatrack.store.findings import Examination


class SharedStore(Store):
    """The store in a database on *server*; a writer waits *patience* seconds for others.

    What is asked for is read in one transaction, so that all answers of a command fit together.
    """

    def __init__(self, server: Server, *, patience: float) -> None:
        self._server = server
        self._patience = patience
        self._line = Line(server)
        self._read: tuple[int, Snapshot] | None = None  # with the number of the last change in it
        self._kept: Kept | None = None  # as it was when somebody looked
        self._told: int | None = None  # the last change that they were told of

    def rest(self) -> None:
        """Leave no transaction open while a person looks: the server could not clear away what it still might show."""
        self._line.give_up()

    def refresh(self) -> bool:
        """Let the next question read anew if another process has written since; tell whether one has."""
        if self._told is None:
            return False
        before = self._told
        self._line.begin(READING)
        self._kept = look(self._line.ask, self._server)
        self._told = self._kept.seen
        if self._read is not None and self._read[0] != self._told:
            self._read = None
        return self._told != before

    @property
    def seal(self) -> tuple[int, ...]:
        """What changes whenever something is written; empty where nothing is kept."""
        seen, _snapshot = self._reading()
        return (seen,) if seen else ()

    @property
    def takes_back(self) -> bool:
        """Whether who writes here may take back what was written: an officer may not."""
        return self._kept is None or self._kept.role is not Role.OFFICER

    def copy_at(self, path: Path) -> Store:
        """Return a store that holds what the copy at *path* does, and keeps nothing of what is written to it.

        Raises:
            StoreError: it cannot be read, is damaged, or was written by a newer program.
        """
        from bimatrack.store.copies import read_copy

        return Rehearsal(path, read_copy(path))

    def restore(self, copy: Store, seal: tuple[int, ...], moment: datetime) -> Path | None:  # noqa: ARG002 - as of a file
        """Put all that *copy* holds where nothing is kept yet, and prove that it is there, letter by letter.

        Raises:
            UsageError: something is kept: a server's store is put back by the server's own programs.
            StoreError: it could not be done; then nothing is kept here.
        """
        if not self.untouched:
            return file_of(self._server)
        with self._alone() as (_seen, kept):
            if not self._snapshot.untouched:
                sentence = _("{path} was changed meanwhile; nothing was put in its place. Look again.")
                raise StoreBusyError(sentence.format(path=self._server))
            self._take(copy._snapshot, kept)  # noqa: SLF001 - a store, too
            self._line.keep()
        return None

    def mend(self, found: "Examination", seal: tuple[int, ...], moment: datetime) -> Path:  # noqa: ARG002 - the same
        """Refuse: a server sees to its own files.

        Raises:
            UsageError: always.
        """
        return file_of(self._server)

    def around(self, days: Days) -> Store:
        """Return a store that tells of *days* what this one does; of others it may know less."""
        snapshot = self._snapshot
        return Rehearsal(self._server, snapshot.around(days)) if isinstance(snapshot, SharedSnapshot) else self

    def rehearsed(self) -> Store:
        """Return a store that stands as this one does, and keeps nothing of what is written to it."""
        return Rehearsal(self._server, self._snapshot)

    @contextmanager
    def writing(self) -> Iterator[Draft]:
        """Let the block add to the store what it gives to the draft: all of it when the block ends, none if it raises.

        Other writers wait meanwhile. Nothing is written if nothing was recorded.

        Raises:
            StoreBusyError: another process is writing all the while, or somebody has changed one of the same directives
                since this command began to look.
            StoreError: the store is damaged or cannot be written.
        """
        with self._alone() as (seen, kept):
            draft = Draft(self._snapshot)
            yield draft
            if not draft.empty:
                gathered = draft.gathered()
                if kept.role is Role.OFFICER and any(new for _table, _rows, new in gathered.standing):
                    raise refused("officer_action", self._server)
                require_unchanged(self._line, gathered, seen)
                with told(self._server):
                    put(self._line.connection, gathered, kept, self._server)
                self._line.keep()
                self._kept = replace(kept, meta=to_builtins(gathered.meta), seen=max(gathered.changes))
                self._told = self._kept.seen

    @contextmanager
    def _alone(self) -> Iterator[tuple[int, Kept]]:
        """Be the only one who writes in the block; give the last change that this command had seen, and what there is.

        Raises:
            StoreError: another process is writing all the while.
        """
        try:
            seen = self._begin_writing()
            kept = look(self._line.ask, self._server)
            if kept.role is Role.READER:
                raise refused("reader", self._server)
            self._read = self._read_as(kept)
            yield seen, kept
        finally:
            self._read = None
            self._line.give_up()

    def _take(self, copy: Snapshot, kept: Kept) -> None:
        """Put what *copy* holds into the tables, and read it back.

        Raises:
            StoreError: it cannot be put there, or not so that it is the same.
        """
        from bimatrack.store.copies import prove
        from bimatrack.store.shared.filling import fill

        with told(self._server):
            fill(self._line.connection, copy.book, there=kept.meta is not None)
        found = snapshot_on(self._line.ask, self._server, look(self._line.ask, self._server))
        if found.book.tables != copy.book.tables:
            sentence = _("{path} does not hold what was written; nothing was changed.")
            raise StoreError(sentence.format(path=self._server))
        prove(found, self._server)

    @property
    def _snapshot(self) -> Snapshot:
        return self._reading()[1]

    def _reading(self) -> tuple[int, Snapshot]:
        """Return what is kept, and the number of the last change in it; read now, or still as it was read."""
        if self._read is None or not self._line.is_up:
            self._line.begin(READING)
            self._kept = look(self._line.ask, self._server)
            self._read = self._read_as(self._kept)
            self._told = self._kept.seen if self._told is None else self._told
        elif not self._line.in_transaction:
            self._line.begin(READING)
            now = look(self._line.ask, self._server)
            if now.seen != self._read[0]:
                self._read = self._read_as(now)  # What the person saw stays what is known.
        return self._read

    def _read_as(self, kept: Kept) -> tuple[int, Snapshot]:
        return kept.seen, snapshot_on(self._line.ask, self._server, kept)

    def _begin_writing(self) -> int:
        """Be the only one who writes; return the number of the last change that this command has seen."""
        known = None if self._read is None else self._kept
        self._line.begin(WRITING)
        known = known or look(self._line.ask, self._server)
        take_turn(self._line, self._server, self._patience)
        return known.seen

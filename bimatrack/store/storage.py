"""Keeps TinyDB's tables in one JSON file that is always whole: written beside, then put in place at one stroke."""

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import Storage

from bimatrack.placing import clear_left_overs, confirm, name_beside, require_writable, write_through
from bimatrack.store.contents import content_of
from bimatrack.store.shape import Tables, read_tables, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bimatrack.store.backups import Keeper


class Buffer(Storage):
    """Holds in memory what the storage *behind* it holds: read once, written back by `flush` only."""

    def __init__(self, behind: Storage | None) -> None:
        super().__init__()
        self._behind = behind
        self._tables = None if behind is None else behind.read()

    def read(self) -> Tables | None:
        """Return all tables as they are in memory."""
        return self._tables

    def write(self, data: Tables) -> None:
        """Keep *data* in memory."""
        self._tables = data

    def flush(self) -> None:
        """Write all tables to the storage behind."""
        if self._behind is not None and self._tables is not None:
            self._behind.write(self._tables)


class AtomicJSONStorage(Storage):
    """A file that holds all tables. Reading needs no lock; who writes must hold one. A *keeper* makes backups of it."""

    def __init__(self, path: Path, keeper: "Callable[[], Keeper] | None" = None) -> None:
        super().__init__()
        self._path = path
        self._keeper = keeper

    def read(self) -> Tables | None:
        """Return all tables; None where there is no file yet.

        Raises:
            StoreError: the file cannot be read, is damaged, or was written by a newer program.
        """
        try:
            content = content_of(self._path)
        except FileNotFoundError:
            return None
        return read_tables(content, self._path)

    def write(self, data: Tables) -> None:
        """Put *data* in place of what the file holds; on any failure but one the file stays as it was.

        That one is a disk that does not confirm what it was given, which the sentence says.

        Raises:
            StoreError: the file cannot be written.
        """
        content = _serialised(data)
        try:
            self._replace(content)
        except OSError as error:
            raise unwritable(self._path, error) from error

    def _replace(self, content: bytes) -> None:
        require_writable(self._path)
        clear_left_overs(self._path, alone=True)
        beside = name_beside(self._path)
        keeper = None if self._keeper is None else self._keeper()
        hindered = None
        try:
            write_through(beside, content)
            if keeper is not None:
                hindered = keeper.keep(self._path, beside)
            beside.replace(self._path)
        finally:
            with suppress(OSError):
                beside.unlink()
        confirm(self._path)
        if keeper is not None and hindered is not None:
            keeper.told(hindered)


def _serialised(data: Tables) -> bytes:
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # Half a character, such as a file name that is no UTF-8 brings along: escaped it survives the way and back.
        return json.dumps(data, separators=(",", ":")).encode()

"""Keeps TinyDB's tables in one JSON file that is always whole: written beside, then put in place at one stroke."""

import errno
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import Storage

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
        """Put *data* in place of what the file holds; on any failure the file stays as it was.

        Raises:
            StoreError: the file cannot be written.
        """
        content = _serialised(data)
        try:
            self._replace(content)
        except OSError as error:
            raise unwritable(self._path, error) from error

    def _replace(self, content: bytes) -> None:
        self._clear_left_overs()
        beside = self._path.with_name(f".{self._path.name}.{os.getpid()}.tmp")
        try:
            write_through(beside, content)
            if self._keeper is not None:
                self._keeper().keep(self._path, beside)
            beside.replace(self._path)
        finally:
            beside.unlink(missing_ok=True)
        sync_folder(self._path.parent)

    def _clear_left_overs(self) -> None:
        """Take away what a writer left that was killed; while this one holds the lock there is no other at work."""
        form = re.compile(rf"\.{re.escape(self._path.name)}\.\d+\.tmp")
        for path in self._path.parent.iterdir():
            if form.fullmatch(path.name):
                path.unlink(missing_ok=True)


def _serialised(data: Tables) -> bytes:
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # Half a character, such as a file name that is no UTF-8 brings along: escaped it survives the way and back.
        return json.dumps(data, separators=(",", ":")).encode()


def write_through(path: Path, content: bytes) -> None:
    """Write *content* into the new file *path*, down to the disk.

    Raises:
        OSError: it is there already, or cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """See to it that the names in the folder *path* are on the disk."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network file systems know no such thing for a folder; the file itself has been synced.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)

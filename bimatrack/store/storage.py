"""Where a book is kept between commands: in a file that is always whole, or in memory."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bimatrack.placing import clear_left_overs, confirm, name_beside, require_writable, write_through
from bimatrack.store.book import Book
from bimatrack.store.contents import content_of
from bimatrack.store.older import as_today
from bimatrack.store.shape import check_schema, read_tables, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bimatrack.store.backups import Keeper


class Storage(Protocol):
    """What keeps a book."""

    def read(self) -> Book:
        """Return the book, one without anything in it where none was kept yet."""

    def write(self, book: Book) -> None:
        """Keep *book*."""


class Memory:
    """A book that is gone when the program ends."""

    def __init__(self) -> None:
        self._book = Book()

    def read(self) -> Book:
        """Return the book."""
        return self._book

    def write(self, book: Book) -> None:
        """Keep *book*."""
        self._book = book


class BookFile:
    """A file that holds a book. Reading needs no lock; who writes must hold one. A *keeper* makes backups of it."""

    def __init__(self, path: Path, keeper: "Callable[[], Keeper] | None" = None) -> None:
        self._path = path
        self._keeper = keeper

    def read(self) -> Book:
        """Return the book, one without anything in it where there is no file yet.

        Raises:
            StoreError: the file cannot be read, is damaged, or was written by a newer program.
        """
        try:
            return read_book(content_of(self._path), self._path)
        except FileNotFoundError:
            return Book()

    def write(self, book: Book) -> None:
        """Put *book* in place of what the file holds; on any failure but one the file stays as it was.

        That one is a disk that does not confirm what it was given, which the sentence says.

        Raises:
            StoreError: the file cannot be written.
        """
        content = book.packed()
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


def read_book(content: bytes, path: Path) -> Book:
    """Return the book that is the *content* of the file at *path*.

    One that was written by this program is only divided into its sections; any other is read whole.

    Raises:
        StoreError: it is damaged, or was written by a newer program.
    """
    book = Book.read(content)
    if book is None:
        return Book.of(as_today(read_tables(content, path)))
    check_schema(None if book.meta is None else book.meta.get("schema"), path)
    return book

"""A book as TinyDB's tables, which read and write no rows but those that are asked for."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any

from tinydb import Storage, TinyDB
from tinydb.table import Table

from bimatrack.store.book import Book, Shelf
from bimatrack.store.rows import Row
from bimatrack.store.shape import TABLES


def database_of(book: Book) -> TinyDB:
    """Return TinyDB over *book*: what is put into its tables is in the book at once."""
    return _Database(storage=lambda: _BookStorage(book))


class _BookStorage(Storage):
    """What TinyDB reads and writes is the *book* itself."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._tables: dict[str, Any] = {name: _ByText(book.table(name)) for name in TABLES}

    def read(self) -> dict[str, Any]:
        """Return the tables."""
        return self._tables

    def write(self, data: dict[str, Any]) -> None:
        """Do nothing: what was changed is in the book already."""


class _LineTable(Table):
    """A table whose rows are looked up one by one, where TinyDB would make all of them anew for each change."""

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        tables: Mapping[str, Any] = self._storage.read() or {}
        rows = _Changing(tables[self.name].shelf)
        updater(rows)
        rows.put_back()
        self.clear_cache()


class _Database(TinyDB):
    table_class = _LineTable


class _ByText(Mapping[str, Row]):
    """The rows of *shelf* by their ids as text, as TinyDB reads them."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def __getitem__(self, number: str) -> Row:
        row = self.shelf.get(int(number))
        if row is None:
            raise KeyError(number)
        return row

    def __iter__(self) -> Iterator[str]:
        return map(str, sorted(self.shelf.numbers()))

    def __len__(self) -> int:
        return len(self.shelf.numbers())


class _Changing(MutableMapping[int, Any]):
    """The rows of *shelf* by id, as TinyDB changes them: in place, so that each that was looked at is put back."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._out: dict[int, Row] = {}

    def __getitem__(self, number: int) -> Row:
        if number not in self._out:
            row = self._shelf.get(number)
            if row is None:
                raise KeyError(number)
            self._out[number] = dict(row)
        return self._out[number]

    def __setitem__(self, number: int, row: Row) -> None:
        self._out[number] = row

    def __delitem__(self, number: int) -> None:
        self._out.pop(number, None)
        self._shelf.take(number)

    def __contains__(self, number: object) -> bool:
        return number in self._out or (isinstance(number, int) and number in self._shelf)

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._shelf.numbers() | self._out.keys()))

    def __len__(self) -> int:
        return len(self._shelf.numbers() | self._out.keys())

    def put_back(self) -> None:
        """Put back what was looked at, changed or not."""
        for number, row in self._out.items():
            self._shelf.put(number, row)

"""All that a store holds, as rows: those of open directives apart from closed ones and from the history."""

from collections.abc import Mapping
from typing import Protocol

from bimatrack.model import Status
from bimatrack.store.rows import Row, Rows
from bimatrack.store.sections import SECTIONS, Sections, pack, unpack
from bimatrack.store.shape import Tables

_META = 1  # the id of its one row

# Sections of one table; where there are several, the first that a row belongs in holds it.
_PARTS = {table: tuple(name for name, theirs in SECTIONS.items() if theirs == table) for table in SECTIONS.values()}
_CLOSED = frozenset(status.value for status in Status if status.closed)


class Book:
    """The rows by section and id; *meta* is None where nothing was ever kept."""

    def __init__(self, meta: Row | None = None, sections: Sections | None = None) -> None:
        self.meta = meta
        self.sections = {name: Rows() for name in SECTIONS} if sections is None else sections

    @classmethod
    def of(cls, tables: Tables) -> "Book":
        """Return the book that holds *tables*."""
        book = cls(tables["meta"].get("1"))
        for table in _PARTS:
            for number, row in tables.get(table, {}).items():
                book.table(table).put(int(number), row)
        return book

    @classmethod
    def read(cls, content: bytes) -> "Book | None":
        """Return the book that *content* is as `packed` made it; None for one that was altered since."""
        found = unpack(content)
        return None if found is None else cls(*found)

    def packed(self) -> bytes:
        """Return the bytes of its file."""
        return pack(self.meta or {}, self.sections)

    def table(self, name: str) -> "Shelf":
        """Return the rows of the table *name*."""
        return _Meta(self) if name == "meta" else _Parted({part: self.sections[part] for part in _PARTS[name]})

    @property
    def tables(self) -> Tables:
        """All rows by table and id, in order of id."""
        found: Tables = {"meta": {} if self.meta is None else {"1": self.meta}}
        for name, parts in _PARTS.items():
            rows = [pair for part in parts for pair in self.sections[part].items()]
            found[name] = {str(number): row for number, row in sorted(rows, key=lambda pair: pair[0])}
        return found


def has_gaps(tables: Tables) -> bool:
    """Whether a number that was given has no row in *tables*."""
    given = tables["meta"].get("1", {}).get("next", {})
    return any(len(tables[name]) != given[name] - 1 for name in _PARTS if name in given)


class Shelf(Protocol):
    """The rows of one table."""

    def __contains__(self, number: int) -> bool:
        """Whether there is a row *number*."""

    def get(self, number: int) -> Row | None:
        """Return the row *number*, None where there is none."""

    def put(self, number: int, row: Row) -> None:
        """Set the row *number*."""

    def take(self, number: int) -> None:
        """Take the row *number* away."""

    def numbers(self) -> frozenset[int]:
        """Return the ids."""


class _Parted:
    """The rows of one table, each in the one of its *sections* where it belongs."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections

    def __contains__(self, number: int) -> bool:
        return any(number in rows for rows in self._sections.values())

    def get(self, number: int) -> Row | None:
        return next((row for rows in self._sections.values() if (row := rows.get(number)) is not None), None)

    def put(self, number: int, row: Row) -> None:
        there = section_of(row) if len(self._sections) > 1 else next(iter(self._sections))
        for name, rows in self._sections.items():
            if name == there:
                rows.put(number, row)
            elif number in rows:
                rows.take(number)

    def take(self, number: int) -> None:
        for rows in self._sections.values():
            if number in rows:
                rows.take(number)

    def numbers(self) -> frozenset[int]:
        return frozenset[int]().union(*[rows.numbers() for rows in self._sections.values()])


class _Meta:
    """The one row that says what the rest of the *book* is."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def __contains__(self, number: int) -> bool:
        return number in self.numbers()

    def get(self, number: int) -> Row | None:
        return self._book.meta if number in self else None

    def put(self, number: int, row: Row) -> None:
        if number != _META:
            raise ValueError(number)
        self._book.meta = row

    def take(self, number: int) -> None:
        if number in self:
            self._book.meta = None

    def numbers(self) -> frozenset[int]:
        return frozenset() if self._book.meta is None else frozenset({_META})


def section_of(row: Row) -> str:
    """Return the section for the *row* of a directive; whether it is sound is found out when it is read."""
    now = row.get("now")
    closed = isinstance(now, Mapping) and now.get("status") in _CLOSED
    return "closed" if closed or row.get("withdrawn") else "open"

"""One reading of the store: rows of its book, made into values when they are asked for, and no others."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import convert

from bimatrack.errors import DamagedError, UnknownDirectiveError, UnknownReleaseError
from bimatrack.history import Change, Head, KeptEvent, KeptRelease, Tracked, active, concerning
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.server import Place
from bimatrack.store.collecting import uncollected
from bimatrack.store.narrowing import Narrowing
from bimatrack.store.records import (
    UNREADABLE,
    ChangeRow,
    DirectiveRow,
    EventRow,
    HeadRow,
    KeyedRow,
    MetaRow,
    OriginRow,
    ReleaseRow,
    StatusRow,
)
from bimatrack.store.sections import SECTIONS
from bimatrack.store.shape import TABLES, damaged

if TYPE_CHECKING:
    from bimatrack.store.book import Book
    from bimatrack.store.rows import Row, Section

T = TypeVar("T")


class Snapshot:
    """What the store held when it was read; *path* names it in errors. Withdrawn rows are those of undone imports."""

    def __init__(self, book: "Book", path: Place) -> None:
        self.book = book
        self._path = path

    @property
    def place(self) -> Place:
        """Where it was read."""
        return self._path

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever kept."""
        return self.book.meta is None

    def last_number(self, table: str) -> int:
        """Return the highest id in *table*, 0 where it holds nothing."""
        return max(self.book.table(table).numbers(), default=0)

    @cached_property
    def open_directives(self) -> tuple[Tracked, ...]:
        """The directives that are still to be done, in order of id."""
        return _values(self._rows("open", DirectiveRow))

    @cached_property
    def directives(self) -> tuple[Tracked, ...]:
        """The directives that are neither withdrawn nor discarded, in order of id."""
        closed = _values(self._closed, lambda row: not row.withdrawn and row.now.status is not Status.DISCARDED)
        return _merged(self.open_directives, closed)

    @cached_property
    def discarded(self) -> tuple[Tracked, ...]:
        """The directives that are discarded, in order of id."""
        return _values(self._closed, lambda row: not row.withdrawn and row.now.status is Status.DISCARDED)

    def count_closed(self) -> int:
        """Return how many directives are done or dropped."""
        return sum(row.counts for row in self._rows("closed", StatusRow).values())

    def among(self, narrowing: Narrowing) -> tuple[Tracked, ...]:
        """Return the directives that *narrowing* leaves, maybe others too, in order of id, discarded ones last."""
        if narrowing.still_open:
            return self.open_directives
        return self.directives + self.discarded if narrowing.discarded else self.directives

    @cached_property
    def every_directive(self) -> tuple[Tracked, ...]:
        """All directives that were ever kept, in order of id."""
        return _merged(self.open_directives, _values(self._closed))

    @cached_property
    def every_release(self) -> tuple[KeptRelease, ...]:
        """All releases that were ever kept, in order of id."""
        return _values(self._releases)

    @cached_property
    def every_event(self) -> tuple[KeptEvent, ...]:
        """All events that were ever kept, in order of id."""
        return _values(self._rows("events", EventRow))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The whole history, in order of number."""
        return self._history(self._rows("changes", ChangeRow))

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """The heads of the whole history, in order of number."""
        return _values(self._rows("changes", HeadRow))

    def changes_of(self, directives: Collection[int], day: date | None = None) -> tuple[Change, ...]:
        """Return the history of *directives*, in order of number; of *day*, if one is given, only what counted then."""
        if len(directives) == 1 and day is None:
            return self._history_of(*directives)
        heads = concerning(self.heads, directives)
        counted = heads if day is None else active(heads, day)
        return self.changes_numbered([head.number for head in counted])

    def changes_in(self, steps: Collection[int]) -> tuple[Change, ...]:
        """Return the changes that *steps* made, in order of number."""
        return self.changes_numbered([head.number for head in self.heads if head.step in steps])

    def changes_numbered(self, numbers: Collection[int]) -> tuple[Change, ...]:
        """Return the changes of these *numbers*, in order of number."""
        return self._history(self._rows("changes", ChangeRow, numbers))

    def _history_of(self, directive: int) -> tuple[Change, ...]:
        """Return the history of one directive by the lines that name it, and those of what was undone and redone."""
        try:
            found = self.book.sections["changes"].read_about(ChangeRow, directive)
        except UNREADABLE:
            return concerning(self.changes, {directive})
        return concerning(self._history(found), {directive})

    @cached_property
    def withdrawn_releases(self) -> frozenset[int]:
        """The ids of the releases that are withdrawn."""
        return frozenset(number for number, row in self._releases.items() if row.withdrawn)

    def directive(self, number: int, *, withdrawn: bool = False) -> Tracked:
        """Return the directive *number*; one that is *withdrawn* only if asked for.

        Raises:
            UnknownDirectiveError: there is none.
        """
        found = self.directive_or_none(number, withdrawn=withdrawn)
        if found is None:
            raise UnknownDirectiveError(self._unknown(number))
        return found

    def directive_or_none(self, number: int, *, withdrawn: bool = False) -> Tracked | None:
        """Return the directive *number*, None where there is none."""
        row = self._read_or_none("directives", number, DirectiveRow)
        return None if row is None or (row.withdrawn and not withdrawn) else row.value(number)

    def release(self, number: int) -> KeptRelease:
        """Return the release *number*, be it withdrawn or not.

        Raises:
            UnknownReleaseError: there is none.
        """
        row = self._read_or_none("releases", number, ReleaseRow)
        if row is None:
            raise UnknownReleaseError(
                _("There is no release {number}; “bimatrack releases” shows them.").format(number=number)
            )
        return row.value(number)

    def release_by_key(self, key: str) -> KeptRelease | None:
        """Return the latest release that has *key*, be it withdrawn or not."""
        number = self._releases_by_key.get(key)
        return None if number is None else self.release(number)

    def directives_of(self, release: int) -> tuple[Tracked, ...]:
        """Return all directives that *release* ever brought, in order of id."""
        return tuple(self.directive(number, withdrawn=True) for number in self._brought.get(release, ()))

    def events_of(self, release: int) -> tuple[KeptEvent, ...]:
        """Return all events that *release* ever brought, in order of id."""
        return _values(self._rows("events", EventRow, self._named.get(release, ())))

    def next_numbers(self) -> Mapping[str, int]:
        """Return the number that each sort of row, and the next step, will be given.

        Raises:
            StoreError: a number would be given twice.
        """
        if self.book.meta is None:
            return {}
        try:
            numbers = convert(self.book.meta, MetaRow).numbers
        except UNREADABLE as error:
            raise self._unreadable("meta", 1) from error
        taken = [table for table, number in numbers.items() if table in TABLES and number in self.book.table(table)]
        last = self._read_or_none("changes", numbers["changes"] - 1, HeadRow)
        if last is not None and last.step >= numbers["steps"]:
            taken.append("steps")
        if taken:
            raise damaged(self._path, _("the next number of “{table}” is taken").format(table=taken[0]))
        return numbers

    def _unknown(self, number: int) -> str:
        from bimatrack.store.guessing import unknown_told

        ids = [one.number for one in (*self.directives, *self.discarded)]
        return unknown_told(number, ids, gone=number in self.book.table("directives"))

    @cached_property
    def _closed(self) -> Mapping[int, DirectiveRow]:
        return self._rows("closed", DirectiveRow)

    @cached_property
    def _releases(self) -> Mapping[int, ReleaseRow]:
        return self._rows("releases", ReleaseRow)

    @cached_property
    def _releases_by_key(self) -> Mapping[str, int]:
        return {row.release.key: number for number, row in sorted(self._rows("releases", KeyedRow).items())}

    @cached_property
    def _brought(self) -> Mapping[int, list[int]]:
        return _by_release({**self._rows("open", OriginRow), **self._rows("closed", OriginRow)})

    @cached_property
    def _named(self) -> Mapping[int, list[int]]:
        return _by_release(self._rows("events", OriginRow))

    def _read_or_none(self, table: str, number: int, family: type[T]) -> T | None:
        try:
            row = self.book.table(table).get(number)
            return None if row is None else convert(row, family)
        except UNREADABLE as error:
            raise self._unreadable(table, number) from error

    def _rows(self, section: str, family: type[T], numbers: Collection[int] | None = None) -> dict[int, T]:
        """Return all rows of *section* as of *family*, by id, or those of *numbers* only."""
        return self._read(self.book.sections[section], SECTIONS[section], family, numbers)

    def _read(
        self, rows: "Section", table: str, family: type[T], numbers: Collection[int] | None = None
    ) -> dict[int, T]:
        """Return all *rows* of *table* as of *family*, by id, or those of *numbers* only."""
        with uncollected():
            try:
                return rows.read_all(family, numbers)
            except UNREADABLE:
                return self._singly(table, self._every(rows), family, numbers)

    def _every(self, rows: "Section") -> "Iterator[tuple[int, Row]]":
        try:
            yield from rows.items()
        except UNREADABLE as error:
            raise damaged(self._path, _("it is no JSON")) from error

    def _singly(
        self, table: str, rows: "Iterable[tuple[int, Row]]", family: type[T], numbers: Collection[int] | None
    ) -> dict[int, T]:
        """Read row by row, so that the one that cannot be read is named; half characters are read in this way only."""
        found: dict[int, T] = {}
        for number, row in rows:
            if numbers is None or number in numbers:
                try:
                    found[number] = convert(row, family)
                except UNREADABLE as error:
                    raise self._unreadable(table, number) from error
        return found

    def _history(self, rows: Mapping[int, ChangeRow]) -> tuple[Change, ...]:
        found: list[Change] = []
        with uncollected():
            for number, row in sorted(rows.items()):
                try:
                    found.append(row.value(number))
                except UNREADABLE as error:
                    raise self._unreadable("changes", number) from error
        return tuple(found)

    def _unreadable(self, table: str, number: int) -> DamagedError:
        told = _("no. {number} of “{table}” cannot be read").format(number=number, table=table)
        return damaged(self._path, told)


def _values(rows: Mapping[int, Any], wanted: Callable[[Any], bool] | None = None) -> tuple[Any, ...]:
    """Return the values of the *rows* that are *wanted*, in order of id."""
    with uncollected():
        return tuple([row.value(number) for number, row in sorted(rows.items()) if wanted is None or wanted(row)])


def _merged(one: Iterable[Tracked], other: Iterable[Tracked]) -> tuple[Tracked, ...]:
    return tuple(sorted((*one, *other), key=attrgetter("number")))


def _by_release(rows: Mapping[int, OriginRow]) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, row in sorted(rows.items()):
        if row.release is not None:
            found[row.release].append(number)
    return found

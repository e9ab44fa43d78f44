"""One reading of the store: rows as TinyDB holds them, made into values when they are asked for."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from bimatrack.errors import UnknownDirectiveError, UnknownReleaseError
from bimatrack.history import Change, KeptEvent, KeptRelease, Tracked
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.store import records
from bimatrack.store.shape import TABLES, damaged

if TYPE_CHECKING:
    from tinydb import Storage, TinyDB
    from tinydb.table import Document

    from bimatrack.store.shape import Tables
    from bimatrack.store.storage import Buffer

T = TypeVar("T")


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python look for no garbage in the block: a reading makes none, and the looking would take as long again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Snapshot:
    """What the store held when it was read; *path* names it in errors. Withdrawn rows are those of undone imports."""

    def __init__(self, database: "TinyDB", buffer: "Buffer", path: Path) -> None:
        self.database = database
        self._buffer = buffer
        self._path = path

    @classmethod
    def of(cls, storage: "Storage", path: Path) -> "Snapshot":
        """Read, once, what *storage* holds."""
        from tinydb import TinyDB

        from bimatrack.store.storage import Buffer

        with uncollected():
            buffer = Buffer(storage)
        return cls(TinyDB(storage=lambda: buffer), buffer, path)

    def flush(self) -> "Snapshot":
        """Write what was put into the tables, in one go; return a snapshot of it."""
        self._buffer.flush()
        return Snapshot(self.database, self._buffer, self._path)

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever kept."""
        return self._row("meta", 1) is None

    @property
    def tables(self) -> "Tables":
        """All rows as the file holds them, by table and id."""
        return self._buffer.read() or {}

    def last_number(self, table: str) -> int:
        """Return the highest id in *table*, 0 where it holds nothing."""
        return max((row.doc_id for row in self._rows(table)), default=0)

    @cached_property
    def directives(self) -> tuple[Tracked, ...]:
        """The directives that are neither withdrawn nor discarded, in order of id."""
        return self._values(
            "directives",
            records.tracked_of,
            lambda row: not row.get("withdrawn") and not _is_discarded(row),
        )

    @cached_property
    def discarded(self) -> tuple[Tracked, ...]:
        """The directives that are discarded, in order of id."""
        return self._values(
            "directives",
            records.tracked_of,
            lambda row: not row.get("withdrawn") and _is_discarded(row),
        )

    @cached_property
    def every_directive(self) -> tuple[Tracked, ...]:
        """All directives that were ever kept, in order of id."""
        return self._values("directives", records.tracked_of)

    @cached_property
    def every_release(self) -> tuple[KeptRelease, ...]:
        """All releases that were ever kept, in order of id."""
        return self._values("releases", records.release_of)

    @cached_property
    def every_event(self) -> tuple[KeptEvent, ...]:
        """All events that were ever kept, in order of id."""
        return self._values("events", records.event_of)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The whole history, in order of number."""
        return tuple(sorted(self._values("changes", records.change_of), key=attrgetter("number")))

    @cached_property
    def withdrawn_releases(self) -> frozenset[int]:
        """The ids of the releases that are withdrawn."""
        return frozenset(row.doc_id for row in self._rows("releases") if row.get("withdrawn"))

    def directive(self, number: int, *, withdrawn: bool = False) -> Tracked:
        """Return the directive *number*; one that is *withdrawn* only if asked for.

        Raises:
            UnknownDirectiveError: there is none.
        """
        row = self._row("directives", number)
        if row is None or (row.get("withdrawn") and not withdrawn):
            raise UnknownDirectiveError(self._unknown(number))
        return self._value("directives", row, records.tracked_of)

    def release(self, number: int) -> KeptRelease:
        """Return the release *number*, be it withdrawn or not.

        Raises:
            UnknownReleaseError: there is none.
        """
        row = self._row("releases", number)
        if row is None:
            raise UnknownReleaseError(
                _("There is no release {number}; “bimatrack releases” shows them.").format(number=number)
            )
        return self._value("releases", row, records.release_of)

    def release_by_key(self, key: str) -> KeptRelease | None:
        """Return the latest release that has *key*, be it withdrawn or not."""
        number = self._releases_by_key.get(key)
        return None if number is None else self.release(number)

    def directives_of(self, release: int) -> tuple[Tracked, ...]:
        """Return all directives that *release* ever brought, in order of id."""
        return tuple(
            self._value("directives", row, records.tracked_of) for row in self._by_release["directives"][release]
        )

    def events_of(self, release: int) -> tuple[KeptEvent, ...]:
        """Return all events that *release* ever brought, in order of id."""
        return tuple(self._value("events", row, records.event_of) for row in self._by_release["events"][release])

    def next_numbers(self) -> Mapping[str, int]:
        """Return the number that each sort of row, and the next step, will be given.

        Raises:
            StoreError: a number would be given twice.
        """
        meta = self._row("meta", 1)
        return {} if meta is None else self._value("meta", meta, self._checked_numbers)

    def _unknown(self, number: int) -> str:
        """Say that there is no directive *number*: which ids there are, and which of them may have been meant."""
        ids = [row.doc_id for row in self._rows("directives") if not row.get("withdrawn")]
        if not ids:
            return _("There is no directive {number}; none is kept yet.").format(number=number)
        if self._row("directives", number) is not None:
            return _("Directive {number} is gone: what brought it was undone. “bimatrack log” tells when.").format(
                number=number
            )
        from difflib import get_close_matches

        sentence = _("There is no directive {number}; ids run to {last}.").format(number=number, last=max(ids))
        near = ", ".join(get_close_matches(str(number), map(str, ids), 3, 0.7))
        return f"{sentence} {_('Did you mean {near}?').format(near=near)}" if near else sentence

    @cached_property
    def _releases_by_key(self) -> Mapping[str, int]:
        return {self._value("releases", row, records.key_of): row.doc_id for row in self._rows("releases")}

    @cached_property
    def _by_release(self) -> "Mapping[str, Mapping[int, list[Document]]]":
        index: dict[str, defaultdict[int, list[Document]]] = {}
        for table in ("directives", "events"):
            index[table] = defaultdict(list)
            for row in self._rows(table):
                if (release := self._value(table, row, records.origin_of)) is not None:
                    index[table][release].append(row)
        return index

    def _checked_numbers(self, _number: int, row: Mapping[str, Any]) -> Mapping[str, int]:
        numbers = records.next_numbers_of(row)
        taken = [table for table, number in numbers.items() if table in TABLES and self._row(table, number)]
        last = self._row("changes", numbers["changes"] - 1)
        if last is not None and self._value("changes", last, records.change_of).step >= numbers["steps"]:
            taken.append("steps")
        if taken:
            raise damaged(self._path, _("the next number of “{table}” is taken").format(table=taken[0]))
        return numbers

    def _row(self, table: str, number: int) -> "Document | None":
        return self.database.table(table).get(doc_id=number)

    def _rows(self, table: str) -> "Iterator[Document]":
        return iter(self.database.table(table))

    def _values(
        self,
        table: str,
        convert: Callable[[int, Mapping[str, Any]], T],
        wanted: Callable[[Mapping[str, Any]], bool] | None = None,
    ) -> tuple[T, ...]:
        with uncollected():
            return tuple(
                [self._value(table, row, convert) for row in self._rows(table) if wanted is None or wanted(row)]
            )

    def _value(self, table: str, row: "Document", convert: Callable[[int, Mapping[str, Any]], T]) -> T:
        try:
            return convert(row.doc_id, row)
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            raise damaged(
                self._path, _("no. {number} of “{table}” cannot be read").format(number=row.doc_id, table=table)
            ) from error


def _is_discarded(row: Mapping[str, Any]) -> bool:
    # Whether the row is sound is found out when it is read.
    state = row.get("state")
    return isinstance(state, dict) and state.get("status") == Status.DISCARDED.value

"""What is on a server, as a reading of the store."""

from collections.abc import Collection, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Table, and_, func, select, text

from bimatrack.errors import StoreError
from bimatrack.history import Change, KeptEvent, KeptRelease, Tracked
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.roles import Role
from bimatrack.server import Server
from bimatrack.store.book import Book, has_gaps
from bimatrack.store.narrowing import Days, Narrowing
from bimatrack.store.records import NUMBERED, DirectiveRow, EventRow
from bimatrack.store.shape import Tables, check_schema, damaged
from bimatrack.store.shared.about import about
from bimatrack.store.shared.conditions import Condition, conditions
from bimatrack.store.shared.migrations import LAYOUT
from bimatrack.store.shared.rows import Ask, SharedRows, one_of
from bimatrack.store.shared.schema import CHANGES, DIRECTIVES, EVENTS, HOME, META, RELEASES, SECTIONS, plain
from bimatrack.store.snapshot import Snapshot

_META = 1  # the id of its one row
_THERE = text(f"SELECT to_regclass('{HOME}.meta') IS NOT NULL")
_NEXT = ", ".join(f"(SELECT last_value + is_called::int FROM {HOME}.{name}_number)" for name in NUMBERED)  # noqa: S608 - names of our own
_NUMBERS = text(f"SELECT (SELECT max(id) FROM {HOME}.changes), {HOME}.own_role(), {_NEXT}")  # noqa: S608 - the same


class SharedBook(Book):
    """What is on a server; its sequences pass numbers over, which whoever takes all of it must know."""

    @property
    def tables(self) -> Tables:
        """All rows by table and id, in order of id."""
        found = super().tables
        return {**found, "meta": {"1": {**(self.meta or {}), "gaps": True}}} if has_gaps(found) else found

    def packed(self) -> bytes:
        """Return the bytes of its file."""
        return Book.of(self.tables).packed()


class SharedSnapshot(Snapshot):
    """A reading of what is on a server: what has an index there is asked for by it, all else as of a file.

    Where there are *only* conditions, by table, what does not fulfil them is not seen.
    """

    def __init__(self, ask: Ask, kept: "Kept", server: Server, only: Mapping[str, Condition] | None = None) -> None:
        super().__init__(SharedBook(kept.meta, {name: _rows(ask, name, only or {}) for name in SECTIONS}), server)
        self._ask = ask
        self._kept = kept
        self._server = server

    @property
    def untouched(self) -> bool:
        """Whether nothing was ever kept."""
        return not self._kept.seen

    def around(self, days: Days) -> "SharedSnapshot":
        """Return what there is to tell of *days*, and no more."""
        return SharedSnapshot(self._ask, self._kept, self._server, only=about(self._ask, days))

    @cached_property
    def withdrawn_releases(self) -> frozenset[int]:
        """The ids of the releases that are withdrawn."""
        return self._ids(RELEASES, RELEASES.c.withdrawn)

    def count_closed(self) -> int:
        """Return how many directives are done or dropped."""
        closed = DIRECTIVES.c.status.in_([Status.DONE.value, Status.DROPPED.value])
        count: int = self._ask(select(func.count(DIRECTIVES.c.id)).where(closed))[0][0]
        return count

    def among(self, narrowing: Narrowing) -> tuple[Tracked, ...]:
        """Return the directives that *narrowing* leaves, maybe others too, in order of id, discarded ones last."""
        wanted = SharedRows(self._ask, DIRECTIVES, and_(*conditions(self._ask, narrowing)))
        rows = self._read(wanted, "directives", DirectiveRow)
        found = [row.value(number) for number, row in sorted(rows.items()) if not row.withdrawn]
        return tuple(sorted(found, key=lambda one: one.state.status is Status.DISCARDED))

    def release_by_key(self, key: str) -> KeptRelease | None:
        """Return the latest release that has *key*, be it withdrawn or not."""
        alike = [self.release(number) for number in self._ids(RELEASES, RELEASES.c.key == plain(key))]
        return max((one for one in alike if one.release.key == key), key=attrgetter("number"), default=None)

    def directives_of(self, release: int) -> tuple[Tracked, ...]:
        """Return all directives that *release* ever brought, in order of id."""
        numbers = sorted(self._ids(DIRECTIVES, DIRECTIVES.c.release == release))
        return tuple(self.directive(number, withdrawn=True) for number in numbers)

    def events_of(self, release: int) -> tuple[KeptEvent, ...]:
        """Return all events that *release* ever brought, in order of id."""
        wanted = SharedRows(self._ask, EVENTS, EVENTS.c.release == release)
        return tuple([row.value(number) for number, row in sorted(self._read(wanted, "events", EventRow).items())])

    def changes_in(self, steps: Collection[int]) -> tuple[Change, ...]:
        """Return the changes that *steps* made, in order of number."""
        return self.changes_numbered(sorted(self._ids(CHANGES, one_of(CHANGES.c.step, steps))))

    def _ids(self, table: Table, condition: Condition) -> frozenset[int]:
        return frozenset(row.id for row in self._ask(select(table.c.id).where(condition)))


def _rows(ask: Ask, section: str, only: Mapping[str, Condition]) -> SharedRows:
    table, condition = SECTIONS[section]
    more = only.get(table.name)
    return SharedRows(ask, table, condition if more is None else more if condition is None else and_(condition, more))


class Kept(Struct, frozen=True):
    """What there is on a server before anything of it is read.

    *meta* says which numbers come next, None where there are no tables; *seen* is the number of the last change that
    can be seen, 0 where there is none; *role* is what who asks may do, None for what only the server knows.
    """

    meta: dict[str, Any] | None = None
    seen: int = 0
    role: Role | None = None

    @property
    def next_numbers(self) -> dict[str, int]:
        """The numbers that come next, each by its name."""
        return dict.fromkeys(NUMBERED, 1) if self.meta is None else self.meta["next"]


def snapshot_on(ask: Ask, server: Server, kept: Kept) -> Snapshot:
    """Return what is *kept* on *server*; *ask* reads on."""
    return Snapshot(Book(), server) if kept.meta is None else SharedSnapshot(ask, kept, server)


def look(ask: Ask, server: Server) -> Kept:
    """Tell what there is on *server*.

    Raises:
        StoreError: it cannot be read, or was written by a newer program, or by an older one and was not migrated yet.
    """
    if not ask(_THERE)[0][0]:
        return Kept()
    rows = ask(select(META.c.layout, META.c.row).where(META.c.id == _META))
    if not rows:
        raise damaged(server, _("the table “{name}” is missing").format(name="meta"))
    layout, row = rows[0]
    try:
        schema = msgspec.json.decode(row, type=dict[str, Any]).get("schema")
    except msgspec.DecodeError as error:
        raise damaged(server, _("it is no JSON")) from error
    check_schema(schema, server)
    if layout > LAYOUT:
        sentence = _("{path} was written by a newer bimatrack (schema {schema}); update bimatrack to open it.")
        raise StoreError(sentence.format(path=server, schema=layout))
    if layout < LAYOUT:
        raise StoreError(
            _(
                "{path} was written by an older bimatrack (schema {schema}); who made its tables brings it to this one "
                "with “bimatrack users migrate”, once all offices have this bimatrack."
            ).format(path=server, schema=layout)
        )
    [(seen, role, *numbers)] = ask(_NUMBERS)
    meta = {"schema": schema, "next": dict(zip(NUMBERED, numbers, strict=True))}
    return Kept(meta, seen or 0, None if role is None else Role(role))

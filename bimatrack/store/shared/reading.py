"""What is on a server, as a reading of the store."""

from collections.abc import Collection, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Table, and_, select, text

from bimatrack.errors import StoreError
from bimatrack.history import Change, KeptEvent, KeptRelease, Tracked
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.server import Server
from bimatrack.store.book import Book
from bimatrack.store.narrowing import Days, Narrowing, plain
from bimatrack.store.records import DirectiveRow, EventRow
from bimatrack.store.rows import Row
from bimatrack.store.shape import SCHEMA, check_schema, damaged
from bimatrack.store.shared.about import about
from bimatrack.store.shared.conditions import Condition, conditions
from bimatrack.store.shared.rows import Ask, SharedRows, one_of
from bimatrack.store.shared.schema import CHANGES, DIRECTIVES, EVENTS, HOME, LAYOUT, META, RELEASES, SECTIONS
from bimatrack.store.snapshot import Snapshot

_META = 1  # the id of its one row
_THERE = text(f"SELECT to_regclass('{HOME}.meta') IS NOT NULL")


class SharedSnapshot(Snapshot):
    """A reading of what is on a server: what has an index there is asked for by it, all else as of a file.

    Where there are *only* conditions, by table, what does not fulfil them is not seen.
    """

    def __init__(self, ask: Ask, meta: Row, server: Server, only: Mapping[str, Condition] | None = None) -> None:
        super().__init__(Book(meta, {name: _rows(ask, name, only or {}) for name in SECTIONS}), server)
        self._ask = ask
        self._meta = meta
        self._server = server

    def around(self, days: Days) -> "SharedSnapshot":
        """Return what there is to tell of *days*, and no more."""
        return SharedSnapshot(self._ask, self._meta, self._server, only=about(self._ask, days))

    @cached_property
    def withdrawn_releases(self) -> frozenset[int]:
        """The ids of the releases that are withdrawn."""
        return self._ids(RELEASES, RELEASES.c.withdrawn)

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


def snapshot_on(ask: Ask, server: Server) -> Snapshot:
    """Return what is on *server*, nothing where nothing was ever made there; *ask* reads on.

    Raises:
        StoreError: it cannot be read, or was written by a newer program.
    """
    meta = meta_on(ask, server)
    return Snapshot(Book(), server) if meta is None else SharedSnapshot(ask, meta, server)


def meta_on(ask: Ask, server: Server) -> dict[str, Any] | None:
    """Return the row that says which schema there is and which numbers come next, None where there is none.

    Raises:
        StoreError: it cannot be read, or is that of a newer program.
    """
    if not ask(_THERE)[0][0]:
        return None
    rows = ask(select(META.c.layout, META.c.row).where(META.c.id == _META))
    if not rows:
        raise damaged(server, _("the table “{name}” is missing").format(name="meta"))
    layout, row = rows[0]
    try:
        meta = msgspec.json.decode(row, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise damaged(server, _("it is no JSON")) from error
    check_schema(meta.get("schema"), server)
    if layout > LAYOUT or meta["schema"] < SCHEMA:
        raise _of_another_time(server, layout, newer=layout > LAYOUT)
    return meta


def _of_another_time(server: Server, layout: int, *, newer: bool) -> StoreError:
    sentence = (
        _("{path} was written by a newer bimatrack (schema {schema}); update bimatrack to open it.")
        if newer
        else _("{path} was written by an older bimatrack (schema {schema}), which this one cannot open.")
    )
    return StoreError(sentence.format(path=server, schema=layout))

r"""bimatrack for Python programs: `from bimatrack import open_store, read_release, quarter_report`.

What these functions return are the program's own values, frozen and typed: an `Extraction` is what one release asks, a
`Tracked` one directive that is kept, with its `state`; a `PeriodReport` holds every number of the report. What goes
wrong is a `BimatrackError` whose text is one sentence.

    >>> from datetime import date
    >>> from bimatrack import import_releases, mark_done, open_directives, open_store, quarter_report, read_release
    >>> release = read_release(
    ...     text="Rakor\n\nKota Bima, 5 Januari 2026 - Wali Kota Bima meminta Dinas PUPR menata drainase Amahami "
    ...     "paling lambat 31 Maret 2026."
    ... )
    >>> [(one.text, one.units, one.due.day.isoformat()) for one in release.directives]
    [('Menata drainase Amahami', ('Dinas Pekerjaan Umum dan Penataan Ruang',), '2026-03-31')]
    >>> store = open_store("arahan.json")
    >>> [kept.release.number for kept in import_releases(store, [release], author="Rahma").imported]
    [1]
    >>> [one.number for one in open_directives(store, unit="PUPR", today=date(2026, 3, 20))]
    [1]
    >>> [one.state.status.value for one in mark_done(store, 1, author="Rahma", on=date(2026, 3, 27))]
    ['done']
    >>> quarter_report(store, "2026Q1", today=date(2026, 4, 1)).summary.done
    1
"""

import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.errors import UnreadableReleaseError, UsageError
from bimatrack.i18n import _
from bimatrack.model import Extraction
from bimatrack.registry import Registry
from bimatrack.server import place_of
from bimatrack.store import Store

if TYPE_CHECKING:
    from bimatrack.history import Tracked
    from bimatrack.importing import Importation
    from bimatrack.quarter import Quarter
    from bimatrack.reading import Item
    from bimatrack.reporting import PeriodReport
    from bimatrack.tracking import Mark

__all__ = [
    "import_releases",
    "mark_done",
    "mark_progress",
    "open_directives",
    "open_store",
    "quarter_report",
    "read_release",
    "read_releases",
    "report_json",
]


def open_store(path: str | os.PathLike[str]) -> Store:
    """Return the store in the file *path*, which need not exist yet; the first change makes it.

    *path* may be the address of a PostgreSQL database, too (postgresql://USER@HOST/DATABASE).

    Nothing is read before it is asked for. `Store.directives()`, `releases()`, `events()` and `changes()` return all
    there is, `directive(id)` one, `as_of(day)` what there was on a day. A store is safe to use beside other processes:
    a writer waits for others and never overwrites what they wrote.

    Raises (when it is used):
        StoreError: the file is damaged, of a newer version, or cannot be written.
    """
    return Store.at(place_of(os.fspath(path)))


def read_release(
    path: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    day: date | None = None,
    registry: Registry | None = None,
) -> Extraction:
    """Read the one release in the file *path*, or in *text*, and return what it asks; nothing is kept.

    *day* is the day of the release, for those that name none; it goes before what they name. *registry* names the units
    (`Registry.load`), the shipped one by default. `text[start:end] == quote` holds for each quote and its span in
    `Extraction.release.text`.

    Raises:
        UnreadableReleaseError: there is no such file, or nothing that can be read in it, or several releases (a mail).
        UsageError: neither a path nor a text is given, or both are.
    """
    if (path is None) == (text is None):
        raise UsageError(_("Give read_release either a path or a text."))
    from bimatrack.readers import open_bytes
    from bimatrack.reading import Terms, read_file, tried

    terms = Terms(registry or Registry.load(), day)
    if path is not None:
        found = _extractions(read_file(Path(path), terms))
    else:
        data = (text or "").encode()
        found = _extractions(tried(lambda: open_bytes(data, "text"), terms, "text"))
    if len(found) != 1:
        raise UnreadableReleaseError(
            _("{source} holds {n} releases; read it with read_releases.").format(source=path, n=len(found))
        )
    return found[0]


def read_releases(
    *paths: str | os.PathLike[str], day: date | None = None, registry: Registry | None = None
) -> tuple[Extraction, ...]:
    """Read all releases that *paths* mean - files, folders, patterns, addresses - in their order, as `import` does.

    Raises:
        UnreadableReleaseError: there is none, or one of them cannot be read.
    """
    from bimatrack.reading import Terms, read_all

    readings = read_all([str(path) for path in paths], bytes, Terms(registry or Registry.load(), day))
    return tuple(one for items in readings.sources for one in _extractions(items))


def import_releases(
    store: Store, extractions: Iterable[Extraction], *, author: str, now: datetime | None = None
) -> "Importation":
    """Keep what releases ask, in one write that *author* signs at the moment *now*, and return what became of each.

    A release that is known changes nothing, another version of one is merged, as with `import`. A release without a day
    is among the *refused* ones.

    Raises:
        StoreError: the store is damaged or cannot be written.
    """
    from bimatrack.importing import import_all

    return import_all(tuple(extractions), store, now=now or _now(), author=author)


def open_directives(
    store: Store,
    *,
    unit: str | None = None,
    overdue: bool = False,
    all_kinds: bool = False,
    today: date | None = None,
    registry: Registry | None = None,
) -> "tuple[Tracked, ...]":
    """Return the directives that are open on *today*, the most pressing first.

    With *unit*, a name or short form of the registry, those of that unit, the split ones as it sees them; with
    *overdue* those whose last day has passed; with *all_kinds* commitments and appeals too.

    Raises:
        StoreError: the store is damaged.
        UsageError: *unit* names no unit.
    """
    from bimatrack.tracking import Filter, Trait, narrowed, select, split_among, units_named
    from bimatrack.tracking import Terms as Wanted

    units: tuple[str, ...] = ()
    if unit is not None:
        known = [share.unit for one in store.among(split_among(None)) for share in one.state.shares]
        units = units_named((unit,), registry or Registry.load(), known)
    wanted = Filter(Wanted(units=units, traits=(Trait.OVERDUE,) if overdue else ()), all_kinds=all_kinds)
    day = today or _now().date()
    return select(store.among(narrowed(wanted, day, counting=False)), wanted, day).rows


def mark_done(
    store: Store,
    *numbers: int,
    author: str,
    note: str | None = None,
    on: date | None = None,
    now: datetime | None = None,
) -> "tuple[Tracked, ...]":
    """Mark the directives *numbers* as done, all of them or none, and return those that changed as they are now.

    *on* is the day they were done, today unless it is past. *author* signs the change at the moment *now*.

    Raises:
        NothingToDoError: all are done already, or one is dropped.
        StoreError: the store is damaged or cannot be written.
        UnknownDirectiveError: there is no such directive.
        UsageError: *on* lies ahead, or before the directive.
    """
    from bimatrack import tracking

    outcome = tracking.done(store, numbers, _mark(author, note, on, now))
    return tuple(one.tracked for one in outcome.changed)


def mark_progress(
    store: Store,
    *numbers: int,
    percent: int,
    author: str,
    note: str | None = None,
    on: date | None = None,
    now: datetime | None = None,
) -> "tuple[Tracked, ...]":
    """Say how far the directives *numbers* have come, 0 to 100 *percent*; else as `mark_done`.

    Raises:
        NothingToDoError: nothing changes, or one is closed.
        StoreError: the store is damaged or cannot be written.
        UnknownDirectiveError: there is no such directive.
        UsageError: there is no such percentage, or *on* lies ahead, or before the directive.
    """
    from bimatrack import tracking

    outcome = tracking.progress(store, numbers, percent, _mark(author, note, on, now))
    return tuple(one.tracked for one in outcome.changed)


def quarter_report(
    store: Store,
    quarter: "str | Quarter",
    *,
    today: date | None = None,
    government: str = "",
    all_kinds: bool = False,
) -> "PeriodReport":
    """Report on *quarter* ("2026Q1") as it stood on its last day, or on *today* while it runs.

    *government* is printed in its head; with *all_kinds* commitments and appeals count. `report_json` writes it.

    Raises:
        StoreError: the store is damaged.
        UsageError: the text names no quarter.
    """
    from bimatrack import reporting
    from bimatrack.quarter import Quarter

    today = today or _now().date()
    wanted = quarter if isinstance(quarter, Quarter) else Quarter.parse(quarter, today)
    day = reporting.report_day(wanted, today)
    return reporting.report_from(
        store,
        wanted,
        day,
        letterhead=reporting.Letterhead(government=government),
        all_kinds=all_kinds,
    )


def report_json(report: "PeriodReport") -> str:
    """Write *report* as `bimatrack report --json` prints it; `bimatrack schema report` tells the form."""
    from bimatrack.exporters.report_json import report_json as written

    return written(report)


def _extractions(items: "Iterable[Item]") -> tuple[Extraction, ...]:
    for item in items:
        if isinstance(item, UnreadableReleaseError):
            raise item
    return tuple(item for item in items if isinstance(item, Extraction))


def _mark(author: str, note: str | None, on: date | None, now: datetime | None) -> "Mark":
    from bimatrack.tracking import Mark

    return Mark(now or _now(), author, on, note)


def _now() -> datetime:
    return datetime.now().astimezone()

"""Copies of a store: read, proved to be whole, put in the place of what is kept."""

import os
from contextlib import suppress
from pathlib import Path

from bimatrack.errors import StoreError
from bimatrack.faults import reason_of
from bimatrack.history import Tracked, lives, releases_alive
from bimatrack.i18n import _
from bimatrack.store import records
from bimatrack.store.lines import is_lines, read_lines
from bimatrack.store.shape import Tables, read_tables, unwritable
from bimatrack.store.snapshot import Snapshot
from bimatrack.store.storage import AtomicJSONStorage, Buffer, sync_folder, write_through
from bimatrack.whole import read_whole

_MOST_BYTES = 1_000_000_000  # a hundred thousand directives take a tenth of it


def read_copy(path: Path) -> Snapshot:
    """Read the file at *path*, a copy of a store's own or what was exported as lines, and prove that it is whole.

    Raises:
        StoreError: it cannot be read, is damaged, or was written by a newer program.
    """
    try:
        content = read_whole(path, _MOST_BYTES)
    except OSError as error:
        raise StoreError(_("{path} cannot be read: {reason}.").format(path=path, reason=reason_of(error))) from error
    snapshot = _snapshot(read_lines(content, path) if is_lines(content) else read_tables(content, path), path)
    prove(snapshot, path)
    return snapshot


def prove(snapshot: Snapshot, path: Path) -> None:
    """See to it that each row of *snapshot* can be read, and that all stands as the history tells.

    Raises:
        StoreError: it is not so; *path* is named in it.
    """
    if snapshot.untouched:
        raise _broken(path, _("it holds nothing"))
    kept = {one.number: one for one in snapshot.every_directive}
    releases = {one.number for one in snapshot.every_release}
    _check_numbers(snapshot, path)
    _check_origins(snapshot, releases, path)
    told = lives(snapshot.changes)
    standing: dict[int, Tracked] = {one.number: one for one in (*snapshot.directives, *snapshot.discarded)}
    for number in sorted(kept.keys() | told.keys()):
        life, one = told.get(number), standing.get(number)
        if (life is None) != (one is None) or (life and one and (life.state, life.born) != (one.state, one.born)):
            raise _broken(path, _("directive {number} stands otherwise than its history tells").format(number=number))
    if releases_alive(snapshot.changes) != releases - snapshot.withdrawn_releases:
        raise _broken(path, _("the releases stand otherwise than the history tells"))


def put_in_place(snapshot: Snapshot, path: Path, aside: Path) -> Path | None:
    """Put what *snapshot* holds into the store's file *path*, and read it back; the caller holds the lock.

    What the file held is kept beside it as *aside*, or under the next free name like it, which is returned; None where
    there was no file.

    Raises:
        StoreError: it could not be done; then the file holds what it held before.
    """
    before = _content(path)
    kept = None if before is None else _keep_aside(before, aside)
    try:
        AtomicJSONStorage(path).write(snapshot.tables)
        _read_back(snapshot.tables, path)
    except BaseException:
        _put_back(before, path)
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise
    return kept


def _broken(path: Path, reason: str) -> StoreError:
    return StoreError(_("{path} is damaged: {reason}; take another copy.").format(path=path, reason=reason))


def _check_numbers(snapshot: Snapshot, path: Path) -> None:
    numbers = snapshot.next_numbers()
    steps = [change.step for change in snapshot.changes]
    last = {name: snapshot.last_number(name) for name in records.NUMBERED if name != "steps"}
    for name, number in (last | {"steps": max(steps, default=0)}).items():
        if numbers[name] <= number:
            raise _broken(path, _("the next number of “{table}” is taken").format(table=name))


def _check_origins(snapshot: Snapshot, releases: set[int], path: Path) -> None:
    named = {one.release for one in snapshot.every_directive} | {one.release for one in snapshot.every_event}
    for number in sorted(number for number in named if number is not None and number not in releases):
        raise _broken(path, _("release {number} is missing").format(number=number))


def _snapshot(tables: Tables, path: Path) -> Snapshot:
    memory = Buffer(None)
    memory.write(tables)
    return Snapshot.of(memory, path)


def _read_back(tables: Tables, path: Path) -> None:
    found = AtomicJSONStorage(path).read()
    if found != tables:
        raise StoreError(_("{path} does not hold what was written; nothing was changed.").format(path=path))
    prove(_snapshot(found, path), path)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(_("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)) from error


def _keep_aside(content: bytes, aside: Path) -> Path:
    place, count = aside, 1
    while place.exists():
        count += 1
        place = aside.with_name(f"{aside.stem}-{count}{aside.suffix}")
    try:
        write_through(place, content)
        sync_folder(place.parent)
    except OSError as error:
        with suppress(OSError):
            place.unlink()
        raise unwritable(place, error) from error
    return place


def _put_back(content: bytes | None, path: Path) -> None:
    """Let the file at *path* hold *content* again, unless it still does."""
    if content is None:
        path.unlink(missing_ok=True)
    elif _content(path) != content:
        beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        beside.unlink(missing_ok=True)
        write_through(beside, content)
        beside.replace(path)

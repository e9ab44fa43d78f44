"""Copies of a store: read, proved to be whole, put in the place of what is kept."""

from contextlib import suppress
from pathlib import Path

from bimatrack.errors import DamagedError, StoreError
from bimatrack.faults import UnsureError, reason_of
from bimatrack.history import Tracked, lives, releases_alive
from bimatrack.i18n import _
from bimatrack.placing import name_beside, sync_folder
from bimatrack.server import Place
from bimatrack.store.backups import free_name, link_or_copy, write_new
from bimatrack.store.book import Book
from bimatrack.store.contents import content_of
from bimatrack.store.lines import is_lines, read_lines
from bimatrack.store.older import as_today
from bimatrack.store.records import NUMBERED
from bimatrack.store.shape import Tables, damaged, unwritable
from bimatrack.store.snapshot import Snapshot
from bimatrack.store.storage import BookFile, read_book


def read_copy(path: Path) -> Snapshot:
    """Read the file at *path*, a copy of a store's own or what was exported as lines, and prove that it is whole.

    Raises:
        StoreError: it cannot be read, is damaged, or was written by a newer program.
    """
    try:
        content = content_of(path)
        snapshot = Snapshot(_copied(content, path), path)
        prove(snapshot, path)
    except FileNotFoundError as error:
        raise StoreError(_("{path} cannot be read: {reason}.").format(path=path, reason=_("there is none"))) from error
    except DamagedError as error:
        sentence = _("{path} is damaged: {reason}; take another copy.")
        raise StoreError(sentence.format(path=path, reason=error.reason)) from error
    return snapshot


def copy_out(path: Path, target: Path) -> None:
    """Copy the store's file *path* to the new file *target*, and read that back.

    Raises:
        FileNotFoundError: there is no file *path*.
        StoreError: it is damaged, *target* is there or cannot be written, or does not hold what was written; then there
            is no *target*.
    """
    content = content_of(path)
    prove(Snapshot(read_book(content, path), path), path)
    try:
        write_new(content, target)
    except FileExistsError as error:
        raise StoreError(_("{path} is there already; nothing was overwritten.").format(path=target)) from error
    except OSError as error:
        raise unwritable(target, error, "PATH") from error
    if content_of(target) != content:
        target.unlink()
        raise StoreError(_("{path} does not hold what was written; the copy was taken away.").format(path=target))


def prove(snapshot: Snapshot, path: Place) -> None:
    """See to it that each row of *snapshot* can be read, and that all stands as the history tells.

    Raises:
        StoreError: it is not so; *path* is named in it.
    """
    if snapshot.untouched:
        raise damaged(path, _("it holds nothing"))
    kept = {one.number: one for one in snapshot.every_directive}
    releases = {one.number for one in snapshot.every_release}
    _check_numbers(snapshot, path)
    _check_origins(snapshot, releases, path)
    told = lives(snapshot.changes)
    standing: dict[int, Tracked] = {one.number: one for one in (*snapshot.directives, *snapshot.discarded)}
    for number in sorted(kept.keys() | told.keys()):
        life, one = told.get(number), standing.get(number)
        if (life is None) != (one is None) or (life and one and life != one.life):
            raise damaged(path, _("directive {number} stands otherwise than its history tells").format(number=number))
    if releases_alive(snapshot.changes) != releases - snapshot.withdrawn_releases:
        raise damaged(path, _("the releases stand otherwise than the history tells"))


def put_in_place(snapshot: Snapshot, path: Path, aside: Path) -> Path | None:
    """Put what *snapshot* holds into the store's file *path*, and read it back; the caller holds the lock.

    What the file held is kept beside it as *aside*, or under the next free name like it, which is returned; None where
    there was no file.

    Raises:
        StoreError: it could not be done; then the file holds what it held before, or the sentence says otherwise.
    """
    kept = _keep_aside(path, aside) if path.exists() else None
    try:
        BookFile(path).write(snapshot.book)
    except StoreError as error:
        # It was not replaced; or the disk is unsure of it, and would be no surer of what it held before.
        if not isinstance(error.__cause__, UnsureError):
            _drop(kept)
        raise
    except BaseException:
        _put_back(kept, path)
        raise
    try:
        _read_back(snapshot.book, path)
    except BaseException:
        _put_back(kept, path)
        raise
    return kept


def put_tables(tables: Tables, path: Path, aside: Path) -> Path:
    """Prove that *tables* are whole, and do the same with them; there is a file *path*.

    Raises:
        StoreError: they are not, or it could not be done; then the file holds what it held before.
    """
    snapshot = snapshot_of(tables, path)
    prove(snapshot, path)
    return put_in_place(snapshot, path, aside) or aside


def _check_numbers(snapshot: Snapshot, path: Place) -> None:
    numbers = snapshot.next_numbers()
    steps = [change.step for change in snapshot.changes]
    last = {name: snapshot.last_number(name) for name in NUMBERED if name != "steps"}
    for name, number in (last | {"steps": max(steps, default=0)}).items():
        if numbers[name] <= number:
            raise damaged(path, _("the next number of “{table}” is taken").format(table=name))


def _check_origins(snapshot: Snapshot, releases: set[int], path: Place) -> None:
    named = {one.release for one in snapshot.every_directive} | {one.release for one in snapshot.every_event}
    for number in sorted(number for number in named if number is not None and number not in releases):
        raise damaged(path, _("release {number} is missing").format(number=number))


def snapshot_of(tables: Tables, path: Path) -> Snapshot:
    """Return a reading of *tables*; *path* names them in errors."""
    return Snapshot(Book.of(tables), path)


def _copied(content: bytes, path: Path) -> Book:
    return Book.of(as_today(read_lines(content, path))) if is_lines(content) else read_book(content, path)


def _read_back(book: Book, path: Path) -> None:
    found = BookFile(path).read()
    if found.tables != book.tables:
        raise StoreError(_("{path} does not hold what was written; nothing was changed.").format(path=path))
    prove(Snapshot(found, path), path)


def _keep_aside(path: Path, aside: Path) -> Path:
    place = free_name(aside)
    try:
        # What is left of a copy of it is cleared away by the store's next writer.
        link_or_copy(path, place, name_beside(path))
        with suppress(OSError):  # It may belong to another.
            place.chmod(0o600)
        sync_folder(place.parent)
    except OSError as error:
        with suppress(OSError):
            place.unlink()
        raise unwritable(place, error) from error
    return place


def _put_back(kept: Path | None, path: Path) -> None:
    """Let the file at *path* be the one that was *kept* aside again, or none.

    Raises:
        StoreError: that cannot be done either.
    """
    try:
        if kept is None:
            path.unlink(missing_ok=True)
        else:
            kept.replace(path)
    except OSError as error:
        sentence = _("{path} could be neither replaced nor put back: {reason}.")
        if kept is not None:
            sentence = _("{path} could be neither replaced nor put back: {reason}; what it held lies in {kept}.")
        raise StoreError(sentence.format(path=path, reason=reason_of(error), kept=kept)) from error
    _drop(kept)  # Two names of one file are left both.


def _drop(kept: Path | None) -> None:
    if kept is not None:
        with suppress(OSError):
            kept.unlink()

"""Backups beside the store: the file as it was before the last change, and on the evenings, weeks and months before.

The store is never written in place but replaced, so a backup is its old file under a second name: a link, which costs
no time and no room until the next change. Which are kept (*moment*: when that state was written):

- `previous`: what the last change replaced;
- the last state of each of the 7 newest days on which something was changed, of the 4 newest such weeks, and of the 6
  newest such months.

What `bimatrack backup` put there (`made-...`) is never taken away.
"""

import errno
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from bimatrack.placing import clear_left_overs, created, name_beside

DAYS, WEEKS, MONTHS = 7, 4, 6
PREVIOUS = "previous"
_FORM = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"(made-)?(\d{8}-\d{6})(?:-\d+)?")
# Where a file can have no second name: another disk, or one that knows no links.
_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)


class Sort(StrEnum):
    """How a backup came to be."""

    PREVIOUS = "previous"
    DAILY = "daily"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup by its *name*; *moment*, of the local clock, is when the state in it was written."""

    name: str
    path: Path
    sort: Sort
    moment: datetime
    size: int


def backup_folder(store: Path, placed: Path | None = None) -> Path:
    """Return the folder for backups of the *store*: beside it, or in the folder where all such are *placed*."""
    real = Path(os.path.realpath(store))
    return (placed or real.parent) / f"{real.name}.backups"


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in *folder*, the newest first; none where it is missing.

    Raises:
        OSError: it cannot be read.
    """
    try:
        paths = [path for path in folder.iterdir() if path.suffix == ".json" and path.is_file()]
    except FileNotFoundError:
        return ()
    found = [backup for path in paths if (backup := _backup(path))]
    return tuple(sorted(found, key=lambda one: (one.moment, one.sort is Sort.PREVIOUS, one.name), reverse=True))


def spared(moments: Iterable[datetime]) -> frozenset[datetime]:
    """Return those of *moments* whose backups are kept; see the rule above."""
    kept: set[datetime] = set()
    newest_first = sorted(moments, reverse=True)
    for count, of in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        last: dict[object, datetime] = {}
        for moment in newest_first:
            last.setdefault(of(moment), moment)
        kept.update(list(last.values())[:count])
    return frozenset(kept)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps backups in *folder* of the file that a writer, who holds the lock, is about to replace.

    What hinders it never hinders the writer; *told* hears of it.
    """

    folder: Path
    told: Callable[[OSError], None] = lambda _error: None

    def keep(self, store: Path, new: Path) -> OSError | None:
        """Keep the file *store* that *new* will replace; where its last day is over, as the last state of that day.

        It was read and found to be a store, so of what is taken away for it none is the newest good backup. The time
        is that of the files: no clock is asked. Return what hindered it, for `told` once the file is replaced.
        """
        try:
            before = store.stat()
        except OSError:
            return None  # Nothing was kept yet.
        try:
            self._keep(store, time.localtime(before.st_mtime), time.localtime(new.stat().st_mtime))
        except OSError as error:
            return error
        return None

    def _keep(self, store: Path, written: time.struct_time, now: time.struct_time) -> None:
        _replace(store, self.folder / f"{PREVIOUS}.json")
        if written[:3] != now[:3]:
            daily = self.folder / f"{time.strftime(_FORM, written)}.json"
            if not daily.exists():
                link_or_copy(store, daily)
                self._rotate(daily)

    def _rotate(self, newest: Path) -> None:
        dailies = [backup for backup in backups_in(self.folder) if backup.sort is Sort.DAILY]
        kept = spared(backup.moment for backup in dailies)
        for backup in dailies:
            if backup.moment not in kept and backup.path != newest:
                backup.path.unlink(missing_ok=True)


def _replace(store: Path, previous: Path) -> None:
    """Let *previous* be another name of the file *store* from now on, where there can be one."""
    clear_left_overs(previous, alone=True)
    beside = name_beside(previous)
    try:
        _link(store, beside)
        beside.replace(previous)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    finally:
        with suppress(OSError):
            beside.unlink()  # Two names of one file are left both.


def link_or_copy(source: Path, target: Path, beside: Path | None = None) -> None:
    """Let the file *source* stand under the new name *target*, too, or a copy of it where that cannot be.

    The copy is made under the name *beside* first.

    Raises:
        OSError: it cannot be done, or *target* is there.
    """
    try:
        _link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        copy_through(source, target, beside)


def copy_through(source: Path, target: Path, beside: Path | None = None) -> None:
    """Copy the file *source* to the new file *target*, down to the disk; a part of it never has that name.

    Raises:
        OSError: it cannot be done, or *target* is there.
    """
    from shutil import copyfileobj

    with source.open("rb") as read, _new(target, beside) as file:
        copyfileobj(read, file)


def write_new(content: bytes, target: Path) -> None:
    """Write *content* to the new file *target*, down to the disk; a part of it never has that name.

    Raises:
        OSError: it cannot be done, or *target* is there.
    """
    with _new(target) as file:
        file.write(content)


def free_name(path: Path) -> Path:
    """Return *path*, or where that is taken the first free name like it: name-2.json."""
    place, count = path, 1
    while place.exists() or place.is_symlink():
        count += 1
        place = path.with_name(f"{path.stem}-{count}{path.suffix}")
    return place


def made_name(moment: datetime) -> str:
    """Return the name of a backup that a person makes at this *moment*."""
    return f"made-{moment.strftime(_FORM)}.json"


@contextmanager
def _new(target: Path, beside: Path | None = None) -> Iterator[BinaryIO]:
    if target.exists() or target.is_symlink():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    beside = beside or name_beside(target)
    try:
        with created(beside) as file:
            yield file
        _name(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink()


def _name(beside: Path, target: Path) -> None:
    """Give *beside* the name *target*, which nobody may have taken meanwhile."""
    try:
        os.link(beside, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        beside.rename(target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        target.parent.mkdir(mode=0o700, exist_ok=True)  # Not its parents: a disk that is not there is not made up.
        os.link(source, target)


def _backup(path: Path) -> Backup | None:
    found = path.stat()
    if path.stem == PREVIOUS:
        return Backup(PREVIOUS, path, Sort.PREVIOUS, _local(found.st_mtime), found.st_size)
    match = _NAME.fullmatch(path.stem)
    try:
        moment = datetime.strptime(match[2], _FORM) if match else None  # noqa: DTZ007 - names tell the local clock
    except ValueError:
        return None
    sort = Sort.MADE if match and match[1] else Sort.DAILY
    return Backup(path.stem, path, sort, moment, found.st_size) if moment else None


def _local(seconds: float) -> datetime:
    return datetime(*time.localtime(seconds)[:6])  # noqa: DTZ001 - as the names do


def _day(moment: datetime) -> date:
    return moment.date()


def _week(moment: datetime) -> Sequence[int]:
    return tuple(moment.isocalendar()[:2])


def _month(moment: datetime) -> Sequence[int]:
    return moment.year, moment.month

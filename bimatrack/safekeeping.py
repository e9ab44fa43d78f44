"""Copies that are kept for a bad day: made by a person, kept by themselves, found again, and which of them are good."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bimatrack.errors import NothingToDoError, StoreError
from bimatrack.faults import reason_of
from bimatrack.i18n import _
from bimatrack.placing import make_private_folder
from bimatrack.restoring import Contents, contents_of
from bimatrack.store import Store
from bimatrack.store.backups import Backup, backups_in, copy_through, free_name, made_name
from bimatrack.store.copies import copy_out
from bimatrack.store.surroundings import real_path


@dataclass(frozen=True, slots=True)
class Kept:
    """A *backup* with how much it holds; None where it cannot be read, and *trouble* says why."""

    backup: Backup
    contents: Contents | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that a person made at *path*, with what lies *beside* it: copies of own units and of the settings."""

    path: Path
    contents: Contents
    beside: tuple[Path, ...]


def listed(folder: Path) -> tuple[Backup, ...]:
    """Return the backups in *folder*, the newest first.

    Raises:
        StoreError: it cannot be read.
    """
    try:
        return backups_in(folder)
    except OSError as error:
        raise StoreError(_("{path} cannot be read: {reason}.").format(path=folder, reason=reason_of(error))) from error


def looked_at(folder: Path) -> Iterator[Kept]:
    """Read the backups in *folder* one by one, the newest first.

    Raises:
        StoreError: the folder cannot be read.
    """
    for backup in listed(folder):
        try:
            yield Kept(backup, contents_of(Store.at(backup.path).copy_at(backup.path)))
        except StoreError as error:
            yield Kept(backup, None, str(error))


def newest_good(folder: Path) -> Kept | None:
    """Return the newest backup in *folder* that can be restored, None where there is none, or the folder is barred."""
    try:
        return next((kept for kept in looked_at(folder) if kept.contents is not None), None)
    except StoreError:
        return None


def found(folder: Path, words: Path) -> Path:
    """Return the file that *words* mean: a path, or the name of a backup in *folder* if there is no such file.

    Raises:
        StoreError: the folder cannot be read.
    """
    if words.exists() or words.parent != Path():
        return words
    return next((one.path for one in listed(folder) if one.name in (words.name, words.stem)), words)


def back_up(store: Path, target: Path | None, folder: Path, moment: datetime, beside: Sequence[Path] = ()) -> Made:
    """Copy the file *store* to the new file *target*, into it if it is a folder, else into *folder*; prove the copy.

    Of the files *beside* those that are there are copied, too, and named like it.

    Raises:
        NothingToDoError: nothing was ever kept.
        StoreError: the store is damaged, or the copy cannot be written or does not hold what was written.
    """
    place = _place(target, folder, moment)
    try:
        if target is None:
            make_private_folder(folder)
        copy_out(real_path(store), place)
        more = [_copied(path, place) for path in beside if path.is_file()]
    except FileNotFoundError as error:
        raise NothingToDoError(_("Nothing was kept yet, so there is nothing to copy.")) from error
    except OSError as error:
        raise StoreError(
            _("{path} cannot be written: {reason}.").format(path=place, reason=reason_of(error))
        ) from error
    return Made(place, contents_of(Store.at(place).copy_at(place)), tuple(more))


def _place(target: Path | None, folder: Path, moment: datetime) -> Path:
    name = made_name(moment)
    if target is None:
        return free_name(folder / name)
    return free_name(target / name.replace("made", "bimatrack")) if target.is_dir() else target


def _copied(path: Path, place: Path) -> Path:
    target = free_name(place.with_name(f"{place.stem}.{path.name}"))
    copy_through(path, target)
    return target

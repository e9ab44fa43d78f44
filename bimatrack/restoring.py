"""Puts a copy in the place of what is kept, after telling what that would change."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bimatrack.errors import NothingToDoError, StoreBusyError, StoreError
from bimatrack.history import Change, Tracked
from bimatrack.i18n import _
from bimatrack.store import Store


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a store holds, and the *newest* change in it (None: it holds none).

    *closed* are those of the *directives* of which nothing more is to be done.
    """

    directives: int
    closed: int
    releases: int
    events: int
    changes: int
    newest: Change | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is kept now beside what the copy at *path* holds.

    *now* is None where what is kept cannot be read; *damage* says why. *lost* are the changes that the copy does not
    have, *gained* those that only it has, *gone* the directives that would be there no more. *same* says that the two
    hold just the same; *seal* is that of the store when it was looked at.
    """

    path: Path
    now: Contents | None
    then: Contents
    lost: tuple[Change, ...]
    gained: tuple[Change, ...]
    gone: tuple[Tracked, ...]
    same: bool
    seal: tuple[int, ...]
    damage: str = ""


def compare(store: Store, path: Path) -> tuple[Store, Comparison]:
    """Read the copy at *path*; return it, and how *store* differs from it.

    Raises:
        StoreError: the copy cannot be read, is damaged, or was written by a newer program.
    """
    copy, seal = store.copy_at(path), store.seal
    then, theirs = contents_of(copy), copy.changes()
    try:
        now, ours = contents_of(store), store.changes()
        directives, same = (*store.directives(), *store.discarded()), store.holds(copy)
    except StoreBusyError:
        raise
    except StoreError as error:
        return copy, Comparison(path, None, then, (), theirs, (), same=False, seal=seal, damage=str(error))
    common = _common(ours, theirs)
    there = {one.number: one.directive for one in (*copy.directives(), *copy.discarded())}
    gone = tuple(one for one in directives if there.get(one.number) != one.directive)
    return copy, Comparison(path, now, then, ours[common:], theirs[common:], gone, same=same, seal=seal)


def restore(store: Store, copy: Store, found: Comparison, moment: datetime) -> Path | None:
    """Put *copy* in place of what *store* keeps; return where the file of before lies now, None where there was none.

    Raises:
        NothingToDoError: the store holds just the same.
        StoreBusyError: another process is writing, or has written since they were compared.
        StoreError: it could not be done; then all is as it was.
    """
    if found.same:
        raise NothingToDoError(_("{path} holds just what is kept; nothing was restored.").format(path=found.path))
    return store.restore(copy, found.seal, moment)


def contents_of(store: Store) -> Contents:
    """Count what *store* holds."""
    directives, changes = store.directives(), store.changes()
    return Contents(
        directives=len(directives),
        closed=sum(one.state.status.closed for one in directives),
        releases=len(store.releases()),
        events=len(store.events()),
        changes=len(changes),
        newest=changes[-1] if changes else None,
    )


def _common(ours: tuple[Change, ...], theirs: tuple[Change, ...]) -> int:
    """Return how many changes the two histories begin with in common."""
    for place, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one != other:
            return place
    return min(len(ours), len(theirs))

"""Copies a whole store from one place to another, file or server, with its history, and proves that all is there."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bimatrack.errors import NothingToDoError, StoreError
from bimatrack.i18n import _
from bimatrack.restoring import Contents, contents_of
from bimatrack.server import Place
from bimatrack.store import Store


@dataclass(frozen=True, slots=True)
class Moved:
    """What now lies at *target* as well as at *source*; *digest* is the SHA-256 of all of it as JSON Lines."""

    source: Place
    target: Place
    contents: Contents
    digest: str


def move(source: Place, target: Place, moment: datetime) -> Moved:
    """Copy all that is kept at *source* to *target*, where nothing is kept yet; *source* stays as it is.

    Broken off it leaves nothing there, and is begun again.

    Raises:
        NothingToDoError: *target* holds just the same already.
        StoreError: *source* cannot be read or is damaged, *target* holds something else or cannot be written.
    """
    ours, theirs = _read(source), Store.at(target)
    if not theirs.untouched:
        if theirs.holds(ours):
            raise NothingToDoError(_("{place} holds just the same already; nothing was moved.").format(place=target))
        raise StoreError(
            _(
                "{place} holds something else already; nothing was moved. Name a place where nothing is kept yet."
            ).format(place=target)
        )
    theirs.restore(ours, theirs.seal, moment)
    digest, found = _digest(ours), Store.at(target)
    if _digest(found) != digest:
        raise StoreError(
            _("{place} does not hold what was moved there; look who else writes to it.").format(place=target)
        )
    return Moved(source, target, contents_of(found), digest)


def _read(place: Place) -> Store:
    store = Store.at(place)
    if isinstance(place, Path):
        copy = store.copy_at(place)
        if copy.lacks_entries:
            sentence = _("{path} lacks entries that it once had; “bimatrack doctor” tells which. Nothing was moved.")
            raise StoreError(sentence.format(path=place))
        return copy
    if store.untouched:
        raise NothingToDoError(_("Nothing is kept at {place} yet; nothing was moved.").format(place=place))
    store.prove()
    return store


def _digest(store: Store) -> str:
    return sha256(store.as_lines().encode(errors="surrogatepass")).hexdigest()

"""The store's file as the system sees it: who may write it, and what tells that it was replaced."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.placing import make_private_folder
from bimatrack.server import Place, Server
from bimatrack.store.locking import lock_of, locked
from bimatrack.store.shape import unwritable


def file_of(place: Place) -> Path:
    """Return *place*, the file of a store.

    Raises:
        UsageError: it lies on a server, which is looked after there.
    """
    if isinstance(place, Server):
        raise UsageError(
            _(
                "This is for a store in a file; {place} is looked after on its server: pg_dump copies it, pg_restore "
                "puts it back, and “bimatrack export jsonl” writes all of it as JSON Lines."
            ).format(place=place)
        )
    return place


@contextmanager
def alone(path: Path, patience: float) -> Iterator[None]:
    """Be the only one who writes the store's file *path* in the block; wait up to *patience* seconds for others.

    Raises:
        StoreBusyError: another process was writing all the while.
        StoreError: there can be no lock.
    """
    with ExitStack() as stack:
        try:
            make_private_folder(path.parent)
            stack.enter_context(locked(lock_of(path), patience))
        except OSError as error:
            raise unwritable(path, error) from error
        yield


def stamp_of(path: Path) -> tuple[int, ...]:
    """Return what changes whenever the file at *path* is replaced; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns

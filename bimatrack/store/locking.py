"""The lock of the store's writers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bimatrack.errors import StoreBusyError
from bimatrack.faults import LockedError, busy
from bimatrack.locking import locked as held


def lock_of(store: Path) -> Path:
    """Return the lock file of the file *store*."""
    return store.with_name(f"{store.name}.lock")


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file *path*, made when missing, for the block; wait up to *patience* seconds for others.

    Raises:
        StoreBusyError: another process held the lock all the while.
        OSError: the lock file cannot be made.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(held(path, patience))
        except LockedError as error:
            raise StoreBusyError(busy(path.with_suffix(""), error)) from error
        yield

"""A store on a PostgreSQL server, which many offices work with at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bimatrack.errors import StoreError
from bimatrack.i18n import _
from bimatrack.server import Server
from bimatrack.store.store import Store

if TYPE_CHECKING:
    from bimatrack.store.shared.users import Roster


def store_in(server: Server, patience: float) -> Store:
    """Return the store on *server*, where a writer waits *patience* seconds for others.

    Raises:
        StoreError: what is needed for it is not installed.
    """
    with _needing():
        from bimatrack.store.shared.store import SharedStore
    return SharedStore(server, patience=patience)


def roster_of(server: Server) -> "Roster":
    """Return who may do what with the store on *server*.

    Raises:
        StoreError: what is needed for it is not installed.
    """
    with _needing():
        from bimatrack.store.shared.users import Roster
    return Roster(server)


@contextmanager
def _needing() -> Iterator[None]:
    """Say what to install where the block does not find it."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("bimatrack"):
            raise
        raise StoreError(
            _("A store on a server needs more than is installed; `pip install 'bimatrack[postgres]'` brings it.")
        ) from error

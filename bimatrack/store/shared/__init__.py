"""A store on a PostgreSQL server, which many offices work with at once."""

from bimatrack.errors import StoreError
from bimatrack.i18n import _
from bimatrack.server import Server
from bimatrack.store.store import Store


def store_in(server: Server, patience: float) -> Store:
    """Return the store on *server*, where a writer waits *patience* seconds for others.

    Raises:
        StoreError: what is needed for it is not installed.
    """
    try:
        from bimatrack.store.shared.store import SharedStore
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("bimatrack"):
            raise
        raise StoreError(
            _("A store on a server needs more than is installed; `pip install 'bimatrack[postgres]'` brings it.")
        ) from error
    return SharedStore(server, patience=patience)

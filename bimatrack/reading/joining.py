"""Finds the cluster that reads: one of others at an address, or processes of this machine.

It knows Dask, as `cluster` does. The library comes with the extra `cluster` and is imported here and there only.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from bimatrack.errors import ClusterError, UsageError
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.reading.wire import VERSION
from bimatrack.reading.workers import unheard

if TYPE_CHECKING:
    from distributed import Client
    from distributed.client import VersionsDict

LOCAL = "local"
_ADDRESS = re.compile(r"(?:tcp|tls)://(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):\d{1,5}")
_SECONDS = 15  # for a scheduler to answer, and for its first worker to come


def refuse_no_cluster(place: str) -> None:
    """Refuse what is neither the address of a scheduler nor "local".

    Raises:
        UsageError: it is none.
    """
    if place != LOCAL and not _ADDRESS.fullmatch(place):
        raise UsageError(
            _("“{place}” is no cluster; write its scheduler's address, as in tcp://10.0.0.5:8786, or local.").format(
                place=one_line(place)
            )
        )


@contextmanager
def joined(place: str, jobs: int) -> Iterator["Client"]:
    """Be a client of the cluster at *place*, an address or "local" for *jobs* processes that end with the block.

    Raises:
        UsageError: Dask is not installed.
        ClusterError: nobody answers there, or who does is of another version.
    """
    try:
        import dask
        import distributed  # noqa: F401 - loaded here, to tell whether it is there
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise UsageError(
            _("A cluster needs the library Dask; install it with: pip install 'bimatrack[cluster]'.")
        ) from error
    # What goes wrong is told by us, in one sentence.
    for name in ("distributed", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # A large file is a large message, which we know.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}), ExitStack() as stack:
        client = _own(jobs, stack) if place == LOCAL else _others(place, stack)
        _refuse_strangers(client, place)
        yield client


def _others(address: str, stack: ExitStack) -> "Client":
    import warnings

    from distributed import Client

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Versions that differ are looked at by us.
            client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:  # The second and third: no certificates for tls://
        raise ClusterError(
            _("No Dask scheduler answers at {address}; see that it runs there and that the address is right.").format(
                address=address
            )
        ) from error
    stack.callback(client.close)
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except TimeoutError as error:
        raise ClusterError(
            _("The cluster at {address} has no workers; start some with: dask worker {address}").format(address=address)
        ) from error
    return client


def _own(jobs: int, stack: ExitStack) -> "Client":
    """Begin *jobs* processes of this machine; only they and this one know the certificates they speak under."""
    from distributed import Client, LocalCluster

    scratch = stack.enter_context(TemporaryDirectory(prefix="bimatrack-"))
    try:
        with unheard():
            cluster = LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                host="127.0.0.1",
                security=True,
                dashboard_address=None,
                silence_logs=logging.CRITICAL + 1,
                local_directory=scratch,
            )
            stack.callback(cluster.close)
            client = Client(cluster, set_as_default=False)
    except (OSError, RuntimeError, TimeoutError) as error:
        raise ClusterError(
            _("No processes of a cluster could be started here: {error}.").format(error=error)
        ) from error
    stack.callback(client.close)
    return client


def _refuse_strangers(client: "Client", place: str) -> None:
    """Refuse a scheduler or a worker that could read otherwise than this program.

    Raises:
        ClusterError: there is one.
    """
    found = cast("VersionsDict", client.get_versions(packages=["bimatrack"]))
    for where, told in {place: found["scheduler"], **found["workers"]}.items():
        python = ".".join(told["packages"]["python"].split(".")[:2])
        refuse_other(where, f"bimatrack {told['packages']['bimatrack'] or '-'}, Python {python}")


def refuse_other(where: str, version: str) -> None:
    """Refuse a *version* at an address that is not that of this program.

    Raises:
        ClusterError: it is another.
    """
    if version != VERSION:
        raise ClusterError(
            _(
                "The cluster's process at {where} has {theirs}, this one {ours}; install the same on all machines."
            ).format(where=where, theirs=version, ours=VERSION)
        )

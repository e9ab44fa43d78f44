"""Finds the cluster that reads: one of others at an address, or processes of this machine.

It knows Dask, as `cluster` does. The library comes with the extra `cluster` and is imported here and there only.
"""

import asyncio
import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
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
# Of a cluster of our own: what is asked for twice in vain is given up, and no page tells others of it.
_SCHEDULER = {"allowed_failures": 1, "dashboard": False, "dashboard_address": "127.0.0.1:0"}
_PAGES = ("distributed.scheduler.http.routes", "distributed.worker.http.routes")
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
    _silence()
    # A large file is a large message, which we know.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}), ExitStack() as stack:
        client = _own(jobs, stack) if place == LOCAL else _others(place, stack)
        _refuse_strangers(client, place)
        yield client


def _others(address: str, stack: ExitStack) -> "Client":
    from distributed import Client

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Versions that differ are looked at by us.
            # A client would wait without end for somebody that is no scheduler.
            if not asyncio.run(asyncio.wait_for(_is_scheduler(address), _SECONDS)):
                raise _no_answer(address)
            client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, OverflowError, RuntimeError, TypeError, ValueError) as error:  # a port too high, no certificates
        raise _no_answer(address) from error
    stack.callback(client.close)
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except TimeoutError as error:
        raise ClusterError(
            _("The cluster at {address} has no workers; “dask worker {address}” starts one.").format(address=address)
        ) from error
    return client


async def _is_scheduler(address: str) -> bool:
    from distributed import Security
    from distributed.core import rpc

    async with rpc(address, timeout=_SECONDS, connection_args=Security().get_connection_args("client")) as other:
        return bool((await other.identity(n_workers=0))["type"] == "Scheduler")


def _silence() -> None:
    """Let Dask write nothing to standard error: what goes wrong is told by us, in one sentence."""
    for name in (*logging.root.manager.loggerDict, "asyncio"):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _no_answer(address: str) -> ClusterError:
    if address.startswith("tls:"):
        return ClusterError(
            _(
                "No Dask scheduler answers at {address}, or not to the certificates in Dask's settings; "
                "see that it runs there, and set distributed.comm.tls."
            ).format(address=address)
        )
    return ClusterError(
        _("No Dask scheduler answers at {address}; see that it runs there and that the address is right.").format(
            address=address
        )
    )


def _own(jobs: int, stack: ExitStack) -> "Client":
    """Begin *jobs* processes of this machine; only they and this one know the certificates they speak under."""
    import dask
    from distributed import Client, LocalCluster

    stack.enter_context(dask.config.set({name: [] for name in _PAGES}))
    # The first lock starts a process that would let Ctrl-C through again to all that begin after it.
    get_context("spawn").Lock()
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
                scheduler_kwargs=_SCHEDULER,
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

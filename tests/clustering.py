"""Clusters for the tests, and what they read."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from distributed import LocalCluster, WorkerPlugin

from bimatrack.model import Extraction
from bimatrack.reading import Item, Terms, read_all
from bimatrack.registry import Registry

DEADLY = "Dinas Maut"


class Deadly(WorkerPlugin):
    """Lets a worker die over one text: what the system does where memory ends."""

    def setup(self, worker: object) -> None:  # noqa: ARG002 - Dask gives it
        """Stand in the way of every reading, on each worker that begins."""
        from bimatrack.reading import documents

        extract = documents.extract

        def deadly(release: Any) -> Any:  # noqa: ANN401 - whatever it is, it goes on to the other
            if DEADLY in release.text:
                os.kill(os.getpid(), signal.SIGKILL)
            return extract(release)

        documents.extract = deadly


async def on_main_thread() -> bool:
    """Whether coroutines run where bounds of time can be held."""
    return threading.current_thread() is threading.main_thread()


@contextmanager
def running(*, workers: int = 1, processes: bool = False) -> Iterator[LocalCluster]:
    """A cluster on this machine, its workers threads of this process unless told otherwise."""
    options: dict[str, Any] = {"host": "127.0.0.1", "protocol": "tcp", "dashboard_address": None}
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=processes,
        scheduler_kwargs={"allowed_failures": 0, "dashboard_address": "127.0.0.1:0"},
        silence_logs=100,
        **options,
    ) as begun:
        yield begun


def reading(paths: Sequence[Path], place: str | None, **terms: Any) -> Iterator[tuple[Item, ...]]:  # noqa: ANN401
    """Begin to read files."""
    terms = {"registry": Registry.load(), **terms}
    return read_all([str(path) for path in paths], lambda: b"", Terms(**terms), 1, place).sources


def named(sources: Iterator[tuple[Item, ...]]) -> list[str]:
    """The file of each release, and the sentence on each that could not be read."""
    items = chain.from_iterable(sources)
    return [Path(item.release.source).name if isinstance(item, Extraction) else str(item) for item in items]

"""Spreads the reading of many files over the workers of a cluster, by Dask. This process opens the files.

They go out in portions, a bounded number at a time, and come back in their order. Workers that die are Dask's to
replace; a portion on which they die again and again is read file by file, until it is known which one it is.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from bimatrack.errors import ClusterError, UnreadableReleaseError
from bimatrack.i18n import _
from bimatrack.readers.reading import load
from bimatrack.reading.documents import Item, Terms, not_read, read_file
from bimatrack.reading.joining import joined, refuse_other
from bimatrack.reading.remote import read_there
from bimatrack.reading.wire import VERSION, Source, items_in, order_for, portion_of

if TYPE_CHECKING:
    from distributed import Client, Future

    Read: TypeAlias = Future[tuple[str, bytes]]

T = TypeVar("T")

_MOST = 16  # files that a worker takes at a time
_MOST_BYTES = 1024**2  # of such a portion, unless one file alone is larger
_AHEAD = 4  # portions that may wait for each thread of the workers; more would only fill the memory
_MOST_AHEAD = 128 * 1024**2  # bytes that may be on their way
_AGAIN = 50  # portions after which is looked how many workers there are
_PATIENCE = 4  # times that are waited for a worker to come where there is none left
_SECONDS = 30  # each time; an answer comes well within them over a slow network

# A file's bytes, or what it holds where this process read it.
_Opened: TypeAlias = Source | tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class _Portion:
    opened: tuple[_Opened, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(one for one in self.opened if isinstance(one, Source))

    @property
    def size(self) -> int:
        return sum(len(one.data) for one in self.sources)


def read_on_cluster(files: Sequence[Path], terms: Terms, place: str, jobs: int) -> Iterator[tuple[Item, ...]]:
    """Yield what each of *files* holds, in their order, read by the cluster at *place*, "local" with *jobs* processes.

    A file on which workers die again and again comes as its error, and the others are read all the same.

    Raises:
        UsageError: Dask is not installed.
        ClusterError: there is no such cluster, it is of another version, or was lost on the way.
    """
    with joined(place, jobs) as client:
        sending = _Sending(client, terms, place)
        for number, portion in enumerate(_portions(files, terms)):
            sending.send(portion, look=number % _AGAIN == 0)
            while sending.full:
                yield from sending.take()
        while sending.waiting:
            yield from sending.take()


def _portions(files: Sequence[Path], terms: Terms) -> Iterator[_Portion]:
    opened: list[_Opened] = []
    size = 0
    for file in files:
        one = _opened(file, terms)
        weight = len(one.data) if isinstance(one, Source) else 0
        if opened and (len(opened) == _MOST or size + weight > _MOST_BYTES):
            yield _Portion(tuple(opened))
            opened, size = [], 0
        opened.append(one)
        size += weight
    if opened:
        yield _Portion(tuple(opened))


def _opened(file: Path, terms: Terms) -> _Opened:
    name = str(file)
    try:
        name.encode()
    except UnicodeEncodeError:  # No text, so that it cannot be sent.
        return read_file(file, terms)
    try:
        return Source(name, load(file))
    except UnreadableReleaseError as error:
        return (error,)


class _Sending:
    """What is on its way to the workers of *client* and back; *waiting* holds the portions in their order."""

    def __init__(self, client: "Client", terms: Terms, place: str) -> None:
        self.waiting: deque[tuple[_Portion, Read | None]] = deque()
        self._client = client
        self._place = place
        self._room = 1
        # A task of its own: sent once, on each worker once, and made again where one is lost.
        self._order = client.submit(bytes, order_for(terms), pure=False)

    @property
    def full(self) -> bool:
        """Whether no more should be sent before something came back."""
        return len(self.waiting) > self._room or sum(portion.size for portion, _future in self.waiting) > _MOST_AHEAD

    def send(self, portion: _Portion, *, look: bool) -> None:
        """Send a portion; *look* before it how many workers there are."""
        with self._held():
            if look:
                self._room = _AHEAD * max(1, sum(self._client.nthreads().values()))
                self._patiently(partial(self._order.exception, timeout=_SECONDS))  # It is there: replicate would wait.
                self._client.replicate([self._order])
            self.waiting.append((portion, self._submit(portion.sources)))

    def take(self) -> Iterator[tuple[Item, ...]]:
        """Yield what the first of the portions holds, when it has come."""
        portion, future = self.waiting.popleft()
        with self._held():
            read = iter(self._answer(portion.sources, future))
        for one in portion.opened:
            yield next(read) if isinstance(one, Source) else one

    def _submit(self, sources: Sequence[Source]) -> "Read | None":
        if not sources:
            return None
        reading: Callable[..., Any] = read_there
        return self._client.submit(reading, VERSION, self._order, portion_of(sources), pure=False)

    def _answer(self, sources: Sequence[Source], future: "Read | None") -> list[tuple[Item, ...]]:
        from distributed import KilledWorker

        if future is None:
            return []
        try:
            return self._result(future)
        except KilledWorker:
            # Any that was on its way may be the cause: one by one, with nothing beside it, shows which.
            for _portion, other in self.waiting:
                if other is not None:
                    self._patiently(partial(other.exception, timeout=_SECONDS))
            return [self._alone(source) for source in sources]

    def _alone(self, source: Source) -> tuple[Item, ...]:
        from distributed import KilledWorker

        future = self._submit([source])
        try:
            return self._result(future)[0] if future is not None else ()
        except KilledWorker:
            reason = _("the workers that read it have died, one after the other, perhaps for lack of memory")
            return (not_read(source.name, reason),)

    def _result(self, future: "Read") -> list[tuple[Item, ...]]:
        version, data = self._patiently(partial(future.result, timeout=_SECONDS))
        refuse_other(self._place, version)
        return items_in(data)

    def _patiently(self, ask: Callable[[], T]) -> T:
        """Ask again what was not answered in time, for as long as there are workers.

        What was read already is read anew where its worker is lost before it came here: any question may wait.

        Raises:
            ClusterError: they have gone, and no others came.
        """
        absent = 0
        while absent < _PATIENCE:
            try:
                return ask()
            except TimeoutError:
                absent = 0 if self._client.nthreads() else absent + 1
        raise ClusterError(
            _("The cluster at {address} has no workers any more; start some and repeat the command.").format(
                address=self._place
            )
        )

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Tell in a sentence that the scheduler was lost."""
        from distributed.client import ClosedClientError

        try:
            yield
        except (CancelledError, OSError, ClosedClientError) as error:
            raise ClusterError(
                _("The cluster at {address} was lost; see that its scheduler runs, and repeat the command.").format(
                    address=self._place
                )
            ) from error

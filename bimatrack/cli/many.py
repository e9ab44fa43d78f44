"""What commands need that read many releases: a bar to watch, portions, and Ctrl-C that leaves whole work behind."""

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from bimatrack.i18n import _

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")

_FEW = 20  # files that are read before anybody looks for a bar


class Bar:
    """A progress bar on standard error, where a person looks at it and there is enough to wait for."""

    def __init__(self, total: int, *, quiet: bool = False) -> None:
        self._shown: Progress | None = None
        if not quiet and total > _FEW and sys.stderr.isatty():
            self._shown = _progress()
            self._task = self._shown.add_task(_("Reading"), total=total)

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Yield *items*, the bar moving on with each and taken away behind the last."""
        if self._shown is None:
            yield from items
            return
        with self._shown:
            for item in items:
                self._shown.advance(self._task)
                yield item


def portions(sources: Iterator[Sequence[T]], size: int | None, bar: Bar) -> Iterator[list[T]]:
    """Yield what *sources* hold, *size* of them at a time, all where it is None; *bar* tells how far they are."""
    while portion := list(bar.over(islice(sources, size))):
        yield [item for items in portion for item in items]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let the block end before Ctrl-C counts."""
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _progress() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        # What commands print goes where it belongs, not to the screen of the bar.
        redirect_stdout=False,
        redirect_stderr=False,
    )

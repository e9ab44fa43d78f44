"""Shows what is longer than the screen through a pager, as `git` does."""

import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import IO

from bimatrack.i18n import _

# Leave at once where it fits after all, keep the colours, leave the last screen standing.
_LESS = "-FRX"


def pager() -> list[str]:
    """Return the words of the pager's command line; none where there is none, or nobody to turn its pages.

    It is that of BIMATRACK_PAGER, else of PAGER, else `less` where there is one; an empty one turns paging off.
    """
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        return []
    named = os.environ.get("BIMATRACK_PAGER", os.environ.get("PAGER"))
    try:
        words = shlex.split("less" if named is None else named)
    except ValueError:
        return []
    found = shutil.which(words[0]) if words else None
    return [found, *words[1:]] if found and words != ["cat"] else []


def _environment() -> dict[str, str]:
    """Return the environment of the pager; where the person has set nothing for `less`, it says how it is left."""
    how = _("q leaves, space shows more")
    return {"LESS": f"{_LESS} -Ps{how}$", "LESSCHARSET": "utf-8"} | dict(os.environ)


def page(texts: Iterator[str], height: int) -> list[str] | None:
    """Show *texts*, which may hold colours, through the pager if they take more than *height* lines.

    They are asked for as the pager takes them. Those that were taken are returned where it did not come to that: they
    fit the screen, or there is no pager that can be started.
    """
    taken = _more_than(height, texts)
    command = pager() if sum(text.count("\n") for text in taken) >= height else []
    if not command:
        return taken
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment())  # noqa: S603 - no shell
    except OSError:
        return taken
    with _left_to_the_pager(), process:
        _feed(process.stdin, chain(taken, texts))  # type: ignore[arg-type]  # it was asked for
    return None


def _more_than(height: int, texts: Iterator[str]) -> list[str]:
    """Take as many of *texts* as fill a screen of *height* lines, or all."""
    taken: list[str] = []
    lines = 0
    for text in texts:
        taken.append(text)
        lines += text.count("\n")
        if lines >= height:
            break
    return taken


@contextmanager
def _left_to_the_pager() -> Iterator[None]:
    """Let Ctrl-C be for the pager alone: it stops a search or a jump."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _feed(entry: IO[bytes], texts: Iterable[str]) -> None:
    with suppress(BrokenPipeError), entry:  # The person has seen enough.
        for text in texts:
            entry.write(text.encode("utf-8", "backslashreplace"))

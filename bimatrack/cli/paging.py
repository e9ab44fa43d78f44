"""Shows what is longer than the screen through a pager, as `git` does."""

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress

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


def page(text: str, height: int) -> bool:
    """Show *text*, which may hold colours, through the pager if it takes more than *height* lines; tell whether it did.

    It is not shown where there is no pager, or where it cannot be started.
    """
    command = pager() if text.count("\n") >= height else []
    if not command:
        return False
    try:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment())  # noqa: S603 - no shell
    except OSError:
        return False
    with suppress(BrokenPipeError):  # The person has seen enough.
        _feed(process, text.encode("utf-8", "backslashreplace"))
    return True


def _feed(process: "subprocess.Popen[bytes]", data: bytes) -> None:
    waiting: bytes | None = data
    while True:
        try:
            process.communicate(waiting)
        except KeyboardInterrupt:  # That is for the pager: it stops a search or a jump.
            waiting = None
        else:
            return

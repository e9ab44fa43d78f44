"""The three standard streams, whatever the caller made of them: closed, full, or with nobody at the other end."""

import os
import sys
from contextlib import suppress


def prepare() -> None:
    """Make the streams usable: one that was closed gets a stand-in, and no sign is refused.

    What is written to a standard output that was closed fails as it does on a full disk; messages are lost; standard
    input is at its end. A stand-in also holds the stream's number, which a file opened later would get.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), "r", encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def flush() -> None:
    """Write out what waits for standard output.

    Raises:
        OSError: it cannot be written.
    """
    sys.stdout.flush()


def give_up() -> None:
    """Let go of standard output, so that what still waits for it fails no more, not even at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    with suppress(OSError):
        sys.stdout.flush()

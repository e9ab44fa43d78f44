"""Writes a file whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put *text* in place of what the file *path* holds at one stroke; a new file is for its owner alone.

    Folders that are missing are made; where *path* is a link, what it leads to is written.

    Raises:
        OSError: it cannot be written; then the file is as it was.
    """
    real = path.resolve()
    beside = real.with_name(f".{real.name}.{os.getpid()}")
    real.parent.mkdir(parents=True, exist_ok=True)
    mode = real.stat().st_mode & 0o777 if real.exists() else 0o600
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(real)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise

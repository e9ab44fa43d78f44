"""Writes what a command made into a file of the user's."""

import os
from contextlib import suppress
from pathlib import Path

from bimatrack.errors import OutputError
from bimatrack.i18n import _


def save(content: str | bytes, path: Path) -> None:
    """Write *content* to the file *path*, whole or not at all.

    Raises:
        OutputError: it cannot be written there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if isinstance(content, str):
            beside.write_text(content, encoding="utf-8")
        else:
            beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise _unwritable(path, error) from error


def make_folder(path: Path) -> None:
    """Make the folder *path* and those it lies in, where they are missing.

    Raises:
        OutputError: it cannot be made there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        _("{path} cannot be written ({reason}); choose another place with -o.").format(path=path, reason=error.strerror)
    )

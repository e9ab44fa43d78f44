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
    beside: Path | None = None
    try:
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        if isinstance(content, str):
            beside.write_text(content, encoding="utf-8")
        else:
            beside.write_bytes(content)
        beside.replace(path)
    except (OSError, ValueError) as error:  # Python's word for a name that no file can have.
        with suppress(OSError, ValueError):
            if beside:
                beside.unlink()
        raise _unwritable(path, error) from error


def make_folder(path: Path) -> None:
    """Make the folder *path* and those it lies in, where they are missing.

    Raises:
        OutputError: it cannot be made there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError | ValueError) -> OutputError:
    reason = error.strerror if isinstance(error, OSError) else error
    return OutputError(
        _("{path} cannot be written ({reason}); choose another place with -o.").format(path=path, reason=reason)
    )

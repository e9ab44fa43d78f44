"""Writes what a command made into a file of the user's."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from bimatrack.errors import OutputError
from bimatrack.faults import advice_on, reason_of
from bimatrack.i18n import _

_NO_NAME = re.compile("[^a-z0-9]+")


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


def file_names(names: Iterable[str]) -> Iterator[str]:
    """Yield for each of *names* a name of a file that every system takes, each once: "dinas-kesehatan"."""
    taken: Counter[str] = Counter()
    for name in names:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        short = _NO_NAME.sub("-", plain).strip("-") or "tanpa-nama"
        taken[short] += 1
        yield short if taken[short] == 1 else f"{short}-{taken[short]}"


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
    return OutputError(
        _("{path} cannot be written: {reason}; {advice}.").format(
            path=path, reason=reason_of(error), advice=advice_on(error, "-o")
        )
    )

"""Writes what a command made into a file of the user's."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bimatrack.errors import OutputError
from bimatrack.faults import unwritten
from bimatrack.whole import hand_over

_NO_NAME = re.compile("[^a-z0-9]+")


def save(content: str | bytes, path: Path, *, private: bool = False) -> None:
    """Write *content* to the file *path*, whole or not at all; a *private* one only its owner can read.

    A paper is for others, and so may be read by whom the umask allows it.

    Raises:
        OutputError: it cannot be written there.
    """
    # As bytes, so that no system ends lines in its own way.
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        hand_over(data, path, private=private)
    except (OSError, ValueError) as error:  # Python's word for a name that no file can have.
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
    return OutputError(unwritten(path, error, "-o"))

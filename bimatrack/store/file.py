"""The store's file as the system sees it: its folder, and what tells that it was replaced."""

from pathlib import Path


def make_folder(path: Path) -> None:
    """Make the folder *path* if it is missing, for its owner alone.

    Raises:
        OSError: it cannot be made.
    """
    from bimatrack.store.storage import sync_folder

    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(path.parent)


def stamp_of(path: Path) -> tuple[int, ...]:
    """Return what changes whenever the file at *path* is replaced; empty where there is none."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns

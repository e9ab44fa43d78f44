"""The bytes of a file that may be a store; what plainly is none is refused before it is read, however large it is."""

import os
from pathlib import Path
from typing import BinaryIO

from bimatrack.errors import StoreError
from bimatrack.faults import reason_of
from bimatrack.i18n import _
from bimatrack.store.sections import fits
from bimatrack.store.shape import damaged

_EDGE = 4096
_LARGE = 64 * 1024 * 1024
_PIECE = 1024 * 1024
# Blanks, marks of an encoding, and the second byte of a plain character in UTF-16.
_AROUND = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def content_of(path: Path) -> bytes:
    """Return what the ordinary file *path* holds.

    One that does not begin and end as JSON does is refused by its edges, a large one with bytes of nothing in it (holes
    that a disk left) by the first of these, so that neither time nor memory goes with its size. One that is as long as
    it says itself is spared that; what it holds is added up when it is read.

    Raises:
        FileNotFoundError: there is none.
        StoreError: it is no ordinary file, cannot be read, or is damaged.
    """
    try:
        if path.exists() and not path.is_file():
            raise StoreError(_("{path} is no ordinary file; name another one with --db.").format(path=path))
        with path.open("rb") as file:
            _check_edges(file, path)
            return file.read()
    except FileNotFoundError:
        raise
    except (OSError, ValueError) as error:
        raise StoreError(_("{path} cannot be read: {reason}.").format(path=path, reason=reason_of(error))) from error


def _check_edges(file: BinaryIO, path: Path) -> None:
    size = os.fstat(file.fileno()).st_size
    if not size:
        raise damaged(path, _("it is empty"))
    head = file.read(_EDGE)
    file.seek(max(0, size - _EDGE))
    tail = file.read(_EDGE)
    file.seek(0)
    if not head.strip(b"\0"):
        raise damaged(path, _("it holds nothing but zeros, as after a power failure"))
    if head.strip(_AROUND)[:1] != b"{":
        raise damaged(path, _("it is no JSON"))
    if tail.strip(_AROUND)[-1:] != b"}":
        raise damaged(path, _("it breaks off before its end"))
    if size > _LARGE and not head.startswith(_WIDE) and not fits(head, size):
        _check_holes(file, path)


def _check_holes(file: BinaryIO, path: Path) -> None:
    while piece := file.read(_PIECE):
        if b"\0" in piece:
            raise damaged(path, _("there are holes in it, as after a power failure"))
    file.seek(0)

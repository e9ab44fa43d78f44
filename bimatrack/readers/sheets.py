"""Looks through a workbook before it is opened: what opens it takes memory for every cell, merged ones too."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import _

MOST_UNPACKED = 100_000_000  # bytes of all parts; 10,000 rows of 60 columns are some 30,000,000
MOST_CELLS, MOST_MERGED = 1_000_000, 200_000
_MOST_FILES = 5000
_AT_A_TIME = 1 << 20
_OVERLAP = 100  # bytes that two pieces have in common, so that nothing is cut in two
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si|xf|row|font|fill)[\s/>]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,40}?ref=.([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
_TYPED = b"<!DOCTYPE"


def look_through(packed: ZipFile, path: Path) -> None:
    """Refuse the workbook *packed* in the file at *path* if it would take more than a matrix can.

    Raises:
        UnreadableReleaseError: it would, or it holds a document type, in which entities could be made.
    """
    files = packed.infolist()
    if len(files) > _MOST_FILES or sum(one.file_size for one in files) > MOST_UNPACKED:
        raise _too_much(path)
    cells = merged = 0
    for one in files:
        if not one.filename.lower().endswith((".xml", ".rels")):
            continue
        for piece in _pieces(packed, one.filename):
            # Both of UTF-16's forms are plain once their empty bytes are gone.
            plain = piece.replace(b"\0", b"")
            cells += len(_CELL.findall(plain))
            merged += sum(_area(*found) for found in _MERGED.findall(plain))
            if cells > MOST_CELLS or merged > MOST_MERGED or _TYPED in plain:
                raise _too_much(path)


def _pieces(packed: ZipFile, name: str) -> Iterator[bytes]:
    end = b""
    with packed.open(name) as part:
        while piece := part.read(_AT_A_TIME):
            yield end + piece
            end = piece[-_OVERLAP:]


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> int:
    return (abs(_number(right) - _number(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_much(path: Path) -> UnreadableReleaseError:
    return UnreadableReleaseError(
        _("{path} unpacks to more than a matrix can hold; save the rows that count as .csv.").format(path=path)
    )

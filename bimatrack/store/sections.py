"""The file's rows in sections, each row on a line of its own: what is asked for is read, what stays is copied.

The whole is one JSON document that any program can read, TinyDB by itself too. Its first line says where each section
lies and what all the bytes add up to; where that does not fit, somebody else has written the file.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Annotated, Any

import msgspec

from bimatrack.store.rows import BETWEEN, Rows, Section, written

# The sections in the order of the file, with the tables that they belong to.
SECTIONS = {
    "open": "directives",
    "closed": "directives",
    "events": "events",
    "releases": "releases",
    "changes": "changes",
}
Sections = Mapping[str, Section]

_OPENING = b'{"meta":{"1":'
_HEAD = re.compile(rb'(\{"meta":\{"1":\{.*),"sum":([0-9]{1,10})\}\},\n')
_LONGEST_HEAD = 4096  # bytes
_END = ""


def pack(meta: Mapping[str, Any], sections: Sections) -> bytes:
    """Return the file that holds the row *meta* and *sections*, which must be those of `SECTIONS`."""
    lengths = {name: sections[name].length() for name in SECTIONS}
    pieces: list[bytes | memoryview] = []
    for name, before in _between(lengths):
        pieces.append(before)
        if name != _END:
            pieces.append(sections[name].content())
    head = _OPENING + written({**meta, "sections": lengths})[:-1]
    return b"".join([head, b',"sum":%d}},\n' % _sum(head, pieces), *pieces])


def unpack(content: bytes) -> tuple[dict[str, Any], Sections] | None:
    """Return the row `meta` and the sections of a file as `pack` makes it; None for one that was altered since."""
    head = _HEAD.match(content, 0, _LONGEST_HEAD)
    if head is None or _sum(head[1], [memoryview(content)[head.end() :]]) != int(head[2]):
        return None
    row = head[1][len(_OPENING) :] + b"}"
    try:
        places = msgspec.json.decode(row, type=_Places)
        sections = dict(_divided(content, head.end(), places))
    except (msgspec.DecodeError, KeyError):
        return None
    meta = msgspec.json.decode(row)
    del meta["sections"]
    return meta, sections


def fits(head: bytes, size: int) -> bool:
    """Tell whether a file of *size* bytes that begins with *head* is as long as its first line says."""
    found = _HEAD.match(head)
    if found is None:
        return False
    try:
        lengths = msgspec.json.decode(found[1][len(_OPENING) :] + b"}", type=_Places).sections
    except msgspec.DecodeError:
        return False
    return size == found.end() + sum(len(before) + lengths.get(name, 0) for name, before in _between(lengths))


class _Places(msgspec.Struct):
    """What the first line says of the sections: their lengths in bytes, and of each table the id not given yet."""

    sections: dict[str, Annotated[int, msgspec.Meta(ge=0)]]
    next: dict[str, int]


def _divided(content: bytes, at: int, places: _Places) -> Iterator[tuple[str, Rows]]:
    """Give each section of *content*, the first of which begins at *at*.

    Raises:
        KeyError: what stands between them does not.
    """
    for name, before in _between(places.sections):
        begin = at + len(before)
        if content[at:begin] != before:
            raise KeyError(name)
        if name != _END:
            at = begin + places.sections[name]
            yield name, Rows(content, begin, at, places.next[SECTIONS[name]])


def _sum(head: bytes, pieces: Iterable[bytes | memoryview]) -> int:
    total = zlib.crc32(head)
    for piece in pieces:
        total = zlib.crc32(piece, total)
    return total


def _between(lengths: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """Give each section with what stands before it in the file, and what stands at the end with `_END`."""
    close = b""
    for table, names in groupby(SECTIONS, SECTIONS.__getitem__):
        before, filled = close + b'"%b":{\n' % table.encode(), False
        for name in names:
            length = lengths.get(name, 0)
            yield name, before + (BETWEEN if filled and length else b"")
            before, filled = b"", filled or length > 0
        close = b"\n},\n"
    yield _END, b"\n}}\n"

"""The file's rows in sections, each row on a line of its own: what is asked for is read, what stays is copied.

The whole is one JSON document that any program can read, TinyDB by itself too. Its first line says where each section
lies and what its bytes add up to; where that does not fit, somebody else has written the file, and it is read whole.
"""

import json
import re
import zlib
from collections.abc import ItemsView, Iterator, Mapping
from itertools import groupby
from typing import Any

Row = Mapping[str, Any]

# The sections in the order of the file, with the tables that they belong to.
SECTIONS = {
    "open": "directives",
    "closed": "directives",
    "events": "events",
    "releases": "releases",
    "changes": "changes",
}
_BETWEEN = b",\n"
_START = re.compile(rb'^"([1-9][0-9]{0,17})":', re.MULTILINE)
_FEW = 8  # rows; to find more of them, all lines are looked through once
_END = ""
_OPENING = b'{"meta":{"1":'
_HEAD = re.compile(rb'(\{"meta":\{"1":\{.*),"sum":([0-9]{1,10})\}\},\n')
_LONGEST_HEAD = 4096


class Section(Mapping[str, Row]):
    """Rows by id; *content* are their lines as the file has them, in any order."""

    def __init__(self, content: bytes = b"") -> None:
        self._content = content
        self._read: dict[str, Row] | None = None if content else {}
        self._changed: dict[str, Row | None] = {}
        self._places: dict[bytes, int] | None = None

    @classmethod
    def of(cls, rows: Mapping[str, Row]) -> "Section":
        """Make a section of *rows*."""
        section = cls()
        section._changed.update(rows)
        return section

    def __getitem__(self, number: str) -> Row:
        """Return the row *number*; no other one is read for it."""
        row = self._changed[number] if number in self._changed else self._kept(number)
        if row is None:
            raise KeyError(number)
        return row

    def __iter__(self) -> Iterator[str]:
        """Give the ids."""
        return iter(self._rows())

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows())

    def __contains__(self, number: object) -> bool:
        """Whether there is a row *number*."""
        try:
            return self[str(number)] is not None
        except KeyError:
            return False

    def items(self) -> ItemsView[str, Row]:
        """Give the rows with their ids."""
        return self._rows().items()

    def put(self, number: str, row: Row) -> None:
        """Set the row *number*."""
        self._changed[number] = row

    def take(self, number: str) -> None:
        """Take the row *number* away."""
        self._changed[number] = None

    def lines_with(self, words: bytes) -> "dict[str, Row]":
        """Return the rows whose lines in the file hold what the pattern *words* matches, and all changed since."""
        content = self._content
        found: dict[str, Row] = {}
        at = 0
        for match in re.finditer(words, content):
            if match.start() < at:
                continue
            start = content.rfind(b"\n", 0, match.start()) + 1
            at = _end(content, start)
            found |= _parsed(content[start:at])
        return found | {number: row for number, row in self._changed.items() if row is not None}

    def written(self) -> bytes:
        """Return the lines as the file will have them; from now on they are this section's."""
        if self._changed:
            read = None if self._read is None else self._rows()
            self._content = _BETWEEN.join(self._pieces())
            self._read, self._places, self._changed = read, None, {}
        return self._content

    def _rows(self) -> dict[str, Row]:
        if self._read is None:
            self._read = _parsed(self._content)
        if not self._changed:
            return self._read
        rows = self._read | self._changed
        return {number: row for number, row in rows.items() if row is not None}

    def _kept(self, number: str) -> Row | None:
        if self._read is not None:
            return self._read.get(number)
        start = self._place(number)
        return None if start < 0 else _parsed(self._content[start : _end(self._content, start)])[number]

    def _place(self, number: str) -> int:
        """Return where the line of the row *number* begins, -1 where there is none."""
        key = number.encode()
        if self._places is not None:
            return self._places.get(key, -1)
        sought = b'"%b":' % key
        if self._content.startswith(sought):
            return 0
        return self._content.find(b"\n" + sought) + 1 or -1

    def _pieces(self) -> Iterator[bytes]:
        """Give the lines, those that stay in as few pieces as can be, without what stands between them."""
        content = self._content
        if len(self._changed) > _FEW:
            self._places = {match[1]: match.start() for match in _START.finditer(content)}
        placed = sorted((start, number) for number in self._changed if (start := self._place(number)) >= 0)
        at = 0
        for start, number in placed:
            if start > at:
                yield content[at : start - len(_BETWEEN)]
            at = _end(content, start) + len(_BETWEEN)
            if (row := self._changed[number]) is not None:
                yield _line(number, row)
        if at < len(content):
            yield content[at:]
        known = {number for _start, number in placed}
        yield from (_line(n, row) for n, row in self._changed.items() if row is not None and n not in known)


def pack(meta: Row, sections: Mapping[str, Section]) -> bytes:
    """Return the file that holds the row *meta* and *sections*, which must be those of `SECTIONS`."""
    contents = {name: sections[name].written() for name in SECTIONS}
    lengths = {name: len(content) for name, content in contents.items()}
    body = b"".join(piece for name, before in _between(lengths) for piece in (before, contents.get(name, b"")))
    head = b'{"meta":{"1":%b' % dumped({**meta, "sections": lengths})[:-1]
    return b'%b,"sum":%d}},\n%b' % (head, zlib.crc32(body, zlib.crc32(head)), body)


def unpack(content: bytes) -> tuple[Row, dict[str, Section]] | None:
    """Return the row `meta` and the sections of a file as `pack` makes it; None for one that was altered since."""
    head = _HEAD.match(content, 0, _LONGEST_HEAD)
    if head is None or zlib.crc32(memoryview(content)[head.end() :], zlib.crc32(head[1])) != int(head[2]):
        return None
    meta = json.loads(head[1][len(_OPENING) :] + b"}")
    lengths = meta.pop("sections", None)
    if not isinstance(lengths, dict) or lengths.keys() != SECTIONS.keys() or {*map(type, lengths.values())} != {int}:
        return None
    sections: dict[str, Section] = {}
    at = head.end()
    for name, before in _between(lengths):
        begin = at + len(before)
        if content[at:begin] != before:
            return None
        at = begin + lengths.get(name, 0)
        sections[name] = Section(content[begin:at])
    del sections[_END]
    return meta, sections


def _between(lengths: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """Give each section with what stands before it in the file, and what stands at the end with `_END`."""
    close = b""
    for table, names in groupby(SECTIONS, SECTIONS.__getitem__):
        before, filled = close + b'"%b":{\n' % table.encode(), False
        for name in names:
            yield name, before + (_BETWEEN if filled and lengths[name] else b"")
            before, filled = b"", filled or lengths[name] > 0
        close = b"\n},\n"
    yield _END, b"\n}}\n"


def dumped(row: Row) -> bytes:
    """Return *row* as JSON without a line break."""
    try:
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # Half a character, such as a file name that is no UTF-8 brings along: escaped it survives the way and back.
        return json.dumps(row, separators=(",", ":")).encode()


def _line(number: str, row: Row) -> bytes:
    return b'"%b":%b' % (number.encode(), dumped(row))


def _end(content: bytes, start: int) -> int:
    """Return where the line that begins at *start* ends, without what stands between it and the next."""
    end = content.find(_BETWEEN, start)
    return len(content) if end < 0 else end


def _parsed(lines: bytes) -> dict[str, Row]:
    rows: dict[str, Row] = json.loads(b"{%b}" % lines)
    return rows

"""Rows of one section of the file, each the JSON of a line: found by id, read together, changed apart from the rest."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Protocol, TypeVar

import msgspec

Row = Mapping[str, Any]
T = TypeVar("T")

BETWEEN = b",\n"
_FEW = 8  # rows; to find more of them, all lines are looked through once


class Section(Protocol):
    """Rows by id, wherever they are kept; see `Rows`."""

    def get(self, number: int) -> Row | None:
        """Return the row *number*, None where there is none."""

    def __contains__(self, number: int) -> bool:
        """Whether there is a row *number*."""

    def put(self, number: int, row: Row) -> None:
        """Set the row *number*."""

    def take(self, number: int) -> None:
        """Take the row *number* away."""

    def read_all(self, family: type[T], numbers: Collection[int] | None = None) -> dict[int, T]:
        """Return all rows as of *family*, by id, or those of *numbers* only.

        Raises:
            ValueError: one is none such.
        """

    def read_about(self, family: type[T], directive: int) -> dict[int, T]:
        """Return the changes of one *directive*, and all that undo or redo, as of *family*; no others are read.

        Raises:
            ValueError: one is none such.
        """

    def items(self) -> Iterator[tuple[int, Row]]:
        """Give all rows with their ids."""

    def numbers(self) -> frozenset[int]:
        """Return the ids."""

    def length(self) -> int:
        """Return how many bytes the lines take."""

    def content(self) -> memoryview:
        """Return the lines as a file will have them."""


class Rows:
    """Rows by id, in any order; *content* holds their lines from *start* to *end*, as the file has them.

    A row that is put or taken stays beside these until they are asked for all together. No line has the id *unused* or
    a higher one, if that is known.
    """

    def __init__(self, content: bytes = b"", start: int = 0, end: int | None = None, unused: int | None = None) -> None:
        self._content = content
        self._unused = unused
        self._start = start
        self._end = len(content) if end is None else end
        self._changed: dict[int, Row | None] = {}
        self._found: dict[int, int] = {}
        self._places: dict[int, int] | None = None
        self._cut: dict[int, msgspec.Raw] | None = None

    def get(self, number: int) -> Row | None:
        """Return the row *number*, None where there is none."""
        if number in self._changed:
            return self._changed[number]
        line = self._line(number)
        return None if line is None else json.loads(line)

    def __contains__(self, number: int) -> bool:
        """Whether there is a row *number*; none is read for it."""
        if number in self._changed:
            return self._changed[number] is not None
        return self._place(number) >= 0

    def put(self, number: int, row: Row) -> None:
        """Set the row *number*."""
        self._changed[number] = row

    def take(self, number: int) -> None:
        """Take the row *number* away."""
        self._changed[number] = None

    def read_all(self, family: type[T], numbers: Collection[int] | None = None) -> dict[int, T]:
        """Return all rows as of *family*, by id, or those of *numbers* only.

        Raises:
            ValueError: one is none such.
        """
        lines = self.content() if numbers is None else BETWEEN.join(self._lines(numbers))
        return decoded(lines, family)

    def read_with(self, family: type[T], *parts: bytes) -> dict[int, T]:
        """Return the rows whose lines hold one of *parts*, as of *family*; the others are not read.

        Raises:
            ValueError: one is none such.
        """
        self.settle()
        starts = {self._line_start(place) for part in parts for place in self._places_with(part)}
        lines = [self._content[start : self._line_end(start)] for start in sorted(starts)]
        return decoded(BETWEEN.join(lines), family)

    def read_about(self, family: type[T], directive: int) -> dict[int, T]:
        """Return the changes of one *directive*, and all that undo or redo, as of *family*; no others are read.

        Raises:
            ValueError: one is none such.
        """
        return self.read_with(family, *(b'"directive":%d%b' % (directive, end) for end in (b",", b"}")), b'"undoes":')

    def items(self) -> Iterator[tuple[int, Row]]:
        """Give all rows with their ids, as they are in the file."""
        for number, row in json.loads(b"".join((b"{", self.content(), b"}"))).items():
            yield int(number), row

    def numbers(self) -> frozenset[int]:
        """Return the ids."""
        self.settle()
        return frozenset(self._index())

    def last(self) -> int:
        """Return the highest id, 0 where there is none."""
        return max(self.numbers(), default=0)

    def length(self) -> int:
        """Return how many bytes the lines take."""
        self.settle()
        return self._end - self._start

    def content(self) -> memoryview:
        """Return the lines as the file will have them."""
        self.settle()
        return memoryview(self._content)[self._start : self._end]

    def settle(self) -> None:
        """Write what was changed into the lines."""
        if self._changed:
            self._content = BETWEEN.join(self._pieces())
            self._start, self._end = 0, len(self._content)
            self._changed, self._places, self._found, self._unused, self._cut = {}, None, {}, None, None

    def _lines(self, numbers: Collection[int]) -> Iterator[bytes]:
        content = self.content()
        if len(numbers) > _FEW:
            if self._cut is None:
                self._cut = decoded(content, msgspec.Raw)
            for number in numbers:
                if number in self._cut:
                    yield b'"%d":%b' % (number, self._cut[number])
            return
        for number in numbers:
            if (start := self._place(number)) >= 0:
                yield self._content[start : self._line_end(start)]

    def _line(self, number: int) -> bytes | None:
        start = self._place(number)
        return None if start < 0 else self._content[start + len(key_of(number)) : self._line_end(start)]

    def _place(self, number: int) -> int:
        """Return where the line of the row *number* begins, -1 where there is none."""
        if self._unused is not None and number >= self._unused:
            return -1
        if number not in self._found:
            if self._places is not None or len(self._found) >= _FEW:
                return self._index().get(number, -1)
            self._found[number] = self._sought(key_of(number))
        return self._found[number]

    def _sought(self, key: bytes) -> int:
        if self._content.startswith(key, self._start, self._end):
            return self._start
        return self._content.find(b"\n" + key, self._start, self._end) + 1 or -1

    def _index(self) -> dict[int, int]:
        if self._places is None:
            self._places, at = {}, self._start
            for line in self._content[self._start : self._end].split(BETWEEN) if self._end > self._start else ():
                self._places[int(line[1 : line.index(b'"', 1)])] = at
                at += len(line) + len(BETWEEN)
        return self._places

    def _places_with(self, part: bytes) -> Iterator[int]:
        at = self._content.find(part, self._start, self._end)
        while at >= 0:
            yield at
            at = self._content.find(part, self._line_end(at), self._end)

    def _line_start(self, place: int) -> int:
        before = self._content.rfind(b"\n", self._start, place)
        return self._start if before < 0 else before + 1

    def _line_end(self, start: int) -> int:
        """Return where the line that begins at *start* ends, without what stands between it and the next."""
        end = self._content.find(BETWEEN, start, self._end)
        return self._end if end < 0 else end

    def _pieces(self) -> Iterator[bytes | memoryview]:
        """Give the lines, those that stay in as few pieces as can be, without what stands between them."""
        lines = memoryview(self._content)
        placed = sorted((place, number) for number in self._changed if (place := self._place(number)) >= 0)
        at = self._start
        for start, number in placed:
            if start > at:
                yield lines[at : start - len(BETWEEN)]
            at = self._line_end(start) + len(BETWEEN)
            if (row := self._changed[number]) is not None:
                yield key_of(number) + written(row)
        if at < self._end:
            yield lines[at : self._end]
        known = {number for _place, number in placed}
        for number, row in self._changed.items():
            if row is not None and number not in known:
                yield key_of(number) + written(row)


def written(row: Row) -> bytes:
    """Return *row* as JSON without a line break."""
    try:
        return msgspec.json.encode(row)
    except UnicodeEncodeError:
        # Half a character, such as a file name that is no UTF-8 brings along: escaped it survives the way and back.
        return json.dumps(msgspec.to_builtins(row), separators=(",", ":")).encode()


def decoded(lines: bytes | memoryview, family: type[T]) -> dict[int, T]:
    """Return the rows that *lines* hold as of *family*, by id.

    Raises:
        ValueError: one is none such.
    """
    return msgspec.json.decode(b"".join((b"{", lines, b"}")), type=dict[int, family])  # type: ignore[valid-type]


def key_of(number: int) -> bytes:
    """Return what a line of the row *number* begins with."""
    return b'"%d":' % number

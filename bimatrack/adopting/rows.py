"""The rows of a matrix as lines, or what is wrong with them."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import TypeVar

from bimatrack.adopting.values import Column, Fault, Layout, Line, Words
from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.labels import kind_label, status_label
from bimatrack.model import Kind, Status
from bimatrack.readers.grids import Grid
from bimatrack.rules.columns import Field, folded, kind_of, status_of

T = TypeVar("T")

_BLANK = frozenset(["", "-", "–", "—", ".", "n/a", "nihil", "tidak ada", "none"])
_COUNTING = re.compile(r"\(?\d{1,2}[.)]?")
_PARTS = re.compile(r"\s*[;\n]\s*")
_MARK = re.compile(r"^(?:\d{1,2}[.)]|[-•*])\s+")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*%?")
_YEAR = re.compile(r"\b\d{4}\b")
_COMMA = re.compile(r"[,;(]")
_NUMBERED = re.compile(r"^\D+")  # what stands before the first figure
_FULL = 100


def read_rows(
    grid: Grid, layout: Layout, words: Words, born: date | None = None
) -> tuple[tuple[Line, ...], tuple[Fault, ...]]:
    """Read the rows below the heads; those without what is to be done, and those that number the columns, are none.

    *born* is the day that rows hold from which give none; without it that is today, or a day of the row before it.
    """
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, cells in enumerate(grid.rows[layout.head_row :], layout.head_row + 1):
        row = _Row(number, cells, layout, words, faults)
        if row.text and not all(_COUNTING.fullmatch(cell) for cell in cells if cell):
            before = len(faults)
            line = row.line(born)
            if len(faults) == before:
                lines.append(line)
    return tuple(lines), tuple(faults)


class _Row:
    """One row while it is read; what is wrong with it is added to *faults*."""

    def __init__(self, number: int, cells: Sequence[str], layout: Layout, words: Words, faults: list[Fault]) -> None:
        self._number = number
        self._cells = cells
        self._layout = layout
        self._words = words
        self._faults = faults
        self.text = " ".join(self._cell(Field.TEXT).split())

    def line(self, born: date | None) -> Line:
        """Read the row."""
        source = self._cell(Field.SOURCE)
        closed_on = self._day(Field.CLOSED_ON)
        since = self._day(Field.BORN) or self._day_of(source) or born
        due_text = self._cell(Field.DUE)
        due = self._read(Field.DUE, lambda text, head: self._words.due(text, since or self._words.today, head))
        since = since or min(day for day in (self._words.today, due, closed_on) if day)
        status, progress = self._standing(closed_on)
        owners = (*self._parts(Field.OWNERS), *self._parts(Field.SUPPORTERS))
        note = "; ".join(part for part in (self._cell(Field.TOLD), self._cell(Field.REMARK)) if part)
        line = Line(
            row=self._number,
            text=self.text,
            born=since,
            owners=owners,
            units=self._words.units(owners),
            due=due,
            due_text=None if due and due_text == due.isoformat() else due_text or None,
            status=status,
            progress=progress,
            closed_on=(closed_on or self._words.today) if status.closed else None,
            obstacle=self._cell(Field.OBSTACLE) or None,
            evidence=self._parts(Field.EVIDENCE),
            note=note or None,
            source=source or None,
            speaker=self._cell(Field.SPEAKER) or None,
            kind=self._read(Field.KIND, _kind) or Kind.INSTRUCTION,
            tags=tuple(folded(tag).replace(" ", "-") for tag in self._parts(Field.TAGS)),
        )
        self._check(line)
        return line

    def _standing(self, closed_on: date | None) -> tuple[Status, int]:
        """Return the status and the progress, each following from the other where only one is told."""
        status, progress = self._read(Field.STATUS, _status), self._read(Field.PROGRESS, _percent)
        if status is None:
            done = progress == _FULL or closed_on is not None
            status = Status.DONE if done else Status.IN_PROGRESS if progress else Status.OPEN
        elif status is Status.OPEN and progress:
            status = Status.IN_PROGRESS
        return status, _FULL if status is Status.DONE else progress or 0

    def _check(self, line: Line) -> None:
        today = self._words.today
        if line.born > today:
            self._fault(Field.BORN, _("{day} has not come yet").format(day=line.born))
        if line.due is not None and line.due < line.born:
            self._fault(
                Field.DUE,
                _("{due} lies before {born}, the day it holds from").format(due=line.due, born=line.born),
            )
        if line.closed_on is not None and not line.born <= line.closed_on <= today:
            self._fault(
                Field.CLOSED_ON,
                _("{day} lies outside {first} to {last}").format(day=line.closed_on, first=line.born, last=today),
            )
        if line.status is Status.DROPPED and not (line.note or line.obstacle):
            self._fault(Field.STATUS, _("what cannot be done needs a reason, as a follow-up, remark or obstacle"))

    def _cell(self, field: Field) -> str:
        column = self._layout.column(field)
        if column is None or column.place >= len(self._cells):
            return ""
        cell = self._cells[column.place].strip()
        return "" if cell.casefold() in _BLANK else cell

    def _parts(self, field: Field) -> tuple[str, ...]:
        parts = (" ".join(_MARK.sub("", part).split()) for part in _PARTS.split(self._cell(field)))
        return tuple(dict.fromkeys(part for part in parts if part))

    def _day(self, field: Field) -> date | None:
        return self._read(field, lambda text, head: self._words.day(text, self._words.today, head))

    def _day_of(self, source: str) -> date | None:
        """Return the day that the name of a meeting ends with, None where it ends with none that has come."""
        ends = (_COMMA.split(source)[-1], _NUMBERED.sub("", source)) if _YEAR.search(source) else ()
        for end in ends:
            with suppress(UsageError):
                day = self._words.day(end.strip(" )."), self._words.today, "")
                return day if day <= self._words.today else None
        return None

    def _read(self, field: Field, read: Callable[[str, str], T | None]) -> T | None:
        cell = self._cell(field)
        if not cell:
            return None
        column = self._layout.column(field)
        head = column.head if column else field.value
        try:
            return read(cell, head)
        except UsageError as error:
            self._fault(field, str(error).removeprefix(f"{head}: ").rstrip("."))
            return None

    def _fault(self, field: Field, reason: str) -> None:
        column: Column | None = self._layout.column(field)
        self._faults.append(Fault(self._number, column.head if column else field.value, reason))


def _status(text: str, _head: str) -> Status:
    status = status_of(text)
    if status is None:
        known = ", ".join(status_label(one) for one in Status if one is not Status.DISCARDED)
        raise UsageError(_("“{text}” is no status; there are {known}").format(text=text, known=known))
    return status


def _kind(text: str, _head: str) -> Kind:
    kind = kind_of(text)
    if kind is None:
        raise UsageError(
            _("“{text}” is no kind; there are {known}").format(text=text, known=", ".join(map(kind_label, Kind)))
        )
    return kind


def _percent(text: str, _head: str) -> int:
    told = _PERCENT.fullmatch(text)
    value = float(told[1].replace(",", ".")) if told else -1.0
    if 0 < value < 1 and "%" not in text:
        value *= _FULL
    if not 0 <= value <= _FULL:
        raise UsageError(_("“{text}” is no progress; write a number from 0 to 100").format(text=text))
    return round(value)

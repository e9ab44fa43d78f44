"""What a matrix holds, as it was read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bimatrack.history import Tracked
from bimatrack.model import Kind, Status
from bimatrack.rules.columns import Field


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the matrix: its *place* from the left, the first being 0, its *head*, and which *field* it holds."""

    place: int
    head: str
    field: Field | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the matrix stands: the *sheet* by its name, the number of the row with the heads, the *columns*."""

    sheet: str
    head_row: int
    columns: tuple[Column, ...]

    def column(self, field: Field) -> Column | None:
        """Return the column that holds *field*, None where there is none."""
        return next((one for one in self.columns if one.field is field), None)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the matrix, its number in the file first; the rest is as in a directive's state.

    *born* is the day it holds from, *note* what was told of how it is coming on, *source* the meeting it came from.
    """

    row: int
    text: str
    born: date
    owners: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    due: date | None = None
    due_text: str | None = None
    status: Status = Status.OPEN
    progress: int = 0
    closed_on: date | None = None
    obstacle: str | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None
    speaker: str | None = None
    kind: Kind = Kind.INSTRUCTION
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read: the number of its *row*, the head of its *column*, and why."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Words:
    """How words are understood, reckoned from *today*.

    *day* and *due* take the words, the day they are reckoned from and the name of their column; *due* returns None for
    words that set no day. Both raise UsageError. *units* returns the registry's names for owners.
    """

    today: date
    day: Callable[[str, date, str], date]
    due: Callable[[str, date, str], date | None]
    units: Callable[[Sequence[str]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Adoption:
    """What became of the *lines* of a matrix: *added* as directives in their order, or *known* from before, by row.

    Nothing is added in a rehearsal, nor where there are *faults*.
    """

    layout: Layout
    lines: tuple[Line, ...]
    known: frozenset[int]
    added: tuple[Tracked, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def fresh(self) -> tuple[Line, ...]:
        """The lines that are not known."""
        return tuple(line for line in self.lines if line.row not in self.known)

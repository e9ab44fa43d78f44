"""What a table of the report is, whatever it is drawn with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in percent, 0 to 100; None where there is nothing to take it of."""

    value: float | None


@dataclass(frozen=True, slots=True)
class Warn:
    """What warns: a last day that has passed, how many are overdue. It is told apart by more than its colour."""

    value: str | int


Atom: TypeAlias = str | int | date | Percent | Warn | None
# Several stand one below the other.
Cell: TypeAlias = Atom | tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its *title*, its *width* in characters, about; its cells to the *right*, or numbers of warnings.

    Whatever stands in a column that *warns*, but for nothing and 0, is a warning. One that is set *apart* is for those
    who look a thing up: no row of a workbook is made higher for it.
    """

    title: str
    width: float
    right: bool = False
    warns: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a *title*: *rows* have a cell for each of *columns*; *sums* is one more below, told apart."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    sums: Sequence[Cell] = ()

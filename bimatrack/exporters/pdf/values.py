"""What stands on the sheets: plain values that become the templates' JSON, all texts harmless and on one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from bimatrack.exporters.office.words import Signature
from bimatrack.exporters.pdf.logo import Logo


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell, *strong* for a warning; a *bar* of so many percent stands before it."""

    text: str
    strong: bool = False
    bar: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the lines of each cell, the later ones smaller; *whole* when it must stay on one page."""

    cells: Sequence[Sequence[Line]]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its *title*, the titles of the columns, which are aligned to the *right*, their *widths* in points.

    The last row stands below a rule when it sums up the others.
    """

    title: str
    columns: Sequence[str]
    right: Sequence[bool]
    widths: Sequence[float]
    rows: Sequence[Row]
    summed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number under its name; *warns* when any is too many."""

    name: str
    number: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: its *title*, the *svg*, in words what it shows; a *narrow* one shares the line with another."""

    title: str
    svg: str
    words: str
    narrow: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event: its days, and its title with the place."""

    days: str
    name: str


@dataclass(frozen=True, slots=True)
class Meetings:
    """Events under a title."""

    title: str
    events: Sequence[Meeting]


@dataclass(frozen=True, slots=True)
class Summing:
    """The balance, one side of it *before* the equals sign and one *after*; mean progress with its predicate; cares."""

    title: str
    before: Sequence[Figure]
    after: Sequence[Figure]
    progress: Figure
    share: float | None
    predicate: Figure
    cares: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The whole report as it is printed; the matrix lies across its pages, *below* it stand tables that go with it."""

    lang: str
    government: str
    logo: Logo | None
    title: str
    period: str
    as_of: str
    running: str
    page: str
    notes: Sequence[str]
    summary: Summing
    charts_title: str
    charts: Sequence[Drawing]
    counts: Sequence[Grid]
    matrix: Grid | None
    below: Sequence[Grid]
    meetings_title: str
    meetings: Sequence[Meetings]
    outlook_title: str
    outlook: Sequence[Figure]
    inherited: Grid | None
    ahead: Meetings | None
    signatures: Sequence[Signature]

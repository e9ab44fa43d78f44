"""How views use the width of the screen."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bimatrack.literal import one_line
from bimatrack.views.cells import QUIET, STRONG

NARROW = 70
TABLE = 100
WIDE = 110
BROAD = 140
INDENT = 2
_GAP = 2


class ByWidth:
    """A view that is drawn for the width it is given: *draw* takes the number of columns."""

    def __init__(self, draw: Callable[[int], RenderableType]) -> None:
        self.draw = draw

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it for the width at hand."""
        yield self.draw(options.max_width)


class Portions:
    """A long view in *parts*, each drawn for the number of columns when it is its turn: who leaves early spares it."""

    def __init__(self, parts: Callable[[int], Iterable[RenderableType]]) -> None:
        self.parts = parts

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw them all for the width at hand."""
        yield from self.parts(options.max_width)


def portions(view: RenderableType, width: int) -> Iterator[RenderableType]:
    """Go through the parts of *view* for a screen of *width* columns; one without parts is its only one."""
    if isinstance(view, Group):
        for one in view.renderables:
            yield from portions(one, width)
    elif isinstance(view, Portions):
        yield from view.parts(width)
    else:
        yield view


def ruled_table(*, header: bool = True) -> Table:
    """Return an empty table whose only line runs below its header."""
    return Table(
        box=box.SIMPLE_HEAD,
        show_edge=False,
        show_header=header,
        pad_edge=False,
        header_style=STRONG,
        border_style=QUIET,
        padding=(0, 1, 0, 0),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table that fills the screen.

    It is *size* characters wide, or as its title's longest word; one without a size gets its *share* of the rest.
    """

    title: str
    size: int = 0
    share: int = 0
    right: bool = False

    @property
    def fixed(self) -> int:
        """Its width, 0 when that hangs on the screen."""
        return max(self.size, *map(len, self.title.split())) if self.size else 0


def full_table(width: int, columns: Sequence[Column], *, header: bool = True) -> Table:
    """Return an empty table over all of *width*, so that its columns stand still from one screen to the next."""
    room = width - sum(column.fixed for column in columns) - _GAP * (len(columns) - 1)
    shares = sum(column.share for column in columns) or 1
    table = ruled_table(header=header)
    for column in columns:
        size = column.fixed or max(1, room * column.share // shares)
        table.add_column(column.title, width=size, justify="right" if column.right else "left")
    return table


def pairs_table(pairs: Iterable[tuple[str, RenderableType]]) -> Table:
    """Lay out names and values in two columns, without lines."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column(ratio=1)
    for name, value in pairs:
        table.add_row(Text(one_line(name)), value)
    return table


def section(title: str, body: RenderableType) -> RenderableType:
    """Set *body* under a title with a line to the screen's edge."""
    return Group(Text(), Rule(Text(title, style=STRONG), align="left", style=QUIET), body)


def indented(body: RenderableType, by: int = INDENT) -> Padding:
    """Move *body* to the right."""
    return Padding(body, (0, 0, 0, by))


def blocks(parts: Sequence[RenderableType]) -> Group:
    """Set *parts* below each other, a blank line between them."""
    spaced: list[RenderableType] = []
    for part in parts:
        if spaced:
            spaced.append(Text())
        spaced.append(part)
    return Group(*spaced)

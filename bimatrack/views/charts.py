"""The report's charts, drawn with the characters that every terminal has."""

from collections.abc import Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from bimatrack.days import short_day
from bimatrack.i18n import _
from bimatrack.labels import age_label
from bimatrack.reporting import Age, Point
from bimatrack.views.cells import GOOD, LATE, QUIET, number_text, strokes
from bimatrack.views.layout import ruled_table

_LONGEST = 48


def timeline_table(points: Sequence[Point], width: int) -> Table:
    """Set what was done, drawn heavy, against what had fallen due, drawn light, day by day."""
    table = ruled_table()
    table.add_column(_("By"), justify="right", no_wrap=True)
    table.add_column(_("Due"), justify="right", no_wrap=True)
    table.add_column(_("Done"), justify="right", no_wrap=True)
    table.add_column("")
    most = max((max(point.due, point.done or 0) for point in points), default=0)
    size = max(4, min(_LONGEST, width - 40))
    for point in points:
        done = Text("") if point.done is None else number_text(point.done, GOOD)
        bar = _Against(point.done or 0, point.due, most, size, GOOD)
        table.add_row(short_day(point.day), number_text(point.due), done, bar)
    return table


def ages_table(ages: Sequence[Age], width: int) -> Table:
    """Show how long what is open has been so, what of it is overdue drawn heavy."""
    table = ruled_table()
    table.add_column(_("Asked"), no_wrap=True)
    table.add_column(_("Open"), justify="right", no_wrap=True)
    table.add_column(_("Overdue"), justify="right", no_wrap=True)
    table.add_column("")
    most = max((age.open for age in ages), default=0)
    size = max(4, min(_LONGEST, width - 52))
    for age in ages:
        bar = _Against(age.overdue, age.open, most, size, LATE)
        table.add_row(age_label(age.first, age.last), number_text(age.open), number_text(age.overdue, LATE), bar)
    return table


class _Against:
    """A bar of a *part*, drawn heavy, before the *whole*, drawn light; the *most* there is takes *size* characters."""

    def __init__(self, part: int, whole: int, most: int, size: int, style: str) -> None:
        self._heavy = _length(part, most, size)
        self._light = max(_length(whole, most, size) - self._heavy, 0)
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        heavy, light = strokes(options)
        yield Text.assemble((heavy * self._heavy, self._style), (light * self._light, QUIET))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(self._heavy + self._light, self._heavy + self._light)


def _length(number: int, most: int, size: int) -> int:
    return max(1, round(size * number / most)) if number else 0

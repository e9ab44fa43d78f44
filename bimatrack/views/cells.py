"""How one fact of a directive looks: a day, a status, a share of the work."""

from collections.abc import Iterable
from datetime import date

from rich.console import Console, ConsoleOptions, OverflowMethod, RenderResult
from rich.measure import Measurement
from rich.text import Text

from bimatrack.days import days_left, short_day
from bimatrack.history import State
from bimatrack.i18n import _
from bimatrack.labels import percent, remarks, status_label
from bimatrack.literal import literal, one_line
from bimatrack.model import Status

# A colour never speaks alone: late is said in words, a status is named. Only names that every terminal's theme maps to
# something readable on its own background.
LATE = "bold red"
SOON = "magenta"
GOOD = "green"
QUIET = "dim"
STRONG = "bold"
NOTHING = "–"

# A word that is longer than its column goes on in the next line; nothing is cut off.
_WRAP: OverflowMethod = "fold"
_STATUS_STYLES = {Status.DONE: GOOD, Status.DROPPED: QUIET}
_PERCENT = len(" 100%")
_DECIMAL_PERCENT = len(" 63.5%")
_STUB = 5


def words(text: str, style: str = "") -> Text:
    """Show *text* from outside as it is written, on as many lines as it has."""
    return Text(literal(text), style=style, overflow=_WRAP)


def cell(text: str, style: str = "") -> Text:
    """Show *text* from outside in a cell: white space folded, wrapped where it is too long."""
    return Text(one_line(text), style=style, overflow=_WRAP)


def joined(parts: Iterable[Text], between: str = " · ") -> Text:
    """String *parts* together, empty ones left out."""
    return Text(between, overflow=_WRAP).join(part for part in parts if part.plain)


def stacked(parts: Iterable[Text]) -> Text:
    """Put *parts* below each other, empty ones left out."""
    return joined(parts, "\n")


def names(named: Iterable[str], style: str = "") -> Text:
    """List names, a dash where there are none."""
    return cell(", ".join(named) or NOTHING, style)


def what(state: State, style: str = "", *, doubtful: bool = False) -> Text:
    """Say what is to be done, with what there is to remark on it below, and that it is *doubtful*."""
    held_up = bool(state.obstacle) and not state.status.closed
    told = (*remarks(state), *([_("obstacle")] if held_up else []), *([_("doubtful")] if doubtful else []))
    return stacked((cell(state.text, style), *(Text(remark, style=SOON) for remark in told)))


def who(state: State) -> Text:
    """Name who must act: the registry's units, else the owners' own words; of what is split rather the group."""
    return names(state.responsible)


def day_text(day: date | None) -> Text:
    """Show a day, a dash where there is none."""
    return Text(short_day(day) if day else NOTHING)


def left_text(state: State, today: date) -> Text:
    """Say how much time is left, or by how much the last day has passed; empty for what is closed or undated."""
    days = state.days_left(today)
    if days is None or state.status.closed:
        return Text()
    if state.overdue(today):
        return Text(days_left(days), style=LATE)
    return Text(days_left(days), style=SOON if state.due_soon(today) else QUIET)


def due_texts(state: State, today: date) -> tuple[Text, Text]:
    """Return the last day, and what is left of the time."""
    return day_text(state.due), left_text(state, today)


def status_text(status: Status) -> Text:
    """Name a status."""
    return cell(status_label(status), _STATUS_STYLES.get(status, ""))


def closed_text(state: State) -> Text:
    """Show the day on which it was done or dropped; empty while it is open."""
    return Text(short_day(state.closed_on), style=QUIET) if state.status.closed and state.closed_on else Text()


def number_text(number: int, style: str = "") -> Text:
    """Show a count; nothing to count is a quiet dash."""
    return Text(str(number), style=style) if number else Text(NOTHING, style=QUIET)


def strokes(options: ConsoleOptions) -> tuple[str, str]:
    """Return what bars are drawn with, heavy and light; ASCII where the terminal knows no more."""
    return ("#", "-") if options.ascii_only else ("━", "╌")


class Bar:
    """A bar *size* characters long, filled to *share* percent, with the number behind it.

    What is done is drawn heavy and the rest light, so that it reads without colour. Numbers with decimals get the room
    for them, so that a column of means stays aligned.
    """

    def __init__(self, share: float | None, size: int = 10) -> None:
        self.share = share
        self.size = size
        self._number = _PERCENT if isinstance(share, int) else _DECIMAL_PERCENT

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw it as long as there is room."""
        heavy, light = strokes(options)
        size = min(self.size, max(1, options.max_width - self._number))
        full = round(size * min(max(self.share or 0, 0), 100) / 100)
        if self.share and not full:
            full = 1
        yield Text.assemble(
            (heavy * full, GOOD if self.share == 100 else "cyan"),  # noqa: PLR2004 - a whole has a hundred percent
            (light * (size - full), QUIET),
            f"{percent(self.share):>{self._number}}",
        )

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Ask for its own length, and for a stub of it at least."""
        return Measurement(self._number + min(self.size, _STUB), self._number + self.size)

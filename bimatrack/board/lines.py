"""How a directive looks in the list, on one line or two, for the width there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from bimatrack.days import days_left, short_day
from bimatrack.history import State, Tracked
from bimatrack.i18n import _
from bimatrack.labels import percent, shares_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Status
from bimatrack.views.cells import GOOD, LATE, NOTHING, QUIET, SOON, STRONG

_LEFT, _STANDING = 18, 10
_GAP = 2
_BAR = 5
_WHO = 3 / 8  # of what the columns of a fixed width leave


@dataclass(frozen=True, slots=True)
class Line:
    """A directive as it stands in the list on the day *today*."""

    tracked: Tracked
    marked: bool
    today: date


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column is, in characters, and of how many lines a directive is *tall*, one or two."""

    number: int
    what: int
    who: int
    left: int
    standing: int
    tall: int


def columns_for(width: int, digits: int, *, tall: int) -> Columns:
    """Share *width* characters out; the longest id has so many *digits*."""
    number = max(digits, 2)
    room = max(width - 2 - number - _LEFT - _STANDING - 4 * _GAP, 2)
    who = max(int(room * _WHO), 1)
    return Columns(number, room - who, who, _LEFT, _STANDING, tall)


def column_heads(columns: Columns) -> Text:
    """Return the line above the list."""
    named = (_("Id"), _("Directive"), _("Responsible"), _("Due"), _("Standing"))
    return Text("  ").append_text(_row([Text(name) for name in named], columns))


def lines_of(line: Line, columns: Columns) -> tuple[Text, ...]:
    """Return the one or two lines of a directive; its mark stands in front of the first."""
    tracked, state = line.tracked, line.tracked.state
    number = Text(str(tracked.number), style=LATE if state.overdue(line.today) else QUIET)
    cells = (
        (number, Text()),
        _folded(_what(tracked), columns.what, columns.tall),
        _folded(Text(_who(state)), columns.who, columns.tall),
        _due(state, line.today),
        _standing(state),
    )
    marks = (("● " if line.marked else "  ", STRONG), ("  ", STRONG))
    return tuple(Text.assemble(marks[at], _row([cell[at] for cell in cells], columns)) for at in range(columns.tall))


def _row(cells: Sequence[Text], columns: Columns) -> Text:
    number, *others = cells
    widths = (columns.what, columns.who, columns.left, columns.standing)
    fitted = [_fit(cell, width) for cell, width in zip(others, widths, strict=True)]
    return Text(" " * _GAP).join([_fit(number, columns.number, right=True), *fitted])


def _folded(text: Text, width: int, tall: int) -> tuple[Text, Text]:
    """Break *text* in two where there are two lines for it; what is still too long is cut off there."""
    if tall == 1 or text.cell_len <= width:
        return text, Text()
    at = text.plain.rfind(" ", 0, width + 1)
    first, second = text.divide([at if at > 0 else width])
    second.plain = second.plain.lstrip()
    return first, second


def _what(tracked: Tracked) -> Text:
    words = Text(one_line(tracked.state.text), style=QUIET if tracked.state.status.closed else "")
    return Text.assemble((f"({_('doubtful')}) ", SOON), words) if tracked.doubtful else words


def _who(state: State) -> str:
    """Name who must act, the shorter way: by the registry's names or in the words of the release."""
    said, named = one_line(", ".join(state.owners)), one_line(", ".join(state.responsible))
    return min(filter(None, (said, named)), key=len, default=NOTHING)


def _due(state: State, today: date) -> tuple[Text, Text]:
    """Return how much time is left, and the last day; of what is closed, the day it was."""
    days = state.days_left(today)
    if state.status.closed:
        return Text(short_day(state.closed_on) if state.closed_on else "", style=QUIET), Text()
    if days is None or state.due is None:
        return Text(NOTHING, style=QUIET), Text()
    style = LATE if state.overdue(today) else SOON if state.due_soon(today) else ""
    return Text(days_left(days), style=style), Text(short_day(state.due), style=QUIET)


def _standing(state: State) -> tuple[Text, Text]:
    """Return how far it is, as a bar or in a word, and how many units have done their share."""
    shares = Text(shares_label(state), style=QUIET)
    if state.status.closed:
        return Text(status_label(state.status), style=GOOD if state.status is Status.DONE else QUIET), shares
    full = round(_BAR * state.progress / 100)
    if state.progress and not full:
        full = 1
    bar = Text.assemble(("━" * full, "cyan"), ("╌" * (_BAR - full), QUIET), f"{percent(state.progress):>5}")
    return bar, shares


def _fit(text: Text, width: int, *, right: bool = False) -> Text:
    text.truncate(width, overflow="ellipsis", pad=not right)
    if right:
        text.pad_left(max(width - text.cell_len, 0))
    return text

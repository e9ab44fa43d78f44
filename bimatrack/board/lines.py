"""How a directive looks on one line of the list, for the width there is."""

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

_BROAD = 96
_LEFT, _DUE, _STANDING, _LONG_STANDING = 18, 11, 10, 16
_GAPS = 2
_BAR, _LONG_BAR = 5, 10
_WHO = 3 / 8  # of what the columns of a fixed width leave


@dataclass(frozen=True, slots=True)
class Line:
    """A directive as it stands in the list on the day *today*."""

    tracked: Tracked
    marked: bool
    today: date


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide each column is, in characters; *due* is 0 where the day itself has no room."""

    number: int
    what: int
    who: int
    due: int
    left: int
    standing: int


def columns_for(width: int, digits: int) -> Columns:
    """Share *width* characters out; the longest id has so many *digits*."""
    broad = width >= _BROAD
    number, due, standing = max(digits, 2), _DUE if broad else 0, _LONG_STANDING if broad else _STANDING
    gaps = _GAPS * (4 + broad)
    room = max(width - 2 - number - due - _LEFT - standing - gaps, 2)
    who = max(int(room * _WHO), 1)
    return Columns(number, room - who, who, due, _LEFT, standing)


def column_heads(columns: Columns) -> Text:
    """Return the line above the list."""
    day = [_fit(Text(_("Due")), columns.due)] if columns.due else []
    cells = [
        _fit(Text(_("Id")), columns.number, right=True),
        _fit(Text(_("Directive")), columns.what),
        _fit(Text(_("Responsible")), columns.who),
        *day,
        _fit(Text(_("Time left") if day else _("Due")), columns.left),
        _fit(Text(_("Standing")), columns.standing),
    ]
    return Text("  ").append_text(Text(" " * _GAPS).join(cells))


def line_of(line: Line, columns: Columns) -> Text:
    """Return the line of one directive; its mark stands in front."""
    tracked, state = line.tracked, line.tracked.state
    number = Text(str(tracked.number), style=LATE if state.overdue(line.today) else QUIET)
    day = [_fit(Text(short_day(state.due) if state.due else NOTHING), columns.due)] if columns.due else []
    cells = [
        _fit(number, columns.number, right=True),
        _fit(_what(tracked), columns.what),
        _fit(Text(one_line(", ".join(state.responsible)) or NOTHING), columns.who),
        *day,
        _fit(_left(state, line.today, with_day=bool(day)), columns.left),
        _fit(_standing(state, _LONG_BAR if columns.due else _BAR), columns.standing),
    ]
    return Text.assemble(("● " if line.marked else "  ", STRONG), Text(" " * _GAPS).join(cells))


def _what(tracked: Tracked) -> Text:
    words = Text(one_line(tracked.state.text), style=QUIET if tracked.state.status.closed else "")
    return Text.assemble((_("(doubtful)") + " ", SOON), words) if tracked.doubtful else words


def _left(state: State, today: date, *, with_day: bool) -> Text:
    days = state.days_left(today)
    if state.status.closed:
        return Text(short_day(state.closed_on) if state.closed_on else "", style=QUIET)
    if days is None:
        return Text("" if with_day else NOTHING, style=QUIET)
    if state.overdue(today):
        return Text(days_left(days), style=LATE)
    return Text(days_left(days), style=SOON if state.due_soon(today) else "")


def _standing(state: State, bar: int) -> Text:
    if state.status.closed:
        return Text(status_label(state.status), style=GOOD if state.status is Status.DONE else QUIET)
    if state.shares:
        return Text(shares_label(state))
    full = round(bar * state.progress / 100)
    if state.progress and not full:
        full = 1
    return Text.assemble(("━" * full, "cyan"), ("╌" * (bar - full), QUIET), f"{percent(state.progress):>5}")


def _fit(text: Text, width: int, *, right: bool = False) -> Text:
    text.truncate(width, overflow="ellipsis", pad=not right)
    if right:
        text.pad_left(max(width - text.cell_len, 0))
    return text

"""Months as grids of days, as many side by side as the screen has room for, and what the signs in them mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.agenda import AgendaDay, Calendar, Month
from bimatrack.days import day_range, month, weekday_name
from bimatrack.history import Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.views.agenda import EVENT, OFF, TODAY, clash_hint, clash_text, off_text, which_day
from bimatrack.views.cells import LATE, QUIET, SOON, STRONG, cell, joined, who
from bimatrack.views.history import id_ranges
from bimatrack.views.layout import ByWidth, blocks, indented

# A sign beside each colour, so that the grid reads without one; plain ASCII, as every terminal has.
_HOLIDAY, _EVENT, _DUE, _LATE, _TODAY = "*", "o", "!", "x", ">"
_STYLES = {_HOLIDAY: OFF, _EVENT: EVENT, _DUE: SOON, _LATE: LATE, _TODAY: TODAY}
_CELL = 6  # the mark of today, two figures, three signs
_DAYS = 7
_GAP = 4
_SATURDAY = 5
_SHORT = 3


def calendar_view(calendar: Calendar, of: Iterable[str] = ()) -> RenderableType:
    """Draw the months, explain the signs, and list what they stand for; *of* as for the agenda."""
    named = ", ".join(of)
    parts: list[RenderableType] = [ByWidth(lambda width: _grids(calendar, width)), _legend(named)]
    parts.extend(_listed(one, calendar.today) for one in calendar.months if one.days)
    if not any(one.days for one in calendar.months):
        span = day_range(calendar.months[0].first, calendar.months[-1].last)
        parts.append(Text(_("Nothing takes place or falls due: {days}.").format(days=span), style=QUIET))
    if any(held.clashes for one in calendar.months for held in one.days):
        parts.append(clash_hint())
    if calendar.earlier:
        parts.append(_earlier(calendar))
    return blocks(parts)


def _grids(calendar: Calendar, width: int) -> RenderableType:
    beside = max(1, (width + _GAP) // (_CELL * _DAYS + _GAP))
    drawn = [_grid(one, calendar.today) for one in calendar.months]
    rows = []
    for at in range(0, len(drawn), beside):
        row = Table.grid(padding=(0, _GAP, 0, 0))
        row.add_row(*drawn[at : at + beside])
        rows.append(row)
    return blocks(rows)


def _grid(shown: Month, today: date) -> RenderableType:
    days = {one.day: one for one in shown.days}
    head = "".join(f"{weekday_name(number)[:_SHORT]:<{_CELL}}" for number in range(_DAYS))
    lines = [Text(f"{month(shown.first):^{_CELL * _DAYS}}", style=STRONG), Text(head, style=QUIET)]
    lines += [Text().join(_cell(day, days, today) for day in week) for week in shown.weeks]
    return Text("\n", no_wrap=True).join(lines)


def _cell(day: date | None, days: Mapping[date, AgendaDay], today: date) -> Text:
    if day is None:
        return Text(" " * _CELL)
    held = days.get(day) or AgendaDay(day)
    signs = list(_signs(held))
    number = f"{_TODAY if day == today else ' '}{day.day:>2}"
    cell = Text.assemble((number, _number_style(held, today)), *((sign, _STYLES[sign]) for sign in signs))
    cell.append(" " * (_CELL - len(cell)))
    return cell


def _number_style(held: AgendaDay, today: date) -> str:
    if held.day == today:
        return TODAY
    if held.off:
        return OFF
    return QUIET if held.day.weekday() >= _SATURDAY else ""


def _signs(held: AgendaDay) -> Iterator[str]:
    for sign, there in ((_HOLIDAY, held.off), (_EVENT, held.events), (_LATE, held.late), (_DUE, held.due)):
        if there:
            yield sign


def _legend(named: str) -> Text:
    meanings = (
        (_HOLIDAY, _("holiday")),
        (_EVENT, _("event")),
        (_DUE, _("due")),
        (_LATE, _("overdue")),
        (_TODAY, _("today")),
    )
    signs = [Text.assemble((sign, _STYLES[sign]), (f" {meaning}", QUIET)) for sign, meaning in meanings]
    if named:
        signs.append(cell(_("deadlines of {names} only").format(names=named), QUIET))
    return joined(signs, "   ")


def _listed(shown: Month, today: date) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for held in shown.days:
        first = True
        for sign, text in _meaning(held):
            day = Text(f"{weekday_name(held.day.weekday())[:_SHORT]} {held.day.day:>2}" if first else "")
            if first and held.day == today:
                day.stylize(TODAY)
            table.add_row(day, Text(sign, style=_STYLES[sign]), text)
            first = False
    return Group(Text(month(shown.first), style=STRONG), indented(table))


def _meaning(held: AgendaDay) -> Iterator[tuple[str, Text]]:
    if held.off:
        yield _HOLIDAY, off_text(held.off)
    for kept in held.events:
        event = kept.event
        which = Text(which_day(kept, held.day))
        yield _EVENT, joined((cell(event.title), which, cell(event.place or ""), clash_text(held, kept)))
    if held.late:
        yield _LATE, _directives(held.late)
    if held.due:
        off = Text(_("on a day off") if held.free else "", style=SOON)
        yield _DUE, joined((_directives(held.due), off))


def _directives(some: Sequence[Tracked]) -> Text:
    """Tell of one directive what it is; of several how many, and which, as commands read them."""
    if len(some) == 1:
        state = some[0].state
        return joined((cell(f"{some[0].number} {state.text}"), who(state)))
    count = ngettext("{n} directive", "{n} directives", len(some)).format(n=len(some))
    return Text(f"{count}: {id_ranges(one.number for one in some)}")


def _earlier(calendar: Calendar) -> Text:
    count = len(calendar.earlier)
    sentence = ngettext(
        "{n} directive is overdue since before {month}: {ids}",
        "{n} directives are overdue since before {month}: {ids}",
        count,
    )
    ids = id_ranges(one.number for one in calendar.earlier)
    return Text(sentence.format(n=count, month=month(calendar.months[0].first), ids=ids), style=LATE)

"""How a day was found, kept as data and said in words only when somebody asks."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias, Union

from msgspec import Struct

from bimatrack.days import full_day, month_name, weekday_name
from bimatrack.i18n import _, ngettext

Piece: TypeAlias = Union[str, int, date, "Reason"]


class Reason(Struct, frozen=True):
    """One step of a reason: its *kind* (a key of the table below) and what it speaks of."""

    kind: str
    pieces: tuple[Piece, ...] = ()


def say(reason: Reason) -> str:
    """Return the reason as a short phrase in the language in use."""
    return _TEMPLATES[reason.kind](*(_spell(piece) for piece in reason.pieces))


def spell_amount(amount: str, unit: str) -> str:
    """Return an amount of time in words: *amount* in digits, *unit* as in `Unit`, or "workday"."""
    number = int(amount) if amount.isdigit() else 2
    one_and_many = {
        "day": ngettext("{n} day", "{n} days", number),
        "workday": ngettext("{n} working day", "{n} working days", number),
        "week": ngettext("{n} week", "{n} weeks", number),
        "month": ngettext("{n} month", "{n} months", number),
        "year": ngettext("{n} year", "{n} years", number),
    }
    return one_and_many[unit].format(n=amount)


def _spell(piece: Piece) -> str:
    if isinstance(piece, Reason):
        return say(piece)
    return full_day(piece) if isinstance(piece, date) else str(piece)


_TEMPLATES: dict[str, Callable[..., str]] = {
    "as it is": lambda text: text,
    "amount": spell_amount,
    "weekday": lambda number, day: _("{weekday}, {day}").format(weekday=weekday_name(int(number)), day=day),
    "month": lambda month, year: f"{month_name(int(month))} {year}",
    "week": lambda day: _("the week of {day}").format(day=day),
    "quarter": lambda number, year: _("triwulan {number} {year}").format(number=number, year=year),
    "caturwulan": lambda number, year: _("caturwulan {number} {year}").format(number=number, year=year),
    "semester": lambda number, year: _("semester {number} {year}").format(number=number, year=year),
    "dasarian": lambda number, of: _("dasarian {number} of {period}").format(number=number, period=of),
    "week of": lambda number, of: _("week {number} of {period}").format(number=number, period=of),
    "last week of": lambda of: _("the last week of {period}").format(period=of),
    "start": lambda of: _("beginning of {period}").format(period=of),
    "middle": lambda of: _("middle of {period}").format(period=of),
    "end": lambda of: _("end of {period}").format(period=of),
    "weekend": lambda day: _("the weekend up to {day}").format(day=day),
    "long weekend": lambda day: _("the long weekend from {day}").format(day=day),
    "before": lambda of: _("the day before {period}").format(period=of),
    "after": lambda amount, of: _("{amount} from {day}").format(amount=amount, day=of),
    "ahead of": lambda amount, of: _("{amount} before {day}").format(amount=amount, day=of),
    "first of": lambda amount, of: _("the first {amount} of {period}").format(amount=amount, period=of),
    "range": lambda first, last: _("{first} to {last}").format(first=first, last=last),
    "feast": lambda name, year: f"{name} {year}",
    "workday of": lambda number, of: _("working day {number} of {period}").format(number=number, period=of),
    "recurring": lambda day: _("recurring, next on {day}").format(day=day),
}

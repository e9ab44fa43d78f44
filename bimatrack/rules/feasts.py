"""Feasts and commemorations by name, and the days they fall on."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from bimatrack.due import Reason, Stretch, Unit, library_days
from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.loader import kept, refuse_twins, rules_in

SOURCE = "holidays.toml"
_MONTH_AND_DAY = re.compile(
    r"(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast; see holidays.toml for what each field means."""

    name: str
    forms: tuple[str, ...]
    on: str = ""
    library: str = ""
    shift: int = 0
    days: int = 1
    until: int | None = None
    known: tuple[date, ...] = ()
    address: str = field(default="", compare=False)


@kept()
def read_holidays() -> tuple[Holiday, ...]:
    """Return the feasts that the program knows; one of the user's takes the place of ours of the same name."""
    holidays = tuple({holiday.name: holiday for holiday in rules_in(SOURCE, "holiday", Holiday)}.values())
    refuse_twins((form, holiday.address) for holiday in holidays for form in holiday.forms)
    for holiday in holidays:
        _refuse_dayless(holiday)
    return holidays


def holiday_named(name: str) -> Holiday:
    """Return the feast of that *name*."""
    return next(holiday for holiday in read_holidays() if holiday.name == name)


def celebrate(holiday: Holiday, year: int) -> tuple[Stretch, ...]:
    """Return when a *holiday* falls in a *year*: mostly once, in rare years twice or never."""
    if holiday.on:
        month, day = (int(part) for part in holiday.on.split("-"))
        return (_stretch(holiday, date(year, month, day), None),)
    return tuple(_stretch(holiday, day + timedelta(days=holiday.shift), day) for day in _movable(holiday, year))


def _refuse_dayless(holiday: Holiday) -> None:
    if not (_MONTH_AND_DAY.fullmatch(holiday.on) if holiday.on else holiday.library):
        raise RuleError(
            _('{address} falls on no day; write on = "03-31", or the library\'s name of a public holiday.').format(
                address=holiday.address
            )
        )


def _movable(holiday: Holiday, year: int) -> tuple[date, ...]:
    days = library_days(holiday.library, year)
    return tuple(day for day in days if day - timedelta(days=1) not in days)


def _stretch(holiday: Holiday, first: date, base: date | None) -> Stretch:
    last = first + timedelta(days=holiday.days - 1)
    if base and holiday.until is not None:
        last = base + timedelta(days=holiday.until)
    settled = [day for day in holiday.known if abs(day - first) <= timedelta(days=2)]
    first = settled[0] if settled else first
    unit = Unit.MONTH if holiday.until is not None else Unit.DAY
    return Stretch(first, max(first, last), unit, Reason("feast", (holiday.name, str(first.year))))

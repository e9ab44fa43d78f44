"""Feasts and commemorations by name, and the days they fall on."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bimatrack.due import Reason, Stretch, Unit, library_days
from bimatrack.rules.loader import read_family, refuse_twins, shipped

_SOURCE = "holidays.toml"


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


@cache
def read_holidays() -> tuple[Holiday, ...]:
    """Return the feasts that the program knows."""
    holidays = read_family(shipped(_SOURCE), "holiday", Holiday, _SOURCE)
    refuse_twins((form, f"{_SOURCE}: {holiday.name}") for holiday in holidays for form in holiday.forms)
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

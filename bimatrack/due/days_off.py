"""The days on which the offices of Indonesia do not work, and what they are called."""

from datetime import date, timedelta
from functools import cache

from msgspec import Struct

from bimatrack.i18n import language

_SATURDAY = 5
_LIBRARY_LANGUAGES = {"id": "id", "en": "en_US"}
_PUBLIC, _LEAVE = "public", "government"


class DayOff(Struct, frozen=True):
    """A public holiday, or a day of collective leave (*leave*, cuti bersama).

    *names* are what it is called in the language in use; where that is reckoned ahead of the announcement they say so.
    """

    day: date
    names: tuple[str, ...]
    leave: bool = False


def days_off(first: date, last: date) -> tuple[DayOff, ...]:
    """Return the public holidays and days of collective leave from *first* to *last*, both included, in order.

    Plain weekends are none of them. Leave is known of the years for which it was announced.
    """
    years = range(first.year, last.year + 1)
    return tuple(off for year in years for off in _days_off(year, language()).values() if first <= off.day <= last)


def is_weekend(day: date) -> bool:
    """Whether *day* is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def last_workday(day: date) -> date:
    """Return the last day up to *day*, itself included, that is no weekend, no public holiday, no collective leave."""
    while is_weekend(day) or day in _days_off(day.year, language()):
        day -= timedelta(days=1)
    return day


@cache
def _days_off(year: int, speaking: str) -> dict[date, DayOff]:
    from holidays import country_holidays

    found: dict[date, DayOff] = {}
    for category in (_LEAVE, _PUBLIC):  # a day that is both is a public holiday
        named = country_holidays("ID", years=year, language=_LIBRARY_LANGUAGES[speaking], categories=(category,))
        for day in named:
            found[day] = DayOff(day, tuple(named.get_list(day)), leave=category == _LEAVE)
    return dict(sorted(found.items()))

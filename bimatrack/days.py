"""Puts days into words: "Monday, 5 January 2026", "5 Jan 2026", "in 12 days"."""

from datetime import date
from functools import cache, lru_cache

from bimatrack.i18n import _, language, ngettext


def long_day(day: date) -> str:
    """Write *day* out with its weekday: "Monday, 5 January 2026"."""
    weekday = _weekdays(language())[day.weekday()]
    return f"{weekday}, {day.day} {_months(language())[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Write *day* for a table: "5 Jan 2026"."""
    return _short(day, language())


def full_day(day: date) -> str:
    """Write *day* without its weekday: "5 January 2026"."""
    return f"{day.day} {_months(language())[day.month - 1]} {day.year}"


def month(day: date) -> str:
    """Name the month *day* lies in: "January 2026"."""
    return f"{_months(language())[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """Name the month *day* lies in for the axis of a chart: "Jan"."""
    return _short_months(language())[day.month - 1]


def month_name(number: int) -> str:
    """Return the name of a month, 1 to 12."""
    return _months(language())[number - 1]


def weekday_name(number: int) -> str:
    """Return the name of a weekday, Monday being 0."""
    return _weekdays(language())[number]


def day_range(first: date, last: date) -> str:
    """Write the days *first* to *last* without saying anything twice: "5–7 Jan 2026"."""
    if first == last:
        return short_day(first)
    short = short_day(first)
    if first.year == last.year:
        short = short.rsplit(" ", 1)[0]
        if first.month == last.month:
            short = short.rsplit(" ", 1)[0]
            return f"{short}–{short_day(last)}"
    return f"{short} – {short_day(last)}"


def days_left(days: int) -> str:
    """Say how far off a last day is, *days* from today; negative days have passed."""
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


# Long tables name few days very often.
@lru_cache(maxsize=4096)
def _short(day: date, language: str) -> str:
    return f"{day.day} {_short_months(language)[day.month - 1]} {day.year}"


# The language stands in the signature because it is what these lists hang on.
@cache
def _weekdays(_language: str) -> tuple[str, ...]:
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


@cache
def _months(_language: str) -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


@cache
def _short_months(_language: str) -> tuple[str, ...]:
    return (
        _("Jan"),
        _("Feb"),
        _("Mar"),
        _("Apr"),
        _("May"),
        _("Jun"),
        _("Jul"),
        _("Aug"),
        _("Sep"),
        _("Oct"),
        _("Nov"),
        _("Dec"),
    )

"""What the rules of single days mean: from their slots and the anchor day to the days that are possible."""

from datetime import timedelta

from bimatrack.altering import replace
from bimatrack.due import (
    Stretch,
    Unit,
    add_workdays,
    containing,
    day_stretch,
    month_of,
    timed,
)
from bimatrack.rules.matching import Slots
from bimatrack.rules.periods import AROUND, month
from bimatrack.rules.slotted import Given, Nothing, Setting, Stretches, possible, stretches, take

_WEEK = timedelta(days=7)
_FRIDAY = 4
_SHORTLY = (0, 1, 2)  # months in which "tanggal 31" surely comes


def same(setting: Setting, slots: Slots, given: Given) -> object:
    """The only slot says it all."""
    del setting, given
    return next(reversed(slots.values()))


def day_in(setting: Setting, slots: Slots, given: Given) -> Stretches | Nothing:
    """A numbered day of a month; one that the month lacks is no day at all."""
    del setting, given
    number = take(slots, "day-number", int)
    months = stretches(slots, "month", "any-month", "month-ref")
    return possible(_day_of(month, number) for month in months) or Nothing()


def day_of_short_year(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A day and a month, the year in two figures."""
    del setting, given
    month = month_of(take(slots, "short-year", int), take(slots, "month-name", int))
    return possible([_day_of(month, take(slots, "day-number", int))])


def day_of_named_month(setting: Setting, slots: Slots, given: Given) -> Stretches | Nothing:
    """A day of a month that is named by itself, the year in another slot or none."""
    return day_in(setting, {**slots, "month": month(setting, slots, given) or ()}, given)


def day_of_numbered_month(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A day of a month in Roman figures."""
    del setting, given
    month, year = take(slots, "ordinal", int), take(slots, "number-of-year", int)
    return possible([_day_of(month_of(year, month), take(slots, "day-number", int))])


def day_and_month(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A day and a month in figures; of the years around, the weekday or the anchor decides."""
    del given
    day, month = divmod(take(slots, "day-and-month", int), 100)
    return possible(_day_of(month_of(setting.anchor.year + shift, month), day) for shift in AROUND)


def day_number(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A day without a month."""
    del given
    number = take(slots, "day-number", int)
    return possible(_day_of(containing(Unit.MONTH, setting.anchor, shift), number) for shift in _SHORTLY)


def weekday_and_date(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A date with its weekday: of the years that are possible, those in which the two agree, else all."""
    del setting, given
    days = stretches(slots, "date", "numbered-day")
    weekday = take(slots, "weekday-name", int)
    return tuple(stretch for stretch in days if stretch.last.weekday() == weekday) or days or None


def deictic(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """Today, tomorrow and their like: *shift* days from the anchor; before something of today is still today."""
    del slots
    days = (day_stretch(setting.anchor + timedelta(days=given.shift)),)
    return days if given.shift else timed(days)


def next_workday(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The next day on which offices work."""
    del slots, given
    return (day_stretch(add_workdays(setting.anchor, 1), weekday=True),)


def weekday(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The next such weekday; today counts where *shift* is -1 ("ini"), or where days are only named."""
    wanted = take(slots, "weekday-name", int)
    today = given.shift < 0 or (setting.naming and "next" not in slots)
    ahead = (wanted - setting.anchor.weekday()) % 7
    day = setting.anchor + timedelta(days=ahead or (0 if today else 7))
    return day_stretch(day, weekday=True), day_stretch(day + _WEEK, weekday=True)


def weekday_in(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A weekday of a week that is named."""
    del setting, given
    wanted = take(slots, "weekday-name", int)
    return possible(_weekday_of(week, wanted) for week in stretches(slots, "week", "slice", "weeks-ahead"))


def nth_weekday(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered weekday of a month; -1 is the last."""
    del setting, given
    wanted, number = take(slots, "weekday-name", int), take(slots, "ordinal", int)
    return possible(_nth_weekday(period, wanted, number) for period in stretches(slots, "any-month"))


def friday_prayer(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The next Friday; before the prayer is still that day."""
    del slots
    return timed(weekday(setting, {"weekday-name": _FRIDAY}, replace(given, shift=-1)) or ())


def eve_of_weekday(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The evening before a weekday: malam Minggu is Saturday's."""
    eve = (take(slots, "weekday-name", int) - 1) % 7
    return weekday(setting, {"weekday-name": eve}, replace(given, shift=-1))


def clocked(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """An hour of a day: the day, so that before the hour is still that day."""
    del setting, given
    return timed(stretches(slots, "day"))


def clocked_today(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """An hour without a day: today's."""
    del slots, given
    return timed([day_stretch(setting.anchor)])


def _day_of(month: Stretch, number: int) -> Stretch | None:
    return day_stretch(month.first.replace(day=number)) if 1 <= number <= month.last.day else None


def _nth_weekday(period: Stretch, wanted: int, number: int) -> Stretch | None:
    last = period.last - timedelta(days=(period.last.weekday() - wanted) % 7)
    first = period.first + timedelta(days=(wanted - period.first.weekday()) % 7)
    day = last if number < 0 else first + (number - 1) * _WEEK
    return day_stretch(day, weekday=True) if period.first <= day <= period.last else None


def _weekday_of(week: Stretch, wanted: int) -> Stretch | None:
    day = week.first + timedelta(days=(wanted - week.first.weekday()) % 7)
    return day_stretch(day, weekday=True) if day <= week.last else None

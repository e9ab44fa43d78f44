"""What each rule of a period or a day means: from its slots and the anchor day to the stretches that are possible."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from bimatrack.due import (
    Part,
    Stretch,
    Unit,
    add_workdays,
    containing,
    day_stretch,
    joined,
    long_weekend_from,
    month_of,
    nth_of_year,
    nth_within,
    part_of,
    timed,
    year_of,
)
from bimatrack.rules.feasts import Holiday, celebrate, holiday_named
from bimatrack.rules.matching import Slots
from bimatrack.rules.slotted import Given, Nothing, Setting, Stretches, maybe, possible, stretches, take

_AROUND = (-1, 0, 1)  # where no year or month is said, the one before, this one and the next are possible
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
    return possible(_day_of(month_of(setting.anchor.year + shift, month), day) for shift in _AROUND)


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


def weeks_ahead(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The week a number of weeks ahead."""
    del given
    return (containing(Unit.WEEK, setting.anchor, int(take(slots, "number", Fraction))),)


def month(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A month by name; of the years around, the next, unless a year is named."""
    del given
    number = take(slots, "month-name", int)
    months = [month_of(year, number) for year in _years(setting, slots)]
    if "next" in slots:
        return possible(month for month in months if month.first > setting.anchor)
    return possible(months)


def month_this_year(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A month of this year."""
    del given
    return (month_of(setting.anchor.year, take(slots, "month-name", int)),)


def month_by_number(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A month by its number."""
    del given
    number = take(slots, "ordinal", int)
    if not 1 <= number <= 12:  # noqa: PLR2004 - the months of a year
        return None
    return tuple(month_of(year, number) for year in _years(setting, slots))


def year(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A year by its number."""
    del setting, given
    return (year_of(take(slots, "number-of-year", int)),)


def school_year(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A school year: July to June."""
    del setting, given
    first, last = take(slots, "from", int), take(slots, "till", int)
    if last != first + 1:
        return None
    return joined((nth(Unit.SEMESTER, 2, first),), (nth(Unit.SEMESTER, 1, last),))


def unit(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """This unit or the one *shift* units on."""
    which = Unit(given.unit) if given.unit else take(slots, "share-name", Unit)
    return (containing(which, setting.anchor, given.shift),)


def share(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered triwulan, caturwulan or semester; of the years around, the next, unless a year is named."""
    del given
    which, number = take(slots, "share-name", Unit), take(slots, "ordinal", int)
    return possible(nth_of_year(which, number, year) for year in _years(setting, slots))


def share_this_year(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered triwulan, caturwulan or semester of this year."""
    del given
    return possible([nth_of_year(take(slots, "share-name", Unit), take(slots, "ordinal", int), setting.anchor.year)])


def slice_(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered week or dasarian of a period; of a month around, where none is named."""
    del given
    which, number = take(slots, "slice-name", Unit), take(slots, "ordinal", int)
    around = tuple(containing(Unit.MONTH, setting.anchor, shift) for shift in _AROUND)
    periods = stretches(slots, "of") if "of" in slots else around
    return possible(nth_within(which, number, period) for period in periods)


def part(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The beginning, middle or end of a period."""
    del setting, given
    return tuple(part_of(take(slots, "part-name", Part), period) for period in stretches(slots, "period"))


def part_of_unit(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The beginning, middle or end of this unit or, where that is over, the next."""
    del given
    which = take(slots, "unit", Unit)
    return tuple(part_of(take(slots, "part-name", Part), containing(which, setting.anchor, by)) for by in _AROUND)


def close(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A period's closing: its last day to the end, so that before it is still that day."""
    return timed(part(setting, {**slots, "part-name": Part.END}, given) or ())


def close_of_unit(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The closing of this unit or, where that is over, the next."""
    return timed(part_of_unit(setting, {**slots, "part-name": Part.END}, given) or ())


def long_weekend(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The next public holiday that a weekend, or one working day and a weekend, joins."""
    del slots, given
    return possible([long_weekend_from(setting.anchor)])


def feast(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A feast; of the years around, the next, unless a year is named."""
    holiday = holiday_named(given.feast) if given.feast else take(slots, "holiday", Holiday)
    return possible(day for year in _years(setting, slots) for day in celebrate(holiday, year)) or None


def day_of_feast(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered day of a feast that lasts: 10 Ramadan."""
    number = timedelta(days=take(slots, "day-number", int) - 1)
    feasts = feast(setting, slots, given) or ()
    return possible(day_stretch(day.first + number) for day in feasts if day.first + number <= day.last)


def clocked(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """An hour of a day: the day, so that before the hour is still that day."""
    del setting, given
    return timed(stretches(slots, "day"))


def clocked_today(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """An hour without a day: today's."""
    del slots, given
    return timed([day_stretch(setting.anchor)])


def nth(which: Unit, number: int, year: int) -> Stretch:
    """Return a share of a year that surely exists."""
    found = nth_of_year(which, number, year)
    if found is None:
        raise ValueError(f"{which} {number}")
    return found


def _years(setting: Setting, slots: Slots) -> Iterator[int]:
    if "year" in slots:
        yield from (period.first.year for period in stretches(slots, "year"))
    elif number := maybe(slots, "number-of-year", int):
        yield number
    else:
        yield from (setting.anchor.year + shift for shift in _AROUND)


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

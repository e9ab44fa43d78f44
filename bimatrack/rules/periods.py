"""What the rules of weeks, months, years, their parts and feasts mean: the stretches that are possible."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from bimatrack.due import (
    Part,
    Stretch,
    Unit,
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

AROUND = (-1, 0, 1)  # where no year or month is said, the one before, this one and the next are possible


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


def nth_month(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered month of a triwulan, semester or year; -1 is the last."""
    del setting, given
    number = take(slots, "ordinal", int)
    return possible(_nth_month(period, number) for period in stretches(slots, "share"))


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


def slice_(setting: Setting, slots: Slots, given: Given) -> Stretches | Nothing:
    """A numbered week or dasarian of a period, of a month around where none is named; no day where it has none such."""
    del given
    which, number = take(slots, "slice-name", Unit), take(slots, "ordinal", int)
    around = tuple(containing(Unit.MONTH, setting.anchor, shift) for shift in AROUND)
    periods = stretches(slots, "of") if "of" in slots else around
    return possible(nth_within(which, number, period) for period in periods) or Nothing()


def part(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The beginning, middle or end of a period."""
    del setting, given
    return tuple(part_of(take(slots, "part-name", Part), period) for period in stretches(slots, "period"))


def part_of_unit(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The beginning, middle or end of this unit or, where that is over, the next."""
    del given
    which = take(slots, "unit", Unit)
    if which is Unit.DAY:
        return None
    return tuple(part_of(take(slots, "part-name", Part), containing(which, setting.anchor, by)) for by in AROUND)


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
        yield from (setting.anchor.year + shift for shift in AROUND)


def _nth_month(period: Stretch, number: int) -> Stretch | None:
    if number < 0:
        return month_of(period.last.year, period.last.month)
    found = containing(Unit.MONTH, period.first, number - 1)
    return found if found.last <= period.last else None

"""What the rules of lengths, ranges and recurring duties mean."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from bimatrack.due import (
    Length,
    Part,
    Reason,
    Stretch,
    Unit,
    add_length,
    add_workdays,
    containing,
    day_stretch,
    first_lengths,
    is_workday,
    joined,
    part_of,
)
from bimatrack.rules.matching import Slots
from bimatrack.rules.slotted import (
    Chain,
    Given,
    Nothing,
    Recurring,
    Setting,
    Stretches,
    maybe,
    possible,
    stretches,
    take,
)

_HALF = Fraction(1, 2)
_HOURS_OF_A_DAY = 24
_LONGEST_MONTH, _FIRST_YEAR = 31, 1900
_ONE = Fraction(1)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def length(setting: Setting, slots: Slots, given: Given) -> Length | None:
    """A number of units; *shift* 1 adds half a unit."""
    del setting
    number = (maybe(slots, "number", Fraction) or _ONE) + (maybe(slots, "half", Fraction) or 0) + given.shift * _HALF
    unit = maybe(slots, "unit", Unit) or take(slots, "one-unit", Unit)
    return Length(number, unit)


def working_length(setting: Setting, slots: Slots, given: Given) -> Length | None:
    """A number of working days."""
    del setting, given
    return Length(maybe(slots, "number", Fraction) or _ONE, Unit.DAY, working=True)


def hours(setting: Setting, slots: Slots, given: Given) -> Length | None:
    """A number of hours, or n times so many: a day for each 24 that are full or begun, none for less than a day."""
    del setting, given
    total = (maybe(slots, "number", Fraction) or _ONE) * (maybe(slots, "hours", Fraction) or _ONE)
    return Length(Fraction(ceil(total / _HOURS_OF_A_DAY) if total >= _HOURS_OF_A_DAY else 0), Unit.DAY)


def minutes(setting: Setting, slots: Slots, given: Given) -> Length | None:
    """Minutes end today."""
    del setting, slots, given
    return Length(Fraction(0), Unit.DAY)


def after(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A length of time from the anchor, or from the day that the wording names."""
    del given
    counted = _length(slots)
    starts = stretches(slots, "any") if "any" in slots else (day_stretch(setting.anchor),)
    return possible(_count(start, counted, back=False) for start in starts)


def ahead_of(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A length of time before the day that the wording names."""
    del setting, given
    counted = _length(slots)
    return possible(_count(start, counted, back=True) for start in stretches(slots, "any"))


def first_of(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The first days, weeks or months of a period."""
    del setting, given
    counted = _length(slots)
    return possible(_guarded(counted, period) for period in stretches(slots, "period"))


def last_of(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """The last days, weeks or months of a period: its end."""
    del setting, given
    return tuple(part_of(Part.END, period) for period in stretches(slots, "period"))


def workday_of(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered working day of a period; -1 is the last."""
    del setting, given
    number = take(slots, "ordinal", int)
    return possible(_workday_of(period, number) for period in stretches(slots, "period"))


def nth_day_of(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A numbered day of a period; -1 is the last."""
    del setting, given
    number = take(slots, "ordinal", int)
    days = (
        (period.last if number < 0 else period.first + timedelta(days=number - 1), period)
        for period in stretches(slots, "period")
    )
    return possible(day_stretch(day) if day <= period.last else None for day, period in days)


def chain(setting: Setting, slots: Slots, given: Given) -> Chain | None:
    """A length of time counted from what was said before."""
    del setting
    return Chain(_length(slots), given.shift < 0, to_event=False)


def that_day(setting: Setting, slots: Slots, given: Given) -> Chain | None:
    """The day that was said before."""
    del setting, slots, given
    return Chain(Length(Fraction(0), Unit.DAY), back=False, to_event=False)


def day_before_that(setting: Setting, slots: Slots, given: Given) -> Chain | None:
    """The day before what was said before."""
    del setting, slots, given
    return Chain(Length(_ONE, Unit.DAY), back=True, to_event=False)


def chain_to_event(setting: Setting, slots: Slots, given: Given) -> Chain | None:
    """A length of time after an event that the next words name, or before it where *shift* is -1."""
    del setting
    return Chain(_length(slots), given.shift < 0, to_event=True)


def range_from_day(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A range whose first day is only a number: it takes month and year from the last."""
    del setting, given
    number = take(slots, "day-number", int)
    return possible(_range_to(number, till) for till in stretches(slots, "calendar"))


def range_(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A range of two periods; where the first would begin too late, a weekday, it is the one of the week before."""
    del setting, given
    begins, ends = stretches(slots, "from"), stretches(slots, "till")
    earlier = tuple(day_stretch(begin.first - _WEEK) for begin in begins if begin.unit is Unit.DAY)
    return joined(begins, ends) or joined(earlier, ends) or None


def neighbours(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """Two periods of which one follows the other at once; what lies farther apart is no range but a list."""
    del setting, given
    begins, ends = stretches(slots, "from"), stretches(slots, "till")
    pairs = ((begin, end) for end in ends for begin in begins if begin.last < end.first <= begin.last + _DAY)
    return tuple(found for begin, end in pairs for found in joined((begin,), (end,))) or None


def range_of_numbers(setting: Setting, slots: Slots, given: Given) -> Stretches | None:
    """A range of two numbered days of this month, or the next where it is over."""
    del given
    first, last = take(slots, "from", int), take(slots, "day-number", int)
    months = [containing(Unit.MONTH, setting.anchor, shift) for shift in (0, 1, 2)]
    tills = [day_stretch(month.first.replace(day=last)) for month in months if last <= month.last.day]
    return possible(_range_to(first, till) for till in tills)


def every_day_number(setting: Setting, slots: Slots, given: Given) -> Recurring | None:
    """A numbered day of every month."""
    del given
    number = take(slots, "day-number", int)
    months = [containing(Unit.MONTH, setting.anchor, shift) for shift in (0, 1)]
    days = [month.first.replace(day=min(number, month.last.day)) for month in months]
    return Recurring(next(day for day in days if day >= setting.anchor))


def every_date(setting: Setting, slots: Slots, given: Given) -> Recurring | None:
    """A date of every year."""
    del given
    days = [stretch.last for stretch in stretches(slots, "plain-date") if stretch.last >= setting.anchor]
    return Recurring(days[0]) if days else None


def every_weekday(setting: Setting, slots: Slots, given: Given) -> Recurring | None:
    """A weekday of every week."""
    del given
    ahead = (take(slots, "weekday-name", int) - setting.anchor.weekday()) % 7
    return Recurring(setting.anchor + timedelta(days=ahead or 7))


def every_unit(setting: Setting, slots: Slots, given: Given) -> Recurring | None:
    """Each day, week, month and so on: by its end."""
    del given
    unit = maybe(slots, "unit", Unit) or take(slots, "share-name", Unit)
    return Recurring(containing(unit, setting.anchor, int(unit is Unit.DAY)).last)


def every_workday(setting: Setting, slots: Slots, given: Given) -> Recurring | None:
    """Each working day."""
    del slots, given
    return Recurring(add_workdays(setting.anchor, 1))


def every_part(setting: Setting, slots: Slots, given: Given) -> Recurring | None:
    """The beginning, middle or end of each month, week and so on."""
    del given
    unit, part = take(slots, "unit", Unit), take(slots, "part-name", Part)
    days = [part_of(part, containing(unit, setting.anchor, shift)).last for shift in (0, 1)]
    return Recurring(next(day for day in days if day >= setting.anchor))


def every_length(setting: Setting, slots: Slots, given: Given) -> Recurring | None:
    """Once in a length of time."""
    counted = length(setting, slots, given)
    day = _add(setting.anchor, counted, back=False) if counted else None
    return Recurring(day) if day else None


def no_such_day(setting: Setting, slots: Slots, given: Given) -> Nothing | None:
    """A number before a month that is too high for a day: a slip of the pen, not the month."""
    del setting, given
    return Nothing() if _LONGEST_MONTH < take(slots, "number", Fraction) < _FIRST_YEAR else None


def nothing(setting: Setting, slots: Slots, given: Given) -> Nothing:
    """No deadline."""
    del setting, slots, given
    return Nothing()


def count_from(day: date, chained: Chain) -> Stretch | None:
    """Return the day that a chained length of time reaches from *day*."""
    return _count(day_stretch(day), chained.length, back=chained.back)


def _length(slots: Slots) -> Length:
    return maybe(slots, "time", Length) or Length(take(slots, "number", Fraction), Unit.DAY)


def _count(start: Stretch, counted: Length, *, back: bool) -> Stretch | None:
    base = start.first if back or start.unit is Unit.DAY else start.last
    if back and start.unit is not Unit.DAY and counted.unit not in (Unit.DAY, Unit.WEEK):
        base -= _DAY  # a month before a year is 30 November: what ends then is a whole month ahead
    day = _add(base, counted, back=back)
    if day is None:
        return None
    named = start.reason if back else start.explained
    reason = Reason("ahead of" if back else "after", (counted.reason, named))
    return Stretch(day, day, Unit.DAY, reason)


def _add(day: date, counted: Length, *, back: bool) -> date | None:
    try:
        return add_length(day, counted, back=back)
    except (OverflowError, ValueError):
        return None


def _guarded(counted: Length, period: Stretch) -> Stretch | None:
    return first_lengths(counted, period) if _add(period.first, counted, back=False) else None


def _workday_of(period: Stretch, number: int) -> Stretch | None:
    days = [period.first + timedelta(days=step) for step in range((period.last - period.first).days + 1)]
    working = [day for day in days if is_workday(day)]
    place = number - 1 if number > 0 else number
    return day_stretch(working[place], weekday=True) if place < len(working) else None


def _range_to(number: int, till: Stretch) -> Stretch | None:
    if not 1 <= number <= till.last.day:
        return None
    return joined((day_stretch(till.last.replace(day=number)),), (till,))[0]

"""Deadlines as arithmetic keep to the calendar and to Indonesia's holidays."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bimatrack.due import (
    Length,
    Part,
    Stretch,
    Unit,
    add_length,
    add_workdays,
    before,
    coming,
    containing,
    day_stretch,
    exact_day,
    is_workday,
    joined,
    library_days,
    long_weekend_from,
    month_of,
    nearest,
    nth_of_year,
    nth_within,
    parse_day,
    part_of,
    say,
    timed,
    year_of,
)
from bimatrack.i18n import set_language


@pytest.fixture(autouse=True)
def _in_english() -> None:
    set_language("en")


DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 12, 31))
UNITS = st.sampled_from(Unit)
MONDAY = date(2026, 1, 5)


@given(day=DAYS, unit=UNITS)
def test_a_unit_contains_the_day_it_is_taken_from(day: date, unit: Unit) -> None:
    """The week, month or quarter "of" a day holds that day."""
    stretch = containing(unit, day)

    assert stretch.first <= day <= stretch.last


@given(day=DAYS, unit=UNITS, shift=st.integers(-5, 5))
def test_units_follow_one_another_without_gap(day: date, unit: Unit, shift: int) -> None:
    """The unit that comes next begins on the morrow of the one before."""
    this, following = containing(unit, day, shift), containing(unit, day, shift + 1)

    assert following.first == this.last + timedelta(days=1)


@settings(deadline=None)  # the first look at a year loads its holidays
@given(day=DAYS, number=st.integers(1, 400))
def test_working_days_end_on_a_working_day(day: date, number: int) -> None:
    """A count of working days never ends on a weekend or a public holiday, and goes back as it came."""
    end = add_workdays(day, number)

    assert is_workday(end)
    assert end > day
    assert add_workdays(add_workdays(end, -number), number) == end


@given(day=DAYS, number=st.integers(0, 60), unit=UNITS)
def test_lengths_lead_forward(day: date, number: int, unit: Unit) -> None:
    """What is counted on from a day never lies before it."""
    assert add_length(day, Length(Fraction(number), unit)) >= day


@given(day=DAYS, unit=UNITS, part=st.sampled_from(Part))
def test_parts_lie_within_their_period(day: date, unit: Unit, part: Part) -> None:
    """The beginning, middle and end of a period are days of it."""
    period = containing(unit, day)

    assert period.first <= part_of(part, period).last <= period.last


@pytest.mark.parametrize(
    ("part", "period", "day"),
    [
        (Part.START, month_of(2026, 2), date(2026, 2, 10)),
        (Part.MIDDLE, month_of(2026, 2), date(2026, 2, 15)),
        (Part.END, month_of(2028, 2), date(2028, 2, 29)),
        (Part.MIDDLE, year_of(2026), date(2026, 6, 30)),
        (Part.END, containing(Unit.WEEK, MONDAY), date(2026, 1, 11)),
        (Part.MIDDLE, containing(Unit.QUARTER, MONDAY), date(2026, 2, 15)),
        (Part.START, containing(Unit.SEMESTER, MONDAY), date(2026, 1, 31)),
    ],
)
def test_parts_are_the_days_that_offices_mean(part: Part, period: Stretch, day: date) -> None:
    """The beginning of a month is the 10th, its middle the 15th, the middle of a year the end of June."""
    assert part_of(part, period).last == day


def test_a_month_end_stays_a_month_end() -> None:
    """A month counted from the 31st ends on the shorter month's last day."""
    assert add_length(date(2026, 1, 31), Length(Fraction(1), Unit.MONTH)) == date(2026, 2, 28)


def test_half_a_month_is_fifteen_days() -> None:
    """One and a half months are a month and fifteen days."""
    assert add_length(MONDAY, Length(Fraction(3, 2), Unit.MONTH)) == date(2026, 2, 20)


def test_more_than_a_century_is_refused() -> None:
    """A length that no deadline has is refused, rather than counted."""
    with pytest.raises(OverflowError):
        add_length(MONDAY, Length(Fraction(10_000), Unit.YEAR))


def test_working_days_skip_public_holidays() -> None:
    """Isra Mikraj, Friday 16 January 2026, is no working day."""
    assert add_workdays(date(2026, 1, 15), 1) == date(2026, 1, 19)


def test_holidays_go_by_their_indonesian_names() -> None:
    """A movable feast is found by its name in the library."""
    assert library_days("Nyepi", 2026) == (date(2026, 3, 19),)


def test_a_long_weekend_begins_with_a_holiday_beside_it() -> None:
    """Ascension Day, Thursday 14 May 2026, makes the next long weekend."""
    assert long_weekend_from(date(2026, 5, 8)).first == date(2026, 5, 14)


def test_weeks_of_a_month_end_every_seven_days() -> None:
    """Minggu ke-n ends on day 7n, the last week on the month's last day; a sixth there is not."""
    march = month_of(2026, 3)

    lasts = [found.last.day if (found := nth_within(Unit.WEEK, number, march)) else None for number in (1, 4, 5, 6, -1)]

    assert lasts == [7, 28, 31, None, 31]


def test_a_year_has_as_many_shares_as_it_has() -> None:
    """There is no fifth triwulan and no third semester."""
    assert nth_of_year(Unit.QUARTER, 5, 2026) is None
    assert nth_of_year(Unit.SEMESTER, 3, 2026) is None


def test_of_several_years_the_coming_one_is_meant() -> None:
    """A deadline is the first that has not passed; a day that is only named is the nearest."""
    years = tuple(day_stretch(date(year, 12, 20)) for year in (2025, 2026, 2027))

    assert coming(years, MONDAY).last == date(2026, 12, 20)
    assert nearest(years, MONDAY).last == date(2025, 12, 20)


def test_before_an_hour_is_still_that_day() -> None:
    """Before a period is the day before it begins; before an hour of a day is that day."""
    april, today = before((month_of(2026, 4), *timed([day_stretch(MONDAY)])))

    assert april.last == date(2026, 3, 31)
    assert say(april.reason) == "the day before April 2026"
    assert today.last == MONDAY


def test_a_range_takes_the_nearest_beginning() -> None:
    """Of two possible beginnings the later one that fits opens the range."""
    begins = (day_stretch(date(2025, 12, 20)), day_stretch(date(2026, 12, 20)))

    (found,) = joined(begins, (day_stretch(date(2026, 1, 10)),))

    assert (found.first, found.last) == (date(2025, 12, 20), date(2026, 1, 10))


@pytest.mark.parametrize(
    ("figures", "day"),
    [
        ("5/1/2026", date(2026, 1, 5)),
        ("05-01-26", date(2026, 1, 5)),
        ("5.1.2026", date(2026, 1, 5)),
        ("2026-01-05", date(2026, 1, 5)),
        ("31/2/2026", None),
        ("5/1", None),
        ("5-1/2026", None),
    ],
)
def test_figures_are_read_day_first(figures: str, day: date | None) -> None:
    """A date in figures is never guessed month-first; what is no date is none."""
    assert exact_day(figures) == day


def test_dateparser_reads_what_the_rules_do_not_know() -> None:
    """A date in other words goes to dateparser, the day first and the year to come; no amount becomes a date."""
    assert parse_day("7 Februari 2026", MONDAY) == date(2026, 2, 7)
    assert parse_day("3/2/2026", MONDAY) == date(2026, 2, 3)
    assert parse_day("12 Ogos", MONDAY) == date(2026, 8, 12)
    assert parse_day("24 tong", MONDAY) is None
    assert parse_day("rapat", MONDAY) is None

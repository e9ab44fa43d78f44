"""Quarters of the calendar year, and those that are counted from the day of an appointment."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import speaking

from bimatrack.labels import quarter_label
from bimatrack.quarter import Quarter

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
MONTHS = st.integers(1, 12)


@given(DAYS, MONTHS)
def test_each_day_lies_in_one_quarter_that_can_be_named(day: date, first_month: int) -> None:
    """From whatever month quarters are counted, a day's quarter holds it, and its name leads back to it."""
    quarter = Quarter.of(day, first_month)

    assert day in quarter
    assert Quarter.parse(str(quarter), day, first_month) == quarter
    assert quarter.start.month % 3 == first_month % 3


@given(DAYS, MONTHS)
def test_quarters_follow_each_other_without_a_gap(day: date, first_month: int) -> None:
    """The next quarter begins on the day after the last one, and comes after it in order."""
    quarter = Quarter.of(day, first_month)

    assert quarter.next().start == quarter.end + timedelta(days=1)
    assert quarter < quarter.next()
    assert Quarter.of(quarter.next().end, first_month) == quarter.next()


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("TW II 2024", "2024-05-01", "2024-01-01", "2024-03-31"),
        ("2023Q1", "2024-05-01", "2023-10-01", "2023-12-31"),
        ("TW I", "2024-02-01", "2023-10-01", "2023-12-31"),
        ("TW II", "2023-11-01", "2024-01-01", "2024-03-31"),
        ("triwulan keempat", "2023-11-01", "2024-07-01", "2024-09-30"),
    ],
)
def test_an_acting_mayor_counts_from_the_appointment(text: str, today: str, first: str, last: str) -> None:
    """Counted from October, the second quarter is January to March; without a year, the running four are meant."""
    quarter = Quarter.parse(text, date.fromisoformat(today), 10)

    assert (quarter.start.isoformat(), quarter.end.isoformat()) == (first, last)


def test_a_quarter_of_its_own_count_names_its_months() -> None:
    """The number alone would mislead where quarters are not the calendar's; those of the calendar need no more."""
    assert quarter_label(Quarter(2024, 2, 10)) == "Quarter II (January–March 2024)"
    assert quarter_label(Quarter(2023, 1, 12)) == "Quarter I (December 2023–February 2024)"
    assert quarter_label(Quarter(2024, 1)) == "Quarter I 2024"
    with speaking("id"):
        assert quarter_label(Quarter(2024, 2, 10)) == "Triwulan II (Januari–Maret 2024)"

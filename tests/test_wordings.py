"""Days, percentages and labels in words."""

from collections.abc import Iterator
from datetime import date

import pytest
from factories import day
from hypothesis import given
from hypothesis import strategies as st
from looking import speaking

from bimatrack.days import day_range, days_left, full_day, long_day, month, short_day
from bimatrack.history import Action
from bimatrack.labels import action_label, kind_label, percent, period_label, status_label
from bimatrack.model import Kind, Status
from bimatrack.quarter import Quarter


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_a_day_has_four_lengths() -> None:
    """From the agenda's heading to a cell of a table."""
    monday = day("2026-01-05")

    assert long_day(monday) == "Monday, 5 January 2026"
    assert full_day(monday) == "5 January 2026"
    assert short_day(monday) == "5 Jan 2026"
    assert month(monday) == "January 2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-01-05", "2026-01-05", "5 Jan 2026"),
        ("2026-01-05", "2026-01-07", "5–7 Jan 2026"),
        ("2026-01-30", "2026-02-02", "30 Jan – 2 Feb 2026"),
        ("2025-12-30", "2026-01-02", "30 Dec 2025 – 2 Jan 2026"),
    ],
)
def test_a_range_says_nothing_twice(first: str, last: str, words: str) -> None:
    """Month and year stand once where they are the same."""
    assert day_range(day(first), day(last)) == words


@given(st.dates(), st.dates())
def test_a_range_ends_with_its_last_day(one: date, other: date) -> None:
    """Whatever is left out, the end is whole."""
    first, last = sorted((one, other))

    assert day_range(first, last).endswith(short_day(last))


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "3 days late"), (-1, "1 day late"), (0, "today"), (1, "tomorrow"), (2, "in 2 days"), (12, "in 12 days")],
)
def test_the_days_left_are_said_as_people_say_them(days: int, words: str) -> None:
    """The day itself and the next have names, and one day is singular."""
    assert days_left(days) == words


@pytest.mark.parametrize(
    ("value", "words"), [(None, "–"), (0, "0%"), (60, "60%"), (63.5, "63.5%"), (91.0, "91%"), (100, "100%")]
)
def test_a_percentage_has_a_decimal_only_where_it_needs_one(value: float | None, words: str) -> None:
    """No progress at all is a dash, not zero."""
    assert percent(value) == words


def test_the_decimal_mark_is_the_language_s() -> None:
    """Indonesian writes a comma."""
    with speaking("id"):
        assert percent(63.5) == "63,5%"


def test_everything_that_is_shown_has_a_name() -> None:
    """No kind, status or action falls through."""
    assert all(map(status_label, Status))
    assert all(map(kind_label, Kind))
    assert all(map(action_label, Action))
    assert period_label(Quarter(2026, 1)) == "Quarter I 2026"

"""Deadlines as arithmetic: what a wording means, counted from a known day, is a day."""

from bimatrack.due.counting import Length, add_length, add_workdays, is_workday, library_days
from bimatrack.due.dates import exact_day, parse_day
from bimatrack.due.days_off import DayOff, days_off, is_weekend, last_workday
from bimatrack.due.periods import (
    Part,
    containing,
    day_stretch,
    first_lengths,
    long_weekend_from,
    month_of,
    nth_of_year,
    nth_within,
    part_of,
    year_of,
)
from bimatrack.due.reasons import Reason, say
from bimatrack.due.stretches import Stretch, Unit, before, coming, joined, nearest, previous, timed

__all__ = [
    "DayOff",
    "Length",
    "Part",
    "Reason",
    "Stretch",
    "Unit",
    "add_length",
    "add_workdays",
    "before",
    "coming",
    "containing",
    "day_stretch",
    "days_off",
    "exact_day",
    "first_lengths",
    "is_weekend",
    "is_workday",
    "joined",
    "last_workday",
    "library_days",
    "long_weekend_from",
    "month_of",
    "nearest",
    "nth_of_year",
    "nth_within",
    "parse_day",
    "part_of",
    "previous",
    "say",
    "timed",
    "year_of",
]

"""Calendar dates in figures and words; what is not plain goes to dateparser."""

import re
from datetime import date, datetime
from functools import lru_cache

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_CENTURY = 2000
_TWO_DIGITS = 2
_LANGUAGES = ("id", "ms")


def exact_day(figures: str) -> date | None:
    """Read a full date in figures, the day first: "15/3/26", "15-03-2026", or ISO "2026-03-15".

    dateparser reads the same ones; deciding them here keeps a release of many dates fast.
    """
    if match := _ISO.fullmatch(figures):
        year, month, day = (int(part) for part in match.groups())
    elif match := _FIGURES.fullmatch(figures):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        year += _CENTURY if len(match[4]) == _TWO_DIGITS else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def parse_day(words: str, anchor: date) -> date | None:
    """Read a calendar date that our own rules don't know, with dateparser: Indonesian first, then Malay ("12 Ogos").

    The day is never guessed month-first; only dates with a day and a month are taken, where the year is missing the
    one to come.
    """
    from dateparser import parse

    found = parse(
        words,
        languages=list(_LANGUAGES),
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime(anchor.year, anchor.month, anchor.day),  # noqa: DTZ001 - a day, not a moment
            "REQUIRE_PARTS": ["day", "month"],
            "PARSERS": ["absolute-time"],
        },
    )
    return found.date() if found else None

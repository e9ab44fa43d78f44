"""How a month is read from the command line."""

import re
from collections.abc import Sequence
from datetime import date

from bimatrack.agenda import month_after
from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.periods import month_number

_NAMED = re.compile(r"(?:bulan\s+)?(?P<name>[a-z]+)\.?(?:\s+(?:tahun\s+)?(?P<year>\d{4}))?")
_FIGURES = (
    re.compile(r"(?P<year>\d{4})[-/](?P<month>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})(?:[-/](?P<year>\d{4}))?"),
)
_YEAR = re.compile(r"(?:tahun\s+)?(?P<year>\d{4})")
_NEAR = {
    -1: ("bulan lalu", "bulan kemarin", "bulan sebelumnya", "last month"),
    0: ("bulan ini", "this month"),
    1: ("bulan depan", "bulan berikutnya", "next month"),
}
_SHIFTS = {text: shift for shift, texts in _NEAR.items() for text in texts}
_MONTHS = 12


def read_months(words: Sequence[str], today: date, count: int | None) -> tuple[tuple[date, date], ...]:
    """Read "2026-03", "Maret 2026", "maret" (of this year), "bulan depan" or a whole year, "2026"; else this month.

    Return the first and last day of each of *count* months from there on; None is one, of a year all twelve.

    Raises:
        UsageError: the words name no month, or one beyond the calendar.
    """
    text = " ".join(" ".join(words).casefold().split())
    try:
        first, months = _read(text, today)
        return tuple(month_after(first, step) for step in range(count or months))
    except (OverflowError, ValueError):
        raise UsageError(
            _("“{text}” is no month; write 2026-03, Maret 2026, maret, or bulan depan.").format(text=" ".join(words))
        ) from None


def _read(text: str, today: date) -> tuple[date, int]:
    if not text:
        return today.replace(day=1), 1
    if text in _SHIFTS:
        return month_after(today, _SHIFTS[text])[0], 1
    if year := _YEAR.fullmatch(text):
        return date(int(year["year"]), 1, 1), _MONTHS
    if (named := _NAMED.fullmatch(text)) and (number := month_number(named["name"])):
        return date(int(named["year"] or today.year), number, 1), 1
    for form in _FIGURES:
        if found := form.fullmatch(text):
            return date(int(found["year"] or today.year), int(found["month"]), 1), 1
    raise ValueError(text)

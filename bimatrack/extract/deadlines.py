"""Which day the words of a release set, with the words that prove it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bimatrack.model import Due, Quote, Span

NamedDay = tuple[str, date]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline wording in a text.

    *bounded* tells that a word such as "paling lambat" or "sebelum" introduces it; *whole* spans that word,
    the wording and a time of day behind it, so that a caller can cut all of it out of a quote.
    """

    due: Due
    bounded: bool
    whole: Span


@dataclass(frozen=True, slots=True)
class DateRange:
    """A calendar day (*first* equals *last*) or a range of days that a text names."""

    first: date
    last: date
    quote: Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """What a wording by itself says; *due* is None where it sets no deadline.

    *start* is the first day of the period that it names. *next_day* is the next occurrence of a recurring duty.
    """

    due: date | None
    start: date | None
    reason: str
    recurring: bool = False
    next_day: date | None = None


def find_deadlines(
    text: str,
    anchor: date,
    start: int = 0,
    end: int | None = None,
    events: Sequence[NamedDay] = (),
) -> tuple[Deadline, ...]:
    """Find the deadline wordings of `text[start:end]`, in order and apart from one another.

    Args:
        text: the release; all spans count its characters.
        anchor: the day from which relative wordings are counted.
        start: first character to look at.
        end: the character to stop before; the text's end by default.
        events: titles and days that a wording may be chained to ("H-3 paripurna").
    """
    return ()


def find_dates(text: str, anchor: date, start: int = 0, end: int | None = None) -> tuple[DateRange, ...]:
    """Find every calendar day or range of days named in `text[start:end]`, past or to come."""
    return ()


def read_deadline(wording: str, anchor: date, events: Sequence[NamedDay] = ()) -> Reading:
    """Read a *wording* by itself, Indonesian, English or ISO, as counted from *anchor*."""
    return Reading(None, None, "")

"""Which day the words of a release set, with the words that prove it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bimatrack.due import Reason, Stretch, coming, nearest, previous, say
from bimatrack.extract.wordings import Wording, find_wordings, limit
from bimatrack.i18n import _
from bimatrack.model import Due, Quote, Span
from bimatrack.rules.countings import count_from
from bimatrack.rules.dues import due_rules
from bimatrack.rules.slotted import Chain, Recurring, Setting
from bimatrack.rules.tokens import Tokens, read_tokens

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
    del events
    rules = due_rules()
    tokens = read_tokens(text, rules.spelling)
    first, last = _token_range(tokens, start, end)
    found: list[Deadline] = []
    for wording in find_wordings(tokens, first, last, Setting(anchor), rules):
        if wording.past or not wording.introduced:
            continue
        quote, whole = _spans(tokens, wording)
        if isinstance(wording.value, Recurring):
            day = wording.value.next_day
            due = Due(None, quote, say(Reason("recurring", (day,))), day)
            found.append(Deadline(due, wording.bounded, whole))
        elif (stretch := _resolve(wording, anchor, found)) and _ahead(wording, stretch, anchor):
            found.append(Deadline(Due(stretch.last, quote, say(stretch.explained)), wording.bounded, whole))
    return tuple(found)


def find_dates(text: str, anchor: date, start: int = 0, end: int | None = None) -> tuple[DateRange, ...]:
    """Find every calendar day or range of days named in `text[start:end]`, past or to come."""
    rules = due_rules()
    tokens = read_tokens(text, rules.spelling)
    first, last = _token_range(tokens, start, end)
    found = []
    for wording in find_wordings(tokens, first, last, Setting(anchor, naming=True), rules):
        if wording.rule.gives not in _DAYS or not isinstance(wording.value, tuple):
            continue
        stretch = nearest(wording.value, anchor)
        if wording.past and wording.rule.gives == "weekday":
            stretch = previous(wording.value, anchor) or stretch
        quote = Quote.of(text, *_offsets(tokens, wording.start, wording.end))
        found.append(DateRange(stretch.first, stretch.last, quote))
    return tuple(found)


def read_deadline(wording: str, anchor: date, events: Sequence[NamedDay] = ()) -> Reading:
    """Read a *wording* by itself, Indonesian, English or ISO, as counted from *anchor*."""
    del events
    rules = due_rules()
    tokens = read_tokens(wording, rules.spelling)
    for found in find_wordings(tokens, 0, len(tokens.words), Setting(anchor), rules):
        if found.past:
            continue
        if isinstance(found.value, Recurring):
            day = found.value.next_day
            return Reading(None, None, say(Reason("recurring", (day,))), recurring=True, next_day=day)
        stretch = _resolve(found, anchor, []) or (
            count_from(anchor, found.value) if isinstance(found.value, Chain) and not found.value.to_event else None
        )
        if stretch and not (stretch.last < anchor and found.rule.gives not in ("calendar", "range")):
            return Reading(stretch.last, stretch.first, say(stretch.explained))
    return Reading(None, None, _("names no deadline"))


_DAYS = ("calendar", "weekday", "deictic", "range", "clocked")


def _resolve(wording: Wording, anchor: date, before: Sequence[Deadline]) -> Stretch | None:
    if isinstance(wording.value, Chain):
        known = next((found.due.day for found in reversed(before) if found.due.day), None)
        return count_from(known, wording.value) if known and not wording.value.to_event else None
    possible = limit(wording)
    return coming(possible, anchor) if possible else None


def _ahead(wording: Wording, stretch: Stretch, anchor: date) -> bool:
    """Whether the day lies ahead; the meeting's own date in full is its dateline, unless a limit."""
    if stretch.last == anchor and wording.rule.gives == "calendar":
        return wording.bounded
    return stretch.last >= anchor


def _token_range(tokens: Tokens, start: int, end: int | None) -> tuple[int, int]:
    last = len(tokens.words) if end is None else bisect_left(tokens.ends, end + 1)
    return bisect_left(tokens.starts, start), last


def _offsets(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    return tokens.starts[first], tokens.ends[last - 1]


def _spans(tokens: Tokens, wording: Wording) -> tuple[Quote, Span]:
    quote = Quote.of(tokens.text, *_offsets(tokens, wording.quote, wording.end))
    return quote, Span(*_offsets(tokens, wording.lead, wording.tail))

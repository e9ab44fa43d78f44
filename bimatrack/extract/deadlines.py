"""Which day the words of a release set, with the words that prove it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from bimatrack.due import Reason, Stretch, coming, day_stretch, exact_day, parse_day, say
from bimatrack.extract.chaining import NamedDay
from bimatrack.extract.searching import DateRange, Deadline, Search
from bimatrack.extract.wordings import Wording, find_wordings, limit
from bimatrack.i18n import _
from bimatrack.rules.countings import count_from
from bimatrack.rules.dues import due_rules
from bimatrack.rules.slotted import Chain, Recurring, Setting
from bimatrack.rules.tokens import read_tokens

__all__ = [
    "DateRange",
    "Deadline",
    "NamedDay",
    "Reading",
    "find_dates",
    "find_deadlines",
    "read_deadline",
    "wordings_of",
]

_LIKE_A_DATE = re.compile(r"\d{1,2}\s+[^\W\d_]{3,}\.?,?(?:\s+\d{4})?|\d{4}-\d\d-\d\dT\d\d:\d\d.*")
_NAMED_BY_DAY = ("calendar", "range", "clocked")


class Reading(Struct, frozen=True):
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
    *,
    language: str = "id",
) -> tuple[Deadline, ...]:
    """Find the deadline wordings of `text[start:end]`, in order and apart from one another.

    Args:
        text: the release; all spans count its characters.
        anchor: the day from which relative wordings are counted.
        start: first character to look at.
        end: the character to stop before; the text's end by default.
        events: titles and days that a wording may be chained to ("H-3 paripurna").
        language: that of the wordings, id or en.
    """
    rules = due_rules(language)
    search = Search(read_tokens(text, rules.spelling), anchor, tuple(events), rules)
    return tuple(search.deadlines(*search.range(start, end)))


def find_dates(text: str, anchor: date, start: int = 0, end: int | None = None) -> tuple[DateRange, ...]:
    """Find every calendar day or range of days named in `text[start:end]`, past or to come."""
    rules = due_rules()
    search = Search(read_tokens(text, rules.spelling), anchor, (), rules)
    return tuple(search.dates(*search.range(start, end)))


def read_deadline(wording: str, anchor: date, events: Sequence[NamedDay] = ()) -> Reading:
    """Read a *wording* by itself, Indonesian, English or ISO, as counted from *anchor*.

    Indonesian wins unless English explains more of the words; dateparser is asked for what is written like a date, in
    words that our rules don't know.
    """
    if day := exact_day(wording.strip()):
        return Reading(day, day, say(day_stretch(day).reason))
    reading, left = _read(wording, anchor, events, "id")
    if left and (parsed := _parsed(wording, anchor)):
        return parsed
    if left:
        english, left_over = _read(wording, anchor, events, "en")
        reading = english if english and (reading is None or left_over < left) else reading
    return reading or Reading(None, None, _("names no deadline"))


def wordings_of(words: str, anchor: date, language: str) -> Iterator[tuple[int, int, str, date | None]]:
    """Yield where each wording of time in *words* begins and ends, what it names ("weekday"), and the day it sets."""
    rules = due_rules(language)
    search = Search(read_tokens(words, rules.spelling), anchor, (), rules)
    tokens = search.tokens
    for wording in find_wordings(tokens, 0, len(tokens.words), Setting(anchor), rules):
        reading = None if wording.past else _reading(wording, search)
        start, end = tokens.starts[wording.introduction.lead], tokens.ends[wording.tail - 1]
        yield start, end, wording.rule.gives, reading.due if reading else None


def _read(words: str, anchor: date, events: Sequence[NamedDay], language: str) -> tuple[Reading | None, int]:
    """Return what a language's rules read, if anything, and how many tokens they leave unexplained.

    Of several days the first one counts, or the first that words such as "paling lambat" make a limit.
    """
    rules = due_rules(language)
    search = Search(read_tokens(words, rules.spelling), anchor, tuple(events), rules)
    left = len(search.tokens.words)
    readings: list[tuple[bool, Reading]] = []
    unresolved = None
    for wording in find_wordings(search.tokens, 0, left, Setting(anchor), rules):
        left -= wording.tail - wording.introduction.lead
        reading = None if wording.past else _reading(wording, search)
        if reading and (reading.due or reading.recurring):
            readings.append((wording.demanded, reading))
        unresolved = unresolved or reading or Reading(None, None, _("points back, or names no day"))
    readings.sort(key=lambda found: not found[0])
    return (readings[0][1] if readings else unresolved), left


def _reading(wording: Wording, search: Search) -> Reading | None:
    if isinstance(wording.value, Recurring):
        day = wording.value.next_day
        return Reading(None, None, say(Reason("recurring", (day,))), recurring=True, next_day=day)
    if isinstance(wording.value, Chain):
        stretch = _chained(wording, wording.value, search)
        return (
            _reading_of(stretch) if stretch else Reading(None, None, _("counts from an event whose day is not known"))
        )
    possible = limit(wording)
    if not possible:
        return None
    stretch = coming(possible, search.anchor)
    if stretch.last < search.anchor and (wording.rule.gives not in _NAMED_BY_DAY or "on" in wording.means):
        return None
    return _reading_of(stretch)


def _chained(wording: Wording, chain: Chain, search: Search) -> Stretch | None:
    found = search.chained_day(wording, 0, len(search.tokens.words), ())
    if found is None and not chain.to_event and not chain.back:
        return count_from(search.anchor, chain)
    return found[0] if found else None


def _reading_of(stretch: Stretch) -> Reading:
    return Reading(stretch.last, stretch.first, say(stretch.explained))


def _parsed(words: str, anchor: date) -> Reading | None:
    """Leave to dateparser what is written like a date, in a spelling that no rule has."""
    if not _LIKE_A_DATE.fullmatch(words.strip()):
        return None
    day = parse_day(words.strip(), anchor)
    return Reading(day, day, say(day_stretch(day).reason)) if day else None

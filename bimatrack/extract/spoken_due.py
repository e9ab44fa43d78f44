"""By when a line that somebody says wants something done; what only names a time that it speaks of sets no deadline."""

import re
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from bimatrack.extract.deadlines import find_dates, find_deadlines, read_deadline
from bimatrack.extract.searching import Deadline
from bimatrack.model import Due, Span
from bimatrack.rules.language import language

# A period by its bare name; that it is meant as a deadline takes a word such as "pada" or "paling lambat" before it.
_PERIOD = re.compile(
    r"(?i)(?:triwulan|tw|kuartal|q[1-4]|semester|smt|caturwulan|tahun|(?:19|20)\d\d\b|(?:bulan\s+)?(?:jan|feb|peb|mar|apr|"
    r"me[iy]|jun|jul|ag[us]|aug|sep|okt|oct|no[vp]|des|dec)\w*\.?(?:\s+\d{4})?$)"
)
_START = re.compile(
    r"(?i)(?:terhitung |efektif |berlaku )*mulai|starting|from"
)  # the day of the work, which its text tells
_POINTING = re.compile(r"(?i)\b(?:depan|mendatang|berikut(?:nya)?|ini|next|this|coming)\b")
_RUNNING = re.compile(r"(?i)(?:bulan|tahun|triwulan|semester|minggu|pekan) ini|this (?:week|month|quarter|year)")
_ENGLISH = re.compile(
    r"(?i)\b(?:today|tonight|tomorrow|next|end of|this|within|in|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_CLOSING = ' .!,;)"”'


class SpokenDue(Struct, frozen=True):
    """A deadline, and the words that say nothing else and so need not stand in the text; None where they do."""

    due: Due
    spent: Span | None


def spoken_due(line: str, day: date) -> SpokenDue | None:
    """Return the deadline that *line*, said on *day*, sets; None if it sets none, or several.

    It is read as Indonesian or, where that explains more of the line, as English.
    """
    every = {tongue: find_deadlines(line, day, language=tongue) for tongue in ("id", "en")}
    found = [one for tongue, some in every.items() if (one := _only(line, some, tongue))]
    if not found:
        return None if every["id"] else _last_day(line, day)
    one = max(found, key=lambda deadline: deadline.whole.end - deadline.whole.start)
    begins = one.due.day is None or _START.match(line, one.whole.start)
    spent = not begins and (one.bounded or _may_go(line, one.whole))
    return SpokenDue(one.due, one.whole if spent else None)


def _only(line: str, deadlines: Iterable[Deadline], tongue: str) -> Deadline | None:
    """Return the deadline that counts: the only one that a bound introduces, else the only one there is."""
    every = tuple(deadlines)
    some = tuple(one for one in every if one.bounded) or tuple(one for one in every if _meant(line, one, tongue))
    return some[0] if some and len({one.due.day for one in some}) == 1 else None


def _meant(line: str, one: Deadline, tongue: str) -> bool:
    """Whether a time that no bound introduces is meant as a deadline."""
    words, before = one.due.quote.text, line[: one.due.quote.span.start]
    if tongue == "en" and not _ENGLISH.search(words):
        return False
    if _RUNNING.fullmatch(words) and _of_its_time(before):
        return False
    return not _PERIOD.match(words) or bool(_POINTING.search(words))


def _last_day(line: str, day: date) -> SpokenDue | None:
    """Take a bare day that closes the line for its deadline: "tertibkan pasar Jumat"; of a meeting it is the day."""
    dates = find_dates(line, day)
    if not dates or not language().classes.spoken_meeting.isdisjoint(line.lower().split()):
        return None
    quote, last = dates[-1].quote, dates[-1].last
    closes = not line[quote.span.end :].strip(_CLOSING)
    if not closes or last < day or _PERIOD.match(quote.text):
        return None
    reading = read_deadline(quote.text, day)
    return SpokenDue(Due(last, quote, reading.reason), quote.span) if reading.due == last else None


def _of_its_time(before: str) -> bool:
    """Whether the words before a time are such that it belongs to them: "laporan | bulan ini"."""
    return not language().classes.spoken_of_time.isdisjoint(before.lower().split()[-1:])


def _may_go(line: str, span: Span) -> bool:
    edge = not line[: span.start].strip(_CLOSING) or not line[span.end :].strip(_CLOSING)
    return edge and language().classes.spoken_meeting.isdisjoint(line.lower().split())

"""Agendas and timetables: days as headings, and below each what takes place at which hour."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from bimatrack.extract.dates import Days
from bimatrack.extract.stamps import line_around
from bimatrack.model import Event, Span

_LETTERS = re.compile(r"[^\W\d_]")
_HOUR = re.compile(
    r"^[ \t]*(?:[-•*–][ \t]*)?(?:pukul|pkl|jam)?[ \t.]*\d{1,2}[.:]\d\d"
    r"(?:[ \t]*(?:-|–|s\.?d\.?)[ \t]*(?:\d{1,2}[.:]\d\d|selesai))?(?:[ \t]*(?:wib|wita|wit))?[ \t:|–-]*",
    re.IGNORECASE,
)
_TITLE = re.compile(r"[^\s,(;|].*?(?=\s*(?:,|;|\||\s\(|\.\s|\.?$))")
_PLACE = re.compile(r"[,|;]\s*(?:start\s+)?(?P<place>[^\W\d_].*?)(?=\s*(?:[,;|.)(]|$))")
_LEAST_DAYS = 2  # headings that make a text an agenda
_LONGEST = 160


def find_agenda(text: str, found: tuple[Days, ...]) -> tuple[tuple[Event, Span], ...]:
    """Return the entries of an agenda, each with the line that it stands on; none if the text is no agenda."""
    headings = [days for days in found if _is_heading(text, days)]
    entries = tuple(_entries(text, headings))
    return (
        entries if len({span.start for _event, span in entries}) >= _LEAST_DAYS and len(headings) >= _LEAST_DAYS else ()
    )


def _is_heading(text: str, days: Days) -> bool:
    """Whether nothing but the date stands on its line, and an entry with its hour, or a word, below it."""
    before, after = line_around(text, days.span)
    return not _LETTERS.search(before + after)


def _entries(text: str, headings: list[Days]) -> Iterator[tuple[Event, Span]]:
    timed = False
    for days, following in zip_longest(headings, headings[1:]):
        for line in _lines_below(text, days.span.end, following.span.start if following else len(text)):
            words = text[line.start : line.end][:_LONGEST]
            hour = _HOUR.match(words)
            timed = timed or bool(hour)
            if not hour and days.first == days.last:
                continue
            if timed and (title := _TITLE.search(words, hour.end() if hour else 0)):
                yield Event(title[0].strip(), days.first, days.last, _place(words, title.end())), line


def _place(words: str, start: int) -> str | None:
    place = _PLACE.search(words, start)
    return place["place"].strip() if place else None


def _lines_below(text: str, start: int, limit: int) -> Iterator[Span]:
    """Yield the lines below a heading up to the next blank one or the next heading."""
    at = text.find("\n", start) + 1
    while 0 < at < limit:
        end = text.find("\n", at)
        line = Span(at, len(text) if end < 0 else end)
        if not text[line.start : line.end].strip():
            return
        yield line
        at = end + 1

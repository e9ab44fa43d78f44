"""The surroundings of a date: its sentence, what stands before and behind it, and the place that the text names."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from bimatrack.extract.dates import Days
from bimatrack.extract.sentences import cut
from bimatrack.model import Span
from bimatrack.rules.events import event_words

_ROW = re.compile(r"\||\t| {3,}")
_PLACE_END = re.compile(
    r"\s*(?:[,;:!?\"“”|\n\t]|\s{2}|$|\((?=\s?\d)|\(?\b(?:senin|selasa|rabu|kamis|jum['’]?at|sabtu|minggu)\b|"
    r"\b(?:pada|yang|dengan|dan dihadiri|bersama|mulai|tanggal|tgl|pukul|pkl|jam|guna|untuk|dalam|oleh|hari|serta|agar|"
    r"dihadiri|diikuti|dipimpin|kemarin|sebelum|setelah|dari|saat|sebagai|itu|ini|tersebut|secara|telah|berlangsung|"
    r"sampai|diperoleh|lalu|usai)\b|\b(?-i:me[mnlrwy]\w{3,}|di\w{3,}kan)\b)",
    re.IGNORECASE,
)
_LONGEST_PLACE = 110
_MOST_EARLIER = 3
_FARTHEST = 700  # characters beside a date that are read; longer sentences are lists or no sentences
_SPACES = re.compile(" *")
_NAME = re.compile(r"[A-Z0-9\u00c0-\u00dc]")


class Scene(Struct, frozen=True):
    """A date in its sentence.

    *before* runs from the date before it in the same sentence, or the sentence's start, up to the date; *after* from
    the date to the next one or the sentence's end. *earlier* holds the sentences before it in the paragraph, the
    nearest first. *row* tells that the line is a row of a table.
    """

    days: Days
    sentence: Span
    before: Span
    after: Span
    earlier: tuple[Span, ...]
    row: bool


def scenes(text: str, found: tuple[Days, ...]) -> Iterator[Scene]:
    """Set each date of *found* in its scene."""
    line = Span(0, -1)
    sentences: tuple[Span, ...] = ()
    for number, days in enumerate(found):
        if not line.start <= days.span.start <= line.end:
            line = _line_at(text, days.span.start)
            sentences = tuple(cut(text, line.start, line.end))
        # Sentences are ordered, and dates, too: what lies behind is never looked at again.
        index = bisect_right(sentences, Span(days.span.start, len(text))) - 1
        here = sentences[index] if index >= 0 else line
        opened = max(here.start, found[number - 1].span.end if number else 0, days.span.start - _FARTHEST)
        following = found[number + 1].span.start if number + 1 < len(found) else len(text)
        closed = min(here.end, following, days.span.end + _FARTHEST)
        yield Scene(
            days=days,
            sentence=Span(max(here.start, days.span.start - _FARTHEST), min(here.end, days.span.end + _FARTHEST)),
            before=Span(min(opened, days.span.start), days.span.start),
            after=Span(days.span.end, max(days.span.end, closed)),
            earlier=_before(sentences, index),
            row=bool(_ROW.search(text, line.start + _indent(text, line), min(line.end, line.start + 4 * _FARTHEST))),
        )


def _before(sentences: tuple[Span, ...], index: int) -> tuple[Span, ...]:
    """Return the sentences before the one of that *index*, the nearest first."""
    nearest = reversed(sentences[max(0, index - _MOST_EARLIER) : max(0, index)])
    return tuple(Span(max(span.start, span.end - _FARTHEST), span.end) for span in nearest)


def sentence_at(text: str, at: int) -> Span:
    """Return the sentence that the character at *at* stands in, as far as it lies near."""
    line = _line_at(text, at)
    near = Span(max(line.start, at - _FARTHEST), min(line.end, at + _FARTHEST))
    return next((s for s in cut(text, near.start, near.end) if s.start <= at < s.end), near)


def _line_at(text: str, at: int) -> Span:
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def _indent(text: str, line: Span) -> int:
    head = text[line.start : min(line.end, line.start + _FARTHEST)]
    return len(head) - len(head.lstrip())


def find_place(text: str, span: Span, within: int = _LONGEST_PLACE * 10) -> str | None:
    """Return the first place that stands in *span*, verbatim; it begins within so many characters."""
    words = event_words()
    for match in words.where.finditer(text, span.start, min(span.end, span.start + within)):
        begin = _SPACES.match(text, match.end()).end()  # type: ignore[union-attr]  # matches no space, too
        if (_NAME.match(text, begin) or words.venue.match(text, begin)) and (place := cut_place(text, begin, span.end)):
            return place
    return None


def cut_place(text: str, begin: int, end: int) -> str | None:
    """Return the place that begins at *begin*, up to the words or marks that end it."""
    limit = min(end, begin + _LONGEST_PLACE)
    match = _PLACE_END.search(text, begin, limit)
    place = text[begin : match.start() if match else limit].strip(" ,.")
    return place or None

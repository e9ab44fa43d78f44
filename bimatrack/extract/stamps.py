"""Dates that say when a release was published rather than when something took place."""

import re
from functools import lru_cache

from bimatrack.model import Span
from bimatrack.rules.heads import heads

_REACH = 96  # characters of a line beside a date that are looked at
_LONGEST_STAMP = 90
_LETTERS = re.compile(r"[^\W\d_]")
_DATELINE = re.compile(r"^[^\W\d_][\w .,'/()-]{1,48}?[\s,(]\s*$")
_DASH = re.compile(r"\s*\)?\s*(?:[-–—]{1,2}|:)")
_STOP = re.compile(r"\.\s+[A-Z]")
_CHAT = (
    re.compile(r"^\s*\[?(?:\d{1,2}[.:]\d{2}(?:[.:]\d{2})?,?\s*)?$"),
    re.compile(r"^(?:,?\s*\d{1,2}[.:]\d{2}(?:[.:]\d{2})?)?\s*(?:\]|-)\s*[^:\n]{2,40}:"),
)
_ISSUED = "(?i:diedarkan|dikeluarkan|diumumkan|diterbitkan)"
_PLACE = re.compile(rf"(?:^|\s{{2,}})(?:{_ISSUED}\b[^,]*, )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){{0,3}},(?: {_ISSUED})?\s*$")


@lru_cache(maxsize=16)
def line_around(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and behind a date on its line, at most a few words of each."""
    start = max(0, span.start - _REACH)
    start = text.rfind("\n", start, span.start) + 1 or start
    limit = min(len(text), span.end + _REACH)
    end = text.find("\n", span.end, limit)
    return text[start : span.start], text[span.end : limit if end < 0 else end]


def is_stamp(text: str, span: Span) -> bool:
    """Whether the line holds the date and words such as "diposting", or is the head of a chat message."""
    before, after = line_around(text, span)
    if _CHAT[0].match(before) and _CHAT[1].match(after):
        return True
    rest = f"{before} {after}"
    return len(rest) <= _LONGEST_STAMP and not _LETTERS.search(heads().stamp.sub("", rest))


def is_dateline(text: str, span: Span) -> bool:
    """Whether the date stands between a place and a dash: "Raba, 4 Juni 2024 – …"."""
    before, after = line_around(text, span)
    return bool((_DATELINE.match(before) and _DASH.match(after)) or (_PLACE.search(before) and _STOP.match(after)))


def is_place_and_day(text: str, span: Span) -> bool:
    """Whether the line ends in a place and the date, as a letter's does: "Raba, 3 Februari 2025"."""
    before, after = line_around(text, span)
    return not after.strip(" .\t") and bool(_PLACE.search(before))


def is_closing(text: str, span: Span) -> bool:
    """Whether the date closes a letter or regulation."""
    _before, after = line_around(text, span)
    if after.strip(" .\t"):
        return False
    return is_place_and_day(text, span) or bool(heads().signed.search(text, max(0, span.start - _REACH), span.start))


def is_labelled(text: str, span: Span) -> bool:
    """Whether the date stands behind a label of minutes: "Hari/Tanggal : …"."""
    return bool(heads().label.match(line_around(text, span)[0]))

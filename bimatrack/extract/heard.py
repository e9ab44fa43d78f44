"""What of a typed wording was understood as its day, and what was not."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from bimatrack.due import exact_day, parse_day
from bimatrack.extract.deadlines import Reading, read_deadline, wordings_of

# What may stand beside a day and changes nothing: the hour, marks, and words of courtesy.
_IDLE = re.compile(
    r"(?i)(?:\s|[^\w\s]|\b(?:ya|yah|saja|aja|tolong|please|pls|nanti|juga|hari|tanggal|tgl|day|on|the|pada|wib|wita|wit)\b"
    r"|\b(?:pukul|pkl|jam|at|around|sekitar)\b[.\s]*\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?m\b\.?|pagi|siang|sore|malam)?"
    r"|\b\d{1,2}[.:]\d\d\b)*"
)
_WEEKDAY = "weekday"


class Heard(Struct, frozen=True):
    """The words that name the day, and the pieces beside them that were not *understood*."""

    understood: str
    strange: tuple[str, ...]


def heard(wording: str, anchor: date) -> Heard:
    """Tell which part of *wording*, read from *anchor*, sets the day that `read_deadline` finds, and what is left over.

    What names another day is left over too; the hour, marks and words of courtesy are not.
    """
    reading = read_deadline(wording, anchor)
    whole = wording.strip()
    if reading.due is None or exact_day(whole) or _like_a_date(whole, anchor):
        return Heard(whole, ())
    tries = [_heard(wording, anchor, reading, tongue) for tongue in ("id", "en")]
    return min((one for one in tries if one), key=lambda one: sum(map(len, one.strange)), default=Heard(whole, ()))


def _like_a_date(words: str, anchor: date) -> bool:
    return bool(re.fullmatch(r"[^\W\d_]+\.? \d{1,2},? \d{4}", words)) and parse_day(words, anchor) is not None


def _heard(wording: str, anchor: date, reading: Reading, language: str) -> Heard | None:
    spans = list(_spans(wording, anchor, reading, language))
    if not spans:
        return None
    edges = [0, *(edge for span in spans for edge in span), len(wording)]
    pieces = (wording[start:end].strip(" \t\n,;.") for start, end in zip(edges[::2], edges[1::2], strict=True))
    understood = " ".join(wording[start:end] for start, end in spans)
    return Heard(understood, tuple(piece for piece in pieces if not _IDLE.fullmatch(piece)))


def _spans(wording: str, anchor: date, reading: Reading, language: str) -> Iterator[tuple[int, int]]:
    for start, end, gives, day in wordings_of(wording, anchor, language):
        same_weekday = gives == _WEEKDAY and day and reading.due and day.weekday() == reading.due.weekday()
        if day == reading.due or same_weekday:
            yield start, end

"""What a release says of itself: its headline, the day of the meeting it reports, and who published it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bimatrack.extract.dates import Mention, day_of, find_mentions
from bimatrack.extract.headline import find_publisher, find_title
from bimatrack.extract.stamps import is_closing, is_dateline, is_labelled, is_place_and_day, is_stamp, line_around
from bimatrack.rules.heads import heads

_WEEKDAY_WEIGHT, _BRACKET_WEIGHT, _LABEL_WEIGHT = 2, 1, 4
_CONTEXT = 48  # characters beside a date in which a cue may stand
_LATE = timedelta(days=16)  # so long after the meeting is a release still published
_EARLY = timedelta(days=1)  # a portal's clock may be a day behind
_TOP_LINES = 12
_YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?![\d/-])")


@dataclass(frozen=True, slots=True)
class Head:
    """*day* is that of the meeting reported, else of publication; None if the text has neither."""

    title: str
    day: date | None
    publisher: str | None


def read_head(text: str, published: date | None = None, sent: date | None = None) -> Head:
    """Read the head of a release; *published* is the day that the file's own metadata gives.

    *sent* is that of the mail that brought it, which counts only where the text names none: mails bring old releases.
    """
    mentions = find_mentions(text)
    printed = published or _printed(text, mentions)
    day = _reported(text, mentions, printed) or printed
    return Head(
        title=find_title(text),
        day=day or _reported(text, mentions, sent) or sent,
        publisher=find_publisher(text),
    )


def _printed(text: str, mentions: tuple[Mention, ...]) -> date | None:
    """Return the day of publication as the text prints it: a stamp of its own, a dateline, else a letter's close."""
    dated = [mention for mention in mentions if mention.year]
    top = _end_of_lines(text, _TOP_LINES)
    for test in (is_stamp, is_dateline, is_place_and_day):
        for mention in dated:
            if mention.span.start < top and test(text, mention.span):
                return _day(mention)
    return next((_day(mention) for mention in reversed(dated) if is_closing(text, mention.span)), None)


def _reported(text: str, mentions: tuple[Mention, ...], printed: date | None) -> date | None:
    """Return the day of the meeting: of the dates that may be it, the one that most speaks for; None if none does."""
    best, found = 0, None
    for mention in mentions:
        weight = _weight(text, mention)
        if weight <= best:
            continue
        day = mention.resolve(printed) if printed else (_day(mention) or _guessed(text, mention))
        if day and (printed is None or printed - _LATE <= day <= printed + _EARLY):
            best, found = weight, day
    return found


def _weight(text: str, mention: Mention) -> int:
    if is_labelled(text, mention.span):
        return _LABEL_WEIGHT
    if is_stamp(text, mention.span):
        return 0
    before, after = line_around(text, mention.span)
    weight = _WEEKDAY_WEIGHT * (mention.weekday is not None) + _BRACKET_WEIGHT * mention.bracketed
    # No meeting lasts from a day to another and is reported on the second; such a range is an activity.
    weight -= mention.first is not None
    weight += next((cue.weight for cue in heads().before if cue.pattern.search(before[-_CONTEXT:])), 0)
    return weight + next((cue.weight for cue in heads().after if cue.pattern.match(after)), 0)


def _guessed(text: str, mention: Mention) -> date | None:
    """Return the day of a date without a year, in the only year of the text in which its weekday is right."""
    if mention.weekday is None:
        return None
    years = {int(year) for year in _YEAR.findall(text)}
    days = [day for year in years if (day := day_of(year, mention.month, mention.day))]
    fitting = [day for day in days if day.weekday() == mention.weekday]
    return fitting[0] if len(fitting) == 1 else None


def _day(mention: Mention) -> date | None:
    return day_of(mention.year, mention.month, mention.day) if mention.year else None


def _end_of_lines(text: str, count: int) -> int:
    """Return where the first *count* lines that are not blank end."""
    end = 0
    for line in text.splitlines(keepends=True):
        end += len(line)
        count -= bool(line.strip())
        if not count:
            break
    return end

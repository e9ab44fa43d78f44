"""What a release says of itself: its headline, the day of the meeting it reports, and who published it."""

import re
from datetime import date, timedelta

from msgspec import Struct

from bimatrack.extract.dates import Mention, day_of, find_mentions, weekday_of
from bimatrack.extract.headline import find_publisher, find_title
from bimatrack.extract.stamps import is_closing, is_dateline, is_labelled, is_place_and_day, is_stamp, line_around
from bimatrack.rules.heads import heads

_WEEKDAY_WEIGHT, _BRACKET_WEIGHT, _LABEL_WEIGHT = 2, 1, 4
_CONTEXT = 48  # characters beside a date in which a cue may stand
_LATE = timedelta(days=16)  # so long after the meeting is a release still published
_VERY_LATE = timedelta(days=200)  # the same where weekday and brackets leave no doubt
_PLAIN = 3  # weight of a date with its weekday and in brackets
_EARLY = timedelta(days=1)  # a portal's clock may be a day behind
_TOP = 2500  # letters in which a meeting's day stands that nothing else marks
_TOP_LINES = 12
# A record writes its day out in words, then in brackets: "hari ini Rabu, tanggal … tahun dua ribu dua puluh lima (".
_TODAY_IN_WORDS = re.compile(r"(?i)\btahun dua ribu[\w ]*\(?\s*$")
# What a first paragraph says of the day: "yang digelar kemarin di aula", "…, Rabu malam.".
_TOLD = re.compile(
    r"(?i)\b(?:digelar|berlangsung|dilaksanakan|diadakan|diselenggarakan)\s+kemarin\b"
    r"|,\s+(?P<weekday>senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)"
    r"(?:\s+(?:pagi|siang|sore|petang|malam|kemarin))?\s*[.,]"
)
_LEAD, _DAYS_OF_A_WEEK = 120, 7  # letters of a line that is a paragraph
_COMING = re.compile(
    r"(?i)\b(?:akan|bakal)\s+(?:kembali\s+)?(?:di(?:gelar|langsungkan|laksanakan|adakan|mulai|buka|helat)|berlangsung)"
    r"(?:\s+[^\s,.;]+){0,5}\W*$"
)
_YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?![\d/-])")


class Head(Struct, frozen=True):
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
    title = find_title(text)
    day = _reported(text, mentions, printed) or (_told(text, title, printed) if printed else None) or printed
    return Head(
        title=title,
        day=day or _reported(text, mentions, sent) or sent or _only(text, mentions),
        publisher=find_publisher(text),
    )


def _printed(text: str, mentions: tuple[Mention, ...]) -> date | None:
    """Return the day of publication as the text prints it: a dateline, a stamp of its own, else a letter's close."""
    dated = [mention for mention in mentions if mention.year]
    top = _end_of_lines(text, _TOP_LINES)
    for test in (is_dateline, is_stamp, is_place_and_day):
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
        late = _VERY_LATE if weight >= _PLAIN and day and day.weekday() == mention.weekday else _LATE
        if day and (printed is None or printed - late <= day <= printed + _EARLY):
            best, found = weight, day
    return found


def _told(text: str, title: str, printed: date) -> date | None:
    """Return the day to which the first paragraph counts back from the day of publication: "kemarin", "Rabu malam"."""
    body = text.find("\n", text.find(title) + len(title)) + 1
    for line in text[body : body + _TOP].splitlines():
        if len(line) > _LEAD:
            match = _TOLD.search(line)
            if not match:
                return None
            back = (printed.weekday() - weekday_of(match["weekday"])) % _DAYS_OF_A_WEEK if match["weekday"] else 1
            return printed - timedelta(days=back)
    return None


def _only(text: str, mentions: tuple[Mention, ...]) -> date | None:
    """Return the first full date at the top of a text that nothing speaks against; of a range its first day."""
    for mention in mentions:
        cues = _cues(text, mention)
        if mention.span.start < _TOP and mention.year and cues >= 0 and not is_stamp(text, mention.span):
            last = _day(mention)
            return last.replace(day=mention.first) if last and mention.first else last
    return None


def _weight(text: str, mention: Mention) -> int:
    if is_labelled(text, mention.span):
        return _LABEL_WEIGHT
    if is_stamp(text, mention.span):
        return 0
    weight = _WEEKDAY_WEIGHT * (mention.weekday is not None) + _BRACKET_WEIGHT * mention.bracketed
    # No meeting lasts from a day to another and is reported on the second; such a range is an activity.
    weight += _LABEL_WEIGHT * bool(_TODAY_IN_WORDS.search(line_around(text, mention.span)[0]))
    return weight - (mention.first is not None) + _cues(text, mention)


def _cues(text: str, mention: Mention) -> int:
    """Return how much the words beside a date speak for its being the meeting's."""
    before, after = line_around(text, mention.span)
    weight = next((cue.weight for cue in heads().before if cue.pattern.search(before[-_CONTEXT:])), 0)
    weight -= _PLAIN * bool(_COMING.search(before[-2 * _CONTEXT :]))
    return weight + next((cue.weight for cue in heads().after if cue.pattern.match(after)), 0)


def _guessed(text: str, mention: Mention) -> date | None:
    """Return the day of a date without a year, in the only year in which its weekday is right.

    The years of the text come first, then those next to the latest of them: a report on 2021 is given in 2022.
    """
    if mention.weekday is None or not (years := {int(year) for year in _YEAR.findall(text)}):
        return None
    for some in (years, {max(years) - 1, max(years) + 1}):
        days = [day for year in some if (day := day_of(year, mention.month, mention.day))]
        fitting = [day for day in days if day.weekday() == mention.weekday]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None


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

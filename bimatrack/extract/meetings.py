"""The meeting that a release reports where its day stands apart: in the headline, a dateline, a "today"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from bimatrack.extract.dates import find_mentions
from bimatrack.extract.naming import Sure, cleaned, is_tied, title_before
from bimatrack.extract.occasions import Occasion
from bimatrack.extract.scenes import find_place, sentence_at
from bimatrack.extract.sentences import cut
from bimatrack.extract.stamps import is_dateline, is_stamp
from bimatrack.model import Event, Release, Span
from bimatrack.rules.events import event_words

_PAST = re.compile(r"\b(?:telah|sudah|berlangsung|digelar|dilaksanakan|diadakan)\b", re.IGNORECASE)
_FIRST_SENTENCES = 6
_MOST_SPOKEN = 12  # a release says "today" once or twice
_TOP = 400  # letters in which the headline of minutes and their date stand


def spoken(release: Release, near: date, held: set[date]) -> Iterator[Occasion]:
    """Yield what took place "today" or "last night", if nothing else is *held* on that day."""
    words = event_words()
    before = near - timedelta(days=1) if near > date.min else None
    for pattern, day in ((words.today, near), (words.yesterday, before)):
        if day is not None and day not in held:
            yield from islice(_told(release.text, pattern, day, past=day != near), 1)


def reported(release: Release, near: date, *, loose: bool) -> Occasion | None:
    """Return the meeting of the release's day as its headline or its first sentences name it.

    With *loose*, the text gives the day itself, and any activity in the first sentences will do, or the headline.
    """
    text = release.text
    if is_minutes(release):
        return Occasion(Event(minutes_title(release), near, near, labelled_place(text)), Sure.CARRIED)
    if not loose and not _is_named(text, near):
        return None
    least = Sure.ACTIVITY if loose else Sure.CARRIED
    for span in islice(cut(text, len(release.title), len(text)), _FIRST_SENTENCES):
        title = title_before(text, span, close=False)
        if title and title.sure >= least and is_tied(text, title, span):
            place = find_place(text, Span(title.span.end, max(span.end, title.span.end)))
            return Occasion(Event(cleaned(text, title.span), near, near, place), title.sure)
    named = loose and _names_deed(release.title)
    return Occasion(Event(release.title, near, near), Sure.HEADLINE) if named else None


def _names_deed(headline: str) -> bool:
    """Whether a headline says that something took place, and does not only quote or count."""
    words = event_words()
    held = any(noun[0].lower() not in words.loose for noun in words.activity.finditer(headline))
    return held or bool(words.headline.search(headline) or words.deed.search(headline))


def is_minutes(release: Release) -> bool:
    """Whether the headline is that of minutes or an address, and names the meeting: "Risalah Rapat Penataan Pasar"."""
    words = event_words()
    paper = words.paper.match(release.title)
    return bool(paper and (words.activity.search(_heading(release), paper.end()) or _is_bare(release.title, paper)))


def minutes_title(release: Release) -> str:
    """Return the meeting that the headline of minutes names, or the headline."""
    words = event_words()
    heading = _heading(release)
    paper = words.paper.match(heading)
    activity = words.activity.search(heading, paper.end()) if paper else None
    if activity and activity.end() == len(heading) and (below := _line_below(release)):
        return f"{activity[0]} {below}"
    if paper and activity is None and _is_bare(release.title, paper):
        return heading[paper.end() :].strip() or release.title
    return heading[activity.start() :].strip() if activity else release.title


def labelled_place(text: str) -> str | None:
    """Return what stands behind "Tempat :" in minutes."""
    match = event_words().label.search(text)
    if not match:
        return None
    end = text.find("\n", match.end())
    return text[match.end() : end if end >= 0 else len(text)].strip() or None


def _line_below(release: Release) -> str:
    """Return the line below the headline, if it is part of the heading and no day or sentence."""
    start = release.text.find(release.title)
    below = release.text[start + len(release.title) : start + _TOP].lstrip(" \t").split("\n")
    line = below[1].strip() if start >= 0 and len(below) > 1 else ""
    return "" if find_mentions(line) or line.endswith((".", ":")) or ":" in line else line


def _heading(release: Release) -> str:
    """Return the headline, with the line below where that goes on with it in capitals."""
    start = release.text.find(release.title)
    if start < 0 or event_words().activity.search(release.title):
        return release.title
    below = release.text[start + len(release.title) : start + _TOP].strip().partition("\n")[0]
    paper = event_words().paper.match(release.title)
    bare = paper is not None and _is_bare(release.title, paper) and not find_mentions(below)
    return f"{release.title} {below}" if bare or (release.title.isupper() and below.isupper()) else release.title


def _is_bare(title: str, paper: re.Match[str]) -> bool:
    """Whether a headline says nothing but what sort of paper it is: "NOTULEN"."""
    return not title[paper.end() :].strip(" :.-–")


def _told(text: str, pattern: re.Pattern[str], day: date, *, past: bool) -> Iterator[Occasion]:
    for match in islice(pattern.finditer(text), _MOST_SPOKEN):
        here = sentence_at(text, match.start())
        if find_mentions(text, here.start, here.end) or (past and not _PAST.search(text, here.start, here.end)):
            continue
        title = title_before(text, here, close=False)
        if title and is_tied(text, title, here):
            yield Occasion(Event(cleaned(text, title.span), day, day, find_place(text, here)), title.sure)


def _is_named(text: str, near: date) -> bool:
    """Whether the text names the day itself, in a dateline or with its weekday, and not only as that of publication."""
    return any(
        mention.resolve(near) == near
        and not is_stamp(text, mention.span)
        and (mention.weekday is not None or is_dateline(text, mention.span))
        for mention in find_mentions(text)
    )

"""Dated meetings and activities that a release names, past or to come."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bimatrack.altering import replace
from bimatrack.extract.agendas import find_agenda
from bimatrack.extract.bars import edge_of, is_barred
from bimatrack.extract.dates import Days, find_days, find_mentions
from bimatrack.extract.meetings import is_minutes, labelled_place, minutes_title, reported, spoken
from bimatrack.extract.naming import (
    Sure,
    Title,
    cleaned,
    deed_before,
    is_passive,
    is_tied,
    subject_before,
    title_before,
    title_behind,
    title_resumed,
)
from bimatrack.extract.occasions import Occasion, gather
from bimatrack.extract.scenes import Scene, find_place, scenes, sentence_at
from bimatrack.extract.stamps import is_closing, is_dateline, is_labelled, is_stamp
from bimatrack.extract.tables import find_programmes
from bimatrack.model import Event, Release, Span
from bimatrack.rules.events import event_words

_LASTING = re.compile(r"\bselama\s+(\w+)\s+(?:\(\w+\)\s+)?hari\b", re.IGNORECASE)
_NUMBERS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_MULAI = re.compile(r"\bmulai\s+(?:hari\s+)?\Z", re.IGNORECASE)
_MARKED = re.compile(r"\(|senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{4}")
_LONGEST = 60  # days that an activity may last
_BYGONE = timedelta(days=40 * 365)  # what lies farther back is history
_NEAR = 60  # characters behind a date in which a place belongs to it
_FEW_WORDS = 3  # "Sehari sebelumnya, pada" before a date opens a sentence


def find_events(release: Release) -> tuple[Event, ...]:
    """Find the events of a release in the order of the text, the meeting reported among them."""
    near = release.day or _first_full_day(release.text)
    if near is None:
        return ()
    days = find_days(release.text, near)
    agenda = find_agenda(release.text, days)
    if agenda:
        return tuple(event for event, _line in agenda)
    found = list(_programmed(release.text, near))
    if is_minutes(release) and (one := reported(release, near, loose=False)):
        found.append(one)
    unnamed = False
    for one in _dated(release, days, near):
        if one is None:
            unnamed = True
        else:
            gather(found, one)
    for one in spoken(release, near, {one.event.start for one in found}):
        gather(found, one)
    if not any(one.event.start == near for one in found) and (one := reported(release, near, loose=unnamed)):
        gather(found, one)
    return tuple(one.event for one in found)


def _programmed(text: str, near: date) -> Iterator[Occasion]:
    """Yield what the tables of a programme list: what, when and where."""
    for row in find_programmes(text):
        days = find_days(text, near, row.when.start, row.when.end) if row.when else ()
        title = text[row.what.start : row.what.end]
        place = text[row.where.start : row.where.end] if row.where else None
        yield from (Occasion(Event(title, one.first, one.last, place), Sure.CARRIED) for one in days[:1])


def _dated(release: Release, found: tuple[Days, ...], near: date) -> Iterator[Occasion | None]:
    """Yield what the text gives a date of its own, None for the release's own day if nothing there says what it is."""
    text = release.text
    head: Event | None = None
    last: Title | None = None
    for scene in scenes(text, found):
        span, days = scene.days.span, scene.days
        if is_labelled(text, span):
            if is_minutes(release) or labelled_place(text):
                head = Event(minutes_title(release), days.first, days.last, labelled_place(text))
                yield Occasion(head, Sure.CARRIED)
            continue
        if days.last < near - _BYGONE:
            continue
        if is_stamp(text, span) or is_closing(text, span) or is_dateline(text, span):
            continue
        title = _continued(text, scene, last) or _title_at(text, scene, near) or _meant(text, scene, last)
        last = title
        if title:
            event = _event(release, scene, title, head, near)
            head = head or event
            yield Occasion(event, title.sure)
        elif days.first == days.last == near and _is_telling(text, scene, near):
            yield None


def _is_telling(text: str, scene: Scene, near: date) -> bool:
    """Whether a date without a title is written as that of a meeting is, with its weekday or in brackets."""
    span = scene.days.span
    return bool(_MARKED.search(text, span.start, span.end)) and not is_barred(text, scene, near)


def _title_at(text: str, scene: Scene, near: date) -> Title | None:
    if is_barred(text, scene, near):
        return None
    main = scene.days.first == scene.days.last == near
    title = _title_beside(text, scene, main=main) or _title_earlier(text, scene, main=main)
    if not main:
        return title
    title = _tied(text, title) or deed_before(text, scene.before)
    if title is None or is_passive(text, title):
        # "… dilantik, Senin (5/1). Pelantikan Kades dihadiri …": the noun that takes up a deed names it best.
        resumed = _tied(text, title_resumed(text, scene.sentence.end))
        return resumed if resumed and (title is None or " " in text[resumed.span.start : resumed.span.end]) else title
    return title


def _tied(text: str, title: Title | None) -> Title | None:
    """Return a title of the release's own day only if it is plainly that of something held."""
    return title if title and is_tied(text, title, sentence_at(text, title.span.start)) else None


def _title_beside(text: str, scene: Scene, *, main: bool) -> Title | None:
    """Return the title in the date's own sentence."""
    if title := title_before(text, scene.before, close=not main):
        return title
    if event_words().holding.search(edge_of(text, scene)) and (
        title := subject_before(text, scene.before.start, scene.before.end)
    ):
        return title
    fresh = len(text[scene.before.start : scene.before.end].split()) <= _FEW_WORDS
    return title_behind(text, scene.after, close=not main, fresh=fresh)


def _title_earlier(text: str, scene: Scene, *, main: bool) -> Title | None:
    """Return the title in a sentence before, for the release's own day and for a date that stands by itself."""
    if not main and _WORDS.search(text, scene.sentence.start, scene.days.span.start):
        return None
    titles = (title_before(text, earlier, close=False) for earlier in scene.earlier)
    return next((title for title in titles if title), None)


def _continued(text: str, scene: Scene, last: Title | None) -> Title | None:
    """Return the title of the date before, where the words between only go on with the list."""
    if last is None or scene.before.start == scene.sentence.start:
        return None
    between = text[scene.before.start : scene.before.end]
    tail = between.rsplit(",", 1)[-1]
    goes_on = "," in between and event_words().further.match(tail)
    return last if goes_on and not title_behind(text, scene.after, close=True) else None


def _meant(text: str, scene: Scene, last: Title | None) -> Title | None:
    """Return the title of the date before, where "kegiatan tersebut" takes it up."""
    words, before = event_words(), text[scene.before.start : scene.before.end]
    plain = words.plain.match(before.lstrip())
    if not (last and plain and words.holding.search(before)) or is_barred(text, scene, scene.days.first):
        return None
    inner = words.plain.search(text, last.span.start + 1, last.span.end)
    return Title(Span(inner.start(), last.span.end), last.sure) if inner else last


def _event(release: Release, scene: Scene, title: Title, head: Event | None, near: date) -> Event:
    text = release.text
    days = _lasting(text, scene.days)
    whole = days.first == days.last == near and is_minutes(release)
    name = minutes_title(release) if whole else cleaned(text, title.span)
    return Event(name, days.first, days.last, _place(text, scene, title, head))


def _lasting(text: str, days: Days) -> Days:
    """Return *days* as far as "mulai … selama tiga hari" says that they go on."""
    if days.first != days.last or not _MULAI.search(text[max(0, days.span.start - 16) : days.span.start]):
        return days
    match = _LASTING.search(text, days.span.end, days.span.end + 200)
    if not match:
        return days
    count = int(match[1]) if match[1].isdecimal() else _number(match[1])
    return replace(days, last=days.first + timedelta(days=min(count, _LONGEST) - 1)) if count else days


def _number(word: str) -> int:
    return _NUMBERS.index(word.lower()) + 1 if word.lower() in _NUMBERS else 1


def _place(text: str, scene: Scene, title: Title, head: Event | None) -> str | None:
    """Return where it takes place: between title and date, else right behind the date, else in the title's sentence."""
    if head and event_words().same.search(text, scene.sentence.start, scene.sentence.end):
        return head.place
    behind = find_place(text, scene.after, _NEAR)
    if title.span.start >= scene.before.end:
        later = Span(title.span.end, max(title.span.end, scene.after.end))
        return behind or find_place(text, scene.before) or find_place(text, later)
    if title.span.start >= scene.before.start:
        between = Span(title.span.end, scene.before.end)
        return find_place(text, between) or behind or find_place(text, scene.before)
    end = sentence_at(text, title.span.start).end
    if end >= scene.before.end:  # the title goes on from the date before
        return behind or find_place(text, scene.before)
    between = Span(title.span.end, max(title.span.end, scene.before.start))
    return find_place(text, scene.before) or behind or find_place(text, between)


def _first_full_day(text: str) -> date | None:
    return next((day for m in find_mentions(text) if m.year and (day := m.resolve(date(m.year, 1, 1)))), None)

"""Dated meetings and activities that a release names, past or to come."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from bimatrack.extract.bars import edge_of, is_barred
from bimatrack.extract.dates import Days, find_days, find_mentions
from bimatrack.extract.naming import Sure, Title, cleaned, subject_before, title_before, title_behind
from bimatrack.extract.scenes import Scene, find_place, scenes, sentence_at
from bimatrack.extract.sentences import cut
from bimatrack.extract.stamps import is_closing, is_dateline, is_labelled, is_stamp
from bimatrack.model import Event, Release, Span
from bimatrack.rules.events import event_words

_LASTING = re.compile(r"\bselama\s+(\w+)\s+(?:\(\w+\)\s+)?hari\b", re.IGNORECASE)
_NUMBERS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
_MULAI = re.compile(r"\bmulai\s+(?:hari\s+)?\Z")
_WORD = re.compile(r"[^\W\d_]{3,}")
_PAST = re.compile(r"\b(?:telah|sudah|berlangsung|digelar|dilaksanakan|diadakan)\b", re.IGNORECASE)
_FIRST_SENTENCES = 6
_LONGEST = 60  # days that an activity may last
_MOST_SPOKEN = 12  # a release says "today" once or twice
_MOST_COMPARED = 60  # what is named twice is named not far apart
_NEAR = 60  # characters behind a date in which a place belongs to it
_FEW_WORDS = 3  # "Sehari sebelumnya, pada" before a date opens a sentence
_COMMON = frozenset(
    ("dan", "yang", "dalam", "rangka", "kota", "kabupaten", "tahun", "kegiatan", "acara", "tingkat", "untuk")
)


@dataclass(frozen=True, slots=True)
class _Found:
    event: Event
    sure: Sure

    @property
    def meaning(self) -> frozenset[str]:
        """The words of the title that tell one event from another."""
        return frozenset(_WORD.findall(self.event.title.lower())) - _COMMON


def find_events(release: Release) -> tuple[Event, ...]:
    """Find the events of a release in the order of the text, the meeting reported among them."""
    near = release.day or _first_full_day(release.text)
    if near is None:
        return ()
    found: list[_Found] = []
    for one in _dated(release, near):
        _add(found, one)
    for one in _spoken(release, near, found):
        _add(found, one)
    return tuple(one.event for one in found)


def _dated(release: Release, near: date) -> Iterator[_Found]:
    """Yield what the text gives a date of its own."""
    text = release.text
    head: Event | None = None
    last: Title | None = None
    for scene in scenes(text, find_days(text, near)):
        span, days = scene.days.span, scene.days
        if is_labelled(text, span):
            head = Event(_minutes_title(release), days.first, days.last, _labelled_place(text))
            yield _Found(head, Sure.CARRIED)
        elif is_stamp(text, span) or is_closing(text, span) or is_dateline(text, span):
            continue
        else:
            title = _continued(text, scene, last) or _title_at(text, scene, near) or _meant(text, scene, last)
            last = title
            if title:
                event = _event(release, scene, title, head, near)
                head = head or event
                yield _Found(event, title.sure)
            elif days.first == days.last == near and not is_barred(text, scene, near):
                head = head or Event(_minutes_title(release), near, near, _place(text, scene, None, None))
                yield _Found(head, Sure.HEADLINE)


def _spoken(release: Release, near: date, found: list[_Found]) -> Iterator[_Found]:
    """Yield what took place "today" or "last night", and the meeting itself where its date stands elsewhere."""
    text, words = release.text, event_words()
    held = {one.event.start for one in found}
    for pattern, day in ((words.today, near), (words.yesterday, near - timedelta(days=1))):
        for match in islice(pattern.finditer(text), _MOST_SPOKEN):
            here = sentence_at(text, match.start())
            if (
                day in held
                or find_mentions(text, here.start, here.end)
                or (day != near and not _PAST.search(text[here.start : here.end]))
            ):
                continue
            if title := title_before(text, here, close=False):
                held.add(day)
                yield _Found(Event(cleaned(text, title.span), day, day, find_place(text, here)), title.sure)
    if near not in held and _is_named(text, near):
        yield from _opening(release, near)


def _is_named(text: str, near: date) -> bool:
    """Whether the text names the day itself, in a dateline or with its weekday, and not only as that of publication."""
    return any(
        mention.resolve(near) == near
        and not is_stamp(text, mention.span)
        and (mention.weekday is not None or is_dateline(text, mention.span))
        for mention in find_mentions(text)
    )


def _opening(release: Release, near: date) -> Iterator[_Found]:
    """Yield the meeting that the first sentences speak of."""
    text = release.text
    start = len(release.title)
    for span in islice(cut(text, start, len(text)), _FIRST_SENTENCES):
        title = title_before(text, span, close=False)
        if title and title.sure == Sure.CARRIED:
            yield _Found(
                Event(cleaned(text, title.span), near, near, find_place(text, Span(title.span.end, span.end))),
                title.sure,
            )
            return


def _title_at(text: str, scene: Scene, near: date) -> Title | None:
    main = scene.days.first == scene.days.last == near
    if is_barred(text, scene, near):
        return None
    if title := title_before(text, scene.before, close=not main):
        return title
    if event_words().holding.search(edge_of(text, scene)) and (
        title := subject_before(text, scene.before.start, scene.before.end)
    ):
        return title
    fresh = len(text[scene.before.start : scene.before.end].split()) <= _FEW_WORDS
    if title := title_behind(text, scene.after, close=not main, fresh=fresh):
        return title
    if main or not re.search(r"[^\W\d_]{4}", text[scene.sentence.start : scene.days.span.start]):
        for earlier in scene.earlier[:3]:
            if title := title_before(text, earlier, close=False):
                return title
    return None


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
    name = (
        _minutes_title(release)
        if days.first == days.last == near and _is_minutes(release)
        else cleaned(text, title.span)
    )
    return Event(name, days.first, days.last, _place(text, scene, title, head))


def _lasting(text: str, days: Days) -> Days:
    """Return *days* as far as "mulai … selama tiga hari" says that they go on."""
    if days.first != days.last or not re.search(
        r"\bmulai\s+(?:hari\s+)?\Z", text[max(0, days.span.start - 16) : days.span.start]
    ):
        return days
    match = _LASTING.search(text, days.span.end, days.span.end + 200)
    if not match:
        return days
    count = int(match[1]) if match[1].isdecimal() else _number(match[1])
    return replace(days, last=days.first + timedelta(days=min(count, _LONGEST) - 1)) if count else days


def _number(word: str) -> int:
    return _NUMBERS.index(word.lower()) + 1 if word.lower() in _NUMBERS else 1


def _place(text: str, scene: Scene, title: Title | None, head: Event | None) -> str | None:
    """Return where it takes place: between title and date, else right behind the date, else in the title's sentence."""
    if head and event_words().same.search(text, scene.sentence.start, scene.sentence.end):
        return head.place
    behind = find_place(text, scene.after, _NEAR)
    if title is None or title.span.start >= scene.before.end:
        later = Span(title.span.end, scene.after.end) if title else scene.after
        return behind or find_place(text, scene.before) or find_place(text, later)
    if title.span.start >= scene.before.start:
        between = Span(title.span.end, scene.before.end)
        return find_place(text, between) or behind or find_place(text, scene.before)
    end = sentence_at(text, title.span.start).end
    if end >= scene.before.end:  # the title goes on from the date before
        return behind or find_place(text, scene.before)
    between = Span(title.span.end, max(title.span.end, scene.before.start))
    return find_place(text, scene.before) or behind or find_place(text, between)


def _is_minutes(release: Release) -> bool:
    """Whether the headline is that of minutes, and names the meeting: "Risalah Rapat Penataan Pasar"."""
    words = event_words()
    paper = words.paper.match(release.title)
    return bool(paper and words.activity.match(release.title, paper.end()))


def _minutes_title(release: Release) -> str:
    return event_words().paper.sub("", release.title) or release.title


def _labelled_place(text: str) -> str | None:
    match = event_words().label.search(text)
    if not match:
        return None
    end = text.find("\n", match.end())
    return text[match.end() : end if end >= 0 else len(text)].strip() or None


def _first_full_day(text: str) -> date | None:
    return next((day for m in find_mentions(text) if m.year and (day := m.resolve(date(m.year, 1, 1)))), None)


def _add(found: list[_Found], new: _Found) -> None:
    """Add an event unless it was found before; of two for one thing, the surer title and the longer time are kept."""
    first = max(0, len(found) - _MOST_COMPARED)
    for number, old in enumerate(found[first:], first):
        if _same(old, new):
            found[number] = _merged(old, new)
            return
    found.append(new)


def _same(old: _Found, new: _Found) -> bool:
    one, other = old.event, new.event
    mine, yours = old.meaning, new.meaning
    if (one.start, one.end) == (other.start, other.end):
        return min(old.sure, new.sure) <= Sure.DEED or bool(mine & yours)
    inside = (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
    return inside and bool(mine and yours) and (mine <= yours or yours <= mine)


def _merged(old: _Found, new: _Found) -> _Found:
    longer = max((old, new), key=lambda found: found.event.end - found.event.start)
    surer = max((old, new), key=lambda found: found.sure)
    if old.sure == new.sure:
        surer = max((old, new), key=lambda found: len(found.meaning))
    event = replace(surer.event, start=longer.event.start, end=longer.event.end)
    return _Found(replace(event, place=event.place or old.event.place or new.event.place), surer.sure)

"""The titles of events: what the words beside a date call the thing that takes place."""

import re
from enum import IntEnum

from msgspec import Struct

from bimatrack.model import Span
from bimatrack.rules.events import event_words

_LONGEST = 140
_REACH = 70  # characters behind a date within which an event of another day than the release's must begin
_TIE = 40  # characters before an activity in which a verb ties it to its day
_FAR_REACH = 300  # the same for the release's own day
_LEAST_SUBJECT_WORDS, _MOST_SUBJECT_WORDS = 2, 18
_TITLE_END = re.compile(r"\s*(?:[,;:!?\"“”|\n\t]|\s-{1,2}\s|\s[–—]\s| {3}|\(\s?\d)")
_GOES_ON = re.compile(
    r"pada\s+(?:hari\s+(?!ini|itu|senin|selasa|rabu|kamis|jum|sabtu|minggu|ahad)[^\W\d_]|hut\b|peringatan|puncak)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\s*(?:pagi|siang|sore|petang|malam)?\s*", re.IGNORECASE)
_LEAD_AND_COMMA = re.compile(_LEAD.pattern + r",?\s*", re.IGNORECASE)
_HALT = re.compile(r"[;:,\"“”|]|\b(?:bahwa|hasil|sebelum|sesuai|tentang)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_QUOTE_OR_SPACE = re.compile(r"[\s.]*")
_QUOTE = re.compile(r"[\s\"“']+")
_CLAUSE = re.compile(r"[,;:\"“”|]|\b(?:yang|bahwa|sedangkan|sementara|adapun|namun)\b", re.IGNORECASE)
_BREAK = re.compile(r"[;:]|\bbahwa\b|,\s*(?:dan|serta|sedangkan|sementara|adapun|namun)\b", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"\b(?:ruang|ruangan|aula|gedung|forum|kantor|pembelajaran|belajar|sekolah|jelang|menjelang|terkait|tentang|soal|mengenai)\s+\Z",
    re.IGNORECASE,
)


class Sure(IntEnum):
    """How plainly the text names an event."""

    HEADLINE = 0
    DEED = 1
    ACTIVITY = 2
    CARRIED = 3


class Title(Struct, frozen=True):
    """A title, where it stands in the text, and how sure it is that it names an event."""

    span: Span
    sure: Sure


def title_before(text: str, span: Span, *, close: bool) -> Title | None:
    """Return the title in the words before a date: behind a word that carries it, else the last activity or deed.

    With *close*, only the clause that the date stands in is searched.
    """
    start = _after_last(_BREAK, text, span.start, span.end) if close else span.start
    words = event_words()
    carried = [
        m.start("title") for m in words.carried.finditer(text, start, span.end) if not _is_other(text, m.start("title"))
    ]
    activities = [m.start() for m in words.activity.finditer(text, start, span.end) if not _is_other(text, m.start())]
    places = [(at, Sure.CARRIED) for at in reversed(carried)]
    if activities:
        places.append((_chain_start(text, activities), Sure.ACTIVITY))
        places.extend((at, Sure.ACTIVITY) for at in reversed(activities))
    for at, sure in places:
        if title := _titled(text, at, span.end):
            return Title(title, sure)
    return deed_before(text, Span(start, span.end))


def title_behind(text: str, span: Span, *, close: bool, fresh: bool = False) -> Title | None:
    """Return the title in the words behind a date; with *close*, only one that begins in the same clause.

    *fresh* tells that the date opens its sentence, so that a comma behind it ends nothing.
    """
    words = event_words()
    lead = (_LEAD_AND_COMMA if fresh else _LEAD).match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    limit = min(span.end, start + (_REACH if close else _FAR_REACH))
    if close and (halt := _HALT.search(text, start, limit)):
        limit = halt.start()
    for match in words.activity.finditer(text, start, limit):
        deed = words.deed.search(text, start, match.start())
        if deed:
            return Title(_stretch(text, deed.start(), span.end), Sure.DEED)
        if not _is_other(text, match.start()) and (title := _titled(text, match.start(), span.end)):
            return Title(title, Sure.ACTIVITY)
    deed = words.deed.search(text, start, limit)
    return Title(_stretch(text, deed.start(), span.end), Sure.DEED) if deed else None


def title_resumed(text: str, start: int) -> Title | None:
    """Return the activity that the sentence from *start* begins with, which takes up what the one before it told."""
    begin = _QUOTE_OR_SPACE.match(text, start).end()  # type: ignore[union-attr]  # matches nothing, too
    words = event_words()
    match = words.activity.match(text, begin)
    if not match or words.plain.match(text, begin):
        return None
    end = text.find("\n", begin)
    title = _titled(text, begin, len(text) if end < 0 else end)
    return Title(title, Sure.ACTIVITY) if title else None


def subject_before(text: str, start: int, end: int) -> Title | None:
    """Return the subject of a verb that ends the clause before *end*, such as "penyampaian RKPD dijadwalkan"."""
    holding = event_words().holding.search(text, start, end)
    if not holding:
        return None
    begin = _after_last(_CLAUSE, text, start, holding.start())
    passed_over = event_words().weak | event_words().empty
    meaning = [word for word in _WORD.finditer(text, begin, holding.start()) if word[0].lower() not in passed_over]
    if not _LEAST_SUBJECT_WORDS <= len(meaning) <= _MOST_SUBJECT_WORDS:
        return None
    return Title(_trimmed(text, meaning[0].start(), holding.start()), Sure.DEED)


def is_passive(text: str, title: Title) -> bool:
    """Whether a title says that something was done, not who did it: it ends in a deed, or the deed comes behind."""
    if title.sure != Sure.DEED:
        return False
    deed = event_words().deed.search(text, title.span.start, title.span.end)
    return deed is None or deed[0].lower().startswith("di")


def is_tied(text: str, title: Title, sentence: Span) -> bool:
    """Whether a title is that of a meeting or ceremony, or a verb of its sentence says that the thing takes place."""
    words = event_words()
    noun = words.activity.match(text, title.span.start)
    if noun is None or noun[0].lower() not in words.loose:
        return True
    if words.tie.search(text, max(sentence.start, noun.start() - _TIE), noun.start()):
        return True
    return bool(words.held.search(text, title.span.end, sentence.end))


def cleaned(text: str, span: Span) -> str:
    """Return a title as one line, its brackets closed."""
    title = " ".join(text[span.start : span.end].split()).strip(" ,.-–(")
    return title + ")" if title.count("(") > title.count(")") else title


def deed_before(text: str, within: Span) -> Title | None:
    """Return the last deed before a date; a passive one with its subject, for it says what was done to what."""
    start, end = within.start, within.end
    deeds = list(event_words().deed.finditer(text, start, end))
    if not deeds:
        return None
    last = deeds[-1]
    span = _stretch(text, last.start(), end)
    if not last[0].lower().startswith("di"):
        return Title(span, Sure.DEED) if len(_WORD.findall(text, last.end(), span.end)) else None
    begin = _after_last(_CLAUSE, text, start, last.start())
    if not text[begin : last.start()].strip():
        begin = start
    subject = list(_WORD.finditer(text, begin, last.start()))[-_MOST_SUBJECT_WORDS:]
    said_nothing = event_words().weak | event_words().empty
    told = next((word for word in subject if word[0].lower() not in said_nothing), None)
    return Title(_trimmed(text, told.start(), span.end), Sure.DEED) if told else None


def _titled(text: str, start: int, end: int) -> Span | None:
    """Return the stretch of a title that begins with an activity, None where it says nothing but "kegiatan"."""
    words = event_words()
    plain = words.plain.match(text, start)
    if plain:
        quote = _QUOTE.match(text, plain.end())
        inner = quote.end() if quote else plain.end()
        if text[plain.end() : inner].strip() or words.activity.match(text, inner):
            start = inner
    span = _stretch(text, start, end)
    meaning = {word.lower() for word in _WORD.findall(text, span.start, span.end)} - words.empty
    return span if meaning else None


def _stretch(text: str, start: int, end: int) -> Span:
    """Return the words from *start* up to one that ends a title."""
    words = event_words()
    limit = min(end, start + _LONGEST)
    first = words.activity.match(text, start) or _WORD.match(text, start)
    inner = first.end() if first else start
    mark = _TITLE_END.search(text, inner, limit)
    limit = mark.start() if mark else _word_end(text, limit, end)
    for stop in words.stop.finditer(text, inner, limit):
        # "Sosialisasi Ketentuan Di Bidang Cukai": a capital keeps a small word inside a name.
        if not (stop[0].istitle() or _GOES_ON.match(text, stop.start())):
            return _trimmed(text, start, stop.start())
    return _trimmed(text, start, limit)


def _word_end(text: str, limit: int, end: int) -> int:
    """Return the end of the last whole word before *limit*."""
    while limit < end and limit > 0 and text[limit - 1].isalnum() and text[limit].isalnum():
        limit -= 1
    return limit


def _chain_start(text: str, starts: list[int]) -> int:
    """Return where the chain of activities that ends with the last one begins: "upacara pemberian remisi"."""
    begin = starts[-1]
    for start in reversed(starts[:-1]):
        if _CLAUSE.search(text, start, begin) or event_words().stop.search(text, start, begin):
            break
        begin = start
    return begin


def _is_other(text: str, at: int) -> bool:
    """Whether the activity at *at* only names a room, what something else is about, or stands for it in brackets."""
    return text[at - 1 : at] == "(" or bool(_NO_TITLE.search(text, max(0, at - 16), at))


def _after_last(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    return max((match.end() for match in pattern.finditer(text, start, end)), default=start)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and not text[start].isalnum() and text[start] != "(":
        start += 1
    while start < end and not text[end - 1].isalnum() and text[end - 1] != ")":
        end -= 1
    return Span(start, end)

"""Dates on which nothing takes place: deadlines, the days of papers, states of affairs, talks with journalists."""

import re
from datetime import date

from bimatrack.extract.scenes import Scene
from bimatrack.rules.events import event_words

_EDGE = 64  # characters before a date in which a word may bar it
_CITED = re.compile(r"\b(?:nomor|no)\b[\s.:]*[\w./-]+(?:\s+tahun\s+\d{4})?\s*\Z", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\bhari\s+)?\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)\s*"
    r"(?:sampai(?: dengan)?|hingga|s\.?/?d\.?|[-–])\s*\Z",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsejak\W*\Z", re.IGNORECASE)  # "sejak 19 hingga 21 Juni" has an end
_VENUE = re.compile(r"\b(?:ber)?tempat\b", re.IGNORECASE)


def is_barred(text: str, scene: Scene, near: date) -> bool:
    """Whether the words before a date say that nothing takes place on it: a deadline, a paper, a state of affairs."""
    words, edge = event_words(), edge_of(text, scene)
    main = scene.days.first == scene.days.last == near
    single = scene.days.first == scene.days.last
    if (words.bar.search(edge) and (single or not _SINCE.search(edge))) or _CITED.search(edge):
        return True
    if scene.row and not _VENUE.search(text, scene.sentence.start, scene.sentence.end):
        return True
    if _interviewed(text, scene):
        return True
    if main or words.holding.search(edge):
        return False
    return bool((single and words.state.search(edge)) or words.limit.search(edge) or _is_cited(text, scene))


def _interviewed(text: str, scene: Scene) -> bool:
    words, span = event_words(), scene.before
    talks = [m.end() for m in words.interview.finditer(text, span.start, span.end)]
    return bool(talks) and not any(p.search(text, talks[-1], span.end) for p in (words.activity, words.deed))


def _is_cited(text: str, scene: Scene) -> bool:
    """Whether the date is that of a paper: "Surat Keputusan … tanggal 5 Mei"."""
    if not text[scene.days.span.start : scene.days.span.end].lower().startswith(("tanggal", "tgl")):
        return False
    words, span = event_words(), scene.before
    papers = [m.end() for m in words.document.finditer(text, span.start, span.end)]
    activities = [m.start() for m in words.activity.finditer(text, span.start, span.end)]
    return bool(papers) and (not activities or papers[-1] > activities[-1])


def edge_of(text: str, scene: Scene) -> str:
    """Return the words right before a date, without the weekday of its first day ("Senin sampai Rabu, 13-15 Mei")."""
    return _FROM.sub("", text[max(scene.before.start, scene.before.end - _EDGE) : scene.before.end])

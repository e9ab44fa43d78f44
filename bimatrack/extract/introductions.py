"""What a heading or a line before a list says of it: whether it orders, tells or counts, and whom it is for."""

import re
from enum import StrEnum

from bimatrack.extract.clauses import first_verb
from bimatrack.extract.grammar import is_mark
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.forms import labels
from bimatrack.rules.language import language

_BELOW = re.compile(r"(?i)\W*berikut\b|.*\b(?:sebagai berikut|berikut ini|di bawah ini)\b", re.DOTALL)
_POINTS = re.compile(r"(?i)^(?:berikut|adapun)\b|\b(?:sebagai berikut|berikut ini|di bawah ini|antara lain)\b")
_GROUNDS = re.compile(
    r"(?i)\b(?:dasar|mengingat|menimbang|memperhatikan|lampiran|tembusan|peserta|susunan)\W*:?\s*$|\bdata\b"
)
_DIKTUM = re.compile(
    r"(?i)(?:diktum\s+)?(?:kesatu|pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh"
    r"|kesebelas|kedua belas)\W*"
)
_REACH = 40  # words before a list in which those it is for are named
_TOWARDS = frozenset(["kepada", "khusus", "bagi", "untuk", "khususnya", "saudara"])


class Manner(StrEnum):
    """How the lines below an introduction are to be read."""

    ORDERS = "orders"
    POINTS = "points"
    NONE = "none"


def manner_of(content: str, *, letter: bool) -> Manner:
    """Tell from the line before a list how the list is to be read; a *letter* orders where it does not tell."""
    if _POINTS.search(content) and labels().telling.search(content):
        return Manner.POINTS
    if letter and not _GROUNDS.search(content):
        return Manner.ORDERS
    return Manner.ORDERS if labels().intro.search(content) else Manner.NONE


def points_follow(sentence: str) -> bool:
    """Whether a sentence without a colon still announces the numbered points below it."""
    return bool(_BELOW.match(sentence))


def orders_under(heading: str) -> bool:
    """Whether the items below a heading are orders."""
    found = labels().ordering.search(heading)
    sure = found is not None and (found.start() == 0 or not labels().talking.search(heading))
    return sure or heading.lower().strip(" :") in ("untuk", "agar")


def tells_under(heading: str) -> bool:
    """Whether what stands below a heading of a letter is its ground or its address, or told, and orders nothing."""
    return bool(_GROUNDS.search(heading) or labels().talking.search(heading) or labels().public.search(heading))


def directs(heading: str) -> bool:
    """Whether plain sentences below a heading are orders: a leader's wants, or the next article of an instruction."""
    return bool(_DIKTUM.fullmatch(heading) or (labels().directing.match(heading) and labels().leader.search(heading)))


def called_in(line: Sentence) -> tuple[Quote, ...]:
    """Return those for whom a list is meant: "Khusus Kepala Dinas:", "Kepada para Camat agar:"."""
    last = len(line.words) - (line.words[-1] == ":")
    for start in (0, *(i + 1 for i in range(max(0, last - _REACH), last) if line.words[i] in _TOWARDS)):
        named = owners_in(line, start, min(last, first_verb(line, start, last)))
        named = tuple(q for q in named if q.text.split()[0].lower() not in language().classes.pronoun)
        if named and all(w in labels().calls or is_mark(w) for w in _behind(line, named[-1].span.end)):
            return named
    return ()


def _behind(line: Sentence, place: int) -> list[str]:
    return [word for word, (start, _end) in zip(line.words, line.spans, strict=True) if start >= place]

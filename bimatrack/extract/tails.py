"""Who is to do an item and by when, told at its end: "… (PIC: Dishub; target: 25 Maret)", "… → DLH, 3 hari"."""

import re

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.extract.answers import is_closed, named_in
from bimatrack.extract.orders import order_in, prose_or_order
from bimatrack.extract.owners import owners_in
from bimatrack.extract.passage import Passage
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.model import Quote, Span
from bimatrack.rules.forms import labels
from bimatrack.rules.loader import kept

_BRACKET = re.compile(r"[(\[](?P<inner>[^()\[\]]{2,90})[)\]](?P<behind>[^()\[\]]{0,60})\Z")
_ARROW = re.compile(r"\s(?:→|➡\ufe0f?|->|=>|»|>>)\s*(?P<inner>[^→]{2,120})\Z")
_DASHES = re.compile(r"\s[-–—]\s(?P<inner>[^-–—]{2,60}\s[-–—]\s[^–—]{2,40})\Z")
_TIME = re.compile(
    r"(?i)\d|\b(?:paling|selambat\S*|sebelum|hari|minggu|pekan|bulan|akhir|awal|besok|lusa|tw|triwulan|segera|setiap|tiap|rutin|senin|selasa|rabu|kamis|jumat|sabtu|h-|sudah|telah|selesai|tuntas)\b"
)
_PART = re.compile(r"[,;)\]]\s*")
_EDGES = ' \t\n,;:.-–—|/(["“'


class Tail(Struct, frozen=True):
    """*what* is the item without its tail; *labelled* tells that the tail says in words that it names who must act."""

    what: Span
    owners: tuple[Quote, ...]
    when: Span | None
    labelled: bool


def tail_of(text: str, span: Span) -> Tail | None:
    """Return the tail of an item, if it has one."""
    found = [(m, "who" if m.lastgroup == "who" else "when") for m in _labelled().finditer(text, span.start, span.end)]
    if found and found[0][0].start() > span.start:
        return _fields(text, span, found)
    for pattern in (_BRACKET, _ARROW, _DASHES):
        if (match := pattern.search(text, span.start, span.end)) and match.start() > span.start:
            tail = _unlabelled(text, span, match.start(), Span(*match.span("inner")))
            return _with_rest(text, tail, match) if tail and pattern is _BRACKET else tail
    return None


def _with_rest(text: str, tail: Tail, match: re.Match[str]) -> Tail | None:
    """Read what stands behind the bracket: nothing, or the time."""
    rest = _stripped(text, *match.span("behind"))
    if rest.start >= rest.end:
        return tail
    timely = tail.when is None and _TIME.search(text, rest.start, rest.end)
    return replace(tail, when=rest) if timely else None


@kept()
def _labelled() -> re.Pattern[str]:
    words = labels()
    return re.compile(
        rf"(?:(?<=[\s(\[;,./|–—-])(?P<who>{words.who_field.pattern})|(?<=[\s(\[;,./|–—-])(?P<when>{words.when_field.pattern}))\s*[:=]\s*",
        re.IGNORECASE,
    )


def _fields(text: str, span: Span, found: list[tuple[re.Match[str], str]]) -> Tail:
    owners: tuple[Quote, ...] = ()
    when: Span | None = None
    for number, (match, name) in enumerate(found):
        stop = found[number + 1][0].start() if number + 1 < len(found) else span.end
        value = _stripped(text, match.end(), stop)
        if name == "who":
            names, told = _parted(text, value)
            owners, when = (*owners, *named_in(text, names)), told or when
        else:
            when = value
    return Tail(_stripped(text, span.start, found[0][0].start()), owners, when, labelled=True)


def _parted(text: str, value: Span) -> tuple[Span, Span | None]:
    """Part those who act from a time, or that it is done, behind them: "Dishub, 9 Maret", "Dishub) sudah selesai"."""
    for match in _PART.finditer(text, value.start, value.end):
        if _TIME.match(text, match.end()):
            return _stripped(text, value.start, match.start()), _stripped(text, match.end(), value.end)
    return value, None


def _unlabelled(text: str, span: Span, cut: int, inner: Span) -> Tail | None:
    """Read a bracket or what an arrow points to: an actor first, behind it nothing or a time."""
    label = re.compile(rf"(?:{labels().who_field.pattern})\.?\s+", re.IGNORECASE).match(text, inner.start, inner.end)
    line = words_of(text, Span(label.end() if label else inner.start, inner.end), ())
    stop = next(
        (i for i, w in enumerate(line.words) if _TIME.match(w) or labels().when_field.fullmatch(w)), len(line.words)
    )
    owners = owners_in(line, 0, stop)
    if not owners:
        return None
    rest = _stripped(text, owners[-1].span.end, inner.end)
    if text[rest.start : rest.end] and not _TIME.search(text, rest.start, rest.end):
        return None
    return Tail(_stripped(text, span.start, cut), owners, rest if rest.end > rest.start else None, labelled=bool(label))


def read_decision(text: str, line: Sentence, owners: tuple[Quote, ...]) -> Passage | None:
    """Read a decision, and who is to do it and by when from its tail."""
    tail = tail_of(text, line.span)
    if tail is None:
        asks = prose_or_order(line, owners, "decision")
        return Passage(asks, line.span) if asks else None
    head = words_of(text, tail.what, ())
    asks = order_in(head, tail.owners or owners, "decision") if head.words else ()
    if tail.labelled and tail.owners:
        asks = tuple(replace(ask, owners=tail.owners) for ask in asks)
    if not asks or (tail.when and is_closed(text[tail.when.start : tail.when.end])):
        return None
    return Passage(asks, line.span, tail.when)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in " \t\n,;:.-–—|/":
        start += 1
    while end > start and text[end - 1] in _EDGES + ")]":
        end -= 1
    if text[start:end].count("(") > text[start:end].count(")"):
        end += 1
    return Span(start, end)

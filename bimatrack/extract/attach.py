"""Which deadline belongs to which ask."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.extract.ask import Ask
from bimatrack.extract.deadlines import Deadline, NamedDay, find_dates, find_deadlines, read_deadline
from bimatrack.extract.limits import is_of_event, is_of_meeting, is_of_reason, joined, real
from bimatrack.extract.passage import Passage
from bimatrack.model import Due, Kind, Quote, Span

_TWO = 2
_ATTENDS = re.compile(
    r"(?i)\b(?:meng)?hadiri?\b|mengikuti|diwakilkan|\b(?:rapat|pertemuan|rakor|acara)\s+(?:tersebut|itu)\b"
)
_DONE = re.compile(r",\s*(?:sudah |harus |dan )*(?:tuntas|selesai|rampung|diterima)$")
_DASHED = re.compile(r"(?<![\d-])(\d{1,2})-(\d{1,2})(?![\d-])")  # "24-7" in a column of days
_COUNTED = re.compile(
    r"(?i)(?:\b(?:se)?tiap|\bper|\bsepanjang"
    r"|\bsatu|\bdua|\btiga|\bempat|\blima|\benam|\btujuh|\bsepuluh|\d|\)) (?:hari|waktu)\Z"
)


class Dated(Struct, frozen=True):
    """An ask, and the deadline that its clause gives."""

    ask: Ask
    due: Due | None


def attach(passage: Passage, text: str, day: date | None, events: Sequence[NamedDay] = ()) -> tuple[Dated, ...]:
    """Give each ask of a passage the deadline that stands in its scope, and cut that deadline off its quote."""
    if day is None:
        return tuple(Dated(ask, None) for ask in passage.asks)
    if passage.cell is not None:
        due = _cell(passage.cell, text, day, events)
        return tuple(Dated(ask, due) for ask in passage.asks)
    end = max(passage.span.end, *(ask.scope.end for ask in passage.asks))
    deadlines = real(find_deadlines(text, day, passage.span.start, end, events), text, day)
    found: list[Dated] = []
    for ask in passage.asks:
        inside = _within(ask, deadlines, text)
        found += _halves(ask, inside, text) or [_dated(ask, inside, text)]
    _share(found, deadlines)
    if passage.fallback and (later := _cell(passage.fallback, text, day, events)):
        found = [dated if dated.due else replace(dated, due=later) for dated in found]
    return tuple(_set(dated, passage, deadlines, text, day) for dated in found)


def _within(ask: Ask, deadlines: list[Deadline], text: str) -> list[Deadline]:
    """Return the deadlines in an ask's scope; the day of an event counts only for those who are to attend it."""
    scope = ask.scope
    inside = [d for d in deadlines if scope.start <= d.whole.start and d.whole.end <= scope.end]
    if not inside or _ATTENDS.search(text, scope.start, scope.end):
        return inside
    start = min(ask.quote.start, scope.end)
    return [d for d in inside if not (is_of_event(d, text) or is_of_reason(d, text, start))]


def _dated(ask: Ask, inside: list[Deadline], text: str) -> Dated:
    chosen = _choose(ask, inside)
    return Dated(replace(ask, quote=_cut(ask.quote, inside, text)), chosen.due if chosen else None)


def _halves(ask: Ask, inside: list[Deadline], text: str) -> list[Dated]:
    """Divide "gladi kotor tanggal 7 dan gladi bersih tanggal 9": two things, each with a day of its own."""
    within = [d for d in inside if d.due.day and ask.quote.start < d.whole.start < ask.scope.end]
    if len(within) != _TWO or within[0].bounded or within[1].bounded or within[0].whole.end > ask.quote.end:
        return []
    between = re.fullmatch(
        r"\s*(?:dan|serta)\s+(?P<thing>[^,;.]{4,80}?)\s*(?:(?:pada|tanggal|hari)\s*)*",
        text[within[0].whole.end : within[1].whole.start],
    )
    if between is None:
        return []
    first = replace(ask, quote=_cut(Span(ask.quote.start, within[0].whole.start), inside, text), shared=False)
    start, end = (within[0].whole.end + at for at in between.span("thing"))
    second = replace(ask, quote=Span(start, _rstrip(text, start, end)), shared=False)
    return [Dated(first, within[0].due), Dated(second, within[1].due)]


def _share(found: list[Dated], deadlines: list[Deadline]) -> None:
    """Let things asked in one breath share the deadline behind the last of them."""
    for index in range(len(found) - 2, -1, -1):
        following = found[index + 1]
        if found[index].ask.shared and found[index].due is None and following.ask.frame is found[index].ask.frame:
            behind = [d for d in deadlines if d.whole.start >= following.ask.quote.start and d.due.day]
            if len(behind) == 1:
                found[index] = replace(found[index], due=following.due)


def _set(dated: Dated, passage: Passage, deadlines: list[Deadline], text: str, day: date) -> Dated:
    """Take the day from the setting ("Pada rapat 3 November, Camat wajib hadir") or from the meeting told of before."""
    ask = dated.ask
    if dated.due is not None:
        return dated
    first = passage.asks[0].scope.start
    opening = Span(min(passage.span.start, first), first if ask.scope.start == first else 0)
    setting = ask.setting or opening
    before = [d for d in deadlines if setting.start <= d.whole.start < setting.end]
    if ask.kind is Kind.PRIORITY:  # the year of a list of priorities is what they are for, unless a limit is set
        before = [d for d in before if d.bounded]
    if not before and passage.before is None:
        return dated
    attends = _ATTENDS.search(text[ask.scope.start : ask.scope.end])
    spoken = [d for d in before if is_of_event(d, text) or is_of_meeting(d, text, setting.start)]
    ahead = [d for d in before if d.due.day and d.due.day > day and (attends or d not in spoken)]
    if ahead:
        return replace(dated, due=ahead[-1].due)
    if passage.before is None or not attends:
        return dated
    days = [d for d in find_dates(text, day, passage.before.start, passage.before.end) if d.last > day]
    return replace(dated, due=Due(days[-1].last, days[-1].quote, "")) if days else dated


def _cell(cell: Span, text: str, day: date, events: Sequence[NamedDay]) -> Due | None:
    """Read a stretch that holds nothing but a deadline: there even a bare "dua hari" is one."""
    if cell.start == cell.end:
        return None
    found = joined(find_deadlines(text, day, cell.start, cell.end, events), text, day)
    dated = [d for d in found if d.due.day is not None]
    if re.match(r"(?i)\s*(?:se)?tiap\b", text[cell.start : cell.end]):
        return next((d.due for d in found if d.due.day is None), None)
    if dated:
        return dated[-1].due
    reading = read_deadline(_DASHED.sub(r"\1/\2", text[cell.start : cell.end]), day, events)
    if reading.due is None and reading.next_day is None:
        return found[-1].due if found else None
    return Due(reading.due, Quote.of(text, cell.start, cell.end), reading.reason, reading.next_day)


def _choose(ask: Ask, inside: list[Deadline]) -> Deadline | None:
    """Prefer what a "paling lambat" introduces, then what stands nearest to the end of the thing asked."""
    if not inside:
        return None
    bounded = [d for d in inside if d.bounded]
    return min(bounded or inside, key=lambda d: (d.due.day is None, abs(d.whole.start - ask.quote.end)))


def _cut(quote: Span, inside: list[Deadline], text: str) -> Span:
    """Cut the deadline off a quote; a recurring duty keeps its rhythm ("melaporkan tiap Senin")."""
    inside = [d for d in inside if d.due.day is not None]
    start, end = quote.start, quote.end
    for deadline in sorted(inside, key=lambda d: -d.whole.end):
        if (
            deadline.whole.start > start
            and deadline.whole.start < end
            and not text[deadline.whole.end : end].strip(" ,.;)")
        ):
            end = deadline.whole.start
    for deadline in sorted(inside, key=lambda d: d.whole.start):
        if deadline.whole.start <= start < deadline.whole.end < end:
            start = deadline.whole.end
    end = _rstrip(text, start, end)
    while start < end and text[start] in " ,\n":
        start += 1
    return Span(start, end) if start < end else quote


_DANGLING = (
    "pada",
    "hari",
    "tanggal",
    "paling",
    "lambat",
    "sampai",
    "hingga",
    "sebelum",
    "dalam",
    "mulai",
    "di",
    "per",
    "waktu",
    "selama",
    "dan",
    "selambat-lambatnya",
    "ke",
)


def _rstrip(text: str, start: int, end: int) -> int:
    while True:
        while end > start and text[end - 1] in " ,;:\n\t":
            end -= 1
        if closing := _DONE.search(text, start, end):
            end = closing.start()
            continue
        word = text[start:end].rpartition(" ")[2].lower()
        if word not in _DANGLING or len(word) >= end - start or _COUNTED.search(text, start, end):
            return end
        end -= len(word)

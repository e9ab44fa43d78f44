"""Which deadline belongs to which ask."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bimatrack.extract.asks import Ask
from bimatrack.extract.deadlines import Deadline, NamedDay, find_deadlines, read_deadline
from bimatrack.extract.passages import Passage
from bimatrack.model import Due, Quote, Span


_CLOCK = re.compile(r"(?i)(?:pukul|jam|pkl\.?|pk\.?)\s*\d[\d.:]*(?:\s*wi(?:b|ta|t))?")


@dataclass(frozen=True, slots=True)
class Dated:
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
    deadlines = [d for d in find_deadlines(text, day, passage.span.start, end, events) if not _CLOCK.fullmatch(d.due.quote.text)]
    found: list[Dated] = []
    for ask in passage.asks:
        inside = [d for d in deadlines if ask.scope.start <= d.whole.start and d.whole.end <= ask.scope.end]
        chosen = _choose(ask, inside)
        found.append(Dated(replace(ask, quote=_cut(ask.quote, inside, text)), chosen.due if chosen else None))
    for index in range(len(found) - 2, -1, -1):
        if found[index].ask.shared and found[index].due is None:
            found[index] = replace(found[index], due=found[index + 1].due)
    return tuple(found)


def _cell(cell: Span, text: str, day: date, events: Sequence[NamedDay]) -> Due | None:
    """Read a stretch that holds nothing but a deadline: there even a bare "dua hari" is one."""
    if cell.start == cell.end:
        return None
    found = find_deadlines(text, day, cell.start, cell.end, events)
    dated = [d for d in found if d.due.day is not None]
    if dated:
        return dated[-1].due
    reading = read_deadline(text[cell.start : cell.end], day, events)
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
    start, end = quote.start, quote.end
    for deadline in sorted(inside, key=lambda d: -d.whole.end):
        if deadline.whole.start > start and deadline.whole.start < end and not text[deadline.whole.end : end].strip(" ,.;)"):
            end = deadline.whole.start
    for deadline in sorted(inside, key=lambda d: d.whole.start):
        if deadline.whole.start <= start < deadline.whole.end < end:
            start = deadline.whole.end
    end = _rstrip(text, start, end)
    while start < end and text[start] in " ,\n":
        start += 1
    return Span(start, end) if start < end else quote


_DANGLING = ("pada", "hari", "tanggal", "paling", "lambat", "sampai", "hingga", "sebelum", "dalam", "mulai", "di", "per", "waktu", "selama", "dan", "selambat-lambatnya", "ke")


def _rstrip(text: str, start: int, end: int) -> int:
    while True:
        while end > start and text[end - 1] in " ,;:\n\t":
            end -= 1
        word = text[start:end].rpartition(" ")[2].lower()
        if word not in _DANGLING or len(word) >= end - start:
            return end
        end -= len(word)

"""Reads the forms that minutes use: rows of tables, "PIC :" and "Target :", an owner and a day in brackets."""

import re
from dataclasses import replace

from bimatrack.extract.ask import Ask
from bimatrack.extract.orders import order_in, prose_or_order
from bimatrack.extract.owners import owners_in
from bimatrack.extract.passage import Passage, State
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.extract.tables import Row
from bimatrack.model import Quote, Span
from bimatrack.rules.language import Frame

_INNER = re.compile(r"(?i)\b(?:target|batas(?: waktu| akhir)?|tenggat|waktu|deadline)\s*:\s*(?P<when>[^.;\n]+)")
_AT_END = re.compile(
    r"\((?P<who>[^()]{2,60}?)\s*[-–;,]\s*(?:tenggat|target|batas|paling lambat|selesai|sebelum)?\s*(?P<when>[^()]*?)\)"
)


def read_decision(text: str, line: Sentence, state: State) -> Passage | None:
    """Read a decision that names its owner and day in brackets: "… dikosongkan (Satpol PP - tenggat 22/9)"."""
    match = _AT_END.search(text, line.span.start, line.span.end)
    if match is None:
        asks = prose_or_order(line, state.owners, "decision")
        return Passage(asks, line.span) if asks else None
    head = words_of(text, Span(line.span.start, match.start()), ())
    who = words_of(text, Span(*match.span("who")), ())
    asks = order_in(head, owners_in(who, 0, len(who.words)), "decision") if head.words else ()
    return Passage(asks, line.span, Span(match.start("who"), match.end())) if asks else None


def answer(text: str, span: Span, found: list[Passage]) -> None:
    """Give the last item its owner, and its deadline if that stands in the same line."""
    inner = _INNER.search(text, span.start, span.end)
    stop = inner.start() if inner else span.end
    who = words_of(text, Span(span.start, stop), ())
    owners = _semicolons(who)
    asks = tuple(replace(a, owners=owners) for a in found[-1].asks)
    cell = Span(*inner.span("when")) if inner else found[-1].cell
    found[-1] = replace(found[-1], asks=asks, cell=cell)


def _semicolons(line: Sentence) -> tuple[Quote, ...]:
    found: list[Quote] = []
    start = 0
    for index, word in enumerate((*line.words, ";")):
        if word in (";", ",", "—", "–"):
            if index > start:
                found += owners_in(line, start, index) or ((line.quote(start, index),) if line.capital[start] else ())
            start = index + 1
    return tuple(found)


def read_row(text: str, row: Row) -> Passage:
    """Read a row of a table of decisions."""
    who = _semicolons(words_of(text, row.who, ())) if row.who else ()
    line = words_of(text, row.what, ())
    what = row.what
    for index, word in enumerate(line.words):
        if word == "," and line.words[index + 1 : index + 2] == ("bertempat",):
            what = line.place(0, index)
    nowhere = Span(row.what.end, row.what.end)
    ask = Ask(what, row.when or nowhere, who, "decision in a table", Frame.PASSIVE, 0.95)
    return Passage((ask,), row.what, row.when or nowhere)


def is_open(row: Row) -> bool:
    """Whether a row is still to be done."""
    return (
        not re.search(r"(?i)\b(?:sudah (?:tuntas|selesai)|telah (?:tuntas|selesai)|ditutup|selesai 100)\b", row.rest)
        and row.what.end > row.what.start + 3
    )

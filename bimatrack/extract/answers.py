"""Reads the answers that minutes give to an item: rows of tables, "PIC :" and "Target :" below it."""

import re

from bimatrack.altering import replace
from bimatrack.extract.ask import Ask
from bimatrack.extract.owners import owners_in
from bimatrack.extract.passage import Passage
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.extract.tables import Row
from bimatrack.model import Quote, Span
from bimatrack.rules.forms import labels
from bimatrack.rules.language import Frame

_INNER = re.compile(r"(?i)\b(?:target|batas(?: waktu| akhir)?|tenggat|waktu|deadline)\s*:\s*(?P<when>[^.;\n]+)")
_APART = frozenset([";", "—", "–", "dibantu", "didampingi", "bersama", "beserta", "dengan", "•", "|"])
_JOINED = frozenset([",", "/", "&", "+", "dan", "serta"])
_FILLERS = frozenset(["oleh", "para", "dan", "serta"])
_NOBODY = frozenset(["tidak", "belum", "nihil", "menyusul", "kosong"])


def answer(text: str, span: Span, found: list[Passage]) -> None:
    """Give the last item its owner, and its deadline if that stands in the same line."""
    inner = _INNER.search(text, span.start, span.end)
    stop = inner.start() if inner else span.end
    owners = named_in(text, Span(span.start, stop))
    asks = tuple(replace(a, owners=owners) for a in found[-1].asks)
    found[-1] = replace(found[-1], asks=asks)
    if inner:
        answer_when(text, Span(*inner.span("when")), found)


def answer_when(text: str, span: Span, found: list[Passage]) -> None:
    """Give the last item its deadline; what is done already is no item any more."""
    if is_closed(text[span.start : span.end]):
        found.pop()
    else:
        found[-1] = replace(found[-1], cell=span)


def named_in(text: str, span: Span) -> tuple[Quote, ...]:
    """Return everybody whom a stretch names that holds nothing but names: known offices, and what else stands there."""
    line = words_of(text, span, ())
    found: list[Quote] = []
    for first, last in _pieces(line, _APART):
        if owners := owners_in(line, first, last):
            found += owners
            continue
        for begin, end in _pieces(line, _APART | _JOINED, first, last):
            found += owners_in(line, begin, end) or (line.quote(begin, end),)
    return tuple(found)


def _pieces(line: Sentence, marks: frozenset[str], first: int = 0, last: int | None = None) -> list[tuple[int, int]]:
    """Divide words at *marks*; pieces without a letter, such as a dash for nobody, are left out."""
    last = len(line.words) if last is None else last
    found: list[tuple[int, int]] = []
    start = first
    for index in range(first, last + 1):
        if index == last or line.words[index] in marks:
            while start < index and (line.words[start] in _FILLERS or not line.words[start][0].isalnum()):
                start += 1
            end = index
            while end > start and not (line.words[end - 1][0].isalnum() or line.words[end - 1] == ")"):
                end -= 1
            if end > start and line.words[start] not in _NOBODY:
                found.append((start, end))
            start = index + 1
    return found


def is_closed(words: str) -> bool:
    """Whether words of a row or field say that its work is behind us."""
    return bool(labels().closed.search(words))


def read_row(text: str, row: Row) -> Passage:
    """Read a row of a table of decisions."""
    who = tuple(quote for span in row.who for quote in named_in(text, span))
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
    return not is_closed(row.rest) and row.what.end > row.what.start + 3

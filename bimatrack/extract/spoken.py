"""Reads one line in which somebody says what is to be done: "Dishub tangani lampu jalan paling lambat Jumat"."""

import re
from collections.abc import Iterator
from datetime import date

from bimatrack.altering import replace
from bimatrack.extract.grammar import looks_imperative
from bimatrack.extract.hailing import Hailed, hailed_in
from bimatrack.extract.phrasing import phrase
from bimatrack.extract.pipeline import extract
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.extract.spoken_due import SpokenDue, spoken_due
from bimatrack.model import Directive, Kind, Quote, Release, Span
from bimatrack.registry import Registry
from bimatrack.rules.language import language

_GAP = 2  # characters between two words that are kept as they are
_LOOSE_STOP = re.compile(r"\s+([,;.!?])")  # a sign whose word is spent


def read_line(line: str, day: date, registry: Registry) -> Directive:
    """Read *line*, said on *day*, as one directive: who must act, by when, and what is left, which is its text.

    The quote is the whole line, and what was understood is quoted from it. What was not understood stays in the text.
    """
    timed = spoken_due(line, day)
    sentence = words_of(line, Span(0, len(line)), ())
    plain = _plain(sentence, timed, registry)
    read = _formal(sentence, day, timed, plain) or plain
    units = dict.fromkeys(unit for owner in read.owners for unit in registry.resolve(owner.text))
    return replace(read, units=tuple(units))


def _formal(line: Sentence, day: date, timed: SpokenDue | None, plain: Directive) -> Directive | None:
    """Read the line as a release of one sentence; None unless it asks one thing of somebody.

    Where it says more than that, all of it stays in the text.
    """
    found = extract(Release("", line.text, "", "", day, None)).directives
    if len(found) != 1 or not found[0].owners or _swallowed(found[0], plain):
        return None
    one = found[0]
    if plain.owners and any(one.quote.span.overlaps(owner.span) for owner in one.owners):
        return None  # what is to be done would tell again who must do it
    due = one.due or (timed.due if timed else None)
    if timed and due and due.day != timed.due.day:
        return None
    told = [one.quote, *one.owners, *([one.speaker] if one.speaker else []), *([due.quote] if due else [])]
    spans = [quote.span for quote in told] + ([timed.spent] if timed and timed.spent else [])
    if one.speaker and any(one.speaker.span.overlaps(owner.span) for owner in one.owners):
        one = replace(one, speaker=None)  # a head who tells himself
    if language().classes.spoken_said.issuperset(_beside(line, spans)):
        return replace(plain, text=one.text, speaker=one.speaker, owners=one.owners, due=due)
    return None if plain.owners else replace(plain, speaker=one.speaker, owners=one.owners, due=due)


def _swallowed(formal: Directive, plain: Directive) -> bool:
    """Whether a name read as of a release takes the order in that follows it: "Bapenda data | wajib pajak hotel"."""
    longer = [
        one.text[len(known.text) :]
        for one in formal.owners
        for known in plain.owners
        if one.span.start == known.span.start and len(one.text) > len(known.text)
    ]
    return any(looks_imperative(word) for rest in longer for word in rest.split()[:1])


def _beside(line: Sentence, spans: list[Span]) -> Iterator[str]:
    for word, (start, end) in zip(line.words, line.spans, strict=True):
        if not any(span.overlaps(Span(start, end)) for span in spans):
            yield word


def _plain(line: Sentence, timed: SpokenDue | None, registry: Registry) -> Directive:
    """Take the line for what it is: those who are named, the time that is set, and the rest."""
    rest = _without(line, *_spent(line, timed))
    hailed = hailed_in(rest, registry)
    text = phrase(_left(rest, hailed))
    whole = Quote.of(line.text, 0, len(line.text))
    due = timed.due if timed else None
    if not any(letter.isalnum() for letter in text):
        return Directive(phrase(line.text), whole, Kind.INSTRUCTION, due=due)
    return Directive(text, whole, Kind.INSTRUCTION, hailed.speaker, hailed.owners, due=due)


def _spent(line: Sentence, timed: SpokenDue | None) -> tuple[int, int]:
    """Return the words that only say by when: the first one and the one behind."""
    spent = timed.spent if timed else None
    if spent is None:
        return 0, 0
    within = [i for i, (start, end) in enumerate(line.spans) if spent.overlaps(Span(start, end))]
    first = within[0]
    while first and line.words[first - 1] in language().classes.spoken_loose:
        first -= 1
    return first, within[-1] + 1


def _without(line: Sentence, first: int, behind: int) -> Sentence:
    return replace(
        line,
        words=line.words[:first] + line.words[behind:],
        spans=line.spans[:first] + line.spans[behind:],
        capital=line.capital[:first] + line.capital[behind:],
        quoted=line.quoted[:first] + line.quoted[behind:],
    )


def _left(line: Sentence, hailed: Hailed) -> str:
    """Return the words that are not spent, as they are written."""
    pieces: list[str] = []
    end = 0
    for index, (start, stop) in enumerate(line.spans):
        if not any(first <= index < behind for first, behind in hailed.spent):
            gap = line.text[end:start]
            pieces += [gap if len(gap) <= _GAP else " ", line.text[start:stop]]
        end = stop
    return _LOOSE_STOP.sub(r"\1", "".join(pieces))

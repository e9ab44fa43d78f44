"""Reads what a verb of asking closes: "Lampu taman diganti semua," pintanya."""

from bimatrack.altering import replace
from bimatrack.extract.ask import Ask
from bimatrack.extract.grammar import actor_at, is_mark, looks_passive, verb_at
from bimatrack.extract.kinds import kind_of
from bimatrack.extract.orders import is_order, order_in
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Kind, Quote
from bimatrack.rules.language import Frame, language

_FEWEST = 3  # words of what is said


def bidden_in(line: Sentence) -> tuple[Ask, ...]:
    """Return what is asked by direct or reported words that a verb such as "pinta" follows."""
    index = _bidding(line)
    if index is None or not is_order(line):
        return ()
    last = index
    while last and is_mark(line.words[last - 1]):
        last -= 1
    if last < _FEWEST or not _acts(line, last):
        return ()
    found = order_in(line, _asked(line, index), "bidden", 0, last)
    return tuple(replace(ask, kind=_kind(line, ask)) for ask in found)


def _bidding(line: Sentence) -> int | None:
    """Return where the verb of asking stands: behind a comma or the closing quotation mark."""
    for index, word in enumerate(line.words):
        if (
            index > 1
            and word in language().classes.bidding
            and line.words[index - 1] in ',"”'
            and not line.quoted[index]
        ):
            return index
    return None


def _acts(line: Sentence, last: int) -> bool:
    """Whether the words before *last* hold a passive, or begin with an actor and hold a verb."""
    verbs = [i for i in range(last) if verb_at(line, i) and "yang" not in line.words[max(0, i - 2) : i]]
    acting = any(actor_at(line, i) for i in range(min(2, last)))
    passive = any(looks_passive(line.words[i]) and line.words[i].startswith("di") for i in verbs)
    return passive or (acting and bool(verbs))


def _asked(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those behind "kepada": "… perintah Bupati kepada para camat"."""
    at = next((i for i in range(index, len(line.words)) if line.words[i] == "kepada"), None)
    return () if at is None else owners_in(line, at + 1, len(line.words))


def _kind(line: Sentence, ask: Ask) -> Kind:
    first = next(i for i, (a, _b) in enumerate(line.spans) if a == ask.quote.start)
    last = next(i for i, (_a, b) in enumerate(line.spans) if b == ask.quote.end) + 1
    return kind_of(line, first, last, ask.owners, Frame.ACTIVE)

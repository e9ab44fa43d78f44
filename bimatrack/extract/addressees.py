"""To whom a letter or an instruction is addressed, and what "Saudara" and "huruf a sampai dengan c" mean in it."""

import re

from bimatrack.extract.clauses import first_verb
from bimatrack.extract.grammar import actor_at
from bimatrack.extract.layout import Block
from bimatrack.extract.owners import owners_in
from bimatrack.extract.passage import State
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.model import Quote

LONGEST = 120  # characters of a line of addressees
_NOT_YET = 3  # words that may stand before the first name: "Yth. Sdr. Para …"
_PLACE = re.compile(r"(?i)\s*(?:di\s*[-–]?\s*\w|se-|masing-masing|seluruh|tempat\b)")
_REFERENCE = re.compile(
    r"(?i)\b(?:tersebut|dimaksud|disebut|disebutkan|tercantum)\s+(?:pada|dalam|di)\s+(?:huruf|angka|nomor)\s+(?P<first>[a-z]|\d{1,2})\b(?:\s*(?:,|dan|serta|(?P<to>sampai(?:\s+dengan)?|s\.?/?d\.?|hingga|-|–))\s*(?:huruf|angka|nomor)?\s*(?P<last>[a-z]|\d{1,2})\b)?"
)
_SIR = frozenset(["saudara", "saudari", "bapak", "ibu", "bapak-ibu", "kalian"])


def add_addressees(text: str, block: Block, state: State) -> bool:
    """Add those whom a line names to the addressees; tell whether it named any."""
    named = _named(text, block)
    state.owners = (*state.owners, *named)
    state.marked = (*state.marked, *((block.mark.strip("().").lower(), quote) for quote in named))
    return bool(named)


def goes_on(text: str, block: Block) -> bool:
    """Whether a line below "Kepada Yth." still belongs to the address: a further name, or where they are."""
    content = text[block.span.start : block.span.end]
    if len(content) > LONGEST or content.rstrip().endswith((".", ":")) or content.isupper():
        return False
    line = words_of(text, block.span, ())
    return any(actor_at(line, i) for i in range(min(_NOT_YET, len(line.words)))) or bool(_PLACE.match(content))


def names_only(text: str, block: Block) -> bool:
    """Whether an item of an address only names somebody; one that says what to do belongs to the letter itself."""
    line = words_of(text, block.span, ())
    named = any(actor_at(line, i) for i in range(min(_NOT_YET, len(line.words))))
    return named and first_verb(line, 0, len(line.words)) >= len(line.words)


def referred(line: Sentence, state: State) -> tuple[Quote, ...]:
    """Return the addressees that a sentence means by their marks: "pejabat sebagaimana tersebut pada huruf a"."""
    stop = next((i for i, w in enumerate(line.words) if w in (";", ".")), len(line.words))
    match = _REFERENCE.search(line.text, line.span.start, line.spans[min(stop, 16) - 1][1]) if stop else None
    marks = [mark for mark, _quote in state.marked]
    if match is None or match["first"].lower() not in marks:
        return ()
    first = marks.index(match["first"].lower())
    last = match["last"].lower() if match["last"] else marks[first]
    if last not in marks:
        return ()
    if match["last"] and not match["to"]:
        return tuple(q for m, q in state.marked if m in (marks[first], last))
    return tuple(q for _m, q in state.marked[first : len(marks) - marks[::-1].index(last)])


def calls_sirs(line: Sentence) -> bool:
    """Whether the sentence turns to its reader: "Saudara bersama Ketua RT turun menagih"."""
    return any(w in _SIR and line.capital[i] for i, w in enumerate(line.words[:5]))


def _named(text: str, block: Block) -> tuple[Quote, ...]:
    line = words_of(text, block.span, ())
    index = 0
    while index < len(line.words) and not actor_at(line, index):
        index += 1
    while index + 1 < len(line.words) and line.words[index] in _SIR and actor_at(line, index + 1):
        index += 1
    return owners_in(line, index, len(line.words))

"""The head of an item: who it is for or what it is about, before a dash or colon ("Dinkes - obat …", "Sampah: …")."""

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.extract.grammar import actor_at, looks_imperative, verb_at
from bimatrack.extract.owners import owners_in
from bimatrack.extract.page import Piece
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.model import Quote, Span
from bimatrack.rules.language import language

_LONGEST_NAME, _LONGEST_TOPIC = 10, 5  # words
_JOINS = frozenset(["dan", "&", "+", ",", "lagi", "juga"])
_ROOM = frozenset([" ", "\n", "\t", "\xa0", "-"])
_DASHES = frozenset("-–—:")


class Head(Struct, frozen=True):
    """*owners* are those it names; behind the word *end* the item itself begins."""

    owners: tuple[Quote, ...]
    end: int


def head_of(line: Sentence) -> Head | None:
    """Return the head of an item, if it has one."""
    words = line.words
    end = next((i for i in range(1, min(_LONGEST_NAME, len(words) - 1)) if _divides(line, i)), None)
    if end is None:
        return None
    name = end - (words[end - 1] == "-")
    owners = owners_in(line, 0, name)
    if (
        owners
        and owners[-1].span.end >= line.spans[name - 1][1]
        and not any(looks_imperative(w) for w in words[1:name])
    ):
        return Head(owners, end + 1)
    if words[end] in ":→" and all(w in language().classes.division or w in _JOINS for w in words[:name]):
        return Head((line.quote(0, name),), end + 1)
    opens = actor_at(line, end + 1) or verb_at(line, end + 1) or looks_imperative(words[end + 1])
    verbal = any(verb_at(line, i) or looks_imperative(words[i]) for i in range(end))
    return Head((), end + 1) if words[end] == ":" and end <= _LONGEST_TOPIC and opens and not verbal else None


def without_head(piece: Piece, head: Head) -> Piece:
    """Return the piece with what stands behind the head only."""
    first = piece.lines[0]
    rest = words_of(first.text, Span(first.spans[head.end][0], first.span.end), piece.speech)
    return replace(piece, lines=(rest, *piece.lines[1:]))


def _divides(line: Sentence, index: int) -> bool:
    """Whether a mark at *index* divides: a colon, or a dash with room to both sides."""
    word, (start, end) = line.words[index], line.spans[index]
    if word == "→" or (word == ">" and line.words[index - 1] == "-"):
        return True
    return word == ":" or (word in _DASHES and line.text[start - 1].isspace() and line.text[end : end + 1] in _ROOM)

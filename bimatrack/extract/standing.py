"""Who asks, and whether he may direct: the people ask of their government, which is no directive."""

from bimatrack.extract.clauses import clause_start
from bimatrack.extract.grammar import actor_at, is_mark
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import Role, language

_OFFICE = 4  # words that tell whose officer one is
_GOVERNING = frozenset({Role.LEADER, Role.OFFICE})


def people_ask(line: Sentence, index: int) -> bool:
    """Whether the subject right before the wording at *index* is no part of a government: "para sopir meminta"."""
    last = index
    while last > 0 and (line.words[last - 1] in language().classes.aside or line.words[last - 1] in "(),"):
        last -= 1
    if last and line.words[last - 1] == "mereka":
        return True
    named = owners_in(line, clause_start(line, index), last)
    if not named or named[-1].span.end != line.spans[last - 1][1]:
        return False
    first = line.index_of(named[-1].span.start)
    return first is not None and _is_private(line, first, last)


def _is_private(line: Sentence, first: int, last: int) -> bool:
    roles = actor_at(line, first)
    words = line.words[first : min(last, first + _OFFICE)]
    if roles & _GOVERNING or is_mark(words[0]) or not roles:
        return False
    if Role.OFFICIAL in roles:
        return not language().classes.private.isdisjoint(words[1:])
    return "anggota" not in words and "tim" not in words

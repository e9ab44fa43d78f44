"""Sentences that go on with what was asked before and leave out who must act: "Selain itu, membentuk tim …"."""

from bimatrack.extract.grammar import actor_at, is_mark, looks_passive, verb_at
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import language

_FEWEST = 3  # words behind the verb's opener
_OPENING = 8  # words that may stand before the verb


def continued_at(line: Sentence) -> int | None:
    """Return where the verb stands with which a sentence without a subject goes on asking; None if it does not."""
    words, classes = line.words, language().classes
    at = 0
    while at < min(_OPENING, len(words)) and (
        words[at] in classes.continuer or words[at] in classes.adverb or (at and is_mark(words[at]))
    ):
        at += 1
    if len(words) - at < _FEWEST or words[-1] == "?" or not at:
        return None
    if not verb_at(line, at) or looks_passive(words[at]) or words[at].startswith("ber"):
        return None
    return None if language().form_at(words, at) or _opens_another(line, at) else at


def _opens_another(line: Sentence, at: int) -> bool:
    """Whether the verb only opens a clause with another subject: "Mengawali sambutannya, Bupati …"."""
    for index in range(at + 1, len(line.words) - 1):
        if line.words[index] in '"“”' or line.words[index] in language().classes.speech:
            return True
        named = line.capital[index + 1] and not line.capital[index - 1]
        if line.words[index] == "," and (actor_at(line, index + 1) or named):
            return True
    return False

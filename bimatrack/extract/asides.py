"""Takes out of a sentence what only tells who says it: "Dinas Kesehatan, lanjutnya, menyediakan masker"."""

from bimatrack.altering import replace
from bimatrack.extract.grammar import actor_at, verb_at
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import language

_LONGEST = 9  # words between the commas of an aside
_OPENERS = frozenset(["masih", "demikian", "begitu"])
_RESUMES = frozenset(["dan", "serta", "sambil", "seraya", "sembari", "saat", "ketika", "usai", "di", "pada", "dalam"])


def without_asides(line: Sentence) -> Sentence:
    """Return the sentence without its asides and their commas; all other words keep their places in the text."""
    opened = not _OPENERS.isdisjoint(line.words) or not language().classes.speech.isdisjoint(line.words)
    if not opened or "," not in line.words:
        return line
    kept: list[int] = []
    behind = 0
    for index, word in enumerate(line.words):
        if index < behind:
            continue
        end = _aside_end(line, index) if word == "," and kept else None
        if end is None:
            kept.append(index)
        else:
            behind = end
    if not behind:
        return line
    return replace(
        line,
        words=tuple(line.words[i] for i in kept),
        spans=tuple(line.spans[i] for i in kept),
        capital=tuple(line.capital[i] for i in kept),
        quoted=tuple(line.quoted[i] for i in kept),
        told=True,
    )


def _aside_end(line: Sentence, comma: int) -> int | None:
    """Return where the sentence goes on behind the aside that the comma opens; None if it opens none."""
    words, classes = line.words, language().classes
    first = comma + 1
    while first < len(words) and words[first] in _OPENERS:
        first += 1
    if first >= len(words) or line.quoted[comma] != line.quoted[first]:
        return None
    named = words[first - 1] in _OPENERS and bool(actor_at(line, first) or line.capital[first])
    if not named and (words[first] not in classes.speech or words[first] in classes.bidding):
        return None
    close = next((i for i in range(first + 1, min(first + _LONGEST, len(words) - 1)) if words[i] in ',"“”;:'), None)
    if close is None or words[close] != "," or any(verb_at(line, i) for i in range(first + 1, close)):
        return None
    follows = close + 1
    if words[follows] in _RESUMES or words[follows] in classes.times or words[follows] in '"“':
        return None
    return None if line.capital[follows] and not actor_at(line, follows) else follows

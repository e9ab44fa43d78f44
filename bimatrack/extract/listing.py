"""Takes an enumeration inside a sentence apart into its items."""

import itertools

from bimatrack.extract.grammar import names_doing
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import language

_LAST = frozenset(["dan", "serta"])


def items_in(line: Sentence, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Return the items, as word positions, of the enumeration from *first* up to *last*."""
    marks = _top_level(line, first, last)
    semicolons = [i for i in marks if line.words[i] == ";"]
    commas = [i for i in marks if line.words[i] == ","]
    cuts = semicolons or commas
    if not semicolons:
        cuts = _with_last(line, cuts, first, last)
    bounds = [first - 1, *cuts, last]
    items = [_clean(line, a + 1, b) for a, b in itertools.pairwise(bounds)]
    return _whole([(a, b) for a, b in items if a < b])


def _whole(items: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Give a single word back to the item before it, unless all items are single words."""
    if not any(b - a > 1 for a, b in items):
        return tuple(items)
    found: list[tuple[int, int]] = []
    for a, b in items:
        if b - a == 1 and found:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return tuple(found)


def _top_level(line: Sentence, first: int, last: int) -> list[int]:
    depth = 0
    found: list[int] = []
    for index in range(first, last):
        word = line.words[index]
        depth += (word == "(") - (word == ")")
        if depth <= 0 and word in ",;":
            found.append(index)
    return found


def _with_last(line: Sentence, commas: list[int], first: int, last: int) -> list[int]:
    """Add the "dan" or "serta" before the last item, unless a comma stands there already."""
    tail = commas[-1] if commas else first - 1
    if commas and tail + 1 < last and line.words[tail + 1] in _LAST:
        return commas
    joins = [i for i in range(tail + 2, last - 1) if line.words[i] in _LAST]
    if not commas:
        joins = [i for i in joins if names_doing(line.words[i + 1])]
    if not joins:
        return commas
    strong = [i for i in joins if line.words[i] == "serta"]
    return [*commas, (strong or joins)[0] if strong or len(joins) == 1 else _best(line, joins)]


def _best(line: Sentence, joins: list[int]) -> int:
    """Of several joins, prefer the one behind which a noun of doing begins (pe-…-an, per-…-an)."""
    for index in joins:
        if names_doing(line.words[index + 1]):
            return index
    return joins[0]


def _clean(line: Sentence, first: int, last: int) -> tuple[int, int]:
    if (
        first + 2 < last
        and line.words[first] == "("
        and len(line.words[first + 1]) == 1
        and line.words[first + 2] == ")"
    ):
        first += 3
    while first < last and (line.words[first] in language().classes.openers or line.words[first] in ",;:-–"):
        first += 1
    while last > first and line.words[last - 1] in (",", ";", ":", "dan", "serta", '"', "”", "?", "!", "-", "–"):
        last -= 1
    return first, last

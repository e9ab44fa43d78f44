"""Finds the directives of one version of a release again in another."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from bimatrack.extract.merging import stems
from bimatrack.model import Directive

# Share of stems that two wordings of one directive have in common at least.
_ALIKE = 0.5
# How many directives a stem may lead to: those that all share tell none from another.
_MOST_BEHIND = 64


def pair(old: Mapping[int, Directive], new: Sequence[Directive]) -> Mapping[int, int]:
    """Return which of the *new* directives (by place) says which of the *old* ones (by id), each at most once.

    Those with the very words of an old one go first; then those that are most alike.
    """
    pairs = _word_for_word(old, new)
    taken = set(pairs.values())
    rest = {number: directive for number, directive in old.items() if number not in taken}
    places = [place for place in range(len(new)) if place not in pairs]
    if not rest or not places:
        return pairs
    for _share, place, number in sorted(_alike(rest, places, new), key=lambda found: (-found[0], *found[1:])):
        if place not in pairs and number not in taken:
            pairs[place] = number
            taken.add(number)
    return pairs


def _word_for_word(old: Mapping[int, Directive], new: Sequence[Directive]) -> dict[int, int]:
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for number, directive in old.items():
        waiting[_folded(directive)].append(number)
    return {
        place: numbers.popleft() for place, directive in enumerate(new) if (numbers := waiting.get(_folded(directive)))
    }


def _alike(
    old: Mapping[int, Directive], places: Iterable[int], new: Sequence[Directive]
) -> Iterable[tuple[float, int, int]]:
    bags = {number: stems(directive.quote.text) for number, directive in old.items()}
    behind: defaultdict[str, list[int]] = defaultdict(list)
    for number, bag in bags.items():
        for stem in bag:
            behind[stem].append(number)
    for place in places:
        bag = stems(new[place].quote.text)
        shared = Counter(number for stem in bag for number in behind.get(stem, ())[:_MOST_BEHIND])
        for number, both in shared.items():
            share = both / (len(bag) + len(bags[number]) - both)
            if share >= _ALIKE:
                yield share, place, number


def _folded(directive: Directive) -> str:
    return " ".join(directive.quote.text.casefold().split())

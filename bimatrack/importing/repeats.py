"""Recognises an ask that an earlier release made already, so that it is linked to the first and not doubled.

Precision comes first, since a link that is wrong hides an ask, while one that is missed is seen and can be merged.
Words, names, numbers, kind and owners have to agree. A directive that is closed is not asked again: what asks for the
same then is a new one.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from bimatrack.extract.merging import stems
from bimatrack.history import Tracked
from bimatrack.model import Directive, Kind

# Share of stems that two wordings of one ask have in common at least.
_ALIKE = 0.8
# A wording of fewer stems than this has to be the same, and so have those of two asks that name different owners.
_FEW = 3
_FEWEST = 2
# How many asks a stem may lead to: one that all share tells none from another.
_MOST_BEHIND = 64
# After so many directives all that are kept are looked at: going through them so often takes as long.
_MANY = 8

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Ask:
    """What an ask is compared by; *names* are the words with capitals and digits, *words* all of them."""

    bag: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    kinds: frozenset[Kind]
    owners: tuple[frozenset[str], ...]


class Repeats:
    """The directives that may be asked again.

    Of those that are kept only the few that share a stem are looked at closely, until so many were looked up that it is
    quicker to look at all of them once.
    """

    def __init__(self, directives: Iterable[Tracked]) -> None:
        self._found: dict[int, Tracked] = {}
        self._asks: dict[int, _Ask] = {}
        self._behind: defaultdict[str, list[int]] = defaultdict(list)
        self._asked_in: defaultdict[int, list[int]] = defaultdict(list)
        self._waiting: dict[int, tuple[str, Tracked]] = {}
        self._looked_up = 0
        for tracked in directives:
            for release in tracked.state.again:
                self.note(tracked.number, release)
            if not tracked.state.status.closed:
                self._waiting[tracked.number] = (tracked.directive.text.lower(), tracked)

    def add(self, tracked: Tracked) -> None:
        """Let *tracked*, which is open, be found from now on."""
        self._found[tracked.number] = tracked
        self._asks.pop(tracked.number, None)
        for stem in _leading(stems(tracked.directive.text)):
            self._behind[stem].append(tracked.number)

    def note(self, number: int, release: int) -> None:
        """Take note that *release* asks the directive *number* again."""
        self._asked_in[release].append(number)

    def asked_in(self, releases: Iterable[int]) -> frozenset[int]:
        """Return the directives that *releases* ask again, closed ones too."""
        return frozenset(number for release in releases for number in self._asked_in.get(release, ()))

    def find(self, said: Directive, but: Collection[int]) -> int | None:
        """Return the id of the directive that *said* asks again, *but* for some; the first where several would do."""
        owners = _owners(said.units, (owner.text for owner in said.owners))
        ask = _ask(said.text, {said.kind}, {owners})
        leading = _leading(ask.bag)
        self._look_at(leading)
        near = {number for stem in leading for number in self._behind.get(stem, ())[:_MOST_BEHIND]}
        return min((number for number in near.difference(but) if _same(self._ask_of(number), ask)), default=None)

    def _ask_of(self, number: int) -> _Ask:
        """Return what the directive *number* is compared by, which most never are."""
        if number not in self._asks:
            said, state = self._found[number].directive, self._found[number].state
            named = {_owners(said.units, (owner.text for owner in said.owners)), _owners(state.units, state.owners)}
            self._asks[number] = _ask(said.text, {said.kind, state.kind}, named)
        return self._asks[number]

    def _look_at(self, stems_wanted: list[str]) -> None:
        """Take in those that wait and hold one of the stems; a stem is a part of each word that it stands for."""
        self._looked_up += 1
        every = self._looked_up > _MANY
        drawn = [
            tracked for text, tracked in self._waiting.values() if every or any(stem in text for stem in stems_wanted)
        ]
        for tracked in drawn:
            del self._waiting[tracked.number]
            self.add(tracked)


def _same(kept: _Ask, said: _Ask) -> bool:
    both = kept.bag & said.bag
    if len(both) < _FEWEST or kept.kinds.isdisjoint(said.kinds):
        return False
    if not (kept.names <= said.words and said.names <= kept.words):
        return False
    same_words = kept.bag == said.bag
    if not same_words and (len(said.bag) < _FEW or len(both) < _ALIKE * len(kept.bag | said.bag)):
        return False
    [owners] = said.owners
    if owners in kept.owners:
        return True
    return same_words and len(both) >= _FEW and any(owners <= named or named <= owners for named in kept.owners)


def _ask(text: str, kinds: Iterable[Kind], owners: Iterable[frozenset[str]]) -> _Ask:
    words = _WORD.findall(text)
    return _Ask(
        bag=stems(text),
        words=frozenset(word.casefold() for word in words),
        names=frozenset(_names(words)),
        kinds=frozenset(kinds),
        owners=tuple(owners),
    )


def _names(words: list[str]) -> Iterator[str]:
    # The first word of a phrase has a capital whatever it is.
    for place, word in enumerate(words):
        if (place and word[0].isupper()) or any(map(str.isdigit, word)):
            yield word.casefold()


def _owners(units: Iterable[str], owners: Iterable[str]) -> frozenset[str]:
    return frozenset(units) or frozenset().union(*map(stems, owners))


def _leading(bag: frozenset[str]) -> list[str]:
    """Return so many stems that two bags that are alike share one of them; long ones, which lead to fewer."""
    ordered = sorted(bag, key=lambda stem: (-len(stem), stem))
    return ordered[: len(bag) - ceil(_ALIKE * len(bag)) + 1]

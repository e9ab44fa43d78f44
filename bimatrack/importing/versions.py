"""Recognises another version of a release that is kept: a copy from another site, a corrected text.

Two texts are alike by the share of their shingles (three words in a row) that they have in common. To find the few that
are worth comparing, each text is known by a sketch, the smallest hashes of its shingles; texts that are alike share
many of them. Only texts of nearly the same day are looked at, so an import stays as quick in a store of ten thousand.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from heapq import nsmallest
from zlib import crc32

from bimatrack.history import KeptRelease
from bimatrack.model import Release

# Unrelated releases of one office share less than a third of their shingles; one word in twenty that is mended still
# leaves two thirds. A copy may name the day it was published instead of the meeting's: those have to be closer.
_ALIKE = 0.5
_ALIKE_ON_ANOTHER_DAY = 0.7
_DAYS = 3
# Shorter texts are alike by chance.
_FEWEST = 12
_HASH = 0xFFFFFFFF
_SKETCH = 32
# How many releases a hash may lead to, and how many are compared in full: text that all releases share leads nowhere.
_MOST_BEHIND = 64
_MOST_COMPARED = 4
# A release is looked up, and soon after looked at for the next one.
_REMEMBERED = 16

_WORD = re.compile(r"\w+")


def alikeness(one: str, other: str) -> float:
    """Return the share of their shingles that two texts have in common, 0 to 1."""
    return _share(_shingles(one), _shingles(other))


class Versions:
    """The releases that are kept, to be looked up by what they say."""

    def __init__(self, kept: Iterable[KeptRelease]) -> None:
        self._waiting: defaultdict[date | None, list[KeptRelease]] = defaultdict(list)
        self._behind: defaultdict[int, list[int]] = defaultdict(list)
        self._known: dict[int, KeptRelease] = {}
        self._families: defaultdict[int, list[KeptRelease]] = defaultdict(list)
        for one in kept:
            self.add(one)

    def add(self, kept: KeptRelease) -> None:
        """Let *kept* be found from now on; its text is looked at when a release of about its day is looked up."""
        self._waiting[kept.release.day].append(kept)
        self._families[kept.family].append(kept)

    def family(self, kept: KeptRelease) -> tuple[KeptRelease, ...]:
        """Return all versions of *kept*, in the order in which they came."""
        return tuple(self._families[kept.family])

    def find(self, release: Release) -> KeptRelease | None:
        """Return the release that *release* is another version of: the one most alike, None where none is."""
        if release.day is None:
            return None
        shingles = _shingles(release.text)
        if len(shingles) < _FEWEST:
            return None
        self._look_at_days_around(release.day)
        found = [(_share(shingles, _shingles(kept.release.text)), kept) for kept in self._near(shingles, release.day)]
        alike = [(share, kept) for share, kept in found if share >= _least(kept.release.day, release.day)]
        return max(alike, key=lambda pair: (pair[0], pair[1].number))[1] if alike else None

    def _look_at_days_around(self, day: date) -> None:
        for away in range(-_DAYS, _DAYS + 1):
            for kept in self._waiting.pop(_shifted(day, away), ()):
                self._known[kept.number] = kept
                for shingle in _sketch(_shingles(kept.release.text)):
                    self._behind[shingle].append(kept.number)

    def _near(self, shingles: frozenset[int], day: date) -> Iterator[KeptRelease]:
        shared = Counter(
            number for shingle in _sketch(shingles) for number in self._behind.get(shingle, ())[-_MOST_BEHIND:]
        )
        near = [
            number for number, _count in shared.most_common() if _days(self._known[number].release.day, day) <= _DAYS
        ]
        return (self._known[number] for number in near[:_MOST_COMPARED])


@lru_cache(maxsize=_REMEMBERED)
def _shingles(text: str) -> frozenset[int]:
    hashes = [crc32(word.encode("utf-8", "surrogatepass")) for word in _WORD.findall(text.casefold())]
    rows = zip(hashes, hashes[1:], hashes[2:], strict=False)
    return frozenset((first * 31 + second) * 31 + third & _HASH for first, second, third in rows)


def _sketch(shingles: frozenset[int]) -> list[int]:
    return nsmallest(_SKETCH, shingles)


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def _least(one: date | None, other: date) -> float:
    return _ALIKE if one == other else _ALIKE_ON_ANOTHER_DAY


def _days(one: date | None, other: date) -> int:
    return _DAYS + 1 if one is None else abs((one - other).days)


def _shifted(day: date, days: int) -> date | None:
    return day + timedelta(days) if date.min.toordinal() <= day.toordinal() + days <= date.max.toordinal() else None

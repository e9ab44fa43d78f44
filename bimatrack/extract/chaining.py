"""The day of the event that a chained deadline counts from: "dua minggu setelah pelantikan", "H-3 paripurna"."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from itertools import takewhile

from msgspec import Struct

from bimatrack.rules.dues import DueRules
from bimatrack.rules.tokens import BREAK, Tokens

NamedDay = tuple[str, date]

_LONGEST_NAME = 8  # words in which an event is named
_TRIES = 100  # words of one stem, before and behind, that are looked at
_WINDOW = 160  # characters of a sentence to each side of a mention
_MENTIONS = 12  # mentions that are looked at
_NEAR = 160  # characters between an event's name and its day
_SHORTEST = 4  # letters of a word that can name an event
_SENTENCE_END = re.compile(r"[.;?!][\s”\"]|\n")


class NamedSpan(Struct, frozen=True):
    """Days that a text names: from *first* to *last*, written from character *start* to *end*."""

    first: date
    last: date
    start: int
    end: int


class Origin(Struct, frozen=True):
    """The day a chained deadline counts from, and the token behind the words that name its event."""

    day: date
    end: int


class _Found(Struct, frozen=True):
    """A day, and those of the words looked for that are said of it."""

    day: date
    keys: tuple[str, ...]


Finder = Callable[[int, int], Iterable[NamedSpan]]


class Calendar(Struct, frozen=True):
    """Where the days of events are looked up.

    *tokens* are the text's, *find* names the days between two characters of it, *events* are known already.
    """

    tokens: Tokens
    events: tuple[NamedDay, ...]
    find: Finder
    rules: DueRules

    def origin(self, place: int, limit: int, *, back: bool) -> Origin | None:
        """Find the day of the event that is named from the token *place* on.

        Known titles come first, then what the text says elsewhere of the same words. Of a range the first day
        counts where the deadline lies before it (*back*), else the last.
        """
        words = self._name(place, limit)
        empty = self.rules.listed("empty")
        keys = tuple(word for word in words if word not in empty and len(word) >= _SHORTEST)
        found = _in_titles(keys, self.events) if keys else None
        if found is None and keys:
            closing = not self.rules.listed("closing").isdisjoint(words)
            found = self._in_text(keys, place, last=closing or not back)
        if found:
            behind = max(index for index, word in enumerate(words) if word in found.keys)
            return Origin(found.day, self._trailing(place + behind + 1, limit))
        if words and words[0] in self.rules.listed("main-event") and (day := self._main_event()):
            return Origin(day, self._trailing(place + 1, limit))
        return None

    def _name(self, place: int, limit: int) -> tuple[str, ...]:
        words = self.tokens.words[place : min(place + _LONGEST_NAME, limit)]
        return tuple(takewhile(lambda word: word != BREAK and word[0].isalnum(), words))

    def _trailing(self, place: int, limit: int) -> int:
        while place < limit and self.tokens.words[place] in self.rules.listed("behind-event"):
            place += 1
        return place

    def _in_text(self, keys: tuple[str, ...], place: int, *, last: bool) -> _Found | None:
        text, own = self.tokens.text, self.tokens.starts[place]
        best: tuple[int, int, _Found] | None = None
        for mention in _mentions(self.tokens, keys[0], place):
            first, stop = _sentence(text, mention)
            sentence = text[first:stop].lower()
            shared = tuple(key for key in keys if key in sentence)
            for named in self.find(first, stop):
                if named.start <= own < named.end:
                    continue
                rank = (-len(shared), min(abs(named.start - mention), abs(named.end - mention)))
                if shared[:2] != keys[:2] or rank[1] > _NEAR:
                    continue
                if best is None or rank < best[:2]:
                    best = (*rank, _Found(named.last if last else named.first, shared))
        return best[2] if best else None

    def _main_event(self) -> date | None:
        meeting = tuple(self.rules.listed("meeting"))
        return next((day for title, day in self.events if not title.lower().startswith(meeting)), None)


def _in_titles(keys: tuple[str, ...], events: tuple[NamedDay, ...]) -> _Found | None:
    """Find the event whose title holds the first of *keys*, or two of them; of several the most and the shortest."""
    best: tuple[int, float, _Found] | None = None
    for title, day in events:
        words = re.findall(r"\w+", title.lower())
        shared = tuple(key for key in keys if any(_alike(key, word) for word in words))
        if keys[0] not in shared and len(shared) <= 1:
            continue
        rank = (len(shared), len(shared) / len(words))
        if best is None or rank > best[:2]:
            best = (*rank, _Found(day, shared))
    return best[2] if best else None


def _mentions(tokens: Tokens, key: str, place: int) -> list[int]:
    """Return the characters where else *key* stands, the places nearest to *place* first."""
    places = _by_stem(tokens).get(key[:_SHORTEST], [])
    at = bisect_left(places, place)
    around = places[max(0, at - _TRIES) : at + _TRIES]
    found = [tokens.starts[other] for other in around if tokens.words[other].startswith(key)]
    return sorted(found, key=lambda start: abs(start - tokens.starts[place]))[:_MENTIONS]


@lru_cache(maxsize=8)
def _by_stem(tokens: Tokens) -> dict[str, list[int]]:
    """Return the tokens whose words begin with the same letters."""
    stems: dict[str, list[int]] = {}
    for place, word in enumerate(tokens.words):
        if len(word) >= _SHORTEST:
            stems.setdefault(word[:_SHORTEST], []).append(place)
    return stems


def _sentence(text: str, place: int) -> tuple[int, int]:
    first = max(0, place - _WINDOW)
    for end in _SENTENCE_END.finditer(text, first, place):
        first = end.end()
    stop = _SENTENCE_END.search(text, place, place + _WINDOW)
    return first, stop.start() + 1 if stop else min(len(text), place + _WINDOW)


def _alike(key: str, word: str) -> bool:
    return word.startswith(key) or (len(word) >= _SHORTEST and key.startswith(word))

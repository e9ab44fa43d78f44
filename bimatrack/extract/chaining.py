"""The day of the event that a chained deadline counts from: "dua minggu setelah pelantikan", "H-3 paripurna"."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from bimatrack.rules.dues import DueRules
from bimatrack.rules.tokens import BREAK, Tokens

NamedDay = tuple[str, date]

_LONGEST_NAME = 8  # words in which an event is named
_REACH = 20_000  # characters around the wording in which the event's day is looked for
_WINDOW = 240  # characters of a sentence to each side of a mention
_MENTIONS = 12  # mentions that are looked at
_SHORTEST = 4  # letters of a word that can name an event
_SENTENCE_END = re.compile(r"[.;?!][\s”\"]|\n")


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """Days that a text names: from *first* to *last*, written from character *start* to *end*."""

    first: date
    last: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The day a chained deadline counts from, and the token behind the words that name its event."""

    day: date
    end: int


Finder = Callable[[int, int], Iterable[NamedSpan]]


@dataclass(frozen=True, slots=True)
class Calendar:
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
        names = _names(self.tokens, place, limit)
        words = tuple(self.tokens.words[name] for name in names)
        empty = self.rules.listed("empty")
        keys = tuple(word for word in words if word not in empty and len(word) >= _SHORTEST)
        if not names:
            return None
        end = self._trailing(names[-1] + 1, limit)
        day = _in_titles(keys, self.events) if keys else None
        if day is None and keys:
            closing = not self.rules.listed("closing").isdisjoint(words)
            day = self._in_text(keys, (place, end), last=closing or not back)
        if day is None and words[0] in self.rules.listed("main-event"):
            day = self._main_event()
        return Origin(day, end) if day else None

    def _trailing(self, place: int, limit: int) -> int:
        while place < limit and self.tokens.words[place] in self.rules.listed("behind-event"):
            place += 1
        return place

    def _in_text(self, keys: tuple[str, ...], own: tuple[int, int], *, last: bool) -> date | None:
        text = self.tokens.text
        start, end = self.tokens.starts[own[0]], self.tokens.ends[own[1] - 1]
        best: tuple[int, int, date] | None = None
        for mention in islice(_mentions(text, keys[0], start), _MENTIONS):
            first, stop = _sentence(text, mention)
            shared = sum(key in text[first:stop].lower() for key in keys)
            for named in self.find(first, stop):
                if named.start < end and start < named.end:
                    continue
                rank = (-shared, min(abs(named.start - mention), abs(named.end - mention)))
                if best is None or rank < best[:2]:
                    best = (*rank, named.last if last else named.first)
        return best[2] if best else None

    def _main_event(self) -> date | None:
        meeting = tuple(self.rules.listed("meeting"))
        return next((day for title, day in self.events if not title.lower().startswith(meeting)), None)


def _names(tokens: Tokens, place: int, limit: int) -> list[int]:
    names = []
    for index in range(place, min(place + _LONGEST_NAME, limit)):
        word = tokens.words[index]
        if word == BREAK or not word[0].isalnum():
            break
        names.append(index)
    return names


def _in_titles(keys: tuple[str, ...], events: tuple[NamedDay, ...]) -> date | None:
    best, score = None, 0
    for title, day in events:
        words = re.findall(r"\w+", title.lower())
        hits = sum(any(_alike(key, word) for word in words) for key in keys)
        if hits > score and any(_alike(keys[0], word) for word in words):
            best, score = day, hits
    return best


def _mentions(text: str, key: str, place: int) -> Iterator[int]:
    pattern = re.compile(rf"\b{re.escape(key)}", re.IGNORECASE)
    return (match.start() for match in pattern.finditer(text, max(0, place - _REACH), place + _REACH))


def _sentence(text: str, place: int) -> tuple[int, int]:
    first = max(0, place - _WINDOW)
    for end in _SENTENCE_END.finditer(text, first, place):
        first = end.end()
    stop = _SENTENCE_END.search(text, place, place + _WINDOW)
    return first, stop.start() + 1 if stop else min(len(text), place + _WINDOW)


def _alike(key: str, word: str) -> bool:
    return word.startswith(key) or (len(word) >= _SHORTEST and key.startswith(word))

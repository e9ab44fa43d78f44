"""Where a text speaks of time: the wording itself, the words that introduce it, and the hour behind it."""

from collections.abc import Iterator

from msgspec import Struct

from bimatrack.due import before, timed
from bimatrack.rules.dues import WORDING, DueRule, DueRules
from bimatrack.rules.matching import Run
from bimatrack.rules.numbers import COUNTING_WORDS
from bimatrack.rules.slotted import Nothing, Setting, Stretches
from bimatrack.rules.tokens import BREAK, FIGURES, Tokens

_REACH = 7  # words that may stand between "sebelum" and the day: "sebelum siswa masuk kembali Senin"
_FAR = ("calendar", "weekday", "deictic", "month", "feast")  # what "sebelum" may so reach
_LIMITS = frozenset({"by", "until", "within", "given", "before", "toward"})
_DEMANDS = frozenset({"by", "within", "given"})  # what makes even a bare length of time a deadline
_QUOTED = ("before", "toward", "within", "since")  # introducing words that belong to the quote, as they change the day


class Introduction(Struct, frozen=True):
    """The words before a wording: what each *means*, innermost first, and the tokens where they and the quote begin."""

    means: tuple[str, ...]
    lead: int
    quote: int


class Wording(Struct, frozen=True):
    """A wording of time; numbers count tokens.

    It stands from *start* to *end*, the hour or the "lalu" behind it ends at *tail*. *past* tells that it points back.
    """

    value: object
    rule: DueRule
    introduction: Introduction
    start: int
    end: int
    tail: int
    past: bool

    @property
    def means(self) -> tuple[str, ...]:
        """What the introducing words mean."""
        return self.introduction.means

    @property
    def bounded(self) -> bool:
        """Whether an introducing word makes it a limit."""
        return not _LIMITS.isdisjoint(self.means)

    @property
    def demanded(self) -> bool:
        """Whether an introducing word leaves no doubt that a limit is set: even a bare length of time is one then."""
        return not _DEMANDS.isdisjoint(self.means)

    @property
    def introduced(self) -> bool:
        """Whether it may be a deadline in running text: what is weak needs a word that introduces it."""
        if self.rule.gives in ("span", "chain"):
            return not self.rule.weak or self.demanded or "ended" in self.means
        return bool(self.means) or not self.rule.weak


def find_wordings(tokens: Tokens, start: int, end: int, setting: Setting, rules: DueRules) -> Iterator[Wording]:
    """Yield the wordings of time among the tokens *start* to *end*, in order and apart from one another."""
    scan = _Scan(Run(tokens, end, setting), rules)
    floor = place = start
    begins = rules.grammar.begins(WORDING)
    while place < end:
        wording = scan.at(place, floor) if tokens.keys[place] in begins else None
        if wording is None:
            place += 1
        else:
            yield wording
            floor = place = wording.tail


def limit(wording: Wording) -> Stretches:
    """Return the stretches at whose end the wording's time is up; empty where it is no limit."""
    possible = wording.value
    if not isinstance(possible, tuple):
        return ()
    for means in wording.means:
        if means == "before" or (means == "toward" and wording.rule.gives != "part"):
            possible = before(possible)
        elif means in ("since", "after") and wording.rule.gives != "range":
            return ()
    return possible


class _Scan(Struct, frozen=True):
    """One walk over the tokens of a run."""

    run: Run[Setting]
    rules: DueRules

    def at(self, place: int, floor: int) -> Wording | None:
        """Return the wording that begins at the token *place*; its introduction begins at *floor* or later."""
        key = self.run.tokens.keys[place]
        if (key == FIGURES or key in COUNTING_WORDS) and self._counts_something(place):
            return None
        hit = self.rules.grammar.longest(WORDING, place, self.run)
        if hit is None or not isinstance(hit.rule, DueRule):
            return None
        value, end = self._dated(hit.value, hit.end)
        tail, hour = self._hour(end)
        if hour and isinstance(value, tuple):
            value = timed(value)
        introduction = self._introduction(place, floor, hit.rule, tail)
        back = self._back(tail)
        past = back > tail or isinstance(value, Nothing)
        return Wording(value, hit.rule, introduction, place, end, back, past)

    def _counts_something(self, place: int) -> bool:
        """Whether a number counts what is no time, or numbers a document: most numbers of a release do."""
        words, behind = self.run.tokens.words, place + 1
        small = words[place] in COUNTING_WORDS or (words[place].isdecimal() and len(words[place]) < len("2026"))
        if small and (behind >= self.run.limit or self.run.tokens.keys[behind] not in self.rules.behind_numbers):
            return True
        dotted = place > 1 and words[place - 1] == "."
        return place > 0 and (words[place - 1] == "/" or words[place - 1 - dotted] in self.rules.listed("numbering"))

    def _dated(self, value: object, end: int) -> tuple[object, int]:
        """Take the date in brackets behind a wording: "Jumat ini (23/1)"."""
        words = self.run.tokens.words
        if end + 1 < self.run.limit and words[end] == "(":
            for symbol in ("range", "calendar", "date"):
                hit = self.rules.grammar.longest(symbol, end + 1, self.run)
                if hit and hit.end < self.run.limit and words[hit.end] == ")":
                    return hit.value, hit.end + 1
        return value, end

    def _hour(self, place: int) -> tuple[int, bool]:
        """Step over the time of day behind a wording; tell whether it names an hour that the day lasts beyond."""
        hour = False
        while place < self.run.limit:
            clock = self.rules.grammar.longest("clocked-tail", place, self.run)
            daytime = self.rules.grammar.longest("daytime", place, self.run)
            hit = clock or daytime or self.rules.grammar.longest("still", place, self.run)
            if hit is None:
                break
            hour = hour or clock is not None or hit.value == "later"
            place = hit.end
        return place, hour

    def _back(self, place: int) -> int:
        """Step over words behind a wording that make it point back: "lalu", "pekan lalu"."""
        if place < self.run.limit:
            for symbol in ("past", "back", "latest"):
                if hit := self.rules.grammar.longest(symbol, place, self.run):
                    return hit.end
        return place

    def _introduction(self, place: int, floor: int, rule: DueRule, tail: int) -> Introduction:
        found = self._words_before(place, floor)
        if rule.gives in _FAR and _LIMITS.isdisjoint(found.means) and "since" not in found.means:
            far = self._far_before(found.lead, floor)
            if far < found.lead:
                found = Introduction((*found.means, "before"), far, far)
        words = self.run.tokens.words
        if tail < self.run.limit and ((words[tail],), "does") in self.rules.introductions.get(words[tail], ()):
            return Introduction((*found.means, "does", "ended"), found.lead, found.quote)
        return found

    def _words_before(self, place: int, floor: int) -> Introduction:
        words = self.run.tokens.words
        means: list[str] = []
        lead = quote = place
        while lead > floor:
            introducing = self.rules.introductions.get(words[lead - 1], ())
            fitting = [entry for entry in introducing if words[max(floor, lead - len(entry[0])) : lead] == entry[0]]
            if not fitting:
                break
            phrase, meaning = fitting[0]
            means.append(meaning)
            if meaning == "does":
                break
            lead -= len(phrase)
            quote = lead if meaning in _QUOTED else quote
        return Introduction(tuple(means), lead, quote)

    def _far_before(self, place: int, floor: int) -> int:
        """Return where "sebelum" stands some words ahead of *place*, else *place*."""
        words = self.run.tokens.words
        for begin in range(place - 1, max(floor, place - _REACH) - 1, -1):
            if words[begin] == "sebelum":
                return begin
            if not words[begin][0].isalnum() or words[begin] == BREAK:
                break
        return place

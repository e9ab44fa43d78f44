"""Where a text speaks of time: the wording itself, the words that introduce it, and the hour behind it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bimatrack.due import before, coming, timed
from bimatrack.rules.dues import WORDING, DueRule, DueRules
from bimatrack.rules.matching import Run
from bimatrack.rules.slotted import Nothing, Setting, Stretches
from bimatrack.rules.tokens import BREAK, Tokens

_NUMBERED = ("nomor", "no", "rp", "perda", "perwali", "perbup", "pasal", "ayat", "uu", "pp", "perpres", "inpres")
_REACH = 7  # words that may stand between "sebelum" and the day: "sebelum siswa masuk kembali Senin"
_CALENDAR = ("calendar", "weekday", "feast")
_PREPOSITIONS = frozenset({"by", "within", "before"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of time; numbers count tokens.

    It stands from *start* to *end*, the words that introduce it begin at *lead*, the hour behind it ends at *tail*.
    *means* are those of the introducing words, the innermost first. *past* tells that it points back.
    """

    value: object
    rule: DueRule
    lead: int
    quote: int
    start: int
    end: int
    tail: int
    means: tuple[str, ...]
    past: bool

    @property
    def bounded(self) -> bool:
        """Whether an introducing word makes it a limit."""
        return not _PREPOSITIONS.isdisjoint(self.means)

    @property
    def introduced(self) -> bool:
        """Whether it may be taken for a deadline in running text: what is weak needs a word that introduces it."""
        if self.rule.gives == "span":
            return self.bounded or not self.rule.weak
        return bool(self.means) or not self.rule.weak


def find_wordings(tokens: Tokens, start: int, end: int, setting: Setting, rules: DueRules) -> Iterator[Wording]:
    """Yield the wordings of time among the tokens *start* to *end*, in order and apart from one another."""
    run = Run(tokens, end, setting)
    floor = place = start
    while place < end:
        wording = _at(place, floor, run, rules)
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
        if means == "before":
            possible = before(possible)
        elif means in ("since", "after") and wording.rule.gives != "range":
            return ()
    return possible


def _at(place: int, floor: int, run: Run[Setting], rules: DueRules) -> Wording | None:
    words = run.tokens.words
    if not rules.grammar.begins(WORDING, words[place]) or (place and _numbered(words, place)):
        return None
    hit = rules.grammar.longest(WORDING, place, run)
    if hit is None or not isinstance(hit.rule, DueRule):
        return None
    value, end = _dated(hit.value, hit.end, run, rules)
    tail, hour = _hour(end, run, rules)
    if hour and isinstance(value, tuple):
        value = timed(value)
    means, lead, quote = _introduction(place, floor, words, rules)
    if not means and hit.rule.gives in _CALENDAR:
        means, lead, quote = _far_before(place, floor, words)
    past = rules.grammar.longest("past", tail, run) if tail < run.limit else None
    if past:
        tail = past.end
    back = past is not None or isinstance(value, Nothing)
    return Wording(value, hit.rule, lead, quote, place, end, tail, means, back)


def _numbered(words: tuple[str, ...], place: int) -> bool:
    return words[place][0].isdecimal() and words[place - 1 - (words[place - 1] == "." and place > 1)] in _NUMBERED


def _dated(value: object, end: int, run: Run[Setting], rules: DueRules) -> tuple[object, int]:
    """Take the date in brackets behind a wording: "Jumat ini (23/1)", "akhir bulan ini, 30 Januari"."""
    words = run.tokens.words
    if end + 1 >= run.limit or words[end] not in ("(", ","):
        return value, end
    for symbol in ("range", "calendar", "date"):
        hit = rules.grammar.longest(symbol, end + 1, run)
        if hit and words[end] == "(" and hit.end < run.limit and words[hit.end] == ")":
            return hit.value, hit.end + 1
    return value, end


def _hour(place: int, run: Run[Setting], rules: DueRules) -> tuple[int, bool]:
    """Step over the time of day behind a wording; tell whether it names an hour that day lasts beyond."""
    hour = False
    while place < run.limit:
        daytime = rules.grammar.longest("daytime", place, run)
        clock = rules.grammar.longest("clocked-tail", place, run)
        still = rules.grammar.longest("still", place, run)
        hit = clock or daytime or still
        if hit is None:
            break
        hour = hour or clock is not None or (daytime is not None and daytime.value == "later")
        place = hit.end
    return place, hour


def _introduction(place: int, floor: int, words: tuple[str, ...], rules: DueRules) -> tuple[tuple[str, ...], int, int]:
    means: list[str] = []
    lead = quote = place
    while lead > floor:
        for phrase, meaning in rules.bounds.get(words[lead - 1], ()):
            begin = lead - len(phrase)
            if begin >= floor and words[begin:lead] == phrase:
                means.append(meaning)
                lead = begin
                quote = lead if meaning in ("before", "within", "since") else quote
                break
        else:
            break
    return tuple(means), lead, quote


def _far_before(place: int, floor: int, words: tuple[str, ...]) -> tuple[tuple[str, ...], int, int]:
    for begin in range(place - 1, max(floor, place - _REACH) - 1, -1):
        if words[begin] == "sebelum":
            return ("before",), begin, begin
        if not words[begin][0].isalnum() or words[begin] == BREAK:
            break
    return (), place, place


def picked(wording: Wording, setting: Setting) -> Stretches:
    """Return the one stretch that is meant, as a tuple of one; empty where there is no limit."""
    possible = limit(wording)
    return (coming(possible, setting.anchor),) if possible else ()

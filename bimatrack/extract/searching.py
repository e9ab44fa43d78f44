"""The search for a text's times: which wordings are deadlines, and which only name days."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct, field

from bimatrack.altering import replace
from bimatrack.due import Reason, Stretch, before, coming, day_stretch, nearest, say
from bimatrack.extract.chaining import Calendar, NamedDay, NamedSpan
from bimatrack.extract.wordings import Wording, find_wordings, limit
from bimatrack.model import Due, Quote, Span
from bimatrack.rules.countings import count_from
from bimatrack.rules.dues import DueRules
from bimatrack.rules.matching import Run
from bimatrack.rules.slotted import Chain, Recurring, Setting
from bimatrack.rules.tokens import Tokens

_DAYS = ("calendar", "weekday", "deictic", "range", "clocked")
_BEFORE = ("sebelum", "menjelang", "jelang")
_LOOK_BACK = 1200  # characters in which a chained wording looks for the deadline before it
_PLACE = 50  # characters that "Dikeluarkan di Kota Bima," before the day of publication may take
_A_WEEK = timedelta(days=7)
_NEXT_YEAR = timedelta(days=300)  # a day without a year that lies farther ahead than this …
_JUST_PAST = timedelta(days=65)  # … and less far behind than that points back


class Deadline(Struct, frozen=True):
    """A deadline wording in a text.

    *bounded* tells that a word such as "paling lambat" or "sebelum" introduces it; *whole* spans that word, the
    wording and a time of day behind it, so that a caller can cut all of it out of a quote.
    """

    due: Due
    bounded: bool
    whole: Span


class DateRange(Struct, frozen=True):
    """A calendar day (*first* equals *last*) or a range of days that a text names."""

    first: date
    last: date
    quote: Quote


class Search(Struct, frozen=True):
    """A reading of one text for its times; *chained* is off while a chain looks for what it hangs on."""

    tokens: Tokens
    anchor: date
    events: tuple[NamedDay, ...]
    rules: DueRules
    chained: bool = True
    named: dict[tuple[int, int], tuple[NamedSpan, ...]] = field(default_factory=dict)

    def range(self, start: int, end: int | None) -> tuple[int, int]:
        """Return the first token of the characters *start* to *end*, and the token behind the last."""
        last = len(self.tokens.words) if end is None else bisect_left(self.tokens.ends, end + 1)
        return bisect_left(self.tokens.starts, start), last

    def deadlines(self, first: int, last: int) -> list[Deadline]:
        """Return the deadlines among the tokens *first* to *last*."""
        found: list[Deadline] = []
        free = first
        for wording in find_wordings(self.tokens, first, last, Setting(self.anchor), self.rules):
            if wording.introduction.lead < free:
                continue
            found += self._before_events(free, wording.introduction.lead)
            free = wording.tail
            if not wording.past and wording.introduced and (deadline := self._deadline(wording, (first, last), found)):
                found.append(deadline)
                free = max(free, bisect_left(self.tokens.starts, deadline.whole.end))
        return found + self._before_events(free, last)

    def dates(self, first: int, last: int) -> list[DateRange]:
        """Return the calendar days and ranges that the tokens *first* to *last* name."""
        found = []
        for wording in find_wordings(self.tokens, first, last, Setting(self.anchor, naming=True), self.rules):
            if wording.rule.gives in _DAYS and isinstance(wording.value, tuple):
                stretch = nearest(wording.value, self.anchor)
                if wording.past and wording.rule.gives == "weekday":
                    back = stretch.last - _A_WEEK if stretch.last > self.anchor else stretch.last
                    stretch = day_stretch(back)
                quote = Quote.of(self.tokens.text, *self._offsets(wording.start, wording.end))
                found.append(DateRange(stretch.first, stretch.last, quote))
        return found

    def chained_day(
        self, wording: Wording, first: int, last: int, found: Sequence[Deadline]
    ) -> tuple[Stretch, int] | None:
        """Return the day of a chained wording, and the token behind the words that name what it hangs on."""
        chain = wording.value
        if not isinstance(chain, Chain):
            return None
        if not chain.to_event:
            day = self._day_before(first, found)
            stretch = count_from(day, chain) if day else None
            return (stretch, wording.end) if stretch else None
        origin = self._calendar(back=chain.back).origin(wording.end, last, back=chain.back)
        if origin:
            stretch = count_from(origin.day, chain)
            return (stretch, origin.end) if stretch else None
        stretch = self._bare_feast(wording, chain)
        return (stretch, wording.end) if stretch else None

    def _deadline(self, wording: Wording, within: tuple[int, int], found: Sequence[Deadline]) -> Deadline | None:
        tail = wording.tail
        whole = Span(*self._offsets(wording.introduction.lead, tail))
        quote = Quote.of(self.tokens.text, *self._offsets(wording.introduction.quote, tail))
        if isinstance(wording.value, Recurring):
            day = wording.value.next_day
            return Deadline(Due(None, quote, say(Reason("recurring", (day,))), day), wording.bounded, whole)
        if isinstance(wording.value, Chain):
            chained = self.chained_day(wording, *within, found) if self.chained else None
            if chained is None or chained[0].last < self.anchor:
                return None
            stretch, end = chained
            quote = Quote.of(self.tokens.text, *self._offsets(wording.introduction.quote, end))
            whole = Span(whole.start, max(whole.end, quote.span.end))
            return Deadline(Due(stretch.last, quote, say(stretch.explained)), bounded=True, whole=whole)
        possible = limit(wording)
        if not possible or not self._ahead(wording, possible):
            return None
        stretch = coming(possible, self.anchor)
        return Deadline(Due(stretch.last, quote, say(stretch.explained)), wording.bounded, whole)

    def _ahead(self, wording: Wording, possible: Sequence[Stretch]) -> bool:
        """Whether a wording of running text looks ahead, rather than naming the past or the release's own day."""
        day = coming(tuple(possible), self.anchor).last
        just_past = any(timedelta(0) < self.anchor - stretch.last < _JUST_PAST for stretch in possible)
        if day < self.anchor or (just_past and not wording.bounded and day - self.anchor > _NEXT_YEAR):
            return False
        if wording.rule.weak and wording.rule.gives in ("clocked", "span") and day == self.anchor:
            return "before" in wording.means
        if wording.rule.gives != "calendar" or wording.bounded or "start" in wording.means:
            return True
        return day != self.anchor and not (day - self.anchor <= _A_WEEK and self._dateline(wording))

    def _dateline(self, wording: Wording) -> bool:
        """Whether a date fills its line, or ends one that says no more than a place: the day of publication."""
        start, end = self._offsets(wording.start, wording.tail)
        text = self.tokens.text
        line_start = text.rfind("\n", max(0, start - _PLACE), start) + 1
        if (not line_start and start > _PLACE) or text[end : end + _PLACE].partition("\n")[0].strip(" ."):
            return False
        before = text[line_start:start].strip()
        return not before or before.endswith(",")

    def _before_events(self, first: int, last: int) -> list[Deadline]:
        """Return the deadlines that are only "sebelum" and the name of an event whose day is known."""
        found = []
        words, verbs = self.tokens.words, tuple(self.rules.listed("verb-prefix"))
        joints = self.rules.listed("joint")
        place = first
        while self.chained and place + 1 < last:
            if words[place] in _BEFORE and words[place + 1] not in joints and not words[place + 1].startswith(verbs):
                origin = self._calendar(back=True, lengths=False).origin(place + 1, last, back=True)
                if origin and origin.day > self.anchor:
                    (stretch,) = before((day_stretch(origin.day),))
                    quote = Quote.of(self.tokens.text, *self._offsets(place, origin.end))
                    found.append(
                        Deadline(Due(stretch.last, quote, say(stretch.reason)), bounded=True, whole=quote.span)
                    )
                    place = origin.end
                    continue
            place += 1
        return found

    def _calendar(self, *, back: bool, lengths: bool = True) -> Calendar:
        """Return where events are looked up: what lies before an event needs one that is to come.

        With *lengths*, what "dalam 14 hari" leads to counts as a day that the text names, where it names no other.
        """
        events = tuple(event for event in self.events if event[1] > self.anchor or not back)
        return Calendar(self.tokens, events, self._named if lengths else self._days, self.rules)

    def _named(self, start: int, end: int) -> tuple[NamedSpan, ...]:
        return self._days(start, end) or tuple(self.counted(*self.range(start, end)))

    def _days(self, start: int, end: int) -> tuple[NamedSpan, ...]:
        if (start, end) not in self.named:
            days = self.dates(*self.range(start, end))
            spans = [NamedSpan(day.first, day.last, day.quote.span.start, day.quote.span.end) for day in days]
            self.named[start, end] = tuple(spans)
        return self.named[start, end]

    def counted(self, first: int, last: int) -> list[NamedSpan]:
        """Return the days that lengths of time among the tokens *first* to *last* lead to."""
        found = []
        for wording in find_wordings(self.tokens, first, last, Setting(self.anchor), self.rules):
            if wording.rule.gives == "span" and wording.introduced and (possible := limit(wording)):
                day = coming(possible, self.anchor).last
                found.append(NamedSpan(day, day, *self._offsets(wording.start, wording.end)))
        return found

    def _day_before(self, first: int, found: Sequence[Deadline]) -> date | None:
        """Return the day of the deadline before: the last of those *found*, else of what stands before *first*."""
        known = [deadline.due.day for deadline in found if deadline.due.day]
        if not known and first < len(self.tokens.starts):
            start = self.tokens.starts[first]
            earlier = replace(self, chained=False).deadlines(*self.range(max(0, start - _LOOK_BACK), start))
            known = [deadline.due.day for deadline in earlier if deadline.due.day]
        return known[-1] if known else None

    def _bare_feast(self, wording: Wording, chain: Chain) -> Stretch | None:
        """Count a bare "H-7" from the feast that the text speaks of, the nearest before it or else behind."""
        feasts = _feasts(self.tokens, self.anchor, self.rules) if self.tokens.words[wording.start] == "h" else ()
        if not feasts:
            ahead = {day for _title, day in self.events if day > self.anchor}
            bare = self.tokens.words[wording.start] == "h" and len(ahead) == 1
            return count_from(ahead.pop(), chain) if bare else None
        before = bisect_left(feasts, (wording.start, self.anchor))
        return count_from(feasts[max(0, before - 1)][1], chain)

    def _offsets(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens.starts[first], self.tokens.ends[last - 1]


@lru_cache(maxsize=8)
def _feasts(tokens: Tokens, anchor: date, rules: DueRules) -> tuple[tuple[int, date], ...]:
    """Return the feasts that a text names: the token where each stands, and its coming day."""
    run = Run(tokens, len(tokens.words), Setting(anchor))
    hits = ((place, rules.grammar.longest("feast", place, run)) for place in range(run.limit))
    return tuple(
        (place, coming(hit.value, anchor).first) for place, hit in hits if hit and isinstance(hit.value, tuple)
    )

"""The search for a text's times: which wordings are deadlines, and which only name days."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
_FEAST_REACH = 400  # tokens in which a bare "H-7" looks for its feast
_HEAD = 700  # characters in which a date alone on its line is the day of publication
_A_WEEK = timedelta(days=7)
_NEXT_YEAR = timedelta(days=300)  # a day without a year that lies farther ahead than this …
_JUST_PAST = timedelta(days=65)  # … and less far behind than that points back


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline wording in a text.

    *bounded* tells that a word such as "paling lambat" or "sebelum" introduces it; *whole* spans that word, the
    wording and a time of day behind it, so that a caller can cut all of it out of a quote.
    """

    due: Due
    bounded: bool
    whole: Span


@dataclass(frozen=True, slots=True)
class DateRange:
    """A calendar day (*first* equals *last*) or a range of days that a text names."""

    first: date
    last: date
    quote: Quote


@dataclass(frozen=True, slots=True)
class Search:
    """A reading of one text for its times; *chained* is off while a chain looks for what it hangs on."""

    tokens: Tokens
    anchor: date
    events: tuple[NamedDay, ...]
    rules: DueRules
    chained: bool = True

    def range(self, start: int, end: int | None) -> tuple[int, int]:
        """Return the first token of the characters *start* to *end*, and the token behind the last."""
        last = len(self.tokens.words) if end is None else bisect_left(self.tokens.ends, end + 1)
        return bisect_left(self.tokens.starts, start), last

    def deadlines(self, first: int, last: int) -> list[Deadline]:
        """Return the deadlines among the tokens *first* to *last*."""
        found: list[Deadline] = []
        free = first
        for wording in find_wordings(self.tokens, first, last, Setting(self.anchor), self.rules):
            found += self._before_events(free, wording.introduction.lead)
            free = wording.tail
            if not wording.past and wording.introduced and (deadline := self._deadline(wording, last, found)):
                found.append(deadline)
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

    def chained_day(self, wording: Wording, limit_: int, found: Sequence[Deadline]) -> tuple[Stretch, int] | None:
        """Return the day of a chained wording, and the token behind the words that name what it hangs on."""
        chain = wording.value
        if not isinstance(chain, Chain):
            return None
        if not chain.to_event:
            day = self._day_before(wording, found)
            stretch = count_from(day, chain) if day else None
            return (stretch, wording.end) if stretch else None
        origin = self._calendar(back=chain.back).origin(wording.end, limit_, back=chain.back)
        if origin:
            stretch = count_from(origin.day, chain)
            return (stretch, origin.end) if stretch else None
        stretch = self._bare_feast(wording, chain)
        return (stretch, wording.end) if stretch else None

    def _deadline(self, wording: Wording, last: int, found: Sequence[Deadline]) -> Deadline | None:
        end, tail = wording.end, wording.tail
        whole = Span(*self._offsets(wording.introduction.lead, tail))
        quote = Quote.of(self.tokens.text, *self._offsets(wording.introduction.quote, end))
        if isinstance(wording.value, Recurring):
            day = wording.value.next_day
            return Deadline(Due(None, quote, say(Reason("recurring", (day,))), day), wording.bounded, whole)
        if isinstance(wording.value, Chain):
            chained = self.chained_day(wording, last, found) if self.chained else None
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
        if day < self.anchor or (just_past and day - self.anchor > _NEXT_YEAR):
            return False
        if wording.rule.weak and wording.rule.gives in ("clocked", "span") and day == self.anchor:
            return "before" in wording.means
        if wording.rule.gives != "calendar" or wording.bounded or "start" in wording.means:
            return True
        return day != self.anchor and not (day - self.anchor <= _A_WEEK and self._alone_in_head(wording))

    def _alone_in_head(self, wording: Wording) -> bool:
        start, end = self._offsets(wording.start, wording.tail)
        text = self.tokens.text
        line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
        return start < _HEAD and len(line.strip()) == end - start

    def _before_events(self, first: int, last: int) -> list[Deadline]:
        """Return the deadlines that are only "sebelum" and the name of an event whose day is known."""
        found = []
        place, calendar = first, self._calendar(back=True)
        while self.chained and place < last:
            if self.tokens.words[place] in _BEFORE:
                origin = calendar.origin(place + 1, last, back=True)
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

    def _calendar(self, *, back: bool) -> Calendar:
        """Return where events are looked up: what lies before an event needs one that is to come."""
        events = tuple(event for event in self.events if event[1] > self.anchor or not back)
        return Calendar(self.tokens, events, self._named, self.rules)

    def _named(self, start: int, end: int) -> list[NamedSpan]:
        first, last = self.range(start, end)
        unchained = Search(self.tokens, self.anchor, (), self.rules, chained=False)
        named = [NamedSpan(d.first, d.last, d.quote.span.start, d.quote.span.end) for d in unchained.dates(first, last)]
        for deadline in unchained.deadlines(first, last):
            if deadline.due.day and not any(span.start <= deadline.due.quote.span.start < span.end for span in named):
                span = deadline.due.quote.span
                named.append(NamedSpan(deadline.due.day, deadline.due.day, span.start, span.end))
        return named

    def _day_before(self, wording: Wording, found: Sequence[Deadline]) -> date | None:
        known = [deadline.due.day for deadline in found if deadline.due.day]
        if not known:
            start = self.tokens.starts[wording.start]
            unchained = Search(self.tokens, self.anchor, self.events, self.rules, chained=False)
            earlier = unchained.deadlines(*self.range(max(0, start - _LOOK_BACK), start))
            known = [deadline.due.day for deadline in earlier if deadline.due.day]
        return known[-1] if known else None

    def _bare_feast(self, wording: Wording, chain: Chain) -> Stretch | None:
        """Count a bare "H-7" from the feast that the text speaks of."""
        if self.tokens.words[wording.start] != "h":
            return None
        run = Run(self.tokens, len(self.tokens.words), Setting(self.anchor))
        back = range(wording.start - 1, max(-1, wording.start - _FEAST_REACH), -1)
        ahead = range(wording.end, min(run.limit, wording.end + _FEAST_REACH))
        for place in (*back, *ahead):
            hit = self.rules.grammar.longest("feast", place, run)
            if hit and isinstance(hit.value, tuple):
                return count_from(coming(hit.value, self.anchor).first, chain)
        return None

    def _offsets(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens.starts[first], self.tokens.ends[last - 1]

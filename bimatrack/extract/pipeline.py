"""Reads a release from one end to the other: text in, directives and events out."""

import re

from bimatrack.extract.ask import Ask
from bimatrack.extract.attach import Dated, attach
from bimatrack.extract.confidence import confidence_of
from bimatrack.extract.events import find_events
from bimatrack.extract.merging import merge
from bimatrack.extract.page import read_page
from bimatrack.extract.passages import read_passages
from bimatrack.extract.phrasing import phrase
from bimatrack.extract.screening import is_directive
from bimatrack.extract.speakers import Speakers, hear
from bimatrack.model import Directive, Extraction, Kind, Quote, Release
from bimatrack.rules.language import Frame

_SHORTEST = 8  # characters of a verb that says enough by itself
_LIMIT = re.compile(r"(?i)\b(?:paling lambat|selambat)")


def extract(release: Release) -> Extraction:
    """Find the directives and events of a release."""
    page = read_page(release.text)
    events = find_events(release)
    days = tuple((event.title, event.start) for event in events)
    speakers = hear(page)
    found: list[Directive] = []
    for passage in read_passages(page):
        for dated in attach(passage, release.text, release.day, days):
            voice = speakers.at(dated.ask.quote.start)
            if is_directive(dated.ask, voice) and _says_something(release.text, dated):
                found.append(_directive(release.text, dated, speakers))
    return Extraction(release, merge(tuple(sorted(found, key=lambda d: d.quote.span))), events)


def _says_something(text: str, dated: Dated) -> bool:
    """Whether a quote is more than one word, or at least due."""
    quote = dated.ask.quote
    if dated.ask.dated and dated.due is None and not _LIMIT.search(text, dated.ask.scope.start, dated.ask.scope.end):
        return False
    if dated.ask.owners and dated.ask.frame is Frame.DIRECT:
        return True
    if dated.ask.owners and dated.ask.frame is Frame.ACTIVE and quote.end - quote.start >= _SHORTEST:
        return True
    return dated.due is not None or " " in text[quote.start : quote.end].strip()


def _directive(text: str, dated: Dated, speakers: Speakers) -> Directive:
    ask = dated.ask
    quote = Quote(text[ask.quote.start : ask.quote.end], ask.quote)
    voice = speakers.at(ask.quote.start)
    kind = Kind.INSTRUCTION if ask.kind is Kind.APPEAL and ask.frame is Frame.MODAL and dated.due else ask.kind
    return Directive(
        phrase(quote.text),
        quote,
        kind,
        voice.quote if voice and not ask.rule.startswith("decision") else None,
        ask.owners,
        (),
        dated.due,
        confidence_of(ask, dated.due),
        ask.rule,
        _also(text, ask),
    )


def _also(text: str, ask: Ask) -> tuple[Quote, ...]:
    return tuple(Quote(text[span.start : span.end], span) for span in ask.also)

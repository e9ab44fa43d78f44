"""Reads a release from one end to the other: text in, directives and events out."""

from bimatrack.extract.attach import Dated, attach
from bimatrack.extract.passages import read_passages
from bimatrack.extract.phrasing import phrase
from bimatrack.model import Directive, Extraction, Quote, Release


def extract(release: Release) -> Extraction:
    """Find the directives and events of a release."""
    found: list[Directive] = []
    for passage in read_passages(release.text):
        found += [_directive(release.text, dated) for dated in attach(passage, release.text, release.day)]
    return Extraction(release, tuple(sorted(found, key=lambda d: d.quote.span)), ())


def _directive(text: str, dated: Dated) -> Directive:
    ask = dated.ask
    quote = Quote(text[ask.quote.start : ask.quote.end], ask.quote)
    return Directive(phrase(quote.text), quote, ask.kind, ask.subject, ask.owners, (), dated.due, ask.weight, ask.rule)

"""The words of a release that prove a directive, lit up where they stand."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.text import Text

from bimatrack.history import Tracked
from bimatrack.literal import literal
from bimatrack.model import Quote, Span

_AROUND = 400
_QUOTE = "bold underline"
_PROOF = "italic"


def in_context(text: str, tracked: Tracked) -> Text:
    """Cut the passage around the quote of *tracked* out of *text*, the words that prove it set off."""
    passage = _passage(text, tracked.directive.quote.span)
    shown = Text("… " if passage.start > _line_start(text, passage.start) else "")
    shown.append_text(lit_up(text, passage, tracked))
    return shown.append(" …" if passage.end < _line_end(text, passage.end) else "")


def lit_up(text: str, passage: Span, tracked: Tracked) -> Text:
    """Return the *passage* of *text* with the quote of *tracked*, and the words that prove the rest, set off."""
    said = tracked.directive
    styled = [(_proof.span, _PROOF) for _proof in _proofs(tracked)] + [(said.quote.span, _QUOTE)]
    edges = sorted({passage.start, passage.end, *_edges_within(passage, [span for span, _style in styled])})
    shown = Text()
    for start, end in pairwise(edges):
        style = next((name for span, name in reversed(styled) if span.start <= start < span.end), "")
        shown.append(literal(text[start:end]), style=style)
    return shown


def lines_around(text: str, quote: Span, around: int) -> Span:
    """Return the whole lines of *text* that reach at least *around* characters before and behind *quote*."""
    return Span(
        _line_start(text, max(quote.start - around, 0)),
        _line_end(text, min(quote.end + around, len(text))),
    )


def _proofs(tracked: Tracked) -> Iterator[Quote]:
    said = tracked.directive
    yield from said.owners
    if said.speaker:
        yield said.speaker
    if said.due:
        yield said.due.quote


def _passage(text: str, quote: Span) -> Span:
    start = max(_line_start(text, quote.start), quote.start - _AROUND)
    end = min(_line_end(text, quote.end), quote.end + _AROUND)
    if start > _line_start(text, quote.start):
        start = text.find(" ", start, quote.start) + 1 or quote.start
    if end < _line_end(text, quote.end):
        end = max(text.rfind(" ", quote.end, end), quote.end)
    return Span(start, end)


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _edges_within(passage: Span, spans: Sequence[Span]) -> Iterator[int]:
    for span in spans:
        for edge in (span.start, span.end):
            if passage.start < edge < passage.end:
                yield edge

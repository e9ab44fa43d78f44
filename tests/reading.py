"""Makes releases of a few lines and reads them, for the tests of extraction."""

from datetime import date
from textwrap import dedent

from bimatrack.extract.head import read_head
from bimatrack.extract.pipeline import extract
from bimatrack.extract.sentences import Sentence, direct_speech, words_of
from bimatrack.model import Directive, Kind, Release, Span

MONDAY = date(2026, 1, 5)

Found = tuple[str, tuple[str, ...], str | None]


def release_of(text: str, day: date | None = MONDAY) -> Release:
    """Make a release of *text*."""
    return Release(source="uji.txt", text=text, key="k", title="", day=day, publisher=None)


def directives_of(body: str, day: date | None = MONDAY) -> tuple[Directive, ...]:
    """Read *body* as the paragraphs of a release with a headline of its own."""
    return extract(release_of(f"Berita Pemerintah Kota\n\n{body}", day)).directives


def line_of(text: str) -> Sentence:
    """Read *text* as one sentence."""
    return words_of(text, Span(0, len(text)), direct_speech(text, 0, len(text)))


def found_in(text: str) -> list[Found]:
    """Return quote, owners and last day of each tracked directive of a document, its day read from its head."""
    text = dedent(text).strip() + "\n"
    release = Release(source="uji.txt", text=text, key="k", title="", day=read_head(text).day, publisher=None)
    return [
        (d.quote.text, tuple(o.text for o in d.owners), d.due.day.isoformat() if d.due and d.due.day else None)
        for d in extract(release).directives
        if d.kind is not Kind.APPEAL
    ]

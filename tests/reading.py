"""Makes releases of a few lines and reads them, for the tests of extraction."""

from datetime import date

from bimatrack.extract.pipeline import extract
from bimatrack.extract.sentences import Sentence, direct_speech, words_of
from bimatrack.model import Directive, Release, Span

MONDAY = date(2026, 1, 5)


def release_of(text: str, day: date | None = MONDAY) -> Release:
    """Make a release of *text*."""
    return Release(source="uji.txt", text=text, key="k", title="", day=day, publisher=None)


def directives_of(body: str, day: date | None = MONDAY) -> tuple[Directive, ...]:
    """Read *body* as the paragraphs of a release with a headline of its own."""
    return extract(release_of(f"Berita Pemerintah Kota\n\n{body}", day)).directives


def line_of(text: str) -> Sentence:
    """Read *text* as one sentence."""
    return words_of(text, Span(0, len(text)), direct_speech(text, 0, len(text)))

"""A release taken apart once: its blocks, and the sentences of each as words."""

from dataclasses import dataclass

from bimatrack.extract.layout import Block, Shape, read_blocks
from bimatrack.extract.sentences import Sentence, cut, direct_speech, words_of
from bimatrack.extract.tables import Row, find_tables
from bimatrack.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with its sentences; *speech* holds the stretches between quotation marks."""

    block: Block
    lines: tuple[Sentence, ...]
    speech: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A release as pieces; the rows of its tables stand apart."""

    text: str
    pieces: tuple[Piece, ...]
    rows: tuple[Row, ...]


def read_page(text: str) -> Page:
    """Take a release apart."""
    tables = find_tables(text)
    blocks = (b for b in read_blocks(text) if not any(span.overlaps(b.span) for span, _rows in tables))
    return Page(text, tuple(_piece(text, b) for b in blocks), tuple(row for _span, rows in tables for row in rows))


def _piece(text: str, block: Block) -> Piece:
    if block.shape is Shape.CLOSING:
        return Piece(block, (), ())
    speech = direct_speech(text, block.span.start, block.span.end)
    lines = (words_of(text, span, speech) for span in cut(text, block.span.start, block.span.end))
    return Piece(block, tuple(line for line in lines if line.words), speech)

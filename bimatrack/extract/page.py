"""A release taken apart once: its blocks, and the sentences of each as words."""

import re
from enum import StrEnum

from msgspec import Struct

from bimatrack.extract.layout import Block, Shape, read_blocks
from bimatrack.extract.sentences import Sentence, cut, direct_speech, in_stretches, words_of
from bimatrack.extract.tables import Row, find_tables
from bimatrack.model import Span

_CHAT = re.compile(
    r"(?i)assalamu|\bizin (?:meneruskan|share|berbagi|menyampaikan|melaporkan)|\bbapak?\s?/?\s?ibu\b"
    r"|\bteruskan:|\[(?:update|info|forward)|rekan-rekan|\bgrup\b|🙏|📌"
)
_LETTER = re.compile(
    r"(?i)\s*(?:lembar\s+)?(?:surat|instruksi|keputusan|radiogram|undangan|edaran|se|nota dinas|maklumat"
    r"|memo|memorandum|disposisi)\b"
)
_LETTER_BELOW = re.compile(
    r"(?i)(?m:^\s*(?:SURAT EDARAN|INSTRUKSI|NOTA DINAS)\b)"
    r"|(?s:(?m:^\s*(?:nomor|hal|perihal)\s*:).{0,400}(?m:^\s*(?:kepada\b.{0,20}\n?\s*)?yth\b))"
)
_OF_LETTERS = ("surat edaran", "instruksi", "nota dinas", "yth")  # one of them stands in what is found below
_SPEECH = re.compile(r"(?i)^\s*(?:amanat|sambutan|pidato|arahan|kata sambutan)\b")
_MINUTES = re.compile(
    r"(?i)^\s*(?:\w+\s+){0,2}?(?:notulen|notula|notulensi|risalah|berita acara|hasil rapat|minutes)\b"
)
_LABEL = 60  # letters of the label of one who speaks
_HEAD = 600  # characters in which a release shows its form


class Form(StrEnum):
    """What sort of document a release is, as far as it changes how its sentences are read."""

    NEWS = "news"
    LETTER = "letter"
    MINUTES = "minutes"
    CHAT = "chat"
    SPEECH = "speech"


class Piece(Struct, frozen=True):
    """A block with its sentences; *speech* holds the stretches between quotation marks."""

    block: Block
    lines: tuple[Sentence, ...]
    speech: tuple[Span, ...]


class Page(Struct, frozen=True):
    """A release as pieces; the rows of its tables stand apart."""

    text: str
    form: Form
    pieces: tuple[Piece, ...]
    rows: tuple[Row, ...]


def read_page(text: str) -> Page:
    """Take a release apart."""
    tables = find_tables(text)
    form = _form(text)
    blocks = (b for b in read_blocks(text) if not any(span.overlaps(b.span) for span, _rows in tables))
    return Page(
        text, form, tuple(_piece(text, b, form) for b in blocks), tuple(row for _span, rows in tables for row in rows)
    )


def _piece(text: str, block: Block, form: Form) -> Piece:
    if block.shape is Shape.CLOSING:
        return Piece(block, (), ())
    chat = form in (Form.CHAT, Form.SPEECH) and block.shape is not Shape.TITLE
    chat = chat or (form is Form.MINUTES and _is_spoken(text, block))
    speech = (block.span,) if chat else direct_speech(text, block.span.start, block.span.end)
    lines = (words_of(text, span, speech) for span in cut(text, block.span.start, block.span.end))
    return Piece(block, tuple(part for line in lines for part in in_stretches(line)), speech)


def _is_spoken(text: str, block: Block) -> bool:
    """Whether a block of minutes is what somebody said, word for word: "WAKIL KETUA I: …"."""
    start = text.rfind("\n", 0, block.span.start) + 1
    label = text[start : min(block.span.end, start + _LABEL)].partition(":")
    return bool(label[1]) and label[0].isupper() and len(label[0].split()) > 1


def _form(text: str) -> Form:
    head = text[:_HEAD]
    if _MINUTES.match(head):
        return Form.MINUTES
    if _LETTER.match(head) or _is_letter_below(head):
        return Form.LETTER
    if _SPEECH.match(head):
        return Form.SPEECH
    return Form.CHAT if _CHAT.search(head) and "“" not in head else Form.NEWS


def _is_letter_below(head: str) -> bool:
    folded = head.casefold()
    return any(words in folded for words in _OF_LETTERS) and _LETTER_BELOW.search(head) is not None

"""Walks through a release block by block and reads each in its own way: running text, orders, addressees, tables."""

import re
from dataclasses import replace

from bimatrack.extract.answers import answer, answer_when, is_open, read_row
from bimatrack.extract.asks import asks_in
from bimatrack.extract.enumerations import announces, priorities_in
from bimatrack.extract.grammar import actor_at
from bimatrack.extract.layout import Block, Shape
from bimatrack.extract.orders import prose_or_order
from bimatrack.extract.owners import agent_in, named_before, owners_in
from bimatrack.extract.page import Form, Page, Piece
from bimatrack.extract.passage import HEADLINE, Passage, State
from bimatrack.extract.prose import extended, is_remark, read_prose
from bimatrack.extract.sentences import words_of
from bimatrack.extract.tails import read_decision, tail_of
from bimatrack.model import Kind, Quote
from bimatrack.rules.forms import labels
from bimatrack.rules.language import Frame, language

_ORDERS = re.compile(
    r"(?i)\b(?:keputusan|kesimpulan|tindak lanjut|rencana tindak|rtl|arahan|penugasan|pembagian tugas"
    r"|kesepakatan|rekomendasi|instruksi|disampaikan|butir|perintah|tugas|memutuskan|menetapkan"
    r"|disepakati|isi edaran|ketentuan|hal-hal)\b"
)
_TALK = re.compile(
    r"(?i)\b(?:pembahasan|paparan|jalannya|diskusi|agenda|acara|pembukaan|pendahuluan|penutup|lain-lain"
    r"|pengantar|laporan|peserta|catatan|dasar|latar|susunan|hadir|tembusan|maksud|tujuan|belakang)\b"
)
_INTRO = re.compile(
    r"(?i)(?:sebagai berikut|menginstruksikan|memerintahkan|menugaskan|diminta|meminta|kiranya saudara"
    r"|arahan|instruksi|hal-hal|pembagian tugas|titip|penekanan|menekankan|agar|wajib"
    r"|harus)[^.]{0,140}:\s*$"
)
_LONGEST_ADDRESS, _SENTENCE = 120, 60  # characters
_ADDRESS = re.compile(r"(?i)(?:kepada\b|yth\b)")


def read_passages(page: Page) -> tuple[Passage, ...]:
    """Return everything that a release asks, in the order of the text."""
    found: list[Passage] = [read_row(page.text, row) for row in page.rows if is_open(row)]
    state = State(formal=page.form in (Form.LETTER, Form.MINUTES), letter=page.form is Form.LETTER)
    for number, piece in enumerate(page.pieces, 1):
        following = page.pieces[number].block if number < len(page.pieces) else None
        found += _read(page.text, piece, following, state, found)
    return tuple(sorted(found, key=lambda p: p.span))


def _read(text: str, piece: Piece, following: Block | None, state: State, found: list[Passage]) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    state.answering = block.shape is Shape.ITEM or (state.answering and block.shape is Shape.FIELD)
    match block.shape:
        case Shape.TITLE:
            return _headline(piece)
        case Shape.CLOSING:
            state.addressing = state.listed = state.counted = False
            state.ordering = False
            return []
        case Shape.HEADING:
            _heading(text, block, content, state)
            return []
        case Shape.FIELD:
            return _field(text, piece, content, state, found)
        case Shape.ITEM:
            return _list_item(text, piece, content, following, state)
        case Shape.PARAGRAPH:
            return _paragraph(text, piece, content, following, state)


def _headline(piece: Piece) -> list[Passage]:
    """Read a headline, in which every word may have a capital; one in capitals only is passed over."""
    found: list[Passage] = []
    for line in piece.lines:
        if line.text[line.span.start : line.span.end].isupper():
            continue
        plain = replace(line, capital=tuple(not i for i, _ in enumerate(line.capital)))
        asks = tuple(
            replace(a, rule=HEADLINE) for a in asks_in(plain) if a.frame in (Frame.ACTIVE, Frame.PASSIVE, Frame.BAN)
        )
        if asks:
            found.append(Passage(asks, line.span))
    return found


def _heading(text: str, block: Block, content: str, state: State) -> None:
    state.addressing = bool(_ADDRESS.match(content))
    if state.addressing:
        state.owners = (*state.owners, *_addressees(text, block))
        return
    state.listed = state.counted = False
    state.ordering = content.lower() in ("untuk", "agar") or _orders_behind(content)
    state.group = ()


def _orders_behind(heading: str) -> bool:
    """Whether orders stand under a heading."""
    return bool(_ORDERS.search(heading)) and not _TALK.search(heading)


def _field(text: str, piece: Piece, content: str, state: State, found: list[Passage]) -> list[Passage]:
    block = piece.block
    if found and state.answering and labels().is_answer(block.name):
        if labels().who_field.fullmatch(block.name):
            answer(text, block.span, found)
        else:
            answer_when(text, block.span, found)
        return []
    if _ADDRESS.match(block.name):
        state.addressing = True
        state.owners = (*state.owners, *_addressees(text, block))
        return []
    state.addressing = False
    if not content:
        state.ordering = state.listed = bool(_ORDERS.search(block.name) or block.name == "untuk")
        return []
    if _ORDERS.search(block.name) and not _TALK.search(block.name):
        return [p for line in piece.lines if (p := read_decision(text, line, state.owners))]
    return read_prose(piece, state) if len(content) > _SENTENCE else []


def _list_item(text: str, piece: Piece, content: str, following: Block | None, state: State) -> list[Passage]:
    block = piece.block
    if state.addressing:
        state.owners = (*state.owners, *_addressees(text, block))
        return []
    tail = tail_of(text, block.span)
    answered = following is not None and following.shape is Shape.FIELD and labels().is_answer(following.name)
    if not (state.ordering or state.listed or answered or (tail and tail.labelled)):
        return read_prose(piece, replace(state, formal=True))
    if tail:
        return [p for p in (read_decision(text, words_of(text, block.span, ()), state.group or state.owners),) if p]
    if content.endswith(":") and following is not None and following.shape is Shape.ITEM:
        line = words_of(text, block.span, ())
        state.group = owners_in(line, 0, len(line.words))
        state.mark = _style(following.mark)
        return []
    if state.group and _style(block.mark) != state.mark:
        state.group = ()
    owners = state.group or state.owners
    return _orders(piece, owners, state)


def _orders(piece: Piece, owners: tuple[Quote, ...], state: State) -> list[Passage]:
    found: list[Passage] = []
    for number, line in enumerate(piece.lines):
        span = line.span
        if number and found and is_remark(line):
            found[-1] = extended(found[-1], span.end)
            continue
        if number and not asks_in(line) and not actor_at(line, 0) and not agent_in(line, 0, len(line.words)):
            continue
        asks = priorities_in(line) or (prose_or_order(line, owners, "order in a list") if line.words else ())
        if state.counted and asks and not asks[0].owners:
            asks = tuple(replace(a, kind=Kind.PRIORITY, rule="enumerated priority") for a in asks)
        if asks:
            found.append(Passage(asks, span))
    return found


def _paragraph(text: str, piece: Piece, content: str, following: Block | None, state: State) -> list[Passage]:
    block = piece.block
    if _ADDRESS.match(content) and len(content) < _LONGEST_ADDRESS and not _asks(piece):
        state.addressing = True
        state.owners = (*state.owners, *_addressees(text, block))
        return []
    state.addressing = False
    headed = piece.lines and piece.lines[0].words[0] in language().classes.ordinal and state.ordering
    if headed and not content.endswith(":"):
        return _orders(piece, state.owners, state)
    found = read_prose(piece, state)
    if (
        content.endswith(":")
        and piece.lines
        and following is not None
        and (following.shape is Shape.ITEM or following.name in ("kepada", "untuk"))
    ):
        last = piece.lines[-1]
        state.group = named_before(last, 0, len(last.words) - 1) if headed else ()
        state.mark = _style(following.mark)
        state.counted = announces(last)
        state.listed = bool(_INTRO.search(content)) or state.counted or bool(state.group)
        return [p for p in found if p.span != last.span]
    state.listed = state.counted = False
    state.group = ()
    return found


def _asks(piece: Piece) -> bool:
    """Whether the words of an ask stand in a paragraph."""
    return any(language().form_at(line.words, i) for line in piece.lines for i in range(len(line.words)))


def _addressees(text: str, block: Block) -> tuple[Quote, ...]:
    line = words_of(text, block.span, ())
    index = 0
    while index < len(line.words) and not actor_at(line, index):
        index += 1
    if (
        index < len(line.words)
        and line.words[index] in ("saudara", "bapak", "ibu")
        and index + 1 < len(line.words)
        and actor_at(line, index + 1)
    ):
        index += 1
    return owners_in(line, index, len(line.words))


def _style(mark: str) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[a-z]", "a", mark)) if not mark.startswith("KE") else "KE"

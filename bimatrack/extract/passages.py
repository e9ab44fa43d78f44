"""Walks through a release block by block and reads each in its own way: running text, orders, addressees, tables."""

import re

from bimatrack.altering import replace
from bimatrack.extract.addressees import LONGEST, add_addressees, goes_on
from bimatrack.extract.answers import answer, answer_when, is_open, read_row
from bimatrack.extract.asides import without_asides
from bimatrack.extract.ask import Ask
from bimatrack.extract.asks import asks_in
from bimatrack.extract.bare import (
    names_topic,
    opens_next,
    orders_by_passive,
    points_back_to_all,
)
from bimatrack.extract.dates import find_mentions
from bimatrack.extract.entering import ADDRESS, end_address, enter, introduce
from bimatrack.extract.grammar import looks_imperative, verb_at
from bimatrack.extract.introductions import called_in, orders_under, points_follow
from bimatrack.extract.items import read_item, read_orders
from bimatrack.extract.layout import Block, Shape
from bimatrack.extract.orders import is_order
from bimatrack.extract.page import Form, Page, Piece
from bimatrack.extract.passage import HEADLINE, Passage, State, date_back
from bimatrack.extract.prose import read_prose
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.extract.tails import read_decision
from bimatrack.model import Kind, Span
from bimatrack.rules.forms import labels
from bimatrack.rules.language import Frame, language

_TO = frozenset(["untuk", "kpd", "utk", "tujuan", "ditujukan kepada"])  # fields that name those a letter is for
_NOTES = frozenset(["catatan", "cat", "note", "nb", "perhatian"])  # fields of a programme that say what to see to
_SENTENCE = 60  # characters
_LISTED = frozenset(["order in a list", "decision"])  # rules of the items of lists
_SECOND = re.compile(r"(?i)kedua\s*[,:]")


def read_passages(page: Page) -> tuple[Passage, ...]:
    """Return everything that a release asks, in the order of the text."""
    found: list[Passage] = [read_row(page.text, row) for row in page.rows if is_open(row)]
    state = State(
        chat=page.form in (Form.CHAT, Form.SPEECH),
        formal=page.form in (Form.LETTER, Form.MINUTES),
        letter=page.form is Form.LETTER,
    )
    headings = [p.block.span for p in page.pieces if p.block.shape is Shape.HEADING]
    days = {span for span in headings if _is_day(page.text, span)}
    programme = len(days) > 1
    for number, piece in enumerate(page.pieces, 1):
        following = page.pieces[number].block if number < len(page.pieces) else None
        plain = replace(piece, lines=tuple(without_asides(line) for line in piece.lines))
        if piece.block.shape is Shape.HEADING:
            state.day = piece.block.span if programme and piece.block.span in days else None
        read = _read(page.text, plain, following, state, found)
        found += [replace(p, fallback=p.fallback or state.day) for p in read] if state.day else read
    return tuple(sorted(found, key=lambda p: p.span))


def _read(text: str, piece: Piece, following: Block | None, state: State, found: list[Passage]) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    state.answering = block.shape is Shape.ITEM or (state.answering and block.shape is Shape.FIELD)
    match block.shape:
        case Shape.TITLE:
            if content.endswith(":") and following is not None and piece.lines:
                introduce(piece.lines[-1], content, following, state)
            return _headline(piece)
        case Shape.CLOSING:
            state.addressing = state.listed = state.counted = state.points = False
            state.ordering = state.directing = state.calling = False
            state.day = None
            return []
        case Shape.HEADING:
            return _heading(text, piece, following, state)
        case Shape.FIELD:
            return _field(text, piece, following, state, found)
        case Shape.ITEM:
            return read_item(text, piece, following, state)
        case Shape.PARAGRAPH:
            return _paragraph(text, piece, following, state, found)


def _heading(text: str, piece: Piece, following: Block | None, state: State) -> list[Passage]:
    """Keep what a heading says of what stands below it; in a chat it may be a line without a full stop that asks."""
    content = text[piece.block.span.start : piece.block.span.end]
    if state.chat and not content.isupper() and (said := read_prose(piece, state)):
        return said
    enter(text, piece.block, content, following, state)
    return []


def _is_day(text: str, span: Span) -> bool:
    """Whether a heading is a day and nothing else, as in a programme: "SENIN, 14 JULI"."""
    named = find_mentions(text, span.start, span.end)
    beside = text[span.start : named[0].span.start] + text[named[0].span.end : span.end] if len(named) == 1 else "?"
    return not beside.lower().replace("hari", "").replace("tanggal", "").strip(" \t/,:.()-–")


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


def _field(text: str, piece: Piece, following: Block | None, state: State, found: list[Passage]) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    if found and state.answering and labels().is_answer(block.name):
        (answer if labels().who_field.fullmatch(block.name) else answer_when)(text, block.span, found)
        return []
    if ADDRESS.match(block.name) or (state.letter and block.name in _TO):
        state.addressing = True
        add_addressees(text, block, state)
        return []
    end_address(state)
    named = _named(text, block)
    if not content:
        state.ordering = state.listed = orders_under(block.name) or bool(named)
        if following is not None:
            introduce(named or words_of(text, _name(text, block), ()), block.name + ":", following, state)
        return []
    if named is not None and _orders_behind(piece, state):
        return read_orders(piece, called_in(named), state)
    if orders_under(block.name):
        return [p for line in piece.lines if (p := read_decision(text, line, state.owners))]
    notes = block.name in _NOTES
    worth = notes or len(content) > _SENTENCE or _asks(piece)
    return read_prose(piece, state, formal=notes, letter=notes) if worth else []


def _orders_behind(piece: Piece, state: State) -> bool:
    """Whether what stands behind somebody's name and a colon is what they are told to do."""
    if state.ordering or state.listed or state.directing:
        return True
    return (state.letter or state.chat) and bool(piece.lines) and _calls_on(piece.lines[0])


def _calls_on(line: Sentence) -> bool:
    """Whether what stands behind a name and a colon is an order: "DPUPR: cek tanggul", "Humas: undangan dicetak"."""
    stem = looks_imperative(line.words[0]) or verb_at(line, 0)
    return is_order(line) and (stem or orders_by_passive(line))


def _named(text: str, block: Block) -> Sentence | None:
    """Return the name of a field that calls somebody: "Camat dan Lurah agar : …"."""
    if block.name in labels().letterhead:
        return None
    line = words_of(text, _name(text, block), ())
    return line if line.words and called_in(line) else None


def _name(text: str, block: Block) -> Span:
    """Return where the name of a field stands."""
    colon = text.rfind(":", 0, block.span.start)
    return Span(min(text.rfind("\n", 0, colon) + 1, max(colon, 0)), max(colon, 0))


def _paragraph(text: str, piece: Piece, following: Block | None, state: State, before: list[Passage]) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    opens = ADDRESS.match(content) and len(content) < LONGEST and not _asks(piece) and not content.endswith(":")
    if opens or (state.addressing and goes_on(text, block)):
        state.addressing = True
        add_addressees(text, block, state)
        return []
    end_address(state)
    if not piece.lines:
        return []
    if state.listed and points_back_to_all(piece.lines[0]) and before:
        date_back(before, piece.lines[0].span, _LISTED)
        return []
    return _sentences(text, piece, following, state)


def _sentences(text: str, piece: Piece, following: Block | None, state: State) -> list[Passage]:
    """Read the sentences of a paragraph, and what its last one announces."""
    content = text[piece.block.span.start : piece.block.span.end]
    last = piece.lines[-1]
    opened = content.endswith(":") and following is not None and following.shape is not Shape.CLOSING
    ordinal = piece.lines[0].words[0] in language().classes.ordinal or opens_next(piece.lines[0])
    state.numbered = ordinal and state.formal and (state.numbered or _is_second(text, following))
    headed = ordinal and (state.ordering or state.calling or state.numbered)
    if headed and not opened and len(piece.lines) == 1 and names_topic(piece.lines[0]):
        return []
    state.calling = state.calling and ordinal
    if headed or state.directing:
        found = read_orders(piece, state.owners, state)
    else:
        found = read_prose(piece, state, formal=state.ordering)
        if state.letter and state.owners:
            found = [replace(p, asks=tuple(_for_reader(a, state) for a in p.asks)) for p in found]
    if opened and following is not None:
        introduce(last, content, following, state)
        return [p for p in found if p.span != last.span]
    state.listed = state.counted = False
    state.points = points_follow(content[last.span.start - piece.block.span.start :]) and following is not None
    state.group = ()
    return found


def _for_reader(ask: Ask, state: State) -> Ask:
    """Give what a letter asks of nobody by name to those to whom it is addressed."""
    return ask if ask.owners or ask.kind is Kind.APPEAL else replace(ask, owners=state.owners)


def _is_second(text: str, following: Block | None) -> bool:
    """Whether the paragraph below is the second of several that are counted in words."""
    return following is not None and bool(_SECOND.match(text, following.span.start, following.span.end))


def _asks(piece: Piece) -> bool:
    """Whether the words of an ask stand in a paragraph."""
    return any(language().form_at(line.words, i) for line in piece.lines for i in language().places(line.words))

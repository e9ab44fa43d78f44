"""Walks through a release block by block and reads each in its own way: running text, orders, addressees, tables."""

import re
from dataclasses import replace

from bimatrack.extract.addressees import LONGEST, add_addressees, calls_sirs, goes_on, names_only, referred
from bimatrack.extract.answers import answer, answer_when, is_open, read_row
from bimatrack.extract.ask import Ask
from bimatrack.extract.asks import asks_in
from bimatrack.extract.bare import (
    announces_meeting,
    delivers,
    opens_next,
    orders_by_passive,
    points_back,
    points_back_to_all,
    tells,
)
from bimatrack.extract.enumerations import announces, priorities_in
from bimatrack.extract.grammar import actor_at
from bimatrack.extract.heads import head_of, without_head
from bimatrack.extract.introductions import Manner, called_in, directs, manner_of, orders_under, points_follow
from bimatrack.extract.layout import Block, Shape
from bimatrack.extract.orders import prose_or_order
from bimatrack.extract.owners import agent_in, owners_in
from bimatrack.extract.page import Form, Page, Piece
from bimatrack.extract.passage import HEADLINE, Passage, State
from bimatrack.extract.prose import extended, is_remark, read_prose
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.extract.tails import read_decision, tail_of
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.forms import labels
from bimatrack.rules.language import Frame, language

_SHORT = 8  # words of an item that heads others
_SENTENCE = 60  # characters
_SECOND = re.compile(r"(?i)kedua\s*[,:]")
_ADDRESS = re.compile(r"(?i)(?:kepada\b|yth\b)")


def read_passages(page: Page) -> tuple[Passage, ...]:
    """Return everything that a release asks, in the order of the text."""
    found: list[Passage] = [read_row(page.text, row) for row in page.rows if is_open(row)]
    state = State(
        chat=page.form is Form.CHAT, formal=page.form in (Form.LETTER, Form.MINUTES), letter=page.form is Form.LETTER
    )
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
            if content.endswith(":") and following is not None and piece.lines:
                _introduce(piece.lines[-1], content, following, state)
            return _headline(piece)
        case Shape.CLOSING:
            state.addressing = state.listed = state.counted = state.points = False
            state.ordering = state.directing = state.calling = False
            return []
        case Shape.HEADING:
            _heading(text, block, content, following, state)
            return []
        case Shape.FIELD:
            return _field(text, piece, following, state, found)
        case Shape.ITEM:
            return _list_item(text, piece, following, state)
        case Shape.PARAGRAPH:
            return _paragraph(text, piece, following, state, found)


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


def _heading(text: str, block: Block, content: str, following: Block | None, state: State) -> None:
    if _ADDRESS.match(content) and not content.endswith("agar:"):
        state.addressing = True
        add_addressees(text, block, state)
        return
    if state.addressing and goes_on(text, block):
        add_addressees(text, block, state)
        return
    state.addressing = state.listed = state.counted = state.points = state.calling = False
    state.group = ()
    opened = content.endswith(":") and following is not None
    state.ordering = (state.ordering and opened) or orders_under(content)
    state.directing = directs(content)
    if opened and following is not None:
        _introduce(words_of(text, block.span, ()), content, following, state)


def _introduce(line: Sentence, content: str, following: Block, state: State) -> None:
    """Keep what a line before a list says of it."""
    item = following.shape is Shape.ITEM or following.name in ("kepada", "untuk")
    state.group = called_in(line)
    state.mark = _style(following.mark)
    state.counted = announces(line) and item
    manner = Manner.ORDERS if state.group or state.counted else manner_of(content, letter=state.letter or state.chat)
    state.listed = manner is Manner.ORDERS and item
    state.points = manner is Manner.POINTS and item
    state.calling = manner is Manner.ORDERS and not item


def _field(text: str, piece: Piece, following: Block | None, state: State, found: list[Passage]) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    if found and state.answering and labels().is_answer(block.name):
        if labels().who_field.fullmatch(block.name):
            answer(text, block.span, found)
        else:
            answer_when(text, block.span, found)
        return []
    if _ADDRESS.match(block.name):
        state.addressing = True
        add_addressees(text, block, state)
        return []
    _end_address(state)
    named = _named(text, block)
    if not content:
        state.ordering = state.listed = orders_under(block.name) or bool(named)
        if following is not None:
            _introduce(named or words_of(text, _name(text, block), ()), block.name + ":", following, state)
        return []
    if named is not None and (state.ordering or state.listed or state.directing) and (owners := called_in(named)):
        return _orders(piece, owners, state)
    if orders_under(block.name):
        return [p for line in piece.lines if (p := read_decision(text, line, state.owners))]
    return read_prose(piece, state) if len(content) > _SENTENCE or _asks(piece) else []


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


def _list_item(text: str, piece: Piece, following: Block | None, state: State) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    if state.addressing and names_only(text, block):
        add_addressees(text, block, state)
        return []
    _end_address(state)
    if following is not None and _opens_level(content, block, following):
        line = words_of(text, block.span, ())
        if labels().ordering.match(content) or labels().talking.match(content):
            _heading(text, block, content, following, state)
            return []
        if group := called_in(line):
            state.group, state.mark, state.listed = group, _style(following.mark), True
            return []
    if content.endswith(":") and following is not None and following.shape is Shape.ITEM:
        line = words_of(text, block.span, ())
        if state.ordering or state.listed or called_in(line):
            state.group = called_in(line) or owners_in(line, 0, len(line.words))
            state.mark = _style(following.mark)
            state.listed = True
            return []
    tail = tail_of(text, block.span)
    answered = following is not None and following.shape is Shape.FIELD and labels().is_answer(following.name)
    if not (state.ordering or state.listed or answered or (tail and tail.labelled)):
        return read_prose(piece, replace(state, formal=True, letter=state.letter or state.points))
    if tail and (decision := read_decision(text, words_of(text, block.span, ()), state.group or state.owners)):
        return [decision]
    if state.group and _style(block.mark) != state.mark:
        state.group = ()
    heading = head_of(piece.lines[0]) if piece.lines else None
    if heading is not None:
        return _orders(without_head(piece, heading), heading.owners or state.group or state.owners, state)
    return _orders(piece, state.group or state.owners, state)


def _end_address(state: State) -> None:
    """Leave the address of a letter: the items below it are orders, until a heading says otherwise."""
    if state.addressing and state.letter and state.owners:
        state.ordering = True
    state.addressing = False


def _opens_level(content: str, block: Block, following: Block) -> bool:
    """Whether a short item stands above items of another mark: "2. Isi", "a. …"."""
    deeper = following.shape is Shape.ITEM and _style(following.mark) != _style(block.mark)
    return deeper and len(content.split()) <= _SHORT and not content.endswith((".", ";", ":", ","))


def _orders(piece: Piece, owners: tuple[Quote, ...], state: State) -> list[Passage]:
    """Read sentences that stand where orders stand; *owners* act where a sentence names nobody."""
    found: list[Passage] = []
    for number, line in enumerate(piece.lines):
        if number and found and points_back_to_all(line):
            found = [replace(p, fallback=line.span) for p in found]
            continue
        if number and found and not delivers(line) and (is_remark(line) or points_back(line)):
            found[-1] = extended(found[-1], line.span.end)
            continue
        if not _may_order(line, number, state):
            continue
        meant = referred(line, state) or owners
        asks = priorities_in(line) or prose_or_order(line, meant, "order in a list")
        asks = tuple(_answered(a, line, meant, state) for a in asks)
        if state.counted and asks and not asks[0].owners:
            asks = tuple(replace(a, kind=Kind.PRIORITY, rule="enumerated priority") for a in asks)
        if asks:
            found.append(Passage(asks, line.span))
            owners = asks[-1].owners if len(asks) == 1 and asks[-1].owners else owners
    return found


def _may_order(line: Sentence, number: int, state: State) -> bool:
    """Whether a sentence may be an order: the first of an item is; a further one must look like one."""
    if state.directing:
        return not tells(line)
    if (state.numbered and tells(line)) or announces_meeting(line):
        return False
    if number == 0 or delivers(line) or asks_in(line) or actor_at(line, 0) or agent_in(line, 0, len(line.words)):
        return True
    return orders_by_passive(line)


def _answered(ask: Ask, line: Sentence, meant: tuple[Quote, ...], state: State) -> Ask:
    """Put the addressees where the sentence only says "Saudara" or points to their marks."""
    if referred(line, state):
        return replace(ask, owners=meant)
    if calls_sirs(line) and state.owners:
        others = tuple(o for o in ask.owners if o not in state.owners)
        return replace(ask, owners=(*state.owners, *others))
    return ask


def _paragraph(text: str, piece: Piece, following: Block | None, state: State, before: list[Passage]) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    if _ADDRESS.match(content) and len(content) < LONGEST and not _asks(piece) and not content.endswith(":"):
        state.addressing = True
        add_addressees(text, block, state)
        return []
    if state.addressing and goes_on(text, block):
        add_addressees(text, block, state)
        return []
    _end_address(state)
    if not piece.lines:
        return []
    if state.listed and points_back_to_all(piece.lines[0]) and before:
        _date_all(before, piece.lines[0].span)
        return []
    last = piece.lines[-1]
    opened = content.endswith(":") and following is not None and following.shape is not Shape.CLOSING
    ordinal = piece.lines[0].words[0] in language().classes.ordinal or opens_next(piece.lines[0])
    state.numbered = ordinal and state.formal and (state.numbered or _is_second(text, following))
    headed = ordinal and (state.ordering or state.calling or state.numbered)
    if headed or state.directing:
        found = _orders(piece, state.owners, state)
    else:
        found = read_prose(piece, replace(state, formal=True) if state.ordering else state)
        if state.letter and state.owners:
            found = [replace(p, asks=tuple(_for_reader(a, state) for a in p.asks)) for p in found]
    if opened and following is not None:
        _introduce(last, content, following, state)
        return [p for p in found if p.span != last.span]
    state.listed = state.counted = False
    state.points = points_follow(content[last.span.start - block.span.start :]) and following is not None
    state.group = ()
    return found


def _date_all(found: list[Passage], span: Span) -> None:
    """Let a sentence behind a list set the day of all its items."""
    for index in range(len(found) - 1, -1, -1):
        if not found[index].asks or found[index].asks[0].rule not in ("order in a list", "decision"):
            break
        found[index] = replace(found[index], fallback=span)


def _for_reader(ask: Ask, state: State) -> Ask:
    """Give what a letter asks of nobody by name to those to whom it is addressed."""
    return ask if ask.owners or ask.kind is Kind.APPEAL else replace(ask, owners=state.owners)


def _is_second(text: str, following: Block | None) -> bool:
    """Whether the paragraph below is the second of several that are counted in words."""
    return following is not None and bool(_SECOND.match(text, following.span.start, following.span.end))


def _asks(piece: Piece) -> bool:
    """Whether the words of an ask stand in a paragraph."""
    return any(language().form_at(line.words, i) for line in piece.lines for i in range(len(line.words)))


def _style(mark: str) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[a-z]", "a", mark)) if not mark.startswith("KE") else "KE"

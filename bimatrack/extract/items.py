"""Reads the items of lists, and other sentences that stand where orders stand."""

from bimatrack.altering import replace
from bimatrack.extract.addressees import add_addressees, calls_sirs, names_only, referred
from bimatrack.extract.answers import is_closed
from bimatrack.extract.ask import Ask
from bimatrack.extract.asks import asks_in
from bimatrack.extract.bare import (
    announces_meeting,
    delivers,
    names_topic,
    orders_by_passive,
    points_back,
    points_back_to_all,
    tells,
)
from bimatrack.extract.clauses import first_verb
from bimatrack.extract.entering import end_address, enter, style
from bimatrack.extract.enumerations import priorities_in
from bimatrack.extract.grammar import actor_at, looks_imperative
from bimatrack.extract.heads import head_of, without_head
from bimatrack.extract.introductions import called_in
from bimatrack.extract.layout import Block, Shape
from bimatrack.extract.orders import is_order, prose_or_order
from bimatrack.extract.owners import agent_in, owners_in
from bimatrack.extract.page import Piece
from bimatrack.extract.passage import Passage, State, date_back
from bimatrack.extract.prose import extended, is_remark, read_prose
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.extract.tails import Tail, read_decision, tail_of
from bimatrack.model import Kind, Quote
from bimatrack.rules.forms import labels
from bimatrack.rules.language import language

_TICKED, _UNTICKED = ("[x]", "[X]", "[v]", "[✓]", "[✔]", "[-]"), ("[ ]", "[]")  # ends of marks in a checklist
_SETTING = 12  # words of a setting
_SHORT = 8  # words of an item that heads others


def read_item(text: str, piece: Piece, following: Block | None, state: State) -> list[Passage]:
    """Read an item: one more addressee, the head of a deeper list, an order, or a point of a report."""
    block = piece.block
    if block.mark.endswith(_TICKED):
        return []
    if state.addressing and names_only(text, block):
        add_addressees(text, block, state)
        return []
    end_address(state)
    if following is not None and _heads_list(text, block, following, state):
        return []
    tail = tail_of(text, block.span)
    answered = following is not None and following.shape is Shape.FIELD and labels().is_answer(following.name)
    calls = block.mark.endswith(_UNTICKED) or (state.chat and bool(piece.lines) and _calls(piece.lines[0]))
    ordered = state.ordering or state.listed or state.calling or state.directing
    if not (ordered or answered or calls or (tail and tail.labelled)):
        return read_prose(piece, state, formal=True, letter=state.points)
    if tail and (decided := _decided(text, block, tail, state)) is not None:
        return decided
    if state.group and style(block.mark) != state.mark:
        state.group = ()
    owners = state.group or state.owners
    head = head_of(piece.lines[0]) if piece.lines else None
    return (
        read_orders(without_head(piece, head), head.owners or owners, state)
        if head
        else read_orders(piece, owners, state)
    )


def _decided(text: str, block: Block, tail: Tail, state: State) -> list[Passage] | None:
    """Read an item with a tail: nothing where that says it is done, None where the item is none of a decision."""
    if tail.when and is_closed(text[tail.when.start : tail.when.end]):
        return []
    decision = read_decision(text, words_of(text, block.span, ()), state.group or state.owners)
    return [decision] if decision else None


def _calls(line: Sentence) -> bool:
    """Whether an item of a chat message begins with those who must act and goes on with what: "BPBD → cek pohon"."""
    if (head := head_of(line)) is not None:
        return bool(head.owners)
    verb = first_verb(line, 0, len(line.words), bare=True) if actor_at(line, 0) else len(line.words)
    return 0 < verb < len(line.words) and looks_imperative(line.words[verb]) and is_order(line)


def _heads_list(text: str, block: Block, following: Block, state: State) -> bool:
    """Take an item for the head of the items below it, if it is one: "2. Isi", "3. Camat agar:"."""
    content = text[block.span.start : block.span.end]
    if following.shape is not Shape.ITEM:
        return False
    line = words_of(text, block.span, ())
    deeper = style(following.mark) != style(block.mark)
    short = deeper and len(content.split()) <= _SHORT and not content.endswith((".", ";", ":", ","))
    if short and (labels().ordering.match(content) or labels().talking.match(content)):
        enter(text, block, content, following, state)
        return True
    group = called_in(line) if short or content.endswith(":") else ()
    if content.endswith(":") and (state.ordering or state.listed):
        group = group or owners_in(line, 0, len(line.words))
    elif not group:
        return False
    state.group, state.mark, state.listed = group, style(following.mark), True
    return True


def read_orders(piece: Piece, owners: tuple[Quote, ...], state: State) -> list[Passage]:
    """Read sentences that stand where orders stand; *owners* act where a sentence names nobody."""
    found: list[Passage] = []
    for number, line in enumerate(line for line in piece.lines if len(line.words) > 1):
        if number and found and points_back_to_all(line):
            date_back(found, line.span)
            continue
        if number and found and not delivers(line) and (is_remark(line) or points_back(line)):
            found[-1] = extended(found[-1], line.span.end)
            continue
        topic = number == 0 and line.words[0] in language().classes.ordinal and names_topic(line)
        if topic or not _may_order(line, number, state):
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
    return orders_by_passive(line) or _acts_behind_setting(line)


def _acts_behind_setting(line: Sentence) -> bool:
    """Whether those who must act stand behind a setting: "Selama belum dicabut, Camat menempatkan …"."""
    comma = next((i for i, w in enumerate(line.words[:_SETTING]) if w == ","), None)
    return comma is not None and comma + 1 < len(line.words) and bool(actor_at(line, comma + 1))


def _answered(ask: Ask, line: Sentence, meant: tuple[Quote, ...], state: State) -> Ask:
    """Put the addressees where the sentence only says "Saudara" or points to their marks."""
    if referred(line, state):
        return replace(ask, owners=meant)
    if calls_sirs(line) and state.owners:
        others = tuple(o for o in ask.owners if o not in state.owners)
        return replace(ask, owners=(*state.owners, *others))
    return ask

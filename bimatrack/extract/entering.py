"""Keeps what a heading, an address or the line before a list says of the blocks below it."""

import re

from bimatrack.extract.addressees import add_addressees, goes_on
from bimatrack.extract.enumerations import announces
from bimatrack.extract.introductions import Manner, called_in, directs, manner_of, orders_under, tells_under
from bimatrack.extract.layout import Block, Shape
from bimatrack.extract.passage import State
from bimatrack.extract.sentences import Sentence, words_of

ADDRESS = re.compile(r"(?i)(?:kepada\b|yth\b)")


def enter(text: str, block: Block, content: str, following: Block | None, state: State) -> None:
    """Keep what a heading says of the blocks below it."""
    if ADDRESS.match(content) and not content.endswith("agar:"):
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
    if state.letter and not opened and not tells_under(content):
        line = words_of(text, block.span, ())
        state.ordering = True
        state.group = called_in(line)
        state.mark = style(following.mark) if following is not None else ""
    if opened and following is not None:
        introduce(words_of(text, block.span, ()), content, following, state)


def introduce(line: Sentence, content: str, following: Block, state: State) -> None:
    """Keep what a line before a list says of it."""
    item = following.shape is Shape.ITEM or following.name in ("kepada", "untuk")
    state.group = called_in(line)
    state.mark = style(following.mark)
    state.counted = announces(line) and item
    manner = Manner.ORDERS if state.group or state.counted else manner_of(content, letter=state.letter or state.chat)
    state.listed = manner is Manner.ORDERS and item
    state.points = manner is Manner.POINTS and item
    state.calling = manner is Manner.ORDERS and not item


def end_address(state: State) -> None:
    """Leave the address of a letter: the items below it are orders, until a heading says otherwise."""
    if state.addressing and state.letter and state.owners:
        state.ordering = True
    state.addressing = False


def style(mark: str) -> str:
    """Return the kind of a mark: "3." and "12." are of one kind, "a." is of another."""
    return re.sub(r"\d+", "1", re.sub(r"[a-z]", "a", mark)) if not mark.startswith("KE") else "KE"

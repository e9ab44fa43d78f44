"""What one sentence, item or row of a release asks, and what the blocks before it say about the next."""

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.extract.ask import Ask
from bimatrack.model import Quote, Span

HEADLINE = "headline"


class Passage(Struct, frozen=True):
    """What one sentence, item or row asks.

    *cell* is the stretch that holds nothing but the deadline, where a form has one; *before* is the sentence before,
    where the same paragraph has one. *fallback* is a later sentence that sets one day for several things.
    """

    asks: tuple[Ask, ...]
    span: Span
    cell: Span | None = None
    before: Span | None = None
    fallback: Span | None = None


def date_back(found: list[Passage], span: Span, rules: frozenset[str] | None = None) -> None:
    """Let a sentence behind a list set the day of its items, back to one of other *rules* or dated so before."""
    for index in range(len(found) - 1, -1, -1):
        told = found[index].asks and (rules is None or found[index].asks[0].rule in rules)
        if not told or found[index].fallback is not None:
            break
        found[index] = replace(found[index], fallback=span)


class State(Struct):
    """What the blocks read so far say about the next.

    *owners* are those to whom a letter is addressed, *marked* the same with the marks of their lines. *group* are
    those to whom the list at hand is given. Items are orders when *ordering* or *listed*, points when *points*;
    *day* is the heading of a programme that names the day. *ordinal* tells that the last thing asked was counted
    ("pertama, …"). Plain sentences are orders when *directing*, paragraphs that begin with an ordinal when *calling*.
    """

    owners: tuple[Quote, ...] = ()
    marked: tuple[tuple[str, Quote], ...] = ()
    directing: bool = False
    calling: bool = False
    chat: bool = False
    numbered: bool = False
    points: bool = False
    group: tuple[Quote, ...] = ()
    addressing: bool = False
    ordering: bool = False
    listed: bool = False
    counted: bool = False
    mark: str = ""
    counting: bool = False
    told: tuple[Quote, ...] = ()
    formal: bool = False
    letter: bool = False
    answering: bool = False
    ordinal: bool = False
    day: Span | None = None

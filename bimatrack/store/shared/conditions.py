"""What is asked of directives on the server, in its own terms."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sqlalchemy import ARRAY, ColumnElement, Text, and_, literal, or_, select

from bimatrack.model import Status
from bimatrack.store.narrowing import TOO_LONG, Named, Narrowing, Stretch
from bimatrack.store.shared.rows import Ask, one_of
from bimatrack.store.shared.schema import DIRECTIVES, WORDS

Condition: TypeAlias = ColumnElement[bool]


def conditions(ask: Ask, narrowing: Narrowing) -> Iterator[Condition]:
    """Give what *narrowing* says of directives; *ask* tells which words there are."""
    columns = DIRECTIVES.c
    if narrowing.still_open:
        yield columns.open
    else:
        statuses = narrowing.statuses or [one for one in Status if narrowing.discarded or one is not Status.DISCARDED]
        yield columns.status.in_([status.value for status in statuses])
    for column, numbers in ((columns.release, narrowing.releases), (columns.id, narrowing.numbers)):
        if numbers:
            yield one_of(column, numbers)
    if narrowing.undated:
        yield columns.due.is_(None)
    for stretches in narrowing.dues:
        yield or_(*[and_(*_within(stretch)) for stretch in stretches])
    if narrowing.named:
        words = [row.word for row in ask(select(WORDS.c.word))]
        for named in narrowing.named:
            yield columns.words.bool_op("&&")(literal([*_answering(words, named), TOO_LONG], ARRAY(Text)))


def _within(stretch: Stretch) -> Iterator[Condition]:
    first, last = stretch
    if first is not None:
        yield DIRECTIVES.c.due >= first
    if last is not None:
        yield DIRECTIVES.c.due <= last


def _answering(words: Iterable[str], named: Named) -> Iterator[str]:
    beginning = f"{named.sort}:"
    for word in words:
        if word.startswith(beginning) and named.answers(word.removeprefix(beginning)):
            yield word

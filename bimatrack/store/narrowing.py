"""What is looked for in a store, as far as one that has indexes can find it by them."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from bimatrack.history import State
from bimatrack.model import Directive, Status

TOO_LONG = "…"
_LONGEST = 600  # letters of a word; of four bytes each they fit into an index

# From the first day to the last one; None leaves it open.
Stretch: TypeAlias = tuple[date | None, date | None]


class Sort(StrEnum):
    """What a word in a directive is: *acting* are owners, units, and units that have a share."""

    ACTING = "acting"
    SHARING = "sharing"
    SPEAKER = "speaker"
    TAG = "tag"


class Named(Struct, frozen=True):
    """That one of a directive's words of this *sort* answers to *answers*."""

    sort: Sort
    answers: Callable[[str], bool]


class Narrowing(Struct, frozen=True):
    """What directives must fulfil to be looked at at all; a store may give more of them, and never fewer.

    *still_open* leaves out closed ones, and only with *discarded* are those given that are discarded. Of *statuses*,
    *releases* and *numbers* one must fit where there are any, all of *named*, of each of *dues* one stretch of days.
    """

    still_open: bool = False
    discarded: bool = False
    undated: bool = False
    statuses: tuple[Status, ...] = ()
    releases: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    named: tuple[Named, ...] = ()
    dues: tuple[tuple[Stretch, ...], ...] = ()


class Days(Struct, frozen=True):
    """The days that a report asks for, each later than the one before or the same.

    It speaks of the directives that were not closed yet on the day *first*, or born since. It asks how they stood at
    the end of *before*, and on the day *now* in the period from *begin* to *end*; events are wanted up to *ahead*.
    """

    first: date
    before: date
    begin: date
    now: date
    end: date
    ahead: date


def words_of(said: Directive, now: State) -> tuple[str, ...]:
    """Return what a directive that was *said*, and stands as it does *now*, may be looked for by, each with its sort.

    What is too long for an index is only told to be there: `TOO_LONG`.
    """
    every = {plain(f"{sort}:{word}") for sort, word in _words(said, now)}
    return tuple(sorted({word if len(word) < _LONGEST else TOO_LONG for word in every}))


def plain(text: str) -> str:
    """Return *text* as a server can hold it to be looked for; the row keeps it letter by letter."""
    return text.encode(errors="replace").decode().replace("\0", "?")


def _words(said: Directive, now: State) -> Iterator[tuple[Sort, str]]:
    sharing = [share.unit for share in now.shares]
    yield from ((Sort.ACTING, name) for name in (*now.owners, *now.units, *sharing))
    yield from ((Sort.SHARING, unit) for unit in sharing)
    yield from ((Sort.TAG, tag) for tag in now.tags)
    if said.speaker:
        yield Sort.SPEAKER, said.speaker.text

"""What is looked for in a store, as far as one that has indexes can find it by them."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

from bimatrack.model import Status

TOO_LONG = "…"  # stands for words that do not fit into an index

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


def legible(text: str) -> str:
    """Return *text* as the words on a server have it: for half characters, which they cannot hold, a sign."""
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)

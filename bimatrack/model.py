"""The nouns: what a release says, as values that never change."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

# Patterns of what few directives have, compiled when one does.
_SLASH = r"[/\\]"
_ON_A_DISK = r"(?i)(?:file:|[a-z]:)?[/\\]|~[^/\\\s]*[/\\]"
_LOGIN = r"(?i)(?<!\S)([a-z][a-z0-9+.-]*://)[^/?#\s]*@"

# What is kept is checked by these when it is read: ids from 0, percent, parts of a whole.
Id: TypeAlias = Annotated[int, Meta(ge=0)]
Percent: TypeAlias = Annotated[int, Meta(ge=0, le=100)]
Ratio: TypeAlias = Annotated[float, Meta(ge=0, le=1)]

# Findings the rules are less sure of than this want a person's eye.
DOUBTFUL = 0.6


class Kind(StrEnum):
    """What sort of directive it is; the first three can be ticked off and are tracked by default."""

    PRIORITY = "priority"
    PROJECT = "project"
    INSTRUCTION = "instruction"
    COMMITMENT = "commitment"
    APPEAL = "appeal"

    # Whether directives of this kind are shown unless the user asks for all kinds; a long list asks often.
    tracked: bool

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tracked = text not in ("commitment", "appeal")


class Status(StrEnum):
    """How far a directive has come; overdue and due soon are computed, never stored.

    What is *discarded* was none, or another one in other words: it is on no list, and no report counts it.
    """

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"
    DISCARDED = "discarded"

    # Whether nothing more is to be done.
    closed: bool

    def __init__(self, text: str) -> None:
        super().__init__()
        self.closed = text in ("done", "dropped", "discarded")


class Priority(StrEnum):
    """How much a directive matters beside others, as somebody set it."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Evidence(Struct, frozen=True, array_like=True, omit_defaults=True, gc=False):
    """What proves that something was done: a file or an address.

    *sha256* is the hash (64 hexadecimal digits) of the file's bytes as they were when it was given, None for what could
    not be read then.
    """

    place: str
    sha256: str | None = None

    @property
    def name(self) -> str:
        """What it is called on paper, which is given to others.

        A file's name without its folders, which are nobody's business, an address without a name and password;
        anything else as it was given.
        """
        if self.sha256 or re.match(_ON_A_DISK, self.place):
            return re.split(_SLASH, self.place)[-1] or self.place
        return re.sub(_LOGIN, r"\1", self.place)


class Span(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A stretch of a release's text, from *start* up to but not including *end* (character offsets)."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Quote(Struct, frozen=True, array_like=True, gc=False):
    """Verbatim words of a release and where they stand: `release.text[span.start:span.end] == text`."""

    text: str
    span: Span

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Quote":
        """Quote `text[start:end]`."""
        return cls(text[start:end], Span(start, end))


class Release(Struct, frozen=True, omit_defaults=True, gc=False):
    """One document as it was read.

    *text* is the decoded text, line ends as single newlines; every span counts its characters. *day* is the day of the
    meeting reported, else of publication, None where the text has neither. *key* is the hash of the text
    with white space, case and Unicode variants folded: two files with one key are the same release.
    """

    source: str
    text: str
    key: str
    title: str
    day: date | None
    publisher: str | None


class Due(Struct, frozen=True, omit_defaults=True, gc=False):
    """The last day by which something is to be done, and the words that set it.

    *day* is None for a recurring duty; *next_day* then holds its next occurrence.
    *reason* says in words how the day was found.
    """

    day: date | None
    quote: Quote
    reason: str
    next_day: date | None = None


class Directive(Struct, frozen=True, omit_defaults=True, gc=False):
    """One thing that someone is asked to do, as the release says it.

    *text* is a clean phrase for a table; *quote* the verbatim words. *owners* are those who must act, verbatim;
    *units* the registry's names for them. *confidence* lies between 0 and 1; *rule* names the rule that found it.
    *also* holds further mentions of the same ask.
    """

    text: str
    quote: Quote
    kind: Kind
    speaker: Quote | None = None
    owners: tuple[Quote, ...] = ()
    units: tuple[str, ...] = ()
    due: Due | None = None
    confidence: Ratio = 1.0
    rule: str = ""
    also: tuple[Quote, ...] = ()


class Event(Struct, frozen=True, omit_defaults=True, gc=False):
    """A dated meeting or activity that a release names; *start* and *end* are its first and last day."""

    title: str
    start: date
    end: date
    place: str | None = None


class Extraction(Struct, frozen=True):
    """What reading one release yields, directives and events in the order of the text.

    *skipped* tells that only its head was read, for the release is known.
    """

    release: Release
    directives: tuple[Directive, ...]
    events: tuple[Event, ...]
    skipped: bool = False

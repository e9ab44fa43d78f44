"""The rows of the file as structs, and the one place where a value becomes a row and back.

What is as by default is left out of a row. One that cannot be made into its struct raises one of `UNREADABLE`.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import UNSET, Struct, UnsetType, defstruct
from msgspec.structs import astuple, fields

from bimatrack.history import Action, Change, Extension, FollowUp, Head, KeptEvent, KeptRelease, State, Tracked
from bimatrack.model import Directive, Event, Id, Release, Status

NUMBERED = ("releases", "directives", "events", "changes", "steps")
UNREADABLE = (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError)

_NAMES = tuple(field.name for field in fields(State))

if TYPE_CHECKING:
    Values: TypeAlias = Struct
else:
    # The fields of State that a change sets; the others are not set.
    Values = defstruct(
        "Values",
        [(field.name, field.type | UnsetType, UNSET) for field in fields(State)],
        frozen=True,
        omit_defaults=True,
        gc=False,
    )


class Said(Struct, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """Of a directive's row what never changes: its words, and the release that they stand in."""

    said: Directive
    release: Id | None = None


class DirectiveRow(Said, frozen=True, omit_defaults=True, kw_only=True, gc=False):
    """A directive with how it stands *now*; for *born*, *follow_up* and *moved* see `Life`.

    *withdrawn* is one whose import was undone.
    """

    now: State
    born: date
    follow_up: FollowUp | None = None
    moved: tuple[Extension, ...] = ()
    withdrawn: bool = False

    @classmethod
    def of(cls, tracked: Tracked, *, withdrawn: bool = False) -> "DirectiveRow":
        """Return the row of *tracked*."""
        return cls(
            said=tracked.directive,
            release=tracked.release,
            now=tracked.state,
            born=tracked.born,
            follow_up=tracked.follow_up,
            moved=tracked.extensions,
            withdrawn=withdrawn,
        )

    def value(self, number: int) -> Tracked:
        """Return the directive that the row keeps under the id *number*."""
        return Tracked(number, self.said, self.now, self.release, self.born, self.follow_up, self.moved)


class Standing(Struct, gc=False):
    """Of a state no more than its status."""

    status: Status = Status.OPEN


class StatusRow(Struct, gc=False):
    """Of a directive's row no more than its status, and whether it is withdrawn."""

    now: Standing
    withdrawn: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a directive at all."""
        return not self.withdrawn and self.now.status is not Status.DISCARDED


class ReleaseRow(Struct, frozen=True, omit_defaults=True, gc=False):
    """A release; see `KeptRelease`. *withdrawn* is one whose import was undone."""

    release: Release
    imported: datetime
    revises: Id | None = None
    withdrawn: bool = False

    @classmethod
    def of(cls, kept: KeptRelease, *, withdrawn: bool = False) -> "ReleaseRow":
        """Return the row of *kept*."""
        return cls(kept.release, kept.imported, kept.revises, withdrawn)

    def value(self, number: int) -> KeptRelease:
        """Return the release that the row keeps under the id *number*."""
        return KeptRelease(number, self.release, self.imported, self.revises)


class OriginRow(Struct, gc=False):
    """Of a row no more than where it comes from."""

    release: Id | None = None


class Key(Struct, gc=False):
    """Of a release no more than its key."""

    key: str


class KeyedRow(Struct, gc=False):
    """Of a release's row no more than its key."""

    release: Key


class EventRow(Struct, frozen=True, gc=False):
    """An event, and the id of the release that named it."""

    event: Event
    release: Id

    def value(self, number: int) -> KeptEvent:
        """Return the event that the row keeps under the id *number*."""
        return KeptEvent(number, self.event, self.release)


class HeadRow(Struct, frozen=True, gc=False):
    """A change, of which no more is read than its `Head`."""

    step: Id
    at: datetime
    on: date
    action: Action
    directive: Id | None = None
    undoes: Id | None = None
    release: Id | None = None

    def value(self, number: int) -> Head:
        """Return the head of the change that the row keeps under the id *number*."""
        return Head(number, self.step, self.at, self.on, self.action, self.directive, self.undoes, self.release)


class ChangeRow(Struct, frozen=True, omit_defaults=True, gc=False):
    """A change; see `Change`."""

    step: Id
    at: datetime
    on: date
    author: str
    action: Action
    directive: Id | None = None
    release: Id | None = None
    values: Values | None = None
    note: str | None = None
    undoes: Id | None = None
    said: Directive | None = None

    @classmethod
    def of(cls, change: Change) -> "ChangeRow":
        """Return the row of *change*."""
        return cls(
            change.step,
            change.at,
            change.on,
            change.author,
            change.action,
            change.directive,
            change.release,
            Values(**dict(change.values)) if change.values else None,
            change.note,
            change.undoes,
            change.said,
        )

    def value(self, number: int) -> Change:
        """Return the change that the row keeps under the id *number*.

        Raises:
            ValueError: it is a birth that does not say what is born.
        """
        told = self.values
        values = (
            ()
            if told is None
            else tuple([pair for pair in zip(_NAMES, astuple(told), strict=True) if pair[1] is not UNSET])
        )
        if self.directive is not None and self.action.begins and not {"text", "kind"} <= dict(values).keys():
            raise ValueError(values)
        return Change(
            number,
            self.step,
            self.at,
            self.on,
            self.action,
            self.directive,
            self.undoes,
            self.release,
            author=self.author,
            values=values,
            note=self.note,
            said=self.said,
        )


class MetaRow(Struct, frozen=True, omit_defaults=True):
    """Which schema the file has, and the number that the next row of each table, and the next step, is given.

    *gaps* says that some numbers were passed over, as a server does with what it refuses; else none is missing.
    """

    schema: int
    next: dict[str, Id]
    gaps: bool = False

    @property
    def numbers(self) -> dict[str, int]:
        """The next numbers, each by its name.

        Raises:
            KeyError: one is missing.
        """
        return {name: self.next[name] for name in NUMBERED}


ROWS: dict[str, Any] = {"directives": DirectiveRow, "releases": ReleaseRow, "events": EventRow, "changes": ChangeRow}

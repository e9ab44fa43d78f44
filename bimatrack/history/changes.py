"""What is done to a directive, one entry a change."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import fields, replace

from bimatrack.history.shares import Share, Shares, whole_of
from bimatrack.model import Directive, Evidence, Id, Kind, Percent, Priority, Status

Value: TypeAlias = (
    str
    | int
    | date
    | Kind
    | Status
    | Priority
    | tuple[str, ...]
    | tuple[int, ...]
    | tuple[Evidence, ...]
    | Shares
    | None
)
Values: TypeAlias = tuple[tuple[str, Value], ...]

SOON = timedelta(days=7)


class Action(StrEnum):
    """What a change did."""

    IMPORT = "import"
    ADD = "add"
    REVISE = "revise"
    MENTION = "mention"
    REVIEW = "review"
    DISCARD = "discard"
    MERGE = "merge"
    START = "start"
    PROGRESS = "progress"
    DONE = "done"
    REOPEN = "reopen"
    DROP = "drop"
    NOTE = "note"
    ASSIGN = "assign"
    SPLIT = "split"
    DUE = "due"
    EDIT = "edit"
    PRIORITY = "priority"
    TAG = "tag"
    UNTAG = "untag"
    LINK = "link"
    UNLINK = "unlink"
    EVIDENCE = "evidence"
    UNDO = "undo"
    REDO = "redo"

    @property
    def begins(self) -> bool:
        """Whether it is with this change that a directive comes to be."""
        return self in (Action.IMPORT, Action.ADD)

    @property
    def follows_up(self) -> bool:
        """Whether its note tells how a directive is coming on (the report's "tindak lanjut")."""
        return self in (Action.START, Action.PROGRESS, Action.DONE, Action.REOPEN, Action.DROP, Action.NOTE)


CLOSING = (Action.DONE, Action.DROP)


class State(Struct, frozen=True, omit_defaults=True, gc=False):
    """Everything about a directive that may change; *progress* in percent, 0 to 100.

    *closed_on* is the day it was done or dropped. *obstacle* is the kendala, *evidence* what proves it. *tags* are
    words of the user's, *links* the ids of directives that belong to it, both in the order they were given.
    *missing* says that the newest version of its release no longer asks it. *again* are the ids of the releases of
    later days that ask it again, each day once. *reviewed* says that somebody looked at it, *merged_into* the id of
    the directive that it was found to be, where it was discarded for that. *shares* are those of the units it was split
    over, one each; *status*, *progress* and *closed_on* then follow from them, unless it was dropped or discarded.
    """

    text: str
    kind: Kind
    owners: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    due: date | None = None
    due_text: str | None = None
    status: Status = Status.OPEN
    progress: Percent = 0
    closed_on: date | None = None
    obstacle: str | None = None
    evidence: tuple[Evidence, ...] = ()
    missing: bool = False
    again: tuple[Id, ...] = ()
    reviewed: bool = False
    merged_into: Id | None = None
    shares: Shares = ()
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    links: tuple[Id, ...] = ()

    @classmethod
    def of(cls, directive: Directive) -> "State":
        """Return the state in which *directive* leaves its release."""
        due = directive.due
        return cls(
            text=directive.text,
            kind=directive.kind,
            owners=tuple([owner.text for owner in directive.owners]),
            units=directive.units,
            due=due.day if due else None,
            due_text=due.quote.text if due else None,
        )

    def as_values(self) -> Values:
        """Return the values that make this state out of nothing, leaving out what is as by default."""
        return tuple([(f.name, value) for f in fields(self) if (value := getattr(self, f.name)) != f.default])

    @property
    def responsible(self) -> tuple[str, ...]:
        """Who must act: the registry's units, else the owners in their own words; of many units rather their group."""
        if self.shares:
            return self.owners or tuple(share.unit for share in self.shares)
        return self.units or self.owners

    @property
    def shares_done(self) -> int:
        """How many of the shares are done."""
        return sum(share.done for share in self.shares)

    def sharing(self, shares: Shares) -> "State":
        """Return this state with *shares* and what follows from them; what was given up stays so."""
        if not shares:
            return self
        status, progress, closed_on = whole_of(shares)
        if self.status in (Status.DROPPED, Status.DISCARDED):
            return replace(self, shares=shares, progress=progress)
        return replace(self, shares=shares, status=status, progress=progress, closed_on=closed_on)

    def of_unit(self, share: Share) -> "State":
        """Return this state as the unit of *share* sees it; what was given up is so for it unless it is done."""
        if self.status in (Status.DROPPED, Status.DISCARDED) and not share.done:
            return self
        return replace(self, status=share.status, progress=share.progress, closed_on=share.closed_on)

    def overdue(self, today: date) -> bool:
        """Whether the last day has passed with something still to be done."""
        return self.due is not None and self.due < today and not self.status.closed

    def due_soon(self, today: date) -> bool:
        """Whether something is still to be done, and its last day is *today* or within the seven days that follow."""
        return self.due is not None and today <= self.due <= today + SOON and not self.status.closed

    def days_left(self, today: date) -> int | None:
        """Return the days until the last day: 0 on the day itself, negative when it has passed, None without one."""
        return None if self.due is None else (self.due - today).days


class Entry(Struct, frozen=True):
    """What a command wants written down of one directive, before it is numbered and signed; the fields of `Change`."""

    action: Action
    on: date
    directive: int | None = None
    values: Values = ()
    note: str | None = None
    release: int | None = None
    undoes: int | None = None
    said: Directive | None = None


class Head(Struct, frozen=True, gc=False):
    """Of an entry of the history what tells when it was and what it bears on; see `Change`."""

    number: int
    step: int
    at: datetime
    on: date
    action: Action
    directive: int | None = None
    undoes: int | None = None
    release: int | None = None

    @property
    def dated_back(self) -> bool:
        """Whether it was written after the day it holds from."""
        return self.on < self.at.date()


class Change(Head, frozen=True, kw_only=True, gc=False):
    """One entry of the history.

    *step* numbers the command that made it: a command over five directives makes five changes of one step.
    *at* is the moment it was written (with its zone), *on* the day it holds from; *on* before the day of *at* means
    that it was dated back. *directive* is the id it concerns, None for an undo or redo and for the coming of a release.
    *values* are the fields of State that it sets; those of a birth (import, add) make the whole first State. Of
    *shares* it names those only that it adds (split) or sets; the rest follows (see `State`).
    *release* is the release that an import brought. *undoes* is the step that an undo or redo takes back.
    *said* is the directive as *release* words it, where that is not the release it came with.
    """

    author: str
    values: Values = ()
    note: str | None = None
    said: Directive | None = None


class Step(Struct, frozen=True):
    """What one command did: its changes, in order of number, at least one."""

    number: int
    changes: tuple[Change, ...]

    @property
    def at(self) -> datetime:
        """The moment it was written."""
        return self.changes[0].at

    @property
    def author(self) -> str:
        """Who did it."""
        return self.changes[0].author

    @property
    def action(self) -> Action:
        """What it did; an import may also have brought news of directives that were there, behind its own changes."""
        return self.changes[0].action

    @property
    def directives(self) -> tuple[int, ...]:
        """The ids it concerns."""
        return tuple(change.directive for change in self.changes if change.directive is not None)

    def undone_on(self, today: date) -> date:
        """Return the day from which taking it back holds.

        That is *today*, so that the past stays as it was told. But a step that was dated back is taken back from the
        first day it changed: it was a word on the past, and so is its withdrawal.
        """
        if any(change.dated_back for change in self.changes):
            return min(change.on for change in self.changes)
        return today


def signed(entries: Iterable[Entry], step: int, first: int, at: datetime, author: str) -> tuple[Change, ...]:
    """Return *entries* as the changes of one *step*, numbered from *first*, that *author* made at the moment *at*."""
    return tuple(
        Change(
            number=number,
            step=step,
            at=at,
            on=entry.on,
            author=author,
            action=entry.action,
            directive=entry.directive,
            values=entry.values,
            note=entry.note,
            undoes=entry.undoes,
            release=entry.release,
            said=entry.said,
        )
        for number, entry in enumerate(entries, first)
    )


def steps(changes: Iterable[Change]) -> tuple[Step, ...]:
    """Gather *changes*, in order of number, into the steps that made them."""
    return tuple(Step(number, tuple(group)) for number, group in groupby(changes, key=lambda change: change.step))

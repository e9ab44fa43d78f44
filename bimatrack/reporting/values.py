"""What the quarterly report holds."""

from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from bimatrack.history import FollowUp, Source, State, Tracked
from bimatrack.letterhead import Letterhead
from bimatrack.model import Event
from bimatrack.periods import Period


@dataclass(frozen=True, slots=True)
class Summary:
    """The period in numbers; *carried_in* + *new* = *done* + *dropped* + *carried_out*, each directive once.

    *reopened* of those carried in were closed when the period began. *late* of those done were done after their last
    day. *overdue*, *undated* and *unowned* (nobody named) are counted among those carried out, *slipped* (see `Slip`)
    among all. *progress* is the mean in percent of all but the dropped, one decimal; None without any.
    """

    carried_in: int
    reopened: int
    new: int
    done: int
    late: int
    dropped: int
    carried_out: int
    overdue: int
    slipped: int
    undated: int
    unowned: int
    progress: float | None
    predicate: str | None

    @property
    def total(self) -> int:
        """All directives of the period."""
        return self.carried_in + self.new


@dataclass(frozen=True, slots=True)
class Count:
    """The directives under one heading, *total* = *done* + *dropped* + *open*; *progress* as in `Summary`.

    *name* is a unit or an owner's own words, "" for those that name nobody; or the value of a `Kind`.
    """

    name: str
    total: int
    done: int
    dropped: int
    open: int
    overdue: int
    progress: float | None


@dataclass(frozen=True, slots=True)
class Month:
    """One of the period's months, *first* its first day: how many came, fell due, and were done in it.

    *due* counts by the deadlines that hold now, dropped directives left out.
    """

    first: date
    new: int
    due: int
    done: int


@dataclass(frozen=True, slots=True)
class Point:
    """How many of the period's directives had fallen *due* by the end of *day*, and how many were *done*.

    Both are added up from before the period on; *done* is None for days that have not come. The dropped are left out.
    """

    day: date
    due: int
    done: int | None


@dataclass(frozen=True, slots=True)
class Age:
    """How many are open that were asked *first* to *last* days ago (None: longer), and how many of them are overdue."""

    first: int
    last: int | None
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A deadline that is later now than at *first*: *now* is None when it was lifted; *moves* counts the moves."""

    first: date
    now: date | None
    moves: int
    reason: str | None

    @property
    def days(self) -> int | None:
        """By how many days, None when the deadline was lifted."""
        return None if self.now is None else (self.now - self.first).days


class MatrixRow(Struct, frozen=True, gc=False):
    """One row of the follow-up matrix, *position* its running number.

    *tracked* is the directive as it stood on the as-of day, *told* the last change with a note on how it comes on.
    *days_left* counts from the as-of day, negative once it is past; None for what is closed or undated.
    """

    position: int
    tracked: Tracked
    source: Source
    told: FollowUp | None
    slip: Slip | None
    days_left: int | None

    @property
    def id(self) -> int:
        """The directive's id."""
        return self.tracked.number

    @property
    def state(self) -> State:
        """How the directive stood."""
        return self.tracked.state

    @property
    def responsible(self) -> tuple[str, ...]:
        """Who must act: the registry's units, else the owners in their own words; empty when nobody is named."""
        return self.tracked.state.responsible

    @property
    def answerable(self) -> tuple[str, ...]:
        """The units in whose rows it counts: those that have a share, else as `responsible`."""
        return tuple(share.unit for share in self.tracked.state.shares) or self.responsible

    @property
    def overdue(self) -> bool:
        """Whether the last day had passed with something still to be done."""
        return self.days_left is not None and self.days_left < 0

    @property
    def closed_on(self) -> date | None:
        """The day it was done or dropped; None while it is open."""
        state = self.tracked.state
        return state.closed_on if state.status.closed else None


@dataclass(frozen=True, slots=True)
class Held:
    """The period's events in the order of their days: those *held* by the as-of day, and those *to_come*."""

    held: tuple[Event, ...]
    to_come: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the *period* that follows starts with: the open directives it inherits, and what is known of it.

    *overdue* are late already on its first day; *due* fall due in it, soonest first; *later* fall due after it;
    *undated* have no last day. The four add up to those carried out.
    """

    period: Period
    overdue: tuple[MatrixRow, ...]
    due: tuple[MatrixRow, ...]
    later: int
    undated: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """The *period* before the one reported on, and its numbers as it ended."""

    period: Period
    summary: Summary


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """The report on one period as of a day; *running* while the period has not ended on that day.

    *by_unit* counts a directive of two units in both rows, one that was split by the share of each. *rows* come overdue
    first, then slipped, then by last day, then closed. *dated_back* counts the changes that were dated back into the
    period, or taken back from it, after its end; *came_after* the directives that were imported or added then, and
    *releases_after* the releases that were imported then.
    *unit* is the full name of the one whose report it is, "" for all.
    """

    letterhead: Letterhead
    period: Period
    as_of: date
    running: bool
    all_kinds: bool
    summary: Summary
    by_unit: tuple[Count, ...]
    by_kind: tuple[Count, ...]
    by_month: tuple[Month, ...]
    timeline: tuple[Point, ...]
    ages: tuple[Age, ...]
    rows: tuple[MatrixRow, ...]
    events: Held
    outlook: Outlook
    dated_back: int
    came_after: int = 0
    releases_after: int = 0
    unit: str = ""
    before: Before | None = None

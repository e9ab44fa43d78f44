"""The nouns once they are kept: with the id they were given and what became of them."""

from datetime import date, datetime

from msgspec import Struct

from bimatrack.history.changes import Change, State
from bimatrack.history.shares import Share
from bimatrack.model import DOUBTFUL, Directive, Event, Id, Release


class FollowUp(Struct, frozen=True, omit_defaults=True, gc=False):
    """The *note* of the change *number* on how a directive is coming on, on the day *on*.

    *units* are those whose shares that change set.
    """

    number: Id
    on: date
    note: str
    units: tuple[str, ...] = ()

    @classmethod
    def of(cls, change: Change) -> "FollowUp":
        """Return what *change* tells."""
        shares = dict(change.values).get("shares")
        units = [share.unit for share in shares if isinstance(share, Share)] if isinstance(shares, tuple) else ()
        return cls(change.number, change.on, change.note or "", tuple(units))


class Extension(Struct, frozen=True, gc=False):
    """A deadline moved on the day *on*, from *old* to *new*, for *reason*; *new* is None when it was lifted."""

    old: date
    new: date | None
    reason: str | None
    on: date


class Life(Struct, frozen=True, gc=False):
    """All that the history tells of one directive up to a day; it begins on the day *born*.

    *follow_up* is the last change with a note on how it is coming on; *extensions* are the moves of its deadline, in
    the order they were made.
    """

    born: date
    state: State
    follow_up: FollowUp | None = None
    extensions: tuple[Extension, ...] = ()


class Tracked(Struct, frozen=True, gc=False):
    """A directive that is kept.

    *number* is its id, given once. *directive* is what the release said, which never changes; *state* is what holds
    now. *release* is the id of the release, None for one that was added by hand. *born* is the day it holds from: the
    release's, or that of the adding. For *follow_up* and *extensions* see `Life`.
    """

    number: int
    directive: Directive
    state: State
    release: int | None
    born: date
    follow_up: FollowUp | None = None
    extensions: tuple[Extension, ...] = ()

    @property
    def life(self) -> Life:
        """What became of it."""
        return Life(self.born, self.state, self.follow_up, self.extensions)

    def living(self, life: Life) -> "Tracked":
        """Return this directive as its *life* leaves it."""
        return Tracked(
            self.number, self.directive, life.state, self.release, life.born, life.follow_up, life.extensions
        )

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at what was found, and nobody has."""
        return self.directive.confidence < DOUBTFUL and not self.state.reviewed


class KeptRelease(Struct, frozen=True, gc=False):
    """A release that is kept under the id *number*; *imported* is the moment it first came in.

    *revises* is the id of the first version of the same release, None for that one itself.
    """

    number: int
    release: Release
    imported: datetime
    revises: int | None = None

    @property
    def family(self) -> int:
        """The id that all versions of one release share: that of the first."""
        return self.number if self.revises is None else self.revises


class KeptEvent(Struct, frozen=True, gc=False):
    """An event that is kept under the id *number*; *release* is the id of the release that named it."""

    number: int
    event: Event
    release: int

"""The nouns once they are kept: with the id they were given and what became of them."""

from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from bimatrack.history.changes import Change, State
from bimatrack.model import DOUBTFUL, Directive, Event, Release


class Tracked(Struct, frozen=True):
    """A directive that is kept.

    *number* is its id, given once. *directive* is what the release said, which never changes; *state* is what holds
    now. *release* is the id of the release, None for one that was added by hand. *born* is the day it holds from: the
    release's, or that of the adding.
    """

    number: int
    directive: Directive
    state: State
    release: int | None
    born: date

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at what was found, and nobody has."""
        return self.directive.confidence < DOUBTFUL and not self.state.reviewed


class KeptRelease(Struct, frozen=True):
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


class KeptEvent(Struct, frozen=True):
    """An event that is kept under the id *number*; *release* is the id of the release that named it."""

    number: int
    event: Event
    release: int


class Extension(Struct, frozen=True):
    """A deadline moved on the day *on*, from *old* to *new*, for *reason*; *new* is None when it was lifted."""

    old: date
    new: date | None
    reason: str | None
    on: date


class Life(Struct, frozen=True):
    """All that the history tells of one directive up to a day.

    *follow_up* is the last change with a note on how it is coming on; *extensions* are the moves of its deadline, in
    the order they were made.
    """

    born: date
    state: State
    follow_up: Change | None = None
    extensions: tuple[Extension, ...] = ()


class Followed(Struct, frozen=True):
    """A directive as of a day, with what was done about it; see `Life`."""

    tracked: Tracked
    follow_up: Change | None
    extensions: tuple[Extension, ...]

    @classmethod
    def of(cls, kept: Tracked, life: Life) -> "Followed":
        """Return the directive *kept* as its *life* left it."""
        return cls(replace(kept, state=life.state, born=life.born), life.follow_up, life.extensions)

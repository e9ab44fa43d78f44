"""What an import came to."""

from dataclasses import dataclass
from enum import StrEnum

from bimatrack.errors import UnreadableReleaseError
from bimatrack.history import KeptEvent, KeptRelease, Tracked


class Arrival(StrEnum):
    """How a release came to the store.

    For the first time, before, again after its import was undone, or as another version of one that is kept.
    """

    NEW = "new"
    ALREADY = "already"
    BACK = "back"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class Imported:
    """A release as it is now kept, with the directives that it brought (as they stand) and its events, in order of id.

    Of the directives that other releases brought, *again* are those that it asks again, *revised* those that it words
    otherwise as another version of their release, *missing* those that this version no longer asks.
    """

    arrival: Arrival
    release: KeptRelease
    directives: tuple[Tracked, ...]
    events: tuple[KeptEvent, ...]
    again: tuple[Tracked, ...] = ()
    revised: tuple[Tracked, ...] = ()
    missing: tuple[Tracked, ...] = ()

    @property
    def already(self) -> bool:
        """Whether it had come before, so that nothing was changed."""
        return self.arrival is Arrival.ALREADY


@dataclass(frozen=True, slots=True)
class Refused:
    """A release that could not be imported: where it came from and why."""

    source: str
    error: UnreadableReleaseError


@dataclass(frozen=True, slots=True)
class Importation:
    """What became of several releases, each group in the order they were given."""

    imported: tuple[Imported, ...]
    refused: tuple[Refused, ...]

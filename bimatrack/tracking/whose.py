"""Whose shares a command means in what is split."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bimatrack.history import Tracked
from bimatrack.tracking.folding import fold, from_a_word_on


@dataclass(frozen=True, slots=True)
class OwnShares:
    """The shares of those that a filter asked for: where one is split, their shares; where not, the whole.

    *units* are full names; *owners* are names as they were typed, from the start of a word of a unit's name on.
    """

    units: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()

    def of(self, tracked: Tracked) -> tuple[str, ...]:
        """Return the units whose shares of *tracked* are meant, none where the whole is."""
        finds = [from_a_word_on(owner) for owner in self.owners]
        return tuple(
            [
                share.unit
                for share in tracked.state.shares
                if share.unit in self.units or any(find(fold(share.unit)) for find in finds)
            ]
        )


Whose: TypeAlias = Iterable[str] | OwnShares


def settled(units: Whose) -> tuple[str, ...] | OwnShares:
    """Return *units* so that they can be asked for again and again."""
    return units if isinstance(units, OwnShares) else tuple(units)


def meant(units: tuple[str, ...] | OwnShares, tracked: Tracked) -> tuple[str, ...]:
    """Return the units whose shares of *tracked* are meant: the named ones, or those that a filter asked for."""
    return units.of(tracked) if isinstance(units, OwnShares) else units

"""The shares of a split directive: one for each unit that must act, and what they make of the whole."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from bimatrack.model import Percent, Status

FULL = 100
_OF_SHARES = (Status.OPEN, Status.IN_PROGRESS, Status.DONE)


class Share(Struct, frozen=True, omit_defaults=True, gc=False):
    """How far one *unit* has come with a directive that several must follow.

    *status* is open, in progress or done, and done is what has a day in *closed_on*.

    Raises:
        ValueError: it is not so.
    """

    unit: str
    status: Status = Status.OPEN
    progress: Percent = 0
    closed_on: date | None = None

    def __post_init__(self) -> None:
        if self.status not in _OF_SHARES or (self.status is Status.DONE) != (self.closed_on is not None):
            raise ValueError(self.status)

    @property
    def done(self) -> bool:
        """Whether nothing more is to be done by this unit."""
        return self.status is Status.DONE


Shares: TypeAlias = tuple[Share, ...]


def widened(shares: Shares, more: Shares) -> Shares:
    """Return *shares* and behind them those of *more* whose unit has none yet."""
    units = {share.unit for share in shares}
    return (*shares, *(share for share in more if share.unit not in units))


def replaced(shares: Shares, new: Shares) -> Shares:
    """Return *shares* with those of *new* in the place of what their units had; a unit without a share gets none."""
    by_unit = {share.unit: share for share in new}
    return tuple([by_unit.get(share.unit, share) for share in shares])


def mean_progress(shares: Sequence[Share]) -> int:
    """Return the mean progress in percent, rounded; 100 only where each is at 100."""
    whole, count = sum(share.progress for share in shares), len(shares)
    if whole == FULL * count:
        return FULL
    return min((2 * whole + count) // (2 * count), FULL - 1)


def whole_of(shares: Sequence[Share]) -> tuple[Status, int, date | None]:
    """Return status, progress and closing day of the directive that *shares*, at least one, are all of.

    It is done when all are, on the day of the last one, and in progress once one has moved.
    """
    if all(share.done for share in shares):
        return Status.DONE, mean_progress(shares), max(share.closed_on for share in shares if share.closed_on)
    moved = any(share.status is not Status.OPEN for share in shares)
    return Status.IN_PROGRESS if moved else Status.OPEN, mean_progress(shares), None

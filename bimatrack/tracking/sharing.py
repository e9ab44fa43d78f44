"""Marks the shares of a split directive, each that of one unit."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from bimatrack.altering import replace
from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.history import Share, Shares, State, Tracked, last_undone, split_days
from bimatrack.history.shares import FULL
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.store import Draft
from bimatrack.tracking.recording import Mark, Sets
from bimatrack.tracking.refusing import refuse_closed, refuse_given_up


def done_shares(tracked: Tracked, units: Iterable[str], mark: Mark, draft: Draft) -> Sets:
    """Mark the shares of *units* as done; without units all that are not, and with them the directive."""
    refuse_given_up(tracked)
    units, state = tuple(units), tracked.state

    def marked(share: Share) -> Share:
        closed_on = share.closed_on if units and share.done and not mark.on else mark.day
        return Share(share.unit, Status.DONE, FULL, closed_on)

    if units:
        new = _changed(_named(tracked, units, mark, draft), marked)
        return (*_setting(new), *_closing(state, new))
    if state.status is Status.DONE:
        return ()
    rest = tuple([marked(share) for share in state.shares if not share.done])
    # What the whole is told matters on days before it was split.
    whole: Sets = (("status", Status.DONE), ("progress", FULL), ("closed_on", mark.day))
    return (*whole, *_setting(rest), *_closing(state, rest))


def begun_shares(tracked: Tracked, units: Iterable[str], mark: Mark, draft: Draft) -> Sets:
    """Mark the shares of *units* as in progress; without units all with which nothing has been done yet."""
    units = tuple(units)
    if not units:
        refuse_closed(tracked)
        rest = tuple([_begun(share) for share in tracked.state.shares if share.status is Status.OPEN])
        return (("status", Status.IN_PROGRESS), *_setting(rest)) if rest else ()
    refuse_given_up(tracked)
    shares = _named(tracked, units, mark, draft)
    _refuse_done(tracked, shares)
    return _setting(_changed(shares, _begun))


def moved_shares(tracked: Tracked, units: Iterable[str], percent: int, mark: Mark, draft: Draft) -> Sets:
    """Say how far the shares of *units* have come, which must be named; with a note, that they have come no further.

    Raises:
        UsageError: no unit is named.
    """
    units = tuple(units)
    if not units:
        raise UsageError(
            _("Directive {number} is split, its progress follows from its shares; name whose with --unit.").format(
                number=tracked.number
            )
        )
    refuse_given_up(tracked)
    shares = _named(tracked, units, mark, draft)
    _refuse_done(tracked, shares)
    moved = tuple([replace(share, status=Status.IN_PROGRESS, progress=percent) for share in shares])
    return _setting(moved if mark.note or moved != shares else ())


def reopened_shares(tracked: Tracked, units: Iterable[str], mark: Mark, draft: Draft) -> Sets:
    """Open the shares of *units* that are done again, as they were before."""
    refuse_given_up(tracked)
    before = last_undone(draft.changes_on((tracked.number,)), tracked.number)
    shares = _named(tracked, tuple(units), mark, draft)
    return _setting(tuple([before.get(share.unit, Share(share.unit)) for share in shares if share.done]))


def _begun(share: Share) -> Share:
    return replace(share, status=Status.IN_PROGRESS)


def _setting(shares: Shares) -> Sets:
    return (("shares", shares),) if shares else ()


def _changed(shares: Shares, marked: Callable[[Share], Share]) -> Shares:
    return tuple([new for share in shares if (new := marked(share)) != share])


def _closing(state: State, new: Shares) -> Sets:
    """Return that nothing stands in the way any more, where the *new* shares close the directive."""
    done = {share.unit for share in (*state.shares, *new) if share.done}
    return (("obstacle", None),) if state.obstacle and done.issuperset(share.unit for share in state.shares) else ()


def _named(tracked: Tracked, units: tuple[str, ...], mark: Mark, draft: Draft) -> Shares:
    """Return the shares of *units*, which must be there on the day of *mark*."""
    number, shares = tracked.number, {share.unit: share for share in tracked.state.shares}
    if not shares:
        raise NothingToDoError(
            _("Directive {number} is not split; give its units a share with “bimatrack split {number}” first.").format(
                number=number
            )
        )
    for unit in units:
        if unit not in shares:
            raise NothingToDoError(
                _(
                    "{unit} has no share in directive {number}; add one with “bimatrack split {number} --unit …”."
                ).format(unit=unit, number=number)
            )
    _check_days(split_days(draft.changes_on((number,)), number) if mark.on else {}, units, mark.day, number)
    return tuple([shares[unit] for unit in units])


def _check_days(since: Mapping[str, date], units: Iterable[str], day: date, number: int) -> None:
    for unit in units:
        if since.get(unit, day) > day:
            raise UsageError(
                _(
                    "{unit} has its share in directive {number} from {born} on only; "
                    "say “bimatrack split {number} --on {day}” first."
                ).format(unit=unit, number=number, born=since[unit], day=day)
            )


def _refuse_done(tracked: Tracked, shares: Shares) -> None:
    for share in shares:
        if share.done:
            raise NothingToDoError(
                _(
                    "The share of {unit} in directive {number} is done; "
                    "open it again with “bimatrack reopen {number} --unit …” first."
                ).format(unit=share.unit, number=tracked.number)
            )

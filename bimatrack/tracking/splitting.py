"""Splits a directive over the units that must act: each gets a share of its own."""

from collections.abc import Iterable

from bimatrack.errors import NothingToDoError
from bimatrack.history import Action, Share, Tracked, split_days
from bimatrack.i18n import _
from bimatrack.registry import Registry
from bimatrack.store import Draft, Store
from bimatrack.tracking.recording import Mark, Outcome, Sets, record
from bimatrack.tracking.refusing import refuse_closed
from bimatrack.tracking.units import fanned_out


def split(store: Store, number: int, mark: Mark, registry: Registry, units: Iterable[str] = ()) -> Outcome:
    """Give the directive *number* a share for each of *units*, or where none is given for each unit its owners mean.

    Those that it has already stay as they are; one that is dated back further holds from that day on.

    Raises:
        NothingToDoError: the owners name no definite group, it is closed, or it has all these shares already.
    """

    def values(tracked: Tracked, draft: Draft) -> Sets:
        refuse_closed(tracked)
        wanted = given or _owning(tracked, registry)
        since = split_days(draft.changes_on((number,)), number)
        new = tuple([Share(unit) for unit in wanted if unit not in since or since[unit] > mark.day])
        return (("shares", new),) if new else ()

    given = tuple(units)
    return record(store, (number,), mark, Action.SPLIT, values)


def _owning(tracked: Tracked, registry: Registry) -> tuple[str, ...]:
    state = tracked.state
    units = tuple(dict.fromkeys((*fanned_out(state.owners, registry), *state.units)))
    # One unit by itself has nobody to share with; of a group there may be one only.
    if len(units) > 1 or any(map(registry.members, state.owners)):
        return units
    named = ", ".join(f"“{owner}”" for owner in state.owners)
    what = (
        _("The owners of directive {number} ({owners}) are no definite group; name its units with --unit.")
        if named
        else _("Directive {number} names no owner; name its units with --unit.")
    )
    raise NothingToDoError(what.format(number=tracked.number, owners=named))

"""Steps back and forth through the history: first what would happen, then the doing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bimatrack.errors import NothingToDoError
from bimatrack.history import Action, Change, Entry, Step, Tracked, redoable, steps, undoable
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.store import Draft, Store
from bimatrack.tracking.recording import Mark


@dataclass(frozen=True, slots=True)
class Rewind:
    """What an undo takes back, or a redo brings back: *steps* in the order in which it happens, the latest first.

    *named* are the steps that the new entries of the history will name: for an undo *steps* themselves, for a redo the
    undo steps that had taken them back.
    """

    action: Action
    steps: tuple[Step, ...]
    named: tuple[Step, ...]


def preview_undo(store: Store, count: int = 1) -> Rewind:
    """Return what an undo of the last *count* steps would take back (all there are, if there are fewer).

    Raises:
        NothingToDoError: there is no step to undo.
    """
    return _undo(store, count)


def preview_redo(store: Store, count: int = 1) -> Rewind:
    """Return what a redo of the last *count* undone steps would bring back (all there are, if there are fewer).

    Raises:
        NothingToDoError: nothing was undone since the last new change.
    """
    return _redo(store, count)


def concerned(store: Store, plan: Rewind) -> tuple[tuple[Tracked, ...], tuple[Change, ...]]:
    """Return the directives on which *plan* bears, as they stand, without those that have yet to come back.

    With them comes their history, with what undid or redid it, in order of number.
    """
    ids = sorted({number for step in plan.steps for number in step.directives})
    there = [one for one in store.those_of(ids) if one.state.status is not Status.DISCARDED]
    return tuple(there), store.changes_on(ids)


def rewind(store: Store, plan: Rewind, mark: Mark) -> tuple[Change, ...]:
    """Do what *plan* previewed, and return the new entries of the history, one step for each step it names.

    Raises:
        NothingToDoError: the history has gone on since the preview.
    """
    planned = _undo if plan.action is Action.UNDO else _redo
    with store.writing() as draft:
        if planned(draft, len(plan.steps)) != plan:
            raise NothingToDoError(_("The history has gone on meanwhile; look at it again."))
        return tuple(
            draft.record(
                (Entry(plan.action, step.undone_on(mark.now.date()), note=mark.note, undoes=step.number),),
                at=mark.now,
                author=mark.author,
            )[0]
            for step in plan.named
        )


def _undo(kept: Store | Draft, count: int) -> Rewind:
    taken = _told(kept, undoable(kept.heads)[:count])
    if not taken:
        raise NothingToDoError(_("There is nothing to undo."))
    return Rewind(Action.UNDO, taken, taken)


def _redo(kept: Store | Draft, count: int) -> Rewind:
    pairs = redoable(kept.heads)[:count]
    if not pairs:
        raise NothingToDoError(_("There is nothing to redo."))
    back, undone = ([pair[place] for pair in pairs] for place in (1, 0))
    return Rewind(Action.REDO, _told(kept, back), _told(kept, undone))


def _told(kept: Store | Draft, numbers: Sequence[int]) -> tuple[Step, ...]:
    """Return the steps of these *numbers*, in that order; no others are read."""
    found = {step.number: step for step in steps(kept.changes_in(numbers))}
    return tuple(found[number] for number in numbers)

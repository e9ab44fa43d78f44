"""Steps back and forth through the history: first what would happen, then the doing."""

from dataclasses import dataclass

from bimatrack.errors import NothingToDoError
from bimatrack.history import Action, Change, Entry, Step, redoable, undoable
from bimatrack.i18n import _
from bimatrack.store import Store
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
    return _undo(store.changes(), count)


def preview_redo(store: Store, count: int = 1) -> Rewind:
    """Return what a redo of the last *count* undone steps would bring back (all there are, if there are fewer).

    Raises:
        NothingToDoError: nothing was undone since the last new change.
    """
    return _redo(store.changes(), count)


def rewind(store: Store, plan: Rewind, mark: Mark) -> tuple[Change, ...]:
    """Do what *plan* previewed, and return the new entries of the history, one step for each step it names.

    Raises:
        NothingToDoError: the history has gone on since the preview.
    """
    planned = _undo if plan.action is Action.UNDO else _redo
    with store.writing() as draft:
        if planned(draft.changes, len(plan.steps)) != plan:
            raise NothingToDoError(_("The history has gone on meanwhile; look at it again."))
        return tuple(
            draft.record(
                (Entry(plan.action, step.undone_on(mark.now.date()), note=mark.note, undoes=step.number),),
                at=mark.now,
                author=mark.author,
            )[0]
            for step in plan.named
        )


def _undo(changes: tuple[Change, ...], count: int) -> Rewind:
    steps = undoable(changes)[:count]
    if not steps:
        raise NothingToDoError(_("There is nothing to undo."))
    return Rewind(Action.UNDO, steps, steps)


def _redo(changes: tuple[Change, ...], count: int) -> Rewind:
    pairs = redoable(changes)[:count]
    if not pairs:
        raise NothingToDoError(_("There is nothing to redo."))
    return Rewind(Action.REDO, tuple(step for _undo, step in pairs), tuple(undo for undo, _step in pairs))

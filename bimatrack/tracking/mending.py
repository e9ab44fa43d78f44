"""Mends what was misread or mistyped: a correction, which moves no deadline and tells of no work."""

from collections.abc import Iterable
from datetime import date

from bimatrack.errors import NothingToDoError
from bimatrack.history import Action, State, Tracked
from bimatrack.i18n import _
from bimatrack.store import Draft, Store
from bimatrack.tracking.recording import Mark, Outcome, Sets, check_due, check_text, record

REVIEWED: Sets = (("reviewed", True),)


def mend(store: Store, numbers: Iterable[int], mark: Mark, sets: Sets, *, seen: State | None = None) -> Outcome:
    """Set the fields *sets* of directives, as they should have been from the first; what a release brought is reviewed.

    A "due" that is mended counts as no extension. With *seen*, the state that somebody had before the eyes, a field
    that has become another one meanwhile is not overwritten.

    Raises:
        NothingToDoError: nothing changes, or one of the fields was changed meanwhile.
        UsageError: the text is blank, or the due day lies before the directive.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        due = fields.get("due")
        check_due(tracked.number, tracked.born, due if isinstance(due, date) else None)
        if seen is not None:
            _refuse_changed(tracked, seen, fields)
        return (*sets, *(REVIEWED if tracked.release is not None else ()))

    fields = dict(sets)
    if "text" in fields:
        check_text(str(fields["text"]))
    return record(store, numbers, mark, Action.EDIT, values)


def _refuse_changed(tracked: Tracked, seen: State, fields: Iterable[str]) -> None:
    if any(getattr(tracked.state, name) != getattr(seen, name) for name in fields):
        raise NothingToDoError(
            _("Directive {number} was changed by somebody else meanwhile; look at it again.").format(
                number=tracked.number
            )
        )

"""Refuses what cannot be done to a closed directive, and says how to open it again."""

from bimatrack.errors import NothingToDoError
from bimatrack.history import Tracked
from bimatrack.i18n import _
from bimatrack.model import Status


def refuse_closed(tracked: Tracked) -> None:
    """Refuse a directive that is done, dropped or discarded.

    Raises:
        NothingToDoError: it is.
    """
    if tracked.state.status.closed:
        raise closed(tracked)


def refuse_given_up(tracked: Tracked) -> None:
    """Refuse a directive that is dropped or discarded.

    Raises:
        NothingToDoError: it is.
    """
    if tracked.state.status in (Status.DROPPED, Status.DISCARDED):
        raise closed(tracked)


def closed(tracked: Tracked) -> NothingToDoError:
    """Return the error that says how *tracked* is closed."""
    sentences = {
        Status.DONE: _("Directive {number} is done; open it again with “bimatrack reopen {number}” first."),
        Status.DROPPED: _("Directive {number} is dropped; open it again with “bimatrack reopen {number}” first."),
        Status.DISCARDED: _("Directive {number} is discarded; bring it back with “bimatrack reopen {number}” first."),
    }
    return NothingToDoError(sentences[tracked.state.status].format(number=tracked.number))

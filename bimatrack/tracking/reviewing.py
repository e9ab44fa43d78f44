"""Goes through what was read with doubt: a person keeps it, mends it, merges it with another one or discards it."""

from collections.abc import Iterable
from datetime import date

from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.history import Action, Entry, Tracked
from bimatrack.i18n import _
from bimatrack.model import Kind, Status
from bimatrack.store import Draft, Store
from bimatrack.tracking.mending import REVIEWED, mend
from bimatrack.tracking.recording import Changed, Mark, Outcome, Sets, check_day, record


def awaiting(
    directives: Iterable[Tracked], *, release: int | None = None, everything: bool = False
) -> tuple[Tracked, ...]:
    """Return the open directives that await review, in order of id.

    Those are the doubtful ones; of one *release*, or if *everything* is asked for, all that nobody has looked at yet.
    What was added by hand needs no review.
    """
    return tuple(
        tracked
        for tracked in directives
        if tracked.release is not None
        and not tracked.state.reviewed
        and not tracked.state.status.closed
        and (tracked.doubtful or everything or tracked.release == release)
        and release in (None, tracked.release)
    )


def keep(store: Store, numbers: Iterable[int], mark: Mark) -> Outcome:
    """Say that directives are read as they should be.

    Raises:
        NothingToDoError: somebody said so of all of them.
    """
    return record(store, numbers, mark, Action.REVIEW, lambda _tracked, _draft: REVIEWED)


def amend(
    store: Store,
    numbers: Iterable[int],
    mark: Mark,
    *,
    text: str | None = None,
    kind: Kind | None = None,
    owners: tuple[str, ...] | None = None,
    units: tuple[str, ...] = (),
    due: date | None = None,
    due_text: str | None = None,
) -> Outcome:
    """Mend what was misread and keep it; what is None stays. A *due* that is mended counts as no extension.

    Raises:
        UsageError: the text is blank, or the due day lies before the directive.
    """
    given = (("text", text), ("kind", kind), ("owners", owners), ("due", due))
    named: Sets = () if owners is None else (("units", units),)
    worded: Sets = () if due is None else (("due_text", due_text),)
    return mend(store, numbers, mark, (*((name, value) for name, value in given if value is not None), *named, *worded))


def discard(store: Store, numbers: Iterable[int], mark: Mark) -> Outcome:
    """Take directives off all lists and reports, since they are none; their history stays, `reopen` brings them back.

    Raises:
        NothingToDoError: all are discarded already.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        return (*_off(mark, tracked), *REVIEWED)

    return record(store, numbers, mark, Action.DISCARD, values)


def merge(store: Store, number: int, into: int, mark: Mark) -> Outcome:
    """Discard the directive *number* since it is *into* in other words, which keeps those words as a mention.

    Raises:
        NothingToDoError: it is discarded already, or *into* is.
        UnknownDirectiveError: there is none with one of the ids.
        UsageError: the two are one and the same.
    """
    if number == into:
        raise UsageError(_("Directive {number} cannot be merged with itself; name another id.").format(number=number))
    with store.writing() as draft:
        one, other = draft.directive(number), draft.directive(into)
        for tracked in (one, other):
            check_day(tracked, mark.day)
            if tracked.state.status is Status.DISCARDED:
                raise NothingToDoError(
                    _("Directive {number} is discarded; bring it back with “bimatrack reopen {number}” first.").format(
                        number=tracked.number
                    )
                )
        gone = Entry(Action.MERGE, mark.day, number, (*_off(mark, one), ("merged_into", into), *REVIEWED), mark.note)
        told = Entry(Action.MENTION, mark.day, into, _again(one, other), release=one.release, said=one.directive)
        step = draft.record((gone, told), at=mark.now, author=mark.author)[0].step
        changed = tuple(Changed(tracked.state, draft.directive(tracked.number)) for tracked in (one, other))
    return Outcome(step, changed)


def _off(mark: Mark, tracked: Tracked) -> Sets:
    if tracked.state.status is Status.DISCARDED:
        return ()
    return (("status", Status.DISCARDED), ("closed_on", mark.day))


def _again(one: Tracked, other: Tracked) -> Sets:
    """Return what makes *other* be asked on the days of *one* as well, each day once."""
    own = () if one.release is None or one.born == other.born else (one.release,)
    again = tuple(dict.fromkeys((*other.state.again, *own, *one.state.again)))
    return (("again", again),) if again != other.state.again else ()

"""What people do to directives: mark them, say how they come on, give them to others, move their deadlines."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from bimatrack.errors import UsageError
from bimatrack.history import Action, State, Tracked, last_open
from bimatrack.history.shares import FULL
from bimatrack.i18n import _
from bimatrack.model import Evidence, Status
from bimatrack.store import Draft, Store
from bimatrack.tracking.evidence import with_evidence
from bimatrack.tracking.recording import Mark, Outcome, Sets, check_due, record
from bimatrack.tracking.refusing import closed, refuse_closed, refuse_given_up
from bimatrack.tracking.sharing import begun_shares, done_shares, moved_shares, reopened_shares
from bimatrack.tracking.whose import Whose, meant, settled


def done(
    store: Store, numbers: Iterable[int], mark: Mark, *, evidence: Iterable[Evidence] = (), units: Whose = ()
) -> Outcome:
    """Mark directives as done on the day of *mark*; done ones take further *evidence*, or another day if it names one.

    With *units* their shares only; without, all shares of one that is split. `OwnShares` stands for a filter's units.

    Raises:
        NothingToDoError: one is dropped, all are done already, or there is no such share.
    """

    def values(tracked: Tracked, draft: Draft) -> Sets:
        state, own = tracked.state, meant(whose, tracked)
        if own or state.shares:
            return (*done_shares(tracked, own, mark, draft), *_with_evidence(state, evidence))
        refuse_given_up(tracked)
        closed_on = mark.day if mark.on or state.closed_on is None else state.closed_on
        return (
            ("status", Status.DONE),
            ("progress", FULL),
            ("closed_on", closed_on),
            *_with_obstacle("" if state.obstacle or mark.on else None),
            *_with_evidence(state, evidence),
        )

    evidence, whose = tuple(evidence), settled(units)
    return record(store, numbers, mark, Action.DONE, values)


def start(store: Store, numbers: Iterable[int], mark: Mark, *, units: Whose = ()) -> Outcome:
    """Mark directives as in progress; with *units* their shares, without all shares of one that is split.

    Raises:
        NothingToDoError: one is closed, all are in progress already, or there is no such share.
    """

    def values(tracked: Tracked, draft: Draft) -> Sets:
        own = meant(whose, tracked)
        if own or tracked.state.shares:
            return begun_shares(tracked, own, mark, draft)
        refuse_closed(tracked)
        return (("status", Status.IN_PROGRESS),)

    whose = settled(units)
    return record(store, numbers, mark, Action.START, values)


def progress(
    store: Store,
    numbers: Iterable[int],
    percent: int,
    mark: Mark,
    *,
    obstacle: str | None = None,
    units: Whose = (),
) -> Outcome:
    """Say how far directives have come, 0 to 100 *percent*, and what stands in the way ("" for nothing any more).

    An open one is in progress from then on. One at 100 percent is still in progress: that it is done is for somebody
    to confirm with `done`, as work at its end still lacks its acceptance. The same percentage again with a note counts,
    since it says that nothing has moved. Of a split one the shares of *units* are meant.

    Raises:
        NothingToDoError: one is closed, nothing changes, or there is no such share.
        UsageError: there is no such percentage, or a split one is meant without units.
    """

    def values(tracked: Tracked, draft: Draft) -> Sets:
        own = meant(whose, tracked)
        if own or tracked.state.shares:
            return (*moved_shares(tracked, own, percent, mark, draft), *_with_obstacle(obstacle))
        refuse_closed(tracked)
        return (("status", Status.IN_PROGRESS), ("progress", percent), *_with_obstacle(obstacle))

    if not 0 <= percent <= FULL:
        raise UsageError(_("{percent} is no progress; give a number from 0 to 100.").format(percent=percent))
    whose = settled(units)
    return record(store, numbers, mark, Action.PROGRESS, values, note_counts=True)


def reopen(store: Store, numbers: Iterable[int], mark: Mark, *, units: Whose = ()) -> Outcome:
    """Open closed directives again, with the status, progress and shares they had before they were closed.

    With *units* only their shares are opened, and with them the directive.

    Raises:
        NothingToDoError: all are open already, or there is no such share.
    """

    @cache
    def before(draft: Draft) -> Mapping[int, State]:
        return last_open(draft.changes_on(wanted), frozenset(wanted))

    def values(tracked: Tracked, draft: Draft) -> Sets:
        if own := meant(whose, tracked):
            return reopened_shares(tracked, own, mark, draft)
        state = tracked.state
        if state.status.closed:
            state = before(draft).get(tracked.number, state)
        merged: Sets = (("merged_into", None),) if tracked.state.merged_into is not None else ()
        back = tuple([share for share in state.shares if share not in tracked.state.shares])
        shares: Sets = (("shares", back),) if back else ()
        return (("status", state.status), ("progress", state.progress), ("closed_on", None), *merged, *shares)

    wanted, whose = tuple(numbers), settled(units)
    return record(store, wanted, mark, Action.REOPEN, values)


def drop(store: Store, numbers: Iterable[int], mark: Mark) -> Outcome:
    """Mark directives as impossible to follow up; the note of *mark* is the reason, which must be given.

    Raises:
        NothingToDoError: one is done, or all are dropped already.
        UsageError: there is no reason.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        if tracked.state.status in (Status.DONE, Status.DISCARDED):
            raise closed(tracked)
        return (("status", Status.DROPPED), ("closed_on", tracked.state.closed_on or mark.day))

    _require_reason(mark)
    return record(store, numbers, mark, Action.DROP, values)


def note(
    store: Store, numbers: Iterable[int], mark: Mark, *, obstacle: str | None = None, evidence: Iterable[Evidence] = ()
) -> Outcome:
    """Add the note of *mark* to directives, closed ones too, and what stands in the way ("" for nothing any more).

    Raises:
        NothingToDoError: there is neither a note nor anything new.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        return (*_with_obstacle(obstacle), *_with_evidence(tracked.state, evidence))

    evidence = tuple(evidence)
    return record(store, numbers, mark, Action.NOTE, values, note_counts=True)


def assign(store: Store, numbers: Iterable[int], owners: Iterable[str], units: Iterable[str], mark: Mark) -> Outcome:
    """Name those who must act, in place of those named before, and their *units* in the registry.

    Raises:
        NothingToDoError: they are the owners already.
    """
    sets: Sets = (("owners", tuple(owners)), ("units", tuple(units)))
    return record(store, numbers, mark, Action.ASSIGN, lambda _tracked, _draft: sets)


def move_due(
    store: Store, numbers: Iterable[int], due: date | None, mark: Mark, *, due_text: str | None = None
) -> Outcome:
    """Give directives another last day (None: none); *due_text* are the words that set it.

    The day before is kept in the history; where there was one, the note of *mark* must give the reason.

    Raises:
        NothingToDoError: one is closed, or all have that day already.
        UsageError: there is no reason, or the day lies before the directive.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        refuse_closed(tracked)
        check_due(tracked.number, tracked.born, due)
        if tracked.state.due not in (None, due):
            _require_reason(mark)
        text = tracked.state.due_text if due == tracked.state.due and not due_text else due_text
        return (("due", due), ("due_text", text))

    return record(store, numbers, mark, Action.DUE, values)


def _with_evidence(state: State, evidence: Iterable[Evidence]) -> Sets:
    more = with_evidence(state.evidence, evidence)
    return (("evidence", more),) if more != state.evidence else ()


def _with_obstacle(obstacle: str | None) -> Sets:
    return () if obstacle is None else (("obstacle", obstacle or None),)


def _require_reason(mark: Mark) -> None:
    if not (mark.note and mark.note.strip()):
        raise UsageError(_("A reason is missing; give it with --reason."))

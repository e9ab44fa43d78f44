"""Links directives that belong together; a link is told by both."""

from collections.abc import Iterable

from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.history import Action, Entry, Tracked
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.store import Store
from bimatrack.tracking.recording import Changed, Mark, Outcome, check_day
from bimatrack.tracking.refusing import closed


def link(store: Store, number: int, others: Iterable[int], mark: Mark) -> Outcome:
    """Link the directive *number* with each of *others*, and each of them with it, in one step.

    Raises:
        NothingToDoError: they are linked already, or one is discarded.
        UnknownDirectiveError: there is none with one of the ids.
        UsageError: it is to be linked with itself.
    """
    return _relink(store, number, others, mark, Action.LINK)


def unlink(store: Store, number: int, others: Iterable[int], mark: Mark) -> Outcome:
    """Take the links of the directive *number* with each of *others* off again, at both ends.

    Raises:
        NothingToDoError: it is not linked with one of them.
        UnknownDirectiveError: there is none with one of the ids.
    """
    return _relink(store, number, others, mark, Action.UNLINK)


def _relink(store: Store, number: int, others: Iterable[int], mark: Mark, action: Action) -> Outcome:
    ends = tuple(dict.fromkeys(others))
    if not ends:
        raise UsageError(_("Name at least one other directive, as in {number} 5.").format(number=number))
    if number in ends:
        raise UsageError(_("Directive {number} cannot be linked with itself; name another id.").format(number=number))
    with store.writing() as draft:
        one, rest = draft.directive(number), [draft.directive(end) for end in ends]
        for tracked in (one, *rest):
            check_day(tracked, mark.day)
        if action is Action.LINK:
            _refuse_discarded((one, *rest))
        else:
            _check_linked(one, ends)
        told = {number: _links(one, ends, action)}
        told |= {tracked.number: _links(tracked, (number,), action) for tracked in rest}
        before = [tracked for tracked in (one, *rest) if told[tracked.number] != tracked.state.links]
        if not before:
            raise NothingToDoError(
                _("Nothing changes: directive {number} is linked with {others} already.").format(
                    number=number, others=", ".join(map(str, ends))
                )
            )
        entries = [
            Entry(action, mark.day, tracked.number, (("links", told[tracked.number]),), mark.note) for tracked in before
        ]
        step = draft.record(entries, at=mark.now, author=mark.author)[0].step
        changed = tuple(Changed(tracked.state, draft.directive(tracked.number)) for tracked in before)
    return Outcome(step, changed, tuple(tracked for tracked in rest if tracked not in before))


def _links(tracked: Tracked, ends: tuple[int, ...], action: Action) -> tuple[int, ...]:
    links = tracked.state.links
    if action is Action.LINK:
        return tuple(dict.fromkeys((*links, *ends)))
    return tuple([end for end in links if end not in ends])


def _refuse_discarded(directives: Iterable[Tracked]) -> None:
    for tracked in directives:
        if tracked.state.status is Status.DISCARDED:
            raise closed(tracked)


def _check_linked(one: Tracked, ends: Iterable[int]) -> None:
    links = one.state.links
    for end in ends:
        if end not in links:
            sentence = _("Directive {number} is not linked with {other}.").format(number=one.number, other=end)
            known = _("It is linked with {others}.").format(others=", ".join(map(str, links)))
            raise NothingToDoError(f"{sentence} {known}" if links else sentence)

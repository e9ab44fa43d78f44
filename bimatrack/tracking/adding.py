"""Keeps directives that no release holds."""

from collections.abc import Iterable, Sequence
from datetime import date

from bimatrack.errors import NothingToDoError
from bimatrack.history import Action, Entry, State, Tracked
from bimatrack.i18n import _
from bimatrack.model import Directive, Kind, Quote
from bimatrack.store import Store
from bimatrack.tracking.recording import Mark, check_due, check_text


def add(
    store: Store,
    text: str,
    mark: Mark,
    *,
    kind: Kind = Kind.INSTRUCTION,
    owners: Iterable[str] = (),
    units: Iterable[str] = (),
    due: date | None = None,
    due_text: str | None = None,
) -> Tracked:
    """Keep a directive in just these words, from the day of *mark* on.

    Raises:
        UsageError: the text is blank, or the due day lies before the directive.
    """
    check_text(text)
    said = Directive(text=text, quote=Quote.of(text, 0, len(text)), kind=kind)
    state = State(text, kind, tuple(owners), tuple(units), due, due_text)
    return add_all(store, ((said, state),), mark)[0]


def add_all(store: Store, directives: Sequence[tuple[Directive, State]], mark: Mark) -> tuple[Tracked, ...]:
    """Keep directives, each as it was said and in the state it begins with, from the day of *mark* on; in one step.

    Raises:
        NothingToDoError: there is none.
        UsageError: a text is blank, or a due day lies before the directive; then none is kept.
    """
    if not directives:
        raise NothingToDoError(_("There is nothing to add; write what is to be done, one directive a line."))
    with store.writing() as draft:
        births: list[Entry] = []
        for said, state in directives:
            check_text(state.text)
            number = draft.keep_directive(said, release=None)
            check_due(number, mark.day, state.due)
            births.append(Entry(Action.ADD, mark.day, number, state.as_values(), mark.note))
        changes = draft.record(births, at=mark.now, author=mark.author)
        return tuple(draft.directive(change.directive) for change in changes if change.directive is not None)

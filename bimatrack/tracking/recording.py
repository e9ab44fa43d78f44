"""How a command over several directives becomes one step of the history: done whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.history import Action, Entry, State, Tracked, Value
from bimatrack.i18n import _
from bimatrack.store import Draft, Store

_LONGEST = 20_000  # letters; the longest directive of a release has some 600

Sets: TypeAlias = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Who gives a command at which moment (with its zone), the day *on* it holds from (None: today), and a *note*."""

    now: datetime
    author: str
    on: date | None = None
    note: str | None = None

    @property
    def day(self) -> date:
        """The day the command holds from.

        Raises:
            UsageError: it has not come yet.
        """
        today = self.now.date()
        if self.on is not None and self.on > today:
            raise UsageError(_("{day} has not come yet; a change is dated today or back.").format(day=self.on))
        return self.on or today


@dataclass(frozen=True, slots=True)
class Changed:
    """A directive that a command changed: its state *before*, and as it is now."""

    before: State
    tracked: Tracked


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the command *step* of the history did, in the order of the ids given; *unchanged* ones were so before."""

    step: int
    changed: tuple[Changed, ...]
    unchanged: tuple[Tracked, ...] = ()


def record(
    store: Store,
    numbers: Iterable[int],
    mark: Mark,
    action: Action,
    values: Callable[[Tracked, Draft], Sets],
    *,
    note_counts: bool = False,
) -> Outcome:
    """Do *action* to the directives *numbers*: *values* gives what is to be set of each, or refuses by raising.

    A directive that is so already is left alone, unless *note_counts* and there is a note.

    Raises:
        UnknownDirectiveError: there is none with one of the ids.
        NothingToDoError: they are all so already.
        UsageError: the day lies ahead, or before a directive was there.
    """
    changed: list[Tracked] = []
    unchanged: list[Tracked] = []
    entries: list[Entry] = []
    with store.writing() as draft:
        meant = [draft.directive(number) for number in dict.fromkeys(numbers)]
        for tracked in meant:
            with _naming(tracked, several=len(meant) > 1):
                check_day(tracked, mark.day)
                sets = values(tracked, draft)
            if (note_counts and mark.note) or any(getattr(tracked.state, name) != value for name, value in sets):
                changed.append(tracked)
                entries.append(Entry(action, mark.day, tracked.number, sets, mark.note))
            else:
                unchanged.append(tracked)
        if not entries:
            raise NothingToDoError(_nothing(unchanged))
        step = draft.record(entries, at=mark.now, author=mark.author)[0].step
        after = tuple(Changed(tracked.state, draft.directive(tracked.number)) for tracked in changed)
    return Outcome(step, after, tuple(unchanged))


@contextmanager
def _naming(tracked: Tracked, *, several: bool) -> Iterator[None]:
    """Say of what is refused in the block, where it is one of *several*, how the others can still be changed.

    Raises:
        BimatrackError: something is refused in the block.
    """
    try:
        yield
    except (NothingToDoError, UsageError) as error:
        if not several:
            raise
        left_out = _("Nothing was changed; --except {number} leaves it out.").format(number=tracked.number)
        raise type(error)(f"{error} {left_out}") from error


def check_day(tracked: Tracked, day: date) -> None:
    """Refuse a *day* on which *tracked* was not there yet.

    Raises:
        UsageError: it was not.
    """
    if day < tracked.born:
        raise UsageError(
            _("Directive {number} dates from {born} only; give a day from then on with --on.").format(
                number=tracked.number, born=tracked.born
            )
        )


def check_due(number: int, born: date, due: date | None) -> None:
    """Refuse a last day that lies before the directive *number*, which is there from *born* on.

    Raises:
        UsageError: it does.
    """
    if due is not None and due < born:
        raise UsageError(
            _("{due} lies before {born}, the day of directive {number}; give a later day.").format(
                due=due, born=born, number=number
            )
        )


def check_text(text: str) -> None:
    """Refuse a text that says nothing, or more than anybody is told to do.

    Raises:
        UsageError: it is blank, or too long.
    """
    if len(text) > _LONGEST:
        raise UsageError(
            _("The text is longer than {n} letters; write what is to be done, and keep the rest as a file.").format(
                n=_LONGEST
            )
        )
    if not text.strip():
        raise UsageError(_("The text is blank; say what is to be done."))


def _nothing(unchanged: list[Tracked]) -> str:
    if not unchanged:
        return _("No directive was named; give at least one id.")
    numbers = ", ".join(str(tracked.number) for tracked in unchanged)
    return _("Nothing changes: directive {numbers} is so already.").format(numbers=numbers)

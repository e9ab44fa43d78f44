"""What follows from the history: which changes count on a day, and how every directive stands by them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from msgspec.structs import replace

from bimatrack.history.changes import Action, Change, Head, State
from bimatrack.history.kept import Extension, FollowUp, Life
from bimatrack.history.shares import Share, replaced, widened

H = TypeVar("H", bound=Head)


@dataclass(frozen=True, slots=True)
class History:
    """A history of which most is told by its *heads*, in order of number; `of` gives the changes of some directives."""

    heads: Sequence[Head]
    of: Callable[[Collection[int]], Sequence[Change]]

    @classmethod
    def whole(cls, changes: Sequence[Change]) -> "History":
        """Return that of *changes*, in order of number."""
        return cls(changes, lambda directives: concerning(changes, directives))


def active(changes: Sequence[H], day: date | None = None) -> tuple[H, ...]:
    """Return the changes that count on *day* (None: all told), in order of number, without undo and redo entries.

    An undo or redo that counts takes away the step it names, so an undo of an undo brings the first step back.
    """
    scope = changes if day is None else [change for change in changes if change.on <= day]
    taken_back: set[int] = set()
    for change in reversed(scope):
        if change.undoes is not None and change.step not in taken_back:
            taken_back.add(change.undoes)
    return tuple(change for change in scope if change.undoes is None and change.step not in taken_back)


def lives(changes: Sequence[Change], day: date | None = None) -> Mapping[int, Life]:
    """Tell the life of each directive up to *day* (None: up to now) by its id; those not yet born have none."""
    found: dict[int, Life] = {}
    for number, change in _of_living(active(changes, day)):
        life = found.get(number)
        found[number] = Life(change.on, begun(change)) if life is None else carried_on(life, change)
    return dict(sorted(found.items()))


def carried_on(life: Life, change: Change) -> Life:
    """Return *life* as *change* carries it on, which is no birth."""
    follow_up, extensions = life.follow_up, life.extensions
    if change.note and change.action.follows_up:
        told = FollowUp.of(change)
        if follow_up is None or (follow_up.on, follow_up.number) < (told.on, told.number):
            follow_up = told
    elif change.action is Action.DUE:
        extensions = (*extensions, *_extension(life.state, change))
    return Life(life.born, applied(life.state, change), follow_up, extensions)


def releases_alive(changes: Sequence[Head], day: date | None = None) -> frozenset[int]:
    """Return the ids of the releases whose coming counts on *day* (None: now)."""
    return frozenset(
        change.release for change in active(changes, day) if change.release is not None and change.directive is None
    )


def concerning(changes: Iterable[H], directives: Collection[int], releases: Collection[int] = ()) -> tuple[H, ...]:
    """Return the changes of *directives* and the comings of *releases*, with what undoes or redoes them."""
    chosen: list[H] = []
    touched: set[int] = set()
    for change in changes:
        if change.undoes is not None:
            wanted = change.undoes in touched
        elif change.directive is not None:
            wanted = change.directive in directives
        else:
            wanted = change.release in releases
        if wanted:
            chosen.append(change)
            touched.add(change.step)
    return tuple(chosen)


def touched_after(changes: Sequence[Head], day: date) -> frozenset[int]:
    """Return the directives on which any of *changes* bears that holds only from a day after *day*."""
    later = [change for change in changes if change.on > day]
    rewinds = {change.step for change in later if change.undoes is not None}
    of_steps = touched(changes) if rewinds else {}
    taken = {number for step in rewinds for number in of_steps[step]}
    return frozenset(taken.union(change.directive for change in later if change.directive is not None))


def touched(changes: Iterable[Head]) -> dict[int, tuple[int, ...]]:
    """Return the ids that each step of *changes* concerns, by its number; an undo those of what it takes back."""
    found: dict[int, dict[int, None]] = {}
    for change in changes:
        ids = found.setdefault(change.step, {})
        if change.directive is not None:
            ids[change.directive] = None
        elif change.undoes is not None:
            ids.update(found.get(change.undoes, {}))
    return {step: tuple(ids) for step, ids in found.items()}


def told(
    changes: Iterable[Change],
    *,
    since: date | None = None,
    authors: Iterable[str] = (),
    actions: Collection[Action] = (),
) -> tuple[Change, ...]:
    """Return those of *changes* written on the day *since* or later, by one of *authors*, that did one of *actions*.

    What is not given leaves all through; names of authors match whatever their case.
    """
    names = {author.strip().casefold() for author in authors}
    return tuple(
        change
        for change in changes
        if (since is None or change.at.date() >= since)
        and (not names or change.author.strip().casefold() in names)
        and (not actions or change.action in actions)
    )


def undoable(changes: Iterable[Head]) -> tuple[int, ...]:
    """Return the steps that an undo would take back, by their numbers, the next one first."""
    return tuple(reversed(_stacks(changes)[0]))


def redoable(changes: Iterable[Head]) -> tuple[tuple[int, int], ...]:
    """Return what a redo would bring back, the next one first: pairs of the undo and the step that it took back.

    As in an editor, a new change leaves nothing to redo.
    """
    return tuple(reversed(_stacks(changes)[1].items()))


def target(changes: Sequence[H], rewind: Head) -> tuple[H, ...]:
    """Return the changes that the undo or redo *rewind* takes back or brings back, in the end."""
    named = rewind.undoes
    while True:
        found = tuple(change for change in changes if change.step == named)
        if not found or found[0].undoes is None:
            return found
        named = found[0].undoes


def begun(change: Change) -> State:
    """Return the state in which a directive begins that is born by *change*."""
    return State(**_fields(change))


def last_open(changes: Sequence[Change], directives: Collection[int]) -> Mapping[int, State]:
    """Return, by id, the last state that was not closed of each of *directives*."""
    states: dict[int, State] = {}
    found: dict[int, State] = {}
    for number, change in _of_living(active(concerning(changes, directives))):
        states[number] = applied(states[number], change) if number in states else begun(change)
        if not states[number].status.closed:
            found[number] = states[number]
    return found


def last_undone(changes: Sequence[Change], directive: int) -> Mapping[str, Share]:
    """Return, by unit, the last share of *directive* that was not done."""
    state: State | None = None
    found: dict[str, Share] = {}
    for _number, change in _of_living(active(concerning(changes, {directive}))):
        state = begun(change) if state is None else applied(state, change)
        found.update((share.unit, share) for share in state.shares if not share.done)
    return found


def split_days(changes: Sequence[Change], directive: int) -> Mapping[str, date]:
    """Return, by unit, the first day on which *directive* is split over it."""
    days: dict[str, date] = {}
    for change in active(concerning(changes, {directive})):
        if change.action is Action.SPLIT:
            for share in _fields(change).get("shares", ()):
                days[share.unit] = min(change.on, days.get(share.unit, change.on))
    return days


def applied(state: State, change: Change) -> State:
    """Return *state* as *change* leaves it."""
    if not change.values:
        return state
    fields = _fields(change)
    shares = fields.pop("shares", None)
    after = replace(state, **fields)
    if not shares:
        return after
    # Adding a share never sets it back, and who was given none yet on a past day has none to be set.
    return after.sharing((widened if change.action is Action.SPLIT else replaced)(after.shares, shares))


def _of_living(changes: Iterable[Change]) -> Iterator[tuple[int, Change]]:
    """Give each directive's birth and what follows it.

    On a day before an undo, what a later import brought back was alive already: the second birth says nothing new.
    And a birth that was dated back is undone from its first day, while what was done later is undone from today only.
    """
    alive: set[int] = set()
    for change in changes:
        number = change.directive
        if number is not None and change.action.begins != (number in alive):
            alive.add(number)
            yield number, change


def _fields(change: Change) -> dict[str, Any]:
    return dict(change.values)


def _extension(before: State, change: Change) -> tuple[Extension, ...]:
    new = applied(before, change).due
    return () if before.due in (None, new) else (Extension(before.due, new, change.note, change.on),)


def _stacks(changes: Iterable[Head]) -> tuple[list[int], dict[int, int]]:
    """Return the steps that are done, the last one last, and by the undo that did so those that were taken back."""
    done: dict[int, None] = {}
    undone: dict[int, int] = {}
    for step, named in {change.step: change.undoes for change in changes}.items():
        if named is None:
            done[step] = None
            undone.clear()
        elif named in done:
            del done[named]
            undone[step] = named
        elif named in undone:
            done[undone.pop(named)] = None
    return list(done), undone

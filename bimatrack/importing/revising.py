"""Merges another version of a release into what is kept of it, without touching what people did since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bimatrack.history import Action, State, Tracked, Value, Values, active
from bimatrack.importing.pairing import pair
from bimatrack.model import Directive
from bimatrack.store import Draft

# Fields that a release sets; those that only make sense together are taken over together.
_TOGETHER = (("text",), ("kind",), ("owners", "units"), ("due", "due_text"))


@dataclass(frozen=True, slots=True)
class News:
    """What a release tells of the directive *number*: the *values* that change; *said* is None if it is missing.

    *counts* tells that it is asked again on a day on which it was not asked before.
    """

    number: int
    values: Values
    said: Directive | None
    action: Action = Action.REVISE
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Merging:
    """What another version of a release comes to: directives that are *fresh*, and *news* of those there were."""

    fresh: tuple[Directive, ...] = ()
    news: tuple[News, ...] = ()


class Past:
    """What became of directives so far: which fields people set themselves, how the newest version words each."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._later: dict[int, Directive] = {}

    def reading(self, tracked: Tracked) -> Directive:
        """Return *tracked* as the newest version of its release words it."""
        return self._later.get(tracked.number) or self._told[1].get(tracked.number, tracked.directive)

    def set_by_people(self, number: int) -> frozenset[str]:
        """Return the fields of the directive *number* that a command has set."""
        return frozenset(self._told[0].get(number, ()))

    def learn(self, news: Iterable[News]) -> None:
        """Take note of *news* that this very import brings."""
        self._later.update((one.number, one.said) for one in news if one.said and one.action is Action.REVISE)

    @cached_property
    def _told(self) -> tuple[Mapping[int, set[str]], Mapping[int, Directive]]:
        fields: defaultdict[int, set[str]] = defaultdict(set)
        readings: dict[int, Directive] = {}
        for change in active(self._draft.changes):
            if change.directive is None or change.action.begins:
                continue
            if change.said is None and change.action is not Action.REVISE:
                fields[change.directive].update(name for name, _value in change.values)
            elif change.said and change.action is Action.REVISE:
                readings[change.directive] = change.said
        return fields, readings


def merge(
    new: Sequence[Directive], kept: Sequence[Tracked], asked: Sequence[Tracked], past: Past, *, complete: bool
) -> Merging:
    """Compare the directives of another version with those *kept* of the release.

    A field that the new version words otherwise is taken over unless somebody has set it. If the version is *complete*
    (no mere copy elsewhere), what it leaves out is marked as missing; nothing is ever taken away. What the release
    *asked* again of other releases is known by it, and stays as it is.
    """
    readings = {tracked.number: past.reading(tracked) for tracked in (*kept, *asked)}
    pairs = pair(readings, new)
    by_number = {tracked.number: tracked for tracked in kept}
    news = [
        News(number, values, new[place])
        for place, number in sorted(pairs.items())
        if number in by_number
        and (values := _values(by_number[number], readings[number], new[place], past)) is not None
    ]
    found = set(pairs.values())
    if complete:
        news += [
            News(tracked.number, (("missing", True),), None)
            for tracked in kept
            if tracked.number not in found and not tracked.state.missing
        ]
    return Merging(tuple(one for place, one in enumerate(new) if place not in pairs), tuple(news))


def mention(tracked: Tracked, said: Directive, *, counts: bool) -> News:
    """Tell that a later release asks *tracked* again as *said*.

    An owner or a deadline is taken over where there never was one. Where there is, the later one is only shown: whether
    a deadline is moved is for somebody to decide, and to give a reason for.
    """
    state, first, later = tracked.state, tracked.directive, State.of(said)
    values: list[tuple[str, Value]] = []
    if not (state.owners or first.owners) and later.owners:
        values += [("owners", later.owners), ("units", later.units)]
    if state.due is None and first.due is None and later.due is not None and later.due >= tracked.born:
        values += [("due", later.due), ("due_text", later.due_text)]
    return News(tracked.number, tuple(values), said, Action.MENTION, counts)


def _values(tracked: Tracked, reading: Directive, said: Directive, past: Past) -> Values | None:
    """Return what *said* changes; None if it says what was said before."""
    before, after = State.of(reading), State.of(said)
    back: Values = (("missing", False),) if tracked.state.missing else ()
    if before == after:
        return back or None
    theirs = past.set_by_people(tracked.number)
    taken: Values = tuple(
        (name, getattr(after, name))
        for names in _TOGETHER
        if theirs.isdisjoint(names) and any(getattr(before, name) != getattr(after, name) for name in names)
        for name in names
    )
    return (*taken, *back)

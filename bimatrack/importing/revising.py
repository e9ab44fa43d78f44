"""Merges another version of a release into what is kept of it, without touching what people did since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bimatrack.history import Action, State, Tracked, Values, active
from bimatrack.importing.pairing import pair
from bimatrack.model import Directive
from bimatrack.store import Draft

# Fields that a release sets; those that only make sense together are taken over together.
_TOGETHER = (("text",), ("kind",), ("owners", "units"), ("due", "due_text"))


@dataclass(frozen=True, slots=True)
class News:
    """What a release tells of the directive *number*: the *values* that change; *said* is None if it is missing."""

    number: int
    values: Values
    said: Directive | None


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
        self._later.update((one.number, one.said) for one in news if one.said)

    @cached_property
    def _told(self) -> tuple[Mapping[int, set[str]], Mapping[int, Directive]]:
        fields: defaultdict[int, set[str]] = defaultdict(set)
        readings: dict[int, Directive] = {}
        for change in active(self._draft.changes):
            if change.directive is None or change.action.begins:
                continue
            if change.action is not Action.REVISE:
                fields[change.directive].update(name for name, _value in change.values)
            elif change.said:
                readings[change.directive] = change.said
        return fields, readings


def merge(new: Sequence[Directive], kept: Sequence[Tracked], past: Past, *, complete: bool) -> Merging:
    """Compare the directives of another version with those *kept* of the release.

    A field that the new version words otherwise is taken over unless somebody has set it. If the version is *complete*
    (no mere copy elsewhere), what it leaves out is marked as missing; nothing is ever taken away.
    """
    readings = {tracked.number: past.reading(tracked) for tracked in kept}
    pairs = pair(readings, new)
    by_number = {tracked.number: tracked for tracked in kept}
    news = [
        News(number, values, new[place])
        for place, number in sorted(pairs.items())
        if (values := _values(by_number[number], readings[number], new[place], past)) is not None
    ]
    found = set(pairs.values())
    if complete:
        news += [
            News(tracked.number, (("missing", True),), None)
            for tracked in kept
            if tracked.number not in found and not tracked.state.missing
        ]
    return Merging(tuple(one for place, one in enumerate(new) if place not in pairs), tuple(news))


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

"""What can be asked of a directive; the same terms say what it must have and what it must not have."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from bimatrack.history import Tracked
from bimatrack.model import Kind, Priority, Status
from bimatrack.quarter import Quarter
from bimatrack.tracking.folding import Finds, fold, fold_parts, from_a_word_on, sought, within

Condition: TypeAlias = Callable[[Tracked], bool]


class Trait(StrEnum):
    """What is the case with a directive, or not; *blocked* is one in whose way something stands."""

    OVERDUE = "overdue"
    SOON = "soon"
    UNDATED = "undated"
    DOUBTFUL = "doubtful"
    SPLIT = "split"
    BLOCKED = "blocked"


class Terms(Struct, frozen=True):
    """What is asked of a directive. Of several values of one field one is enough; the fields must hold together.

    Words are compared folded, as in `folding`. An owner matches from the start of one of its words on, and so do
    the units that must act or have a share; so do those of *meant*, the units that the registry knows by the names of
    *owners*. *units* are full names. A speaker matches like an owner, a tag as a whole. Each of
    *searches* wants all of its words and quoted phrases somewhere in text, quote, speaker, owners, units, tags and
    obstacle. *quarters* are those of the due day; *due_before* and *due_after* leave out the day itself. *traits* must
    all hold. *numbers* are ids.
    """

    owners: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    priorities: tuple[Priority, ...] = ()
    tags: tuple[str, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    due_before: date | None = None
    due_after: date | None = None
    due_on: date | None = None
    releases: tuple[int, ...] = ()
    speakers: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    traits: tuple[Trait, ...] = ()
    numbers: tuple[int, ...] = ()


def conditions(terms: Terms, today: date) -> tuple[Condition, ...]:
    """Return a condition for each field of *terms* that is given, and for each trait, on the day *today*."""
    # What costs least comes first: the first that fails decides.
    return (*_on_values(terms), *_on_due(terms), *_on_traits(terms, today), *_on_words(terms))


def _on_values(terms: Terms) -> Iterator[Condition]:
    numbers, releases, quarters = frozenset(terms.numbers), frozenset(terms.releases), terms.quarters
    if numbers:
        yield lambda one: one.number in numbers
    if releases:
        yield lambda one: one.release in releases
    if terms.kinds:
        yield lambda one: one.state.kind in terms.kinds
    if terms.statuses:
        yield lambda one: one.state.status in terms.statuses
    if terms.priorities:
        yield lambda one: one.state.priority in terms.priorities
    if quarters:
        yield lambda one: one.state.due is not None and any(one.state.due in quarter for quarter in quarters)


def _on_due(terms: Terms) -> Iterator[Condition]:
    before, after, on = terms.due_before, terms.due_after, terms.due_on
    if before is not None:
        yield lambda one: one.state.due is not None and one.state.due < before
    if after is not None:
        yield lambda one: one.state.due is not None and one.state.due > after
    if on is not None:
        yield lambda one: one.state.due == on


def _on_traits(terms: Terms, today: date) -> Iterator[Condition]:
    holds: dict[Trait, Condition] = {
        Trait.OVERDUE: lambda one: one.state.overdue(today),
        Trait.SOON: lambda one: one.state.due_soon(today),
        Trait.UNDATED: lambda one: one.state.due is None,
        Trait.DOUBTFUL: lambda one: one.doubtful,
        Trait.SPLIT: lambda one: bool(one.state.shares),
        Trait.BLOCKED: lambda one: bool(one.state.obstacle),
    }
    yield from (holds[trait] for trait in terms.traits)


def _on_words(terms: Terms) -> Iterator[Condition]:
    tags, meant, units = frozenset(map(fold, terms.tags)), frozenset(terms.meant), frozenset(terms.units)
    if tags:
        yield lambda one: any(fold(tag) in tags for tag in one.state.tags)
    if units:
        yield lambda one: not units.isdisjoint(_acting(one))
    if terms.owners:
        owner = _any(map(from_a_word_on, terms.owners))

        @cache  # Many directives have the same owners.
        def answers(owners: tuple[str, ...], acting: tuple[str, ...]) -> bool:
            return not meant.isdisjoint(acting) or owner(fold_parts((*owners, *acting)))

        yield lambda one: answers(one.state.owners, _acting(one))
    if terms.speakers:
        speaker = _any(map(from_a_word_on, terms.speakers))
        yield lambda one: speaker(fold(_speaker(one)))
    if terms.searches:
        words = _any(_all(map(within, sought(wording))) for wording in terms.searches)
        yield lambda one: words(_prose(one))


def _any(finds: Iterable[Finds]) -> Finds:
    ways = tuple(finds)
    return lambda folded: any(way(folded) for way in ways)


def _all(finds: Iterable[Finds]) -> Finds:
    ways = tuple(finds)
    return lambda folded: bool(ways) and all(way(folded) for way in ways)


def _acting(one: Tracked) -> tuple[str, ...]:
    return (*one.state.units, *_sharing(one)) if one.state.shares else one.state.units


def _sharing(one: Tracked) -> tuple[str, ...]:
    return tuple([share.unit for share in one.state.shares])


def _speaker(one: Tracked) -> str:
    speaker = one.directive.speaker
    return speaker.text if speaker else ""


def _prose(one: Tracked) -> str:
    state = one.state
    said = (state.text, one.directive.quote.text, _speaker(one), state.obstacle or "")
    return fold_parts((*said, *state.owners, *_acting(one), *state.tags))

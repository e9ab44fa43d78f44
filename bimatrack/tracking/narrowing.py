"""What a filter asks for, as far as a store can find it by an index; the filter itself is applied afterwards."""

from collections.abc import Iterator, Sequence
from datetime import date

from bimatrack.history import SOON
from bimatrack.store.narrowing import Named, Narrowing, Sort, Stretch, legible
from bimatrack.tracking.folding import Finds, fold, from_a_word_on
from bimatrack.tracking.selecting import Filter
from bimatrack.tracking.terms import Terms, Trait

_OF_OPEN = frozenset((Trait.OVERDUE, Trait.SOON))


def narrowed(wanted: Filter, today: date, *, counting: bool = True, discarded: bool = False) -> Narrowing:
    """Return what all directives fulfil that are *wanted* on the day *today*, *discarded* ones too if they are.

    Without *counting* closed ones are left out where they are not shown either.
    """
    having = wanted.having
    # One unit sees what is split as its share stands.
    seen = bool(having.units or having.owners)
    return Narrowing(
        still_open=not (counting or wanted.shows_closed) or not _OF_OPEN.isdisjoint(having.traits),
        discarded=discarded,
        undated=Trait.UNDATED in having.traits,
        statuses=() if seen else having.statuses,
        releases=having.releases,
        numbers=having.numbers,
        named=tuple(_named(having)),
        dues=tuple(_dues(having, today)),
    )


def split_among(names: Sequence[str] | None, narrowing: Narrowing | None = None) -> Narrowing:
    """Return *narrowing*, by default of all, for those in which a unit has a share: one of *names*, where given."""
    from bimatrack.registry import words_of

    called = None if names is None else frozenset(words_of(legible(name)) for name in names)

    def answers(unit: str) -> bool:
        return called is None or words_of(unit) in called

    among = narrowing or Narrowing()
    return Narrowing(among.still_open, among.discarded, named=(Named(Sort.SHARING, answers),))


def _named(having: Terms) -> Iterator[Named]:
    if having.units:
        yield Named(Sort.ACTING, frozenset(map(legible, having.units)).__contains__)
    if having.owners:
        yield Named(Sort.ACTING, _either(frozenset(map(legible, having.meant)), having.owners))
    if having.speakers:
        yield Named(Sort.SPEAKER, _either(frozenset(), having.speakers))
    if having.tags:
        tags = frozenset(map(fold, having.tags))
        yield Named(Sort.TAG, lambda tag: fold(tag) in tags)


def _either(meant: frozenset[str], texts: Sequence[str]) -> Finds:
    ways = tuple(map(from_a_word_on, texts))
    return lambda name: name in meant or any(way(fold(name)) for way in ways)


def _dues(having: Terms, today: date) -> Iterator[tuple[Stretch, ...]]:
    if having.quarters:
        yield tuple([(quarter.start, quarter.end) for quarter in having.quarters])
    if having.due_before:
        yield ((None, having.due_before),)
    if having.due_after:
        yield ((having.due_after, None),)
    if having.due_on:
        yield ((having.due_on, having.due_on),)
    if Trait.OVERDUE in having.traits:
        yield ((None, today),)
    if Trait.SOON in having.traits:
        yield ((today, min(today, date.max - SOON) + SOON),)

"""Gathers what each unit is to be reminded of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bimatrack.altering import replace
from bimatrack.history import Source, Tracked, by_due
from bimatrack.registry import Registry, plain_words, words_of
from bimatrack.reminding.values import Item, Reminder, Reminders, Wanted

_BY_HAND = Source()


@dataclass(slots=True)
class _Pile:
    """What is gathered for one addressee, whose name is written as it was found first."""

    to: str
    items: list[Item] = field(default_factory=list)


def remind(
    directives: Iterable[Tracked],
    sources: Mapping[int, Source],
    registry: Registry,
    today: date,
    wanted: Wanted,
) -> Reminders:
    """Gather what is *wanted* of the open *directives*, for each unit that must act and each group that was asked.

    A directive of several units is told to each; one that was split to each unit whose share is not done, as that
    share stands. A group ("Seluruh Kepala OPD") whose directive was not split is an addressee of its own, for nobody
    knows which of its units have acted. *sources* are those of the releases by id (see `find_sources`).
    """
    units: dict[str, _Pile] = {}
    groups: dict[frozenset[str] | tuple[str, ...], _Pile] = {}
    unaddressed: list[Tracked] = []
    for tracked in directives:
        if tracked.state.status.closed or not tracked.state.kind.tracked or not _is_wanted(tracked, wanted, today):
            continue
        source = sources.get(tracked.release or 0, _BY_HAND)
        addressed = tuple(_addressed(tracked, source, registry))
        for to, group, item in addressed:
            pile = groups.setdefault(_meant(to, registry), _Pile(to)) if group else units.setdefault(to, _Pile(to))
            if not any(other.tracked.number == tracked.number for other in pile.items):
                pile.items.append(item)
        if not addressed:
            unaddressed.append(tracked)
    listed = {unit.name for unit in registry.units}
    told = [
        _reminder(units[unit], today, wanted) for unit in sorted(units, key=lambda unit: (unit not in listed, unit))
    ]
    others = [_reminder(pile, today, wanted, registry) for pile in groups.values()]
    told += sorted(others, key=lambda one: (not one.members, words_of(one.to)))
    return Reminders(tuple(told), tuple(unaddressed))


def _meant(owner: str, registry: Registry) -> frozenset[str] | tuple[str, ...]:
    """Return what makes two addressees one: the units of a group, else the words but "Para", "Seluruh" and the like."""
    return frozenset(registry.members(owner)) or plain_words(words_of(owner)) or words_of(owner)


def _is_wanted(tracked: Tracked, wanted: Wanted, today: date) -> bool:
    if wanted.overdue_only:
        return tracked.state.overdue(today)
    days = tracked.state.days_left(today)
    return wanted.within is None or (days is not None and days <= wanted.within)


def _addressed(tracked: Tracked, source: Source, registry: Registry) -> Iterator[tuple[str, bool, Item]]:
    """Yield whom the directive is told to, whether that is a group, and what: with a share, as that stands."""
    state = tracked.state
    if state.shares:
        for share in state.shares:
            if not share.done:
                others = state.owners or tuple(other.unit for other in state.shares if other is not share)
                yield share.unit, False, Item(replace(tracked, state=state.of_unit(share)), source, others)
        return
    # In their own words: owners of whom no unit is known, and groups.
    named = {words_of(owner): owner for owner in state.owners if not state.units or registry.members(owner)}
    everybody = [(unit, False) for unit in state.units] + [(owner, True) for owner in named.values()]
    for to, group in everybody:
        yield to, group, Item(tracked, source, tuple(other for other, _group in everybody if other != to))


def _reminder(pile: _Pile, today: date, wanted: Wanted, registry: Registry | None = None) -> Reminder:
    sorts: defaultdict[str, list[Item]] = defaultdict(list)
    for item in sorted(pile.items, key=lambda item: by_due(item.tracked)):
        days = item.tracked.state.days_left(today)
        sorts["later" if days is None or days > wanted.soon else "soon" if days >= 0 else "overdue"].append(item)
    return Reminder(
        to=pile.to,
        as_of=today,
        group=registry is not None,
        members=registry.members(pile.to) if registry else (),
        days=wanted.soon,
        overdue=tuple(sorts["overdue"]),
        soon=tuple(sorts["soon"]),
        later=tuple(sorts["later"]),
    )

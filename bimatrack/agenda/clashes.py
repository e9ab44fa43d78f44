"""Which events of a day may get into each other's way, as far as day and place can tell."""

from collections.abc import Mapping, Sequence

from bimatrack.agenda.values import Clash
from bimatrack.history import KeptEvent
from bimatrack.registry import words_of


def clashes(events: Sequence[KeptEvent], families: Mapping[int, int]) -> tuple[Clash, ...]:
    """Return the clashes among the *events* of one day: those over a place first, then that over the day.

    *families* gives for the id of a release that of its first version; two versions are one release. The day itself is
    no clash of its own where all its events are in one over a place.
    """
    if _releases(events, families) <= 1:
        return ()
    by_place: dict[tuple[str, ...], list[KeptEvent]] = {}
    for kept in events:
        if place := words_of(kept.event.place or ""):
            by_place.setdefault(place, []).append(kept)
    shared = [some for some in by_place.values() if _releases(some, families) > 1]
    over_place = tuple(Clash(some[0].event.place, tuple(some)) for some in shared)
    if any(len(some) == len(events) for some in shared):
        return over_place
    return (*over_place, Clash(None, tuple(events)))


def _releases(events: Sequence[KeptEvent], families: Mapping[int, int]) -> int:
    return len({families.get(kept.release, kept.release) for kept in events})

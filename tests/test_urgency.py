"""How pressing a directive is, and why."""

from dataclasses import replace
from itertools import combinations

import pytest
from factories import a_state, a_tracked, day

from bimatrack.history import Part, Tracked, pressing, urgency, urgency_parts
from bimatrack.model import Priority, Status

TODAY = day("2026-03-20")


def doubted(one: Tracked) -> Tracked:
    """Make a directive doubtful."""
    return replace(one, directive=replace(one.directive, confidence=0.4))


@pytest.mark.parametrize(
    ("one", "parts"),
    [
        (a_tracked(1, a_state(due="2026-03-19")), (Part.OVERDUE,)),
        (a_tracked(1, a_state(due="2026-03-20")), (Part.SOON,)),
        (a_tracked(1, a_state(due="2026-03-27")), (Part.SOON,)),
        (a_tracked(1, a_state(due="2026-03-28")), (Part.MONTH,)),
        (a_tracked(1, a_state(due="2026-04-19")), (Part.MONTH,)),
        (a_tracked(1, a_state(due="2026-04-20")), ()),
        (a_tracked(1, a_state(due=None)), (Part.UNDATED,)),
        (doubted(a_tracked(1, a_state(due=None))), (Part.UNDATED, Part.DOUBTFUL)),
        (a_tracked(1, a_state(due="2026-04-20", obstacle="lahan")), (Part.OBSTACLE,)),
        (a_tracked(1, replace(a_state(due="2026-05-01"), priority=Priority.HIGH, again=(4,))), (Part.HIGH, Part.ASKED)),
        (a_tracked(1, replace(a_state(due="2026-05-01"), priority=Priority.LOW)), (Part.LOW,)),
        (a_tracked(1, a_state(due="2026-01-01", status=Status.DONE, obstacle="lahan")), (Part.CLOSED,)),
    ],
)
def test_each_part_is_named(one: Tracked, parts: tuple[Part, ...]) -> None:
    """Whoever asks why a directive stands where it stands is told each reason, and the points add up."""
    assert urgency_parts(one, TODAY) == parts
    assert urgency(one, TODAY) == sum(part.points for part in parts)


def test_nothing_makes_up_for_being_late() -> None:
    """Whatever else holds: the overdue stand before what is due soon, that before all else, and the closed last."""
    more = [Part.HIGH, Part.LOW, Part.DOUBTFUL, Part.OBSTACLE, Part.ASKED]
    sums = [sum(part.points for part in some) for size in range(len(more) + 1) for some in combinations(more, size)]
    highest, lowest = max(sums), min(sums)
    otherwise = max(Part.MONTH.points, Part.UNDATED.points)

    assert Part.OVERDUE.points + lowest > Part.SOON.points + highest
    assert Part.SOON.points + lowest > otherwise + highest
    assert lowest > Part.CLOSED.points


def test_equals_go_by_day_and_id() -> None:
    """Of two that press alike the one that is due first leads, then the lower id."""
    late = [a_tracked(3, a_state(due="2026-03-01")), a_tracked(2, a_state(due="2026-03-01"))]
    later = a_tracked(1, a_state(due="2026-03-02"))

    assert sorted([later, *late], key=lambda one: pressing(one, TODAY)) == [late[1], late[0], later]

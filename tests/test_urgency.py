"""How pressing a directive is, and why."""

from itertools import product

import pytest
from factories import a_state, a_tracked, day

from bimatrack.altering import replace
from bimatrack.history import Tracked, pressing, urgency, urgency_parts
from bimatrack.model import Priority, Status

TODAY = day("2026-03-20")


def doubted(one: Tracked) -> Tracked:
    """Make a directive doubtful."""
    return replace(one, directive=replace(one.directive, confidence=0.4))


@pytest.mark.parametrize(
    ("one", "parts"),
    [
        (a_tracked(1, a_state(due="2026-03-19")), {"overdue": 101}),
        (a_tracked(1, a_state(due="2025-01-01")), {"overdue": 200}),
        (a_tracked(1, a_state(due="2026-03-20")), {"soon": 57}),
        (a_tracked(1, a_state(due="2026-03-27")), {"soon": 50}),
        (a_tracked(1, a_state(due="2026-03-28")), {"month": 6}),
        (a_tracked(1, a_state(due="2026-04-19")), {"month": 6}),
        (a_tracked(1, a_state(due="2026-04-20")), {}),
        (a_tracked(1, a_state(due=None)), {"undated": 5}),
        (doubted(a_tracked(1, a_state(due=None))), {"undated": 5, "doubtful": 10}),
        (a_tracked(1, a_state(due="2026-04-20", obstacle="lahan")), {"obstacle": 2}),
        (
            a_tracked(1, replace(a_state(due="2026-05-01"), priority=Priority.HIGH, again=(4,))),
            {"high": 20, "asked_again": 1},
        ),
        (a_tracked(1, replace(a_state(due="2026-05-01"), priority=Priority.LOW)), {"low": -10}),
        (a_tracked(1, a_state(due="2026-01-01", status=Status.DONE, obstacle="lahan")), {"closed": -100}),
    ],
)
def test_each_part_is_named(one: Tracked, parts: dict[str, int]) -> None:
    """Whoever asks why a directive stands where it stands is told each reason, and the points add up."""
    assert dict(urgency_parts(one, TODAY)) == parts
    assert urgency(one, TODAY) == sum(parts.values())


def test_nothing_makes_up_for_being_late() -> None:
    """Whatever else holds: the overdue stand before what is due soon, that before all else, and the closed last."""
    late, today, week, next_month, later, undated = (
        [urgency(one, TODAY) for one in every_sort(due)]
        for due in ("2026-03-19", "2026-03-20", "2026-03-27", "2026-03-28", "2026-12-31", None)
    )

    assert min(late) > max(today) >= max(week)
    assert min(week) > max(*next_month, *later, *undated)
    assert min(later) > urgency(a_tracked(1, a_state(status=Status.DONE)), TODAY)


def every_sort(due: str | None) -> list[Tracked]:
    """Make open directives of that day with everything that may make them more or less pressing."""
    return [
        replace(one, directive=replace(one.directive, confidence=confidence))
        for priority, obstacle, again in product(Priority, (None, "lahan"), ((), (4,)))
        for one in [a_tracked(1, replace(a_state(due=due, obstacle=obstacle), priority=priority, again=again))]
        for confidence in (0.4, 0.9)
    ]


def test_equals_go_by_day_and_id() -> None:
    """Of two that press alike the one that is due first leads, then the lower id."""
    late = [a_tracked(3, a_state(due="2026-03-01")), a_tracked(2, a_state(due="2026-03-01"))]
    later = a_tracked(1, a_state(due="2026-03-02"))

    assert sorted([later, *late], key=lambda one: pressing(one, TODAY)) == [late[1], late[0], later]

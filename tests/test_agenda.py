"""What lies ahead, by day."""

from factories import a_state, a_tracked, an_event, day

from bimatrack.agenda import Agenda, agenda
from bimatrack.history import KeptEvent, Tracked
from bimatrack.model import Kind, Status

TODAY = day("2026-03-18")


def week(*things: Tracked | KeptEvent) -> Agenda:
    """Lay out the week of 16 March 2026, as seen on its Wednesday."""
    events = [thing for thing in things if isinstance(thing, KeptEvent)]
    tracked = [thing for thing in things if isinstance(thing, Tracked)]
    return agenda(events, tracked, day("2026-03-16"), day("2026-03-22"), TODAY)


def test_an_empty_week_still_shows_today() -> None:
    """Today stands in the agenda even when it holds nothing; other empty days don't."""
    assert [one.day for one in week().days] == [TODAY]


def test_a_stretch_without_today_shows_only_busy_days() -> None:
    """Looking at next month makes no row for today."""
    assert agenda((), (), day("2026-04-01"), day("2026-04-30"), TODAY).days == ()


def test_an_event_of_several_days_stands_on_each_of_them() -> None:
    """What began before and ends after the stretch is cut to it."""
    found = week(an_event(start="2026-03-14", end="2026-03-17"))

    assert [one.day.day for one in found.days if one.events] == [16, 17]


def test_an_event_that_two_releases_name_stands_once() -> None:
    """The same title on the same days is one event."""
    found = week(an_event("Rakor", "2026-03-20"), an_event("RAKOR", "2026-03-20", number=2))

    assert [len(one.events) for one in found.days] == [0, 1]


def test_overdue_directives_stand_apart_oldest_first() -> None:
    """They stand on no day, even when their last day lies in the stretch."""
    found = week(a_tracked(1, a_state(due="2026-03-17")), a_tracked(2, a_state(due="2026-01-31")))

    assert [one.number for one in found.overdue] == [2, 1]
    assert all(not one.due for one in found.days)


def test_a_directive_stands_on_its_last_day_if_that_lies_in_the_stretch() -> None:
    """The first and the last day of the stretch belong to it, and today is not overdue."""
    found = week(
        a_tracked(1, a_state(due="2026-03-22")),
        a_tracked(2, a_state(due="2026-03-23")),
        a_tracked(3, a_state(due="2026-03-18")),
        a_tracked(4, a_state(due=None)),
    )

    assert [(one.day.day, [due.number for due in one.due]) for one in found.days] == [(18, [3]), (22, [1])]
    assert found.overdue == ()


def test_closed_directives_and_appeals_have_nothing_due() -> None:
    """What is done is no longer overdue, and an appeal has no last day."""
    found = week(
        a_tracked(1, a_state(due="2026-03-01", status=Status.DONE, closed="2026-03-02")),
        a_tracked(2, a_state(due="2026-03-20", kind=Kind.APPEAL)),
    )

    assert found.overdue == ()
    assert all(not one.due for one in found.days)

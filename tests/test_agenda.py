"""What lies ahead, by day."""

from datetime import date

import pytest
from conftest import Run
from factories import a_state, a_tracked, an_event, day
from looking import speaking

from bimatrack.agenda import Agenda, Calendar, agenda, calendar_of, month_after
from bimatrack.altering import replace
from bimatrack.due import DayOff, days_off, last_workday
from bimatrack.history import KeptEvent, Tracked
from bimatrack.model import Kind, Status

TODAY = day("2026-03-18")


def week(*things: Tracked | KeptEvent) -> Agenda:
    """Lay out the week of 16 March 2026, as seen on its Wednesday."""
    events = [thing for thing in things if isinstance(thing, KeptEvent)]
    tracked = [thing for thing in things if isinstance(thing, Tracked)]
    return agenda(events, tracked, day("2026-03-16"), day("2026-03-22"), TODAY)


def meeting(title: str, place: str | None, release: int, number: int) -> KeptEvent:
    """Make an event of 18 March 2026 that a release names."""
    return replace(an_event(title, "2026-03-18", place=place, number=number), release=release)


def march(*tracked: Tracked) -> Calendar:
    """Lay out March 2026 as seen on its 18th."""
    return calendar_of((), tracked, [month_after(TODAY, 0)], TODAY, off=(), families={})


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


@pytest.mark.parametrize(
    ("tongue", "first", "names"),
    [
        ("id", "2026-03-19", ("Hari Suci Nyepi",)),
        ("id", "2026-03-21", ("Hari Raya Idul Fitri",)),
        ("en", "2026-05-01", ("International Labor Day",)),
        ("id", "2026-08-17", ("Hari Kemerdekaan Republik Indonesia",)),
        ("id", "2021-05-13", ("Hari Raya Idul Fitri", "Kenaikan Yesus Kristus")),
    ],
)
def test_public_holidays_have_their_names(tongue: str, first: str, names: tuple[str, ...]) -> None:
    """A holiday is called what it is called in the language in use; two on one day are both named."""
    with speaking(tongue):
        assert days_off(day(first), day(first)) == (DayOff(day(first), names),)


def test_collective_leave_is_told_apart() -> None:
    """Around Idul Fitri 2026 offices are closed longer than the feast lasts."""
    found = days_off(day("2026-03-18"), day("2026-03-24"))

    assert [(one.day.day, one.leave) for one in found] == [
        (18, True),
        (19, False),
        (20, True),
        (21, False),
        (22, False),
        (23, True),
        (24, True),
    ]


def test_a_stretch_over_new_year_has_the_holidays_of_both_years() -> None:
    """The days come in order, and nothing outside of the stretch."""
    assert [one.day for one in days_off(day("2026-12-25"), day("2027-01-01"))] == [day("2026-12-25"), day("2027-01-01")]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("2026-03-25", "2026-03-25"), ("2026-03-22", "2026-03-17"), ("2026-01-01", "2025-12-31")],
)
def test_the_last_working_day_lies_before_weekend_holiday_and_leave(wanted: str, found: str) -> None:
    """A working day is its own; before Idul Fitri 2026 it is the Tuesday before Nyepi."""
    assert last_workday(day(wanted)) == day(found)


def test_a_holiday_stands_in_the_agenda_by_itself() -> None:
    """Its day is shown although nothing happens on it; one outside of the stretch is not."""
    found = agenda(
        (), (), day("2026-03-19"), day("2026-03-31"), TODAY, off=days_off(day("2026-03-19"), day("2026-04-05"))
    )

    assert [(one.day.day, one.off is not None) for one in found.days] == [(day, True) for day in range(19, 25)]


@pytest.mark.parametrize(("due", "before"), [("2026-03-20", None), ("2026-03-21", "2026-03-17")])
def test_a_deadline_on_a_day_off_knows_the_working_day_before(due: str, before: str | None) -> None:
    """A Saturday is a day off by itself; on a working day there is nothing to say."""
    [_today, found] = week(a_tracked(1, a_state(due=due))).days

    assert found.last_workday == (day(before) if before else None)


def test_events_of_different_releases_on_one_day_may_clash() -> None:
    """A place shared by two releases is a clash over it, in whatever case it is written; the day concerns all three."""
    first, second = meeting("Rakor", "Aula Bappeda", 1, 1), meeting("Apel", "aula  BAPPEDA", 2, 2)
    third = meeting("Panen raya", None, 3, 3)

    [found] = week(first, second, third).days

    assert [(clash.place, clash.events) for clash in found.clashes] == [
        ("Aula Bappeda", (first, second)),
        (None, (first, second, third)),
    ]
    assert found.clash(second) == found.clashes[0]
    assert found.clash(third) == found.clashes[1]


def test_two_events_in_one_place_are_one_clash() -> None:
    """Where all share the place, the day says nothing more."""
    [found] = week(meeting("Rakor", "Aula", 1, 1), meeting("Apel", "Aula", 2, 2)).days

    assert [clash.place for clash in found.clashes] == ["Aula"]


def test_the_programme_of_one_release_does_not_clash() -> None:
    """A conference and its sessions stand in one release, or in two versions of it."""
    conference = replace(an_event("Rakernas", "2026-03-17", "2026-03-19"), release=1)
    session, later = meeting("Sidang pleno", "Aula", 1, 2), meeting("Sidang penutup", "Aula", 2, 3)
    events = (conference, session, later)

    versions = agenda(events, (), TODAY, TODAY, TODAY, families={1: 1, 2: 1})
    strangers = agenda(events, (), TODAY, TODAY, TODAY)

    assert not versions.days[0].clashes
    assert strangers.days[0].clashes


def test_the_calendar_shows_what_is_overdue_on_its_day() -> None:
    """What has been overdue since before the months is told apart."""
    found = march(
        a_tracked(1, a_state(due="2026-03-02")),
        a_tracked(2, a_state(due="2026-03-31")),
        a_tracked(3, a_state(due="2026-02-27")),
        a_tracked(4, a_state(due="2026-04-01")),
    )

    days = found.months[0].days
    assert [(one.day.day, [late.number for late in one.late], [due.number for due in one.due]) for one in days] == [
        (2, [1], []),
        (31, [], [2]),
    ]
    assert [one.number for one in found.earlier] == [3]


def test_weeks_run_from_monday_to_sunday() -> None:
    """March 2026 begins on a Sunday and ends on a Tuesday."""
    weeks = march().months[0].weeks

    assert weeks[0] == (None,) * 6 + (date(2026, 3, 1),)
    assert weeks[-1] == (date(2026, 3, 30), date(2026, 3, 31), *(None,) * 5)
    assert {len(one) for one in weeks} == {7}


def test_the_end_of_time_has_no_next_month() -> None:
    """The months that a calendar has begin with the year 1 and end with 9999."""
    assert month_after(date(9999, 12, 31), 0) == (date(9999, 12, 1), date(9999, 12, 31))
    with pytest.raises(OverflowError):
        month_after(date(9999, 12, 31), 1)


def test_an_empty_stretch_is_said_to_be_empty_once(sample: Run) -> None:
    """Where nothing takes place the one sentence on the whole stretch is enough."""
    shown = sample("agenda", "--from", "2027-06-07", "--days", "3", screen=100).out

    assert shown.count("Nothing takes place or falls due") == 1
    assert "nothing" not in shown

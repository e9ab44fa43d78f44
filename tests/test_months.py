"""Months on the command line: how they are named, how they are drawn."""

import json
from datetime import date

import pytest
from conftest import Run
from factories import a_state, a_tracked, an_event
from looking import screen

from bimatrack.agenda import agenda, calendar_of, month_after
from bimatrack.cli.months import read_months
from bimatrack.errors import UsageError
from bimatrack.views import agenda_view, calendar_view

TODAY = date(2026, 12, 15)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("", "2026-12"),
        ("2026-03", "2026-03"),
        ("3/2025", "2025-03"),
        ("3", "2026-03"),
        ("Maret 2025", "2025-03"),
        ("bulan maret tahun 2025", "2025-03"),
        ("maret", "2026-03"),
        ("Peb.", "2026-02"),
        ("march", "2026-03"),
        ("Agt 2026", "2026-08"),
        ("bulan ini", "2026-12"),
        ("bulan  depan", "2027-01"),
        ("next month", "2027-01"),
        ("bulan lalu", "2026-11"),
    ],
)
def test_a_month_is_named_as_people_name_it(words: str, month: str) -> None:
    """Without a year it is this year's, as in every filter."""
    [(first, last)] = read_months(words.split(" "), TODAY, None)

    assert f"{first:%Y-%m-%d}" == f"{month}-01"
    assert (last.year, last.month) == (first.year, first.month)


def test_a_year_has_twelve_months_and_any_month_as_many_as_asked() -> None:
    """They follow each other over new year."""
    assert [first.month for first, _last in read_months(["2026"], TODAY, None)] == [*range(1, 13)]
    assert [f"{last}" for _first, last in read_months(["2026"], TODAY, 1)] == ["2026-01-31"]
    assert [f"{first}" for first, _last in read_months([], TODAY, 2)] == ["2026-12-01", "2027-01-01"]


@pytest.mark.parametrize(
    ("words", "count"),
    [("kemarau", None), ("ma", None), ("2026-13", None), ("0000", None), ("maret 2026 saja", None), ("9999-12", 2)],
)
def test_what_names_no_month_is_refused(words: str, count: int | None) -> None:
    """In one sentence that shows how a month is written."""
    with pytest.raises(UsageError, match="Maret 2026"):
        read_months(words.split(), TODAY, count)


def test_the_calendar_is_drawn_on_a_terminal(sample: Run) -> None:
    """Today is set off by a sign, and holidays are named below."""
    shown = sample("calendar", "--months", 3, screen=80).out

    assert shown.splitlines()[0].split() == ["March", "2026"]
    assert ">20" in shown
    assert "International Labor Day (public holiday)" in shown


def test_months_stand_side_by_side_where_there_is_room() -> None:
    """Three fit a screen of 140 columns, one a narrow one."""
    months = [month_after(date(2026, 3, 1), step) for step in range(3)]
    view = calendar_view(calendar_of((), (), months, TODAY, off=(), families={}))

    assert screen(view, 140).splitlines()[0].split() == ["March", "2026", "April", "2026", "May", "2026"]
    assert screen(view, 60).splitlines()[0].split() == ["March", "2026"]
    assert max(map(len, screen(view, 60).splitlines())) <= 60


def test_the_calendar_is_rows_in_a_pipe(sample: Run) -> None:
    """Holidays, leave, events, what is overdue and what is due, in the order of days; those from before come first."""
    [header, *rows] = sample("calendar", "Maret", "2026").rows

    assert header == ["day", "what", "id", "text", "owners", "units", "place", "mark"]
    assert {row[1] for row in rows} == {"holiday", "leave", "event", "overdue", "due"}
    days = [row[0] for row in rows if row[0] >= "2026-03-01"]
    assert days == sorted(days)
    assert ["due", "23", "day off"] in [[row[1], row[2], row[7]] for row in rows if row[0] == "2026-03-20"]


def test_the_calendar_as_json_says_what_each_day_holds(sample: Run) -> None:
    """Days that hold nothing are left out, as in the agenda."""
    told = json.loads(sample("calendar", "2026-03", "--json").out)

    [month] = told["months"]
    by_day = {one["day"]: one for one in month["days"]}
    assert (told["first"], told["last"], month["month"]) == ("2026-03-01", "2026-03-31", "2026-03")
    assert (by_day["2026-03-19"]["holiday"], by_day["2026-03-19"]["leave"]) == (["Day of Silence"], False)
    assert [one["id"] for one in by_day["2026-03-16"]["overdue"]] == [24, 25]
    assert by_day["2026-03-20"]["last_workday"] == "2026-03-17"
    assert {one["due"] for one in told["earlier"]} == {
        "2026-01-16",
        "2026-01-19",
        "2026-02-10",
        "2026-02-20",
        "2026-02-28",
    }


@pytest.mark.parametrize("command", ["agenda", "calendar"])
def test_an_owner_chooses_among_the_deadlines_only(sample: Run, command: str) -> None:
    """Holidays and events stay, and the screen says whose deadlines it shows."""
    rows = sample(command, "--owner", "Dishub").rows[1:]

    assert {row[2] for row in rows} - {""} == {"19", "30"}
    assert "holiday" in {row[1] for row in rows}
    assert "deadlines of Dishub only" in " ".join(sample(command, "--owner", "Dishub", screen=100).out.split())


def test_a_unit_sees_its_own_share_of_what_is_split(sample: Run) -> None:
    """What a unit has done is no longer due for it, whatever the others do."""
    sample("split", 22)
    sample("done", 22, "--unit", "Dishub")

    due = ("agenda", "--from", "2026-04-01", "--to", "2026-04-05")
    assert "22" not in [row[2] for row in sample(*due, "--unit", "Dishub").rows]
    assert "22" in [row[2] for row in sample(*due, "--unit", "Dinkes").rows]


def test_a_meeting_told_twice_is_marked(sample: Run) -> None:
    """The samples announce a meeting in one release and report it in another, under another name."""
    rows = [row for row in sample("agenda", "--from", "2026-02-02", "--days", 1).rows if row[1] == "event"]
    shown = " ".join(sample("agenda", "--from", "2026-02-02", "--days", 1, screen=80).out.split())

    assert {row[7] for row in rows} == {"same place"}
    assert shown.count("same day, same place") == 2
    assert "one and the same" in shown


def test_today_stands_first_and_what_is_overdue_last() -> None:
    """A long list of overdue directives does not push today off the screen, and is not shown whole."""
    late = [a_tracked(number, a_state(due="2026-11-30")) for number in range(1, 13)]

    meeting = an_event(start=str(TODAY))
    shown = screen(agenda_view(agenda((meeting,), late, TODAY, TODAY, TODAY)), 100)

    assert shown.index("Tuesday, 15 December 2026") < shown.index("15 days late")
    assert shown.count("15 days late") == 10
    assert "… and 2 more: “bimatrack list --overdue” shows them." in shown

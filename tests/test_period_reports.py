"""Reports on any period, on one unit, and what stands beside and above them."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import Anew, Run
from factories import day
from keeping import at, extraction, mark
from looking import speaking

from bimatrack.exporters.chat import summary_chat
from bimatrack.history import Share
from bimatrack.importing import import_release
from bimatrack.model import Status
from bimatrack.periods import Months, Stretch
from bimatrack.quarter import Quarter
from bimatrack.registry import Registry
from bimatrack.reporting import compared, heading, notes, report_from
from bimatrack.store import Store
from bimatrack.tracking import add, done, split

PUPR = "Dinas Pekerjaan Umum dan Penataan Ruang"
NEXT = Quarter(2026, 2)


@pytest.fixture
def store(anew: Anew) -> Store:
    """A store of January: a directive due in March, one without a deadline and one that was split, done in part."""
    kept = anew()
    import_release(extraction(), kept, now=at("2026-01-06"), author="ani")
    add(kept, "Melaporkan aset", mark("2026-02-02"), owners=("Camat",), due=day("2026-02-27"))
    split(kept, 4, mark("2026-02-03"), Registry.load(), ("Kecamatan Raba", "Kecamatan Mpunda"))
    done(kept, (4,), mark("2026-02-20"), units=("Kecamatan Raba",))
    return kept


def test_what_is_carried_over_is_what_the_next_period_begins_with(store: Store) -> None:
    """Quarter after quarter, and a half year counts what its quarters count once."""
    done(store, (1,), mark("2026-05-04"))
    first, second = (report_from(store, one, one.end).summary for one in (Quarter(2026, 1), NEXT))
    half = report_from(store, Months(date(2026, 1, 1), 6), day("2026-06-30")).summary

    assert second.carried_in == first.carried_out == 3
    assert (half.new, half.done, half.carried_out) == (3, first.done + second.done, second.carried_out)


def test_the_period_before_stands_beside_as_it_ended(store: Store) -> None:
    """What is done later does not change what the period before is said to have been."""
    done(store, (1,), mark("2026-05-04"))
    report = report_from(store, NEXT, NEXT.end)

    assert report.before is not None
    assert report.before.period == Quarter(2026, 1)
    assert (report.before.summary.done, report.before.summary.carried_out) == (0, 3)
    assert compared(report).startswith("Compared with Quarter I 2026: new 3 → 0, done 0 → 1,")
    assert compared(report) in notes(report)


def test_nothing_is_compared_with_nothing(store: Store) -> None:
    """The first period has none beside it."""
    report = report_from(store, Quarter(2026, 1), day("2026-03-31"))

    assert report.before is None
    assert compared(report) == ""


def test_months_are_counted_within_the_period_only(store: Store) -> None:
    """A stretch that ends in the middle of a month leaves the rest of it out."""
    report = report_from(store, Stretch(day("2026-01-10"), day("2026-02-10")), day("2026-02-10"))

    assert [(one.first, one.new, one.due) for one in report.by_month] == [
        (day("2026-01-01"), 0, 0),
        (day("2026-02-01"), 1, 0),
    ]
    assert report.summary.carried_in == 2


def test_a_units_report_holds_its_own_part(store: Store) -> None:
    """What others must do is left out, and of what is split the unit's share is all there is."""
    quarter = Quarter(2026, 1)
    raba, mpunda = (
        report_from(store, quarter, quarter.end, unit=f"Kecamatan {name}").summary for name in ("Raba", "Mpunda")
    )
    works = report_from(store, quarter, quarter.end, unit=PUPR)

    assert (raba.total, raba.done, raba.progress) == (1, 1, 100)
    assert (mpunda.total, mpunda.done, mpunda.overdue) == (1, 0, 1)
    assert [row.id for row in works.rows] == [1]
    assert heading(works) == f"{PUPR} · Quarter I 2026"


def test_shares_of_others_do_not_show_in_a_units_report(store: Store) -> None:
    """The row says who is asked: the unit itself."""
    report = report_from(store, Quarter(2026, 1), day("2026-03-31"), unit="Kecamatan Raba")

    [row] = report.rows
    assert (row.state.status, row.state.shares, row.responsible) == (Status.DONE, (), ("Kecamatan Raba",))
    assert Share("Kecamatan Mpunda") in store.directive(4).state.shares


@pytest.mark.parametrize("tongue", ["en", "id"])
def test_a_summary_has_ten_lines_at_most(store: Store, tongue: str) -> None:
    """Its numbers, what presses most, what comes next, and the period before."""
    for number in range(6):
        add(
            store,
            f"Menata *parkir* {number}",
            mark("2026-02-02"),
            owners=("Dishub",),
            due=date(2026, 3, number + 1),
        )
    with speaking(tongue):
        text = summary_chat(report_from(store, NEXT, day("2026-04-02")))

    assert len(text.splitlines()) <= 10
    assert "*parkir*" not in text
    assert "7 overdue" in text or "8 terlambat" in text or "8 overdue" in text


def test_periods_and_units_are_named_on_the_command_line(sample: Run) -> None:
    """A half year of one office, by its short form; a name of several offices is refused with their names."""
    found = json.loads(sample("report", "semester", "I", "--unit", "Dishub", "--json").out)

    assert (found["period"], found["unit"]) == ("2026S1", "Dinas Perhubungan")
    assert {name for row in found["matrix"] for name in row["responsible"]} == {"Dinas Perhubungan"}
    refused = sample("report", "--unit", "Camat")
    assert (refused.code, "Kecamatan Raba" in refused.err) == (2, True)
    assert sample("report", "2026Q9").code == 2


def test_each_unit_gets_a_file_with_its_own_numbers(sample: Run, tmp_path: Path) -> None:
    """One file each, named by the period and the unit; together they hold every directive that names a unit."""
    folder = tmp_path / "laporan"

    ran = sample("report", "2026Q1", "--per-unit", "--format", "json", "-o", folder)

    files = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert ran.code == 0
    assert files["2026Q1-dinas-perhubungan.json"]["unit"] == "Dinas Perhubungan"
    whole = json.loads(sample("report", "2026Q1", "--json").out)
    named = {row["id"] for row in whole["matrix"] if row["responsible"]}
    assert {row["id"] for one in files.values() for row in one["matrix"]} == named
    assert len(files) == len([one for one in whole["by_unit"] if one["name"]])


def test_one_file_each_needs_a_folder(sample: Run) -> None:
    """Without -o there is nowhere to put them."""
    assert sample("report", "--per-unit").code == 2


def test_summary_prints_what_can_be_pasted(sample: Run) -> None:
    """At most ten lines on standard output."""
    ran = sample("summary", "2026Q1")

    assert ran.code == 0
    assert 4 <= len(ran.out.splitlines()) <= 10

"""Days in options: the year that is meant where none is named."""

from datetime import date

import pytest
from conftest import Run

from bimatrack.cli.options import Toward, read_day
from bimatrack.errors import UsageError


@pytest.mark.parametrize(
    ("wording", "toward", "day"),
    [
        ("2026-03-01", Toward.NEAR, "2026-03-01"),
        ("1 Maret", Toward.NEAR, "2026-03-01"),
        ("1 Desember", Toward.NEAR, "2026-12-01"),
        ("1/3", Toward.NEAR, "2026-03-01"),
        ("30 Maret", Toward.PAST, "2026-03-30"),
        ("akhir Maret", Toward.PAST, "2026-03-31"),
        ("1 Desember", Toward.PAST, "2025-12-01"),
        ("kemarin", Toward.PAST, "2026-04-09"),
        ("30 Maret", Toward.AHEAD, "2027-03-30"),
        ("akhir tahun", Toward.NEAR, "2026-12-31"),
        ("1 Maret 2027", Toward.NEAR, "2027-03-01"),
        ("tahun depan", Toward.NEAR, "2027-12-31"),
    ],
)
def test_the_year_is_the_one_that_is_meant(wording: str, toward: Toward, day: str) -> None:
    """On 10 April 2026 a past month is this year's in filters and for what was done, next year's in a deadline."""
    assert read_day(wording, date(2026, 4, 10), "--on", toward) == date.fromisoformat(day)


def test_what_cannot_be_read_is_refused_and_not_turned_round() -> None:
    """A wording that looks back is no day ahead."""
    with pytest.raises(UsageError, match="last friday"):
        read_day("last friday", date(2026, 4, 10), "--on", Toward.PAST)


def test_the_agenda_of_a_past_month_is_that_month(sample: Run) -> None:
    """The example of the help text shows March, also in March."""
    assert "2026-03-09" in sample("agenda", "--from", "1 Maret", "--to", "akhir Maret").out


def test_days_at_the_end_of_time_are_no_trouble(sample: Run) -> None:
    """The last day there is, and a year without end, get an answer or one sentence."""
    assert sample("agenda", "--from", "9999-12-31").code == 0
    assert sample("report", "9999Q4").code == 2
    assert sample("agenda", "--days", "999999999999").code == 2


def test_an_undo_says_that_it_is_done(sample: Run) -> None:
    """After an undo the program says so, and how to bring it back; a dry run does not."""
    sample("done", 1)

    assert "undone" not in sample("undo", "--dry-run").err
    assert "redo" in sample("undo").err


def test_a_report_under_a_file_is_refused_in_one_sentence(sample: Run, tmp_path: object) -> None:
    """A path that leads through a file cannot be written, and the sentence names it."""
    ran = sample("report", "2026Q1", "-o", f"{tmp_path}/store.json/laporan.md")

    assert ran.code == 7
    assert "laporan.md" in ran.err


@pytest.mark.parametrize("name", ["", "/"])
@pytest.mark.parametrize("command", [("remind",), ("report", "2026Q1")])
def test_a_name_that_no_file_can_have_is_told_of(sample: Run, command: tuple[str, ...], name: str) -> None:
    """Whoever passes an empty variable on learns what cannot be written."""
    ran = sample(*command, "-o", name)

    assert (ran.code, ran.err.count("\n")) in ((7, 1), (2, 1)), ran.err


@pytest.mark.parametrize(
    ("command", "day", "code"),
    [
        (("agenda", "--week"), "9999-12-31", 0),
        (("agenda", "--month"), "9999-12-31", 0),
        (("list", "--due-on", "kemarin"), "0001-01-01", 2),
    ],
)
def test_days_end_somewhere(sample: Run, command: tuple[str, ...], day: str, code: int) -> None:
    """Beyond the last day that there is, and before the first, lies nothing to stumble over."""
    assert sample(*command, today=day).code == code


@pytest.mark.parametrize(
    ("wording", "understood", "strange"),
    [
        ("besok lusa kapan", "besok lusa", "kapan"),
        ("dua minggu lagi, kata kadis", "dua minggu lagi", "kata kadis"),
        ("Senin Selasa", "Senin", "Selasa"),
        ("5 Maret 2026 (Jumat)", "5 Maret 2026", "(Jumat)"),
        ("next week, boss", "next week", "boss"),
    ],
)
def test_words_beside_a_day_are_not_swallowed(wording: str, understood: str, strange: str) -> None:
    """What stands beside the day and was not understood is named, and so is what was."""
    with pytest.raises(UsageError) as refused:
        read_day(wording, date(2026, 3, 10), "--due", Toward.AHEAD)
    assert f"“{understood}”" in str(refused.value)
    assert f"“{strange}”" in str(refused.value)


@pytest.mark.parametrize(
    ("wording", "day"),
    [
        ("paling lambat Jumat minggu depan", "2026-03-20"),
        ("akhir bulan ini", "2026-03-31"),
        ("31 Maret 2026 pukul 10", "2026-03-31"),
        ("31 March 2026 at 10:00", "2026-03-31"),
        ("5 Maret 2026 (Kamis)", "2026-03-05"),
        ("March 5, 2026", "2026-03-05"),
        ("besok lusa", "2026-03-12"),
        ("kemarin lusa", "2026-03-08"),
        ("kemarin dulu", "2026-03-08"),
        ("day before yesterday", "2026-03-08"),
    ],
)
def test_a_day_may_be_told_in_many_words(wording: str, day: str) -> None:
    """Bounds, the hour, the weekday in brackets and a word of courtesy belong to a day."""
    assert read_day(wording, date(2026, 3, 10), "--due", Toward.AHEAD) == date.fromisoformat(day)

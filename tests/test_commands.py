"""The commands as a clerk or a script calls them, on the sample releases."""

import json
from pathlib import Path

import pytest
from conftest import RELEASES, Run

RAKOR = RELEASES / "2026-01-05-rakor-awal-tahun.txt"


def ids(bima: Run, *filters: object) -> list[int]:
    """The ids that `list` shows, in its order."""
    return [row["id"] for row in json.loads(bima("list", "--json", *filters).out)]


def test_a_release_becomes_directives_with_owner_and_deadline(bima: Run) -> None:
    """The seven priorities and the six projects of the Rakor are there, the projects due at the quarter's end."""
    bima("import", RAKOR)

    rows = json.loads(bima("list", "--json", "--sort", "id").out)

    projects = [row for row in rows if row["kind"] == "project"]
    assert [row["kind"] for row in rows[:7]] == ["priority"] * 7
    assert len(projects) == 6
    assert {row["due"] for row in projects} == {"2026-03-31"}
    assert {row["due_text"] for row in projects} == {"triwulan pertama ini"}
    assert {tuple(row["owners"]) for row in projects} == {("Kepala OPD terkait",)}


def test_importing_twice_changes_nothing(sample: Run, store_path: Path) -> None:
    """A second import leaves the file as it is, byte for byte, and resets no `done`."""
    sample("done", 1)
    before = store_path.read_bytes()

    again = sample("import", RELEASES)

    assert again.code == 0
    assert store_path.read_bytes() == before
    assert 1 not in ids(sample)


def test_a_dry_run_keeps_nothing(bima: Run, store_path: Path) -> None:
    """What a dry run shows, an import would show; nothing is written."""
    shown = bima("import", RELEASES, "--dry-run")

    assert not store_path.exists()
    assert shown.out == bima("import", RELEASES).out


def test_extract_prints_one_object_a_release_and_proves_each_quote(bima: Run) -> None:
    """Each quote of `extract --json` stands in the text at its offsets."""
    lines = bima("extract", "--json", RELEASES).out.splitlines()

    assert len(lines) == len(list(RELEASES.glob("*.txt")))
    for line in lines:
        release = json.loads(line)
        text = Path(release["path"]).read_text(encoding="utf-8")
        assert release["directives"]
        for directive in release["directives"]:
            assert text[directive["start"] : directive["end"]] == directive["quote"]


def test_progress_is_kept_with_its_note(sample: Run) -> None:
    """Progress moves a directive on and its note is found in the history."""
    assert sample("progress", 8, 60, "--note", "tender selesai").code == 0

    shown = json.loads(sample("show", 8, "--json").out)

    assert (shown["status"], shown["progress"]) == ("in_progress", 60)
    assert "tender selesai" in sample("log", 8).out


def test_ids_and_ranges_are_marked_at_once_or_not_at_all(sample: Run) -> None:
    """An unknown id among known ones leaves all of them as they were, with exit code 1."""
    before = ids(sample)

    refused = sample("done", "1", "3-4", "999")

    assert refused.code == 1
    assert "999" in refused.err
    assert ids(sample) == before
    assert sample("done", "1", "3-4").code == 0
    assert set(before) - set(ids(sample)) == {1, 3, 4}


def test_undo_and_redo_step_back_and_forth(sample: Run) -> None:
    """After an undo the list is what it was; a redo makes it again what it had become."""
    before = sample("list", "--json").out
    sample("done", 2)
    after = sample("list", "--json").out

    assert sample("undo").code == 0
    assert sample("list", "--json").out == before
    assert sample("redo").code == 0
    assert sample("list", "--json").out == after
    assert sample("redo").code == 1


def test_ids_are_never_given_twice(sample: Run) -> None:
    """A directive that was undone leaves its number unused."""
    sample("add", "Perbaiki pagar Lapangan Serasuba")
    last = max(ids(sample))
    sample("undo")

    sample("add", "Perbaiki pagar Lapangan Pahlawan")

    assert max(ids(sample)) == last + 1


def test_the_report_of_a_quarter_is_the_same_in_april(sample: Run) -> None:
    """What is done after the quarter's end does not change its report; what is dated back does, and it says so."""
    sample("done", 1, "--on", "2026-03-10")
    then = json.loads(sample("report", "2026Q1", "--json", today="2026-03-31").out)

    sample("done", 2, today="2026-04-15")
    later = json.loads(sample("report", "2026Q1", "--json", today="2026-04-15").out)
    sample("done", 3, "--on", "2026-03-30", today="2026-04-16")
    dated_back = json.loads(sample("report", "2026Q1", "--json", today="2026-04-16").out)

    assert later["summary"] == then["summary"]
    assert later["as_of"] == "2026-03-31"
    assert dated_back["summary"]["done"] == then["summary"]["done"] + 1


def test_a_dropped_directive_needs_a_reason(sample: Run) -> None:
    """`drop` without a reason is wrong usage; with one the directive leaves the list."""
    assert sample("drop", 5).code == 2
    assert sample("drop", 5, "--reason", "dialihkan").code == 0
    assert 5 not in ids(sample)


def test_filters_narrow_the_list(sample: Run) -> None:
    """Each filter leaves only what it names."""
    by_owner = json.loads(sample("list", "--json", "--owner", "PUPR").out)
    by_quarter = json.loads(sample("list", "--json", "--quarter", "2026Q1", "--kind", "project").out)

    assert by_owner
    assert all("PUPR" in " ".join(row["owners"]) for row in by_owner)
    assert len(by_quarter) == 6
    assert json.loads(sample("list", "--json", "--overdue").out)
    assert json.loads(sample("list", "--json", "--search", "tidak ada yang begini").out) == []


def test_an_empty_list_is_no_error(bima: Run) -> None:
    """A list of nothing exits with 0 and, in a pipe, prints its header alone."""
    ran = bima("list")

    assert ran.code == 0
    assert len(ran.rows) == 1


def test_pipes_get_tab_separated_rows_without_colour_or_cutting(sample: Run) -> None:
    """Each row has as many cells as the header, whatever the width of the screen."""
    rows = sample("list").rows

    assert len(rows) == 1 + len(ids(sample))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert "\x1b" not in sample("list").out


def test_agenda_shows_meetings_and_deadlines_by_day(sample: Run) -> None:
    """The deadline of the last day of March stands under that day."""
    days = sample("agenda", "--from", "2026-03-01", "--to", "akhir Maret").out

    assert "2026-03-31" in days
    assert "2026-03-09" in days


def test_when_tells_day_and_reason(bima: Run) -> None:
    """The deadline reader by itself: from the command line and from a pipe."""
    told = json.loads(bima("when", "triwulan", "pertama", "ini", "--from", "2026-01-05", "--json").out)

    assert told["due"] == "2026-03-31"
    assert told["start"] == "2026-01-01"
    assert told["reason"]


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["import", "no-such-file.txt"], 3, "no-such-file.txt"),
        (["import", "{folder}"], 3, "no release"),
        (["show", "999"], 1, "999"),
        (["report", "2026Q9"], 2, "2026Q9"),
        (["list", "--due-before", "kapan-kapan"], 2, "kapan-kapan"),
        (["done", "satu"], 2, "satu"),
        (["add", "x", "--on", "2027-01-01"], 2, "2027-01-01"),
        (["progress", "1", "120"], 2, "120"),
        (["lisst"], 2, "list"),
        (["undo"], 1, "undo"),
    ],
)
def test_mistakes_get_one_sentence_and_their_exit_code(
    bima: Run, tmp_path: Path, arguments: list[str], code: int, word: str
) -> None:
    """Whatever is wrong: one line on standard error that names it, nothing on standard output, no traceback."""
    (tmp_path / "empty").mkdir()

    ran = bima(*(argument.replace("{folder}", str(tmp_path / "empty")) for argument in arguments))

    assert ran.code == code
    assert ran.out == ""
    assert ran.err.startswith("bimatrack: ")
    assert ran.err.count("\n") == 1
    assert word in ran.err


def test_a_damaged_store_is_named_and_left_alone(bima: Run, store_path: Path) -> None:
    """A store that is no JSON is refused by every command and never written over."""
    store_path.write_text('{"schema": 1, "directives"', encoding="utf-8")

    for command in (["list"], ["add", "x"], ["import", str(RELEASES)], ["report"]):
        ran = bima(*command)
        assert ran.code == 4
        assert str(store_path) in ran.err
    assert store_path.read_text(encoding="utf-8") == '{"schema": 1, "directives"'


def test_one_bad_file_among_good_ones_is_named_and_the_rest_is_read(bima: Run, tmp_path: Path) -> None:
    """The good releases are kept, the bad one is named at the end, and the exit code tells."""
    (tmp_path / "gambar.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")

    ran = bima("import", RELEASES, tmp_path / "gambar.txt")

    assert ran.code == 3
    assert "gambar.txt" in ran.err
    assert ids(bima)


def test_text_of_a_release_cannot_command_the_terminal(bima: Run, tmp_path: Path) -> None:
    """Brackets and escape sequences in a release are shown as they are written, in tables and in pipes."""
    release = tmp_path / "jahat.txt"
    release.write_text(
        "Rapat\n\nKota Bima, 5 Januari 2026 - Wali Kota Bima meminta Dinas PUPR menata [bold]drainase[/bold] "
        "Amahami \x1b[31mmerah\x1b[0m paling lambat 31 Januari 2026.\n",
        encoding="utf-8",
    )
    bima("import", release)

    for screen in (None, 140):
        shown = bima("list", screen=screen).out
        assert "[bold]drainase[/bold]" in shown
        assert "\x1b[31m" not in shown

"""What people may have meant: words of the screen as values, Indonesian names of commands, units nearly spelled."""

import io
import json
import sys
from pathlib import Path

import pytest
from conftest import RELEASES, Run


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kendala", "obstacle"),
        ("selesai", "done"),
        ("daftar", "list"),
        ("lihat", "show"),
        ("pengingat", "remind"),
        ("tenggat", "due"),
        ("lst", "list"),
    ],
)
def test_commands_are_found_by_indonesian_names(bima: Run, typed: str, meant: str) -> None:
    """What is no command leads to one by what it means, before it does by its letters."""
    for lang, words in (("en", f"Did you mean {meant}?"), ("id", f"Maksudnya {meant}?")):
        ran = bima(typed, lang=lang)
        assert ran.code == 2
        assert words in ran.err


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (("list", "--terlambat"), "--overdue"),
        (("list", "--opd", "PUPR"), "--unit"),
        (("list", "--semua"), "--all"),
        (("done", 1, "--catatan", "x"), "--note"),
        (("done", 1, "--bukti", "x"), "--evidence"),
        (("done", 1, "--tanggal", "kemarin"), "--on"),
        (("list", "--ownr", "PUPR"), "--owner?"),
    ],
)
def test_options_are_found_by_indonesian_names(bima: Run, line: tuple[object, ...], meant: str) -> None:
    """The same of options, of those that the command has."""
    ran = bima(*line)

    assert ran.code == 2
    assert f"Did you mean {meant}" in ran.err


def test_what_is_not_near_is_not_suggested(bima: Run) -> None:
    """Help is no answer to whoever wants a spreadsheet, and an unknown word to nothing."""
    assert "--help?" not in bima("report", "--excel").err
    assert "Did you mean" not in bima("xyzzy").err


def test_words_too_many_lead_to_a_filter(bima: Run) -> None:
    """A unit behind `list` becomes --owner, other words --search; in Indonesian nothing is English."""
    assert "Did you mean --owner PUPR?" in bima("list", "PUPR").err
    assert 'Did you mean --search "lampu jalan"?' in bima("list", "lampu jalan").err
    assert "Did you mean --unit PUPR?" in bima("done", "PUPR").err
    told = bima("list", "PUPR", lang="id")
    assert told.code == 2
    assert "Got" not in told.err
    assert "“PUPR” tidak dikenali di sini. Maksudnya --owner PUPR?" in told.err


@pytest.mark.parametrize("line", [("releases", "@x"), ("show", "@x")])
def test_a_view_where_none_is_taken_is_told_of(bima: Run, line: tuple[str, ...]) -> None:
    """The sentence names the command and the view."""
    assert f"`bimatrack {line[0]}` takes no view" in bima(*line).err
    assert "tidak menerima tampilan seperti @x" in bima(*line, lang="id").err


def test_what_is_wrong_with_an_option_leads_to_the_help_of_its_command(bima: Run) -> None:
    """Not to that of the whole program."""
    assert "`bimatrack drop --help`" in bima("drop", 1, "--reason").err


def test_arguments_that_take_several_say_so_in_the_help(bima: Run) -> None:
    """Dots stand behind their names in the usage line."""
    assert "[ID...]" in bima("done", "--help").out
    assert "{PATH...}" in bima("import", "--help").out
    assert "PATH is missing" in bima("import").err


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        (("--status", "belum"), ("--status", "open")),
        (("--status", "Belum ditindaklanjuti,proses"), ("--status", "open,in_progress")),
        (("--status", "Not started"), ("--status", "open")),
        (("--status", "selesai"), ("--status", "done")),
        (("--kind", "proyek"), ("--kind", "project")),
        (("--kind", "Imbauan"), ("--kind", "appeal")),
        (("--priority", "biasa"), ("--priority", "normal")),
        (("--not-priority", "tinggi"), ("--not-priority", "high")),
        (("--sort", "batas waktu"), ("--sort", "due")),
        (("--group-by", "penanggung-jawab"), ("--group-by", "unit")),
        (("--group-by", "triwulan"), ("--group-by", "quarter")),
        (("--columns", "arahan,tenggat,OPD,jenis,tanda"), ("--columns", "text,due,units,kind,tags")),
    ],
)
def test_what_the_screen_says_is_taken_as_input(sample: Run, shown: tuple[str, str], name: tuple[str, str]) -> None:
    """Labels of either language, in any case, do what the program's own words do."""
    sample("done", 15)

    expected = sample("list", *name)

    assert expected.code == 0
    assert sample("list", *shown).out == expected.out
    assert sample("list", *shown, lang="id").out == expected.out


def test_late_is_no_status_but_a_filter(bima: Run) -> None:
    """Whoever asks for it as one is told which."""
    for word in ("terlambat", "overdue"):
        refused = bima("list", "--status", word)
        assert refused.code == 2
        assert "use --overdue" in refused.err


def test_the_kind_of_what_is_added_or_mended_is_taken_in_indonesian(sample: Run) -> None:
    """As `list --kind` takes it."""
    [added] = json.loads(sample("add", "Bangun taman", "--kind", "proyek", "--json").out)
    assert added["kind"] == "project"
    assert json.loads(sample("edit", added["id"], "--kind", "imbauan", "--json").out)[0]["kind"] == "appeal"
    assert "Did you mean project?" in sample("add", "x", "--kind", "projek").err


@pytest.mark.parametrize("line", [("add", "Perbaiki jalan"), ("assign", 1), ("edit", 2)])
def test_an_owner_that_is_nearly_a_unit_is_asked_about(sample: Run, line: tuple[object, ...]) -> None:
    """It is kept as it was written, and the unit that may be meant is named; a group is none of these."""
    ran = sample(*line, "--owner", "PUPRR")

    assert ran.code == 0
    assert "“PUPRR” is kept as written" in ran.err
    assert "“Dinas Pekerjaan Umum dan Penataan Ruang”" in ran.err
    assert "kept as written" not in sample(*line, "--owner", "Kepala OPD terkait").err


def test_a_list_of_nobody_asks_for_the_unit_nearby(sample: Run) -> None:
    """Nothing matches a name that is misspelled."""
    ran = sample("list", "--owner", "dihsub")

    assert (ran.code, len(ran.rows)) == (0, 1)
    assert "“dihsub” names no unit; did you mean “Dinas Perhubungan”?" in ran.err
    assert sample("list", "--owner", "Dishub").err == ""


def test_a_release_that_is_not_there_is_no_empty_list(sample: Run) -> None:
    """It is told as any other id that there is not."""
    ran = sample("list", "--release", 99)

    assert ran.code == 1
    assert "99" in ran.err
    assert sample("list", "--release", 1).code == 0


@pytest.mark.parametrize("typed", ["60", "60%", "60 %", "60 persen"])
def test_progress_may_have_its_sign(sample: Run, typed: str) -> None:
    """As people write percentages."""
    assert json.loads(sample("progress", 1, typed, "--json").out)[0]["progress"] == 60


def test_what_is_no_progress_is_told_without_english(sample: Run) -> None:
    """The sentence says what is wanted."""
    refused = sample("progress", 1, "banyak", lang="id")

    assert refused.code == 2
    assert "“banyak” bukan nilai progres" in refused.err


def test_an_import_stopped_at_its_beginning_says_that_nothing_was_kept(
    bima: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to look."""

    def stopped(*_given: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr("bimatrack.cli.reading._reading", stopped)

    ran = bima("import", RELEASES)
    assert ran.code == 130
    assert "nothing was kept" in ran.err
    assert "tidak ada yang disimpan" in bima("import", RELEASES, lang="id").err


def test_ctrl_c_at_a_question_ends_its_line(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said next stands on a line of its own."""

    class Pressed(io.StringIO):
        def isatty(self) -> bool:
            return True

        def readline(self, _size: int | None = -1) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Pressed())

    ran = sample("done", "1-12", screen=100)
    assert ran.code == 130
    assert ran.err.endswith("[y/N] \nbimatrack: Interrupted.\n")


def test_groups_of_one_unit_are_its_own(sample: Run) -> None:
    """Who else must act on the same directive has no group where one unit was asked for."""
    sample("assign", 1, "--owner", "Dinas PUPR", "--owner", "Dishub")

    for asked in ("--unit", "--owner"):
        rows = sample("list", asked, "PUPR", "--group-by", "unit", "--columns", "id").rows[1:]
        assert {row[0] for row in rows} == {"Dinas Pekerjaan Umum dan Penataan Ruang"}
        assert ["1"] in [row[1:] for row in rows]


def test_the_log_says_what_an_undo_concerns(sample: Run) -> None:
    """The ids of what it takes back or brings back, in a pipe and on a screen."""
    sample("done", 3)
    sample("undo")
    sample("redo")

    head, *rows = sample("log", 3).rows
    at = head.index("directive")
    assert [row[at] for row in rows] == ["3", "3", "3", "3"]
    lines = sample("log", 3, screen=140).out.splitlines()
    assert all("–" not in line for line in lines if "step 2" in line or "step 3" in line)
    assert any("step 2" in line for line in lines)


def test_add_says_that_it_wrote_down_and_tells_of_undo_once(bima: Run) -> None:
    """On a screen the table, how many, and how to take it back."""
    read = bima("add", "Dishub tangani lampu jalan paling lambat Jumat", screen=100)
    plain = bima("add", "Catat", "--plain", screen=100, lang="id")

    assert "1 directive written down" in read.out
    assert (read.out + read.err).count("bimatrack undo") == 1
    assert "1 arahan dicatat" in plain.out
    assert (plain.out + plain.err).count("bimatrack undo") == 1


def test_a_view_may_make_the_file_of_settings(sample: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """BIMATRACK_CONFIG may name a file that is still to be made, by `--save-view` as by `config set`."""
    for name, line in (("a", ("list", "--overdue", "--save-view", "x")), ("b", ("config", "set", "place", "Raba"))):
        path = tmp_path / f"{name}.toml"
        monkeypatch.setenv("BIMATRACK_CONFIG", str(path))
        assert sample(*line).code == 0
        assert path.exists()
        assert sample("list").code == 0
    monkeypatch.setenv("BIMATRACK_CONFIG", str(tmp_path / "none.toml"))
    assert sample("list").code != 0

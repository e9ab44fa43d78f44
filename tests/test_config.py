"""The commands about settings, and what the settings do to other commands."""

import getpass
import io
import json
import os
import sys
from pathlib import Path

import pytest
from conftest import Run
from looking import Screen, screen, speaking
from syrupy.assertion import SnapshotAssertion

from bimatrack import views
from bimatrack.i18n import LANGUAGES
from bimatrack.settings import Said, standings
from bimatrack.settings.reading import parse_settings
from bimatrack.settings.standing import below

FILE = Path("/home/rahma/.config/bimatrack/config.toml")
SYSTEM = (
    Said("language", "id"),
    Said("author", "rahma"),
    Said("db", "/home/rahma/.local/share/bimatrack/bimatrack.json"),
    Said("registry", "/home/rahma/.config/bimatrack/units.toml"),
)


def some(
    text: str = 'place = "Raba"\n[quarter]\nfirst_month = 10\n[views]\nmingguan = "--owner PUPR --overdue"\n',
) -> object:
    """Return how settings stand with one from each source."""
    return standings(
        parse_settings(text, FILE),
        typed=[Said("language", "en")],
        environ={"BIMATRACK_AUTHOR": "Siti"},
        system=SYSTEM,
    )


@pytest.fixture
def file(store_path: Path) -> Path:
    """Where the settings of `bima` lie."""
    return store_path.parent / "settings" / "bimatrack" / "config.toml"


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_settings_on_every_screen(snapshot: SnapshotAssertion, lang: str, width: int) -> None:
    """All settings with value, source and meaning fit screens of every width, in both languages."""
    with speaking(lang):
        assert screen(views.settings_table(some()), width) == snapshot(extension_class=Screen)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_settings_explain_themselves(snapshot: SnapshotAssertion, lang: str) -> None:
    """A setting says what it means, what holds, what is built in, what else sets it, and how."""
    with speaking(lang):
        chosen = [*below(some(), "language"), *below(some(), "quarter"), *below(some(), "views")]
        assert screen(views.settings_detail(chosen), 80) == snapshot(extension_class=Screen)


def test_config_tells_where_each_value_comes_from(bima: Run) -> None:
    """An option comes before the environment, that before the file, that before what is built in."""
    bima("config", "set", "place", "Raba")
    bima("config", "set", "author", "Siti")

    told = {one["key"]: (one["value"], one["source"]) for one in json.loads(bima("config", "--json").out)}

    assert told["language"] == ("en", "option")
    assert told["author"] == ("Rahma", "environment")
    assert told["place"] == ("Raba", "file")
    assert told["quarter.first_month"] == (1, "built-in")
    assert told["scale.steps"][0] == ["91 Sangat Tinggi", "76 Tinggi", "66 Sedang", "51 Rendah"]


def test_set_says_what_it_was_and_is(bima: Run, file: Path) -> None:
    """After a change the setting stands as it is, and standard error tells what it was."""
    first = bima("config", "set", "quarter.first_month", 10)
    again = bima("config", "set", "quarter.first_month", 4)

    assert first.rows[1][:3] == ["quarter.first_month", "10", "file"]
    assert first.err == "quarter.first_month was: 1\n"
    assert again.err == "quarter.first_month was: 10\n"
    assert bima("config", "get", "quarter.first_month").out == "4\n"
    assert bima("config", "unset", "quarter.first_month").rows[1][:3] == ["quarter.first_month", "1", "built-in"]
    assert bima("config", "unset", "quarter.first_month").code == 1
    assert file.is_file()


def test_set_warns_where_the_file_does_not_decide(bima: Run) -> None:
    """Who sets an author while the environment names another is told."""
    assert "Now BIMATRACK_AUTHOR says otherwise" in bima("config", "set", "author", "Siti").err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("config", "set", "goverment", "x"), "Did you mean government?"),
        (("config", "set", "defaults.lst", "--limit 3"), "There is no command “lst” that options can be set for."),
        (("config", "set", "defaults.units", "--json"), "There is no command “units” that options can be set for."),
        (("config", "set", "defaults.list", "--limt 3"), "defaults.list: There is no option --limt."),
        (("config", "set", "defaults.list", "--limit x"), "defaults.list: --limit: “x” is no whole number."),
        (("config", "set", "defaults.report", "2026Q1"), "“2026Q1” is no option; only options can be set."),
        (("config", "set", "views.a", "--owner"), "views.a: --owner needs a value behind it."),
        (("config", "set", "views.a", "--overdue --help"), "“--help” is no option; only options can be set."),
        (("config", "get", "views.nothing"), "views.nothing is not set."),
        (("config", "explain", "scal"), "Did you mean scale?"),
        (("config", "set", "place"), "VALUE is missing."),
        (("list", "@nothing"), "There is no view @nothing. Save one with"),
    ],
)
def test_mistakes_are_named(bima: Run, file: Path, words: tuple[str, ...], told: str) -> None:
    """What cannot be set is one sentence, and nothing is written."""
    ran = bima(*words)

    assert ran.code in (1, 2)
    assert told in ran.err
    assert not file.exists()


def test_a_value_of_several_words_needs_no_quotes(bima: Run) -> None:
    """What the shell parted is put together again, options with the quotes they need."""
    assert bima("config", "set", "place", "Kota", "Bima").code == 0
    assert bima("config", "set", "views.a", "--owner", "Dinas Sosial", "--overdue").code == 0

    assert bima("config", "get", "place").out == "Kota Bima\n"
    assert bima("config", "get", "views.a").out == "--owner 'Dinas Sosial' --overdue\n"


def test_a_path_is_meant_from_where_it_is_typed(bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path on the command line is kept as the place it names there."""
    monkeypatch.chdir(tmp_path)
    bima("config", "set", "registry", "own.toml")

    assert bima("config", "get", "registry").out == f"{tmp_path / 'own.toml'}\n"


def test_a_view_stands_for_its_options(sample: Run) -> None:
    """`list @name` is `list` with the view's options, and more may be typed beside it."""
    sample("config", "set", "views.terlambat", "--overdue --sort id")

    assert sample("list", "@terlambat").out == sample("list", "--overdue", "--sort", "id").out
    assert (
        sample("list", "@terlambat", "--limit", 2).out == sample("list", "--overdue", "--sort", "id", "--limit", 2).out
    )
    assert "Did you mean @terlambat?" in sample("list", "@terlmbat").err


def test_a_word_that_is_a_value_is_no_view(sample: Run) -> None:
    """What stands behind an option is its value, whatever sign it begins with."""
    assert sample("list", "--search", "@nothing").code == 0
    assert "@sekda" in sample("done", 1, "--note", "@sekda").out + sample("log", 1).out


def test_typed_options_win_over_those_that_are_set(sample: Run) -> None:
    """Options of the settings hold until the same ones are typed; --no-defaults leaves them out."""
    sample("config", "set", "defaults.list", "--limit 3 --owner 'Dinas Sosial'")

    assert len(sample("list").rows) < 4
    assert sample("list", "--owner", "Inspektorat").rows[1][7] == "Inspektorat"
    assert len(sample("list", "--no-defaults").rows) > 4
    assert "--limit 3" in sample("list", "--sort", "x").err


def test_options_of_unknown_commands_are_refused(bima: Run, file: Path) -> None:
    """A mistyped command in the file is named when any command reads it."""
    file.parent.mkdir(parents=True)
    file.write_text('[defaults]\nlst = "--limit 3"\n', encoding="utf-8")

    ran = bima("list")

    assert (ran.code, "Did you mean list?" in ran.err) == (8, True)


def test_the_report_follows_the_settings(sample: Run) -> None:
    """Government, place, signatures, scale and quarters of the report are those of the file; an option comes first."""
    for key, value in (
        ("government", "Pemerintah Kota Contoh"),
        ("place", "Raba"),
        ("signatures.evaluated_by.name", "Ahmad"),
        ("scale.steps", "90 Baik; 1 Cukup"),
        ("scale.lowest", "Kurang"),
        ("quarter.first_month", "2"),
    ):
        assert sample("config", "set", key, value).code == 0

    report = json.loads(sample("report", "TW I 2026", "--format", "json").out)

    assert (report["government"], report["place"]) == ("Pemerintah Kota Contoh", "Raba")
    assert (report["first"], report["last"]) == ("2026-02-01", "2026-04-30")
    assert report["summary"]["predicate"] == "Kurang"
    assert report["signatories"]["evaluated_by"]["name"] == "Ahmad"
    assert [one["month"] for one in report["by_month"]] == ["2026-02", "2026-03"]
    assert json.loads(sample("report", "--json", "--government", "Lain").out)["government"] == "Lain"
    assert "Quarter I (February–April 2026)" in sample("report", "TW I 2026", screen=100).out
    assert "Pemerintah Kota Contoh" in sample("remind", "Inspektorat").out


def test_a_deadline_named_by_its_quarter_stays_the_calendars(bima: Run) -> None:
    """What a release calls the first quarter ends in March, whatever month the reports are counted from."""
    bima("config", "set", "quarter.first_month", 10)

    assert "2026-03-31" in bima("when", "triwulan pertama ini", "--from", "2026-01-05").out


def test_the_language_of_the_file_comes_before_the_locale(
    bima: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """--lang, then BIMATRACK_LANG, then the file, then the locale."""
    from bimatrack.__main__ import main

    bima("config", "set", "language", "id")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("BIMATRACK_LANG", raising=False)

    def speaks(*words: str) -> str:
        main([*words, "--help"])
        return "id" if "Perintah" in capfd.readouterr().out else "en"

    assert speaks() == "id"
    assert speaks("--lang", "en") == "en"
    monkeypatch.setenv("BIMATRACK_LANG", "en")
    assert speaks() == "en"


def test_store_and_author_come_from_the_file(
    bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without an option and a variable, the file says where directives lie and who writes."""
    from bimatrack.__main__ import main

    bima("config", "set", "db", tmp_path / "own.json")
    bima("config", "set", "author", "Siti")
    monkeypatch.delenv("BIMATRACK_AUTHOR")

    assert main(["--lang", "en", "add", "Perbaiki lampu"]) == 0
    assert main(["--lang", "en", "log", "--json"]) == 0

    assert (tmp_path / "own.json").is_file()
    assert '"Siti"' in capfd.readouterr().out


def editor(folder: Path, code: str) -> str:
    """Return an editor's command that does *code* with `text`, what the file holds."""
    script = folder / "editor.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n"
        f"text = file.read_text()\n{code}\nfile.write_text(text)",
        encoding="utf-8",
    )
    return f"{sys.executable} {script}"


def test_edit_keeps_what_can_work_and_nothing_else(
    bima: Run, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor gets the file, or one to begin with; a result that cannot work leaves the old file in place."""
    monkeypatch.setenv("VISUAL", editor(tmp_path, "text = text.replace('#place', 'place')"))
    assert bima("config", "edit").code == 0
    assert bima("config", "get", "place").out == "Kota Bima\n"

    before = file.read_text(encoding="utf-8")
    assert bima("config", "edit").code == 1
    monkeypatch.setenv("VISUAL", editor(tmp_path, "text = 'nothing = 3\\n' + text"))
    ran = bima("config", "edit")

    assert ran.code == 8
    assert "There is no setting" in ran.err
    assert "stays as it was" in ran.err
    assert file.read_text(encoding="utf-8") == before


def test_init_works_without_a_terminal(bima: Run, file: Path) -> None:
    """Options and defaults are written and shown; again only what is new, and what stands there stays."""
    first = bima("init", "--place", "Raba", "--prepared-name", "Rahma")
    again = bima("init", "--author", "Siti")
    settings = parse_settings(file.read_text(encoding="utf-8"), file)

    assert first.rows[1:3] == [["language", "en"], ["government", "Pemerintah Kota Bima"]]
    assert "bimatrack import" in first.err
    assert ["author", "Siti"] in again.rows
    assert (settings.letterhead.place, settings.letterhead.prepared_by.name) == ("Raba", "Rahma")
    assert "are as they were" in bima("init", "--yes").err


def test_init_refuses_what_cannot_be(bima: Run, file: Path) -> None:
    """A wrong option stops it before it writes."""
    assert bima("init", "--place", "a\nb").code == 2
    assert not file.exists()


@pytest.fixture
def typing(bima: Run, monkeypatch: pytest.MonkeyPatch) -> object:
    """Answer the questions of a command line by line, as a person at a terminal would."""

    def run(*arguments: object, answers: list[str | None]) -> object:
        from bimatrack.cli.session import Session

        waiting = iter(answers)
        monkeypatch.setattr(Session, "with_person", property(lambda _self: True))

        def ask(_self: object, question: str) -> str | None:
            sys.stderr.write(f"{question}\n")
            return next(waiting, None)

        monkeypatch.setattr(Session, "ask", ask)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{one}\n" for one in answers[-1:])))
        return bima(*arguments, screen=100)

    return run


def test_init_asks_shows_and_writes(typing: object, file: Path) -> None:
    """Answers are checked at once, Enter keeps what is proposed, and the whole is shown before it is written."""
    answers = ["xx", "en", "Pemerintah Kota Contoh", "Raba", *[""] * 8, "y"]

    ran = typing("init", answers=answers)

    assert ran.code == 0
    assert "language must be id or en, not “xx”." in ran.err
    assert "Pemerintah Kota Contoh" in ran.out
    assert parse_settings(file.read_text(encoding="utf-8"), file).letterhead.place == "Raba"


def test_init_gives_examples_and_explains(typing: object) -> None:
    """Each question has an example, the summary speaks in the words of the questions, and the way on is told."""
    ran = typing("init", answers=["", "", "Raba", *[""] * 8, "y"])

    assert "Place above the signatures (such as " in ran.err
    assert "Author: the name that the history shows beside what you change" in ran.err
    assert "Place above the signatures" in ran.out
    assert "`bimatrack import rilis/` reads releases" in ran.err


def test_init_blanks_what_stands_there(typing: object, file: Path) -> None:
    """A dash takes away what was set before."""
    typing("config", "set", "place", "Raba", answers=[])

    assert typing("init", answers=["", "", "-", *[""] * 8, ""]).code == 0
    assert parse_settings(file.read_text(encoding="utf-8"), file).letterhead.place == ""


@pytest.mark.parametrize(("answers", "code"), [(["en", "X"], 130), (["en", *[""] * 10, "n"], 1), ([], 130)])
def test_init_that_is_stopped_writes_nothing(typing: object, file: Path, answers: list[str], code: int) -> None:
    """Ctrl-C in the middle, or a no at the end, leaves no file behind."""
    ran = typing("init", answers=answers)

    assert ran.code == code
    assert "othing was written" in ran.err
    assert not file.exists()


def test_an_account_without_a_name_is_known_by_its_number(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In many a container nobody has a name; what is done there is signed all the same."""
    monkeypatch.delenv("BIMATRACK_AUTHOR")

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(getpass, "getuser", nobody)
    monkeypatch.setattr(os, "getuid", lambda: 12345, raising=False)

    assert bima("config", "get", "author").out.strip() == "12345"
    assert bima("add", "Perbaiki pagar").code == 0
    assert "12345" in bima("log").rows[1]


@pytest.mark.parametrize(("words", "told"), [("9 --overdue", "“9” is no option"), ("--owner", "--owner is blank")])
def test_a_view_that_was_mended_by_hand_names_no_directive(sample: Run, file: Path, words: str, told: str) -> None:
    """What stands in it apart from options would be an id, or take one for its value."""
    file.parent.mkdir(parents=True)
    file.write_text(f'[views]\nm = "{words}"\n', encoding="utf-8")

    ran = sample("done", "@m", "3", "--yes")

    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_an_option_typed_beside_a_view_stands_for_that_of_the_view(sample: Run) -> None:
    """Also one that may be given several times: else more would be marked than were asked for."""
    sample("config", "set", "views.pupr", "--owner PUPR --kind instruction")

    assert [row[0] for row in sample("list", "@pupr").rows[1:]] == ["15"]
    assert [row[0] for row in sample("list", "@pupr", "--owner=Inspektorat").rows[1:]] == ["16"]
    assert sample("assign", "@pupr", "--has-owner", "Inspektorat", "--owner", "Dinkes", "--yes").rows[1][0] == "16"

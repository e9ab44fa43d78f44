"""The file of settings: what it may hold, what is said of what it may not, and how it is written."""

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.errors import NothingToDoError, SettingsError, UsageError
from bimatrack.letterhead import Scale, Signatory
from bimatrack.settings import KEYS, Said, Settings, data_folder, meaning, read_settings, settings_folder
from bimatrack.settings.keys import FREE_KEYS, known_key
from bimatrack.settings.reading import parse_settings
from bimatrack.settings.template import template
from bimatrack.settings.writing import set_setting, unset_setting

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BY_HAND = """# The secretariat's own, agreed on 3 March.
place = "Raba"  # not Rasanae

[signatures.prepared_by]
name = "Rahma"

[views]
# Every Monday.
mingguan = "--overdue"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings of this test lie."""
    return tmp_path / "settings" / "config.toml"


def written(file: Path, text: str) -> Path:
    """Write the file as somebody would by hand."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_everything_is_as_built_in(file: Path) -> None:
    """A new machine needs no settings."""
    assert read_settings(file) == Settings(path=file)
    assert read_settings(file).letterhead.government == "Pemerintah Kota Bima"


def test_without_a_file_nothing_that_reads_one_is_loaded(tmp_path: Path) -> None:
    """Where there are no settings, the start of the program does not pay for them."""
    code = (
        "import sys; from bimatrack.__main__ import main; main(['--db', sys.argv[1], 'list']);"
        "print(*(name for name in ('tomllib', 'tomlkit') if name in sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store.json")],
        capture_output=True,
        text=True,
        check=True,
        env={"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path), "LANG": "C.UTF-8"},
    )

    assert ran.stderr.split() == []


def test_the_file_says_what_it_may(file: Path) -> None:
    """Each setting is read from its place in the file; a path lies beside it, and ~ is the home."""
    settings = read_settings(
        written(
            file,
            'language = "en"\nauthor = "Rahma"\ndb = "arahan.json"\nrules = "~/aturan"\ngovernment = ""\n'
            '[quarter]\nfirst_month = 10\n[scale]\nsteps = ["80,5 Baik", "50 Cukup"]\nlowest = "Kurang"\n'
            '[signatures.evaluated_by]\noffice = "Sekda"\nnumber = "1970"\n[defaults]\nlist = "--limit 3"\n',
        )
    )

    assert (settings.language, settings.author, settings.first_month) == ("en", "Rahma", 10)
    assert (settings.db, settings.rules) == (file.parent / "arahan.json", Path.home() / "aturan")
    assert settings.scale == Scale(((80.5, "Baik"), (50.0, "Cukup")), "Kurang")
    assert settings.letterhead.evaluated_by == Signatory("Sekda", "", "1970")
    assert settings.letterhead.government == ""
    assert settings.defaults == (Said("list", "--limit 3"),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('goverment = "x"', "There is no setting “goverment”. Did you mean government?"),
        ("[quater]\nfirst_month = 1", "There is no setting “quater”. Did you mean quarter?"),
        ("[quarter]\nmonth = 1", "There is no setting “quarter.month”."),
        ("quarter = 3", "quarter must be a table, [quarter]."),
        ("[quarter]\nfirst_month = 13", "quarter.first_month must be a month from 1 to 12, not “13”."),
        ('[quarter]\nfirst_month = "10"', "quarter.first_month must be a month from 1 to 12, not “10”."),
        ("[quarter]\nfirst_month = true", "quarter.first_month must be a month from 1 to 12, not True."),
        ('language = "fr"', "language must be id or en, not “fr”."),
        ("place = 3", "place must be one line of text, not 3."),
        ('place = "a\\nb"', "place must be one line of text"),
        ('[scale]\nsteps = ["50 A", "80 B"]', "scale.steps must be limits from 100 downwards"),
        ('[scale]\nsteps = ["101 A"]', "scale.steps must be limits from 100 downwards"),
        ('[scale]\nsteps = ["90"]', "scale.steps must be limits from 100 downwards"),
        ("[scale]\nsteps = []", "scale.steps must be limits from 100 downwards"),
        ("[scale]\nsteps = 90", "scale.steps must be limits from 100 downwards"),
        ('[views]\na = "--owner \'PUPR"', "views.a must be options as they are typed, each quote closed"),
        ('[views]\n"a b" = "--overdue"', "“views.a b” is no good name"),
        ('"quarter.first_month" = 3', "There is no setting “quarter.first_month”"),
        ('place = "Raba"\nplace =', "line 2 is no TOML (Invalid value)."),
        ('place = "Raba', "line 1 is no TOML (Unterminated string)."),
        ("a = " + "[" * 5000, "nested too deeply"),
    ],
)
def test_what_cannot_work_is_named_with_its_file(bima: Run, file: Path, text: str, told: str) -> None:
    """A mistake in the file is one sentence with its place, and has an exit code of its own."""
    written(file, text)

    ran = bima("--config", file, "list")

    assert (ran.code, ran.out) == (8, "")
    assert ran.err.startswith(f"bimatrack: {file}") or ran.err.count(str(file)) == 1
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_what_is_no_text_or_no_file_is_named(bima: Run, file: Path) -> None:
    """Another encoding, a folder in the file's place, a file that was named and is not there: each has its sentence."""
    file.parent.mkdir()
    file.write_bytes('place = "Kantor é"'.encode("latin-1"))

    assert "is no text in UTF-8" in bima("--config", file, "list").err
    assert "cannot be read (it is a folder)" in bima("--config", file.parent, "list").err
    assert "There is no file of settings" in bima("--config", file.with_name("none.toml"), "list").err


def test_a_broken_file_hinders_neither_help_nor_its_mending(bima: Run, file: Path) -> None:
    """Help, `config path` and `config edit` work whatever the file holds; `config set` refuses to touch it."""
    written(file, "place =")

    assert bima("--config", file, "list", "--help").code == 0
    assert bima("--config", file, "config", "path").out == f"{file}\n"
    assert bima("--config", file, "config", "set", "place", "Raba").code == 8
    assert bima("--config", file, "init", "--yes").code == 8
    assert file.read_text(encoding="utf-8") == "place ="


def test_rules_that_are_gone_can_be_unset(bima: Run, file: Path, tmp_path: Path) -> None:
    """A folder of rules that the settings name and that is away stops reading, not the command that mends it."""
    written(file, f'rules = "{tmp_path / "gone"}"')

    assert bima("--config", file, "list").code == 6
    assert bima("--config", file, "config", "unset", "rules").code == 0
    assert bima("--config", file, "list").code == 0


def test_a_byte_order_mark_is_no_mistake(file: Path) -> None:
    """Editors on Windows put one before the text."""
    written(file, "\ufeff" + BY_HAND)

    assert set_setting(file, "place", "Kota Bima").letterhead.place == "Kota Bima"


def test_writing_keeps_what_stands_there(file: Path) -> None:
    """One setting changes; comments, order and everything else in the file stay."""
    written(file, BY_HAND)

    set_setting(file, "place", "Kota Bima")
    set_setting(file, "author", "Rahma")
    set_setting(file, "signatures.prepared_by.number", "1980")
    set_setting(file, "quarter.first_month", "10")
    unset_setting(file, "views.mingguan")

    text = file.read_text(encoding="utf-8")
    assert 'place = "Kota Bima"  # not Rasanae' in text
    assert text.startswith("# The secretariat's own, agreed on 3 March.\n")
    assert "# Every Monday." in text
    settings = read_settings(file)
    assert (settings.author, settings.first_month, settings.views) == ("Rahma", 10, ())
    assert settings.letterhead.prepared_by == Signatory(name="Rahma", number="1980")


def test_a_table_goes_with_its_last_setting(file: Path) -> None:
    """What was set and unset again leaves no trace but the first line."""
    set_setting(file, "signatures.prepared_by.name", "Rahma")
    unset_setting(file, "signatures.prepared_by.name")

    assert "[" not in file.read_text(encoding="utf-8")
    with pytest.raises(NothingToDoError):
        unset_setting(file, "signatures.prepared_by.name")


def test_a_value_that_cannot_be_is_refused_before_anything_is_written(file: Path) -> None:
    """The file stays away, or as it was."""
    for name, text in (("quarter.first_month", "13"), ("language", "de"), ("nothing", "x"), ("views.a b", "--overdue")):
        with pytest.raises(UsageError):
            set_setting(file, name, text)

    assert not file.exists()


def test_the_file_is_its_owners_alone_and_keeps_its_mode(file: Path) -> None:
    """A new file is private; one that was shared on purpose stays shared, and a link stays a link."""
    set_setting(file, "place", "Raba")
    assert file.stat().st_mode & 0o777 == 0o600

    file.chmod(0o644)
    link = file.with_name("link.toml")
    link.symlink_to(file)
    set_setting(link, "place", "Kota Bima")

    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o644
    assert read_settings(file).letterhead.place == "Kota Bima"
    assert sorted(path.name for path in file.parent.iterdir()) == [".config.toml.lock", "config.toml", "link.toml"]


def test_a_place_that_cannot_be_written_is_named(bima: Run, tmp_path: Path) -> None:
    """Under a file no folder can be made; the sentence says so and what to do."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    ran = bima("--config", tmp_path / "file" / "config.toml", "config", "set", "place", "Raba")

    assert ran.code in (2, 8)
    assert "cannot be" in ran.err
    assert "--config" in ran.err


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40).map(str.strip)


@given(st.sampled_from([key.name for key in KEYS if key.name.startswith(("signatures", "place", "gov"))]), TEXTS)
def test_any_line_of_text_comes_back_as_it_was_set(name: str, text: str) -> None:
    """Quotes, backslashes, brackets and signs of every script survive the way into the file and back."""
    from bimatrack.settings.writing import _with

    key = known_key(name)
    assert key is not None

    settings = parse_settings(_with(BY_HAND, key, text, Path("config.toml")), Path("config.toml"))

    assert settings.text(name) == text
    assert settings.views == (Said("mingguan", "--overdue"),)


def test_the_file_to_begin_with_can_be_read_and_switched_on(file: Path) -> None:
    """What an editor opens on a new machine holds each setting, explained; with all signs away it still is right."""
    empty = parse_settings(template(), file)
    lines = [
        line.removeprefix("#") if line.startswith("#") and line[1:2] != " " else line
        for line in template().splitlines()
    ]
    full = parse_settings("\n".join(lines), file)

    assert empty.said == ()
    assert {one.key for one in full.said} == {key.name for key in KEYS} | {"views.mingguan", "defaults.list"}


def test_the_readme_names_each_setting_and_says_the_same_of_it() -> None:
    """The table of settings in the README and what `config` explains are one text."""
    rows = [line for line in README.splitlines() if line.startswith("| `") and line.count("|") == 3 and "." in line]

    assert {f"| `{key.name}` | {meaning(key)} |" for key in (*KEYS, *FREE_KEYS)} <= set(rows)


def test_the_file_in_the_readme_can_be_read(file: Path) -> None:
    """Who copies it gets what it says."""
    settings = parse_settings(README.partition("```toml\n")[2].partition("```")[0], file)

    assert settings.letterhead.prepared_by.office == "Kepala Bagian Prokopim"
    assert settings.scale == Scale()


def test_each_example_can_be_set(file: Path) -> None:
    """What `config explain` shows as an example works."""
    for key in (*KEYS, *(known_key(name) for name in ("views.mingguan", "defaults.list"))):
        assert key is not None
        assert set_setting(file, key.name, key.example).text(key.name) == key.example


def test_broken_settings_raise_their_own_error(file: Path) -> None:
    """Programs that read settings can tell them from a wrong call."""
    with pytest.raises(SettingsError):
        read_settings(file, expected=True)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("named", [None, "", "relative", "/srv/own", "/srv/own/"])
@pytest.mark.parametrize("home", [None, "", "relative", "/home/siti", "/home/siti/", "/"])
def test_the_platforms_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, named: str | None, home: str | None
) -> None:
    """The folders found without platformdirs are the ones it finds, whatever the environment holds."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable, raising=False) if named is None else monkeypatch.setenv(variable, named)
    monkeypatch.delenv("HOME") if home is None else monkeypatch.setenv("HOME", home)

    assert settings_folder() == platformdirs.user_config_path("bimatrack", appauthor=False)
    assert data_folder() == platformdirs.user_data_path("bimatrack", appauthor=False)

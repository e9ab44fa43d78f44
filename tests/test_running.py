"""How a command line is run as a whole: languages, options in any place, completion, start-up."""

import subprocess
import sys

import pytest
from conftest import Run

from bimatrack.cli.running import hoist
from bimatrack.cli.table import COMMANDS, GROUPS

# What a command may not import before it knows that it needs it.
HEAVY = ("dateparser", "holidays", "rich", "tinydb", "pydantic", "bimatrack.extract.pipeline", "bimatrack.views.report")


def imported(*arguments: str) -> set[str]:
    """The heavy modules that a run of the program imports."""
    code = (
        "import sys; from bimatrack.__main__ import main; main(sys.argv[1:]);"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(ran.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("done", "--help"), ("lisst",)])
def test_help_and_mistakes_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """Version, help and a mistyped command need neither Rich nor TinyDB nor the reading of dates."""
    assert imported(*arguments) == set()


def test_a_list_into_a_pipe_loads_the_store_alone(store_path: str) -> None:
    """A list into a pipe reads the store, and draws nothing."""
    assert imported("--db", str(store_path), "list") <= {"tinydb"}


def test_the_programs_own_options_may_stand_anywhere() -> None:
    """--db, --lang and --today are taken to the front, but not from behind `--`."""
    assert hoist(["list", "--db", "x", "--today=2026-01-05"]) == ["--db", "x", "--today=2026-01-05", "list"]
    assert hoist(["add", "--", "--db", "x"]) == ["add", "--", "--db", "x"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_command_has_help_in_both_languages(bima: Run, command: str, lang: str) -> None:
    """`--help` of each command is printed without an error, in Indonesian and English."""
    ran = bima(command, "--help", lang=lang)

    assert ran.code == 0
    assert command in ran.out


@pytest.mark.parametrize(("group", "command"), [(group, one) for group, parts in GROUPS.items() for one in parts])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_each_command_of_a_group_has_help_in_both_languages(bima: Run, group: str, command: str, lang: str) -> None:
    """What stands behind `units` and its like explains itself, too."""
    ran = bima(group, command, "--help", lang=lang)

    assert ran.code == 0
    assert f"bimatrack {group} {command}" in ran.out


def test_the_language_follows_the_option(sample: Run) -> None:
    """The same list has its heads in the language asked for."""
    assert "Status" in sample("list", screen=100, lang="id").out
    assert "Arahan" in sample("list", screen=100, lang="id").out
    assert "Directive" in sample("list", screen=100, lang="en").out


def test_completion_offers_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell's question for words that begin with "pro" is answered with `progress`."""
    monkeypatch.setenv("_BIMATRACK_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "bimatrack pro")
    monkeypatch.setenv("COMP_CWORD", "1")
    code = "import sys; from bimatrack.__main__ import main; sys.exit(main([]))"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ran.stdout.split() == ["progress"]


def test_no_colour_where_none_is_wanted(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR takes all colours from the screen; weight may stay."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("NO_COLOR", "1")

    shown = sample("list", screen=100).out

    assert "\x1b[3" not in shown
    assert "\x1b[1;3" not in shown


def test_nothing_is_tidied_up_on_the_way_out() -> None:
    """What a command leaves in memory goes with the process: searching it once more takes a fifth of a long list."""
    code = (
        "import atexit, gc, sys; from bimatrack.__main__ import run; sys.argv = ['bimatrack', 'lisst'];"
        "atexit.register(lambda: print(gc.get_freeze_count())); run()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert ran.returncode == 2
    assert int(ran.stdout) > 10_000

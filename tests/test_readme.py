"""The README says what the program does, and nothing else."""

import inspect
import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
from conftest import Run

from bimatrack import errors
from bimatrack.cli.app import build
from bimatrack.cli.helping import paragraphs
from bimatrack.cli.table import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = README.partition("## Reference")[2]
_OPTION = re.compile(r"(?<![\w-])--[a-z](?:[a-z-]*[a-z])?(?![\w…-])")
# What every command has, or the README calls by its short form.
NOT_NAMED = frozenset(["--help", "--output"])
EXAMPLES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("bimatrack ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_reference_and_explains_itself(command: str) -> None:
    """Each command has a line in the reference, a help text that ends with examples, and its head in the table."""
    module, function, head = COMMANDS[command]
    text = inspect.getdoc(getattr(import_module(f"bimatrack.cli.{module}"), function)) or ""

    assert re.search(rf"`{command}[ `]", REFERENCE)
    assert paragraphs(text)[0] == head
    assert f"\n  bimatrack {command}" in text.partition("Example")[2]


def _options(command: str) -> set[str]:
    """The options of a command and of those below it, as the help shows them."""
    built = build().get_command(None, command)
    parts = [built, *(getattr(built, "commands", None) or {}).values()]
    return {
        typed
        for part in parts
        for parameter in part.params
        if parameter.param_type_name == "option" and not parameter.hidden
        for typed in (*parameter.opts, *parameter.secondary_opts)
        # The README tells once that filters have an opposite, and calls --output by its short form.
        if typed.startswith("--") and not typed.startswith("--not-") and typed not in NOT_NAMED
    }


def _rows(command: str) -> str:
    """The rows of the table of commands that begin with the command."""
    return "\n".join(line for line in REFERENCE.splitlines() if re.match(rf"\| [^|]*`{command}[ `]", line))


@pytest.mark.parametrize("command", COMMANDS)
def test_options_of_a_commands_row_are_options_of_the_command(command: str) -> None:
    """Whatever the table says behind a command can be typed behind it."""
    named = set(_OPTION.findall(_rows(command).partition(" | ")[2]))
    shared = {option for other in COMMANDS for option in _options(other) if f"`{other}" in _rows(command)}

    assert named - _options(command) - shared - NOT_NAMED == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_that_help_shows_is_in_the_reference(command: str) -> None:
    """Nothing can be typed that the README keeps to itself."""
    told = set(_OPTION.findall(REFERENCE))

    assert _options(command) - told == set()


def test_the_examples_of_the_tour_run_one_after_the_other(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stranger pastes from the tour, in its order, works."""
    monkeypatch.chdir(ROOT)

    assert EXAMPLES
    for example in EXAMPLES:
        ran = sample(*shlex.split(example)[1:])
        assert ran.code == 0, (example, ran.err)


def test_pictures_of_the_readme_are_there() -> None:
    """Each picture that the README shows is in the project."""
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)

    assert pictures
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


def test_exit_codes_are_those_of_the_errors() -> None:
    """The table of exit codes names each code that an error carries, and no other but that of success."""
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", REFERENCE, re.MULTILINE)}
    carried = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type)}

    assert carried | {0} == told

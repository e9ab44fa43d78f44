"""The README says what the program does, and nothing else."""

import inspect
import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
from conftest import Run

from bimatrack import errors
from bimatrack.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = README.partition("## Reference")[2]
EXAMPLES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("bimatrack ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_the_reference_and_explains_itself(command: str) -> None:
    """Each command has a line in the reference, and a help text that ends with examples of it."""
    module, function = COMMANDS[command]
    text = inspect.getdoc(getattr(import_module(f"bimatrack.cli.{module}"), function)) or ""

    assert re.search(rf"`{command}[ `]", REFERENCE)
    assert f"\n  bimatrack {command}" in text.partition("Example")[2]


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

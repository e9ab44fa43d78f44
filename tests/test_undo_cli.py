"""Undo and redo at the command line: how many steps, and who says yes to several."""

import json
from collections.abc import Callable

import pytest
from conftest import Run


@pytest.fixture
def worked(bima: Run) -> Run:
    """A store with three commands: one added, started and done."""
    for command in (("add", "Perbaiki lampu jalan", "--plain"), ("start", 1), ("done", 1)):
        assert bima(*command).code == 0
    return bima


def status(bima: Run) -> str:
    """The status of the first directive."""
    found: str = json.loads(bima("show", 1, "--json").out)["status"]
    return found


def test_several_steps_need_a_yes_where_nobody_can_be_asked(worked: Run) -> None:
    """Neither `undo 2` nor `redo 2` goes ahead in a script without --yes; one step does."""
    for lang in ("en", "id"):
        refused = worked("undo", 2, lang=lang)
        assert (refused.code, refused.out) == (2, "")
        assert "--yes" in refused.err
    assert status(worked) == "done"

    assert worked("undo", 2, "--yes").code == 0
    assert status(worked) == "open"
    assert worked("redo", 2).code == 2
    assert worked("redo").code == 0
    assert status(worked) == "in_progress"


def test_more_steps_than_there_are_is_refused(worked: Run, answer: Callable[[str], None]) -> None:
    """A slip such as 33 for 3 takes back nothing, and the number there is is told."""
    for more in (("--yes",), ("--dry-run",), ()):
        refused = worked("undo", 4, *more)
        assert refused.code == 1
        assert "There are only 3 commands to undo" in refused.err
    assert "hanya ada 3 perintah" in worked("undo", 4, lang="id").err.lower()
    assert status(worked) == "done"

    worked("undo")
    assert "only 1 command to redo" in worked("redo", 2, "-y").err
    answer("y\n")
    assert worked("undo", 2, screen=80).code == 0

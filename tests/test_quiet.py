"""--quiet: silence where all went well, but nothing that was asked for is left out."""

import json
import sys
from pathlib import Path

import pytest
from conftest import RELEASES, Run

WRITING = (
    ("import", RELEASES / "2026-01-05-rakor-awal-tahun.txt"),
    ("add", "Perbaiki lampu jalan"),
    ("start", 8),
    ("progress", 8, 60),
    ("done", 8),
    ("reopen", 8),
    ("drop", 8, "--reason", "dialihkan"),
    ("note", 9, "menunggu"),
    ("assign", 9, "--owner", "Dishub"),
    ("due", 9, "akhir Juni", "--reason", "hujan"),
    ("split", 9, "--unit", "Dishub"),
    ("undo",),
    ("undo", 2, "--yes"),
    ("redo",),
    ("units", "add", "Dinas Percobaan", "--alias", "Dincoba"),
    ("report", "2026Q1", "-o", "{folder}/laporan.md"),
    ("remind", "-o", "{folder}/pengingat.txt"),
    ("config", "set", "place", "Raba"),
    ("init", "--yes", "--place", "Raba"),
)


@pytest.mark.parametrize("command", WRITING, ids=lambda command: " ".join(map(str, command)).split("/")[0])
def test_a_command_that_changes_something_says_nothing(
    sample: Run, tmp_path: Path, command: tuple[object, ...]
) -> None:
    """With --quiet, behind the command or before it: not a word on either stream, and the change is made."""
    before = len(json.loads(sample("log", "--json").out))
    words = [str(word).format(folder=tmp_path) for word in command]
    if command[0] in ("reopen", "undo", "redo"):
        sample("done", 8)
        sample("start", 9)
    if command[0] == "redo":
        sample("undo")

    ran = sample(*words, "--quiet")

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    changed = len(json.loads(sample("log", "--json").out)) > before
    assert changed or command[0] in ("import", "units", "report", "remind", "config", "init")


def test_the_variable_and_the_short_form_do_the_same(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-q` anywhere, and BIMATRACK_QUIET for a whole shell; a word that is neither yes nor no is refused."""
    assert sample("done", "-q", 8).out == ""
    monkeypatch.setenv("BIMATRACK_QUIET", "1")
    assert sample("reopen", 8).out == ""
    monkeypatch.setenv("BIMATRACK_QUIET", "entah")
    refused = sample("list")
    assert refused.code == 2
    assert "--quiet: “entah” is neither yes nor no." in refused.err


@pytest.mark.parametrize(
    "command", [("list",), ("show", 8), ("units",), ("import", RELEASES, "--dry-run"), ("undo", "--dry-run")]
)
def test_what_was_asked_for_still_comes(sample: Run, command: tuple[object, ...]) -> None:
    """Lists, one directive, and what would happen are the same with and without --quiet."""
    assert sample(*command, "-q").out == sample(*command).out != ""


def test_json_of_a_change_still_comes(sample: Run) -> None:
    """Who asks for JSON reads it."""
    assert json.loads(sample("done", 8, "--json", "-q").out)[0]["status"] == "done"
    assert json.loads(sample("undo", "--json", "-q").out)["action"] == "undo"


def test_errors_are_heard(sample: Run, tmp_path: Path) -> None:
    """What went wrong is said, for each of several files."""
    (tmp_path / "kosong.txt").write_bytes(b"")
    (tmp_path / "leer.txt").write_bytes(b"")

    ran = sample("import", "-q", tmp_path / "kosong.txt", tmp_path / "leer.txt")

    assert ran.code == 3
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["bimatrack", "bimatrack"]
    assert sample("show", 999, "-q").err


def test_a_question_is_still_shown_with_what_it_is_about(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several steps back on a terminal: the preview is part of the question; a no changes nothing and ends in 1."""
    sample("done", 1)
    sample("done", 2)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdin, "readline", lambda: "n\n")

    ran = sample("undo", 2, "-q", screen=100)

    assert ran.code == 1
    assert "Nothing was changed." in ran.err
    assert ran.out
    assert json.loads(sample("show", 1, "--json").out)["status"] == "done"

"""What is longer than the screen goes through a pager where a person sits, and nowhere else."""

import os
import pty
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import RELEASES, Run

from bimatrack.cli import paging
from bimatrack.views import listing

LINES, COLUMNS = 24, 80


def on_a_terminal(*arguments: object, pager: str, store: Path) -> str:
    """Run a command on a terminal of 24 lines with *pager* and return all that the screen was given."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "PAGER")} | {
        "BIMATRACK_PAGER": pager,
        "BIMATRACK_DB": str(store),
        "BIMATRACK_TODAY": "2026-03-20",
        "TERM": "xterm",
    }
    command = [sys.executable, "-m", "bimatrack", *map(str, arguments)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while part := _read(ours):
            shown += part
    os.close(ours)
    assert process.returncode == 0
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # The other end is closed.
        return b""


@pytest.fixture
def noted(tmp_path: Path) -> str:
    """A pager that writes down what it was given, and shows that it was there."""
    script = tmp_path / "pager.py"
    script.write_text(
        "import pathlib, sys\n"
        f"pathlib.Path({str(tmp_path / 'paged')!r}).write_bytes(sys.stdin.buffer.read())\n"
        "print('turned')\n"
    )
    return f"{sys.executable} {script}"


def test_a_long_list_goes_through_the_pager_with_its_colours(
    sample: Run, store_path: Path, tmp_path: Path, noted: str
) -> None:
    """The pager is given the whole list, and the screen nothing but what the pager shows."""
    shown = on_a_terminal("list", pager=noted, store=store_path)

    assert shown.strip() == "turned"
    paged = (tmp_path / "paged").read_text()
    assert paged.count("\n") > LINES
    assert "\x1b[" in paged
    assert sample("list").rows[1][6].split()[0] in paged


def test_what_fits_the_screen_does_not(sample: Run, store_path: Path, tmp_path: Path, noted: str) -> None:
    """A short answer is printed as it is."""
    assert sample("list", "--limit", 2).code == 0
    shown = on_a_terminal("list", "--limit", 2, pager=noted, store=store_path)

    assert "turned" not in shown
    assert not (tmp_path / "paged").exists()


def test_what_a_command_did_is_never_paged(store_path: Path, tmp_path: Path, noted: str) -> None:
    """An import says what came in without waiting for anybody, however long it is."""
    shown = on_a_terminal("import", RELEASES, pager=noted, store=store_path)

    assert shown.count("\n") > LINES
    assert not (tmp_path / "paged").exists()


@pytest.mark.parametrize("pager", ["", "cat", "no-such-program", "'"])
def test_without_a_pager_that_works_the_screen_gets_it(sample: Run, store_path: Path, pager: str) -> None:
    """An empty one, one that is not there or that nobody can read is no reason to show nothing."""
    count = len(sample("list").rows)

    assert on_a_terminal("list", pager=pager, store=store_path).count("\n") > count


def test_a_pager_that_leaves_early_is_no_error(sample: Run, store_path: Path) -> None:
    """Who has seen enough quits; the command is done all the same."""
    assert sample("list").code == 0

    assert on_a_terminal("list", pager="true", store=store_path) == ""


def test_who_leaves_early_is_not_drawn_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long view only as much is drawn as the pager takes, so that the first screen stands there at once."""
    monkeypatch.setattr(paging, "pager", lambda: ["head", "-n", "1"])
    drawn: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(100_000):
            drawn.append(number)
            yield f"{number} {'x' * 100}\n"

    assert paging.page(texts(), LINES) is None
    assert LINES <= len(drawn) < 50_000


def test_a_list_is_drawn_in_portions(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the pager is given of a list comes a few directives at a time."""
    monkeypatch.setattr(listing, "_PORTION", 2)
    monkeypatch.setattr(paging, "pager", lambda: ["cat"])
    portions: list[str] = []

    def taken(texts: Iterator[str], _height: int) -> list[str]:
        portions.extend(texts)
        return portions

    monkeypatch.setattr(paging, "page", taken)
    shown = sample("list", screen=80).out

    assert len(portions) > len(sample("list").rows) / 2
    assert shown == "".join(portions)


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("columns", [(), ("--columns", "id,text,due"), ("--explain",)])
def test_a_list_drawn_in_portions_looks_as_one(
    sample: Run, monkeypatch: pytest.MonkeyPatch, width: int, columns: tuple[str, ...]
) -> None:
    """Where one portion ends and the next begins cannot be seen."""
    whole = sample("list", *columns, screen=width).out
    monkeypatch.setattr(listing, "_PORTION", 2)

    assert sample("list", *columns, screen=width).out == whole


def test_a_pipe_knows_no_pager(sample: Run, tmp_path: Path, noted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows for a program go straight to it."""
    monkeypatch.setenv("BIMATRACK_PAGER", noted)

    assert len(sample("list").rows) > 1
    assert not (tmp_path / "paged").exists()

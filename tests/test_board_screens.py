"""How the board looks, small and large, in both languages; and how it is opened."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from boarding import BESIDE, SMALL, a_store, pressing, typed
from conftest import Run
from keeping import at, mark
from looking import Screen, speaking
from syrupy.assertion import SnapshotAssertion

from bimatrack import tracking
from bimatrack.board import Board, Look
from bimatrack.cli import board as command
from bimatrack.cli.board import SessionDesk
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import LANGUAGES
from bimatrack.registry import Registry

STEPS = {
    "list": (),
    "marked": ("3", "space", "space", "slash", *typed("m")),
    "progress": ("escape", "escape", "escape", "end", "p", *typed("60")),
    "due": ("escape", "home", "t", *typed("akhir april")),
    "undo": ("escape", "u"),
    "help": ("escape", "question_mark"),
    "read": ("escape", "enter"),
}


@pytest.mark.parametrize("size", [SMALL, BESIDE], ids=["small", "beside"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_screens(size: tuple[int, int], language: str, snapshot: SnapshotAssertion) -> None:
    """List, detail, forms, undo and help hold at 80x24 and 140x40, in both languages."""
    store = a_store()
    tracking.progress(store, (1,), 40, mark("2026-02-01", note="lelang dimulai"), obstacle="Lahan belum bebas")
    tracking.split(store, 3, mark("2026-02-02"), Registry.load(), ("Kecamatan Raba", "Kecamatan Mpunda"))
    with speaking(language):
        seen = pressing(store, *STEPS.values(), size=size)

    for name, one in zip(STEPS, seen, strict=True):
        assert one.screen == snapshot(name=f"{name}-{language}-{size[0]}", extension_class=Screen)


def _kept_in(opened: list[Board]) -> Callable[[Board], None]:
    def run(board: Board) -> None:
        opened.append(board)

    return run


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_it_opens_on_a_terminal_over_what_is_kept(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`bimatrack board` opens the board with the session's store, in the look that is asked for."""
    opened: list[Board] = []
    monkeypatch.setattr(Board, "run", _kept_in(opened))
    monkeypatch.setattr(command, "sys", type("Streams", (), dict.fromkeys(("stdin", "stdout", "stderr"), _Terminal())))

    assert sample("board", "--colours", "light").code == 0
    assert [board.theme for board in opened] == ["textual-light"]
    assert Look("terminal") is Look.TERMINAL


def test_into_a_pipe_it_says_what_to_use_instead(sample: Run) -> None:
    """Where nobody can look or type it is wrong usage, told in one sentence."""
    ran = sample("board")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "bimatrack: The board needs a terminal to read from and write to; “bimatrack list” goes into a pipe.\n"
    )


def test_without_textual_it_says_what_to_install(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is an extra: where it is missing one sentence names it."""
    monkeypatch.setitem(sys.modules, "textual", None)
    monkeypatch.setattr(command, "find_spec", lambda _name: None)
    ran = sample("board")

    assert ran.code == 2
    assert "pip install 'bimatrack[board]'" in ran.err


@pytest.mark.parametrize("arguments", [("board", "--help"), ("list",)])
def test_only_the_open_board_loads_textual(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Its help and the other commands do without it."""
    words = (sys.executable, "-X", "importtime", "-m", "bimatrack", "--db", str(tmp_path / "store.json"), *arguments)
    ran = subprocess.run(words, capture_output=True, text=True, check=True)

    assert "bimatrack.cli.session" in ran.stderr
    assert "textual" not in ran.stderr


def test_the_moment_goes_on_while_the_board_is_open(tmp_path: Path) -> None:
    """Each act is signed at its own moment, counted from the day of --today; words of a day are read as by --on."""
    clock = iter((at("2026-11-27"), at("2026-11-28"), at("2026-11-28"), at("2026-11-29")))
    desk = SessionDesk.of(Session(tmp_path / "store.json", at("2026-03-20")), lambda: next(clock))

    assert desk.today.isoformat() == "2026-03-21"
    assert desk.mark("kemarin", None).day.isoformat() == "2026-03-20"
    with pytest.raises(UsageError, match=r"^Day: “entah” names no day"):
        desk.mark("entah", None)
    assert desk.units_of(("Dishub",)) == ("Dinas Perhubungan",)

"""Many releases at once: several processes, portions, a bar, and Ctrl-C."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest
from conftest import RELEASES, Anew, Run
from keeping import at, many

from bimatrack.cli.many import Bar, portions, undisturbed
from bimatrack.errors import StoreBusyError, UnreadableReleaseError
from bimatrack.importing import import_all
from bimatrack.model import Extraction
from bimatrack.reading import Item, Terms, read_all
from bimatrack.registry import Registry
from bimatrack.rules.loader import RuleFile, using
from bimatrack.store import Store

VERB = """
[[ask]]
name = "wejangan"
frame = "active"
forms = ["mewejang"]
weight = 0.9
examples = ["Wali Kota [[mewejang]] Camat mendata warga."]
never = ["Wejangan itu panjang."]
"""


def items(paths: Sequence[Path], jobs: int = 1, known: frozenset[str] = frozenset()) -> list[Item]:
    """Read files."""
    reading = read_all([str(path) for path in paths], lambda: b"", Terms(Registry.load(), known=known), jobs)
    return list(chain.from_iterable(reading.sources))


def told(items: Sequence[Item]) -> list[object]:
    """What items say, in a form that can be compared."""
    return [str(item) if isinstance(item, UnreadableReleaseError) else item for item in items]


def test_several_processes_read_the_same_in_the_same_order(tmp_path: Path) -> None:
    """What cannot be read stays in its place among the others."""
    (tmp_path / "kosong.pdf").write_bytes(b"")
    paths = [
        *sorted(RELEASES.iterdir()),
        tmp_path / "kosong.pdf",
        tmp_path / "nihil.txt",
        *many(tmp_path / "m", 9).iterdir(),
    ]

    assert told(items(paths, 2)) == told(items(paths))


def test_other_processes_know_the_users_rules(tmp_path: Path) -> None:
    """The rules in use here are in use there."""
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Rapat\n\nWali Kota mewejang Camat mendata warga.\n", encoding="utf-8")

    with using((RuleFile("own.toml", VERB),)):
        found = items([tmp_path], 2)

    assert [item.directives[0].rule for item in found if isinstance(item, Extraction)] == ["wejangan"] * 2


def test_the_command_line_says_the_same_with_jobs(bima: Run) -> None:
    """--jobs changes how fast, not what."""
    assert bima("extract", RELEASES, "--json", "--jobs", 2).out == bima("extract", RELEASES, "--json").out


def test_of_known_releases_only_the_head_is_read() -> None:
    """Importing again costs little, and all else comes as it would."""
    [path] = [path for path in RELEASES.iterdir() if "rakor" in path.name.lower()][:1]
    [first] = items([path])
    assert isinstance(first, Extraction)

    [again] = items([path], known=frozenset({first.release.key}))

    assert again == Extraction(first.release, (), (), skipped=True)


def test_a_release_that_was_skipped_and_is_gone_is_asked_for_again(anew: Anew) -> None:
    """Where another process undid an import meanwhile, nothing is kept of a release but its text."""
    store = anew()
    [found] = [item for item in items([next(iter(RELEASES.glob("*.txt")))]) if isinstance(item, Extraction)]
    skipped = Extraction(found.release, (), (), skipped=True)

    with pytest.raises(StoreBusyError, match=found.release.source):
        import_all([skipped], store, now=at("2026-01-10"), author="ani")

    assert store.releases() == ()


def test_many_are_kept_in_portions(bima: Run, tmp_path: Path) -> None:
    """510 releases are two steps of the history; rows have one header, and a second import changes nothing."""
    folder = many(tmp_path / "m", 510)

    rows = bima("import", folder).rows
    again = json.loads(bima("import", folder, "--json").out)

    assert [row[0] for row in rows] == ["release", *map(str, range(1, 511))]
    assert {one["arrival"] for one in again["releases"]} == {"already"}
    assert len(again["releases"]) == 510
    steps = {row[0] for row in bima("undo", "--dry-run").rows[1:]}
    assert steps
    bima("undo")
    assert len(bima("releases").rows) == 1 + 500


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_whole_portions_and_the_next_run_goes_on(store_path: Path, tmp_path: Path, jobs: str) -> None:
    """The message says how many are kept, the exit code is 130, and the same command keeps the rest."""
    folder = many(tmp_path / "m", 1100)
    program = [sys.executable, "-m", "bimatrack", "--db", str(store_path), "--lang", "en"]
    command = [*program, "import", str(folder), "--jobs", jobs]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()  # the first portion is kept once it is told
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        complaint = process.stderr.read()

    kept = len(Store.at(store_path).releases())
    assert process.returncode == 130
    assert kept in (500, 1000)
    assert f"{kept} releases were kept" in complaint
    assert len(complaint.splitlines()) == 1
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    assert len(Store.at(store_path).releases()) == 1100


def test_ctrl_c_is_answered_in_one_line_by_all_processes(tmp_path: Path) -> None:
    """A terminal tells every process of a command; one of them says so, and none leaves a traceback."""
    folder = many(tmp_path / "m", 600)
    command = [sys.executable, "-m", "bimatrack", "--lang", "en", "extract", str(folder), "--json", "--jobs", "2"]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **streams, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.read()
        complaint = process.stderr.read()

    assert process.returncode == 130
    assert complaint == "bimatrack: Interrupted.\n"


def test_ctrl_c_waits_for_the_end_of_a_write() -> None:
    """What has begun is ended, and then the interruption counts; the old handling is back."""
    before = signal.getsignal(signal.SIGINT)
    ended = []

    def write() -> None:
        with undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            ended.append(True)

    with pytest.raises(KeyboardInterrupt):
        write()

    assert ended
    assert signal.getsignal(signal.SIGINT) is before


class Screen(io.StringIO):
    """A screen that keeps what is drawn."""

    def isatty(self) -> bool:
        """A person looks at it."""
        return True


@pytest.mark.parametrize(("total", "drawn"), [(5, False), (50, True)])
def test_a_bar_is_drawn_for_many_on_a_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], total: int, drawn: bool
) -> None:
    """It goes to standard error, for more than a handful; what passes it is unchanged."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")

    passed = [
        one for portion in portions(iter([(number,) for number in range(total)]), 20, Bar(total)) for one in portion
    ]

    assert passed == list(range(total))
    assert (f"{total}/{total}" in screen.getvalue()) is drawn
    assert capsys.readouterr().out == ""


def test_no_bar_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody looks nothing is drawn."""
    assert list(Bar(1000).over(range(1000))) == list(range(1000))
    assert capsys.readouterr().err == ""

"""The standard streams in every condition: each ends in its own exit code, never in a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

BIMA = [sys.executable, "-m", "bimatrack"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the shell and /dev/full are not there")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


def shell(line: str, store: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell, `bima` standing for the program with this test's store."""
    program = f"{sys.executable} -m bimatrack --lang en --today 2026-03-20 --db {store}"
    return subprocess.run(["/bin/sh", "-c", line.replace("bima", program)], capture_output=True, text=True, check=False)


@POSIX
@FULL
@pytest.mark.parametrize("command", ["bima list", "bima --help", "bima --version", "bima units --json"])
@pytest.mark.parametrize("target", ["/dev/full", "&-"])
def test_an_answer_that_cannot_be_written_ends_in_7(command: str, target: str, store_path: Path) -> None:
    """A full disk behind standard output, or none at all: one sentence, and a code of its own."""
    ran = shell(f"{command} >{target}", store_path)

    assert ran.returncode == 7
    assert ran.stderr.startswith("bimatrack: The answer cannot be written")
    assert ran.stderr.count("\n") == 1


@POSIX
@FULL
@pytest.mark.parametrize(
    ("command", "code"), [("bima lisst", 2), ("bima show 9", 1), ("bima list", 0), ("bima import nowhere.txt", 3)]
)
@pytest.mark.parametrize("target", ["/dev/full", "&-"])
def test_messages_that_nobody_can_hear_change_no_exit_code(
    command: str, code: int, target: str, store_path: Path
) -> None:
    """Where standard error is closed or full, the exit code still tells."""
    assert shell(f"{command} 2>{target}", store_path).returncode == code


@POSIX
@pytest.mark.parametrize(("command", "code"), [("when", 0), ("import -", 3), ("review", 0), ("undo 2", 1)])
def test_a_closed_standard_input_is_at_its_end(command: str, code: int, store_path: Path) -> None:
    """Who reads from it finds nothing, who would ask does not ask."""
    ran = shell(f"bima {command} <&-", store_path)

    assert ran.returncode == code
    assert "Traceback" not in ran.stderr


@POSIX
def test_a_reader_that_leaves_is_no_error(tmp_path: Path, store_path: Path) -> None:
    """`| head` of a long answer: exit code 0, nothing on standard error."""
    wordings = tmp_path / "batas.tsv"
    wordings.write_text("".join(f"2026-01-05\t{day} Maret\n" for day in range(1, 29)) * 100, encoding="utf-8")
    command = [*BIMA, "--db", str(store_path), "when"]
    with (
        wordings.open("rb") as lines,
        subprocess.Popen(command, stdin=lines, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process,
    ):
        assert process.stdout
        assert process.stderr
        process.stdout.read(100)
        process.stdout.close()

        assert process.stderr.read() == b""
        assert process.wait() == 0


@POSIX
@FULL
def test_what_was_changed_is_kept_though_the_answer_is_lost(sample: Run, store_path: Path) -> None:
    """A `done` whose answer cannot be written is done; the code tells that only the answer failed."""
    assert shell("bima done 1 >/dev/full", store_path).returncode == 7
    assert sample("show", 1, "--json").out.count('"status": "done"')


def test_without_a_command_the_help_is_shown_as_it_is() -> None:
    """No words about a mistake around it; the code says that nothing was asked."""
    english = os.environ | {"BIMATRACK_LANG": "en"}
    ran = subprocess.run(BIMA, capture_output=True, text=True, check=False, env=english)

    assert ran.returncode == 2
    assert ran.stderr.startswith("Usage: bimatrack")
    assert "--help`" not in ran.stderr


def test_the_version_comes_behind_other_options_too(bima: Run) -> None:
    """`bimatrack --db FILE --version` prints it, as `--version` alone does."""
    assert bima("--version").out.startswith("bimatrack ")


def test_an_import_in_json_is_a_document_even_if_nothing_came(bima: Run, tmp_path: Path) -> None:
    """A script that reads the answer finds one document, whatever could not be read."""
    (tmp_path / "kosong.txt").write_bytes(b"")

    ran = bima("import", tmp_path / "kosong.txt", "--json")

    assert ran.code == 3
    assert ran.out.split() == ["{", '"releases":', "[],", '"refused":', "[]", "}"]

"""What `import bimatrack` offers to programs: documented, typed, as light as before."""

import ast
import doctest
import inspect
import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from conftest import RELEASES
from keeping import WITA

import bimatrack
from bimatrack import interface
from bimatrack.errors import NothingToDoError, UnknownDirectiveError, UnreadableReleaseError, UsageError

ROOT = Path(__file__).parents[1]
RAKOR = RELEASES / "2026-01-05-rakor-awal-tahun.txt"
MAIL = """\
From: prokopim@example.id
To: setda@example.id
Subject: Rilis
Date: Mon, 5 Jan 2026 09:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="x"

--x
Content-Type: text/plain; charset=utf-8

Kota Bima, 5 Januari 2026. Wali Kota meminta Dinas PUPR menata drainase Amahami.
--x
Content-Type: text/plain; charset=utf-8
Content-Disposition: attachment; filename="dua.txt"

Kota Bima, 5 Januari 2026. Wali Kota meminta Camat Raba mendata rumah warga.
--x--
"""


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is 1 April 2026, in a folder of this test's own."""
    monkeypatch.setattr(interface, "_now", lambda: datetime(2026, 4, 1, 9, tzinfo=WITA))
    monkeypatch.chdir(tmp_path)


def test_the_examples_of_the_docstring_run() -> None:
    """What a stranger copies out of `help("bimatrack.interface")` works."""
    ran = doctest.testmod(interface)

    assert ran.attempted > 5
    assert ran.failed == 0


def test_the_example_of_the_readme_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The program in the README prints open directives of a unit and writes the report."""
    [program] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)

    exec(program.replace('"data/releases"', repr(str(RELEASES))), {})  # noqa: S102 - our own README

    printed = capsys.readouterr().out.splitlines()
    assert any("lampu penerangan" in line for line in printed)
    assert re.fullmatch(r"\d+ of \d+", printed[-1])
    assert json.loads((tmp_path / "laporan.json").read_text(encoding="utf-8"))["period"] == "2026Q1"


def test_every_name_that_is_offered_is_there_and_explained() -> None:
    """Each name of `__all__` can be imported and has a docstring; another name is refused as Python does."""
    assert set(interface.__all__) < set(bimatrack.__all__)
    for name in bimatrack.__all__:
        assert inspect.getdoc(getattr(bimatrack, name))
    assert not hasattr(bimatrack, "nothing_of_that_name")
    with pytest.raises(ImportError):
        exec("from bimatrack import nothing_of_that_name")  # noqa: S102


def test_importing_the_package_loads_nothing() -> None:
    """`import bimatrack` loads no room, let alone a library; only what is asked for is loaded then."""
    code = "import sys; before = set(sys.modules); import bimatrack; print(*(set(sys.modules) - before))"

    ran = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)

    assert ran.stdout.split() == ["bimatrack"]


def test_types_are_seen_from_outside() -> None:
    """A type checker sees each name that is offered where it is defined; `py.typed` says that it may look."""
    tree = ast.parse((ROOT / "bimatrack" / "__init__.py").read_text(encoding="utf-8"))
    [seen] = [node for node in tree.body if isinstance(node, ast.If)]
    imported = {name.name for node in seen.body if isinstance(node, ast.ImportFrom) for name in node.names}

    assert imported == set(bimatrack.__all__)
    assert (ROOT / "bimatrack" / "py.typed").exists()


def test_a_file_and_its_text_are_read_alike() -> None:
    """Path or text: the same directives; neither, both, or a file that is not there is refused in words."""
    by_path = bimatrack.read_release(RAKOR)
    by_text = bimatrack.read_release(text=RAKOR.read_text(encoding="utf-8"))

    assert by_path.directives == by_text.directives != ()
    for one in by_path.directives:
        assert by_path.release.text[one.quote.span.start : one.quote.span.end] == one.quote.text
    with pytest.raises(UsageError):
        bimatrack.read_release()
    with pytest.raises(UsageError):
        bimatrack.read_release(RAKOR, text="x")
    with pytest.raises(UnreadableReleaseError):
        bimatrack.read_release("tidak-ada.txt")


def test_a_mail_with_several_releases_needs_the_other_function(tmp_path: Path) -> None:
    """One release is one; several are told of, and read by `read_releases`."""
    mail = tmp_path / "rilis.eml"
    mail.write_text(MAIL, encoding="utf-8")

    with pytest.raises(UnreadableReleaseError, match="read_releases"):
        bimatrack.read_release(mail)
    assert len(bimatrack.read_releases(mail)) == 2


def test_a_day_is_given_where_the_text_names_none() -> None:
    """*day* goes before what the text says, as with `--date`."""
    read = bimatrack.read_release(
        text="Wali Kota meminta Camat mendata warga paling lambat besok.", day=date(2026, 1, 5)
    )

    assert read.release.day == date(2026, 1, 5)
    assert [one.due.day for one in read.directives if one.due] == [date(2026, 1, 6)]


def test_the_life_of_a_directive_through_functions() -> None:
    """Import, find by unit, say how far, mark as done: what was changed comes back as it is now."""
    store = bimatrack.open_store("arahan.json")
    assert store.directives() == ()
    kept = bimatrack.import_releases(store, bimatrack.read_releases(RELEASES), author="Rahma")
    assert len(kept.imported) == 4
    overdue = bimatrack.open_directives(store, overdue=True)
    assert overdue
    assert all(one.state.due and one.state.due < date(2026, 4, 1) for one in overdue)
    assert len(bimatrack.open_directives(store, all_kinds=True)) > len(bimatrack.open_directives(store))
    number = overdue[0].number

    [moved] = bimatrack.mark_progress(store, number, percent=60, author="Rahma", note="tender")
    assert moved.state.progress == 60
    [done] = bimatrack.mark_done(store, number, author="Rahma", on=date(2026, 3, 31))
    assert done.state.closed_on == date(2026, 3, 31)
    assert bimatrack.open_store("arahan.json").directive(number).state.status.value == "done"
    with pytest.raises(NothingToDoError):
        bimatrack.mark_done(store, number, author="Rahma")
    with pytest.raises(UnknownDirectiveError):
        bimatrack.mark_done(store, 999, author="Rahma")
    with pytest.raises(UsageError):
        bimatrack.open_directives(store, unit="Dinas Antah Berantah")


def test_the_report_is_that_of_the_command(tmp_path: Path) -> None:
    """`report_json(quarter_report(...))` is, byte for byte, what `report --json` prints."""
    store = bimatrack.open_store("arahan.json")
    bimatrack.import_releases(store, bimatrack.read_releases(RELEASES), author="Rahma")

    report = bimatrack.quarter_report(store, "2026Q1", government="Pemerintah Kota Bima")

    command = [
        sys.executable,
        "-m",
        "bimatrack",
        "--db",
        "arahan.json",
        "--today",
        "2026-04-01",
        "report",
        "2026Q1",
        "--json",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, encoding="utf-8")
    assert ran.stdout == bimatrack.report_json(report)

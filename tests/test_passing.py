"""What a command does not read of a folder is said, in one sentence beside the data."""

from pathlib import Path

import pytest
from conftest import Run

from bimatrack.readers import PassedOver
from bimatrack.reading import passed_over_sentence

RELEASE = "Rapat\n\nBima, 5 Januari 2026. Wali Kota meminta Camat Raba mendata warga paling lambat 31 Januari 2026.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder as an office keeps it: one release among old Word files, pictures and a list."""
    folder = tmp_path / "arsip"
    folder.mkdir()
    (folder / "rilis.txt").write_text(RELEASE, encoding="utf-8")
    for name in ("undangan.doc", "foto1.JPG", "foto2.jpg", "daftar"):
        (folder / name).write_bytes(b"\0")
    return folder


@pytest.mark.parametrize("command", ["import", "extract"])
def test_a_folder_says_what_it_passes_over(bima: Run, archive: Path, command: str) -> None:
    """The number and kinds stand on standard error, the data alone on standard output, and the command succeeds."""
    ran = bima(command, archive)

    assert ran.code == 0
    assert len(ran.rows) == 2
    assert ran.err == "4 files of kinds that are not read were passed over: 2 .jpg, 1 without a suffix, 1 .doc.\n"


def test_it_is_said_in_indonesian(bima: Run, archive: Path) -> None:
    """The sentence is in the language of the messages."""
    assert bima("import", archive, lang="id").err == (
        "4 berkas dilewati karena jenisnya tidak dibaca: 2 .jpg, 1 tanpa akhiran, 1 .doc.\n"
    )


def test_nothing_is_said_where_all_is_read(bima: Run, archive: Path) -> None:
    """Who names the files that can be read hears nothing."""
    assert bima("import", archive / "rilis.txt").err == ""


def test_a_folder_without_any_release_says_what_there_is(bima: Run, archive: Path) -> None:
    """Where nothing can be read, the error names what was found instead."""
    (archive / "rilis.txt").unlink()

    ran = bima("import", archive)

    assert ran.code == 3
    assert "but 2 .jpg, 1 without a suffix, 1 .doc; files of these kinds are read: .txt" in ran.err


def test_kinds_beyond_counting_are_summed_up() -> None:
    """The sentence stays short in a folder of everything."""
    passed = [PassedOver(f"a.k{number}") for number in range(9)]

    assert passed_over_sentence(passed).endswith("1 .k4, 1 .k5, 3 others.")

"""What means harm is refused in one sentence or read for what it is, and the rest of the batch is read all the same."""

import json
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Ran, Run
from harmful import GOOD, READ, REFUSED, SLOW, picture, put, workbook

MEMORY, SECONDS = 1536 * 1024**2, 120  # some ten times what is taken


def directives(ran: Ran) -> dict[str, int]:
    """Return how many directives each release of an `extract --json` holds, by the name of its file."""
    found = [json.loads(line) for line in ran.out.splitlines()]
    return {Path(one["path"]).name: len(one["directives"]) for one in found}


def confined(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own, which the system ends where it takes far more than it should."""

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    command = [sys.executable, "-m", "bimatrack", "--lang", "en", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=confine)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_stops_nothing_else(bima: Run, tmp_path: Path, name: str) -> None:
    """One sentence names the file and what is wrong; the one beside it is read, and the exit code says one was not."""
    make, words = REFUSED[name]
    bad, good = put(tmp_path, name, make()), put(tmp_path, "zz-baik.txt", GOOD.encode())

    ran = bima("extract", bad, good, "--json")

    assert ran.code == 3
    assert directives(ran) == {"zz-baik.txt": 1}
    assert str(bad) in ran.err
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("name", READ)
def test_what_looks_dangerous_is_read_for_what_it_is(bima: Run, tmp_path: Path, name: str) -> None:
    """Scripts, marks, deep nesting and wrong charsets neither act nor stop the reading; nothing raw comes out."""
    ran = bima("extract", put(tmp_path, name, READ[name]()), "--json")

    assert (ran.code, ran.err) == (0, "")
    assert directives(ran)[name] == (0 if name == "serupa.txt" else 1)
    assert ran.out.replace("\n", "").isprintable() or "\u00ad" in ran.out


@pytest.mark.slow
@pytest.mark.parametrize("name", SLOW)
def test_nothing_takes_minutes(tmp_path: Path, name: str) -> None:
    """A file that is hard on the reader ends by itself, within the memory and time that a process may take."""
    ran = confined("extract", put(tmp_path, name, SLOW[name]()), "--json")

    assert ran.returncode in (0, 3), ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_folder_full_of_traps(bima: Run, tmp_path: Path) -> None:
    """Pipes, sockets, devices and links that go round are no releases; nothing hangs and nothing is read twice."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    put(folder, "baik.txt", GOOD.encode())
    os.mkfifo(folder / "pipa.txt")
    (folder / "putar.txt").symlink_to(folder / "putar.txt")
    (folder / "lingkar").symlink_to(folder, target_is_directory=True)
    (folder / "nol.txt").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(folder / "soket.txt"))
        ran = bima("extract", folder, "--json")

    assert (ran.code, directives(ran)) == (0, {"baik.txt": 1})


def test_a_link_out_of_the_folder_is_passed_over_and_told(bima: Run, tmp_path: Path) -> None:
    """Whoever fills the folder cannot have another file read; a link to a file within is another name of it."""
    folder = tmp_path / "masuk"
    folder.mkdir()
    put(tmp_path, "rahasia.txt", GOOD.encode())
    put(folder, "baik.txt", GOOD.encode())
    (folder / "luar.txt").symlink_to(tmp_path / "rahasia.txt")
    (folder / "dalam.txt").symlink_to(folder / "baik.txt")

    for named in (folder, folder / "**"):
        ran = bima("extract", named, "--json")
        assert directives(ran) == {"baik.txt": 1, "dalam.txt": 1}
        assert "1 leading out of the folder" in ran.err
    assert directives(bima("extract", folder / "luar.txt", "--json")) == {"luar.txt": 1}


def test_folders_may_lie_deeper_than_a_program_can_call_itself(bima: Run, tmp_path: Path) -> None:
    """A thousand folders in one another are walked to the bottom."""
    before, depth = Path.cwd(), 1100
    try:
        os.chdir(tmp_path)
        for _folder in range(depth):
            os.mkdir("d")  # noqa: PTH102 - the whole path would be too long for some systems
            os.chdir("d")
        Path("baik.txt").write_text(GOOD, encoding="utf-8")
        os.chdir(tmp_path)
        ran = bima("extract", ".", "--json")
        # Taken away here, for what clears up after tests calls itself.
        for _folder in range(depth):
            os.chdir("d")
        Path("baik.txt").unlink()
        for _folder in range(depth):
            os.chdir("..")
            Path("d").rmdir()
    finally:
        os.chdir(before)
    assert directives(ran) == {"baik.txt": 1}


@pytest.mark.parametrize(
    "name", [b"a\nbimatrack: semua baik.txt", b"a\x1b[31m\x07.txt", b"\xff\xfe.txt", b"\xe2\x80\xae.txt"]
)
def test_names_of_files_command_nothing(bima: Run, tmp_path: Path, name: bytes) -> None:
    """A name with a line end, an escape or no letters at all is shown harmlessly, read and refused alike."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/" + name)
    Path(path).write_text(GOOD, encoding="utf-8")
    read = bima("import", tmp_path, "--json")
    Path(path).write_bytes(b"\0")
    refused = bima("extract", path)

    assert (read.code, refused.code) == (0, 3)
    assert len(refused.err.splitlines()) == 1
    for ran in (
        read,
        refused,
        bima("releases"),
        bima("show", "1"),
        bima("list", screen=100),
        bima("show", "1", screen=100),
    ):
        assert (ran.out + ran.err).replace("\n", "").replace("\t", "").isprintable()


DOORS: dict[str, tuple[tuple[str, ...], int]] = {
    "import": (("import", "@"), 3),
    "adopt": (("adopt", "@"), 3),
    "restore": (("restore", "@", "--dry-run"), 4),
    "rules": (("--rules", "@", "list"), 6),
    "rules check": (("rules", "check", "@"), 6),
    "registry": (("--registry", "@", "units"), 6),
    "settings": (("--config", "@", "list"), 8),
    "evidence": (("done", "1", "--evidence", "@"), 2),
}


@pytest.mark.parametrize("door", DOORS)
def test_no_door_waits_for_a_pipe_or_drinks_from_a_device(bima: Run, tmp_path: Path, door: str) -> None:
    """What is no ordinary file, and what is larger than anything of its kind, is refused at once by its name."""
    bima("add", "Dishub menata pasar")
    pipe, huge = tmp_path / "pipa", tmp_path / "besar"
    os.mkfifo(pipe)
    with huge.open("wb") as file:
        file.truncate(5_000_000_000)
    words, code = DOORS[door]

    for place in (pipe, Path("/dev/zero"), tmp_path / "besar"):
        ran = bima(*(place if word == "@" else word for word in words))
        assert (ran.code, str(place) in ran.err) == (code, True)
        assert len(ran.err.splitlines()) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000,
        "a = " + "9" * 5000,
        "a" + ".a" * 100_000 + " = 1",
        "[a" + ".a" * 100_000 + "]",
        "a = '\ud800'",
    ],
)
@pytest.mark.parametrize(("option", "code"), [("--rules", 6), ("--registry", 6), ("--config", 8)])
def test_toml_is_bounded(bima: Run, tmp_path: Path, text: str, option: str, code: int) -> None:
    """Tables in tables, numbers without end and half characters are no rules, no units and no settings."""
    path = put(tmp_path, "aturan.toml", text.encode("utf-8", "surrogatepass"))

    ran = bima(option, path, "units")

    assert (ran.code, str(path) in ran.err, len(ran.err.splitlines())) == (code, True, 1)


@pytest.mark.parametrize("phrase", ["[a] " * 40 + "x", "a|b [a|b] " * 20, "[" * 500 + "a" + "]" * 500 + " x"])
def test_a_rule_that_could_be_said_in_a_million_ways_is_refused(bima: Run, tmp_path: Path, phrase: str) -> None:
    """It would take all memory; the sentence names the block."""
    text = f'[[due]]\nphrases = ["{phrase}"]\ngives = "day"\nmeans = "unit"\nunit = "day"\nexamples = []\n'
    path = put(
        tmp_path, "aturan.toml", text.replace("examples = []", 'examples = [{text = "x", on = 2026-01-05}]').encode()
    )

    ran = bima("rules", "check", path)

    assert ran.code == 6
    assert "more than 5000 ways" in ran.out


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
        lambda sheet: sheet.replace(b"</sheetData>", b"<row>" + b"<c/>" * 1_100_000 + b"</row></sheetData>"),
        lambda sheet: sheet + b" " * (110 << 20),
        lambda sheet: b'<!DOCTYPE a [<!ENTITY a "a">]>' + sheet,
    ],
    ids=["merged", "cells", "bomb", "entities"],
)
def test_a_workbook_is_no_bomb(bima: Run, tmp_path: Path, change: object) -> None:
    """Seventeen thousand million merged cells, a million empty ones and 100 MB of spaces are refused unopened."""
    path = put(tmp_path, "matriks.xlsx", workbook(change))  # type: ignore[arg-type]

    ran = bima("adopt", path, "--dry-run")

    assert (ran.code, ran.err) == (
        3,
        f"bimatrack: {path} unpacks to more than a matrix can hold; save the rows that count as .csv.\n",
    )


@pytest.mark.parametrize(
    "content", [b"\n" * 15_000_000, b"Arahan," + b"," * 3_000_000, b'Arahan,PIC\n"' + b"a" * 200_000]
)
def test_a_csv_is_no_bomb(bima: Run, tmp_path: Path, content: bytes) -> None:
    """Millions of blank rows or cells, and a cell that never ends, are refused in one sentence."""
    ran = bima("adopt", put(tmp_path, "matriks.csv", content), "--dry-run")

    assert (ran.code, len(ran.err.splitlines())) == (3, 1)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("titik.png", picture(5000), "more than 20 million points"),
        ("ulasan.svg", b"<!---->" * 5000, "is no picture"),
        (
            "berkas.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>',
            "cannot be",
        ),
        (
            "jenis.svg",
            b'<!DOCTYPE svg [<!ENTITY a "a">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
            "is no picture",
        ),
        ("besar.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 1_000_000, "larger than 1 MB"),
    ],
)
def test_a_logo_is_a_picture_and_nothing_else(bima: Run, tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """Neither a million points in a few bytes, nor remarks without end, nor a file of the reader's."""
    config = tmp_path / "setelan.toml"
    config.write_text(f"logo = '{put(tmp_path, name, data)}'\n", encoding="utf-8")

    ran = bima("--config", config, "report", "-o", tmp_path / "laporan.pdf")

    assert (ran.code, words in ran.err) == (2, True)
    assert not (tmp_path / "laporan.pdf").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("done", "1-999999999"),
        ("show", "9" * 5000),
        ("progress", "1", "9" * 5000),
        ("list", "--limit", "0"),
        ("list", "--columns", "x" * 100_000),
        ("list", "--search", "a b " * 20_000),
        ("list", "--release", "9" * 5000),
        ("due", "1", "9" * 4000 + " hari"),
        ("report", "9" * 5000 + "Q1"),
        ("import", "--jobs", "1000000", "x"),
        ("add", "a" * 100_000),
    ],
    ids=" ".join,
)
def test_words_without_end_are_wrong_usage(bima: Run, words: tuple[str, ...]) -> None:
    """The sentence stays one that can be read."""
    bima("add", "Dishub menata pasar")

    ran = bima(*words)

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert len(ran.err) < 1500


def test_standard_input_is_bounded(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what never ends no more is read than may be."""
    for words, code in ((("extract", "-"), 3), (("add", "-"), 2), (("when",), 2)):
        with Path("/dev/zero").open(encoding="utf-8") as endless:
            monkeypatch.setattr(sys, "stdin", endless)
            ran = bima(*words)
        assert (ran.code, len(ran.err.splitlines())) == (code, 1)

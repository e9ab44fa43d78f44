"""Who can read what the program writes, and whose files it can be led to: nobody else's eyes, nobody else's files."""

import io
import json
import os
import stat
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import RELEASES, Run
from keeping import drainage, extraction, mark

from bimatrack import placing
from bimatrack.cli.export import Form as ListForm
from bimatrack.cli.installing import install
from bimatrack.cli.scripts import SCRIPTS
from bimatrack.exporters import FORMATS
from bimatrack.importing import import_release
from bimatrack.model import Evidence
from bimatrack.server import Place
from bimatrack.store import Store
from bimatrack.tracking import prove
from bimatrack.whole import hand_over, make_private_folder, write_whole

UMASKS = [0o000, 0o022, 0o077]


@pytest.fixture(params=UMASKS, ids=[f"{one:03o}" for one in UMASKS])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """The rights that new files lose by default."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def rights(path: Path) -> int:
    """Who may do what with a file, without following a link."""
    return stat.S_IMODE(path.lstat().st_mode)


def below(folder: Path) -> dict[str, int]:
    """The rights on everything in a folder, the folder's own too."""
    return {str(path.relative_to(folder)): rights(path) for path in (folder, *folder.rglob("*"))}


def test_what_the_program_keeps_is_for_its_owner(
    bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int
) -> None:
    """The store, its lock, what is put aside, settings, units, all in jsonl: 0600, and folders 0700, at any umask."""
    assert umask in UMASKS
    home = tmp_path / "heim"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    db = home / "data" / "bimatrack" / "store.json"
    for words in (
        ("import", RELEASES),
        ("done", "1"),
        ("config", "set", "place", "Kota Bima"),
        ("list", "--overdue", "--save-view", "telat"),
        ("units", "add", "Dinas Angkasa", "--alias", "Dinangkasa"),
        ("export", "jsonl", "-o", home / "data" / "semua.jsonl"),
        ("done", "2"),
        ("backup", home / "data" / "salinan.json"),
        ("restore", home / "data" / "semua.jsonl", "--yes"),
        ("doctor", "--fix"),
    ):
        assert bima("--db", db, *words).code == 0, words

    found = below(home)
    files = {name for name in found if (home / name).is_file()}
    assert {found[name] for name in files} == {0o600}, found
    assert {found[name] for name in found.keys() - files} == {0o700}, found
    assert any("before-restore" in name for name in files)
    assert any(name.endswith(".lock") for name in files)
    assert {"config/bimatrack/config.toml", "config/bimatrack/units.toml"} <= files


def test_what_holds_everything_is_private_even_over_an_open_file(sample: Run, tmp_path: Path, umask: int) -> None:
    """`export jsonl -o` closes a file that others could read."""
    path = tmp_path / "semua.jsonl"
    path.touch(0o666)
    path.chmod(0o666)
    assert sample("export", "-o", path).code == 0

    assert (rights(path), umask in UMASKS) == (0o600, True)


def test_papers_are_for_whom_the_umask_allows(sample: Run, tmp_path: Path, umask: int) -> None:
    """A report or a list is there to be handed on; one that is there keeps the rights that its owner gave it."""
    fresh, kept = tmp_path / "laporan.html", tmp_path / "arahan.csv"
    kept.touch()
    kept.chmod(0o640)
    assert sample("report", "2026Q1", "-o", fresh).code == 0
    assert sample("export", "-o", kept).code == 0

    assert (rights(fresh), rights(kept)) == (0o666 & ~umask, 0o640)


def test_what_lies_open_in_settings_stays_as_its_owner_wants_it(bima: Run, tmp_path: Path, umask: int) -> None:
    """Settings shared with a group on purpose stay shared."""
    path = tmp_path / "bersama.toml"
    path.touch()
    path.chmod(0o640)
    assert bima("--config", path, "config", "set", "place", "Kota Bima").code == 0

    assert (rights(path), umask in UMASKS) == (0o640, True)


@pytest.mark.parametrize("shell", [shell for shell in SCRIPTS if "p" not in shell[:1]])
def test_nobody_else_can_write_what_a_shell_reads(tmp_path: Path, umask: int, shell: str) -> None:
    """Scripts for completion, and the shell's own file where it is made, are never writable for others."""
    install(shell, tmp_path)

    assert [name for name, mode in below(tmp_path).items() if mode & 0o022 and name != "."] == []
    assert umask in UMASKS


def test_what_is_edited_lies_where_nobody_looks(
    sample: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, umask: int
) -> None:
    """The editor gets a private file in a private folder of a name that nobody can guess, gone afterwards."""
    from bimatrack.cli.editor import edited

    seen = tmp_path / "seen"
    script = tmp_path / "editor.py"
    script.write_text(
        "import os, pathlib, sys\npath = pathlib.Path(sys.argv[1])\n"
        f"pathlib.Path({str(seen)!r}).write_text(f'{{path}} {{path.stat().st_mode & 0o777:o}} "
        "{path.parent.stat().st_mode & 0o777:o}')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    assert edited("rahasia") == "rahasia"

    place, file, folder = seen.read_text(encoding="utf-8").split(" ")
    assert (file, folder) == ("600", "700")
    assert not Path(place).parent.exists()
    assert (sample("list").code, umask in UMASKS) == (0, True)


@pytest.mark.parametrize("form", ["md", "csv", "xlsx", "jsonl"])
def test_a_link_in_the_place_of_a_paper_leads_nowhere(sample: Run, tmp_path: Path, form: str) -> None:
    """Where somebody laid a link, say in /tmp, the link is replaced, and the file that it names is left alone."""
    victim, path = tmp_path / "korban", tmp_path / f"laporan.{form}"
    victim.write_text("milik orang lain", encoding="utf-8")
    path.symlink_to(victim)
    assert sample("export", "-o", path).code == 0

    assert victim.read_text(encoding="utf-8") == "milik orang lain"
    assert path.is_file()
    assert not path.is_symlink()


@pytest.mark.parametrize("write", ["hand_over", "write_whole"])
def test_nobody_can_lay_a_link_where_the_file_grows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str
) -> None:
    """The file beside has a new name each time; were it guessed, a link of that name would stop the writing."""
    names: list[str] = []
    make = os.open

    def noted(path: str, flags: int, mode: int = 0o777) -> int:
        names.extend([os.fspath(path)] if flags & os.O_CREAT else [])
        return make(path, flags, mode)

    def put(text: str) -> None:
        if write == "hand_over":
            hand_over(text.encode(), tmp_path / "a", private=False)
        else:
            write_whole(tmp_path / "a", text)

    monkeypatch.setattr(os, "open", noted)
    put("satu")
    put("dua")
    assert len(set(names)) == 2
    victim = tmp_path / "korban"
    victim.write_text("utuh", encoding="utf-8")
    monkeypatch.setattr(os, "urandom", lambda size: b"\0" * size)
    monkeypatch.setattr(placing, "clear_left_overs", lambda _path: None)  # else the link is taken away before
    (tmp_path / f".a.{os.getpid()}.{'00' * 4}.tmp").symlink_to(victim)
    with pytest.raises(FileExistsError):
        put("tiga")

    assert victim.read_text(encoding="utf-8") == "utuh"
    assert (tmp_path / "a").read_text(encoding="utf-8") == "dua"


@pytest.mark.parametrize("name", [".store.json.lock", "store.json"])
def test_the_store_is_written_through_no_link_beside(sample: Run, tmp_path: Path, name: str) -> None:
    """Links of the names that temporary files could have change nothing."""
    victim = tmp_path / "korban"
    victim.write_text("utuh", encoding="utf-8")
    (tmp_path / f".{name}.{os.getpid()}.tmp").symlink_to(victim)
    assert sample("done", "3").code == 0

    assert victim.read_text(encoding="utf-8") == "utuh"


def test_a_device_or_pipe_takes_a_paper_as_it_is(sample: Run, tmp_path: Path) -> None:
    """-o /dev/null writes into it, and does not put a file in its place."""
    assert sample("report", "2026Q1", "--format", "csv", "-o", os.devnull).code == 0
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)

    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    hand_over(b"isi", pipe, private=True)
    assert os.read(reader, 10) == b"isi"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_folders_are_made_one_in_the_other(tmp_path: Path, umask: int) -> None:
    """Each that is missing is private; those that were there stay as they were."""
    (tmp_path / "ada").mkdir()
    before = rights(tmp_path / "ada")
    assert make_private_folder(tmp_path / "ada" / "satu" / "dua")
    assert not make_private_folder(tmp_path / "ada" / "satu")

    assert rights(tmp_path / "ada") == before
    assert rights(tmp_path / "ada" / "satu") == rights(tmp_path / "ada" / "satu" / "dua") == 0o700
    assert umask in UMASKS


# What only this machine and its user should know.
SECRETS = ("/home/rahma", "rahasia-folder", "sandi123", "pengguna-sistem")


@pytest.fixture
def told(bima: Run, place: Place, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A store that came by paths, people and addresses that nobody else should see."""
    monkeypatch.delenv("BIMATRACK_AUTHOR")
    monkeypatch.setenv("LOGNAME", "pengguna-sistem")
    store = Store.at(place)
    signed = mark("2026-01-10")
    release = extraction("/home/rahma/rahasia-folder/rilis", directives=[drainage()])
    import_release(release, store, now=signed.now, author="pengguna-sistem")
    places = [
        Evidence("/home/rahma/rahasia-folder/bast.pdf", "0" * 64),
        Evidence("/home/rahma/rahasia-folder/hilang.pdf"),
        Evidence("C:\\Users\\rahma\\rahasia-folder\\foto.jpg"),
        Evidence("file:///home/rahma/rahasia-folder/berita.pdf"),
        Evidence("https://rahma:sandi123@drive.example.go.id/bukti.pdf"),
    ]
    prove(store, [1], places, mark("2026-02-01"))
    return bima


def unpacked(content: bytes) -> str:
    """All that a file says, its parts and properties unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(f"{name}\n{archive.read(name).decode('utf-8', 'replace')}" for name in archive.namelist())
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader

        reader = PdfReader(io.BytesIO(content))
        xmp = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
        return "".join(page.extract_text() for page in reader.pages) + str(reader.metadata) + xmp
    return content.decode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_reports_know_no_folder_user_or_password(told: Run, tmp_path: Path, form: str) -> None:
    """Evidence is named, its folder is not; nor is who wrote it down, nor a password in an address."""
    path = tmp_path / f"laporan.{form}"
    assert told("report", "2026Q1", "-o", path).code == 0
    text = unpacked(path.read_bytes())

    assert "bast.pdf" in text.replace("\n", "")
    assert [secret for secret in (*SECRETS, str(tmp_path), str(Path.home() / "x")[:-2]) if secret in text] == []


@pytest.mark.parametrize("form", [form for form in ListForm if form not in (ListForm.JSON, ListForm.LINES)])
def test_lists_for_others_know_no_folder_user_or_password(told: Run, tmp_path: Path, form: ListForm) -> None:
    """The same for lists; JSON and jsonl are the store's own words, for programs that need the place."""
    path = tmp_path / "daftar"
    columns = ("--columns", "id,text,evidence,release,speaker") if form in (ListForm.CSV, ListForm.XLSX) else ()
    assert told("export", form, *columns, "-o", path).code == 0
    text = unpacked(path.read_bytes())

    assert [secret for secret in (*SECRETS, str(tmp_path)) if secret in text] == []


@pytest.mark.parametrize(
    "words", [("remind",), ("remind", "--form", "memo"), ("summary", "2026Q1"), ("remind", "--json")]
)
def test_letters_know_no_folder_user_or_password(told: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """What goes to offices says what they have to do; in JSON the directive stands as it is kept."""
    out = told(*words).out
    secrets = SECRETS if "--json" not in words else ()
    letters = "".join(one["text"] for one in json.loads(out)) if "--json" in words else out

    assert [secret for secret in (*secrets, str(tmp_path)) if secret in letters] == []


@pytest.mark.parametrize(
    "address", ["https://rahma:sandi123@drive.example.go.id/a", "http://token@drive.example.go.id"]
)
def test_an_address_with_a_password_is_no_evidence(sample: Run, address: str) -> None:
    """It is refused in a sentence that does not repeat the password."""
    ran = sample("evidence", "1", address)

    assert ran.code == 2
    assert "name or password" in ran.err
    assert not {"sandi123", "token"} & set(ran.err.replace("@", " ").replace(":", " ").split())
    assert sample("evidence", "1", "https://drive.example.go.id/@pemkot/a.pdf").code == 0

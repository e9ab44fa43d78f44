"""A real disk that is full, a real file that cannot be replaced: mounted where nobody else sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.mounts

DRIVER = """
import contextlib, io, json, os, sys
from bimatrack.__main__ import main
from bimatrack.store import Store
from pathlib import Path

def give(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--db", "arahan.json", "--lang", "en", *words])
    return code, err.getvalue()

given, code, said = 0, 0, ""
while code == 0 and given < 200:
    code, said = give("add", f"Menata taman nomor {given}", "--owner", "Dinas Perhubungan")
    given += code == 0
kept = len(Store.at(Path("arahan.json")).directives())
beside = sorted(os.listdir("."))
refused = [give(*words) for words in (
    ("export", "jsonl", "-o", "semua.jsonl"),
    ("config", "set", "author", "Ani", "--config", "setelan.toml"),
    ("units", "add", "Dinas Contoh", "--registry", "perangkat.toml"),
)]
later = sorted(os.listdir("."))
if os.path.exists("beban"):
    os.unlink("beban")
again = give("add", "Menata pasar")
print(json.dumps(dict(given=given, code=code, said=said, kept=kept, beside=beside, refused=refused, later=later,
                      again=again[0], last=len(Store.at(Path("arahan.json")).directives()))))
"""


def mounted(folder: Path, commands: str) -> dict[str, object]:
    """Mount things by shell *commands* that nobody else sees, run the driver in the *folder*, return what it tells."""
    root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    ran = subprocess.run(
        [
            *("unshare", *root, "--mount", "sh", "-ec", f'{commands}\ncd "$1"\nexec "$2" -c "$3"', "sh"),
            *(str(folder), sys.executable, DRIVER),
        ],
        env={
            "PATH": os.environ["PATH"],
            "XDG_CONFIG_HOME": str(folder.parent / "settings"),
            "HOME": str(folder.parent),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, object] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("size", ["size=96k,nr_inodes=40", "size=128k,nr_inodes=40"])
def test_a_full_disk_keeps_what_was_acknowledged(tmp_path: Path, size: str) -> None:
    """Commands are done until the disk is full; a sentence says so, nothing is lost, and with room it goes on."""
    folder = tmp_path / "penuh"
    folder.mkdir()

    found = mounted(
        folder, f'mount -t tmpfs -o {size} tmpfs "$1"\ndd if=/dev/zero of="$1/beban" bs=1k count=64 2>/dev/null'
    )

    assert found["code"] == 4
    assert str(found["said"]).startswith("bimatrack: ")
    assert "arahan.json cannot be written: no room is left; make room there, or choose another place" in str(
        found["said"]
    )
    assert found["kept"] == found["given"]
    assert found["beside"] == ["arahan.json", "arahan.json.backups", "arahan.json.lock", "beban"]
    assert found["again"] == 0
    assert found["last"] == int(str(found["kept"])) + 1
    assert all(code in {0, 7} for code, _said in found["refused"])  # type: ignore[attr-defined]
    assert [name for name in found["later"] if name.endswith(".tmp")] == []  # type: ignore[attr-defined]


def test_a_file_that_is_a_mount_of_its_own_is_not_lost(tmp_path: Path) -> None:
    """Where the file itself is mounted from elsewhere it cannot be replaced; that is said, and it stays as it was."""
    folder, elsewhere = tmp_path / "kantor", tmp_path / "nyata.json"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "bimatrack", "--db", str(elsewhere), "add", "Menata taman"],
        check=True,
        capture_output=True,
    )
    before = elsewhere.read_bytes()
    (folder / "arahan.json").touch()

    found = mounted(folder, 'mount --bind "$1/../nyata.json" "$1/arahan.json"')

    assert (found["given"], found["code"], found["kept"]) == (0, 4, 1)
    assert "arahan.json cannot be written: files cannot be replaced there; choose another place" in str(found["said"])
    assert elsewhere.read_bytes() == before
    assert found["beside"] == ["arahan.json", "arahan.json.backups", "arahan.json.lock"]

"""A real disk that is full, a real file that cannot be replaced: mounted where nobody else sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

pytestmark = pytest.mark.mounts

DRIVER = """
import contextlib, io, json, os, sys
from bimatrack.__main__ import main
from bimatrack.store import Store
from pathlib import Path
from tempfile import TemporaryDirectory

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


SERVER = """
import contextlib, io, json, os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tempfile import TemporaryDirectory
from databases import Served
from bimatrack.__main__ import main
from bimatrack.errors import StoreError
from bimatrack.server import place_of
from bimatrack.store import Store

def give(*words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--db", address, "--lang", "en", *words])
    return code, err.getvalue()

here, elsewhere = Path("here").absolute(), Path(sys.argv[3])
for folder in (here, elsewhere):
    folder.mkdir(mode=0o700)
    os.chown(folder, *((65534, 65534) if os.geteuid() == 0 else (-1, -1)))
served = Served.started(*((here, elsewhere) if sys.argv[2] == "data" else (elsewhere, here)))
try:
    address = served.database()
    assert give("add", "Menata pasar")[0] == 0
    with contextlib.suppress(OSError), open("beban", "wb", buffering=0) as ballast:
        while ballast.write(bytes(4096)) == 4096:
            pass
    os.truncate("beban", os.path.getsize("beban") - 600_000)
    given, code, said = 0, 0, ""
    while code == 0 and given < 300:
        code, said = give("note", "1", os.urandom(9000).hex())
        given += code == 0
    later = give("note", "1", os.urandom(9000).hex())
    os.unlink("beban")
    try:
        served.start()
    except RuntimeError:  # It went on all the while.
        pass
    store = Store.at(place_of(address))
    kept = len(store.changes())
    store.prove()
    again = give("note", "1", "lagi")
    last = len(Store.at(place_of(address)).changes())
    print(json.dumps(dict(given=given, code=code, said=said, later=later, kept=kept, again=again, last=last)))
finally:
    served.end()
"""


def mounted(folder: Path, commands: str, driver: str = DRIVER, *words: str) -> dict[str, object]:
    """Mount things by shell *commands* that nobody else sees, run the *driver* in the *folder*; return what it told."""
    root = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    ran = subprocess.run(
        [
            *("unshare", *root, "--mount", "sh", "-ec", f'{commands}\ncd "$1"\nshift\nexec "$@"', "sh"),
            *(str(folder), sys.executable, "-c", driver, *words),
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


@pytest.mark.parametrize(("full", "said"), [("data", "has no room left (could not extend file"), ("log", "was cut")])
def test_a_full_disk_of_a_server_keeps_what_was_acknowledged(full: str, said: str) -> None:
    """Where its data have no room the server refuses; where its log of changes has none it goes down.

    Either way it is one sentence and nothing half done; with room, and the server started, it goes on.
    """
    with TemporaryDirectory(dir="/tmp") as made, TemporaryDirectory(dir="/tmp") as elsewhere:
        for folder in (made, elsewhere):
            Path(folder).chmod(0o777)  # The server is somebody else.
        # Who is no root becomes nobody again once it is mounted: a server will not run as root.
        again = "" if os.geteuid() == 0 else 'here=$1; shift; set -- "$here" unshare --user --map-user=65534 "$@"'
        found = mounted(
            Path(made), f'mount -t tmpfs -o size=48m tmpfs "$1"\n{again}',
            SERVER, str(Path(__file__).parent), full, elsewhere + "/else",
        )  # fmt: skip

    assert 0 < int(str(found["given"])) < 300
    assert found["code"] == 4
    assert said in str(found["said"])
    assert found["later"][0] == 4
    assert found["kept"] == int(str(found["given"])) + 1
    assert found["again"] == [0, ""]
    assert found["last"] == int(str(found["kept"])) + 1

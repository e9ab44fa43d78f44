"""Files of each schema that there ever was go on being read, whatever is changed in the program."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import Run
from keeping import kept_in

from bimatrack.store.backups import backup_folder
from bimatrack.store.copies import prove
from bimatrack.store.shape import SCHEMA
from bimatrack.store.snapshot import Snapshot
from bimatrack.store.storage import BookFile, read_book

STORES = Path(__file__).parent / "stores"


def test_there_is_a_stored_file_of_each_schema() -> None:
    """Who raises the schema stores a file of the one before, and writes how it is taken over."""
    assert sorted(path.name for path in STORES.glob("v*.json")) == [
        f"v{schema}.json" for schema in range(1, SCHEMA + 1)
    ]


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_an_old_file_is_read_whole_and_worked_on(bima: Run, store_path: Path, schema: int) -> None:
    """It was written by the program as it was then: every sort of change, a split, an undo, an undone import."""
    shutil.copy(STORES / f"v{schema}.json", store_path)
    store_path.chmod(0o600)

    assert bima("doctor").code == 0
    told = {one["id"]: one for one in json.loads(bima("list", "--all", "--all-kinds", "--json").out)}
    assert (len(told), told[3]["status"], told[8]["progress"], told[8]["priority"]) == (31, "done", 60, "high")
    assert (told[6]["status"], told[9]["due"], told[5]["tags"]) == ("dropped", "2026-06-30", ["rapat"])
    assert [share["status"] for share in told[18]["shares"]].count("done") == 1
    assert len(json.loads(bima("log", "--json").out)) >= 14
    assert len(json.loads(bima("releases", "--json").out)) == 4
    for number in told:
        assert bima("show", number).code == 0
    assert bima("report", "2026Q1", "--json").code == 0
    assert bima("done", 9).code == 0
    assert bima("undo", "--yes").code == 0
    assert bima("doctor").code == 0


def test_what_is_written_today_is_what_was_stored(bima: Run, store_path: Path) -> None:
    """A change of the rows that are written must become a new schema, not slip into this one."""
    stored = json.loads((STORES / f"v{SCHEMA}.json").read_bytes())
    bima("add", "Tata taman kota", "--due", "akhir bulan")
    written = json.loads(store_path.read_bytes())

    assert written["meta"]["1"].keys() == stored["meta"]["1"].keys()
    by_hand = next(row for row in stored["directives"].values() if row["said"]["text"] == "Tata taman kota")
    assert written["directives"]["1"].keys() == by_hand.keys()
    assert written["directives"]["1"]["now"].keys() <= by_hand["now"].keys()
    birth = next(row for row in stored["changes"].values() if row["action"] == "add")
    assert written["changes"]["1"].keys() == birth.keys()


def test_what_was_taken_over_is_what_the_old_file_said(tmp_path: Path) -> None:
    """Schema 2 has of each directive what the history of schema 1 tells: follow-ups and moved deadlines too."""
    first = read_book((STORES / "v1.json").read_bytes(), STORES / "v1.json")
    kept = Snapshot(first, STORES / "v1.json")

    prove(kept, STORES / "v1.json")
    assert any(one.follow_up for one in kept.directives)
    assert any(one.extensions for one in kept.directives)
    BookFile(tmp_path / "new.json").write(first)
    assert kept_in(tmp_path / "new.json") == first.tables == kept_in(STORES / "v2.json")


def test_an_old_file_stays_as_a_backup_when_it_is_taken_over(bima: Run, store_path: Path) -> None:
    """Looking at it leaves it as it is; the first change keeps what it replaces."""
    shutil.copy(STORES / "v1.json", store_path)
    old = store_path.read_bytes()
    bima("list")
    assert store_path.read_bytes() == old

    assert bima("done", 9).code == 0
    assert store_path.read_bytes() != old
    assert old in [path.read_bytes() for path in backup_folder(store_path).iterdir()]

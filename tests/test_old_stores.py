"""Files of each schema that there ever was go on being read, whatever is changed in the program."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import Run

from bimatrack.store.shape import SCHEMA

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


@pytest.mark.skipif(SCHEMA != 1, reason="a later schema has rows of its own")
def test_what_is_written_today_is_what_was_stored(bima: Run, store_path: Path) -> None:
    """A change of the rows that are written must become a new schema, not slip into this one."""
    stored = json.loads((STORES / "v1.json").read_bytes())
    bima("add", "Tata taman kota", "--due", "akhir bulan")
    written = json.loads(store_path.read_bytes())

    assert written["meta"]["1"].keys() == stored["meta"]["1"].keys()
    by_hand = next(row for row in stored["directives"].values() if row["text"] == "Tata taman kota")
    assert written["directives"]["1"].keys() == by_hand.keys()
    birth = next(row for row in stored["changes"].values() if row["action"] == "add")
    assert written["changes"]["1"].keys() == birth.keys()

"""A clock that jumps: the history stays in order, and what stands follows from it, whatever day it is said to be."""

import json
import os
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import Run
from keeping import at

from bimatrack.__main__ import main
from bimatrack.cli import app
from bimatrack.store import Store
from bimatrack.store.copies import read_copy

DAYS = ("2026-03-20", "2026-03-19", "2026-01-05", "2025-12-31", "1999-01-01", "2026-04-01", "2027-02-01", "2038-01-20")
ACTS: tuple[tuple[str, ...], ...] = (
    ("note", "{id}", "ditelepon"),
    ("done", "{id}"),
    ("done", "{id}", "--on", "2026-03-01"),
    ("start", "{id}"),
    ("progress", "{id}", "60"),
    ("reopen", "{id}"),
    ("drop", "{id}", "--reason", "dialihkan"),
    ("due", "{id}", "akhir bulan", "--reason", "lahan"),
    ("assign", "{id}", "--owner", "Dinas Perhubungan"),
    ("add", "Menata taman {n}", "--due", "besok"),
    ("import", "{folder}/rilis.txt"),
    ("undo", "--yes"),
    ("redo", "--yes"),
)
RELEASE = "Rapat Parkir\n\nBima, 6 Februari 2026. Wali Kota Bima meminta Dinas Perhubungan menata parkir.\n"
READS: tuple[tuple[str, ...], ...] = (
    ("list", "--all", "--json"),
    ("log", "--json"),
    ("agenda", "--json"),
    ("report", "--json"),
    ("report", "2026Q1", "--json"),
    ("releases", "--json"),
    ("show", "3", "--json"),
    ("undo", "--dry-run"),
)


def wander(bima: Run, folder: Path, seed: int, count: int) -> None:
    """Give *count* commands on days at random, and look after each whether all agrees."""
    chosen, path = random.Random(seed), folder / "store.json"  # noqa: S311 - an order, no secret
    (folder / "rilis.txt").write_text(RELEASE, encoding="utf-8")
    told = []
    for number in range(count):
        today = chosen.choice(DAYS)
        act = [word.format(id=chosen.choice((3, 4, 5, 9, 31)), n=number, folder=folder) for word in chosen.choice(ACTS)]
        stood, before = Store.at(path).directives(), len(Store.at(path).changes())
        ran = bima(*act, today=today)
        told.append(f"{today} {' '.join(act)} -> {ran.code} {ran.err.strip()}")
        where = f"seed {seed}:\n" + "\n".join(told)
        assert ran.code in {0, 1, 2}, where
        assert "Traceback" not in ran.err, where
        kept = Store.at(path).changes()
        assert (len(kept) > before) == (ran.code == 0) or "import" in act, where
        assert [change.number for change in kept] == list(range(1, len(kept) + 1)), where
        read_copy(path)
        read = chosen.choice(READS)
        ran = bima(*read, today=chosen.choice(DAYS))
        assert ran.code in {0, 1, 2}, f"{where}\n{read}: {ran.err}"
        if len(kept) > before and number % 3 == 0 and "undo" not in act and "redo" not in act:
            assert bima("undo", "--yes", today=chosen.choice(DAYS)).code == 0, where
            assert Store.at(path).directives() == stood, f"{where}\nand undone"


@pytest.mark.parametrize("seed", range(4))
def test_whatever_day_the_clock_tells_the_history_agrees(sample: Run, tmp_path: Path, seed: int) -> None:
    """Commands on days at random, back and forth: each is done or refused in a sentence, and the file stays whole."""
    wander(sample, tmp_path, seed, 25)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 13))
def test_for_long_the_history_agrees(sample: Run, tmp_path: Path, seed: int) -> None:
    """The same for longer."""
    wander(sample, tmp_path, seed, 80)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_a_clock_that_is_behind_the_store_is_doubted(
    sample: Run, store_path: Path, capfd: pytest.CaptureFixture[str], lang: str
) -> None:
    """One sentence names both days; the command is done, and its answer is as ever."""
    told = {"en": "says 5 January 2026, but", "id": "menunjukkan 5 Januari 2026, padahal"}
    os.utime(store_path, (0, datetime(2026, 3, 20, 12, tzinfo=UTC).timestamp()))
    for clock, doubted in (("2026-01-05", True), ("2026-03-19", False), ("2027-01-01", False)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(app, "moment", lambda clock=clock: at(clock))
            assert main(["--db", str(store_path), "--lang", lang, "list", "--all", "--json"]) == 0
            captured = capfd.readouterr()
            assert (told[lang] in captured.err) == doubted
            assert captured.err.count("\n") == doubted
            assert len(json.loads(captured.out)) == 28
            assert main(["--db", str(store_path), "--lang", lang, "--quiet", "list"]) == 0
            assert capfd.readouterr().err == ""
    assert sample("list", today="2026-01-05").err == ""

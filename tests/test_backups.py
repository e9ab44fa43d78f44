"""Backups: made by themselves and by hand, rotated, listed, and good when they are needed."""

import errno
import json
import os
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from looking import Screen, screen, speaking
from syrupy.assertion import SnapshotAssertion
from test_schemas import check

from bimatrack import views
from bimatrack.i18n import LANGUAGES
from bimatrack.restoring import Contents
from bimatrack.safekeeping import Kept, Made
from bimatrack.store.backups import Backup, Sort, backup_folder, backups_in, spared

NOON = datetime(2026, 3, 20, 12)  # noqa: DTZ001 - the names of backups tell the local clock


@pytest.fixture
def folder(store_path: Path) -> Path:
    """Where the backups of this test's store lie."""
    return backup_folder(store_path)


def written(path: Path, moment: datetime) -> bytes:
    """Let the file at *path* have been written at that *moment*; return what it holds."""
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path.read_bytes()


def names(folder: Path) -> list[str]:
    """The names of the backups, the newest first."""
    return [backup.name for backup in backups_in(folder)]


# Made by themselves


def test_what_a_change_replaces_is_the_previous_one(sample: Run, store_path: Path, folder: Path) -> None:
    """It is the old file itself, private, and the next change has another."""
    before, inode = store_path.read_bytes(), store_path.stat().st_ino
    sample("done", 3)

    assert names(folder) == ["previous"]
    previous = folder / "previous.json"
    assert (previous.read_bytes(), previous.stat().st_ino) == (before, inode)
    assert stat.S_IMODE(previous.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700

    between = store_path.read_bytes()
    sample("done", 4)
    assert previous.read_bytes() == between


def test_the_last_state_of_a_day_is_kept_at_the_first_change_of_another(
    sample: Run, store_path: Path, folder: Path
) -> None:
    """Once a day, by the time of the file; what is changed more often on one day makes no more."""
    evening = written(store_path, datetime(2026, 3, 19, 16, 1, 2))  # noqa: DTZ001 - as above
    sample("done", 3)
    sample("done", 4)
    sample("done", 5)

    assert names(folder) == ["previous", "20260319-160102"]
    assert (folder / "20260319-160102.json").read_bytes() == evening


def test_looking_makes_no_backup(sample: Run, folder: Path) -> None:
    """Nor does a command that fails, or changes nothing."""
    for command in (("list",), ("show", 3), ("done", 99), ("undo", "--dry-run"), ("doctor",)):
        sample(*command)
    assert not folder.exists()


def test_backups_can_be_placed_and_switched_off(sample: Run, store_path: Path, folder: Path, tmp_path: Path) -> None:
    """In a folder of their own in the one that is set; `off` makes none, and the list says so."""
    (tmp_path / "cadangan").mkdir()
    sample("config", "set", "backups", tmp_path / "cadangan")
    sample("done", 3)
    assert names(tmp_path / "cadangan" / "store.json.backups") == ["previous"]
    assert not folder.exists()

    sample("config", "set", "backups", "off")
    written(store_path, NOON - timedelta(9))
    sample("done", 4)
    assert not folder.exists()
    assert json.loads(sample("backup", "--list", "--json").out)["automatic"] is False
    assert "switched off" in sample("backup", "--list", screen=80).out


def test_a_disk_that_is_not_there_hinders_no_change_and_is_told(sample: Run, tmp_path: Path) -> None:
    """No folder is made up in its place; the change is kept."""
    sample("config", "set", "backups", tmp_path / "usb" / "cadangan")
    ran = sample("done", 3)

    assert ran.code == 0
    assert "No backup could be made" in ran.err
    assert not (tmp_path / "usb").exists()
    assert json.loads(sample("show", 3, "--json").out)["status"] == "done"


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EPERM, errno.ENOTSUP])
def test_where_no_links_are_known_a_day_is_copied(
    sample: Run, store_path: Path, folder: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On another disk, or one of an old kind: the last of a day is a private copy, and there is no previous one."""

    def refuse(_source: object, target: Path) -> None:
        if not target.parent.exists():
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    evening = written(store_path, NOON - timedelta(3))
    sample("done", 3)
    sample("done", 4)

    assert names(folder) == ["20260317-120000"]
    copy = folder / "20260317-120000.json"
    assert copy.read_bytes() == evening
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == [copy.name]


# Rotated


def test_seven_days_four_weeks_and_six_months_are_spared() -> None:
    """Of a year with a change each day: 7 days, the ends of the 3 weeks before, and of 5 months more."""
    year = [NOON - timedelta(days) for days in range(365)]
    kept = sorted(spared(year), reverse=True)

    assert [moment.strftime("%m%d") for moment in kept] == [
        *("0320", "0319", "0318", "0317", "0316", "0315", "0314"),
        *("0308", "0301"),
        *("0228", "0131", "1231", "1130", "1031"),
    ]


MOMENTS = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), unique=True, max_size=40)  # noqa: DTZ001


@given(MOMENTS)
def test_the_newest_is_always_spared_and_never_many(moments: list[datetime]) -> None:
    """No more than 7 + 4 + 6, the 7 newest days among them; sparing the spared takes no further one."""
    kept = spared(moments)

    assert len(kept) <= 17
    assert len(kept) >= min(7, len({moment.date() for moment in moments}))
    assert not moments or max(moments) in kept
    assert spared(kept) == kept


def test_only_old_dailies_are_taken_away(sample: Run, store_path: Path, folder: Path) -> None:
    """What was made by hand, what others put there, and the newest stay; what is kept holds what it held."""
    folder.mkdir(mode=0o700)
    for days in range(1, 60):
        (folder / f"{NOON - timedelta(days):%Y%m%d-%H%M%S}.json").write_text(str(days))
    others = ["made-20200101-120000.json", "catatan.txt", "20209999-999999.json", "lama.json"]
    for name in others:
        (folder / name).write_text("x")
    written(store_path, NOON)
    sample("done", 3)

    assert len([name for name in names(folder) if name[:1] == "2"]) == 7 + 2 + 2
    assert names(folder)[1] == "20260320-120000"
    assert all((folder / name).exists() for name in others)
    assert (folder / "20260319-120000.json").read_text() == "1"


def test_a_clock_that_jumped_back_loses_no_backup_of_today(sample: Run, store_path: Path, folder: Path) -> None:
    """Backups of days to come are in nobody's way: what was just kept stays."""
    folder.mkdir(mode=0o700)
    for days in range(1, 30):
        (folder / f"{NOON.replace(year=2031) - timedelta(days):%Y%m%d-%H%M%S}.json").write_text("x")
    written(store_path, NOON)
    sample("done", 3)

    assert "20260320-120000" in names(folder)


# Made by hand


def test_a_backup_is_the_very_file_private_and_proved(sample: Run, store_path: Path, tmp_path: Path) -> None:
    """To a new file, into a folder, or beside the store; as JSON after its schema."""
    (tmp_path / "usb").mkdir()
    for words in ((tmp_path / "salinan.json",), (tmp_path / "usb",), ()):
        before = os.umask(0)
        try:
            told = check("backup", json.loads(sample("backup", *words, "--json").out))
        finally:
            os.umask(before)
        made = Path(told["made"]["path"])
        assert made.read_bytes() == store_path.read_bytes()
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        assert told["made"]["contents"]["directives"] == 30
        assert sorted(path.name for path in made.parent.glob(".*")) == []


def test_nothing_is_overwritten(sample: Run, tmp_path: Path, folder: Path) -> None:
    """A file that is there is refused, be it a broken link; a second one in a folder has another name."""
    there = tmp_path / "salinan.json"
    there.write_text("x")
    (tmp_path / "putus.json").symlink_to(tmp_path / "tidak-ada.json")
    for path in (there, tmp_path / "putus.json"):
        ran = sample("backup", path)
        assert (ran.code, "is there already" in ran.err) == (4, True)
    assert there.read_text() == "x"

    sample("backup")
    sample("backup")
    assert len(names(folder)) == 2


def test_own_units_and_settings_go_beside(sample: Run, tmp_path: Path) -> None:
    """What no history tells is copied along, and the answer says where."""
    sample("units", "add", "Dinas Angkasa")
    sample("config", "set", "author", "Rahma")
    told = json.loads(sample("backup", tmp_path / "salinan.json", "--json").out)["made"]

    assert [Path(path).name for path in told["beside"]] == ["salinan.units.toml", "salinan.config.toml"]
    assert "Dinas Angkasa" in Path(told["beside"][0]).read_text(encoding="utf-8")


def test_where_nothing_or_no_room_is_one_sentence_says_so(
    bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty store has no backup; what cannot be written leaves nothing behind."""
    ran = bima("backup")
    assert (ran.code, "Nothing was kept yet" in ran.err) == (1, True)
    assert bima("backup", "--list").code == 0
    assert bima("restore", "--latest").code == 1
    bima("add", "Tata taman")
    assert bima("backup", tmp_path / "tidak" / "ada.json").code == 4

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "usb").mkdir()
    ran = bima("backup", tmp_path / "usb")
    assert (ran.code, "no room is left" in ran.err) == (4, True)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_damaged_store_is_not_copied_as_if_it_were_good(sample: Run, store_path: Path, folder: Path) -> None:
    """What a backup could not bring back is told now, not on the bad day."""
    tables = json.loads(store_path.read_bytes())
    tables["directives"]["3"]["now"]["progress"] = 40
    store_path.write_text(json.dumps(tables))

    ran = sample("backup")
    assert ran.code == 4
    assert "directive 3 stands otherwise" in ran.err
    assert names(folder) == []


# Found again


def test_the_list_tells_what_each_holds_and_which_is_broken(sample: Run, store_path: Path, folder: Path) -> None:
    """As JSON after its schema; on a screen in words."""
    written(store_path, NOON - timedelta(1))
    sample("done", 3)
    (folder / "20260318-120000.json").write_text("{rusak")
    told = check("backup", json.loads(sample("backup", "--list", "--json").out))["backups"]

    assert [(one["name"], one["sort"], one["good"]) for one in told] == [
        ("previous", "previous", True),
        ("20260319-120000", "daily", True),
        ("20260318-120000", "daily", False),
    ]
    assert told[0]["contents"]["directives"] == 30
    assert "is damaged" in told[2]["trouble"]
    assert "cannot be restored" in sample("backup", "--list", screen=80).out
    assert sample("backup", tmp := store_path.parent, "--list").code == 2, tmp


def test_the_drill(sample: Run, store_path: Path, folder: Path) -> None:
    """Make, damage, restore, compare everything: the state of the day before is back to the last row, and goes on."""
    sample("split", 18)
    sample("undo", "--yes")
    everything = sample("export", "jsonl").out
    before = written(store_path, NOON - timedelta(1))
    sample("done", 3)
    sample("done", 4)
    (folder / "previous.json").write_bytes(b"\0" * 500)
    ruin = store_path.read_bytes()[:2000]
    store_path.write_bytes(ruin)

    ran = sample("list")
    assert ran.code == 4
    assert "“20260319-120000”" in ran.err
    told = check("restore", json.loads(sample("restore", "--latest", "--yes", "--json").out))

    assert json.loads(store_path.read_bytes()) == json.loads(before)
    assert sample("export", "jsonl").out == everything
    assert Path(told["aside"]).read_bytes() == ruin
    assert [one["fault"] for one in json.loads(sample("doctor", "--json").out)["findings"]] == ["backup"]
    assert sample("done", 3).code == 0


def test_a_backup_is_restored_by_its_name(sample: Run, store_path: Path) -> None:
    """`restore previous` takes the last change back whole; a file of that name in the current folder comes first."""
    before = json.loads(store_path.read_bytes())
    sample("done", 3)
    dry = check("restore", json.loads(sample("restore", "previous", "--dry-run", "--json").out))
    assert dry["lost"] == 1
    assert sample("restore", "previous", "--yes").code == 0
    assert json.loads(store_path.read_bytes()) == before
    assert sample("restore", "tidak-ada", "--yes").code == 4
    assert sample("restore").code == 2
    assert sample("restore", "previous", "--latest").code == 2


# Seen


def _kept() -> Iterator[Kept]:
    contents = Contents(1200, 40, 14, 6, 2300, None)
    for name, sort, size, held in (
        ("previous", Sort.PREVIOUS, 25_000, contents),
        ("20260319-160102", Sort.DAILY, 90_000_000, contents),
        ("made-20260301-080000", Sort.MADE, 1, None),
    ):
        trouble = "" if held else "salinan\x1b[31m.json is damaged: it is no JSON; take another copy."
        yield Kept(Backup(name, Path(f"{name}.json"), sort, NOON, size), held, trouble)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_screens_people_see(tongue: str, snapshot: SnapshotAssertion) -> None:
    """Backups of each sort, none, and one just made, at every width, in both languages, commanding nothing."""
    folder, kept = Path("arahan.json.backups"), tuple(_kept())
    made = Made(Path("salinan\x1b[31m.json"), Contents(30, 0, 4, 6, 34, None), (Path("salinan.units.toml"),))
    with speaking(tongue):
        shown = "\n".join(
            f"{f' {width} ':═^{width}}\n{screen(views.backups_view(folder, some, one, automatic=automatic), width)}"
            for width in (60, 80, 100, 140, 200)
            for some, one, automatic in ((kept, None, True), ((), None, False), (None, made, True))
        )
    assert shown == snapshot(extension_class=Screen)
    assert "\x1b" not in shown

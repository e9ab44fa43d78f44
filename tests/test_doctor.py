"""`doctor` finds what is wrong, and mends what follows from the history or from a backup; it never guesses."""

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from keeping import kept_in
from looking import Screen, screen, speaking
from syrupy.assertion import SnapshotAssertion
from test_schemas import check

from bimatrack import views
from bimatrack.checkup import Checkup, Fault, Finding, Places
from bimatrack.i18n import LANGUAGES
from bimatrack.placing import name_beside
from bimatrack.store.backups import backup_folder
from bimatrack.store.locking import locked

Tables = dict[str, Any]
Change = Callable[[Tables], object]


@pytest.fixture
def kept(sample: Run, store_path: Path) -> Run:
    """A store after a busy day, with a backup of its last state but one."""
    sample("done", 3, "--note", "selesai")
    sample("link", 5, 8)
    sample("split", 18)
    sample("add", "Tata taman kota")
    sample("done", 4)
    sample("undo", "--yes")
    sample("progress", 8, 60)
    backup = backup_folder(store_path) / "previous.json"
    assert len(json.loads(backup.read_bytes())["changes"]) > 30
    return sample


@pytest.fixture
def alone(kept: Run, store_path: Path) -> Run:
    """The same without any backup."""
    shutil.rmtree(backup_folder(store_path))
    return kept


def put(path: Path, change: Change) -> bytes:
    """Damage what the file at *path* holds; return that."""
    tables = json.loads(path.read_bytes())
    change(tables)
    path.write_text(json.dumps(tables, separators=(",", ":")), encoding="utf-8")
    return path.read_bytes()


def found(bima: Run, *words: str) -> dict[str, Any]:
    """What the doctor finds, validated."""
    document: dict[str, Any] = check("doctor", json.loads(bima("doctor", "--json", *words).out))
    return document


def lasting(tables: Tables) -> Tables:
    """The same without what says that something is not withdrawn, which may be left out."""
    return {
        name: {number: {k: v for k, v in row.items() if v is not False} for number, row in rows.items()}
        for name, rows in tables.items()
    }


def asides(store_path: Path) -> list[Path]:
    """The damaged files that were kept."""
    return sorted(store_path.parent.glob("store.before-mending-*.json"))


def _set(table: str, number: int, **fields: object) -> Change:
    return lambda tables: tables[table][str(number)].update(fields)


def _within(table: str, number: int, part: str, **fields: object) -> Change:
    return lambda tables: tables[table][str(number)][part].update(fields)


def _lose(table: str, number: int) -> Change:
    return lambda tables: tables[table].pop(str(number))


def _next(**numbers: int) -> Change:
    return lambda tables: tables["meta"]["1"]["next"].update(numbers)


def _due(number: int, day: str) -> Change:
    return lambda tables: tables["directives"][str(number)]["said"]["due"].update(day=day)


def _links(*numbers: int) -> Change:
    def change(tables: Tables) -> None:
        row = next(row for row in tables["changes"].values() if row["action"] == "link")
        row["values"]["links"] = list(numbers)

    return change


def test_a_good_store_is_called_good(kept: Run) -> None:
    """Exit code 0, nothing found, nothing changed, in words on a screen."""
    assert found(kept)["findings"] == []
    assert found(kept)["good"] is True
    assert kept("doctor").code == 0
    assert "All is well" in kept("doctor", screen=80).out
    assert kept("doctor", "--fix").code == 0


def test_where_nothing_was_ever_kept_nothing_is_wrong(bima: Run, store_path: Path) -> None:
    """And nothing is made."""
    assert bima("doctor", "--fix").code == 0
    assert not store_path.exists()
    assert not store_path.with_name("store.json.lock").exists()


# What follows from the history, without any backup
FROM_HISTORY: dict[str, tuple[Change, Fault, str]] = {
    "state": (_within("directives", 8, "now", status="done"), Fault.HISTORY, "directives 8"),
    "state of no shape": (_set("directives", 8, now=7), Fault.HISTORY, "directives 8"),
    "born": (_set("directives", 8, born="2026-02-30"), Fault.HISTORY, "directives 8"),
    "withdrawn": (_set("directives", 8, withdrawn=True), Fault.HISTORY, "directives 8"),
    "release withdrawn": (_set("releases", 1, withdrawn=True), Fault.HISTORY, "releases 1"),
    "next number": (_next(directives=5), Fault.NUMBER, "directives"),
    "next step": (_next(steps=1), Fault.NUMBER, "steps"),
    "no next numbers": (lambda tables: tables["meta"]["1"].pop("next"), Fault.NUMBER, "changes"),
    "release of a directive": (_set("directives", 8, release=77), Fault.DANGLING, "directives 8"),
    "link": (_links(8, 999), Fault.DANGLING, "changes 36"),
    "due": (_due(15, "2026-02-30"), Fault.DAY, "directives 15"),
    "end of an event": (_within("events", 2, "event", end="2026-06-31"), Fault.DAY, "events 2"),
    "event backwards": (_within("events", 2, "event", end="2020-01-01"), Fault.ENTRY, "events 2"),
    "day of a release": (_within("releases", 2, "release", day="2026-13-01"), Fault.DAY, "releases 2"),
    "day of a change": (_set("changes", 35, on="2026-02-30"), Fault.DAY, "changes 35"),
    "no id": (lambda tables: tables["events"].update({"x": {}}), Fault.ENTRY, "events"),
}


@pytest.mark.parametrize(("change", "fault", "where"), FROM_HISTORY.values(), ids=list(FROM_HISTORY))
def test_what_the_history_tells_is_mended_from_it(
    alone: Run, store_path: Path, change: Change, fault: Fault, where: str
) -> None:
    """Found without changing anything (exit code 4), mended with --fix (0), the damaged file kept, good afterwards."""
    before = kept_in(store_path)
    damaged = put(store_path, change)

    told = found(alone)
    assert (fault.value, where) in [(one["fault"], one["where"]) for one in told["findings"]], told
    assert all(one["mends"] and not one["mended"] for one in told["findings"])
    assert (alone("doctor").code, store_path.read_bytes(), asides(store_path)) == (4, damaged, [])

    mended = found(alone, "--fix")
    assert (mended["good"], mended["damaged"]) == (True, False)
    assert [path.read_bytes() for path in asides(store_path)] == [damaged]
    assert mended["aside"] == str(asides(store_path)[0])
    assert alone("doctor").code == 0
    after = kept_in(store_path)
    if fault in (Fault.HISTORY, Fault.NUMBER) or where.startswith("directives"):
        assert lasting(after) == lasting(before)
    assert after["directives"].keys() == before["directives"].keys()
    assert alone("done", 9).code == 0


FROM_BACKUP: dict[str, Change] = {
    "directive lost": _lose("directives", 7),
    "words lost": _within("directives", 7, "said", text=None),
    "release lost": _lose("releases", 2),
    "text lost": _within("releases", 2, "release", text=5),
    "event lost": _lose("events", 3),
    "change lost": _lose("changes", 20),
    "birth lost": _lose("changes", 10),
    "change damaged": _set("changes", 35, action="lain"),
    "change to nobody": _set("changes", 35, directive=999),
    "undone by nobody": lambda tables: next(
        row for row in tables["changes"].values() if row["action"] == "undo"
    ).update(undoes=999),
    "event of no release": _set("events", 2, release=99),
    "words of another": _within("directives", 7, "said", text="Lain"),
    "quote of another": _within("directives", 7, "said", quote=["lain!", [0, 5]]),
    "changes swapped": lambda tables: tables["changes"].update(
        {"12": tables["changes"]["36"], "36": tables["changes"]["12"]}
    ),
    "several": lambda tables: [_lose(*one)(tables) for one in (("directives", 7), ("changes", 12), ("events", 1))],
}


# What is told, and hinders no other mending.
HARMLESS = ("event lost", "words of another", "quote of another")


@pytest.mark.parametrize("change", FROM_BACKUP.values(), ids=list(FROM_BACKUP))
def test_what_is_lost_comes_back_from_a_backup(kept: Run, store_path: Path, change: Change) -> None:
    """Row by row, from the newest with the same history; what was done since the backup stays done."""
    before = kept_in(store_path)
    put(store_path, change)

    mended = found(kept, "--fix")
    assert mended["good"], mended["findings"]
    assert any("backup previous" in one["mends"] for one in mended["findings"])
    assert kept_in(store_path) == before
    assert kept("doctor").code == 0


def _lose_the_last(tables: Tables) -> None:
    tables["changes"].pop(max(tables["changes"], key=int))


@pytest.mark.parametrize(
    "change", [_lose_the_last, *(FROM_BACKUP[name] for name in FROM_BACKUP if name not in HARMLESS)]
)
def test_what_nothing_tells_is_not_guessed(alone: Run, store_path: Path, change: Change) -> None:
    """Without a backup nothing is mended at all, with exit code 4 and what is left in words."""

    def both(tables: Tables) -> None:
        change(tables)
        tables["directives"]["8"]["born"] = "2020-01-01"

    damaged = put(store_path, both)
    told = found(alone, "--fix")

    assert not told["good"]
    assert not any(one["mends"] or one["mended"] for one in told["findings"])
    assert (store_path.read_bytes(), asides(store_path)) == (damaged, [])
    ran = alone("doctor", "--fix")
    assert (ran.code, "left" in ran.err) == (4, True)


def test_a_lost_event_hinders_no_other_mending(alone: Run, store_path: Path) -> None:
    """Nothing else hangs on it: it is told, and the rest is mended."""

    def both(tables: Tables) -> None:
        _lose("events", 3)(tables)
        _next(directives=1)(tables)

    put(store_path, both)
    told = found(alone, "--fix")

    assert [(one["fault"], one["mended"]) for one in told["findings"]] == [("lost", False), ("number", True)]


def test_a_backup_of_another_history_mends_nothing(kept: Run, store_path: Path) -> None:
    """By the same id it may mean something else."""
    other = backup_folder(store_path) / "previous.json"
    put(other, _set("changes", 12, author="Lain"))
    damaged = put(store_path, _lose("directives", 7))

    assert not found(kept, "--fix")["good"]
    assert store_path.read_bytes() == damaged


def test_ids_that_stand_twice_are_found(alone: Run, store_path: Path) -> None:
    """The one that commands have read all along stays; the file with both is kept."""
    before = kept_in(store_path)
    text = store_path.read_text(encoding="utf-8")
    row = json.dumps(json.loads(text)["directives"]["8"] | {"born": "2020-01-01"})
    store_path.write_text(text.replace('"directives":{\n', f'"directives":{{"8":{row},'), encoding="utf-8")

    assert [(one["fault"], one["where"]) for one in found(alone)["findings"]] == [("twice", "8")]
    assert found(alone, "--fix")["good"]
    assert kept_in(store_path) == before
    assert '"2020-01-01"' in asides(store_path)[0].read_text(encoding="utf-8")


def test_what_has_not_the_shape_of_a_store_leads_to_a_backup(kept: Run, store_path: Path) -> None:
    """It is not mended entry by entry, but `restore --latest` is named."""
    store_path.write_text("{rusak", encoding="utf-8")
    [one] = found(kept, "--fix")["findings"]

    assert (one["fault"], one["where"], one["mends"]) == ("unreadable", str(store_path), None)
    assert "restore --latest" in one["told"]
    shutil.rmtree(backup_folder(store_path))
    assert "restore" not in found(kept)["findings"][0]["told"]


def test_a_newer_schema_is_left_alone(kept: Run, store_path: Path) -> None:
    """The doctor of an older program mends no file of a newer one."""
    damaged = put(store_path, lambda tables: tables["meta"]["1"].update(schema=3))

    assert "newer bimatrack" in found(kept, "--fix")["findings"][0]["told"]
    assert store_path.read_bytes() == damaged


def test_what_lies_around_is_found_and_cleared(kept: Run, store_path: Path) -> None:
    """Left-over files and open permissions: exit code 1, since what is kept is whole; mended with --fix."""
    folder = backup_folder(store_path)
    old = (store_path.with_name(".store.json.4711.tmp"), folder / ".20260319-160000.json.4711.tmp")
    new = (name_beside(store_path), name_beside(folder / "previous.json"))
    for path in (*old, *new):
        path.touch(mode=0o600)
    store_path.chmod(0o644)
    folder.chmod(0o755)
    told = found(kept)

    assert [one["fault"] for one in told["findings"]] == ["left_over"] * 4 + ["permission"] * 2
    assert (told["good"], told["damaged"], kept("doctor").code) == (False, False, 1)
    assert found(kept, "--fix")["good"]
    assert stat.S_IMODE(store_path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not [*store_path.parent.glob(".*.tmp"), *folder.glob(".*.tmp")]
    assert kept("doctor").code == 0


def test_what_a_writer_is_just_writing_is_no_left_over(kept: Run, store_path: Path) -> None:
    """While somebody holds the lock, nothing is taken away."""
    store_path.with_name(".store.json.4711.tmp").touch(mode=0o600)
    with locked(store_path.with_name("store.json.lock"), 0):
        assert found(kept, "--fix")["findings"] == []
    assert store_path.with_name(".store.json.4711.tmp").exists()


def test_what_changed_meanwhile_is_not_mended_over(
    alone: Run, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another process wrote between looking and mending, nothing is written."""
    from bimatrack import checkup

    put(store_path, _next(directives=1))
    look = checkup.check_up

    def and_write(*arguments: Any) -> Checkup:  # noqa: ANN401 - whatever it is called with
        seen = look(*arguments)
        put(store_path, _set("directives", 8, born="2020-01-01"))
        return seen

    monkeypatch.setattr(checkup, "check_up", and_write)
    ran = alone("doctor", "--fix")

    assert (ran.code, "changed meanwhile" in ran.err) == (5, True)
    assert asides(store_path) == []


def test_broken_backups_settings_units_and_rules_are_told(kept: Run, store_path: Path) -> None:
    """The doctor runs whatever the settings hold; none of these is touched, with exit code 1."""
    backup = backup_folder(store_path) / "20260318-120000.json"
    backup.write_text("{rusak", encoding="utf-8")
    backup.chmod(0o600)
    own = store_path.parent / "settings" / "bimatrack"
    own.mkdir(parents=True)
    (own / "units.toml").write_text("[[office", encoding="utf-8")
    (own / "config.toml").write_text('rules = "tidak-ada"\n', encoding="utf-8")
    told = found(kept, "--fix")
    assert [one["fault"] for one in told["findings"]] == ["backup", "registry", "rules"]
    assert not told["damaged"]

    (own / "config.toml").write_text("bahasa = 1\n", encoding="utf-8")
    assert [one["fault"] for one in found(kept)["findings"]] == ["backup", "settings", "registry"]
    assert kept("doctor").code == 1
    assert backup.read_text(encoding="utf-8") == "{rusak"


def test_a_failing_mending_leaves_all_as_it_was(alone: Run, store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk while mending: one sentence, the same file, nothing beside it."""
    damaged = put(store_path, _next(directives=1))

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert alone("doctor", "--fix").code == 4
    assert (store_path.read_bytes(), asides(store_path)) == (damaged, [])


def _checkups() -> Iterator[Checkup]:
    places = Places(Path("arahan\x1b[31m.json"), Path("arahan.json.backups"))
    findings = tuple(
        Finding(fault, f"directives {number}\x1b[31m", "sesuatu\x1b[31m", mends, mended=mended)
        for number, (fault, (mends, mended)) in enumerate(
            zip(Fault, (("", False), ("begini\x1b[31m", False), ("begini", True)) * 5, strict=False), 1
        )
    )
    yield Checkup(places, findings, None, ())
    yield Checkup(places, (), None, ())


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_screens_people_see(tongue: str, snapshot: SnapshotAssertion) -> None:
    """Findings of each sort, and none, at every width, in both languages, commanding nothing."""
    with speaking(tongue):
        shown = "\n".join(
            f"{f' {width} ':═^{width}}\n{screen(views.checkup_view(one), width)}"
            for width in (60, 80, 100, 140, 200)
            for one in _checkups()
        )
    assert shown == snapshot(extension_class=Screen)
    assert "\x1b" not in shown

"""A store on a server: all is as with a file, and what only a server can do wrong is told in a sentence."""

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import psycopg
import pytest
from conftest import RELEASES, Ran, Run
from databases import PASSWORD, Served, until
from keeping import at, extraction, mark
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from test_loading import ROWS
from test_loading import made as made  # noqa: PLC0414 - a fixture

from bimatrack.__main__ import main
from bimatrack.cli import app
from bimatrack.cli.session import Session
from bimatrack.errors import NothingToDoError, StoreBusyError, StoreError, UsageError
from bimatrack.history import Action
from bimatrack.importing import import_release
from bimatrack.model import Kind, Status
from bimatrack.moving import move
from bimatrack.quarter import Quarter
from bimatrack.reporting import report_from
from bimatrack.server import Server, place_of
from bimatrack.store import Store
from bimatrack.store.shared.line import Line
from bimatrack.tracking import (
    Filter,
    Terms,
    Trait,
    add,
    done,
    narrowed,
    note,
    preview_undo,
    progress,
    rewind,
    split_among,
)

NOW = at("2026-01-06")
# What is for files only, needs a person, or does nothing with a store.
_OTHERWISE = (
    "backup",
    "restore",
    "doctor",
    "board",
    "init",
    "config",
    "users",
    "TAB",
    "SCREEN",
    "rules",
    "units",
    "remind",
)


_MANY = 100


def kept(database: str) -> Store:
    """Return the store in *database* as the next command finds it."""
    return Store.at(place_of(database))


@pytest.fixture
def filled(database: str) -> str:
    """A database with three directives."""
    import_release(extraction(), kept(database), now=NOW, author="ani")
    return database


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Ran]:
    """Run a command over the store at a place, at one and the same moment."""
    moment = datetime(2026, 3, 20, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    monkeypatch.setattr(app, "moment", lambda: moment)
    monkeypatch.setattr(Session, "doubt_clock", lambda _session: None)  # The file's own time is that of the machine.
    for name in ("BIMATRACK_DB", "BIMATRACK_TODAY", "TTY_COMPATIBLE", "PGPASSWORD", "PGPASSFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BIMATRACK_AUTHOR", "Rahma")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))

    def ran(place: object, *arguments: object) -> Ran:
        code = main(["--db", str(place), "--lang", "en", *map(str, arguments)])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


def told(ran: Ran) -> str:
    """Return what was said on standard error, in one line."""
    return " ".join(ran.err.split())


def test_every_command_answers_as_over_a_file(
    run: Callable[..., Ran], tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same commands one after the other say the same, and at the end all that is kept is the same."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rilis.txt").write_text("Rapat\n\nBima, 6 Februari 2026. Camat diminta mendata parkir.\n")
    (tmp_path / "matriks.csv").write_text(
        "No,Arahan,Penanggung Jawab,Batas Waktu\n1,Menata pasar,Dinas PUPR,31/03/2026\n"
    )
    first = [f"import {RELEASES}", "done 3", "tag 7 pasar", "link 7 8", "undo --yes"]
    lines = [*first, *(row[0] for row in ROWS if row[0].split()[0] not in _OTHERWISE)]
    lines += ["list --all --json", "log --json", "report 2026Q1 --format json", "export jsonl", "show 7 --json"]
    place = tmp_path / "store.json"

    for words in lines:
        typed = (
            words.format(folder=tmp_path).replace('"', "").split(" ") if "add" not in words else ["add", "Menata taman"]
        )
        if "-o" in typed:
            continue
        here, there = run(place, *typed), run(database, *typed)
        told_there = there.err.replace(str(place_of(database)), str(place))
        assert (there.code, there.out, told_there) == (here.code, here.out, here.err), words

    assert kept(database).as_lines() == Store.at(place).as_lines()


@pytest.mark.parametrize("words", ["backup", "doctor", "doctor --fix", "restore --latest", "backup --list"])
def test_what_is_for_files_says_what_does_it_for_a_server(run: Callable[..., Ran], filled: str, words: str) -> None:
    """Backups and mending of files name the server's own programs instead, and change nothing."""
    before = kept(filled).as_lines()

    ran = run(filled, *words.split())

    assert ran.code == 2
    assert "pg_dump" in told(ran)
    assert kept(filled).as_lines() == before


def test_looking_makes_nothing(database: str) -> None:
    """An empty database is an empty store; reading leaves no trace in it."""
    store = kept(database)

    assert (store.directives(), store.untouched, store.seal) == ((), True, ())
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'bimatrack'").fetchone() == (0,)


def test_who_changes_what_another_has_changed_is_told(filled: str) -> None:
    """The second of two people is told who did what and when; nothing of theirs is written until they ask again."""
    ours, theirs = kept(filled), kept(filled)
    ours.directives()
    theirs.directives()
    progress(theirs, [1], 70, mark("2026-01-20"))

    with pytest.raises(StoreBusyError, match=r"ani changed directive 1 meanwhile \(progress, 20 January 2026 .*show 1"):
        progress(ours, [1], 50, mark("2026-01-21"))

    assert kept(filled).directive(1).state.progress == 70
    progress(ours, [1], 50, mark("2026-01-21"))
    assert kept(filled).directive(1).state.progress == 50


def test_who_changes_another_directive_is_not_disturbed(filled: str) -> None:
    """What others do elsewhere in the list hinders nobody."""
    ours, theirs = kept(filled), kept(filled)
    ours.directives()
    progress(theirs, [1], 70, mark())

    progress(ours, [2], 50, mark())

    assert [one.state.progress for one in kept(filled).directives()] == [70, 50, 0]


def test_who_waited_while_another_changed_it_is_told(filled: str) -> None:
    """It does not matter that they had not looked before: they gave their order before the other's was there."""
    found: list[object] = []

    def wait() -> None:
        try:
            progress(kept(filled), [1], 50, mark())
        except StoreError as error:
            found.append(error)

    waiter = threading.Thread(target=wait)
    with kept(filled).writing() as draft:
        progress_of(draft)
        waiter.start()
        until(lambda: waiting(filled))
    waiter.join()

    assert [type(one) for one in found] == [StoreBusyError]
    assert kept(filled).directive(1).state.progress == 70


def test_undoing_what_another_did_meanwhile_is_refused(run: Callable[..., Ran], filled: str) -> None:
    """Who undoes takes back what they saw last, not what came since."""
    ours = kept(filled)
    done(ours, [2], mark())
    plan = preview_undo(ours)
    progress(kept(filled), [1], 70, mark())

    with pytest.raises(NothingToDoError, match="gone on meanwhile"):
        rewind(ours, plan, mark())

    assert run(filled, "undo", "--yes").code == 0


def progress_of(draft: Any) -> None:  # noqa: ANN401 - a draft
    """Record that directive 1 is at 70 %."""
    from bimatrack.history import Entry

    entry = Entry(Action.PROGRESS, NOW.date(), directive=1, values=(("progress", 70),))
    draft.record([entry], at=NOW, author="ani")


def broken_off(store: Store, happens: Callable[[], None]) -> None:
    """Record something in *store* while something *happens*."""
    with store.writing() as draft:
        progress_of(draft)
        happens()


def waiting(database: str) -> bool:
    """Whether somebody waits for the lock of writers."""
    with psycopg.connect(database) as connection:
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        return connection.execute(query).fetchone() != (0,)


def work(database: str, client: int, changes: int) -> None:
    """Write down a task and then notes on it, a few of them on the directive that all others write about, too."""
    place = place_of(database)
    own = add(Store.at(place, patience=300), f"Tugas {client}", mark(), kind=Kind.INSTRUCTION).number
    for turn in range(1, changes):
        shared = turn % (5 if changes < _MANY else 25) == 0
        while True:
            try:
                note(Store.at(place, patience=300), [1 if shared else own], mark(note=f"{client}-{turn}"))
                break
            except StoreBusyError:
                continue


@pytest.mark.parametrize(
    ("clients", "changes"), [(8, 12), pytest.param(32, 6, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_nothing_is_lost_when_many_write(filled: str, clients: int, changes: int) -> None:
    """Of all that clients wrote at once everything is there once, under ids of its own, and the history is complete."""
    before = len(kept(filled).changes())

    with ThreadPoolExecutor(clients) as pool:
        for worker in [pool.submit(work, filled, client, changes) for client in range(clients)]:
            worker.result()

    store = kept(filled)
    notes = [f"{client}-{turn}" for client in range(clients) for turn in range(1, changes)]
    assert {one.state.text for one in store.directives()[3:]} == {f"Tugas {client}" for client in range(clients)}
    assert sorted(one.note for one in store.changes() if one.note) == sorted(notes)
    assert [one.number for one in store.directives()] == list(range(1, clients + 4))
    assert [one.number for one in store.changes()] == list(range(1, before + clients * changes + 1))
    assert {one.number: one.state for one in store.directives()} == {
        number: life.state for number, life in lives_of(store).items()
    }


def lives_of(store: Store) -> Any:  # noqa: ANN401 - as the history has it
    """Return how all stands as the history alone tells."""
    from bimatrack.history import lives

    return lives(store.changes())


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE bimatrack.changes SET step = 9",
        "DELETE FROM bimatrack.changes",
        "DELETE FROM bimatrack.changes WHERE id = 1",
        "TRUNCATE bimatrack.changes",
        "UPDATE bimatrack.events SET release = 9",
        "DELETE FROM bimatrack.directives",
        "DELETE FROM bimatrack.releases",
        "DELETE FROM bimatrack.meta",
        "INSERT INTO bimatrack.changes SELECT * FROM bimatrack.changes LIMIT 1",
    ],
)
def test_the_server_itself_lets_nobody_take_away_what_was_kept(filled: str, act: str) -> None:
    """Past the program, too, the history is only added to and nothing that has an id goes away."""
    before = kept(filled).as_lines()

    with psycopg.connect(filled) as connection, pytest.raises(psycopg.errors.IntegrityError):
        connection.execute(act.encode())

    assert kept(filled).as_lines() == before


def test_half_characters_and_nul_come_back_letter_by_letter(database: str) -> None:
    """What a file may hold a server holds as well, in the same order."""
    add(kept(database), "Menata \udcff taman", mark(), kind=Kind.INSTRUCTION, units=("Dinas \udcff",))

    assert kept(database).directive(1).state.text == "Menata \udcff taman"


# What goes wrong.


def refusal(run: Callable[..., Ran], place: str, *words: str) -> str:
    """Return the one sentence with which a command over *place* ends."""
    ran = run(place, *words or ("list",))
    assert (ran.code, ran.out) == (4, "")
    assert "Traceback" not in ran.err
    assert PASSWORD not in ran.err
    assert "keliru" not in ran.err
    return told(ran)


def test_a_wrong_password_is_told_and_not_shown(run: Callable[..., Ran], served: Served, filled: str) -> None:
    """The sentence names the database without any password."""
    name = filled.partition("/bima")[2].partition("?")[0]

    sentence = refusal(run, served.on_loopback(f"bima{name}", "keliru@/:?"))

    assert "refused the password" in sentence
    assert "kota:***@127.0.0.1" in sentence
    assert run(served.on_loopback(f"bima{name}"), "list").code == 0


def test_no_such_database_user_or_server(run: Callable[..., Ran], served: Served) -> None:
    """Each is told apart."""
    assert "no such database" in refusal(run, served.address("tidakada"))
    assert "no user of that name" in refusal(run, served.address("postgres").replace("kota@", "siapa@"))
    assert "cannot be reached" in refusal(run, "postgresql://kota@127.0.0.1:1/bima?connect_timeout=2")
    assert "cannot be reached" in refusal(run, f"postgresql://kota@/bima?host={served.folder}/nowhere")


@pytest.mark.parametrize(
    "url", ["postgresql://kota:keliru/7@localhost/bima", "postgresql://kota:keliru@h:1x/bima", "postgresql://?x=y"]
)
def test_an_address_that_is_none_is_told_without_its_password(run: Callable[..., Ran], url: str) -> None:
    """What PostgreSQL's library says of it may hold a piece of the password, so it is not passed on."""
    assert re.search("no address of a database|cannot be reached", refusal(run, url))


@pytest.mark.parametrize("address", ["mysql://kota:geheim@h/b", "https://contoh.id/arahan.json", "sqlite:///x.db"])
def test_an_address_of_something_else_is_no_file(bima: Run, tmp_path: Path, address: str) -> None:
    """It is refused, without what stands behind its scheme, and no file of that name is made."""
    for words in (("--db", address, "add", "Tata taman"), ("move", tmp_path / "x.json", address)):
        ran = bima(*words)
        assert (ran.code, "leads to no store" in ran.err, "geheim" in ran.err) == (2, True, False), ran
    assert bima("config", "set", "db", address).code == 2
    assert not Path(address.partition("/")[0]).exists()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://kota@h/b", "postgresql://kota@h/b"),
        ("postgresql:///b?host=/tmp/x", "postgresql:///b?host=/tmp/x"),
        ("POSTGRES://kota:a@b:c@h/b", "postgresql://kota:***@h/b"),
        ("postgresql://kota:a/b?c@h/b", "postgresql://kota:***@h/b"),
        (
            "postgresql://h/b?user=k&password=geheim&sslmode=require",
            "postgresql://h/b?user=k&password=***&sslmode=require",
        ),
        ("postgresql+psycopg://kota:x@h/b?sslpassword=y", "postgresql://kota:***@h/b?sslpassword=***"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    """Rather too little is shown than too much."""
    place = place_of(url)

    assert isinstance(place, Server)
    assert str(place) == shown
    assert repr(place) == f"Server({shown!r})"


def test_a_path_is_no_server() -> None:
    """All else is a file, as ever."""
    assert place_of("postgresql.json") == Path("postgresql.json")


def test_no_password_is_kept_in_the_settings_or_shown_by_them(
    run: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served: Served
) -> None:
    """A password belongs into the file of passwords; an address without one can be set, and is followed."""
    ran = run(tmp_path / "x.json", "config", "set", "db", "postgresql://kota:keliru@h/b")
    assert (ran.code, "keliru" in ran.err, ".pgpass" in told(ran)) == (2, False, True)
    address = served.database()
    assert run(tmp_path / "x.json", "config", "set", "db", address).code == 0
    monkeypatch.setenv("BIMATRACK_AUTHOR", "Rahma")
    assert main(["--lang", "en", "add", "Menata taman"]) == 0
    assert [one.state.text for one in kept(address).directives()] == ["Menata taman"]
    monkeypatch.setenv("BIMATRACK_DB", "postgresql://kota:keliru@h/b")
    assert main(["--lang", "en", "config", "get", "db"]) == 0
    monkeypatch.delenv("BIMATRACK_DB")


def test_without_what_it_needs_a_sentence_says_how_to_install_it(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extra is named as it is typed."""
    for name in [name for name in sys.modules if name.startswith("bimatrack.store.shared.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)

    assert "pip install 'bimatrack[postgres]'" in refusal(run, "postgresql://kota@h/b")


def test_a_store_of_a_newer_program_is_left_alone(run: Callable[..., Ran], filled: str) -> None:
    """Neither later tables nor later rows are touched."""
    with psycopg.connect(filled) as connection:
        connection.execute("UPDATE bimatrack.meta SET layout = 99")

    assert "newer bimatrack (schema 99)" in refusal(run, filled)
    assert "newer bimatrack (schema 99)" in refusal(run, filled, "done", "1")

    with psycopg.connect(filled) as connection:
        connection.execute("""UPDATE bimatrack.meta SET layout = 1, "row" = '{"schema": 98, "next": {}}'""")
    assert "newer bimatrack (schema 98)" in refusal(run, filled)


def test_who_holds_the_lock_is_told(filled: str) -> None:
    """Who waits longer than patience lasts is told who writes, and nothing is written."""
    with (
        kept(filled).writing(),
        pytest.raises(StoreBusyError, match=r"Process \d+ on kota@.* is writing to postgresql"),
    ):
        done(Store.at(place_of(filled), patience=0.05), [1], mark())


def cut(database: str) -> None:
    """End all connections to *database* but this one, as an administrator does."""
    with psycopg.connect(database) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()"
        )
        connection.commit()
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        until(lambda: (connection.execute(query).fetchone() == (0,), connection.commit())[0])


def test_a_connection_that_is_cut_in_mid_command_leaves_nothing_half_done(filled: str) -> None:
    """One sentence; then the same store answers and writes again."""
    store = kept(filled)
    before = store.as_lines()

    with pytest.raises(StoreError, match=r"was cut; nothing was written. Run the command again"):
        broken_off(store, lambda: cut(filled))

    assert store.as_lines() == before
    done(store, [1], mark())
    assert kept(filled).directive(1).state.progress == 100


def test_a_connection_that_is_cut_between_two_questions_is_told_once(filled: str) -> None:
    """What was asked for first and what would be asked for now need not fit together; the next question begins anew."""
    store = kept(filled)
    store.open_directives()
    cut(filled)

    with pytest.raises(StoreError, match="was cut"):
        store.changes()

    assert len(store.changes()) == 4


def test_a_connection_that_was_cut_while_nothing_went_on_is_made_anew(filled: str) -> None:
    """The board that stood open over lunch writes as if nothing had been."""
    store = kept(filled)
    store.open_directives()
    cut(filled)

    done(store, [1], mark())
    cut(filled)

    assert store.refresh() is False
    assert store.directive(1).state.progress == 100


@pytest.fixture
def own_server() -> Iterator[Served]:
    """A server that may be stopped."""
    server = Served.started()
    yield server
    server.end()


def contents(address: str) -> list[str]:
    """Return all rows as lines; not which ids come next, of which a server that broke down passes some over."""
    return [line for line in kept(address).as_lines().splitlines() if '"table": "meta"' not in line]


def test_a_server_that_is_stopped_and_started_again(run: Callable[..., Ran], own_server: Served) -> None:
    """Stopped in mid-command nothing is half done; while it is away a sentence says so; then all is there."""
    address = own_server.database()
    import_release(extraction(), kept(address), now=NOW, author="ani")
    before = contents(address)

    with pytest.raises(StoreError, match="was cut; nothing was written"):
        broken_off(kept(address), own_server.stop)
    assert "cannot be reached" in refusal(run, address, "done", "1")
    own_server.start()

    assert contents(address) == before
    assert run(address, "done", "1").code == 0


@pytest.mark.parametrize("kept_there", [True, False])
def test_a_connection_that_is_cut_at_the_last_moment(
    filled: str, monkeypatch: pytest.MonkeyPatch, kept_there: bool
) -> None:
    """The server is asked what became of it: kept, it is done; not kept, it is told."""
    commit = Connection.commit

    def cut_short(connection: Connection) -> None:
        if kept_there:
            commit(connection)
        raise OperationalError("COMMIT", {}, psycopg.OperationalError("the connection is lost"))

    store = kept(filled)
    monkeypatch.setattr(Connection, "commit", cut_short)
    if kept_there:
        done(store, [1], mark())
    else:
        with pytest.raises(StoreError, match="nothing was written"):
            done(store, [1], mark())

    assert kept(filled).directive(1).state.progress == (100 if kept_there else 0)


def test_what_became_of_it_may_not_be_known(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the server cannot be asked either, the sentence says so rather than either."""

    def cut_short(_connection: Connection) -> None:
        raise OperationalError("COMMIT", {}, psycopg.OperationalError("the connection is lost"))

    monkeypatch.setattr(Connection, "commit", cut_short)
    monkeypatch.setattr(Line, "_became_of", lambda _line, _number: None)

    with pytest.raises(StoreError, match=r"whether the change was kept is not known: .*bimatrack log"):
        done(kept(filled), [1], mark())


def test_who_may_only_read_is_told(run: Callable[..., Ran], filled: str) -> None:
    """Rights that were given by hand, without a role, are the server's as well; a refusal is a sentence."""
    with psycopg.connect(filled) as connection:
        connection.execute("DROP ROLE IF EXISTS peninjau")
        connection.execute("CREATE ROLE peninjau LOGIN")
        connection.execute("GRANT USAGE ON SCHEMA bimatrack TO peninjau")
        for things in ("TABLES", "SEQUENCES"):
            connection.execute(f"GRANT SELECT ON ALL {things} IN SCHEMA bimatrack TO peninjau".encode())
    guest = filled.replace("kota@", "peninjau@")

    assert run(guest, "list").code == 0
    assert "You may not do this" in refusal(run, guest, "done", "1")
    assert re.search("permission denied", refusal(run, guest, "note", "1", "x"))


def test_restoring_into_a_server_is_refused_in_programs_too(filled: str, tmp_path: Path) -> None:
    """Nothing is put in place of what is kept there."""
    copy = tmp_path / "salinan.jsonl"
    copy.write_text(kept(filled).as_lines(), encoding="utf-8")
    store = kept(filled)

    with pytest.raises(UsageError, match="pg_restore"):
        store.restore(store.copy_at(copy), store.seal, NOW)
    assert store.holds(store.copy_at(copy))


# Moving.


def everything(store: Store) -> None:
    """Let *store* hold what a store can hold, what was undone and half characters, too."""
    import_release(extraction(), store, now=NOW, author="ani")
    done(store, [2], mark(note="selesai \udcff"))
    add(store, "Menata \udcff taman", mark(), kind=Kind.INSTRUCTION)
    rewind(store, preview_undo(store), mark())


@pytest.mark.parametrize("form", ["store", "lines"])
def test_a_store_goes_to_a_server_and_back_with_its_history(
    run: Callable[..., Ran], tmp_path: Path, database: str, served: Served, form: str
) -> None:
    """All is there, letter by letter, and goes on to be worked with; from one server to another as well."""
    here, back, other = tmp_path / "a.json", tmp_path / "b.json", served.database()
    everything(Store.at(here))
    lines = Store.at(here).as_lines()
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")

    moved = run(here, "move", here if form == "store" else tmp_path / "a.jsonl", database)

    assert (moved.code, dict(moved.rows)["changes"], dict(moved.rows)["target"]) == (0, "7", database)
    assert run(here, "move", database, other).code == 0
    assert run(here, "move", other, back).code == 0
    assert kept(database).as_lines() == kept(other).as_lines() == Store.at(back).as_lines() == lines
    for store in (kept(database), Store.at(back)):
        done(store, [1], mark())
    assert kept(database).as_lines() == Store.at(back).as_lines()


def test_nothing_is_moved_over_something(run: Callable[..., Ran], tmp_path: Path, filled: str) -> None:
    """What is there stays; the same again is said to be there already; nothing is moved from nowhere."""
    here = tmp_path / "a.json"
    add(Store.at(here), "Menata taman", mark(), kind=Kind.INSTRUCTION)
    before = kept(filled).as_lines()

    ran = run(here, "move", here, filled)
    assert (ran.code, "something else already" in told(ran)) == (4, True)
    assert kept(filled).as_lines() == before
    assert run(here, "move", filled, tmp_path / "b.json").code == 0
    ran = run(here, "move", filled, tmp_path / "b.json")
    assert (ran.code, "just the same already" in told(ran)) == (1, True)
    assert run(here, "move", tmp_path / "none.json", filled).code == 4


def test_nothing_is_moved_from_an_empty_server(run: Callable[..., Ran], tmp_path: Path, database: str) -> None:
    """It is said that there is nothing."""
    assert run(tmp_path / "x.json", "move", database, tmp_path / "b.json").code == 1
    assert not (tmp_path / "b.json").exists()


def test_a_move_that_is_broken_off_leaves_nothing_and_begins_anew(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it is one transaction: cut before its end, the server is as empty as before."""
    here = tmp_path / "a.json"
    everything(Store.at(here))
    keep = Line.keep

    def cut_before(line: Line) -> None:
        cut(database)
        keep(line)

    with monkeypatch.context() as patched:
        patched.setattr(Line, "keep", cut_before)
        with pytest.raises(StoreError, match="was cut; nothing was written"):
            move(here, place_of(database), NOW)

    assert kept(database).untouched
    assert move(here, place_of(database), NOW).contents.directives == 3


def test_numbers_that_a_server_passed_over_are_no_loss(
    run: Callable[..., Ran], filled: str, served: Served, tmp_path: Path
) -> None:
    """What was refused or broken off leaves gaps; a file that came from there knows so, and goes back unchanged."""
    with psycopg.connect(filled) as connection:
        for name in ("directives", "changes", "steps"):
            connection.execute(f"SELECT nextval('bimatrack.{name}_number')".encode())
    add(kept(filled), "Menata taman", mark(), kind=Kind.INSTRUCTION)
    here, back = tmp_path / "arahan.json", served.database()

    assert run(filled, "move", filled, here).code == 0
    assert run(here, "doctor").code == 0
    assert run(here, "done", "5").code == 0
    assert run(here, "doctor").code == 0
    assert run(here, "move", here, back).code == 0
    assert kept(back).as_lines() == Store.at(here).as_lines()


def test_a_file_that_lost_an_entry_is_not_moved(run: Callable[..., Ran], served: Served, tmp_path: Path) -> None:
    """A server, where gaps are nothing strange, would hide the loss."""
    here, target = tmp_path / "arahan.json", served.database()
    for text in ("Menata taman", "Menata pasar"):
        add(Store.at(here), text, mark(), kind=Kind.INSTRUCTION)
    tables = json.loads(here.read_bytes())
    del tables["directives"]["1"]
    tables["changes"] = {number: row for number, row in tables["changes"].items() if row["directive"] != 1}
    here.write_text(json.dumps(tables))

    assert "lacks entries" in refusal(run, here, "move", here, target)
    assert Store.at(place_of(target)).untouched


def test_who_changed_it_is_told_whatever_they_wrote(filled: str) -> None:
    """A note that holds half a character is no stumbling block for who comes second."""
    ours = kept(filled)
    ours.directives()
    note(kept(filled), [1], mark(note="separuh \udcff"))

    with pytest.raises(StoreBusyError, match=r"meanwhile|sementara|lebih dulu"):
        note(ours, [1], mark(note="x"))


def test_functions_of_others_do_not_stand_in_for_the_servers_own(filled: str) -> None:
    """Where anybody may make some, as servers before 15 let them in the schema “public”."""
    with psycopg.connect(filled) as connection:
        connection.execute(
            "CREATE FUNCTION public.pg_advisory_xact_lock(integer) RETURNS void LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'lured'; END $$"
        )

    assert done(kept(filled), [1], mark()).step == 2


def test_a_damaged_store_is_not_moved(filled: str, served: Served) -> None:
    """Where what stands contradicts the history nothing is copied."""
    with psycopg.connect(filled) as connection:
        later = """UPDATE bimatrack.directives SET "row" = replace("row"::text, '2026-03-31', '2026-04-30')::json"""
        connection.execute(later)
    target = place_of(served.database())

    with pytest.raises(StoreError, match="stands otherwise than its history tells"):
        move(place_of(filled), target, NOW)

    assert Store.at(target).untouched


# What is looked for by an index.


_DAY = "date '1990-01-01' + n / 2"  # from 1990 to 2017
_DIRECTIVES = {
    "release": "n / 8 + 100",
    "open": "false",
    "status": "'done'",
    "due": _DAY,
    "units": "ARRAY['x']",
    "words": "ARRAY['acting:x' || n % 200, 'sharing:x' || n % 200, 'tag:t' || n % 200, 'speaker:s' || n % 200]",
    "born": _DAY,
    "ended": _DAY,
    "changed": "1",
    '"row"': '"row"',
}
_EVENTS = {"release": "n", "first": _DAY, "last": _DAY, '"row"': '"row"'}
_CHANGES = {
    "step": "n",
    "directive": "n",
    "holds": _DAY,
    "written": _DAY,
    "closes": "n % 2 = 0",
    '"row"': '"row"',
}
_TABLES = {
    "directives": _DIRECTIVES,
    "releases": {"key": "n::text", "withdrawn": "false", '"row"': '"row"'},
    "events": _EVENTS,
    "changes": _CHANGES,
}


@pytest.fixture(scope="module")
def large(served: Served) -> str:
    """A database with many closed directives, releases, events and changes beside the few that are open."""
    filled = served.database()
    import_release(extraction(), kept(filled), now=NOW, author="ani")
    done(kept(filled), [3], mark())
    with psycopg.connect(filled) as connection:
        for name in ("directives", "releases", "events", "changes", "steps"):
            connection.execute(f"SELECT setval('bimatrack.{name}_number', 30000)".encode())
        for table, columns in _TABLES.items():
            wanted = "id = 3" if table == "directives" else "id = 1"
            connection.execute(f"ALTER TABLE bimatrack.{table} DISABLE TRIGGER USER".encode())
            connection.execute(
                f"INSERT INTO bimatrack.{table} (id, {', '.join(columns)}) "  # noqa: S608
                f"SELECT n, {', '.join(columns.values())} "
                f"FROM bimatrack.{table}, generate_series(100, 20000) n WHERE {wanted}".encode()
            )
            connection.execute(f"ALTER TABLE bimatrack.{table} ENABLE TRIGGER USER".encode())
        more = "SELECT DISTINCT unnest(words) FROM bimatrack.directives"
        connection.execute(f"INSERT INTO bimatrack.words {more} ON CONFLICT DO NOTHING".encode())
        connection.execute("ANALYZE")
    return filled


def wanted(store: Store, *, counting: bool = True, every: bool = False, **terms: Any) -> None:  # noqa: ANN401 - of any sort
    """Ask for the directives of which *terms* hold."""
    among = narrowed(Filter(Terms(**terms), include_closed=every), NOW.date(), counting=counting)
    store.among(among)


@pytest.mark.parametrize(
    "act",
    [
        lambda store: store.open_directives(),
        lambda store: store.directive(150),
        lambda store: store.changes_of(150),
        lambda store: store.release_by_key("150"),
        lambda store: done(store, [1], mark()),
        lambda store: note(store, [1], mark(note="x")),
        lambda store: store._snapshot.directives_of(2),  # noqa: SLF001
        lambda store: store._snapshot.events_of(150),  # noqa: SLF001
        lambda store: store.changes_in([150]),
        lambda store: wanted(store, units=("x7",)),
        lambda store: wanted(store, owners=("x7",), every=True),
        lambda store: wanted(store, tags=("t7",)),
        lambda store: wanted(store, speakers=("s7",)),
        lambda store: wanted(store, releases=(150,)),
        lambda store: wanted(store, due_before=date(1990, 6, 1)),
        lambda store: wanted(store, quarters=(Quarter(2016, 1), Quarter(2016, 3))),
        lambda store: wanted(store, traits=(Trait.SOON,), counting=False),
        lambda store: wanted(store, statuses=(Status.DISCARDED,)),
        lambda store: store.among(split_among(["x7"])),
        lambda store: report_from(store, Quarter(2017, 1), date(2017, 3, 20)),
    ],
    ids=[
        *("open", "show", "history", "known", "done", "note", "brought", "named", "step"),
        *("unit", "owner", "tag", "speaker", "release", "due", "quarter", "soon", "discarded", "split", "report"),
    ],
)
def test_what_is_looked_for_is_found_by_an_index(large: str, act: Callable[[Store], object]) -> None:
    """None of these reads a table from end to end, as the server's own plans tell."""
    asked: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_more: Any) -> None:  # noqa: ANN401
        if re.match(r"SELECT (DISTINCT )?bimatrack|UPDATE bimatrack\.[dr]", statement):
            asked.append((statement, values[0] if isinstance(values, list) else values))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        act(kept(large))
    finally:
        event.remove(Engine, "before_cursor_execute", hear)

    assert asked
    with psycopg.connect(large) as connection:
        connection.execute("SET random_page_cost = 1.1")  # A disk that need not turn.
        for statement, values in asked:
            plan = "\n".join(row[0] for row in connection.execute(b"EXPLAIN " + statement.encode(), values))
            scans = [line for line in plan.splitlines() if re.search(r"Seq Scan on (?!meta|words)", line)]
            assert scans == [], f"{statement}\n{plan}"

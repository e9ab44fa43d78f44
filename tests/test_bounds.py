"""Work that takes too much time or memory is stopped, and what comes after it is done."""

import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Run
from harmful import GOOD, put

from bimatrack import bounds
from bimatrack.bounds import TooMuchError, bounded
from bimatrack.reading import documents


@pytest.fixture(autouse=True)
def held() -> Iterator[None]:
    """Hold the bounds as the program does."""
    bounds.hold()
    yield
    bounds._held.clear()  # noqa: SLF001 - nothing but a test lets go of them


def forever() -> None:
    """Work without end, and let no ordinary error stop it."""
    while True:
        with suppress(Exception):
            sum(range(1000))


def test_work_without_end_is_stopped() -> None:
    """Even where a library catches every error."""
    with pytest.raises(TooMuchError, match=r"it takes more than 0\.2 seconds"), bounded(seconds=0.2):
        forever()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how much a process has")
def test_memory_has_an_end() -> None:
    """What wants a gigabyte more than it may gets an error, and the memory is there again for the next."""
    with pytest.raises(TooMuchError, match="it takes more than 64 MB of memory"), bounded(memory=64 * 1024**2):
        bytearray(1024**3)
    assert len(bytearray(256 * 1024**2)) == 256 * 1024**2


def test_depth_has_an_end() -> None:
    """What calls itself without end is nested too deeply."""

    def call() -> None:
        call()

    with pytest.raises(TooMuchError, match="nested too deeply"), bounded():
        call()


def test_nobody_else_is_stopped() -> None:
    """After the block, within another, in a thread, and where nobody holds the bounds, no clock runs."""
    with bounded(seconds=0.05):
        pass
    sum(range(20_000_000))
    with bounded(), bounded(seconds=0.05):
        sum(range(20_000_000))
    thread = threading.Thread(target=lambda: bounded(seconds=0.05).__enter__())
    thread.start()
    thread.join()
    sum(range(20_000_000))
    bounds._held.clear()  # noqa: SLF001 - the same
    with bounded(seconds=0.05):
        sum(range(20_000_000))


def test_a_release_that_takes_too_long_stops_no_other(
    bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named with the bound, and the next one is read."""
    read = documents.extract
    monkeypatch.setattr(documents, "bounded", lambda: bounded(seconds=2))
    monkeypatch.setattr(documents, "extract", lambda release: forever() if "macet" in release.source else read(release))
    slow, good = (put(tmp_path, name, GOOD.encode()) for name in ("macet.txt", "zz-baik.txt"))

    bima("extract", good)  # what is loaded at the first reading is loaded now
    ran = bima("extract", slow, good)

    assert ran.code == 3
    assert str(good) not in ran.err
    assert ran.err == (
        f"bimatrack: {slow} is not read: it takes more than 2 seconds; cut the release out of it and import that.\n"
    )
    assert "Kecamatan Raba" in ran.out

"""A server that is killed, full, held, hurried or only for reading; a person who looks for long; passwords and TLS."""

import io
from collections.abc import Callable

import psycopg
import pytest
from boarding import Heard, look, working
from conftest import Ran
from keeping import mark
from test_shared import filled as filled  # noqa: PLC0414 - a fixture
from test_shared import kept, told
from test_shared import run as run  # noqa: PLC0414 - a fixture
from textual.pilot import Pilot

from bimatrack.errors import StoreBusyError
from bimatrack.tracking import done, progress

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

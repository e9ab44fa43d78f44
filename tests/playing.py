"""Plays any mixture of commands on a store, day after day, as Hypothesis draws them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st
from keeping import at, census, drainage, extraction, harmony, meeting

from bimatrack.errors import BimatrackError
from bimatrack.extract.spoken import read_line
from bimatrack.history import State
from bimatrack.importing import import_all
from bimatrack.model import Directive, Evidence, Kind, Priority
from bimatrack.registry import Registry
from bimatrack.store import Store
from bimatrack.tracking import (
    Mark,
    add,
    add_all,
    amend,
    assign,
    discard,
    done,
    drop,
    link,
    mend,
    merge,
    move_due,
    note,
    preview_redo,
    preview_undo,
    prioritize,
    progress,
    prove,
    reopen,
    rewind,
    split,
    start,
    tag,
    unlink,
    untag,
)

RELEASES = (
    extraction("a", "2026-01-05", [drainage(), harmony()]),
    extraction("b", "2026-01-09", [census()], []),
    extraction("c", "2026-01-08", [], [meeting("2026-01-08")]),
)
BEGIN = date(2026, 1, 8)
REGISTRY = Registry.load()
TAGS = ("wali", "rapat", "banjir")
LEVELS, KINDS = tuple(Priority), tuple(Kind)
UNITS = ("Kecamatan Raba", "Kecamatan Mpunda", "Dinas Sosial")


def undo(store: Store, given: Mark, count: int = 1) -> None:
    """Undo the last steps."""
    rewind(store, preview_undo(store, count), given)


def redo(store: Store, given: Mark, count: int = 1) -> None:
    """Redo the last steps that were undone."""
    rewind(store, preview_redo(store, count), given)


@dataclass(frozen=True)
class Command:
    """One command as it is drawn: its name, the ids, a number, and how many days it is dated back."""

    name: str
    numbers: tuple[int, ...]
    amount: int
    back: int


def spoken(number: int) -> tuple[Directive, State]:
    """Return a directive as a line says it."""
    said = read_line(f"Dishub tangani {number} lampu jalan paling lambat Jumat", BEGIN, REGISTRY)
    return said, State.of(said)


def play(store: Store, command: Command, today: date) -> None:
    """Do *command* on *today*."""
    given = Mark(at(today.isoformat()), "ani", today - timedelta(command.back) if command.back else None, "catatan")
    numbers, amount = command.numbers, command.amount
    later = BEGIN + timedelta(amount)
    actions: dict[str, Callable[[], object]] = {
        "add": lambda: add(store, f"Menata taman {amount}", given, due=later),
        "import": lambda: import_all(RELEASES[: amount % 3 + 1], store, now=given.now, author="ani"),
        "done": lambda: done(store, numbers, given, evidence=(Evidence(f"{amount}.pdf"),)),
        "start": lambda: start(store, numbers, given),
        "progress": lambda: progress(store, numbers, amount, given, obstacle="hujan" if amount % 2 else ""),
        "reopen": lambda: reopen(store, numbers, given),
        "drop": lambda: drop(store, numbers, given),
        "note": lambda: note(store, numbers, given, obstacle=str(amount)),
        "assign": lambda: assign(store, numbers, (f"Camat {amount}",), (), given),
        "due": lambda: move_due(store, numbers, later, given),
        "edit": lambda: amend(store, numbers, given, text=f"Menata {amount}"),
        "split": lambda: split(store, numbers[0], given, REGISTRY, UNITS[: amount % 3 + 1]),
        "share done": lambda: done(store, numbers, given, units=UNITS[: amount % 2 + 1]),
        "share": lambda: progress(store, numbers, amount, given, units=UNITS[1:]),
        "tag": lambda: tag(store, numbers, TAGS[: amount % 3 + 1], given),
        "untag": lambda: untag(store, numbers, TAGS[amount % 3 : amount % 3 + 1], given),
        "priority": lambda: prioritize(store, numbers, LEVELS[amount % 3], given),
        "link": lambda: link(store, numbers[0], numbers[1:], given),
        "unlink": lambda: unlink(store, numbers[0], numbers[1:], given),
        "evidence": lambda: prove(store, numbers, (Evidence(f"{amount % 3}.pdf", f"{amount:064x}"),), given),
        "mend": lambda: mend(store, numbers, given, (("tags", TAGS[: amount % 4]), ("due", later))),
        "kind": lambda: mend(store, numbers, given, (("kind", KINDS[amount % len(KINDS)]),)),
        "discard": lambda: discard(store, numbers[:1], given),
        "merge": lambda: merge(store, numbers[0], numbers[-1], given),
        "add lines": lambda: add_all(store, [spoken(number) for number in numbers], given),
        "share reopen": lambda: reopen(store, numbers, given, units=UNITS[:1]),
        "undo": lambda: undo(store, given, amount % 3 + 1),
        "redo": lambda: redo(store, given, amount % 3 + 1),
    }
    actions[command.name]()


NAMES = ("add", "import", "done", "start", "progress", "reopen", "drop", "note", "assign", "due", "edit")
NAMES += ("split", "share done", "share", "share reopen", "tag", "untag", "priority", "link", "link", "unlink")
NAMES += ("evidence", "mend", "add lines", "kind", "discard", "merge")
NAMES += ("import", "split", "split", "undo", "undo", "undo", "redo", "redo")


def commands(*back: int) -> st.SearchStrategy[Command]:
    """Draw a command that is dated back by one of these numbers of days."""
    numbers = st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple)
    return st.builds(Command, st.sampled_from(NAMES), numbers, st.integers(0, 100), st.sampled_from(back))


DAYS = st.lists(st.lists(commands(0, 0, 0, 1, 3), max_size=6), min_size=1, max_size=5)


@dataclass
class Played:
    """A store that commands are played on, some of which are refused; from one day to the next *apart* days pass."""

    store: Store = field(default_factory=Store.in_memory)
    apart: int = 2

    def days(self, days: list[list[Command]]) -> Iterator[tuple[date, Command]]:
        """Play the commands of each day and give those that were done, each just after it was done."""
        for number, commands in enumerate(days):
            today = BEGIN + timedelta(number * self.apart)
            for command in commands:
                count = len(self.store.changes())
                with suppress(BimatrackError):
                    play(self.store, command, today)
                if len(self.store.changes()) > count:
                    yield today, command

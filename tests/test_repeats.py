"""Importing the same ask in a later release: linked to the first, never doubled."""

from datetime import date
from pathlib import Path

import pytest
from conftest import Anew, Run
from keeping import at, extraction, mark, retold

from bimatrack.history import Action
from bimatrack.importing import Imported, import_release
from bimatrack.model import Directive, Due, Kind, Quote
from bimatrack.store import Store
from bimatrack.tracking import add, done, drop, preview_redo, preview_undo, rewind

SERVED = True  # not among the long trials only
NOW = at("2026-01-06")


@pytest.fixture
def store(anew: Anew) -> Store:
    """Return a store with three directives of one release."""
    store = anew()
    import_release(extraction(), store, now=NOW, author="ani")
    return store


def ask(
    text: str,
    owner: str | None = "Dinas PUPR",
    *,
    kind: Kind = Kind.INSTRUCTION,
    due: date | None = None,
) -> Directive:
    """Make a directive as a later release words it."""
    wording = Due(due, Quote.of("tenggat baru", 0, 12), "the date as written") if due else None
    owners = (Quote.of(owner, 0, len(owner)),) if owner else ()
    units = ("Dinas Pekerjaan Umum dan Penataan Ruang",) if owner == "Dinas PUPR" else ()
    return Directive(text, Quote.of(text, 0, len(text)), kind, owners=owners, units=units, due=wording)


def later(store: Store, *asked: Directive, key: str = "februari", on: str = "2026-02-09") -> Imported:
    """Import a release of a later meeting, its text like no other."""
    text = f"{key}: " + " ".join(f"{key}{number}" for number in range(40))
    return import_release(extraction(key, on, asked, (), text), store, now=at(on), author="budi")


def test_the_same_ask_in_a_later_release_is_linked_to_the_first(store: Store) -> None:
    """It stays one directive, which tells on which days it was asked, by which release, in which words."""
    came = later(store, ask("Merampungkan drainase pasar"))
    later(store, ask("merampungkan drainase pasar"), key="maret", on="2026-03-09")

    assert (came.directives, [tracked.number for tracked in came.again]) == ((), [1])
    assert [tracked.number for tracked in store.directives()] == [1, 2, 3]
    assert store.directive(1).state.again == (2, 3)
    told = [change for change in store.changes_of(1) if change.action is Action.MENTION]
    assert [(change.on, change.release) for change in told] == [(date(2026, 2, 9), 2), (date(2026, 3, 9), 3)]
    assert [change.said.quote.text for change in told if change.said] == [
        "Merampungkan drainase pasar",
        "merampungkan drainase pasar",
    ]


@pytest.mark.parametrize(
    "other",
    [
        ask("Merampungkan drainase terminal"),
        ask("Merampungkan drainase pasar Raba"),
        ask("Merampungkan drainase pasar tahap 2"),
        ask("Merampungkan drainase pasar", "Dinas Perhubungan"),
        ask("Merampungkan drainase pasar", kind=Kind.PROJECT),
        ask("Drainase"),
    ],
    ids=["another object", "a place", "a number", "another owner", "another kind", "one word"],
)
def test_what_is_not_surely_the_same_is_a_directive_of_its_own(store: Store, other: Directive) -> None:
    """A wrong link would hide an ask, so any difference in object, place, number, owner or kind makes two of them."""
    came = later(store, other)

    assert came.again == ()
    assert [tracked.number for tracked in came.directives] == [4]


def test_a_closed_directive_is_asked_anew(store: Store) -> None:
    """What is asked again after it was done or dropped is to be done again: a directive of its own."""
    done(store, [1], mark())
    drop(store, [2], mark(note="dialihkan"))

    came = later(store, ask("Merampungkan drainase pasar"), ask("Mendata rumah terdampak banjir", "Camat"))

    assert [tracked.number for tracked in came.directives] == [4, 5]


def test_two_releases_of_one_day_ask_once(store: Store) -> None:
    """What two releases tell of the same day is linked, but was asked once."""
    came = later(store, ask("Merampungkan drainase pasar"), on="2026-01-05")

    assert [tracked.number for tracked in came.again] == [1]
    assert store.directive(1).state.again == ()


def test_a_first_deadline_and_owner_are_taken_over(store: Store) -> None:
    """Where nobody has ever named an owner or a deadline, the later release does."""
    later(store, ask("Menyusun jadwal ronda malam", None), key="satu", on="2026-02-02")

    later(store, ask("Menyusun jadwal ronda malam", "Lurah", due=date(2026, 4, 30)))

    state = store.directive(4).state
    assert (state.due, state.due_text, state.owners) == (date(2026, 4, 30), "tenggat baru", ("Lurah",))
    assert store.directive(4).extensions == ()


def test_another_deadline_is_proposed_only(store: Store) -> None:
    """A deadline that there is moves by decision alone; what the later release says stands in the history."""
    later(store, ask("Merampungkan drainase pasar", due=date(2026, 6, 30)))

    assert store.directive(1).state.due == date(2026, 3, 31)
    [told] = [change for change in store.changes_of(1) if change.said]
    assert told.said is not None
    assert told.said.due is not None
    assert told.said.due.day == date(2026, 6, 30)


def test_what_was_added_by_hand_is_found_again_too(store: Store) -> None:
    """A directive from a phone call is linked when the release comes that tells of it."""
    number = add(store, "Memperbaiki lampu jalan Sadia", mark(), owners=("Dishub",)).number

    assert [one.number for one in later(store, ask("Memperbaiki lampu jalan Sadia", "Dishub")).again] == [number]


def test_the_undo_of_a_link_is_exact(store: Store) -> None:
    """An undo of the later release leaves the directive as it was before; a redo links it again."""
    before = store.directives()
    later(store, ask("Merampungkan drainase pasar"), ask("Menata parkir", None))
    after = store.directives()

    rewind(store, preview_undo(store), mark("2026-02-10"))
    assert store.directives() == before
    rewind(store, preview_redo(store), mark("2026-02-10"))
    assert store.directives() == after == retold(store)
    rewind(store, preview_undo(store), mark("2026-02-10"))
    later(store, ask("Merampungkan drainase pasar"), ask("Menata parkir", None))
    assert store.directives() == after


def test_another_version_of_the_later_release_asks_no_third_time(store: Store) -> None:
    """A correction of the release that asked again knows that it did, even when the directive is done meanwhile."""
    asked = ask("Merampungkan drainase pasar")
    later(store, asked)
    done(store, [1], mark("2026-02-10"))
    text = " ".join(f"februari{number}" for number in range(40)) + " Ralat."

    came = import_release(extraction("r", "2026-02-09", [asked], (), text), store, now=at("2026-02-11"), author="a")

    assert (came.release.revises, came.directives, came.again) == (2, (), ())
    assert store.directive(1).state.again == (2,)


FIRST = """Apel Gabungan, Wali Kota Minta Lampu Jalan Diperbaiki

KOTA BIMA - Wali Kota Bima memimpin apel gabungan, Senin (5/1/2026). Wali Kota meminta Dinas Perhubungan memperbaiki \
lampu jalan di Lingkungan Amahami paling lambat 27 Februari 2026.
"""
SECOND = """Rapat Evaluasi Pelayanan Dasar

KOTA BIMA - Rapat evaluasi pelayanan dasar digelar Senin (9/3/2026) dan dihadiri para camat. Wali Kota meminta Dinas \
Perhubungan memperbaiki lampu jalan di Lingkungan Amahami paling lambat 30 April 2026. Rapat ditutup dengan doa.
"""


def test_a_clerk_sees_what_was_asked_again(bima: Run, tmp_path: Path) -> None:
    """The import, the list, the directive and the report tell of it; a new deadline is proposed with its command."""
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")

    bima("import", tmp_path / "a.txt")
    came = bima("import", tmp_path / "b.txt", screen=100).out
    shown = bima("show", 1, screen=100).out

    assert "1 asked again" in came
    assert "asked 2 times" in bima("list", screen=100).out
    assert "9 Mar 2026" in shown
    assert "bimatrack due 1 2026-04-30 --reason" in shown
    assert "asked 2 times" in bima("report", "2026Q1", screen=100).out
    assert "asked 2 times" in bima("report", "2026Q1", "--format", "md").out
    bima("due", 1, "2026-05-15", "--reason", "tender")
    assert "--reason …" not in bima("show", 1, screen=100).out

"""The interactive board: what each key does to directives."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from boarding import Seen, a_store, pressing, typed
from keeping import mark

from bimatrack import tracking
from bimatrack.history import Action
from bimatrack.model import Evidence, Status
from bimatrack.registry import Registry
from bimatrack.store import Store

RABA, MPUNDA = "Kecamatan Raba", "Kecamatan Mpunda"


@pytest.fixture
def store() -> Store:
    """Return the store that the board is tried on."""
    return a_store()


@pytest.fixture
def split(store: Store) -> Store:
    """Return the same, directive 3 split over two districts."""
    tracking.split(store, 3, mark("2026-01-10"), Registry.load(), (RABA, MPUNDA))
    return store


def shares(store: Store) -> dict[str, int]:
    """Return how far each unit has come with directive 3."""
    return {share.unit: share.progress for share in store.directive(3).state.shares}


def test_done_takes_note_evidence_and_day(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`d` asks, Enter accepts: one step, signed, dated back where a day is given; of files the hash is kept."""
    monkeypatch.chdir(tmp_path)
    for name in ("bast.pdf", "foto.jpg"):
        (tmp_path / name).write_bytes(b"")
    keys = ("d", *typed("selesai"), "tab", *typed("bast.pdf; foto.jpg"), "tab", *typed("2026-03-10"), "enter")
    [seen] = pressing(store, keys)

    state, change = store.directive(2).state, store.changes()[-1]
    assert (state.status, state.closed_on) == (Status.DONE, date(2026, 3, 10))
    empty = hashlib.sha256().hexdigest()
    assert state.evidence == tuple(Evidence(str(tmp_path / name), empty) for name in ("bast.pdf", "foto.jpg"))
    assert (change.note, change.author) == ("selesai", "Rahma")
    assert seen.told == ("Kept: directive 2. The key u takes it back.",)
    assert seen.listed == (1, 3)


def test_progress_takes_percent_note_and_obstacle(store: Store) -> None:
    """`p` asks how far it has come; what stands in the way stays unless it is written over. `s` asks nothing."""
    tracking.note(store, (2,), mark("2026-02-01"), obstacle="lahan")
    pressing(store, ("s",), ("p", *typed("60%"), "tab", *typed("tender"), "enter"))

    state = store.directive(2).state
    assert [change.action for change in store.changes()[-2:]] == [Action.START, Action.PROGRESS]
    assert (state.progress, state.obstacle) == (60, "lahan")

    pressing(store, ("p", *typed("70"), "tab", "tab", "backspace", "enter"))
    assert store.directive(2).state.obstacle is None


def test_a_deadline_is_shown_as_understood_before_it_is_accepted(store: Store) -> None:
    """`t` reads the wording while it is typed; the old day stays in the history with the reason."""
    unsure, sure, left = pressing(store, ("t", *typed("akhir")), typed(" april"), ("escape",))
    assert "→ names no deadline" in unsure.screen
    assert "→ Thursday, 30 April 2026" in sure.screen
    assert "30 April" not in left.screen
    assert len(store.changes()) == 5

    # Who forgot the reason is told so, and what was typed stays.
    refused, kept = pressing(store, ("t", *typed("akhir april"), "enter"), ("tab", *typed("lahan"), "enter"))
    assert refused.told == ("A reason is missing; write why.",)
    assert kept.told == ("Kept: directive 2. The key u takes it back.",)
    assert (store.directive(2).state.due, store.directive(2).state.due_text) == (date(2026, 4, 30), "akhir april")
    assert store.changes()[-1].note == "lahan"


def test_note_assign_drop_reopen_and_edit(store: Store) -> None:
    """The other keys do what the commands of their names do."""
    steps = (
        ("n", *typed("sudah disurati"), "enter"),
        ("a", *typed("Dishub, Camat Raba")),
        ("enter",),
        ("e", *typed("Membuka posko"), "enter"),
        ("r", *typed("dialihkan"), "enter"),
        ("2", "end", "o", "enter"),
    )
    seen = pressing(store, *steps)
    done = [(change.action, change.note) for change in store.changes()[5:]]

    assert "→ Dinas Perhubungan" in seen[1].screen
    assert done == [
        (Action.NOTE, "sudah disurati"),
        (Action.ASSIGN, None),
        (Action.EDIT, None),
        (Action.DROP, "dialihkan"),
        (Action.REOPEN, None),
    ]
    state = store.directive(2).state
    assert (state.owners, state.units) == (("Dishub", "Camat Raba"), ("Dinas Perhubungan",))
    assert (state.text, state.status) == ("Membuka posko", Status.OPEN)


def test_what_cannot_be_done_is_told_in_one_sentence(store: Store) -> None:
    """A refused act changes nothing, says why, and the board goes on."""
    refused = {
        ("p", *typed("enam"), "enter"): "“enam” is no percentage; give a number from 0 to 100.",
        ("p", *typed("130"), "enter"): "130 is no progress; give a number from 0 to 100.",
        ("t", *typed("nanti"), "enter"): "“nanti” names no day; write 2026-03-31, 31 Maret, or akhir bulan.",
        ("t", "enter"): "“” names no day; write 2026-03-31, 31 Maret, or akhir bulan.",
        ("r", "enter"): "A reason is missing; write why.",
        ("a", "backspace", "enter"): "Nobody is named; write who must act.",
        ("e", "backspace", "enter"): "The text is blank; say what is to be done.",
        ("o", "enter"): "Nothing changes: directive 2 is so already.",
        ("space", "space", "e"): "Words are mended one by one; take the marks away first (Esc).",
        ("ctrl+r",): "There is nothing to redo.",
    }
    seen = pressing(store, *[step for keys in refused for step in (keys, ("escape", "home"))])

    assert [one.told for one in seen[::2]] == [(sentence,) for sentence in refused.values()]
    assert len(store.changes()) == 5


def test_a_key_acts_on_all_that_are_marked_as_one_step(store: Store) -> None:
    """The form names all, those that did not change are told, and one undo takes all back."""
    tracking.start(store, (1,), mark("2026-02-01"))
    begun, asked, done, _undone = pressing(
        store, ("space", "space", "s"), ("ctrl+a", "d"), (*typed("beres"), "enter"), ("u", "enter")
    )

    assert begun.told == ("Kept: directive 2. The key u takes it back. Unchanged, since it was so before: 1.",)
    assert "3  Mendata rumah" in asked.screen
    assert done.told == ("Kept: directive 1-3. The key u takes it back.",)
    assert len({change.step for change in store.changes()[-4:-1]}) == 1
    assert [store.directive(number).state.status for number in (1, 2, 3)] == [
        Status.IN_PROGRESS,
        Status.IN_PROGRESS,
        Status.OPEN,
    ]


def test_undo_is_shown_before_it_is_done_and_redo_brings_it_back(store: Store) -> None:
    """`u` tells what would become of what; Escape leaves it, Enter does it; Ctrl-R the same the other way."""
    tracking.progress(store, (2,), 60, mark("2026-03-01"))
    shown, left, undone, redone = pressing(store, ("u",), ("escape",), ("u", "enter"), ("ctrl+r", "enter"))

    assert "Progress: 60% → 0%" in shown.screen
    assert left.told == ()
    assert undone.told == ("Undone; Ctrl-R brings it back.",)
    assert redone.told == ("Redone.",)
    assert [change.action for change in store.changes()[-2:]] == [Action.UNDO, Action.REDO]
    assert store.directive(2).state.progress == 60


def test_of_a_split_directive_a_unit_is_chosen(split: Store) -> None:
    """`p` and `d` offer the shares; progress wants one, done without one means all."""
    refused, _moved = pressing(split, ("end", "p", *typed("50"), "enter"), ("shift+tab", "space", "enter"))
    assert refused.told == ("This is split over units; choose those whose progress it is.",)
    assert shares(split) == {RABA: 50, MPUNDA: 0}

    [done] = pressing(split, ("end", "d", "enter"))
    assert isinstance(done, Seen)
    assert split.directive(3).state.status is Status.DONE


def test_the_unit_that_is_looked_at_is_chosen_already(split: Store) -> None:
    """Who sees the list as one unit acts on its share."""
    pressing(split, ("end", "4", "enter", "p", *typed("40"), "enter"))
    assert shares(split) == {RABA: 40, MPUNDA: 0}

    pressing(split, ("end", "4", "down", "enter", "s"))
    assert [share.status for share in split.directive(3).state.shares] == [Status.IN_PROGRESS] * 2

"""Following directives: selecting them, marking them, moving their deadlines."""

from collections.abc import Callable
from datetime import date

import pytest
from conftest import Anew
from factories import day
from keeping import TEXT, at, drainage, extraction, harmony, mark

from bimatrack.errors import NothingToDoError, UnknownDirectiveError, UsageError
from bimatrack.history import Action, Extension, FollowUp, State
from bimatrack.importing import import_release
from bimatrack.model import Evidence, Kind, Status
from bimatrack.store import Store
from bimatrack.tracking import (
    Mark,
    Outcome,
    add,
    amend,
    assign,
    done,
    drop,
    move_due,
    note,
    parse_ids,
    progress,
    reopen,
    start,
)

TODAY = day("2026-02-01")
RABA = "Kecamatan Raba"


@pytest.fixture
def store(anew: Anew) -> Store:
    """Return a store with the directives 1 (due 2026-03-31), 2 and 3 (an appeal) of one release of 2026-01-05."""
    store = anew()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    return store


# Ids


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        (["3"], (3,)),
        (["3", "5-7"], (3, 5, 6, 7)),
        (["9,11", "2"], (9, 11, 2)),
        (["5-7", "6"], (5, 6, 7)),
        ([], ()),
    ],
)
def test_ids_are_read_as_typed(typed: list[str], ids: tuple[int, ...]) -> None:
    """Ids, ranges and lists of them are read in the order given, each once."""
    assert parse_ids(typed) == ids


@pytest.mark.parametrize("typed", ["", "x", "-3", "3-", "7-5", "0", "1-2-3", "٣", "1.5", "1-99999999", "9" * 30])
def test_what_is_no_id_is_refused(typed: str) -> None:
    """A word that is no id, or a range that runs backwards or without end, is named."""
    with pytest.raises(UsageError, match="is no"):
        parse_ids([typed])


# Marking


def test_done_closes_with_its_day_note_and_evidence(store: Store) -> None:
    """What is done is at 100 percent, closed on its day, with the evidence; what stood in the way does so no more."""
    note(store, [1], mark(), obstacle="hujan")

    outcome = done(store, [1, 2], mark("2026-03-30", note="BAST terbit"), evidence=(Evidence("bast.pdf"),))

    after = store.directive(1).state
    assert (after.status, after.progress, after.closed_on) == (Status.DONE, 100, day("2026-03-30"))
    assert (after.evidence, after.obstacle) == ((Evidence("bast.pdf"),), None)
    assert [changed.tracked for changed in outcome.changed] == list(store.directives()[:2])
    assert outcome.changed[0].before.obstacle == "hujan"
    assert [change.step for change in store.changes() if change.action is Action.DONE] == [outcome.step] * 2


def test_what_is_done_already_is_left_alone_among_others(store: Store) -> None:
    """In a batch those that are so already are told apart; where all are, there is nothing to do."""
    done(store, [1], mark("2026-03-01"))

    outcome = done(store, [1, 2], mark("2026-03-30"))

    assert [tracked.number for tracked in outcome.unchanged] == [1]
    assert store.directive(1).state.closed_on == day("2026-03-01")
    with pytest.raises(NothingToDoError, match="1, 2"):
        done(store, [1, 2], mark("2026-03-31"))


def test_what_is_done_takes_late_evidence_and_another_day(store: Store) -> None:
    """Evidence that comes late is added without moving the day; the day moves only when one is named."""
    done(store, [1], mark("2026-03-30"), evidence=(Evidence("a.pdf"),))

    done(store, [1], mark("2026-04-07"), evidence=(Evidence("a.pdf"), Evidence("b.pdf")))
    assert store.directive(1).state.evidence == (Evidence("a.pdf"), Evidence("b.pdf"))
    assert store.directive(1).state.closed_on == day("2026-03-30")

    done(store, [1], mark("2026-04-07", on="2026-03-29"))
    assert store.directive(1).state.closed_on == day("2026-03-29")


def test_what_was_done_in_march_and_told_in_april_is_done_in_march(store: Store) -> None:
    """A change that is dated back counts from its day, with all that belongs to it."""
    progress(store, [1], 100, mark("2026-04-02"))

    done(store, [1], mark("2026-04-07", on="2026-03-31"))

    [then] = [tracked for tracked in store.as_of(day("2026-03-31")) if tracked.number == 1]
    assert (then.state.status, then.state.progress) == (Status.DONE, 100)


def test_an_unknown_id_in_a_batch_changes_nothing(store: Store) -> None:
    """A batch is done whole or not at all, and the id that there is not is named."""
    with pytest.raises(UnknownDirectiveError, match="99"):
        done(store, [1, 99], mark())

    assert store.directive(1).state.status is Status.OPEN
    assert len(store.changes()) == 4


def test_progress_makes_an_open_one_in_progress_and_never_done(store: Store) -> None:
    """At 100 percent a directive still waits for somebody to say that it is done."""
    progress(store, [1], 60, mark(note="tender selesai"), obstacle="hujan")
    assert store.directive(1).state.status is Status.IN_PROGRESS
    assert (store.directive(1).state.progress, store.directive(1).state.obstacle) == (60, "hujan")

    progress(store, [1], 100, mark(), obstacle="")
    assert store.directive(1).state.status is Status.IN_PROGRESS
    assert store.directive(1).state.obstacle is None


def test_the_same_progress_counts_with_a_note_only(store: Store) -> None:
    """That nothing has moved is worth a line when it says why."""
    progress(store, [1], 60, mark())

    with pytest.raises(NothingToDoError):
        progress(store, [1], 60, mark())
    assert progress(store, [1], 60, mark(note="menunggu lelang")).changed


@pytest.mark.parametrize("percent", [-1, 101])
def test_there_is_no_progress_beyond_0_and_100(store: Store, percent: int) -> None:
    """A percentage that there is not is wrong usage."""
    with pytest.raises(UsageError, match=str(percent)):
        progress(store, [1], percent, mark())


def test_start_says_that_somebody_is_at_it(store: Store) -> None:
    """Starting changes the status, once."""
    start(store, [1], mark())

    assert store.directive(1).state.status is Status.IN_PROGRESS
    with pytest.raises(NothingToDoError):
        start(store, [1], mark())


def test_reopening_goes_back_to_where_it_was(store: Store) -> None:
    """A closed directive comes back with the status and progress it had, and without a closing day."""
    progress(store, [1], 60, mark())
    done(store, [1], mark(), evidence=(Evidence("a.pdf"),))
    drop(store, [2], mark(note="di luar kewenangan"))

    reopen(store, [1, 2], mark())

    first, second, _third = (tracked.state for tracked in store.directives())
    assert (first.status, first.progress, first.closed_on) == (Status.IN_PROGRESS, 60, None)
    assert (second.status, second.progress, second.closed_on) == (Status.OPEN, 0, None)
    assert first.evidence == (Evidence("a.pdf"),)
    with pytest.raises(NothingToDoError):
        reopen(store, [1, 2], mark())


def test_dropping_needs_a_reason_and_keeps_the_progress(store: Store) -> None:
    """A directive is dropped for a reason, which stands in its history."""
    progress(store, [1], 30, mark())
    with pytest.raises(UsageError, match="reason"):
        drop(store, [1], mark(note=" "))

    drop(store, [1], mark("2026-02-01", note="di luar kewenangan"))

    state = store.directive(1).state
    assert (state.status, state.progress, state.closed_on) == (Status.DROPPED, 30, TODAY)
    assert store.changes_of(1)[-1].note == "di luar kewenangan"


CLOSED_REFUSE: list[Callable[[Store, Mark], Outcome]] = [
    lambda store, given: done(store, [1, 2], given),
    lambda store, given: start(store, [1, 2], given),
    lambda store, given: progress(store, [1, 2], 50, given),
    lambda store, given: move_due(store, [1, 2], day("2026-05-01"), given),
]


@pytest.mark.parametrize("command", CLOSED_REFUSE)
def test_what_was_dropped_must_be_opened_first(store: Store, command: Callable[[Store, Mark], Outcome]) -> None:
    """A command that needs an open directive says so, and changes none of the batch."""
    drop(store, [2], mark(note="di luar kewenangan"))
    before = store.directives()

    with pytest.raises(NothingToDoError, match="Directive 2 is dropped"):
        command(store, mark(note="x"))
    assert store.directives() == before


def test_what_was_done_cannot_be_dropped(store: Store) -> None:
    """What is done must be opened again before it can be dropped."""
    done(store, [1], mark())

    with pytest.raises(NothingToDoError, match="Directive 1 is done"):
        drop(store, [1], mark(note="x"))


def test_a_note_is_kept_with_its_obstacle_and_evidence_on_closed_ones_too(store: Store) -> None:
    """Something can be noted of every directive; a note without anything in it is none."""
    done(store, [1], mark())

    note(store, [1], mark(note="foto menyusul"), obstacle="hujan", evidence=(Evidence("foto.jpg"),))

    state = store.directive(1).state
    assert (state.status, state.obstacle, state.evidence) == (Status.DONE, "hujan", (Evidence("foto.jpg"),))
    assert store.directive(1).follow_up == FollowUp.of(store.changes()[-1])
    with pytest.raises(NothingToDoError):
        note(store, [1], mark(), obstacle="hujan")


def test_assigning_replaces_the_owners(store: Store) -> None:
    """The owners named before give way to the new ones; what the release said stays."""
    assign(store, [1], ["Camat Asakota"], ["Kecamatan Asakota"], mark())

    tracked = store.directive(1)
    assert (tracked.state.owners, tracked.state.units) == (("Camat Asakota",), ("Kecamatan Asakota",))
    assert tracked.directive == drainage()
    with pytest.raises(NothingToDoError):
        assign(store, [1], ["Camat Asakota"], ["Kecamatan Asakota"], mark())


def test_a_moved_deadline_keeps_the_old_one_with_its_reason(store: Store) -> None:
    """Moving a deadline needs a reason and leaves a trace; setting the first one needs none."""
    with pytest.raises(UsageError, match="reason"):
        move_due(store, [1], day("2026-04-30"), mark())

    move_due(store, [1], day("2026-04-30"), mark("2026-03-20", note="tender diulang"), due_text="akhir April")
    move_due(store, [2], day("2026-02-28"), mark())

    followed = store.directive(1)
    assert (followed.state.due, followed.state.due_text) == (day("2026-04-30"), "akhir April")
    moved = Extension(day("2026-03-31"), day("2026-04-30"), "tender diulang", day("2026-03-20"))
    assert followed.extensions == (moved,)
    assert store.directive(2).extensions == ()
    with pytest.raises(NothingToDoError):
        move_due(store, [1], day("2026-04-30"), mark(note="x"))


def test_a_deadline_cannot_lie_before_the_directive(store: Store) -> None:
    """A last day in the wrong year is caught."""
    with pytest.raises(UsageError, match="2025-03-31"):
        move_due(store, [1], day("2025-03-31"), mark(note="x"))
    with pytest.raises(UsageError, match="2025-03-31"):
        amend(store, [1], mark(), due=day("2025-03-31"))
    with pytest.raises(UsageError, match="2025-03-31"):
        add(store, "Menata taman", mark(), due=day("2025-03-31"))


def test_editing_mends_what_is_given_and_nothing_else(store: Store) -> None:
    """What was misread is mended; the words of the release stay as they are."""
    amend(store, [3], mark(), text="Kerja bakti", kind=Kind.INSTRUCTION)

    tracked = store.directive(3)
    assert tracked.state == State("Kerja bakti", Kind.INSTRUCTION, reviewed=True)
    assert tracked.directive == harmony()
    with pytest.raises(UsageError, match="blank"):
        amend(store, [3], mark(), text="  ")
    with pytest.raises(NothingToDoError):
        amend(store, [3], mark(), kind=Kind.INSTRUCTION)


def test_a_directive_can_be_added_by_hand(store: Store) -> None:
    """What no release holds gets the next id, with owners and a deadline of its own, from its day on."""
    tracked = add(
        store,
        "Menata taman kota",
        mark("2026-02-01", note="lisan"),
        kind=Kind.PROJECT,
        owners=["DLH"],
        units=["Dinas Lingkungan Hidup"],
        due=day("2026-02-28"),
        due_text="akhir bulan",
    )

    assert (tracked.number, tracked.release, tracked.born) == (4, None, TODAY)
    assert tracked.directive.quote.text == "Menata taman kota"
    assert tracked.state.owners == ("DLH",)
    assert store.directive(4) == tracked
    with pytest.raises(UsageError, match="blank"):
        add(store, " ", mark())


def test_a_change_cannot_be_dated_ahead(store: Store) -> None:
    """Nobody marks today what will have been done tomorrow."""
    with pytest.raises(UsageError, match="2026-01-11"):
        done(store, [1], mark("2026-01-10", on="2026-01-11"))


def test_a_change_cannot_be_dated_before_the_release(store: Store) -> None:
    """Nothing was done about a directive before it was given."""
    with pytest.raises(UsageError, match="2026-01-05"):
        done(store, [1], mark("2026-01-10", on="2026-01-04"))
    assert done(store, [1], mark("2026-01-10", on="2026-01-05")).changed


def test_no_ids_are_nothing_to_do(store: Store) -> None:
    """An empty batch says that it lacks an id."""
    with pytest.raises(NothingToDoError, match="id"):
        done(store, [], mark())


def test_an_id_given_twice_counts_once(store: Store) -> None:
    """One directive gets one change from one command."""
    assert len(done(store, [1, 1], mark()).changed) == 1


def test_every_change_names_its_author_moment_and_note(store: Store) -> None:
    """Who did what, when and with what words can be read in the history."""
    start(store, [1], Mark(at("2026-01-12"), "budi", date(2026, 1, 9), "mulai"))

    change = store.changes_of(1)[-1]
    assert (change.author, change.at, change.on, change.note) == ("budi", at("2026-01-12"), date(2026, 1, 9), "mulai")
    assert store.release(1).release.text == TEXT

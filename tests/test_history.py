"""The history: what follows from changes that are only added."""

from datetime import date

import pytest
from factories import a_change, a_state, a_tracked, day

from bimatrack.history import (
    Action,
    Change,
    Extension,
    FollowUp,
    State,
    active,
    concerning,
    last_open,
    lives,
    pressing,
    redoable,
    releases_alive,
    steps,
    undoable,
)
from bimatrack.model import Kind, Status

BIRTH = State("Menata drainase", Kind.INSTRUCTION).as_values()
DONE = (("status", Status.DONE), ("progress", 100))


def born(number: int = 1, on: str = "2026-01-05", **others: object) -> Change:
    """Make the change with which directive 1 is born."""
    return a_change(number, Action.IMPORT, on, values=BIRTH, **others)


def done(number: int, on: str, **others: object) -> Change:
    """Make the change that marks directive 1 as done."""
    return a_change(number, Action.DONE, on, values=DONE, **others)


def undo(number: int, on: str, step: int, action: Action = Action.UNDO, **others: object) -> Change:
    """Make the entry that takes back *step*."""
    return a_change(number, action, on, directive=None, undoes=step, **others)


def status(changes: tuple[Change, ...], on: str | None = None) -> Status | None:
    """Return the status of directive 1 as the history tells it; None when it is not there."""
    life = lives(changes, day(on) if on else None).get(1)
    return life and life.state.status


def test_a_directive_is_not_there_before_its_birth() -> None:
    """A directive exists from the day of its birth on, not before."""
    changes = (born(on="2026-01-05"),)

    assert status(changes, "2026-01-04") is None
    assert status(changes, "2026-01-05") is Status.OPEN


def test_a_change_holds_from_its_day_on() -> None:
    """A state is that of the asked day, whatever came later."""
    changes = (born(), done(2, "2026-02-01"))

    assert status(changes, "2026-01-31") is Status.OPEN
    assert status(changes, "2026-02-01") is Status.DONE
    assert status(changes) is Status.DONE


def test_a_change_that_was_dated_back_rewrites_the_days_from_its_day_on() -> None:
    """What was done in March and written down in April counts in March."""
    changes = (born(), done(2, "2026-03-30", at="2026-04-07"))

    assert changes[1].dated_back
    assert status(changes, "2026-03-31") is Status.DONE


def test_the_word_typed_last_wins_over_a_later_day() -> None:
    """Of two changes the one written last decides, even if it was dated back."""
    later = a_change(2, Action.PROGRESS, "2026-01-08", values=(("progress", 50),))
    corrected = a_change(3, Action.PROGRESS, "2026-01-07", at="2026-01-09", values=(("progress", 30),))

    assert lives((born(), later, corrected))[1].state.progress == 30


def test_an_undo_takes_back_its_step_from_its_own_day_on() -> None:
    """An undo leaves the past as it was told."""
    changes = (born(), done(2, "2026-02-01"), undo(3, "2026-02-10", 2))

    assert status(changes, "2026-02-09") is Status.DONE
    assert status(changes, "2026-02-10") is Status.OPEN


def test_an_undo_of_an_undo_brings_the_step_back() -> None:
    """A redo takes back the undo, and so on without end."""
    changes = (
        born(),
        done(2, "2026-02-01"),
        undo(3, "2026-02-02", 2),
        undo(4, "2026-02-03", 3, Action.REDO),
    )

    assert status(changes, "2026-02-02") is Status.OPEN
    assert status(changes) is Status.DONE
    assert status((*changes, undo(5, "2026-02-04", 2))) is Status.OPEN


def test_taking_back_a_step_that_was_dated_back_reaches_to_its_first_day() -> None:
    """A correction of the past is withdrawn from the past; any other step only from today on."""
    [ordinary, correction] = steps((done(1, "2026-02-01"), done(2, "2026-01-20", at="2026-02-01")))

    assert ordinary.undone_on(day("2026-02-05")) == day("2026-02-05")
    assert correction.undone_on(day("2026-02-05")) == day("2026-01-20")


def test_a_directive_whose_birth_is_undone_is_gone() -> None:
    """An undone import leaves no directive behind, and what was done to it has no effect."""
    changes = (born(), done(2, "2026-02-01"), undo(3, "2026-02-02", 1))

    assert status(changes) is None
    assert status(changes, "2026-02-01") is Status.DONE


def test_what_is_imported_again_does_not_disturb_the_days_before_its_undo() -> None:
    """A second birth, dated to the release, counts only where the first no longer does."""
    edited = a_change(2, Action.EDIT, "2026-02-01", values=(("text", "Menata drainase pasar"),))
    again = born(5, "2026-01-05", at="2026-02-20")
    changes = (born(), edited, undo(3, "2026-02-10", 2), undo(4, "2026-02-10", 1), again)

    assert lives(changes, day("2026-02-05"))[1].state.text == "Menata drainase pasar"
    assert lives(changes)[1].state.text == "Menata drainase"
    assert lives(changes)[1].born == day("2026-01-05")


def test_undo_takes_the_last_step_first_and_skips_what_is_undone() -> None:
    """The steps to undo are those that count, the latest first."""
    changes = (born(), done(2, "2026-02-01"), done(3, "2026-02-02"), undo(4, "2026-02-03", 3))

    assert [*undoable(changes)] == [2, 1]


def test_redo_takes_the_latest_undo_first() -> None:
    """The steps to redo come back in the reverse order of their undoing."""
    changes = (born(), done(2, "2026-02-01"), undo(3, "2026-02-02", 2), undo(4, "2026-02-02", 1))

    assert [*redoable(changes)] == [(4, 1), (3, 2)]


def test_a_new_change_leaves_nothing_to_redo() -> None:
    """As in an editor, whoever goes on after an undo cannot redo."""
    changes = (born(), done(2, "2026-02-01"), undo(3, "2026-02-02", 2), done(4, "2026-02-03"))

    assert redoable(changes) == ()
    assert [*undoable(changes)] == [4, 1]


def test_a_redone_step_can_be_undone_again() -> None:
    """Undo and redo can be repeated."""
    changes = (born(), undo(2, "2026-02-01", 1), undo(3, "2026-02-01", 2, Action.REDO))

    assert [*undoable(changes)] == [1]
    assert redoable(changes) == ()


def test_the_changes_of_one_step_are_told_together() -> None:
    """A command over several directives is one step."""
    first = done(1, "2026-02-01", step=1, directive=4)
    second = done(2, "2026-02-01", step=1, directive=7)

    [step] = steps((first, second))

    assert step.directives == (4, 7)
    assert (step.action, step.author, step.at) == (Action.DONE, "siti", first.at)


def test_the_history_of_one_directive_holds_what_undid_it() -> None:
    """Among the changes of a directive are the undo and redo entries that bear on it, and no others."""
    other = a_change(2, Action.IMPORT, directive=2, values=BIRTH)
    changes = (born(), other, undo(3, "2026-02-01", 2), undo(4, "2026-02-01", 1), undo(5, "2026-02-01", 4, Action.REDO))

    assert [change.number for change in concerning(changes, {1})] == [1, 4, 5]


def test_releases_come_and_go_with_their_import() -> None:
    """A release counts from its import on until that is undone."""
    coming = Change(1, 1, born().at, day("2026-01-05"), Action.IMPORT, author="siti", release=9)
    changes = (coming, undo(2, "2026-01-20", 1))

    assert releases_alive(changes, day("2026-01-04")) == frozenset()
    assert releases_alive(changes, day("2026-01-19")) == {9}
    assert releases_alive(changes) == frozenset()


def test_a_moved_deadline_keeps_the_old_one_with_the_reason() -> None:
    """Each move of a deadline is told: from, to, why, and when; the first setting of one is no move."""
    changes = (
        born(),
        a_change(2, Action.DUE, "2026-01-10", values=(("due", day("2026-03-31")),)),
        a_change(3, Action.DUE, "2026-03-20", values=(("due", day("2026-04-30")),), note="tender diulang"),
        a_change(4, Action.DUE, "2026-04-20", values=(("due", None),), note="dihentikan"),
    )

    assert lives(changes, day("2026-03-19"))[1].extensions == ()
    assert lives(changes)[1].extensions == (
        Extension(day("2026-03-31"), day("2026-04-30"), "tender diulang", day("2026-03-20")),
        Extension(day("2026-04-30"), None, "dihentikan", day("2026-04-20")),
    )


def test_a_mended_deadline_is_no_extension() -> None:
    """Whoever mends a misread deadline does not move it."""
    first = a_change(2, Action.DUE, values=(("due", day("2026-03-31")),))
    mended = a_change(3, Action.EDIT, values=(("due", day("2026-03-30")),))

    assert lives((born(), first, mended))[1].extensions == ()


def test_the_last_follow_up_is_the_note_of_the_latest_day() -> None:
    """The last follow-up is the latest note on progress; reasons for moves and the like are none."""
    changes = (
        born(),
        a_change(2, Action.PROGRESS, "2026-02-01", note="tender selesai"),
        a_change(3, Action.NOTE, "2026-01-20", at="2026-02-02", note="rapat persiapan"),
        a_change(4, Action.DUE, "2026-02-03", values=(("due", day("2026-04-30")),), note="hujan"),
        a_change(5, Action.START, "2026-02-04"),
    )

    assert lives(changes)[1].follow_up == FollowUp.of(changes[1])
    assert lives(changes, day("2026-01-25"))[1].follow_up == FollowUp.of(changes[2])


def test_a_note_that_was_undone_is_no_follow_up() -> None:
    """What was taken back is not reported."""
    changes = (born(), a_change(2, Action.NOTE, "2026-02-01", note="salah"), undo(3, "2026-02-01", 2))

    assert lives(changes)[1].follow_up is None


def test_the_last_open_state_is_the_one_before_closing() -> None:
    """What a directive was before it was closed can be told."""
    moved = a_change(2, Action.PROGRESS, "2026-02-01", values=(("status", Status.IN_PROGRESS), ("progress", 60)))

    found = last_open((born(), moved, done(3, "2026-02-05")), {1})

    assert (found[1].status, found[1].progress) == (Status.IN_PROGRESS, 60)


@pytest.mark.parametrize(
    ("today", "overdue", "soon", "left"),
    [
        ("2026-03-23", False, False, 8),
        ("2026-03-24", False, True, 7),
        ("2026-03-31", False, True, 0),
        ("2026-04-01", True, False, -1),
    ],
)
def test_how_pressing_a_directive_is_follows_from_the_day(today: str, overdue: bool, soon: bool, left: int) -> None:
    """A directive is due soon in the seven days up to its last day, that day included, and overdue after it."""
    state = a_state(due="2026-03-31")

    assert state.overdue(day(today)) is overdue
    assert state.due_soon(day(today)) is soon
    assert state.days_left(day(today)) == left


@pytest.mark.parametrize("closed", [Status.DONE, Status.DROPPED])
def test_what_is_closed_presses_no_more(closed: Status) -> None:
    """A closed directive is neither overdue nor due soon."""
    state = a_state(due="2026-03-31", status=closed, closed="2026-04-02")

    assert not state.overdue(day("2026-04-01"))
    assert not state.due_soon(day("2026-03-31"))


def test_a_state_without_a_last_day_has_no_days_left() -> None:
    """Nothing is reckoned where no deadline was given."""
    assert a_state(due=None).days_left(day("2026-04-01")) is None
    assert not a_state(due=None).overdue(date.max)


def test_the_most_pressing_comes_first() -> None:
    """Overdue ones lead, oldest first; then the undated, those with much time, the closed; ties go by id."""
    tracked = (
        a_tracked(1, a_state(due="2026-01-01", status=Status.DONE)),
        a_tracked(2, a_state(due=None)),
        a_tracked(3, a_state(due="2026-03-31")),
        a_tracked(4, a_state(due="2026-01-20")),
        a_tracked(5, a_state(due="2026-01-10")),
        a_tracked(6, a_state(due="2026-01-10")),
    )

    ordered = sorted(tracked, key=lambda one: pressing(one, day("2026-02-01")))

    assert [one.number for one in ordered] == [5, 6, 4, 2, 3, 1]


def test_a_state_can_be_made_again_from_its_values() -> None:
    """The values of a birth make the whole state."""
    state = a_state(status=Status.IN_PROGRESS, progress=40, obstacle="hujan", evidence=("foto.jpg",))

    assert State(**dict(state.as_values())) == state


def test_only_changes_that_count_are_active() -> None:
    """Neither what was undone nor the undoing itself is among the active changes."""
    changes = (born(), done(2, "2026-02-01"), undo(3, "2026-02-01", 2))

    assert active(changes) == changes[:1]

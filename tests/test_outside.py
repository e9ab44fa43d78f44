"""What leaves for other programs: calendars and tasks, read back with libraries and rules that are not ours."""

import json
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from factories import a_state, a_tracked, an_event, day
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from keeping import at, extraction, mark

from bimatrack.exporters.ics import CalendarForm, calendar_ics
from bimatrack.exporters.taskwarrior import taskwarrior_json, todo_txt
from bimatrack.history import Tracked, revisions, store_name
from bimatrack.importing import import_release
from bimatrack.model import Priority, Status
from bimatrack.store import Store
from bimatrack.tracking import Mark, done, drop, move_due, note, preview_undo, rewind

PLAIN = CalendarForm()
NASTY = "Rapat; penting, \\n\r\nBEGIN:VEVENT\x1b[31m “kutip”\u202e"


@pytest.fixture
def store() -> Store:
    """A store with one release: a dated directive, an undated one, an appeal, an event."""
    kept = Store.in_memory()
    import_release(extraction(), kept, now=at("2026-01-06"), author="ani")
    return kept


def calendar_of(store: Store, form: CalendarForm = PLAIN) -> str:
    """Export all that *store* keeps."""
    return calendar_ics(store.directives(), store.events(), store.changes(), form)


def entries(text: str, kind: str = "VEVENT") -> dict[str, dict[str, object]]:
    """Read a calendar with the library that did not write it: by UID, the values of each entry."""
    [calendar] = vobject.readComponents(text)
    return {
        entry.uid.value: {child.name: child.value for child in entry.getChildren() if hasattr(child, "value")}
        for entry in calendar.getChildren()
        if entry.name == kind
    }


def test_deadlines_and_events_are_whole_days(store: Store) -> None:
    """A deadline stands on its day, an event on each of its days; what has no day is left out."""
    found = {str(entry["SUMMARY"]): entry for entry in entries(calendar_of(store)).values()}

    assert list(found) == [
        "Due: Merampungkan drainase pasar (Dinas Pekerjaan Umum dan Penataan Ruang)",
        "Rapat Koordinasi",
    ]
    deadline, event = found.values()
    assert (deadline["DTSTART"], deadline["DTEND"]) == (date(2026, 3, 31), date(2026, 4, 1))
    assert (event["DTSTART"], event["LOCATION"]) == (date(2026, 1, 5), "Aula Bappeda")


def test_importing_again_updates_what_is_there(store: Store) -> None:
    """Uids stay whatever is done; each change of a directive, an undo too, raises its sequence and no other's."""
    first = entries(calendar_of(store))
    move_due(store, [1], day("2026-06-30"), mark("2026-02-01", note="lahan"), due_text="akhir Juni")
    moved = entries(calendar_of(store))
    rewind(store, preview_undo(store), mark("2026-02-02"))
    undone = entries(calendar_of(store))

    assert list(first) == list(moved) == list(undone)
    [deadline, event] = first
    assert [found[deadline]["SEQUENCE"] for found in (first, moved, undone)] == ["0", "1", "2"]
    assert [found[event]["SEQUENCE"] for found in (first, moved, undone)] == ["0", "0", "0"]
    assert moved[deadline]["DTSTART"] == date(2026, 6, 30)
    assert undone[deadline]["DTSTART"] == date(2026, 3, 31)
    assert undone[deadline]["DTSTAMP"] == datetime(2026, 2, 2, tzinfo=UTC)


def test_two_stores_never_share_a_name() -> None:
    """Directive 1 of one office is not directive 1 of another."""
    names = set()
    for moment in ("2026-01-06", "2026-01-07"):
        store = Store.in_memory()
        import_release(extraction(), store, now=at(moment), author="ani")
        names.add(store_name(store.changes()))

    assert len(names) == 2


def test_what_is_closed_says_so_and_wants_nobody_woken(store: Store) -> None:
    """Done keeps its day with the word, what cannot be done is cancelled; neither rings."""
    form = CalendarForm(before=timedelta(days=1))
    assert calendar_of(store, form).count("BEGIN:VALARM") == 2
    done(store, [1], mark("2026-02-01"))
    finished = calendar_of(store, form)
    assert "SUMMARY:Done: Merampungkan" in finished
    assert finished.count("BEGIN:VALARM") == 1

    rewind(store, preview_undo(store), mark("2026-02-02"))
    drop(store, [1], mark("2026-02-03", note="dialihkan"))
    assert "STATUS:CANCELLED" in calendar_of(store)


def test_deadlines_can_be_tasks(store: Store) -> None:
    """With todos each directive is a task with its progress."""
    done(store, [1], mark("2026-02-01"))

    [task] = entries(calendar_of(store, CalendarForm(todos=True)), "VTODO").values()

    assert (task["DUE"], task["STATUS"], task["PERCENT-COMPLETE"]) == (date(2026, 3, 31), "COMPLETED", "100")


def test_a_text_from_outside_stays_a_text() -> None:
    """Whatever a release says, it neither begins an entry nor ends a line of the calendar."""
    text = calendar_ics(
        [a_tracked(1, a_state(NASTY, owners=(NASTY,), units=()))], [an_event(NASTY, place=NASTY)], (), PLAIN
    )

    [calendar] = Calendar.from_ical(text, multiple=True)
    assert len(calendar.walk("VEVENT")) == 2
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert all("BEGIN:VEVENT" in str(entry["summary"]) for entry in calendar.walk("VEVENT"))


def test_the_last_day_there_is_has_no_day_behind_it() -> None:
    """A deadline on the calendar's last day is written without an end."""
    text = calendar_ics([a_tracked(1, a_state(due="9999-12-31"))], (), (), PLAIN)

    assert "DTSTART;VALUE=DATE:99991231" in text
    assert "DTEND" not in text


def tasks(directives: Iterable[Tracked], store: Store) -> list[dict[str, object]]:
    """Export tasks and read them back."""
    found: list[dict[str, object]] = json.loads(taskwarrior_json(directives, store.changes()))
    return found


def test_tasks_carry_who_when_and_what_was_noted(store: Store) -> None:
    """A task has the unit as its project, its last day as due, and each note as an annotation."""
    note(store, [1], mark("2026-02-01", note="tender selesai"))

    [first, second] = tasks(store.directives()[:2], store)

    assert first["project"] == "Dinas Pekerjaan Umum dan Penataan Ruang"
    assert re.fullmatch(r"202603(31|30)T\d{6}Z", str(first["due"]))
    assert [one["description"] for one in first["annotations"]] == ["tender selesai"]
    assert (first["status"], "due" in second, first["tags"]) == ("pending", False, ["instruction"])


def test_a_task_keeps_its_name(store: Store) -> None:
    """Exported again after it was done it is the same task, completed."""
    [before] = tasks(store.directives()[:1], store)
    done(store, [1], mark("2026-02-01"))
    [after] = tasks(store.directives()[:1], store)

    assert before["uuid"] == after["uuid"]
    assert (after["status"], "end" in after) == ("completed", True)


def test_todo_txt_has_its_order() -> None:
    """Priority, days, text, contexts, projects, keys - as the format's rules say."""
    high = a_tracked(3, a_state("Menata  parkir", "2026-03-31", units=("Dinas Perhubungan",)))
    finished = a_tracked(4, a_state(status=Status.DONE, progress=100, closed="2026-02-01", due=None))

    marked = Tracked(3, high.directive, _marked(high), high.release, high.born)
    assert todo_txt([marked, finished]).splitlines() == [
        "(A) 2026-01-05 Menata parkir @Dinas_Perhubungan +wali-kota due:2026-03-31 id:3",
        "x 2026-02-01 2026-01-05 Merampungkan drainase pasar @Dinas_Pekerjaan_Umum_dan_Penataan_Ruang id:4",
    ]


def _marked(one: Tracked) -> object:
    from bimatrack.altering import replace

    return replace(one.state, priority=Priority.HIGH, tags=("wali-kota",))


@given(st.text(max_size=80), st.text(max_size=20))
def test_every_directive_is_one_line_and_one_object(text: str, owner: str) -> None:
    """No text breaks the line of a todo.txt or the array of tasks."""
    one = a_tracked(1, a_state(text, owners=(owner,), units=()))

    assert len(todo_txt([one]).splitlines()) == 1
    assert len(json.loads(taskwarrior_json([one], ()))) == 1


def test_an_undo_of_an_undo_is_a_change_too(store: Store) -> None:
    """Every step that bears on a directive counts."""
    done(store, [1], Mark(at("2026-02-01"), "ani"))
    rewind(store, preview_undo(store), mark("2026-02-02"))

    assert revisions(store.changes())[1].count == 2
    assert revisions(store.changes())[2].count == 0

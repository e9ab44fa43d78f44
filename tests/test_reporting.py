"""The quarterly report's numbers."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from conftest import Anew
from factories import RAKOR, a_change, a_followed, a_release, a_split, a_state, an_event, day, moment, quote_from
from hypothesis import given
from hypothesis import strategies as st
from looking import speaking

from bimatrack.altering import replace
from bimatrack.history import Action, Change, History, Tracked
from bimatrack.importing import import_release
from bimatrack.model import Directive, Due, Extraction, Kind, Status
from bimatrack.quarter import Quarter
from bimatrack.reporting import (
    PeriodReport,
    Scale,
    Source,
    Standing,
    due_notes,
    period_report,
    report_day,
    standings,
)
from bimatrack.store import Store
from bimatrack.tracking import Mark, done

Q1 = Quarter(2026, 1)
END = day("2026-03-31")


def report_on(*followed: Tracked, changes: Sequence[Change] = (), **settings: object) -> PeriodReport:
    """Report on the first quarter of 2026 as of its last day."""
    history = History.whole(changes)
    given = {"followed": followed, "events": (), "releases": (a_release(),), "history": history} | settings
    return period_report(Q1, given.pop("as_of", END), **given)


def test_a_report_speaks_of_the_last_day_or_of_today_while_the_quarter_runs() -> None:
    """A past quarter is reported as of its end, the running one as of today."""
    assert report_day(Q1, day("2026-07-01")) == END
    assert report_day(Q1, day("2026-02-10")) == day("2026-02-10")
    assert report_on(as_of=day("2026-02-10")).running
    assert not report_on(as_of=day("2026-07-01")).running


def test_carried_in_is_what_was_born_before_the_quarter_and_still_open() -> None:
    """An older directive is carried in unless it was closed before the quarter; closed ones of older days are gone."""
    older = a_followed(1, born="2025-11-03")
    closed = a_followed(2, a_state(status=Status.DONE, progress=100, closed="2025-12-30"), born="2025-11-03")
    done_now = a_followed(3, a_state(status=Status.DONE, progress=100, closed="2026-01-02"), born="2025-11-03")

    summary = report_on(older, closed, done_now).summary

    assert (summary.carried_in, summary.new, summary.done, summary.carried_out) == (2, 0, 1, 1)


def test_the_first_day_of_the_quarter_belongs_to_it() -> None:
    """Born on 1 January is new, closed on 1 January is done in the quarter."""
    born = a_followed(1, born="2026-01-01")
    closed = a_followed(2, a_state(status=Status.DONE, closed="2026-01-01"), born="2025-11-03")

    summary = report_on(born, closed).summary

    assert (summary.carried_in, summary.new, summary.done) == (1, 1, 1)


def test_soft_kinds_count_only_when_asked_for() -> None:
    """Commitments and appeals stay out of the report unless all kinds are wanted."""
    appeal = a_followed(1, a_state(kind=Kind.APPEAL))

    assert report_on(appeal).summary.total == 0
    assert report_on(appeal, all_kinds=True).summary.total == 1


def test_the_mean_leaves_out_the_dropped() -> None:
    """What cannot be done spoils no mean; what is done counts whole."""
    report = report_on(
        a_followed(1, a_state(status=Status.DONE, progress=100, closed="2026-02-01")),
        a_followed(2, a_state(status=Status.IN_PROGRESS, progress=25)),
        a_followed(3, a_state(status=Status.DROPPED, progress=10, closed="2026-02-01")),
        a_followed(4),
    )

    assert report.summary.progress == 41.7
    assert report.summary.predicate == "Sangat Rendah"


def test_nothing_at_all_has_no_mean() -> None:
    """A quarter without directives is reported without a predicate."""
    report = report_on()

    assert (report.summary.progress, report.summary.predicate, report.rows) == (None, None, ())


@pytest.mark.parametrize(
    ("percent", "predicate"),
    [
        (100, "Sangat Tinggi"),
        (91, "Sangat Tinggi"),
        (90.9, "Tinggi"),
        (76, "Tinggi"),
        (75.9, "Sedang"),
        (66, "Sedang"),
        (65.9, "Rendah"),
        (51, "Rendah"),
        (50.9, "Sangat Rendah"),
        (0, "Sangat Rendah"),
    ],
)
def test_the_scale_begins_each_predicate_at_its_limit(percent: float, predicate: str) -> None:
    """Between two limits the lower predicate holds."""
    assert Scale().predicate(percent) == predicate


def test_a_government_may_grade_by_its_own_scale() -> None:
    """Limits and labels are values, not law."""
    scale = Scale(steps=((50.0, "Baik"),), lowest="Kurang")

    assert report_on(a_followed(1), scale=scale).summary.predicate == "Kurang"


def test_one_of_two_units_counts_in_both_rows_and_once_in_all() -> None:
    """The rows of units may add up to more than the total."""
    report = report_on(a_followed(1, a_state(units=("Dinas Sosial", "Dinas Kesehatan"))), a_followed(2))

    assert [(count.name, count.total) for count in report.by_unit] == [
        ("Dinas Kesehatan", 1),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", 1),
        ("Dinas Sosial", 1),
    ]
    assert report.summary.total == 2


def test_a_split_directive_counts_once_in_all_and_by_its_share_in_the_row_of_each_unit() -> None:
    """Who has done its part is done, whatever the others do; who has not is overdue with the directive."""
    report = report_on(a_followed(1, a_split()))

    counts = {count.name: (count.total, count.done, count.open, count.overdue) for count in report.by_unit}
    assert counts == {
        "Kecamatan Raba": (1, 1, 0, 0),
        "Kecamatan Mpunda": (1, 0, 1, 1),
        "Kelurahan Nae": (1, 0, 1, 1),
    }
    assert {count.name: count.progress for count in report.by_unit}["Kecamatan Mpunda"] == 50
    assert (report.summary.total, report.summary.done, report.summary.overdue) == (1, 0, 1)
    assert (report.summary.progress, report.summary.unowned) == (50, 0)
    assert report.rows[0].responsible == ("Camat dan Lurah",)


def test_of_a_split_directive_that_was_dropped_the_done_shares_are_done() -> None:
    """What a unit has done stays done; for the others it cannot be done."""
    dropped = replace(a_split(), status=Status.DROPPED, closed_on=day("2026-03-20"))

    counts = {count.name: (count.done, count.dropped) for count in report_on(a_followed(1, dropped)).by_unit}

    assert counts == {"Kecamatan Raba": (1, 0), "Kecamatan Mpunda": (0, 1), "Kelurahan Nae": (0, 1)}


def test_owners_without_a_unit_stand_in_their_own_words_and_nobody_last() -> None:
    """What the registry does not know is counted by the text; what names nobody has a row of its own at the end."""
    report = report_on(
        a_followed(1, a_state(units=(), owners=())),
        a_followed(2, a_state(units=(), owners=())),
        a_followed(3, a_state(units=(), owners=("Kepala OPD terkait",))),
    )

    assert [count.name for count in report.by_unit] == ["Kepala OPD terkait", ""]
    assert report.summary.unowned == 2


def test_owners_that_differ_in_case_only_are_one() -> None:
    """A sentence may begin with the owner."""
    report = report_on(
        a_followed(1, a_state(units=(), owners=("Seluruh Kepala OPD",))),
        a_followed(2, a_state(units=(), owners=("seluruh Kepala OPD",))),
    )

    assert [(count.name, count.total) for count in report.by_unit] == [("Seluruh Kepala OPD", 2)]


def test_the_source_is_the_meeting_else_the_release() -> None:
    """What happened on the release's own day names the source; a later event that it announces does not."""
    announced = an_event("Rakor berikutnya", "2026-02-02")

    [row] = report_on(a_followed(1), events=(announced, an_event("Rapat Koordinasi", number=2))).rows
    [other] = report_on(a_followed(1), events=(announced,)).rows

    assert row.source == Source("Rapat Koordinasi", day("2026-01-05"))
    assert other.source.name == "Rakor Awal Tahun"


def test_the_matrix_begins_with_what_is_overdue_then_what_slipped() -> None:
    """Overdue, slipped, by last day, undated, done, dropped."""
    report = report_on(
        a_followed(1, a_state(status=Status.DROPPED, closed="2026-02-01")),
        a_followed(2, a_state(status=Status.DONE, closed="2026-02-01")),
        a_followed(3, a_state(due=None)),
        a_followed(4, a_state(due="2026-04-30")),
        a_followed(5, a_state(due="2026-12-31"), moved_from="2026-03-01"),
        a_followed(6, a_state(due="2026-03-30")),
        a_followed(7, a_state(due="2026-01-30")),
    )

    assert [row.id for row in report.rows] == [7, 6, 5, 4, 3, 2, 1]
    assert [row.position for row in report.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.id for row in report.rows if row.overdue] == [7, 6]


def test_due_on_the_last_day_is_not_yet_overdue_but_the_next_quarter_starts_with_it_late() -> None:
    """On 31 March there is still time; on 1 April there is none."""
    report = report_on(a_followed(1, a_state(due="2026-03-31")), a_followed(2, a_state(due="2026-04-01")))

    assert report.summary.overdue == 0
    assert [row.id for row in report.outlook.overdue] == [1]
    assert [row.id for row in report.outlook.due] == [2]


def test_a_deadline_slips_only_when_it_is_later_than_at_first() -> None:
    """Moved forward is no slippage, lifted is one without an end."""
    report = report_on(
        a_followed(1, a_state(due="2026-03-01"), moved_from="2026-03-31"),
        a_followed(2, a_state(due="2026-04-30"), moved_from="2026-03-31"),
        a_followed(3, a_state(due=None), moved_from="2026-03-31"),
    )

    slips = {row.id: row.slip.days for row in report.rows if row.slip}
    assert slips == {2: 30, 3: None}
    assert report.summary.slipped == 2


def test_done_late_is_told() -> None:
    """Done after the last day counts as done, and as late."""
    late = a_followed(1, a_state(due="2026-02-01", status=Status.DONE, closed="2026-02-02"))
    in_time = a_followed(2, a_state(due="2026-02-01", status=Status.DONE, closed="2026-02-01"))

    assert (report_on(late, in_time).summary.done, report_on(late, in_time).summary.late) == (2, 1)


def test_what_was_closed_before_and_opened_again_is_told_as_reopened() -> None:
    """It counts as carried in, so that the balance holds, and the report says why there is one more than before."""
    changes = (
        a_change(1, Action.IMPORT, "2025-11-03", values=a_state().as_values()),
        a_change(2, Action.DONE, "2025-12-01", values=(("status", Status.DONE), ("closed_on", day("2025-12-01")))),
        a_change(3, Action.REOPEN, "2026-01-10", values=(("status", Status.OPEN), ("closed_on", None))),
    )

    summary = report_on(a_followed(1, born="2025-11-03"), changes=changes).summary

    assert (summary.carried_in, summary.reopened, summary.carried_out) == (1, 1, 1)


def test_changes_dated_back_into_the_quarter_are_counted() -> None:
    """What was written after the quarter's end but holds from before is told; what was written in time is not."""
    changes = (
        a_change(1, Action.PROGRESS, "2026-03-30", at="2026-04-02"),
        a_change(2, Action.PROGRESS, "2026-03-30", at="2026-03-31"),
        a_change(3, Action.PROGRESS, "2026-04-02"),
    )

    assert report_on(a_followed(1), changes=changes).dated_back == 1


def test_what_is_taken_back_from_the_quarter_afterwards_is_counted() -> None:
    """An undo in April of what was dated back within March changes the quarter, and the report says so."""
    done_then = a_change(2, Action.DONE, "2026-03-10", at="2026-03-20")
    undone = a_change(3, Action.UNDO, "2026-03-10", at="2026-04-02", directive=None, undoes=2)
    undone_in_time = replace(undone, at=moment("2026-03-30"))

    assert report_on(a_followed(), changes=(a_change(1), done_then, undone)).dated_back == 1
    assert report_on(a_followed(), changes=(a_change(1), done_then, undone_in_time)).dated_back == 0


def test_events_are_told_once_as_held_or_to_come() -> None:
    """Two releases that name one meeting don't hold it twice; what ends after the as-of day is to come."""
    events = (
        an_event("Rakor", "2026-01-05"),
        an_event("RAKOR", "2026-01-05", number=2),
        an_event("Rakernas", "2026-03-30", "2026-04-02", number=3),
        an_event("Musrenbang", "2026-04-14", number=4),
    )

    report = report_on(events=events)

    assert [event.title for event in report.events.held] == ["Rakor"]
    assert [event.title for event in report.events.to_come] == ["Rakernas"]
    assert [event.title for event in report.outlook.events] == ["Musrenbang"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("apel gabungan", "Apel gabungan"),
        ("RAPAT", "RAPAT"),
        ("https://contoh.go.id", "https://contoh.go.id"),
        ("e-SAKIP", "e-SAKIP"),
        ("", ""),
    ],
)
def test_meetings_stand_with_a_capital(name: str, shown: str) -> None:
    """What a release names inside a sentence stands at the head of a line here, as an event and as a source."""
    meeting = an_event(name, number=2)

    report = report_on(a_followed(1), events=(meeting,), releases=(a_release(title=""),))

    assert [event.title for event in report.events.held] == [shown]
    assert report.rows[0].source.name == shown


@pytest.mark.parametrize(
    ("due", "words", "moved_from", "notes"),
    [
        ("2026-03-31", "triwulan pertama ini", None, ["“triwulan pertama ini”"]),
        ("2026-03-31", "31 Maret 2026", None, []),
        ("2026-03-31", "Selasa, 31 Maret 2026", None, []),
        ("2026-01-09", "Jum'at, 9 Januari 2026", None, []),
        ("2026-03-30", "sebelum 31 Maret 2026", None, ["“sebelum 31 Maret 2026”"]),
        ("2026-03-30", "31 Maret 2026", None, ["“31 Maret 2026”"]),
        ("2026-03-31", "16 sampai 31 Maret 2026", None, ["“16 sampai 31 Maret 2026”"]),
        ("2026-06-30", "akhir\nJuni", "2026-03-31", ["at first 31 Mar 2026", "“akhir Juni”"]),
        (None, None, "2026-03-31", ["at first 31 Mar 2026"]),
        (None, "setiap hari Jumat", None, ["“setiap hari Jumat”"]),
        (None, None, None, []),
    ],
)
def test_beside_a_deadline_stand_its_first_day_and_its_words(
    due: str | None, words: str | None, moved_from: str | None, notes: list[str]
) -> None:
    """Words are told unless they only write the day out, which stands there already."""
    state = replace(a_state(due=due), due_text=words)
    lifted = replace(a_followed(1, state), extensions=a_followed(1, moved_from=moved_from).extensions)
    [row] = report_on(replace(lifted, state=state)).rows

    with speaking("en"):
        assert list(due_notes(row)) == notes


def test_units_that_share_a_directive_stand_by_status() -> None:
    """First who has all to do; how far the others are, and when they were done."""
    with speaking("en"):
        assert standings(a_split().shares) == (
            Standing(Status.OPEN, ("Kelurahan Nae",)),
            Standing(Status.IN_PROGRESS, ("Kecamatan Mpunda (50%)",)),
            Standing(Status.DONE, ("Kecamatan Raba (10 Mar 2026)",)),
        )
    assert standings(()) == ()


def test_months_that_have_not_begun_are_left_out() -> None:
    """In February nothing is told of March."""
    closed = a_followed(1, a_state(due="2026-01-20", status=Status.DONE, closed="2026-02-02"))

    months = report_on(closed, as_of=day("2026-02-10")).by_month

    assert [(one.first.month, one.new, one.due, one.done) for one in months] == [(1, 1, 1, 0), (2, 0, 0, 1)]


def test_a_report_printed_later_shows_the_quarter_as_it_was(anew: Anew) -> None:
    """What was done in April leaves the report of the first quarter as it stood on 31 March."""
    store = anew()
    kept = import_release(_rakor(), store, now=moment("2026-01-06"), author="siti")
    before = _report_from(store)
    done(store, [kept.directives[0].number], Mark(now=moment("2026-04-20"), author="siti"))

    assert _report_from(store) == before
    assert before.summary.carried_out == 1


STATUSES = st.sampled_from(Status)
DAYS = st.dates(date(2025, 6, 1), date(2026, 6, 30))


@st.composite
def lives_up_to_the_end(draw: st.DrawFn) -> Tracked:
    """Draw a directive as it could stand on the quarter's last day."""
    born = draw(st.dates(date(2025, 6, 1), END))
    status = draw(STATUSES)
    closed = draw(st.dates(born, END)) if status.closed else None
    due = draw(st.none() | st.dates(born, born + timedelta(days=400)))
    state = a_state(
        due=due.isoformat() if due else None,
        status=status,
        progress=draw(st.integers(0, 100)),
        kind=draw(st.sampled_from(Kind)),
        units=draw(st.lists(st.sampled_from(["Dinas Sosial", "Dinas Kesehatan", "Inspektorat"]), max_size=3)),
        closed=closed.isoformat() if closed else None,
    )
    return a_followed(draw(st.integers(1, 9999)), state, born=born.isoformat())


@given(st.lists(lives_up_to_the_end(), max_size=12), st.booleans())
def test_the_balance_always_holds(followed: list[Tracked], all_kinds: bool) -> None:
    """Carried in and new are done, dropped or carried out, each directive once, in every table."""
    report = report_on(*followed, all_kinds=all_kinds)
    summary, outlook = report.summary, report.outlook

    assert summary.carried_in + summary.new == summary.done + summary.dropped + summary.carried_out
    assert summary.total == len(report.rows) == sum(count.total for count in report.by_kind)
    assert all(count.total == count.done + count.dropped + count.open for count in (*report.by_unit, *report.by_kind))
    assert summary.carried_out == len(outlook.overdue) + len(outlook.due) + outlook.later + outlook.undated
    assert summary.overdue <= len(outlook.overdue)


def _rakor() -> Extraction:
    asked = Directive(
        text="Merampungkan drainase pasar",
        quote=quote_from(RAKOR, "merampungkan drainase pasar"),
        kind=Kind.INSTRUCTION,
        due=Due(END, quote_from(RAKOR, "paling lambat 31 Maret 2026"), "the date as written"),
    )
    return Extraction(a_release().release, (asked,), (an_event().event,))


def _report_from(store: Store) -> PeriodReport:
    return period_report(
        Q1,
        END,
        followed=store.as_of(END),
        events=store.events(END),
        releases=store.releases(END),
        history=store.history(),
    )


def test_the_timeline_sets_what_was_done_against_what_fell_due() -> None:
    """Both lines add up week by week; what was due before the quarter is in from its start, the days ahead are open."""
    report = report_on(
        a_followed(1, a_state(due="2025-12-31"), born="2025-11-03"),
        a_followed(2, a_state(status=Status.DONE, due="2026-01-20", closed="2026-02-10")),
        a_followed(3, a_state(status=Status.DROPPED, due="2026-01-20", closed="2026-02-10")),
        a_followed(4, a_state(due=None)),
        as_of=day("2026-02-13"),
    )

    points = {point.day: (point.due, point.done) for point in report.timeline}
    assert [point.day for point in report.timeline] == sorted(points)
    assert points[day("2026-01-04")] == (1, 0)
    assert points[day("2026-01-25")] == (2, 0)
    assert points[day("2026-02-13")] == (2, 1)
    assert points[END] == (2, None)


def test_ages_part_what_is_open() -> None:
    """Each open directive has one age; how many of them are overdue is told beside."""
    report = report_on(
        a_followed(1, a_state(due=None), born="2026-03-31"),
        a_followed(2, a_state(due="2026-03-01"), born="2026-03-01"),
        a_followed(3, a_state(due="2026-03-01"), born="2025-01-05"),
        a_followed(4, a_state(status=Status.DONE, closed="2026-03-01"), born="2026-02-01"),
    )

    assert [(age.first, age.last, age.open, age.overdue) for age in report.ages] == [
        (0, 30, 2, 1),
        (31, 60, 0, 0),
        (61, 90, 0, 0),
        (91, 180, 0, 0),
        (181, None, 1, 1),
    ]

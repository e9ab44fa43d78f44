"""Deadlines are found where a text sets them, quoted verbatim, and read as the guide of deadline wordings says."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.extract.deadlines import find_dates, find_deadlines, read_deadline
from bimatrack.i18n import set_language
from bimatrack.rules.dues import due_families

HERE = Path(__file__).parent
MONDAY = date(2026, 1, 5)
TAG = re.compile(r"<d day=(\S+?)>(.*?)</d>")
SENTENCES = [
    line
    for line in (HERE / "deadlines.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDINGS = [
    pytest.param(*line.split("\t"), id=line.replace("\t", " "))
    for line in (HERE / "deadlines.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
VOCABULARY = sorted(
    {form for word in due_families().words for form in word.forms}
    | {phrase for bound in due_families().bounds for phrase in bound.phrases}
    | {
        "7",
        "20",
        "2026",
        "5/1/2026",
        "31/2",
        "24",
        "x",
        "(",
        ")",
        ",",
        ".",
        "\n",
        "H-",
        "Lebaran",
        "rapat",
        "tanggal",
        "2x24",
    }
)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    set_language("en")


@pytest.mark.parametrize("tagged", SENTENCES)
def test_a_sentence_says_what_its_tags_say(tagged: str) -> None:
    """The quoted words and their days are exactly the marked ones; an unmarked sentence sets no deadline."""
    text = TAG.sub(r"\2", tagged)

    found = [
        (deadline.due.quote.text, f"every:{deadline.due.next_day}" if deadline.due.next_day else str(deadline.due.day))
        for deadline in find_deadlines(text, MONDAY)
    ]

    assert found == [(words, day) for day, words in TAG.findall(tagged)]


@pytest.mark.parametrize(("anchor", "wording", "due"), WORDINGS)
def test_a_wording_by_itself_sets_its_day(anchor: str, wording: str, due: str) -> None:
    """Each wording of our own list is read to the day that the guide gives it, or to none."""
    day = read_deadline(wording, date.fromisoformat(anchor)).due

    assert (day.isoformat() if day else "") == due


@given(words=st.lists(st.sampled_from(VOCABULARY), max_size=30), day=st.dates(date(2000, 1, 1), date(2050, 12, 31)))
def test_any_heap_of_time_words_is_survived(words: list[str], day: date) -> None:
    """Whatever stands in a text, quotes are verbatim, apart and in order, and no deadline lies in the past."""
    text = " ".join(words)

    found = find_deadlines(text, day)

    for deadline in found:
        span = deadline.due.quote.span
        assert text[span.start : span.end] == deadline.due.quote.text
        assert deadline.whole.start <= span.start < span.end <= deadline.whole.end
        assert (deadline.due.day or deadline.due.next_day) >= day
    assert all(one.whole.end <= other.whole.start for one, other in pairwise(found))


@given(text=st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    """No text makes the reader raise, and what it names stands in the text."""
    for named in find_dates(text, MONDAY):
        assert text[named.quote.span.start : named.quote.span.end] == named.quote.text
        assert named.first <= named.last
    read_deadline(text, MONDAY)


def test_spans_count_the_whole_text() -> None:
    """Of a part of a text only that part is read, and its spans are offsets into the whole."""
    text = "Paling lambat besok. Dinas PUPR: paling lambat lusa. Paling lambat Jumat."
    start, end = text.index("Dinas"), text.index(" Paling", 30)

    (found,) = find_deadlines(text, MONDAY, start, end)

    assert (found.due.day, found.due.quote.text) == (date(2026, 1, 7), "lusa")
    assert text[found.whole.start : found.whole.end] == "paling lambat lusa"
    assert found.bounded


def test_a_chained_deadline_counts_from_a_known_event() -> None:
    """An event that the caller knows gives its day to "H-3 paripurna"; without it nothing is invented."""
    text = "Draf nota kesepakatan diserahkan H-3 paripurna."

    (found,) = find_deadlines(text, MONDAY, events=[("Rapat paripurna DPRD", date(2026, 1, 30))])

    assert (found.due.day, found.due.quote.text) == (date(2026, 1, 27), "H-3 paripurna")
    assert find_deadlines(text, MONDAY) == ()


def test_a_chained_deadline_counts_from_what_the_text_says() -> None:
    """The event's day may stand elsewhere in the text, in the same words."""
    text = "Entry meeting ditetapkan Senin, 19 Januari 2026.\n\nBukti perjalanan diserahkan sebelum entry meeting."

    found = find_deadlines(text, MONDAY, text.index("Bukti"))

    assert [(deadline.due.day, deadline.due.quote.text) for deadline in found] == [
        (date(2026, 1, 18), "sebelum entry meeting")
    ]


def test_the_main_event_of_a_release_may_go_unnamed() -> None:
    """What is due "H-5 pembukaan" counts from the one event that is no meeting, "berakhir" from a range's last day."""
    events = [("Rapat lanjutan", date(2026, 1, 22)), ("MTQ", date(2026, 2, 17))]

    (opening,) = find_deadlines("Lampu lokasi dipasang H-5 pembukaan.", MONDAY, events=events)
    text = (
        "Masa tanggap darurat berlangsung 5 sampai 19 Januari 2026. "
        "Kajian selesai dua minggu setelah masa tanggap darurat berakhir."
    )
    (assessed,) = find_deadlines(text, MONDAY, text.index("Kajian"))

    assert opening.due.day == date(2026, 2, 12)
    assert assessed.due.day == date(2026, 2, 2)


def test_a_bare_h_counts_from_the_feast_of_the_text() -> None:
    """In a release about Lebaran, "H-7" is seven days before Lebaran."""
    text = "Rapat kesiapan Lebaran. Penambalan jalan rampung s.d. H-7."

    assert [deadline.due.day for deadline in find_deadlines(text, MONDAY)] == [date(2026, 3, 14)]


def test_what_follows_a_deadline_counts_from_it() -> None:
    """What comes "sesudahnya" hangs on the deadline before, even in an earlier sentence."""
    text = "Rincian dikirim paling lambat tgl 15/2/26.\nBPKAD menyiapkan peraturannya dalam tujuh hari setelahnya."

    (found,) = find_deadlines(text, MONDAY, text.index("BPKAD"))

    assert found.due.day == date(2026, 2, 22)


def test_a_line_ends_a_wording() -> None:
    """A headline that ends in "akhir bulan" does not swallow the date below it; a wrapped line goes on."""
    headline = "OPD diberi tenggat hingga Akhir Bulan\n6 Januari 2026\nisi"
    wrapped = "disampaikan paling lambat tanggal\n31 Januari 2026 kepada Sekda"

    assert [deadline.due.quote.text for deadline in find_deadlines(headline, MONDAY)] == ["Akhir Bulan"]
    assert [deadline.due.day for deadline in find_deadlines(wrapped, MONDAY)] == [date(2026, 1, 31)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Senin, (5/1/2026)", [(date(2026, 1, 5), date(2026, 1, 5))]),
        ("dari tanggal 4 hingga 6 Mei 2024", [(date(2024, 5, 4), date(2024, 5, 6))]),
        ("Selasa (30/12) dan Rabu 7/1/26", [(date(2025, 12, 30), date(2025, 12, 30)), (date(2026, 1, 7),) * 2]),
        ("17 s.d. 21 Februari 2025", [(date(2025, 2, 17), date(2025, 2, 21))]),
        ("28 Februari - 2 Maret 2025", [(date(2025, 2, 28), date(2025, 3, 2))]),
        (
            "besok, Jumat pekan depan, tanggal 20",
            [(date(2026, 1, 6),) * 2, (date(2026, 1, 16),) * 2, (date(2026, 1, 20),) * 2],
        ),
        ("hari ini, Senin", [(MONDAY, MONDAY), (MONDAY, MONDAY)]),
        ("pada 27 November 2024 lalu", [(date(2024, 11, 27),) * 2]),
        ("Jumat lalu", [(date(2026, 1, 2),) * 2]),
        ("24 orang dari 12 kelurahan", []),
    ],
)
def test_days_are_named_past_and_to_come(text: str, days: list[tuple[date, date]]) -> None:
    """Every day or range that a text names is found, the year taken as the nearest where it is missing."""
    assert [(named.first, named.last) for named in find_dates(text, MONDAY)] == days


@pytest.mark.parametrize(
    ("wording", "due", "reason"),
    [
        ("akhir triwulan I", date(2026, 3, 31), "end of triwulan I 2026"),
        ("triwulan pertama ini", date(2026, 3, 31), "end of triwulan I 2026"),
        ("dalam 14 hari", date(2026, 1, 19), "14 days from 5 January 2026"),
        ("sebelum bulan April", date(2026, 3, 31), "the day before April 2026"),
        ("H-7 Lebaran", date(2026, 3, 14), "7 days before Idul Fitri 2026"),
        ("lima hari kerja", date(2026, 1, 12), "5 working days from 5 January 2026"),
        ("Rabu pekan depan", date(2026, 1, 14), "Wednesday, 14 January 2026"),
        ("31 March 2026", date(2026, 3, 31), "31 March 2026"),
        ("12 Ogos 2026", date(2026, 8, 12), "12 August 2026"),
        ("before the end of next month", date(2026, 2, 27), "the day before end of February 2026"),
        ("setiap tanggal 5 bulan berikutnya", None, "recurring, next on 5 January 2026"),
        ("kemarin", None, "points back, or names no day"),
        ("segera", None, "names no deadline"),
        ("dua minggu setelah pelantikan", None, "counts from an event whose day is not known"),
    ],
)
def test_a_reading_says_why(wording: str, due: date | None, reason: str) -> None:
    """The reader by itself tells which day it is, and in a few words why."""
    reading = read_deadline(wording, MONDAY)

    assert (reading.due, reading.reason) == (due, reason)


def test_a_recurring_duty_has_a_next_day_and_no_due() -> None:
    """What is due "setiap tanggal 10" is shown with its next day; nothing is due once and for all."""
    reading = read_deadline("setiap tanggal 10", MONDAY)

    assert (reading.recurring, reading.due, reading.next_day) == (True, None, date(2026, 1, 10))


def test_english_is_read_from_options_only() -> None:
    """English belongs to the command line: a release's "next week" is nobody's deadline."""
    assert read_deadline("next monday", MONDAY).due == date(2026, 1, 12)
    assert find_deadlines("Selesai by next monday, tomorrow, in two weeks.", MONDAY) == ()

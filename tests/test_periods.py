"""What can be reported on, and how it is written."""

from datetime import date

import pytest
from factories import day
from hypothesis import given
from hypothesis import strategies as st
from looking import speaking

from bimatrack.errors import UsageError
from bimatrack.labels import period_label
from bimatrack.periods import Months, Period, Stretch, months_of, parse_period
from bimatrack.quarter import Quarter

TODAY = day("2026-05-14")


def read(text: str, first_month: int = 1) -> Period:
    """Read a period in the middle of May 2026."""
    return parse_period(text, TODAY, date.fromisoformat, first_month)


@pytest.mark.parametrize(
    ("text", "first", "last", "written"),
    [
        ("2026Q1", "2026-01-01", "2026-03-31", "2026Q1"),
        ("TW I 2026", "2026-01-01", "2026-03-31", "2026Q1"),
        ("triwulan pertama", "2026-01-01", "2026-03-31", "2026Q1"),
        ("triwulan ini", "2026-04-01", "2026-06-30", "2026Q2"),
        ("triwulan lalu", "2026-01-01", "2026-03-31", "2026Q1"),
        ("next quarter", "2026-07-01", "2026-09-30", "2026Q3"),
        ("2026S1", "2026-01-01", "2026-06-30", "2026S1"),
        ("2026 semester 2", "2026-07-01", "2026-12-31", "2026S2"),
        ("Semester II 2025", "2025-07-01", "2025-12-31", "2025S2"),
        ("semester kedua tahun 2025", "2025-07-01", "2025-12-31", "2025S2"),
        ("semester ini", "2026-01-01", "2026-06-30", "2026S1"),
        ("smt 1", "2026-01-01", "2026-06-30", "2026S1"),
        ("2025", "2025-01-01", "2025-12-31", "2025"),
        ("tahun 2025", "2025-01-01", "2025-12-31", "2025"),
        ("tahun lalu", "2025-01-01", "2025-12-31", "2025"),
        ("2026-03", "2026-03-01", "2026-03-31", "2026-03"),
        ("Maret 2026", "2026-03-01", "2026-03-31", "2026-03"),
        ("bulan Agt 2025", "2025-08-01", "2025-08-31", "2025-08"),
        ("nop", "2026-11-01", "2026-11-30", "2026-11"),
        ("Feb. 2028", "2028-02-01", "2028-02-29", "2028-02"),
        ("last month", "2026-04-01", "2026-04-30", "2026-04"),
        ("2026-01-05..2026-02-10", "2026-01-05", "2026-02-10", "2026-01-05..2026-02-10"),
        ("2026-01-05 sampai 2026-02-10", "2026-01-05", "2026-02-10", "2026-01-05..2026-02-10"),
        ("2026-01-05 s.d. 2026-02-10", "2026-01-05", "2026-02-10", "2026-01-05..2026-02-10"),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, first: str, last: str, written: str) -> None:
    """Papers, months and days by name, in both languages; what is printed of it is read again."""
    period = read(text)

    assert (period.start, period.end, str(period)) == (day(first), day(last), written)
    assert read(str(period)) == period


@pytest.mark.parametrize(
    "text",
    ["", "2026Q5", "semester tiga", "bulan", "ma", "2026-13", "maretan", "2026-02-10..2026-01-05", "0000", "9999-12"],
)
def test_what_is_no_period_is_refused_in_a_sentence(text: str) -> None:
    """A mistyped period is never taken for another one."""
    with pytest.raises(UsageError):
        read(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "english", "indonesian"),
    [
        ("2023Q2", "2024-01-01", "2024-03-31", "Quarter II (January–March 2024)", "Triwulan II (Januari–Maret 2024)"),
        ("semester 1 2023", "2023-10-01", "2024-03-31", "Semester I (October 2023–March 2024)", None),
        ("tahun 2023", "2023-10-01", "2024-09-30", "Year 2023 (October 2023–September 2024)", None),
        ("Maret 2024", "2024-03-01", "2024-03-31", "March 2024", "Maret 2024"),
    ],
)
def test_an_acting_mayor_counts_from_his_appointment(
    text: str, first: str, last: str, english: str, indonesian: str | None
) -> None:
    """With October as the first month semesters and years begin there, too, and say so in their names."""
    period = read(text, 10) if "Q" not in text else Quarter(2024, 2, 10)

    assert (period.start, period.end) == (day(first), day(last))
    assert period_label(period) == english
    if indonesian:
        with speaking("id"):
            assert period_label(period) == indonesian


def test_periods_have_names_in_both_languages() -> None:
    """As government papers write them."""
    periods = [
        Months(day("2026-01-01"), 6),
        Months(day("2026-01-01"), 12),
        Stretch(day("2026-01-05"), day("2026-01-09")),
    ]

    assert [period_label(one) for one in periods] == ["Semester I 2026", "Year 2026", "5–9 Jan 2026"]
    with speaking("id"):
        assert [period_label(one) for one in periods] == ["Semester I 2026", "Tahun 2026", "5–9 Jan 2026"]


DAYS = st.dates(day("1900-01-01"), day("2200-01-01"))
PERIODS = st.one_of(
    st.builds(Months.of, DAYS, st.sampled_from((1, 6, 12)), st.integers(1, 12)),
    st.builds(Quarter.of, DAYS, st.integers(1, 12)),
    DAYS.flatmap(lambda first: st.builds(Stretch, st.just(first), st.dates(first, day("2200-01-02")))),
)


@given(PERIODS)
def test_periods_follow_each_other_without_a_gap(period: Period) -> None:
    """The next one begins the day after, and the one before the next is itself."""
    following = period.next()

    assert (following.start - period.end).days == 1
    assert following.previous() == period
    assert period.start in period
    assert period.end in period
    assert following.start not in period


@given(PERIODS)
def test_every_day_of_a_period_lies_in_one_of_its_months(period: Period) -> None:
    """Its months are those of its first and last day and all between."""
    months = list(months_of(period))

    assert (months[0].month, months[-1].month) == (period.start.month, period.end.month)
    assert months == sorted(set(months))


@given(DAYS, st.sampled_from((1, 6, 12)), st.integers(1, 12))
def test_the_period_of_a_day_holds_it(one: date, count: int, first_month: int) -> None:
    """Whatever month it begins with."""
    assert one in Months.of(one, count, first_month)

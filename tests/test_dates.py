"""Calendar dates are found however a release writes them."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.extract.dates import find_days, find_mentions

NEAR = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("hadir. Senin, (5/1/2026). Sekda", "2026-01-05", "2026-01-05", "Senin, (5/1/2026)"),
        ("aula, Rabu ( 7/01) siang", "2026-01-07", "2026-01-07", "Rabu ( 7/01)"),
        ("Jum’at 9 Januari kembali", "2026-01-09", "2026-01-09", "Jum’at 9 Januari"),
        ("pada Jumat Kliwon 9 Januari 2026", "2026-01-09", "2026-01-09", "Jumat Kliwon 9 Januari 2026"),
        ("Rabu Legi (7/1) di pasar", "2026-01-07", "2026-01-07", "Rabu Legi (7/1)"),
        ("aula,7 Januari 2026.", "2026-01-07", "2026-01-07", "7 Januari 2026"),
        ("Kamis malam (8/1) di masjid", "2026-01-08", "2026-01-08", "Kamis malam (8/1)"),
        ("rapat zoom (kamis 8/1), ada", "2026-01-08", "2026-01-08", "(kamis 8/1)"),
        ("Senin pekan depan (12/1) pukul 13.00", "2026-01-12", "2026-01-12", "Senin pekan depan (12/1)"),
        ("batas tgl 27/1/26.", "2026-01-27", "2026-01-27", "tgl 27/1/26"),
        ("per 12 Nopember 2025 serapan", "2025-11-12", "2025-11-12", "12 Nopember 2025"),
        ("terbit 2026-01-05 pagi", "2026-01-05", "2026-01-05", "2026-01-05"),
        ("tanggal 3 hingga 5 Juni 2024.", "2024-06-03", "2024-06-05", "tanggal 3 hingga 5 Juni 2024"),
        ("20-21 Mei 2026 di", "2026-05-20", "2026-05-21", "20-21 Mei 2026"),
        ("tanggal 2 dan 3 Februari", "2026-02-02", "2026-02-03", "tanggal 2 dan 3 Februari"),
        ("28 Mei - 2 Juni 2021, yang", "2021-05-28", "2021-06-02", "28 Mei - 2 Juni 2021"),
        ("mulai Selasa (6/1) sampai Kamis (8/1) pun", "2026-01-06", "2026-01-08", "Selasa (6/1) sampai Kamis (8/1)"),
        ("15 Desember 2025 s.d. 5 Januari 2026", "2025-12-15", "2026-01-05", "15 Desember 2025 s.d. 5 Januari 2026"),
    ],
)
def test_a_date_as_releases_write_it(text: str, first: str, last: str, words: str) -> None:
    """Days, ranges, weekdays, brackets and short forms are read, and the words that name them are quoted."""
    [days] = find_days(text, NEAR)

    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)
    assert text[days.span.start : days.span.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "RT 01/01, Desa Melati",
        "Nomor 005/412/Ek",
        "pukul 09.30 - 12.45",
        "naik 3,37 poin dari 76.80",
        "30 Februari 2026",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    """Numbers of houses, letters, hours and amounts, and days that no calendar has, are no dates."""
    assert find_days(text, NEAR) == ()


def test_days_that_are_listed_stay_apart() -> None:
    """Two days with a gap between them are two days, not a range."""
    assert [days.first.day for days in find_days("2 Januari dan 9 Januari", NEAR)] == [2, 9]


def test_a_slip_of_the_month_is_mended_by_the_weekday() -> None:
    """Where a release of August says "Rabu (12/7)" and only 12 August is a Wednesday, August is meant."""
    [days] = find_days("Rabu (12/7) pagi", date(2020, 8, 12))

    assert days.first == date(2020, 8, 12)


def test_a_missing_year_is_the_nearest_one() -> None:
    """A December date in a release of January lies three weeks back, not eleven months ahead."""
    [days] = find_days("sejak 20 Desember", NEAR)

    assert days.first == date(2025, 12, 20)


@given(st.text(alphabet="0123456789/-.() senirabuktmjl", max_size=80))
def test_any_text_yields_ordered_spans(text: str) -> None:
    """Mentions lie inside the text, in order, and never overlap."""
    spans = [mention.span for mention in find_mentions(text)]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(days.first <= days.last for days in find_days(text, NEAR))

"""The head of a release: its headline, its day, its publisher."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.extract.head import read_head

BODY = "Wali Kota memimpin rapat koordinasi di aula Setda{when}. Ia meminta Camat menata drainase."


def release(top: str, when: str = "", end: str = "") -> str:
    """Arrange a release from its top lines, the words behind the meeting's place, and its last lines."""
    return f"{top}\n\n{BODY.format(when=when)}\n\n{end}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param(release("Rapat Drainase", ", Senin, (5/1/2026)"), "2026-01-05", id="weekday-in-brackets"),
        pytest.param(
            release("Rapat Drainase\n6 Januari 2026", ", Senin (5/1)"), "2026-01-05", id="year-of-publication"
        ),
        pytest.param(release("Rapat Drainase\n6 Januari 2026", ", kemarin"), "2026-01-06", id="only-published"),
        pytest.param(release("Raba, 6 Januari 2026 – Rapat Drainase Digelar."), "2026-01-06", id="dateline"),
        pytest.param(
            release("Rapat", ", Rabu (31/12)", "").replace("Rapat\n", "Rapat\n2 Januari 2026\n"),
            "2025-12-31",
            id="new-year",
        ),
        pytest.param(
            release(
                "Rapat\nDiposting oleh Admin pada Selasa, 6 Januari 2026 10:22 WITA | dibaca 12 kali", ", Senin (5/1)"
            ),
            "2026-01-05",
            id="stamp-of-a-portal",
        ),
        pytest.param(
            "NOTULEN RAPAT\nHari/Tanggal : Senin, 5 Januari 2026\nTempat : aula\n", "2026-01-05", id="minutes"
        ),
        pytest.param(
            "INSTRUKSI\nMenindaklanjuti rapat tanggal 10 Juli 2025.\n\nDitetapkan di Raba\npada tanggal 14 Juli 2025\n",
            "2025-07-14",
            id="instruction",
        ),
        pytest.param(release("Edaran", "", "Raba, 3 Februari 2025\nSekretaris Daerah,"), "2025-02-03", id="letter"),
        pytest.param(
            "Ringkasan rakor hari ini, Rabu 21/1/26 di ruang rapat:\n- OPD input RUP\n", "2026-01-21", id="chat"
        ),
        pytest.param(
            release("Rapat\n9 Januari 2026", ". Kasus hingga Selasa (6/1) nihil, kata Sekda, Rabu (7/1)"),
            "2026-01-07",
            id="until",
        ),
        pytest.param(
            release("Rapat\n9 Januari 2026", ". Laporan ditunggu paling lambat Jumat (9/1)"),
            "2026-01-09",
            id="deadline",
        ),
        pytest.param(release("Rapat Drainase", ", Selasa (29/5/2012) kemarin"), "2012-05-29", id="yesterday"),
        pytest.param(
            release("Rapat\n15 Januari 2026", ". Gapura diresmikan 13 Januari 2026 kemarin, rapat Rabu (14/1/2026)"),
            "2026-01-14",
            id="yesterday-weighs-less",
        ),
        pytest.param(release("Rapat\n5 Juni 2026", ", Senin (5/1/2026)"), "2026-01-05", id="published-months-later"),
        pytest.param(release("Rapat\n5 Juni 2026", ", 5 Januari 2026"), "2026-06-05", id="too-late-without-a-weekday"),
        pytest.param(release("Rapat", ", pada 8 Februari 2026"), "2026-02-08", id="the-only-date"),
        pytest.param(release("Rapat", ", 3 hingga 5 Februari 2026"), "2026-02-03", id="the-only-range"),
        pytest.param(
            "BERITA ACARA\nHari ini Rabu, tanggal dua belas Maret tahun dua ribu dua puluh lima (12-03-2025), dibahas "
            "surat Senin, (3/3/2025).\n",
            "2025-03-12",
            id="record-in-words",
        ),
        pytest.param(release("Evaluasi 2021", ", Senin (10/1)"), "2022-01-10", id="the-year-after"),
        pytest.param(release("Evaluasi 2019 dan 2021", ", Senin (8/5)"), None, id="no-year-fits"),
        pytest.param(release("Rapat Drainase"), None, id="none"),
        pytest.param(release("Rapat Drainase", ", Senin (5/1)"), None, id="no-year-anywhere"),
        pytest.param(
            release("Rapat Drainase", ", Senin (5/1), untuk program tahun 2026"), "2026-01-05", id="year-by-weekday"
        ),
    ],
)
def test_the_day_of_a_release(text: str, day: str | None) -> None:
    """The day is that of the meeting reported, else of publication; where the text has neither, none is invented."""
    found = read_head(text).day

    assert (found.isoformat() if found else None) == day


def test_a_known_day_of_publication_gives_the_year() -> None:
    """The day that a page's metadata gives stands in for a stamp in the text."""
    text = release("Rapat Drainase", ", Senin (5/1)")

    assert read_head(text, published=date(2026, 1, 6)).day == date(2026, 1, 5)


def test_the_day_of_a_mail_counts_where_the_text_names_none() -> None:
    """A mail may bring an old release: its own day only completes what the text says, or stands in for it."""
    sent = date(2026, 1, 9)

    assert read_head(release("Rapat Drainase"), sent=sent).day == sent
    assert read_head(release("Rapat Drainase", ", Senin (5/1)"), sent=sent).day == date(2026, 1, 5)
    assert read_head(release("Rapat\n6 Januari 2025"), sent=sent).day == date(2025, 1, 6)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("\n  Wali Kota Tinjau Pasar \n\nRaba – Wali Kota …", "Wali Kota Tinjau Pasar", id="first-line"),
        pytest.param(
            "PEMERINTAH KOTA MELATI\nDINAS KOMUNIKASI\nJalan Mawar\n---\nSIARAN PERS\nWali Kota Tinjau Pasar\n",
            "Wali Kota Tinjau Pasar",
            id="below-a-letterhead",
        ),
        pytest.param("6 Januari 2026\nWali Kota Tinjau Pasar\n", "Wali Kota Tinjau Pasar", id="below-a-stamp"),
        pytest.param("# Wali Kota Tinjau Pasar 📌\n\nisi", "Wali Kota Tinjau Pasar", id="decorated"),
        pytest.param("Assalamualaikum bapak ibu\nRingkasan rakor\n", "Ringkasan rakor", id="greeting"),
        pytest.param(
            "INSTRUKSI WALI KOTA MELATI\nNOMOR 1 TAHUN 2026\nTENTANG\nPENERTIBAN KENDARAAN DINAS\n",
            "INSTRUKSI WALI KOTA MELATI NOMOR 1 TAHUN 2026 TENTANG PENERTIBAN KENDARAAN DINAS",
            id="regulation",
        ),
        pytest.param(
            "Raba, 4 Juni 2024 – Wali Kota Melati menghadiri rapat kerja di ibu kota provinsi bersama seluruh camat"
            " dan lurah. Ia lalu meninjau pasar, pelabuhan, terminal dan rumah sakit di kota itu.",
            "Wali Kota Melati menghadiri rapat kerja di ibu kota provinsi bersama seluruh camat dan lurah.",
            id="no-headline",
        ),
        pytest.param("\n \n", "", id="blank"),
    ],
)
def test_the_headline_of_a_release(text: str, title: str) -> None:
    """The headline is the first line that is neither letterhead, stamp nor greeting."""
    assert read_head(text).title == title


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        pytest.param(
            release("Rapat", end="(Rina - Dinas Kominfo Kota Melati)"), "Dinas Kominfo Kota Melati", id="byline"
        ),
        pytest.param(
            release("Rapat", end="Sumber: Bag. Humas Setda Kota Melati"), "Bag. Humas Setda Kota Melati", id="source"
        ),
        pytest.param(release("DINAS KOMUNIKASI KOTA MELATI\nRapat"), "DINAS KOMUNIKASI KOTA MELATI", id="letterhead"),
        pytest.param("Rapat\n\nRaba, Humas – Wali Kota meninjau pasar.", "Humas", id="dateline"),
        pytest.param(release("Kepala Dinas Kominfo Dilantik"), None, id="only-spoken-of"),
        pytest.param("", None, id="empty"),
    ],
)
def test_the_publisher_of_a_release(text: str, publisher: str | None) -> None:
    """The publisher is named only where the text names it as such."""
    assert read_head(text).publisher == publisher


@given(st.text(max_size=300))
def test_any_text_has_a_head(text: str) -> None:
    """No text makes reading its head fail, and a headline is one line."""
    assert "\n" not in read_head(text).title


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            (
                "Bupati memimpin rapat evaluasi pendapatan asli daerah yang digelar kemarin di ruang rapat kantor "
                "bupati bersama sebelas organisasi perangkat daerah."
            ),
            "2026-01-06",
        ),
        (
            (
                "Suasana hangat menyelimuti masjid raya ketika Wali Kota bersama rombongan bersilaturahmi dengan warga "
                "setempat di kecamatan itu, Senin malam. Kegiatan diawali buka puasa."
            ),
            "2026-01-05",
        ),
        (
            (
                "Bupati memimpin rapat evaluasi pendapatan asli daerah di ruang rapat lantai dua kantor bupati bersama "
                "sebelas organisasi perangkat daerah penghasil."
            ),
            "2026-01-07",
        ),
    ],
)
def test_the_first_paragraph_counts_back_from_the_day_of_publication(body: str, day: str) -> None:
    """A "digelar kemarin" and a bare weekday mean days just before the stamp; nothing else moves the day."""
    head = read_head(f"Rapat Evaluasi Pendapatan\nRabu, 7 Januari 2026\n\nBIMA – {body}\n")

    assert head.day == date.fromisoformat(day)


def test_what_is_still_to_come_is_not_the_day_of_the_meeting() -> None:
    """A ceremony that will be held on a day in brackets does not stand for the meeting reported."""
    text = (
        "Rapat Kekeringan\n\nRapat digelar di Gedung Nasional, Senin, 5 Januari 2026.\n\n"
        "Doa bersama akan dilangsungkan lintas agama pada Minggu sore (11/1) di lapangan."
    )

    assert read_head(text).day == date(2026, 1, 5)


def test_a_schedule_is_dated_by_those_who_hand_it_out() -> None:
    """The line "Diedarkan Bappeda, Melati, 5 Januari 2026" tells the day of the paper, whatever its programme lists."""
    text = "JADWAL MUSRENBANG\nDiedarkan Bappeda, Melati, 5 Januari 2026\n\nRabu, 14 Januari, pukul 09.00, Aula\n"

    assert read_head(text).day == date(2026, 1, 5)

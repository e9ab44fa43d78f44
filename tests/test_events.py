"""Dated meetings and activities are found, deadlines and citations are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.extract.events import find_events
from bimatrack.extract.head import read_head
from bimatrack.model import Event, Release

WORDS = (
    *("rapat", "apel", "menggelar", "di aula Setda", "Senin (5/1/2026)", "5 Januari 2026", "s.d.", "mulai", "selama"),
    *("tiga hari", ".", ",", "\n", "kegiatan tersebut", "hari ini", "paling lambat", "diserahkan", "pada", ":", "“"),
)


def events_of(text: str, day: str | None = "2026-01-05") -> list[tuple[str, str, str, str | None]]:
    """Return title, first day, last day and place of each event in *text*, told on *day*."""
    release = Release("rilis.txt", text, "", text.partition("\n")[0], date.fromisoformat(day) if day else None, None)
    return [flat(event) for event in find_events(release)]


def flat(event: Event) -> tuple[str, str, str, str | None]:
    """Return an event as a tuple of texts."""
    return event.title, event.start.isoformat(), event.end.isoformat(), event.place


@pytest.mark.parametrize(
    ("text", "title", "start", "end", "place"),
    [
        pytest.param(
            "Wali Kota memimpin rapat evaluasi serapan anggaran di aula Setda, Senin (5/1/2026).",
            "rapat evaluasi serapan anggaran", "2026-01-05", "2026-01-05", "aula Setda",
            id="reported",
        ),
        pytest.param(
            "Bertempat di Pendopo Bupati, Senin (5/1) siang, Dinas Sosial gelar sosialisasi bantuan pangan.",
            "sosialisasi bantuan pangan", "2026-01-05", "2026-01-05", "Pendopo Bupati",
            id="title-behind-the-date",
        ),
        pytest.param(
            "Bupati menghadiri musrenbang kecamatan. Kegiatan tersebut berlangsung di aula Camat. Senin, (5/1/2026).",
            "musrenbang kecamatan", "2026-01-05", "2026-01-05", "aula Camat",
            id="date-in-a-sentence-of-its-own",
        ),
        pytest.param(
            "Bupati meresmikan puskesmas baru di Desa Melati, Senin (5/1).",
            "meresmikan puskesmas baru", "2026-01-05", "2026-01-05", "Desa Melati",
            id="deed",
        ),
        pytest.param(
            "Kontrak pembangunan pasar ditandatangani 10 November 2025.",
            "Kontrak pembangunan pasar ditandatangani", "2025-11-10", "2025-11-10", None,
            id="passive-deed-with-its-subject",
        ),
        pytest.param(
            "Rakernas digelar di Kendari, 3 hingga 5 Februari 2026.",
            "Rakernas", "2026-02-03", "2026-02-05", "Kendari",
            id="several-days",
        ),
        pytest.param(
            "Camat membuka posko aduan pada tanggal 19 Januari s.d. 27 Februari 2026;",
            "posko aduan", "2026-01-19", "2026-02-27", None,
            id="over-months",
        ),
        pytest.param(
            "Dinas menggelar pelatihan pemandu di Hotel Melati, mulai Senin (5/1). Acara digelar selama tiga hari.",
            "pelatihan pemandu", "2026-01-05", "2026-01-07", "Hotel Melati",
            id="lasting-days",
        ),
        pytest.param(
            "Pada tanggal 9 Januari, seluruh peserta akan melakukan kunjungan ke pelabuhan.",
            "kunjungan ke pelabuhan", "2026-01-09", "2026-01-09", None,
            id="to-come",
        ),
        pytest.param(
            "Penyampaian KUA-PPAS kepada DPRD dijadwalkan Jumat 11 Juli 2026.",
            "Penyampaian KUA-PPAS kepada DPRD", "2026-07-11", "2026-07-11", None,
            id="scheduled",
        ),
        pytest.param(
            "Jalan sehat digelar Minggu 4 Januari di lapangan kota.",
            "Jalan sehat", "2026-01-04", "2026-01-04", "lapangan kota",
            id="past",
        ),
        pytest.param(
            "Sebanyak 40 pejabat eselon hari ini dilantik.",
            "40 pejabat eselon hari ini dilantik", "2026-01-05", "2026-01-05", None,
            id="today",
        ),
        pytest.param(
            "Sosialisasi digelar hari Senin sampai Rabu, 12-14 Januari 2026 di Balai Desa Wadu.",
            "Sosialisasi", "2026-01-12", "2026-01-14", "Balai Desa Wadu",
            id="weekdays-before-the-days",
        ),
        pytest.param(
            "Pelatihan kader digelar Rabu Pahing (14/1) di Balai Desa Wadu.",
            "Pelatihan kader", "2026-01-14", "2026-01-14", "Balai Desa Wadu",
            id="market-day",
        ),
        pytest.param(
            "Perekaman KTP dilaksanakan Minggu (11/1) di Desa Wadu.",
            "Perekaman KTP", "2026-01-11", "2026-01-11", "Desa Wadu",
            id="field-work",
        ),
        pytest.param(
            "Safari Ramadan digelar Minggu (11/1) di Masjid Wadu.",
            "Safari Ramadan", "2026-01-11", "2026-01-11", "Masjid Wadu",
            id="religion",
        ),
        pytest.param(
            "NOTULEN\nPenataan Pasar Wadu\nHari/Tanggal : Senin, 5 Januari 2026\nTempat : Aula Camat\n",
            "Penataan Pasar Wadu", "2026-01-05", "2026-01-05", "Aula Camat",
            id="minutes-named-below-their-headline",
        ),
        pytest.param(
            "Risalah\nSenin, 5 Januari 2026\n\nBupati membuka pertemuan.",
            "Risalah", "2026-01-05", "2026-01-05", None,
            id="minutes-without-a-name",
        ),
        pytest.param(
            "Notulen Rapat Penataan Pasar\nHari/Tanggal : Senin, 5 Januari 2026\nTempat : Ruang Rapat Sekda\n",
            "Rapat Penataan Pasar", "2026-01-05", "2026-01-05", "Ruang Rapat Sekda",
            id="minutes",
        ),
    ],
)  # fmt: skip
def test_an_event_as_releases_word_it(text: str, title: str, start: str, end: str, place: str | None) -> None:
    """Title, days and place are read from the words around the date."""
    assert events_of(text) == [(title, start, end, place)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Dinas PUPR menyerahkan laporan paling lambat Jumat (9/1).", id="deadline"),
        pytest.param("Papan larangan terpasang sebelum hari jadi kota 7 Februari.", id="deadline-further-off"),
        pytest.param("Hal itu diatur dalam Perda Nomor 5 Tahun 2025 tanggal 3 Maret 2025 tentang rapat.", id="law"),
        pytest.param("Menindaklanjuti Surat Edaran Gubernur tanggal 3 Maret 2025, Camat mendata warga.", id="letter"),
        pytest.param("Kebakaran terjadi 4 Januari di kompleks pertokoan.", id="fact"),
        pytest.param("Serapan anggaran per 31 Desember 2025 baru 58 persen.", id="as-of"),
        pytest.param("Hal itu dikatakan Sekda ketika ditemui di ruang kerjanya, Kamis (8/1).", id="interview"),
        pytest.param("1 | Perbaikan jalan arena | Dinas PUPR | 31/1/2026", id="row-of-a-table"),
        pytest.param("Rapat Perdana\n5 Januari 2026\n\nWali Kota berterima kasih.", id="day-of-publication"),
        pytest.param("Kegiatan itu diresmikan 4 Januari 2026.", id="nothing-named"),
        pytest.param("Camat mendata sumur paling lambat Senin sampai Rabu, 12-14 Januari 2026.", id="deadline-of-days"),
        pytest.param("", id="empty"),
    ],
)
def test_a_date_that_is_no_event(text: str) -> None:
    """Deadlines, laws, letters, facts and interviews are no events."""
    assert events_of(text) == []


def test_a_list_of_days_repeats_the_title() -> None:
    """Further days of one activity carry its title, each with its own place."""
    text = "Pasar murah dimulai 8 Januari di Kelurahan Nitu, kemudian 9 Januari di Kelurahan Kolo."

    assert events_of(text) == [
        ("Pasar murah", "2026-01-08", "2026-01-08", "Kelurahan Nitu"),
        ("Pasar murah", "2026-01-09", "2026-01-09", "Kelurahan Kolo"),
    ]


def test_the_next_meeting_at_the_same_place() -> None:
    """The words "di tempat yang sama" mean the place of the meeting reported."""
    text = "Sekda memimpin rakor di aula Setda, Senin (5/1).\nRakor berikut Rabu 28/1 di tempat yang sama."

    assert events_of(text) == [
        ("rakor", "2026-01-05", "2026-01-05", "aula Setda"),
        ("Rakor berikut", "2026-01-28", "2026-01-28", "aula Setda"),
    ]


def test_a_meeting_named_twice_is_one_event() -> None:
    """A meeting that is named again, by one of its days, is not doubled."""
    text = "Bupati membuka bimtek aplikasi di aula RSUD, Senin (5/1).\nBimtek berlangsung 5-6 Januari 2026."

    assert [event[:3] for event in events_of(text)] == [("bimtek aplikasi", "2026-01-05", "2026-01-06")]


def test_a_month_that_stands_behind_the_second_day() -> None:
    """In "tanggal 7 dan … tanggal 9 April" both days are of April."""
    text = "Panitia melaksanakan gladi kotor pada tanggal 7 dan gladi bersih pada tanggal 9 April."

    assert [event[:2] for event in events_of(text, "2026-03-30")] == [
        ("gladi kotor", "2026-04-07"),
        ("gladi bersih", "2026-04-09"),
    ]


def test_a_release_without_a_day_names_full_dates_only() -> None:
    """Where nothing tells the year, only dates that have one are read."""
    assert events_of("Rapat digelar Senin (5/1).", None) == []
    assert events_of("Rapat digelar 5 Januari 2026.", None) == [("Rapat", "2026-01-05", "2026-01-05", None)]


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=40,
    )
)
def test_any_words_yield_events_of_the_text(words: list[str]) -> None:
    """However words are thrown together, days are ordered and places stand verbatim in the text."""
    text = " ".join(words)
    head = read_head(text)
    for event in find_events(Release("", text, "", head.title, head.day, None)):
        assert event.start <= event.end
        assert event.title
        assert event.place is None or event.place in text


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text makes the search for events fail."""
    find_events(Release("", text, "", "", date(2026, 1, 5), None))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Bupati Minta Penyekatan Diperketat\n\nHal itu dikatakannya, Senin (5/1), sebab kunjungan turis naik.",
            None,
        ),
        (
            "Bupati Resmikan Klinik Pegawai\n\nHal itu dikatakannya, Senin (5/1), di hadapan wartawan.",
            "Bupati Resmikan Klinik Pegawai",
        ),
        (
            "Rakor Pangan Digelar\n\nDemikian disampaikan Wabup, Senin (5/1). Evaluasi harga berlanjut tiap pekan.",
            "Rakor Pangan Digelar",
        ),
        ("Donor Darah Korpri\n\nRatusan ASN mengikuti donor darah di aula, Senin (5/1).", "donor darah"),
    ],
)
def test_what_is_only_spoken_of_is_not_the_event(text: str, title: str | None) -> None:
    """A thing that nobody holds or opens on the day leaves the title to the headline, if that tells of a deed."""
    assert [event[0] for event in events_of(text)] == ([title] if title else [])


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Festival Perahu\n\nFestival perahu hias digelar sejak 19 hingga 21 Januari di pantai.",
            [("Festival perahu hias", "2026-01-19", "2026-01-21", "pantai")],
        ),
        (
            "Lomba Desa\n\nPendaftaran lomba dibuka 1 Februari dan ditutup pada 10 Februari pukul 24.00 WIB.",
            [("Pendaftaran lomba dibuka", "2026-02-01", "2026-02-10", None)],
        ),
        (
            "Jalan Rusak\n\nWarga ditemui Bupati saat meninjau jalan rusak di Desa Wadu, Senin 5 Januari 2026.",
            [("meninjau jalan rusak", "2026-01-05", "2026-01-05", "Desa Wadu")],
        ),
        ("Hari Patriotik\n\nIa mengenang upacara pertama pada 23 Januari 1942 di lapangan itu.", []),
        (
            (
                "Rangkaian Hari Jadi\n\nKegiatan        Hari/tanggal           Tempat\n"
                "Karnaval        Senin, 12 Januari 2026  Lapangan Kota\nLomba perahu    13 - 14 Januari 2026    Dermaga"
            ),
            [
                ("Karnaval", "2026-01-12", "2026-01-12", "Lapangan Kota"),
                ("Lomba perahu", "2026-01-13", "2026-01-14", "Dermaga"),
            ],
        ),
        (
            "RISALAH RAPAT\nPenanganan Anak Putus Sekolah\n\nBima, 5 Januari 2026\n\nHadir 19 instansi.",
            [("RAPAT Penanganan Anak Putus Sekolah", "2026-01-05", "2026-01-05", None)],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_days_and_names_that_are_told_in_pieces(text: str, events: list[tuple[str, str, str, str | None]]) -> None:
    """Days that run on, deeds behind talks, programmes in columns and headings over two lines; history is none."""
    assert events_of(text) == events

"""Which deadline belongs to which ask."""

import pytest
from reading import directives_of

from bimatrack.model import Kind

Dues = list[tuple[str, str | None]]


def dues_of(body: str) -> Dues:
    """Return the first word of each thing asked on Monday 5 January 2026, and the day by which it is due."""
    found = directives_of(body)
    return [(d.quote.text.split()[0], d.due.day.isoformat() if d.due and d.due.day else None) for d in found]


@pytest.mark.parametrize(
    ("body", "dues"),
    [
        (
            "Bupati meminta Dinas PUPR memperbaiki tiga jembatan gantung. Perbaikan harus tuntas sebelum 20 Januari.",
            [("memperbaiki", "2026-01-19")],
        ),
        (
            "Bupati menugaskan Inspektorat memeriksa aset kendaraan. Hasilnya saya tunggu akhir bulan ini.",
            [("memeriksa", "2026-01-31")],
        ),
        (
            "Sekda meminta Camat membentuk posko dan melaporkan titik rawan. Kedua hal itu selesai sampai tanggal 20.",
            [("membentuk", "2026-01-20"), ("melaporkan", "2026-01-20")],
        ),
        (
            "Bagian Hukum diminta menyusun draf perbup, dan itu mesti sudah masuk ke DPRD sebelum 2 Februari.",
            [("menyusun", "2026-02-01")],
        ),
        (
            "Camat wajib membentuk tim desa; salinan keputusannya kami tunggu paling lambat akhir Januari.",
            [("membentuk", "2026-01-31")],
        ),
        (
            "Dinas Koperasi diminta menyalurkan modal. Pengiriman berkas dimulai. Penyaluran maksimal Jumat depan.",
            [("menyalurkan", "2026-01-09")],
        ),
        ("Inspektorat diminta mengawal temuan agar tuntas dalam 60 hari.", [("mengawal", "2026-03-06")]),
        (
            "Bappeda diminta menyiapkan naskah kerja sama yang mesti sudah di meja Sekda pada akhir bulan ini.",
            [("menyiapkan", "2026-01-31")],
        ),
    ],
)
def test_words_that_go_on_about_a_work_say_when_it_is_due(body: str, dues: Dues) -> None:
    """What is said behind an ask of its work, its result or "that" gives the ask its deadline, and is none itself."""
    assert dues_of(body) == dues


@pytest.mark.parametrize(
    ("body", "dues"),
    [
        (
            "Bupati meminta Dinas Pariwisata menyiapkan panggung untuk festival yang digelar 14-16 Februari 2026.",
            [("menyiapkan", None)],
        ),
        (
            "Mengingat Pilkades akan digelar 20 Maret, Bupati meminta Dinas PMD membentuk panitia di 12 desa.",
            [("membentuk", None)],
        ),
        ("Dalam rangka HUT kota yang jatuh pada 17 April, camat diminta mengecat gapura.", [("mengecat", None)]),
        (
            "Bupati meminta Dinas Sosial mendata lansia. Pendataan lansia tahun lalu dinilai tidak lengkap.",
            [("mendata", None)],
        ),
        ("Seluruh lurah diminta menghadiri rapat evaluasi yang digelar Kamis (8/1).", [("menghadiri", "2026-01-08")]),
    ],
)
def test_the_day_of_an_event_is_the_due_of_attending_it_only(body: str, dues: Dues) -> None:
    """A day on which something spoken of takes place is no deadline of the work."""
    assert dues_of(body) == dues


@pytest.mark.parametrize(
    "body",
    [
        "Sekda meminta Bappeda agar semua masukan hari ini dicatat dengan rapi.",
        "Jamaah muda diminta membantu jamaah lansia, karena haji tahun ini bertema ramah lansia.",
        "Pegawai di sekitar Kali Besuk Sat diminta memasang rambu bahaya.",
        "Puskesmas diminta mendata warga yang bepergian dalam 14 hari terakhir.",
        "Kepala desa diminta menutup wisata malam dari pukul 20.30 WIB sampai dengan pukul 04.30 WIB.",
    ],
)
def test_a_day_that_only_describes_is_no_deadline(body: str) -> None:
    """Which thing is meant, why, where and at what hour: none of that limits the work."""
    assert [due for _quote, due in dues_of(body)] == [None]


def test_a_period_before_its_end_is_a_deadline_all_the_same() -> None:
    """The words "tahun ini harus rampung" set a limit, though a noun stands before them."""
    assert (
        dues_of("Bupati menegaskan, perbaikan irigasi tahun ini harus diselesaikan Dinas PUPR.")[0][1] == "2026-12-31"
    )


def test_the_end_of_the_year_lies_ahead_in_january_too() -> None:
    """A limit is never the year's end that has just gone by."""
    assert dues_of("Dinas PUPR diminta membangun jembatan darurat sampai akhir tahun.") == [("membangun", "2026-12-31")]


@pytest.mark.parametrize(
    ("body", "owner", "due"),
    [
        ("Wali Kota memberi waktu dua pekan kepada Dinas PUPR untuk menutup lubang.", "Dinas PUPR", "2026-01-19"),
        ("“Saya beri waktu tiga hari bagi DLH untuk mengangkut sampah,” tegasnya.", "DLH", "2026-01-08"),
        ("Bupati meminta seluruh OPD hadir pada rapat yang digelar Kamis (8/1).", "seluruh OPD", "2026-01-08"),
    ],
)
def test_time_that_is_given_is_a_deadline(body: str, owner: str, due: str) -> None:
    """To give somebody time for a work is to ask for it; so is to want him present on a day."""
    (found,) = directives_of(body)

    assert [quote.text for quote in found.owners] == [owner]
    assert found.due
    assert found.due.day
    assert found.due.day.isoformat() == due


def test_a_work_that_is_aimed_at_is_a_project() -> None:
    """The work behind "menargetkan" is found, with the day by which it is to be finished."""
    (found,) = directives_of("Bupati menargetkan pembangunan Pasar Baru selesai pada Maret 2026.")

    assert found.kind is Kind.PROJECT
    assert found.quote.text == "pembangunan Pasar Baru"


@pytest.mark.parametrize(
    ("body", "dues"),
    [
        ("Inspektorat diminta memeriksa kas, dua minggu selesai.", [("memeriksa", "2026-01-19")]),
        ("Inspektorat diminta memeriksa kas, seminggu ini harus klir.", [("memeriksa", "2026-01-12")]),
        ("Inspektorat diminta memeriksa kas dua minggu terakhir.", [("memeriksa", None)]),
        ("Camat diminta mengumpulkan kader pada Rabu Legi (7/1).", [("mengumpulkan", "2026-01-07")]),
        ("Camat diminta mengirim data paling lambat Jumat Pon pekan depan.", [("mengirim", "2026-01-16")]),
        ("Festival digelar 20 Januari 2026. Dishub diminta memasang rambu H-3.", [("memasang", "2026-01-17")]),
        (
            "Festival digelar 20 Januari 2026, pawai digelar 30 Januari 2026. Dishub diminta memasang rambu H-3.",
            [("memasang", None)],
        ),
        ("Menghadapi akhir tahun, Bupati meminta Dishub memeriksa bus.", [("memeriksa", None)]),
        ("Bupati meminta Dishub menambah bus menyambut akhir tahun.", [("menambah", None)]),
        ("Bupati meminta agar besok Camat mengirim data.", [("mengirim", "2026-01-06")]),
        ("Lampu itu wajib diganti oleh PLN sebelum 20 Januari.", [("Lampu", "2026-01-19")]),
        (
            "Dishub wajib menyerahkan data parkir 12 Januari dan laporan tahunan 20 Januari.",
            [("menyerahkan", "2026-01-12"), ("laporan", "2026-01-20")],
        ),
    ],
)
def test_a_span_that_ends_or_a_day_that_counts(body: str, dues: Dues) -> None:
    """What is over within a span, by a market day or before the only event has a deadline; what is faced has none."""
    assert dues_of(body) == dues


def test_the_month_of_the_meeting_is_no_deadline() -> None:
    """What a leader says in the first rakor of January is not due in January."""
    found = directives_of(
        "Dalam rapat koordinasi pertama di bulan Januari tahun 2026 ini, ada tiga poin yang menjadi perhatian, "
        "yakni percepatan belanja modal, evaluasi capaian PAD, dan penataan aset."
    )

    assert [directive.due for directive in found] == [None, None, None]

# ruff: noqa: E501 - an example is one line of a table
"""Lines as people say and type them, read as directives: who must act, by when, and what is left."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.extract.spoken import read_line
from bimatrack.model import Directive, Quote
from bimatrack.registry import Registry

SAID = date(2026, 3, 25)  # a Wednesday
REGISTRY = Registry.load()

# (the line, who must act as it names them, the last day, the text that is left)
LINES: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    # Short lines of a chat or a notebook.
    ("Dishub tangani lampu jalan paling lambat Jumat", ("Dishub",), "2026-03-27", "Tangani lampu jalan"),
    ("PUPR perbaiki drainase besok", ("PUPR",), "2026-03-26", "Perbaiki drainase"),
    ("Tolong Dinkes siapkan laporan besok", ("Dinkes",), "2026-03-26", "Siapkan laporan"),
    ("mohon dinsos salurkan bansos sblm akhir bulan", ("dinsos",), "2026-03-30", "Salurkan bansos"),
    ("DLH: angkut sampah Pasar Raya hari ini", ("DLH",), "2026-03-25", "Angkut sampah Pasar Raya"),
    ("inspektorat: audit dana BOS, paling lambat 30 April 2026", ("inspektorat",), "2026-04-30", "Audit dana BOS"),
    ("Besok Satpol PP tertibkan PKL di Amahami", ("Satpol PP",), "2026-03-26", "Tertibkan PKL di Amahami"),
    ("Dishub tangani lampu jalan Jumat", ("Dishub",), "2026-03-27", "Tangani lampu jalan"),
    ("Satpol PP tertibkan PKL 30 Maret", ("Satpol PP",), "2026-03-30", "Tertibkan PKL"),
    ("Dinkes vaksinasi massal di Raba bulan depan", ("Dinkes",), "2026-04-30", "Vaksinasi massal di Raba"),
    ("Dishub lampu jalan mati di Sadia", ("Dishub",), "", "Lampu jalan mati di Sadia"),
    ("Kominfo rilis berita banjir hari ini juga", ("Kominfo",), "2026-03-25", "Rilis berita banjir"),
    ("Camat Raba bersihkan saluran sebelum Jumat depan, jangan ditunda", ("Camat Raba",), "2026-03-26", "Bersihkan saluran, jangan ditunda"),
    ("BPBD cek pompa lusa", ("BPBD",), "2026-03-27", "Cek pompa"),
    ("Minta Bapenda data wajib pajak hotel minggu depan", ("Bapenda",), "2026-04-05", "Data wajib pajak hotel"),
    ("Disdukcapil rekam KTP warga Kolo akhir pekan ini", ("Disdukcapil",), "2026-03-29", "Rekam KTP warga Kolo"),
    ("Dispora benahi tribun GOR sampai 31 Maret", ("Dispora",), "2026-03-31", "Benahi tribun GOR"),
    ("Pak Kadis PUPR, tolong cek jembatan Penatoi besok", ("Kadis PUPR",), "2026-03-26", "Cek jembatan Penatoi"),
    ("Tolong Pak Camat Asakota cek rumah warga di Jatiwangi", ("Camat Asakota",), "", "Cek rumah warga di Jatiwangi"),
    ("BKPSDM tindaklanjuti temuan absensi pekan depan", ("BKPSDM",), "2026-04-05", "Tindaklanjuti temuan absensi"),
    # Nobody named.
    ("Perbaiki lampu jalan Sadia", (), "", "Perbaiki lampu jalan Sadia"),
    ("Perbaiki lampu jalan bulan ini", (), "2026-03-31", "Perbaiki lampu jalan"),
    ("Siapkan laporan realisasi anggaran paling lambat 3 hari kerja", (), "2026-03-30", "Siapkan laporan realisasi anggaran"),
    ("Kumpulkan data RTLH sebelum 10 April", (), "2026-04-09", "Kumpulkan data RTLH"),
    ("Tolong siapkan konsumsi rapat", (), "", "Siapkan konsumsi rapat"),
    ("Bentuk tim terpadu dalam 2 minggu", (), "2026-04-08", "Bentuk tim terpadu"),
    # Formal Indonesian.
    ("Dinas PUPR agar menyelesaikan drainase sebelum akhir bulan", ("Dinas PUPR",), "2026-03-30", "Menyelesaikan drainase"),
    ("Kepala Dinas Kesehatan diminta melaporkan stok obat paling lambat 31 Maret 2026", ("Kepala Dinas Kesehatan",), "2026-03-31", "Melaporkan stok obat"),
    ("Kepada Kepala BKPSDM agar menyusun peta jabatan paling lambat tanggal 10 April 2026", ("Kepala BKPSDM",), "2026-04-10", "Menyusun peta jabatan"),
    ("Wali Kota meminta Dinas PUPR merampungkan drainase pasar paling lambat 31 Maret 2026", ("Dinas PUPR",), "2026-03-31", "Merampungkan drainase pasar"),
    ("Wali Kota minta Kadis Kesehatan laporkan stok obat lusa", ("Kadis Kesehatan",), "2026-03-27", "Laporkan stok obat"),
    ("Wali Kota minta Dishub dan Satpol PP tertibkan parkir liar paling lambat 3 hari kerja", ("Dishub", "Satpol PP"), "2026-03-30", "Tertibkan parkir liar"),
    ("Sekda menugaskan Bappeda menyusun rancangan RKPD", ("Bappeda",), "", "Menyusun rancangan RKPD"),
    ("Terkait banjir kemarin, Dinas PUPR diminta membersihkan drainase paling lambat Jumat", ("Dinas PUPR",), "2026-03-27", "Terkait banjir kemarin, Dinas PUPR diminta membersihkan drainase"),
    ("Sebelum Idul Adha, Dinas Pertanian agar memeriksa hewan kurban", ("Dinas Pertanian",), "2026-05-26", "Memeriksa hewan kurban"),
    ("Dinas Sosial harus mendata warga terdampak dalam 7 hari", ("Dinas Sosial",), "2026-04-01", "Mendata warga terdampak"),
    ("Bagian Hukum wajib menuntaskan rancangan perwali paling lambat akhir April", ("Bagian Hukum",), "2026-04-30", "Menuntaskan rancangan perwali"),
    # Several.
    ("Bappeda dan BPKAD siapkan RKPD akhir bulan", ("Bappeda", "BPKAD"), "2026-03-31", "Siapkan RKPD"),
    ("Camat Raba, Camat Mpunda dan Lurah Sadia kumpulkan data RTLH minggu depan", ("Camat Raba", "Camat Mpunda", "Lurah Sadia"), "2026-04-05", "Kumpulkan data RTLH"),
    ("PUPR & DLH bersihkan Sungai Padolo minggu ini", ("PUPR", "DLH"), "2026-03-29", "Bersihkan Sungai Padolo"),
    ("seluruh kepala OPD setor laporan kinerja paling lambat tanggal 5", ("seluruh kepala OPD",), "2026-04-05", "Setor laporan kinerja"),
    ("Camat dan Lurah data warga miskin sebelum Lebaran", ("Camat", "Lurah"), "2027-03-09", "Data warga miskin"),
    ("Para lurah mendata warga yang belum punya KTP dalam 2 minggu", ("Para lurah",), "2026-04-08", "Mendata warga yang belum punya KTP"),
    ("dishub/satpol pp jaga Pasar Amahami", ("dishub/satpol pp",), "", "Jaga Pasar Amahami"),
    ("Dinkes, Dinsos dan BPBD buka posko banjir besok", ("Dinkes", "Dinsos", "BPBD"), "2026-03-26", "Buka posko banjir"),
    # Named behind what is to be done.
    ("Perbaiki drainase Pasar Raya (PUPR) sebelum 10 April", ("PUPR",), "2026-04-09", "Perbaiki drainase Pasar Raya"),
    ("Perbaiki jembatan Penatoi - PUPR - 30 April", ("PUPR",), "2026-04-30", "Perbaiki jembatan Penatoi"),
    ("Percepat pengadaan seragam, PIC Bagian Umum, deadline 15 April", ("Bagian Umum",), "2026-04-15", "Percepat pengadaan seragam"),
    ("Perbaiki lampu taman, Dishub", ("Dishub",), "", "Perbaiki lampu taman"),
    ("Pangkas pohon Jalan Soekarno-Hatta oleh DLH besok", ("DLH",), "2026-03-26", "Pangkas pohon Jalan Soekarno-Hatta"),
    # English.
    ("PUPR to fix the drainage by Friday", ("PUPR",), "2026-03-27", "Fix the drainage"),
    ("Ask Dishub to repair street lights before 31 March", ("Dishub",), "2026-03-30", "Repair street lights"),
    ("Please ask the Health Office to send the stock report by tomorrow", ("Health Office",), "2026-03-26", "Send the stock report"),
    ("BPBD should check the pumps next week", ("BPBD",), "2026-04-05", "Check the pumps"),
    ("Remind BKPSDM to send the list by end of the month", ("BKPSDM",), "2026-03-31", "Send the list"),
    ("Dinas Kesehatan must report dengue cases within 3 days", ("Dinas Kesehatan",), "2026-03-28", "Report dengue cases"),
    ("Please fix the leaking roof of the market", (), "", "Fix the leaking roof of the market"),
    ("Street lights at Amahami repaired by Dishub by 10 April", ("Dishub",), "2026-04-10", "Street lights at Amahami repaired"),
    ("Tell the market office to open the gates tomorrow", ("market office",), "2026-03-26", "Open the gates"),
    ("Have PUPR clear the culvert before Monday", ("PUPR",), "2026-03-29", "Clear the culvert"),
    ("The mayor asks PUPR to close the potholes this week", ("PUPR",), "2026-03-29", "Close the potholes"),
    ("Could BPKAD please pay the contractors by next Friday", ("BPKAD",), "2026-03-27", "Pay the contractors"),
    ("Camat se-Kota Bima serahkan daftar penerima bantuan paling lambat 1 April", ("Camat se-Kota Bima",), "2026-04-01", "Serahkan daftar penerima bantuan"),
    ("Dishub dan Satpol PP tertibkan parkir liar mulai besok", ("Dishub", "Satpol PP"), "2026-03-26", "Tertibkan parkir liar mulai besok"),
    ("Saya minta Satpol PP patroli Pasar Raya besok", ("Satpol PP",), "2026-03-26", "Patroli Pasar Raya"),
    ("Bupati perintahkan Dinas PU tambal jalan berlubang dalam tiga hari", ("Dinas PU",), "2026-03-28", "Tambal jalan berlubang"),
    ("Sediakan air bersih untuk warga Oi Fo'o oleh BPBD", ("BPBD",), "", "Sediakan air bersih untuk warga Oi Fo'o"),
    ("Pantau stok vaksin rabies (Dinkes & Distan)", ("Dinkes", "Distan"), "", "Pantau stok vaksin rabies"),
    ("Dinas terkait siapkan pasar murah jelang Ramadan", ("Dinas terkait",), "2027-02-07", "Siapkan pasar murah"),
    ("Tell all camat to submit flood data no later than tomorrow", ("all camat",), "2026-03-26", "Submit flood data"),
    # What only looks like somebody or some day.
    ("Lapor ke Dishub soal lampu mati", (), "", "Lapor ke Dishub soal lampu mati"),
    ("Koordinasi dengan BPBD soal logistik sebelum 1 April", (), "2026-03-31", "Koordinasi dengan BPBD soal logistik"),
    ("Undang Camat dan Lurah ke aula besok", (), "2026-03-26", "Undang Camat dan Lurah ke aula"),
    ("RSUD Kota Bima selesai akhir tahun", (), "2026-12-31", "RSUD Kota Bima selesai"),
    ("Siapkan laporan triwulan I", (), "", "Siapkan laporan triwulan I"),
    ("Rampungkan APBD 2026", (), "", "Rampungkan APBD 2026"),
    ("BPKAD cairkan TPP Desember", ("BPKAD",), "", "Cairkan TPP Desember"),
    ("Evaluasi anggaran tahun ini", (), "", "Evaluasi anggaran tahun ini"),
    ("Siapkan bahan rapat Kamis", (), "", "Siapkan bahan rapat Kamis"),
    ("Rapat evaluasi PAD 5 April di aula", (), "2026-04-05", "Rapat evaluasi PAD 5 April di aula"),
    ("Kirim draf paling lambat Rabu, final paling lambat Jumat", (), "", "Kirim draf paling lambat Rabu, final paling lambat Jumat"),
    ("Minta laporan dari semua puskesmas", (), "", "Minta laporan dari semua puskesmas"),
    ("Ask about the budget", (), "", "Ask about the budget"),
)  # fmt: skip


def proved(line: str, found: Directive) -> bool:
    """Whether all that was understood is quoted from *line* where it stands."""
    quotes: list[Quote] = [found.quote, *found.owners]
    quotes += [found.due.quote] if found.due else []
    quotes += [found.speaker] if found.speaker else []
    return all(line[quote.span.start : quote.span.end] == quote.text for quote in quotes)


@pytest.mark.parametrize(("line", "owners", "due", "text"), LINES, ids=[line for line, *_rest in LINES])
def test_a_line_says_who_by_when_and_what(line: str, owners: tuple[str, ...], due: str, text: str) -> None:
    """Who must act and the last day are taken out of a line where it gives them, and the rest is the text."""
    found = read_line(line, SAID, REGISTRY)

    day = found.due.day if found.due else None
    assert (tuple(owner.text for owner in found.owners), day.isoformat() if day else "", found.text) == (
        owners,
        due,
        text,
    )
    assert found.quote.text == line
    assert proved(line, found)


def test_owners_become_units_of_the_registry() -> None:
    """Each name that the registry knows gives its unit, once."""
    found = read_line("Kadis PUPR dan Camat Raba bersihkan drainase Rabadompu", SAID, REGISTRY)

    assert found.units == ("Dinas Pekerjaan Umum dan Penataan Ruang", "Kecamatan Raba")


def test_who_tells_others_to_act_is_the_speaker() -> None:
    """Whoever minta, meminta or menugaskan is no owner."""
    found = read_line("Wali Kota minta Kadis Kesehatan laporkan stok obat lusa", SAID, REGISTRY)

    assert found.speaker is not None
    assert found.speaker.text == "Wali Kota"

    told = read_line("Kepala Bagian Organisasi agar menyampaikan LKjIP akhir bulan", SAID, REGISTRY)
    assert (told.speaker, [owner.text for owner in told.owners]) == (None, ["Kepala Bagian Organisasi"])


@pytest.mark.parametrize(
    "line",
    [
        "Dinas luar ke Jakarta",
        "Badan jalan di Sadia rusak",
        "Bagian depan kantor dicat ulang",
        "Lurah baru dilantik Senin",
        "Kantor Camat Raba dicat",
    ],
)
def test_what_only_begins_like_an_office_makes_nobody_responsible(line: str) -> None:
    """A sort of office alone is an owner only before an order, and whatever is dealt with is none."""
    found = read_line(line, SAID, REGISTRY)

    assert found.owners == ()
    assert line.startswith(found.text)


def test_a_recurring_duty_has_no_last_day_and_stays_in_the_text() -> None:
    """What is due every week has words and a next day, and the words stay where they are."""
    found = read_line("Dinkes lapor stok obat tiap Jumat", SAID, REGISTRY)

    assert found.due is not None
    assert (found.due.day, found.due.next_day, found.text) == (None, date(2026, 3, 27), "Lapor stok obat tiap Jumat")


PIECES = [word for line, *_rest in LINES for word in line.split()] + [
    ",",
    "-",
    "(",
    ")",
    "–",
    "&",
    "\x1b[31m",
    "ﬁ",
    "…",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map(" ".join) | st.text(min_size=1, max_size=60))
def test_whatever_is_typed_is_read_and_proved(line: str) -> None:
    """No line fails, none loses its quote, and all that was understood stands in it."""
    found = read_line(line, SAID, REGISTRY)

    assert found.quote.text == line
    assert proved(line, found)
    assert found.text or not line.strip()

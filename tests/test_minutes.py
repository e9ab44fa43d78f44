"""Directives are read out of forms that are no running text: tables, lists, letters, instructions, bulletins."""

from datetime import date

import pytest
from reading import Found, found_in

from bimatrack.extract.head import read_head

TABLES = {
    "bars, the task in the column of solutions, a row done already": (
        """
        NOTULEN RAPAT EVALUASI PARKIR
        Hari/Tanggal : Senin, 2 Maret 2026

        | Permasalahan | Solusi | Penanggung Jawab | Waktu |
        |---|---|---|---|
        | Karcis belum seragam | Cetak karcis satu warna | Dishub dan Bapenda | 20 Maret 2026 |
        | Juru parkir belum terdata | Pendataan juru parkir per ruas | UPT Perparkiran, lurah | dua minggu |
        | Rambu hilang | Pasang ulang rambu | Dinas Perhubungan | sudah dipasang 27/2 |
        """,
        [
            ("Cetak karcis satu warna", ("Dishub", "Bapenda"), "2026-03-20"),
            ("Pendataan juru parkir per ruas", ("UPT Perparkiran", "lurah"), "2026-03-16"),
        ],
    ),
    "aligned columns, numbers in the column of tasks, a wrapped cell, a blank line between rows": (
        """
        NOTULA
        Rapat persiapan panen raya, Selasa 3 Maret 2026

        No. Uraian kegiatan                     Pelaksana              Batas
        1.  Servis alat panen di tiga UPJA      Distan                 10 Maret
        2.  Undangan kepada kelompok tani       Bagian Umum            Jumat ini
            se-Kecamatan Raba

        3.  Pendataan petak siap panen          Penyuluh, Gapoktan     -
        """,
        [
            ("Servis alat panen di tiga UPJA", ("Distan",), "2026-03-10"),
            ("Undangan kepada kelompok tani", ("Bagian Umum",), "2026-03-06"),
            ("Pendataan petak siap panen", ("Penyuluh", "Gapoktan"), None),
        ],
    ),
    "tabs": (
        """
        Berita Acara Rapat Tindak Lanjut Banjir
        Rabu, 4 Maret 2026

        Rekomendasi\tPenanggung jawab\tTenggat
        Normalisasi saluran Sadia\tDinas PUPR\t30 April 2026
        Pembersihan gorong-gorong\tDLH; kelurahan\takhir pekan ini
        """,
        [
            ("Normalisasi saluran Sadia", ("Dinas PUPR",), "2026-04-30"),
            ("Pembersihan gorong-gorong", ("DLH", "kelurahan"), "2026-03-08"),
        ],
    ),
    "a programme of events orders nothing": (
        """
        RANGKAIAN PEKAN BUDAYA
        Melati, 4 Maret 2026

        Kegiatan               Hari/tanggal             Tempat
        Karnaval kecamatan     Senin, 16 Maret 2026     Lapangan Kota
        Lomba masak            Selasa, 17 Maret 2026    Taman Ria
        """,
        [],
    ),
}

LISTS = {
    "fields below the item": (
        """
        HASIL RAPAT KOORDINASI PKH
        Kamis, 5 Maret 2026

        a. Pemutakhiran data penerima di enam kelurahan
           PIC: Dinsos, Pendamping PKH
           Tenggat: 31 Maret 2026
        b. Pembukaan rekening kolektif
           - Penanggung jawab: BRI Unit Raba
           - Waktu: minggu depan
        c. Cetak kartu keluarga
           - PJ: Disdukcapil
           - Batas: telah diserahkan 2 Maret
        """,
        [
            ("Pemutakhiran data penerima di enam kelurahan", ("Dinsos", "Pendamping PKH"), "2026-03-31"),
            ("Pembukaan rekening kolektif", ("BRI Unit Raba",), "2026-03-15"),
        ],
    ),
    "who and when at the end of the item": (
        """
        RISALAH RAPAT PENATAAN PKL
        5 Maret 2026
        Disepakati hal-hal berikut:
        • Pemindahan 40 lapak ke Pasar Amahami (PIC: Dinas Koperindag; target: 25 Maret)
        • Penyusunan denah lapak → DPMPTSP, 3 hari
        • Undangan pedagang - Camat Rasanae Barat - 9 Maret 2026
        • Pagar sementara dipasang di sisi timur (Satpol PP, 12 Maret)
        """,
        [
            ("Pemindahan 40 lapak ke Pasar Amahami", ("Dinas Koperindag",), "2026-03-25"),
            ("Penyusunan denah lapak", ("DPMPTSP",), "2026-03-08"),
            ("Undangan pedagang", ("Camat Rasanae Barat",), "2026-03-09"),
            ("Pagar sementara dipasang di sisi timur", ("Satpol PP",), "2026-03-12"),
        ],
    ),
    "points of a press release: only those that order": (
        """
        SIARAN PERS
        Pemerintah Kota Melati, 13 Maret 2026

        Penanganan Banjir di Tiga Kelurahan

        Pemerintah Kota Melati menyampaikan perkembangan penanganan banjir sebagai berikut:
        1. Sebanyak 214 rumah terendam di tiga kelurahan sejak Kamis malam.
        2. BPBD telah mendirikan dua dapur umum.
        3. Wali Kota memerintahkan Dinas PUPR memperbaiki tanggul Sungai Padolo paling lambat 31 Maret 2026.
        4. Dinas Kesehatan membuka pos layanan sampai air surut.
        5. Warga diimbau menjauhi bantaran sungai.
        6. Bantuan dapat disalurkan melalui posko.
        """,
        [
            ("memperbaiki tanggul Sungai Padolo", ("Dinas PUPR",), "2026-03-31"),
            ("membuka pos layanan sampai air surut", ("Dinas Kesehatan",), None),
        ],
    ),
    "a chat: heads of items, thanks and meetings": (
        """
        [09.12, 16/3/2026] Bagian Umum: izin share hasil briefing Pak Sekda pagi ini:
        1. Dinkes: lap stunting bln Februari dikirim plg lambat Rabu 18/3
        2. Camat2 - pantau harga beras tiap pagi
        3. Terima kasih utk Dishub, arus pasar sdh lancar 👍
        4. Rapat panitia Ramadan Kamis 19/3 jam 9 di aula
        """,
        [
            ("lap stunting bln Februari dikirim", ("Dinkes",), "2026-03-18"),
            ("pantau harga beras tiap pagi", ("Camat2",), None),
        ],
    ),
}

LETTERS = {
    "points to the addressees, one day for all": (
        """
        PEMERINTAH KABUPATEN MELATI
        KECAMATAN SUKAMAJU
        Nomor : 005/12/2026

        Sukamaju, 2 Maret 2026

        Kepada Yth.
        Kepala Desa se-Kecamatan Sukamaju,
        Kepala UPT Puskesmas Sukamaju
        di -
        Tempat

        SURAT EDARAN
        Menindaklanjuti hasil rapat, bersama ini disampaikan kepada Saudara hal-hal sebagai berikut:
        1. Kepala Desa mengerahkan warga membersihkan saluran irigasi pada hari Minggu, 8 Maret 2026.
        2. Kepala UPT Puskesmas menyiapkan satu tim kesehatan di lapangan.
        3. Dokumentasi kegiatan dikirim ke Seksi Kesejahteraan paling lambat 10 Maret 2026.

        Seluruh persiapan di atas sudah harus rampung pada 6 Maret 2026.

        Demikian disampaikan, atas perhatian dan kerja samanya diucapkan terima kasih.
        """,
        [
            ("mengerahkan warga membersihkan saluran irigasi", ("Kepala Desa",), "2026-03-08"),
            ("menyiapkan satu tim kesehatan di lapangan", ("Kepala UPT Puskesmas",), "2026-03-06"),
            (
                "Dokumentasi kegiatan dikirim ke Seksi Kesejahteraan",
                ("Kepala Desa se-Kecamatan Sukamaju", "Kepala UPT Puskesmas Sukamaju"),
                "2026-03-10",
            ),
        ],
    ),
    "an order to the reader, and what he is to hand over": (
        """
        NOTA DINAS
        Yth. : Kepala Bidang Lalu Lintas
        Dari : Kepala Dinas Perhubungan
        Tanggal : 9 Maret 2026

        Kami tugaskan Saudara untuk menertibkan parkir pasar. Laporan disampaikan kepada kami paling lambat 23 Maret.

        Demikian untuk dilaksanakan.
        """,
        [
            ("menertibkan parkir pasar", ("Kepala Bidang Lalu Lintas",), None),
            ("Laporan disampaikan kepada kami", ("Kepala Bidang Lalu Lintas",), "2026-03-23"),
        ],
    ),
    "articles of an instruction": (
        """
        INSTRUKSI BUPATI MELATI
        NOMOR 2 TAHUN 2026

        Dengan ini menginstruksikan

        kepada:
        a. Kepala Dinas Perdagangan;
        b. Kepala Satuan Polisi Pamong Praja;
        c. Camat.

        PERTAMA
        Pejabat sebagaimana dimaksud pada huruf a dan huruf b memeriksa instalasi seluruh kios sebelum 1 April.

        KEDUA
        Khusus Kepala Dinas Perdagangan:
        1. memasang 60 alat pemadam;
        2. melatih petugas keamanan pasar paling lambat 15 April 2026.

        KETIGA
        Biaya yang timbul dibebankan pada APBD.

        Melati, 10 Maret 2026
        BUPATI MELATI
        """,
        [
            (
                "memeriksa instalasi seluruh kios",
                ("Kepala Dinas Perdagangan", "Kepala Satuan Polisi Pamong Praja"),
                "2026-03-31",
            ),
            ("memasang 60 alat pemadam", ("Kepala Dinas Perdagangan",), None),
            ("melatih petugas keamanan pasar", ("Kepala Dinas Perdagangan",), "2026-04-15"),
        ],
    ),
    "paragraphs that are counted in words": (
        """
        SURAT LURAH KARARA
        Karara, 6 April 2026

        Kepada Yth.
        Sdr. Ketua RW se-Kelurahan Karara
        di tempat

        Untuk itu kami harapkan kepada Saudara:

        Pertama-tama, mendata rumah kontrakan. Hal itu kami beri waktu sampai tanggal 20 bulan ini.

        Selanjutnya, Saudara bersama Ketua RT memasang papan imbauan.

        Khusus Ketua RW 04, harap menghadap kami Rabu (8/4) pukul 10.00.

        Atas perhatian dan kerja samanya kami ucapkan terima kasih.
        """,
        [
            ("mendata rumah kontrakan", ("Ketua RW se-Kelurahan Karara",), "2026-04-20"),
            ("memasang papan imbauan", ("Ketua RW se-Kelurahan Karara", "Ketua RT"), None),
            ("menghadap kami", ("Ketua RW 04",), "2026-04-08"),
        ],
    ),
}

MORE = {
    "numbered headings over lettered items": (
        """
        SURAT EDARAN
        NOMOR 4 TAHUN 2026
        8 April 2026

        Yth. Kepala Perangkat Daerah

        1. Dasar
        a. Undang-Undang Nomor 20 Tahun 2023;
        b. Peraturan Pemerintah Nomor 94 Tahun 2021.

        2. Isi
        a. Kepala Perangkat Daerah membina pegawai yang terlambat lebih dari tiga kali.
        b. Hasil pembinaan dilaporkan kepada BKPSDM selambat-lambatnya tanggal 5 Mei 2026.

        3. Penutup
        Surat Edaran ini mulai berlaku pada tanggal ditetapkan.
        """,
        [
            ("membina pegawai yang terlambat lebih dari tiga kali", ("Kepala Perangkat Daerah",), None),
            ("Hasil pembinaan dilaporkan kepada BKPSDM", ("Kepala Perangkat Daerah",), "2026-05-05"),
        ],
    ),
    "a memo without any introduction": (
        """
        MEMO
        Kepada: Kabag Umum, Kabag Protokol
        Dari: Sekretaris Daerah
        Tanggal: 7 April 2026

        1. Siapkan ruang rapat untuk kunjungan BPK tanggal 13 April 2026.
        2. Jangan menerima tamu di ruang arsip.
        """,
        [
            ("Siapkan ruang rapat untuk kunjungan BPK", ("Kabag Umum", "Kabag Protokol"), "2026-04-13"),
            ("Jangan menerima tamu di ruang arsip", ("Kabag Umum", "Kabag Protokol"), None),
        ],
    ),
    "numbered headings of minutes; what was reported is no order": (
        """
        RISALAH RAPAT
        Kamis, 2 April 2026

        1. Pembahasan
        Camat Utara mengusulkan tambahan timbangan.

        2. Kesimpulan
        a. Dinkes menarik laporan dua puskesmas paling lambat 9 April.
        b. Timbangan ditambah 20 unit oleh Dinkes.
        c. Tidak ada perubahan lokus tahun ini.

        3. Penutup
        Rapat ditutup pukul 11.30.
        """,
        [
            ("menarik laporan dua puskesmas", ("Dinkes",), "2026-04-09"),
            ("Timbangan ditambah 20 unit oleh Dinkes", ("Dinkes",), None),
        ],
    ),
    "what a leader directs, one sentence after the other": (
        """
        NOTULEN RAPAT SATGAS
        Jumat, 10 April 2026

        Arahan Ketua Satgas
        Sampel makanan disimpan dua hari. Kepala sekolah mencatat menu harian. Saya tidak main-main soal ini.
        """,
        [
            ("Sampel makanan disimpan dua hari", (), None),
            ("mencatat menu harian", ("Kepala sekolah",), None),
        ],
    ),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [pytest.param(*case, id=name) for cases in (TABLES, LISTS, LETTERS, MORE) for name, case in cases.items()],
)
def test_a_form_yields_its_rows(text: str, expected: list[Found]) -> None:
    """Each form yields what it orders: the words of the thing, who is to do it, by when; nothing beside."""
    assert found_in(text) == expected


def test_a_chat_message_tells_its_day() -> None:
    """The stamp before the sender's name gives a message its day."""
    assert read_head("[13.42, 18/11/2025] Prokopim: selamat siang semua").day == date(2025, 11, 18)

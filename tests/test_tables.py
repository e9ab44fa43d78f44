"""Tables, checklists, programmes and lists of divisions, however their columns and marks are written."""

import pytest
from reading import Found, found_in

HEAD = "NOTULEN RAPAT PARKIR\nHari/Tanggal : Senin, 2 Maret 2026\n\n"
CHAT = "Assalamualaikum bapak ibu, hasil briefing Senin 2 Maret 2026:\n"

ROWS = [("Cetak karcis baru", ("Dishub",), "2026-03-20"), ("Cat ulang marka", ("UPT Parkir",), "2026-03-24")]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(
            "Uraian; Pelaksana; Batas\n"
            "Cetak karcis baru; Dishub; 20 Maret 2026\n"
            "Cat ulang marka; UPT Parkir; 24 Maret\n",
            id="semicolons",
        ),
        pytest.param(
            "Uraian; Pelaksana; Batas.\n"
            "Cetak karcis baru; Dishub; 20 Maret 2026.\n"
            "Cat ulang marka; UPT Parkir; 24 Maret.\n",
            id="semicolons-and-a-full-stop",
        ),
        pytest.param(
            "Tindak lanjut / Pelaksana / Batas\n"
            "Cetak karcis baru / Dishub / 20 Maret 2026\n"
            "Cat ulang marka / UPT Parkir / 24-3\n",
            id="slashes",
        ),
        pytest.param(
            "No. | Tindak lanjut | PIC | Batas.\n"
            "1 | Cetak karcis baru | Dishub | 20 Maret 2026.\n"
            "2 | Cat ulang marka | UPT Parkir | 24-3.\n",
            id="bars-and-a-full-stop",
        ),
        pytest.param(
            "| Tindak lanjut | PIC | Batas |\n\n"
            "| Cetak karcis baru | Dishub | 20/3/2026 |\n\n"
            "| Cat ulang marka | UPT Parkir | 24/3 |\n",
            id="a-blank-line-between-rows",
        ),
        pytest.param(
            "Uraian kegiatan       Pelaksana      Batas\n"
            "Cetak karcis baru     Dishub         20 Maret 2026\n"
            "  warna putih\n"
            "Cat ulang marka       UPT Parkir     24 Maret\n",
            id="a-wrapped-task",
        ),
    ],
)
def test_a_table_is_read_whatever_divides_its_columns(table: str) -> None:
    """Bars, semicolons, slashes and room divide columns alike; a full stop behind the heading is no matter."""
    assert found_in(HEAD + table) == ROWS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Uraian; Pelaksana\nCetak karcis baru; Dishub\n", id="two-words-and-a-semicolon"),
        pytest.param("Uraian kegiatan   Pelaksana   Batas.\nCetak karcis   Dishub   20 Maret 2026\n", id="a-sentence"),
        pytest.param("| Tindak lanjut | PIC |\n\n\n\n| Cetak karcis | Dishub |\n", id="rows-far-below"),
    ],
)
def test_what_only_looks_like_a_table(text: str) -> None:
    """One mark, a sentence with wide gaps and a heading without rows make no table."""
    assert found_in(HEAD + text) == []


def test_a_table_ends_with_the_line_that_is_no_row() -> None:
    """What stands below a table is read as text again."""
    table = "Uraian / Pelaksana / Batas\nCetak karcis / Dishub / 20 Maret 2026\nCamat diminta mendata juru parkir.\n"

    assert found_in(HEAD + table) == [
        ("Cetak karcis", ("Dishub",), "2026-03-20"),
        ("mendata juru parkir", ("Camat",), None),
    ]


def test_what_is_ticked_off_a_checklist_is_no_order() -> None:
    """An empty box asks, a ticked one does not; who must act may stand first."""
    text = (
        "[ ] Bagian Umum: pinjam 200 kursi\n"
        "[x] Dishub: pasang rambu\n"
        "[v] cetak spanduk\n"
        "[ ] cetak undangan\n"
        "[ ] Dinas Kebersihan sapu lapangan sebelum Jumat\n"
    )

    assert found_in(CHAT + text) == [
        ("pinjam 200 kursi", ("Bagian Umum",), None),
        ("cetak undangan", (), None),
        ("sapu lapangan", ("Dinas Kebersihan",), "2026-03-05"),
    ]


@pytest.mark.parametrize("mark", [">", "~", "*", "-", "•", "1."])
def test_whatever_mark_stands_before_an_item(mark: str) -> None:
    """In chats, items begin with arrows, waves and stars."""
    text = f"{mark} Dishub pasang rambu di simpang Kenari\n{mark} DLH sapu lapangan\n"

    assert found_in(CHAT + text) == [
        ("pasang rambu di simpang Kenari", ("Dishub",), None),
        ("sapu lapangan", ("DLH",), None),
    ]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("Umum: kursi dipinjam dari balai desa", ("kursi dipinjam dari balai desa", ("Umum",), None)),
        ("Humas dan protokol: undangan dicetak", ("undangan dicetak", ("Humas dan protokol",), None)),
        ("Bidang Konsumsi: pesan 100 kotak nasi", ("pesan 100 kotak nasi", ("Bidang Konsumsi",), None)),
        ("Acara → susun rundown sebelum Jumat", ("susun rundown", ("Acara",), "2026-03-05")),
        ("Sampah: diangkut tiap sore", ("diangkut tiap sore", (), None)),
    ],
)
def test_a_division_at_the_head_of_an_item_must_act(item: str, found: Found) -> None:
    """Divisions of an office are named before a colon or an arrow; a topic there is nobody."""
    assert found_in(f"{HEAD}Pembagian tugas:\n- {item}\n- {item}\n")[:1] == [found]


def test_the_headings_of_a_programme_are_the_days() -> None:
    """What stands below a heading that is a day is due on that day, unless it names another."""
    text = """
        Rangkaian Pekan Bersih

        Melati, 2 Maret 2026 – Panitia menyiapkan Pekan Bersih.

        SENIN, 9 MARET
        Camat diminta mengumpulkan para lurah di balai kota.

        SELASA, 10 MARET
        DLH diminta mengerahkan truk ke Pasar Wadu.
        Catatan: Dishub memasang rambu.
        Camat diminta mengirim laporan paling lambat 12 Maret.

        LAIN-LAIN
        Satpol PP diminta menjaga pintu.
        """

    assert found_in(text) == [
        ("mengumpulkan para lurah di balai kota", ("Camat",), "2026-03-09"),
        ("mengerahkan truk ke Pasar Wadu", ("DLH",), "2026-03-10"),
        ("memasang rambu", ("Dishub",), "2026-03-10"),
        ("mengirim laporan", ("Camat",), "2026-03-12"),
        ("menjaga pintu", ("Satpol PP",), None),
    ]


def test_one_day_above_a_text_is_no_programme() -> None:
    """A single heading with a day sets no deadline."""
    dateline = "Melati, 2 Maret 2026 – Bupati meninjau pasar."
    text = f"Pekan Bersih\n\n{dateline}\n\nSENIN, 9 MARET\nCamat diminta mengumpulkan para lurah.\n"

    assert found_in(text) == [("mengumpulkan para lurah", ("Camat",), None)]


FIELDS = {
    "a name and an order behind a colon, in a chat": (
        """
        Pembagian tugas posko
        Assalamualaikum bapak ibu, Senin 2 Maret 2026

        DPUPR: cek tanggul Wadu.
        Camat: data sumur dikirim ke Bappeda.
        PLN: terima kasih.
        """,
        [("cek tanggul Wadu", ("DPUPR",), None), ("data sumur dikirim ke Bappeda", ("Camat",), None)],
    ),
    "the same in the news orders nothing": (
        """
        Pembagian tugas posko
        Melati, 2 Maret 2026

        DPUPR: cek tanggul Wadu.
        """,
        [],
    ),
    "a decision in a field, with its tail": (
        """
        NOTULEN RAPAT PASAR
        Senin, 2 Maret 2026

        Tindak lanjut: lapak dipindah (Satpol PP), 12 Maret 2026
        """,
        [("lapak dipindah", ("Satpol PP",), "2026-03-12")],
    ),
    "words behind the bracket, and a bracket that names nobody": (
        """
        NOTULEN RAPAT PASAR
        Senin, 2 Maret 2026

        Keputusan:
        - Lapak dipindah (Satpol PP) 12 Maret
        - Kanopi diperbaiki (Dishub) di sisi timur
        - Gapura dicat (hijau)
        """,
        [
            ("Lapak dipindah", ("Satpol PP",), "2026-03-12"),
            ("Kanopi diperbaiki (Dishub) di sisi timur", (), None),
            ("Gapura dicat (hijau)", (), None),
        ],
    ),
    "a sentence that sets a day for the whole list": (
        """
        Rapat Sumur
        Melati, 2 Maret 2026

        Bupati meminta beberapa hal:
        - Camat mendata sumur
        - Lurah menutup galian

        Semua hal itu selesai paling lambat 20 Maret 2026.
        """,
        [("mendata sumur", ("Camat",), "2026-03-20"), ("menutup galian", ("Lurah",), "2026-03-20")],
    ),
    "the part of a circular that turns to the people": (
        """
        SURAT EDARAN
        Nomor 3 Tahun 2026
        Melati, 2 Maret 2026

        A. Camat
        1. Mendata sumur warga
        B. Masyarakat
        1. Menghemat air
        """,
        [("Mendata sumur warga", ("Camat",), None)],
    ),
    "clauses of one item, each with its own office; what is done or told": (
        """
        NOTULEN RAPAT PARKIR
        Senin, 2 Maret 2026

        Keputusan:
        1. Dishub menata parkir, sedangkan DLH menyapu lapangan paling lambat 9 Maret 2026.
        2. Sekaa Teruna Melati menyerahkan daftar juru parkir.
        3. Selama hujan, BPBD menjaga pompa.
        4. Karcis sudah beres.
        5. Masih ada dua karcis yang belum dijual.
        """,
        [
            ("menata parkir", ("Dishub",), None),
            ("menyapu lapangan", ("DLH",), "2026-03-09"),
            ("menyerahkan daftar juru parkir", ("Sekaa Teruna Melati",), None),
            ("menjaga pompa", ("BPBD",), None),
        ],
    ),
    "those who answer for a thing, named behind it or before it": (
        """
        NOTULEN RAPAT PARKIR
        Senin, 2 Maret 2026

        Keputusan:
        1. Rambu dipasang di simpang; penanggung jawab Dishub.
        2. Dishub laporan mingguan parkir
        3. Marka dicat; pengawasannya para lurah.
        4. Gapura dicat (Dishub, sudah selesai)
        5. Tugu dicat (Dishub, warna hijau).

        Bagi Dishub, karcis parkir diganti paling lambat 20 Maret 2026.
        """,
        [
            ("Rambu dipasang di simpang", ("Dishub",), None),
            ("laporan mingguan parkir", ("Dishub",), None),
            ("Marka dicat", ("para lurah",), None),
            ("Tugu dicat (Dishub, warna hijau)", (), None),
            ("karcis parkir diganti", ("Dishub",), "2026-03-20"),
        ],
    ),
    "cells that hold more than a name or a task": (
        """
        NOTULEN RAPAT
        Senin, 2 Maret 2026

        | Tindak lanjut | PIC | Batas |
        | Rapat lanjutan, bertempat di Balai Desa | Dishub | 9 Maret |
        | Cetak spanduk | - | |
        """,
        [("Rapat lanjutan", ("Dishub",), "2026-03-09"), ("Cetak spanduk", (), None)],
    ),
    "addressees who are meant by the marks of their lines": (
        """
        SURAT EDARAN
        Nomor 3 Tahun 2026
        Melati, 2 Maret 2026

        Kepada Yth. :
        a. Saudara Camat Wadu
        b. Camat Kenari

        Untuk itu diminta:
        1. Pejabat sebagaimana tersebut pada huruf b mendata lahan.
        2. Pejabat sebagaimana tersebut pada huruf a sampai dengan b mendata sumur.
        """,
        [("mendata lahan", ("Camat Kenari",), None), ("mendata sumur", ("Camat Wadu", "Camat Kenari"), None)],
    ),
    "conclusions": (
        """
        NOTULEN RAPAT PARKIR
        Senin, 2 Maret 2026

        Rapat menyimpulkan:
        1. Dishub menata ulang lajur parkir.
        2. Hasil tagihan disetor ke bank.
        """,
        [("menata ulang lajur parkir", ("Dishub",), None), ("Hasil tagihan disetor ke bank", (), None)],
    ),
    "what somebody says in minutes, word for word": (
        """
        RISALAH RAPAT DPRD
        Senin, 2 Maret 2026

        WAKIL KETUA DPRD: Pak Kadis PUPR, tolong jembatan Kenari dicek minggu ini.
        KEPALA DINAS PUPR: Baik, akan kami tindak lanjuti.
        """,
        [("jembatan Kenari dicek", ("Kadis PUPR",), "2026-03-08")],
    ),
}


@pytest.mark.parametrize(("text", "found"), FIELDS.values(), ids=FIELDS)
def test_fields_and_items_of_papers(text: str, found: list[Found]) -> None:
    """What a field, an item or a heading says of who must act and by when."""
    assert found_in(text) == found

"""Fields, items and paragraphs of papers: who must act and by when, and what belongs to a list."""

import pytest
from reading import Found, found_in

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
    "clauses behind a semicolon, and a subject that is no actor": (
        """
        NOTULEN RAPAT
        Senin, 2 Maret 2026

        Keputusan:
        1. Penataan pasar mengurangi macet.
        2. Dishub memasang tenda; dan, DLH menyapu lapangan.
        3. Tenda dipasang oleh PLN; Dishub menata parkir.
        """,
        [
            ("Penataan pasar mengurangi macet", (), None),
            ("memasang tenda", ("Dishub",), None),
            ("menyapu lapangan", ("DLH",), None),
            ("Tenda dipasang oleh PLN", ("PLN",), None),
            ("menata parkir", ("Dishub",), None),
        ],
    ),
    "paragraphs that are counted, the first only a topic": (
        """
        NOTULEN RAPAT
        Senin, 2 Maret 2026

        KEPUTUSAN

        Kedua, mengenai pasar.

        Ketiga, Dishub menata parkir.
        """,
        [("menata parkir", ("Dishub",), None)],
    ),
    "a paragraph below an announcement": (
        """
        Rapat Pajak

        Melati, 2 Maret 2026 – Bupati memuji warga. Adapun arahannya sebagai berikut.

        Bapenda diminta mendata hotel. Uang reklame disetor ke bank.
        """,
        [("mendata hotel", ("Bapenda",), None), ("Uang reklame disetor ke bank", ("Bapenda",), None)],
    ),
    "a list that is counted": (
        """
        Rapat Sumur

        Melati, 2 Maret 2026 – Bupati menyampaikan dua poin penting:
        1. Penataan pasar
        2. Pendataan sumur
        """,
        [("Penataan pasar", (), None), ("Pendataan sumur", (), None)],
    ),
    "what stands before a list is not of it": (
        """
        Rapat Pasar

        Melati, 2 Maret 2026 – Pasar ramai. Camat wajib mendata pohon tua.

        Bupati meminta:
        - Lurah menutup galian

        Semua hal itu selesai paling lambat 20 Maret 2026.
        """,
        [("mendata pohon tua", ("Camat",), None), ("menutup galian", ("Lurah",), "2026-03-20")],
    ),
    "a headline that alone says by when": (
        """
        Bupati Minta Camat Mendata Sumur Warga Sebelum 20 Maret

        Melati, 2 Maret 2026 – Bupati meninjau sumur. Camat diminta menutup galian.
        """,
        [("Mendata Sumur Warga", ("Camat",), "2026-03-19"), ("menutup galian", ("Camat",), None)],
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

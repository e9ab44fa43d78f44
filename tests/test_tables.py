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


def test_a_box_may_stand_behind_a_bullet() -> None:
    """So Markdown writes a checklist."""
    assert found_in(f"{CHAT}- [ ] Cetak undangan\n- [x] Pasang rambu\n") == [("Cetak undangan", (), None)]


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

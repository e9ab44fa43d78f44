"""Texts that break off, leave words out or write a year that no calendar has: each once broke the reading."""

from datetime import date

import pytest
from reading import release_of

from bimatrack.extract.pipeline import extract


def _read(text: str) -> list[str]:
    return [d.quote.text for d in extract(release_of(text, date(2026, 1, 5))).directives]


@pytest.mark.parametrize(
    "text",
    [
        'Berita Kota\n\n"Camat,',
        "Izin meneruskan 🙏\n\nPak Camat,",
        "Arahan Bupati:\n1. Agar segera",
        "Arahan:",
        "1.",
        "- [x]",
        "[ ]",
    ],
)
def test_a_text_that_breaks_off_asks_nothing(text: str) -> None:
    """A call without an order, an item of softeners and a bare mark are read without a word said."""
    assert _read(text) == []


def test_a_sentence_by_itself_is_no_headline() -> None:
    """Who types one sentence to see what is found in it finds what it asks."""
    assert _read("Wali Kota meminta Camat agar mendata warga.") == ["mendata warga"]


def test_an_item_without_a_verb_is_read_with_its_answers() -> None:
    """An order of softeners alone with those in charge behind it does not stop the reading."""
    assert "menata pasar" in _read("Arahan Bupati:\n1. Harus segera (PIC: Camat, batas: besok)\n2. Camat menata pasar")


@pytest.mark.parametrize(
    "text",
    [
        "Rapat\n\nRapat koordinasi 1/10/9999 - 5/10/9999 di aula.",
        "Rapat\n\n5/1/0001 10:00 WIB\nRapat Senin (5/1) di aula.",
        "Rapat\n\nPeringatan 23-1-0042 di lapangan.",
    ],
)
def test_a_year_of_no_age_is_no_date(text: str) -> None:
    """Days of the year 1 or 9999 are slips of the pen, and no events."""
    assert all(1900 < event.start.year < 2200 for event in extract(release_of(text, date(2026, 1, 5))).events)


@pytest.mark.parametrize("mark", ["- [x]", "[x]", "* [X]", "- [✓]"])
def test_a_ticked_item_of_a_checklist_is_done(mark: str) -> None:
    """What is ticked off is not asked again; what stands open beside it is."""
    open_mark = mark[:-2] + " ]"
    text = f"Daftar periksa HUT\n\n{mark} Dinas PUPR menutup lubang\n{open_mark} Dishub memasang rambu"

    assert _read(text) == ["memasang rambu"]


@pytest.mark.parametrize(
    "headline",
    ["Suratno Pimpin Rapat", "Instruksikan Camat Siaga, Bupati Tinjau Tanggul"],
)
def test_a_headline_that_begins_like_a_letter_makes_no_letter(headline: str) -> None:
    """In news, what an office does is told; only in a letter would it be an order."""
    assert _read(f"{headline}\n\nCamat mendata warga miskin.\n\nWarga senang.") == []


def test_priorities_go_on_in_the_next_paragraph_of_minutes() -> None:
    """Priorities that were agreed on in one paragraph may be named in the next."""
    agreed = "Notulen Rapat\n\nRapat menyepakati tiga prioritas pembangunan."
    text = f"{agreed}\n\nYaitu penataan pasar, perbaikan drainase, dan pembangunan irigasi."

    assert len(_read(text)) == 3


def test_the_day_of_a_programme_ends_with_it() -> None:
    """What is asked below the programme is not due on its last day."""
    text = (
        "Jadwal Kunjungan Kerja\n\nSENIN, 12 JANUARI 2026\n1. Dishub menutup jalan\n\n"
        "SELASA, 13 JANUARI 2026\n1. Dinas PUPR menata pasar\n\n"
        "Bupati meminta Dinas Sosial mendata warga miskin."
    )

    found = {d.quote.text: d.due for d in extract(release_of(text, date(2026, 1, 5))).directives}
    assert found["mendata warga miskin"] is None


@pytest.mark.parametrize(
    ("tail", "due"),
    [
        ("(Dishub, sudah dipasang 1 Maret)", None),
        ("(PIC: Dishub, sudah dipasang)", None),
        ("(PIC: Dishub) sudah selesai", None),
        ("(PIC: Dishub, 9 Maret)", "2026-03-09"),
        ("(Dishub, 9 Maret)", "2026-03-09"),
    ],
)
def test_the_tail_of_an_item_says_whether_it_is_still_open(tail: str, due: str | None) -> None:
    """What brackets say is done is asked no more; a day in them is the deadline, with or without a label."""
    text = f"Keputusan rapat:\n1. Camat menata pasar\n2. Pagar dipasang {tail}"

    found = {d.quote.text: d.due for d in extract(release_of(text, date(2026, 1, 5))).directives}

    assert ("Pagar dipasang" in found) == (due is not None)
    assert due is None or found["Pagar dipasang"].day == date.fromisoformat(due)

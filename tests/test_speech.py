"""Speech and chats: whom they call, to whom they turn, and what they order without prefixes."""

import pytest
from reading import directives_of, found_in, line_of

from bimatrack.extract.calling import called_first, turns_to
from bimatrack.extract.sentences import direct_speech

Found = tuple[str, list[str]]

CHAT = "Assalamualaikum bapak ibu, izin meneruskan arahan hari ini\nSenin, 2 Maret 2026\n\n"


def asked_in(body: str) -> list[Found]:
    """Return each thing that is to be done, with those who must do it."""
    return [(d.quote.text, [o.text for o in d.owners]) for d in directives_of(body) if d.kind.tracked]


@pytest.mark.parametrize(
    "quoted",
    ['"{}"', "“{}”", "”{}”", "«{}»", "„{}”", "''{}''", "‘‘{}’’", "``{}''"],
)
def test_quotation_marks_in_any_guise(quoted: str) -> None:
    """Speech is known by marks of every sort, those that were mistaken for each other too."""
    body = f"{quoted.format('Camat, siapkan tenda di lapangan,')} kata Bupati."

    assert asked_in(body) == [("siapkan tenda di lapangan", ["Camat"])]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("Ia berkata ”Kirim besok” lalu pulang.", ["”Kirim besok”"]),
        ("(“Kirim besok”)", ["“Kirim besok”"]),
        ("“Kirim besok. “Lalu pulang.”", ["“Kirim besok. “Lalu pulang.”"]),
        ("Pasar itu ”ramai", ["”ramai"]),
        ("Jum'at dan Ma'arif", []),
        ("Lapak ukuran 5” x 7” dipakai", []),
    ],
)
def test_where_speech_begins_and_ends(text: str, speech: list[str]) -> None:
    """A mark with room before it and none behind opens, whichever it is; apostrophes are no marks of speech."""
    assert [text[s.start : s.end] for s in direct_speech(text, 0, len(text))] == speech


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ('"Satpol PP, lapak itu dibongkar."', ["Satpol PP"]),
        ('"Kepada Bapenda dan Dishub, tagihan diselesaikan."', ["Bapenda", "Dishub"]),
        ('"Camat Wadu, siapkan tenda."', ["Camat Wadu"]),
        ('"Camat yang belum datang hari ini karena hujan deras sekali, siapkan tenda."', []),
        ('"Besok pagi, siapkan tenda."', []),
        ("Satpol PP, kata Bupati, siap.", []),
        ('"Satpol PP siap."', []),
    ],
)
def test_whom_speech_calls_at_its_start(text: str, owners: list[str]) -> None:
    """Those whom speech names before its first comma, and nothing else there, are called."""
    assert [quote.text for quote in called_first(line_of(text))[0]] == owners


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Yang keempat ini buat Satpol PP.", ["Satpol PP"]),
        ("Kemudian untuk Camat dan Lurah.", ["Camat", "Lurah"]),
        ("Buat Dishub yang menjaga terminal.", ["Dishub yang menjaga terminal"]),
        ("Ini pujian dari saya buat Satpol PP.", []),
        ("Yang keempat menyangkut Satpol PP.", []),
        ("Ini buat Satpol PP karena pasar malam di Desa Wadu itu ramai sekali sampai larut sejak pekan lalu.", []),
    ],
)
def test_a_sentence_that_only_turns_to_somebody(text: str, owners: list[str]) -> None:
    """It names those to whom the next sentence is said, and says nothing else of them."""
    assert [quote.text for quote in turns_to(line_of(text))] == owners


@pytest.mark.parametrize(
    ("message", "owners"),
    [
        ("Yang keempat ini buat Satpol PP. Tolong lapak di trotoar ditertibkan.", ("Satpol PP",)),
        ("Yang keempat ini buat Satpol PP. Dishub tolong tertibkan lapak di trotoar.", ("Dishub",)),
    ],
)
def test_an_order_of_a_chat_is_for_those_to_whom_it_turned(message: str, owners: tuple[str, ...]) -> None:
    """Who was named just before must act, unless the order calls another."""
    assert [found[1] for found in found_in(CHAT + message)] == [owners]


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Dishub pasang rambu di simpang Kenari.", ["pasang rambu di simpang Kenari"]),
        ("Besok Dishub pasang rambu di simpang Kenari.", ["pasang rambu di simpang Kenari"]),
        ("Lurah memasang rambu di simpang Kenari paling lambat Jumat.", ["memasang rambu di simpang Kenari"]),
        ("Lurah memasang rambu di simpang Kenari.", []),
        ("Lurah sudah memasang rambu di simpang Kenari, Jumat.", []),
    ],
)
def test_a_chat_orders_by_a_name_and_a_verb(message: str, found: list[str]) -> None:
    """A bare stem orders; a verb with its prefix only with a deadline."""
    assert [f[0] for f in found_in(CHAT + message)] == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "“Pasar ini bagus. Tambah dua toilet. Pasang lampu taman,” pesan Bupati kepada Kepala Dinas Perdagangan.",
            [
                ("Tambah dua toilet", ["Kepala Dinas Perdagangan"]),
                ("Pasang lampu taman", ["Kepala Dinas Perdagangan"]),
            ],
        ),
        (
            "“Dishub, pasang lampu taman. Tambah dua toilet,” pesan Bupati kepada Kepala Dinas Perdagangan.",
            [("pasang lampu taman", ["Dishub"]), ("Tambah dua toilet", ["Dishub"])],
        ),
        (
            "“Tambah dua toilet,” kata Bupati. Ia berterima kasih kepada Camat Wadu.",
            [("Tambah dua toilet", [])],
        ),
        (
            "Camat diminta mendata sumur. “Tambah dua toilet,” pesan Bupati kepada Disdag.",
            [("mendata sumur", ["Camat"]), ("Tambah dua toilet", ["Camat"])],
        ),
    ],
)
def test_the_words_behind_speech_tell_to_whom_it_was_said(body: str, found: list[Found]) -> None:
    """They count for all that this speech asks of nobody by name, and for nothing outside it."""
    assert asked_in(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('"Pak Camat, turun mengecek, hitung kerusakannya," kata Bupati.', [("hitung kerusakannya", ["Camat"])]),
        ('"Camat, data sumur itu dikirimi foto," kata Bupati.', [("data sumur itu dikirimi foto", ["Camat"])]),
        ('"Tolong kepada Dishub pasang rambu," kata Bupati.', [("pasang rambu", ["Dishub"])]),
        ('Camat, kata Bupati, "Siapkan tenda."', [("Siapkan tenda", ["Camat"])]),
        ('"Saya ingin Camat agar sumur bersih," kata Bupati.', [("sumur bersih", ["Camat"])]),
        ('"Saya ingin agar sumur bersih," kata Bupati.', []),
        ('"Mohon kepada Camat," kata Bupati.', []),
        ('"Para camat yang mendata warga untuk cepat tanggap," kata Bupati.', []),
        ('"Rawat inap adalah layanan," kata Bupati.', []),
        ('"Data warga adalah kunci," kata Bupati.', []),
        ('"Nanti saya minta Dishub pasang rambu," kata Bupati.', [("pasang rambu", ["Dishub"])]),
        ('"Warnain tembok itu," kata Bupati.', [("Warnain tembok itu", [])]),
        ('"Tolong jangan sampai menunda pekerjaan," kata Bupati.', [("jangan sampai menunda pekerjaan", [])]),
        ('"Hadir semua di lapangan," pesan Sekda.', [("Hadir semua di lapangan", [])]),
        ('"Tenda siap, daftar hadir lengkap," pesan Sekda.', []),
        ('"Mereka kirim data sumur kepada kami," kata Camat.', []),
        ('"Terima kasih, jaga kekompakan," kata Bupati.', []),
    ],
)
def test_orders_without_prefixes(body: str, found: list[Found]) -> None:
    """Bare stems order in speech; what people tell of themselves, and words that are nouns as well, do not."""
    assert asked_in(body) == found


def test_a_line_of_a_chat_needs_no_full_stop_to_ask() -> None:
    """In a chat a short line by itself is said, and no heading."""
    found = found_in("Izin meneruskan 🙏\n\nDishub pasang rambu di simpang Kenari\n\nTerima kasih")

    assert [(quote, owners) for quote, owners, *_rest in found] == [("pasang rambu di simpang Kenari", ("Dishub",))]

"""`add` at the command line: what a line says is understood, told, and may be overruled."""

import io
import json

import pytest
from conftest import Run

WEDNESDAY = "2026-03-25"


def shown(bima: Run, number: int) -> dict[str, object]:
    """What `show --json` says of a directive."""
    return dict(json.loads(bima("show", number, "--json").out))


def test_a_line_is_understood_and_the_person_is_told(bima: Run) -> None:
    """Owner, unit, day and the words that set it are kept and said; the line itself is the quote."""
    line = "Dishub tangani lampu jalan paling lambat Jumat"

    ran = bima("add", line, today=WEDNESDAY)

    kept = shown(bima, 1)
    assert (kept["text"], kept["owners"], kept["units"]) == ("Tangani lampu jalan", ["Dishub"], ["Dinas Perhubungan"])
    assert (kept["due"], kept["due_text"], kept["quote"]) == ("2026-03-27", "Jumat", line)
    assert (kept["release"], kept["doubtful"], kept["reviewed"]) == (None, False, False)
    for words in ("“Dishub” = Dinas Perhubungan", "“Jumat” = Friday, 27 March 2026", "bimatrack undo"):
        assert words in ran.err
    assert line in bima("show", 1, screen=100).out
    assert bima("undo").code == 0
    assert bima("list", "--json").out == "[]\n"


def test_what_is_not_understood_is_said_too(bima: Run) -> None:
    """Neither owner nor deadline: the sentence names the commands that give them."""
    ran = bima("add", "Perbaiki", "lampu", "jalan")

    assert "bimatrack assign 1" in ran.err
    assert "bimatrack due 1" in ran.err
    assert shown(bima, 1)["text"] == "Perbaiki lampu jalan"


@pytest.mark.parametrize(
    ("line", "owner", "unit"),
    [
        ("kadis dikes laporkan stok obat bsk", "kadis dikes", "Dinas Kesehatan"),
        ("kabag hukum siapkan rancangan perwali", "kabag hukum", "Bagian Hukum"),
        ("kaban keuangan susun laporan kas", "kaban keuangan", "Badan Pengelolaan Keuangan dan Aset Daerah"),
        ("kasat pol pp tertibkan lapak", "kasat pol pp", "Satuan Polisi Pamong Praja"),
        ("camat raba data warga", "camat raba", "Kecamatan Raba"),
        ("lurah sarae bersihkan got", "lurah sarae", "Kelurahan Sarae"),
    ],
)
def test_a_short_title_before_a_short_form_names_the_unit(bima: Run, line: str, owner: str, unit: str) -> None:
    """The title and the short form of the unit are one name, in small letters too."""
    bima("add", line, today=WEDNESDAY)

    kept = shown(bima, 1)
    assert (kept["owners"], kept["units"]) == ([owner], [unit])


def test_each_owner_is_told_by_itself(bima: Run) -> None:
    """What is no unit is never told as if it were a part of one, and a group as the group that it is."""
    mixed = bima("add", "Camat Rasanae Barat & lurah2 data ulang warga").err
    group = bima("add", "seluruh opd kumpulkan laporan").err

    assert "“Camat Rasanae Barat” = Kecamatan Rasanae Barat, “lurah2” = no unit of the registry;" in mixed
    assert "“seluruh opd” = a group of 30 units (“bimatrack split 2” gives each its share)" in group


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("perbaiki lampu jalan", "responsible: not said (“bimatrack assign 1 --owner …”); due: not said"),
        (
            "pak anu perbaiki jalan secepatnya",
            "responsible: not understood (“bimatrack assign 1 --owner …”); due: not u",
        ),
    ],
)
def test_what_is_not_said_is_told_apart_from_what_is_not_understood(bima: Run, line: str, told: str) -> None:
    """Only what looks like a name or a time is called not understood."""
    assert told in bima("add", line).err


def test_options_win_over_the_words(bima: Run) -> None:
    """An owner, a day or a kind that is given is the one that is kept."""
    line = "Dishub tangani lampu jalan paling lambat Jumat"
    bima("add", line, "--owner", "DLH", "--due", "31 Maret", "--kind", "project", today=WEDNESDAY)
    bima("add", line, "--due", "none", today=WEDNESDAY)

    first, second = shown(bima, 1), shown(bima, 2)
    assert (first["owners"], first["due"], first["due_text"]) == (["DLH"], "2026-03-31", "31 Maret")
    assert (first["kind"], first["text"]) == ("project", "Tangani lampu jalan")
    assert (second["owners"], second["due"], second["due_text"]) == (["Dishub"], None, None)


def test_plain_words_stay_as_they_are(bima: Run) -> None:
    """With --plain nothing is looked for, and nothing is said of it."""
    ran = bima("add", "Dishub tangani lampu jalan paling lambat Jumat", "--plain", "--due", "besok", today=WEDNESDAY)

    kept = shown(bima, 1)
    assert (kept["text"], kept["owners"]) == ("Dishub tangani lampu jalan paling lambat Jumat", [])
    assert (kept["due"], ran.err) == ("2026-03-26", "")


def test_a_line_dated_back_is_read_from_its_day(bima: Run) -> None:
    """“Besok” of last Monday was last Tuesday, which is late today."""
    assert bima("add", "PUPR bersihkan drainase besok", "--on", "2026-03-16", today=WEDNESDAY).code == 0
    assert (shown(bima, 1)["born"], shown(bima, 1)["due"]) == ("2026-03-16", "2026-03-17")


def test_lines_from_standard_input_are_one_step(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One directive a line, blank ones passed over; one undo takes them all back."""
    lines = "PUPR bersihkan drainase besok\n\n  Dinkes lapor stok obat tiap Jumat\nTata arsip\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))

    ran = bima("add", "-", "--json", today=WEDNESDAY)

    assert [one["text"] for one in json.loads(ran.out)] == [
        "Bersihkan drainase",
        "Lapor stok obat tiap Jumat",
        "Tata arsip",
    ]
    assert "“tiap Jumat” = recurring, next on 27 March 2026" in ran.err
    bima("undo")
    assert json.loads(bima("list", "--json").out) == []


def test_lines_are_kept_all_or_none(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds for one of them and cannot be keeps all out; no lines are nothing to do."""
    monkeypatch.setattr("sys.stdin", io.StringIO("PUPR bersihkan drainase\nDLH angkut sampah\n"))
    assert bima("add", "-", "--due", "2020-01-01").code == 2
    assert json.loads(bima("list", "--json").out) == []

    monkeypatch.setattr("sys.stdin", io.StringIO("\n \n"))
    assert bima("add", "-").code == 1


def test_lines_that_are_no_text_are_refused(bima: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes of another encoding give a sentence, and nothing is kept."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Tata arsip\n\xff\xfe"), encoding="utf-8"))

    ran = bima("add", "-")
    assert (ran.code, "UTF-8" in ran.err) == (2, True)
    assert json.loads(bima("list", "--json").out) == []


@pytest.mark.parametrize("text", ["", "   "])
def test_a_blank_line_is_refused(bima: Run, text: str) -> None:
    """There is nothing to be done in it."""
    assert bima("add", text).code == 2
    assert bima("add", text, "--plain").code == 2


def test_a_deadline_is_answered_with_the_day_and_how_it_was_found(bima: Run) -> None:
    """`due` tells the day behind the words; “none” lifts it, with a reason, and the move is kept."""
    bima("add", "PUPR bersihkan drainase paling lambat Jumat", today=WEDNESDAY)

    moved = bima("due", 1, "akhir April", "--reason", "hujan", today=WEDNESDAY)
    assert "“akhir April” is understood as Thursday, 30 April 2026 (end of April 2026)." in moved.err
    assert bima("due", 1, "tanpa batas waktu", today=WEDNESDAY).code == 2
    lifted = bima("due", 1, "none", "--reason", "menunggu anggaran", today=WEDNESDAY)
    assert (lifted.code, "No deadline any more." in lifted.err) == (0, True)
    kept = shown(bima, 1)
    assert (kept["due"], kept["due_text"]) == (None, None)
    assert [(one["old"], one["new"], one["reason"]) for one in kept["moved"]] == [  # type: ignore[attr-defined]
        ("2026-03-27", "2026-04-30", "hujan"),
        ("2026-04-30", None, "menunggu anggaran"),
    ]


def test_the_first_day_there_is_has_none_before_it(bima: Run) -> None:
    """A directive may be dated as far back as days go."""
    assert bima("add", "Perbaiki pagar", "--on", "0001-01-01").code == 0

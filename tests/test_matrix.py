"""`adopt` takes over matrices that offices kept in spreadsheets: whole, once, and never half."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from looking import Screen, screen, speaking
from openpyxl import Workbook
from syrupy.assertion import SnapshotAssertion
from test_schemas import check

from bimatrack import views
from bimatrack.adopting import Adoption, Fault, find_layout, read_fields, read_rows
from bimatrack.adopting.values import Words
from bimatrack.i18n import LANGUAGES
from bimatrack.model import Status
from bimatrack.readers.grids import Grid, read_grids
from bimatrack.rules.columns import SOURCE, ColumnRule, Field, KindRule, StatusRule, field_of, folded, status_of
from bimatrack.rules.loader import read_family, shipped

MATRIX = """MATRIKS TINDAK LANJUT ARAHAN PIMPINAN;;;;;;;;;
;;;;;;;;;
No;Sumber (Rapat, Tanggal);Arahan;PD Penanggung Jawab;Batas Waktu;Tindak Lanjut;%;Status;Kendala;Paraf
1;2;3;4;5;6;7;8;9;10
1;Rakor, 5 Januari 2026;Percepat penyerapan anggaran;Dinas PUPR;05/03/2026;tender selesai;60;Dalam proses;lahan;x
2;Rakor, 5 Januari 2026;Benahi taman kota;DLH;Triwulan I;;100%;Selesai;-;
3;Apel, 9 Maret 2026;=Cek lampu;Dishub;segera;;;Belum ditindaklanjuti;;
4;Apel, 9 Maret 2026;Pindahkan pasar;Kantor Antah;;dialihkan;;Tidak dapat ditindaklanjuti;;
;;;;;;;;;
"""
WIDTHS = (60, 80, 100, 140, 200)


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    """A matrix as Excel saves it where Indonesian is spoken: semicolons, titles above, a row that numbers columns."""
    path = tmp_path / "matriks.csv"
    path.write_text(MATRIX, encoding="utf-8")
    return path


def directives(bima: Run) -> list[dict[str, Any]]:
    """All that is kept, in order of id."""
    found: list[dict[str, Any]] = json.loads(bima("list", "--all", "--all-kinds", "--sort", "id", "--json").out)
    return found


def test_rows_become_directives(bima: Run, matrix: Path) -> None:
    """Each row is a directive: its owner found in the registry, its day read day first, its status and all it tells."""
    ran = bima("adopt", matrix)
    assert ran.code == 0, ran.err
    first, second, third, fourth = directives(bima)

    assert (first["text"], first["due"], first["born"]) == ("Percepat penyerapan anggaran", "2026-03-05", "2026-01-05")
    assert first["units"] == ["Dinas Pekerjaan Umum dan Penataan Ruang"]
    assert (first["status"], first["progress"], first["obstacle"]) == ("in_progress", 60, "lahan")
    assert (second["status"], second["due"], second["due_text"]) == ("done", "2026-03-31", "Triwulan I")
    assert (second["closed_on"], second["obstacle"]) == ("2026-03-20", None)
    assert (third["text"], third["due"], third["due_text"]) == ("=Cek lampu", None, "segera")
    assert (fourth["status"], fourth["owners"], fourth["units"]) == ("dropped", ["Kantor Antah"], [])
    assert "4 rows were added · 1 names nobody of the registry." in ran.err
    assert "tender selesai" in bima("log", 1).out


def test_it_is_one_step_and_comes_once(bima: Run, matrix: Path) -> None:
    """The same file again adds nothing, whatever became of its rows; one undo takes all back, and it can come again."""
    bima("adopt", matrix)
    bima("edit", 3, "--text", "Cek lampu jalan")
    bima("undo")
    again = bima("adopt", matrix)
    assert "0 rows were added · 4 came before." in again.err
    assert len(directives(bima)) == 4

    matrix.write_text(MATRIX.replace("60;Dalam", "80;Dalam") + "5;Apel, 9 Maret 2026;Data warga;Dinsos;;;;;;\n")
    assert "1 row was added · 4 came before." in bima("adopt", matrix).err
    bima("undo")
    bima("undo")
    assert directives(bima) == []
    assert "5 rows were added" in bima("adopt", matrix).err


def test_a_dry_run_shows_the_mapping_and_keeps_nothing(bima: Run, matrix: Path, store_path: Path) -> None:
    """Which column was read as what is told before anything is kept, as JSON after its schema."""
    told = check("adopt", json.loads(bima("adopt", matrix, "--dry-run", "--json").out))

    fields = {column["head"]: column["field"] for column in told["columns"]}
    assert fields["Sumber (Rapat, Tanggal)"] == "source"
    assert (fields["PD Penanggung Jawab"], fields["Tindak Lanjut"], fields["Paraf"]) == ("owners", "told", None)
    assert [row["row"] for row in told["rows"]] == [5, 6, 7, 8]
    assert {row["id"] for row in told["rows"]} == {None}
    assert not store_path.exists()
    kept = check("adopt", json.loads(bima("adopt", matrix, "--json").out))
    assert [row["id"] for row in kept["rows"]] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("05/03/2026", "32/13/2026", "row 5, column “Batas Waktu”: “32/13/2026” names no day"),
        ("05/03/2026", "2025-12-31", "row 5, column “Batas Waktu”: 2025-12-31 lies before 2026-01-05"),
        ("60", "160", "row 5, column “%”: “160” is no progress"),
        ("60", "enam", "row 5, column “%”: “enam” is no progress"),
        ("Belum ditindaklanjuti", "Entah", "row 7, column “Status”: “Entah” is no status"),
        ("dialihkan", "", "row 8, column “Status”: what cannot be done needs a reason"),
    ],
)
def test_faults_are_named_by_row_and_column_and_nothing_is_kept(
    bima: Run, matrix: Path, old: str, new: str, told: str
) -> None:
    """One cell that cannot be read keeps all from being kept, with exit code 3."""
    assert old in MATRIX
    matrix.write_text(MATRIX.replace(old, new, 1), encoding="utf-8")
    ran = bima("adopt", matrix)

    assert ran.code == 3
    assert told in ran.err
    assert "1 cell cannot be read, so nothing was added" in ran.err
    assert directives(bima) == []
    dry = bima("adopt", matrix, "--dry-run", "--json")
    assert dry.code == 3
    assert len(check("adopt", json.loads(dry.out))["faults"]) == 1


def test_columns_can_be_mapped_by_hand(bima: Run, tmp_path: Path) -> None:
    """--map names what no rule knows, wins over what one does, and leaves columns out."""
    path = tmp_path / "surat.csv"
    path.write_text("Isi surat,Seksi,Status\nTata pasar,DLH,kuning\n", encoding="utf-8")

    assert "No row names a column" in bima("adopt", path).err
    ran = bima("adopt", path, "--map", "isi surat=text", "--map", "Seksi=owners", "--map", "Status=-")
    assert ran.code == 0, ran.err
    assert directives(bima)[0]["owners"] == ["DLH"]
    for words, told in (("Isi surat", "not of the form"), ("Isi=kata", "fields are"), ("Lain=due", "no column “lain”")):
        refused = bima("adopt", path, "--map", "Isi surat=text", "--map", words)
        assert refused.code == 2
        assert told in refused.err


def test_rows_without_a_day_hold_from_the_day_given_or_the_earliest_known(bima: Run, tmp_path: Path) -> None:
    """--date dates rows that give no day; without it a deadline that has passed is no fault."""
    path = tmp_path / "a.csv"
    path.write_text("Arahan,Batas waktu,Tanggal selesai\nTata pasar,1 Februari 2026,\nData warga,,3 Maret 2026\n")
    bima("adopt", path)
    assert [(one["born"], one["status"]) for one in directives(bima)] == [
        ("2026-02-01", "open"),
        ("2026-03-03", "done"),
    ]
    bima("undo")
    bima("adopt", path, "--date", "5 Januari 2026")
    assert {one["born"] for one in directives(bima)} == {"2026-01-05"}


def workbook(path: Path, fill: Callable[[Workbook], None]) -> Path:
    """Save a workbook that *fill* writes."""
    book = Workbook()
    fill(book)
    book.save(path)
    return path


def test_workbooks_give_days_percentages_and_merged_cells(bima: Run, tmp_path: Path) -> None:
    """Of several sheets the one with the matrix is read; a source merged over rows holds for each of them."""

    def fill(book: Workbook) -> None:
        book.active.append(["Sampul"])
        sheet = book.create_sheet("Matriks")
        sheet.append(["Rapat", "Tanggal", "Uraian Arahan", "OPD", "Target", "Progres"])
        sheet.append(["Rakor", date(2026, 1, 5), "Tata pasar", "DLH\nDishub", date(2026, 4, 30), 0.25])
        sheet.append([None, None, "Data warga", "1. Dinsos", "akhir bulan", 0])
        sheet["F2"].number_format = "0%"
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B2:B3")

    ran = bima("adopt", workbook(tmp_path / "m.xlsx", fill), "--json")
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)

    assert told["sheet"] == "Matriks"
    first, second = told["rows"]
    assert (first["born"], first["due"], first["due_text"], first["progress"]) == (
        "2026-01-05",
        "2026-04-30",
        None,
        25,
    )
    assert first["units"] == ["Dinas Lingkungan Hidup", "Dinas Perhubungan"]
    assert (second["source"], second["born"], second["owners"]) == ("Rakor", "2026-01-05", ["Dinsos"])
    assert (second["due"], second["status"]) == ("2026-01-31", "open")


def test_what_was_exported_can_be_taken_over(sample: Run, tmp_path: Path, store_path: Path) -> None:
    """A list written as CSV or XLSX, in either language, comes back with the same words, days and owners."""
    sample("progress", 15, 60)
    sample("done", 16)
    files = [tmp_path / f"{lang}.{form}" for lang in LANGUAGES for form in ("csv", "xlsx")]
    for path in files:
        assert sample("export", "-o", path, "--all", lang=path.stem).code == 0
    kept = [one for one in directives(sample) if one["kind"] not in ("commitment", "appeal")]
    for path in files:
        store_path.unlink()
        ran = sample("adopt", path)
        assert ran.code == 0, ran.err
        found = {one["text"]: one for one in directives(sample)}
        for one in kept:
            for name in ("due", "status", "progress", "closed_on", "kind", "born"):
                assert found[one["text"]][name] == one[name], (path.name, one["text"], name)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 2),
        (b"\0\1\2\3" * 50, 3),
        (b"PK\3\4kaputt", 3),
        (b'Arahan\n"tanpa akhir', 0),
        (b"Arahan\n" + b"a\n" * 10001, 3),
    ],
)
def test_what_is_no_matrix_is_refused(bima: Run, tmp_path: Path, content: bytes, code: int) -> None:
    """Whatever the file holds, there is one sentence and no traceback."""
    path = tmp_path / "lain.xlsx"
    path.write_bytes(content)
    ran = bima("adopt", path)

    assert ran.code == code
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


def test_files_that_are_not_there_and_sheets(bima: Run, tmp_path: Path) -> None:
    """A missing file gives exit code 3, a missing sheet names those that there are."""
    assert bima("adopt", tmp_path / "tidak-ada.csv").code == 3
    path = workbook(tmp_path / "a.xlsx", lambda book: book.active.append(["Arahan"]))
    ran = bima("adopt", path, "--sheet", "Lain")
    assert ran.code == 2
    assert "there are Sheet" in ran.err


def test_windows_files_and_either_comma_are_read(tmp_path: Path) -> None:
    """Windows-1252 and UTF-8 with its mark, commas, semicolons and tabs give the same rows."""
    rows = (("Arahan", "OPD"), ("Tata “pasar”, segera", "DLH"))
    for encoding in ("cp1252", "utf-8-sig", "utf-8"):
        for sign in ",;\t":
            path = tmp_path / "a.csv"
            path.write_bytes("".join(sign.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode(encoding))
            assert read_grids(path)[0].rows == rows


def test_the_rules_of_columns_do_not_contradict_each_other() -> None:
    """No head, and no word for a status or kind, is given twice."""
    for family, shape in (("column", ColumnRule), ("status", StatusRule), ("kind", KindRule)):
        rules = read_family(shipped(SOURCE), family, shape, SOURCE)  # type: ignore[arg-type]
        words = [folded(word) for rule in rules for word in getattr(rule, "heads" if family == "column" else "words")]
        assert sorted(words) == sorted(set(words)), family


def test_heads_are_known_by_how_they_begin() -> None:
    """A longer name wins; case, signs and brackets do not matter; what is not known stays so."""
    told = {
        "BATAS WAKTU PENYELESAIAN": Field.DUE,
        "Progres Tindak Lanjut": Field.TOLD,
        "Progres (%)": Field.PROGRESS,
        "Tanggal Selesai": Field.CLOSED_ON,
        "Status TL": Field.STATUS,
        "Ket.": Field.REMARK,
    }
    assert {head: (found[0] if (found := field_of(head)) else None) for head in told} == told
    assert field_of("Paraf") is None
    assert status_of("Selesai Berkelanjutan") is Status.DONE


def plain(grid: Grid) -> Adoption:
    """Read a grid with words that are understood as little as can be."""
    today = date(2026, 3, 20)
    words = Words(today, lambda _t, _a, _h: today, lambda _t, _a, _h: None, lambda _o: ())
    found, layout = find_layout([grid], read_fields(()))
    lines, faults = read_rows(found, layout, words)
    return Adoption(layout, lines, frozenset(), faults=faults)


CELLS = (
    "",
    "-",
    "Tata pasar",
    "60",
    "1,5",
    "999",
    "1",
    "(2)",
    "Selesai",
    "Entah",
    "prioritas",
    "\x1b[31m",
    "=1",
    "0,5%",
)


@settings(deadline=None)  # the first row loads the rules
@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=5), max_size=6))
def test_whatever_stands_in_cells_a_row_is_read_or_refused(cells: list[list[str]]) -> None:
    """Each row with words in its first column is a line or has a fault; none is both, none is lost."""
    heads = ("Arahan", "OPD", "%", "Status", "Jenis")
    found = plain(Grid("a", (heads, *map(tuple, cells))))
    lines, faulty = {line.row for line in found.lines}, {fault.row for fault in found.faults}

    assert not lines & faulty
    assert lines | faulty <= set(range(2, len(cells) + 2))
    assert all(line.text for line in found.lines)


def _seen() -> Adoption:
    rows = tuple(tuple(line.split(";")) for line in MATRIX.splitlines())
    found = plain(Grid("Matriks\x1b[31m", rows))
    return Adoption(found.layout, found.lines * 2, frozenset({6}), faults=(Fault(7, "Status", "x"),))


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_screens_people_see(tongue: str, snapshot: SnapshotAssertion) -> None:
    """The mapping and the first rows, at every width, in both languages, commanding nothing."""
    with speaking(tongue):
        view = views.adoption_view(_seen())
        shown = "\n".join(f"{f' {width} ':═^{width}}\n{screen(view, width)}" for width in WIDTHS)
    assert shown == snapshot(extension_class=Screen)
    assert "\x1b" not in shown

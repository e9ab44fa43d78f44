"""The JSON that commands print is what their schemas say: nothing more, nothing less."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import RELEASES, Run
from jsonschema import Draft202012Validator

from bimatrack.cli.app import build
from bimatrack.cli.table import COMMANDS
from bimatrack.exporters.schemas import DOCUMENTS, schema_record

RAKOR = RELEASES / "2026-01-05-rakor-awal-tahun.txt"
SCHEMAS = Path(__file__).parents[1] / "bimatrack" / "schemas"
RULES = """
[[ask]]
name = "wejangan"
frame = "active"
forms = ["mewejang"]
weight = 0.9
examples = ["Wali Kota [[mewejang]] Camat mendata warga.", "Wali Kota [[menari]] di lapangan."]
never = ["Wejangan itu panjang."]
"""


def with_json() -> Iterator[str]:
    """The commands that have --json, by their whole names."""
    root = build()
    for name in COMMANDS:
        command = root.get_command(None, name)
        parts = {f"{name} {part}": one for part, one in getattr(command, "commands", {}).items()}
        for whole, one in ({name: command} | parts).items():
            if any("--json" in option.opts for option in one.params):
                yield whole


def closed(schema: Any, *, part: bool = False) -> Any:
    """The same schema, but further fields are refused, so that none goes untold."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {}
    for key, value in schema.items():
        if key == "$defs":
            shut[key] = {name: closed(one, part=True) for name, one in value.items()}
        elif key == "allOf":
            shut[key] = [closed(one, part=True) for one in value]
        elif key == "properties":
            shut[key] = {name: closed(one) for name, one in value.items()}
        else:
            shut[key] = closed(value)
    told = "properties" in schema or "$ref" in schema
    return shut | ({"unevaluatedProperties": False} if told and not part else {})


def check(command: str, document: Any) -> Any:
    """Validate what *command* printed against its schema, closed; return it."""
    schema = closed(schema_record(command))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
    return document


def told(bima: Run, *words: object, code: int = 0) -> Any:
    """Run a command with --json and return its document, validated."""
    # Behind `config set` all is the value.
    front = 2 if words[0] == "config" else len(words)
    ran = bima(*words[:front], "--json", *words[front:])
    assert ran.code == code, ran.err
    whole = " ".join(map(str, words[:2]))
    return check(whole if whole in DOCUMENTS else str(words[0]), json.loads(ran.out))


def test_each_command_with_json_has_a_schema_and_no_other() -> None:
    """A command that prints JSON is told of in `DOCUMENTS`; none is told of that does not."""
    assert set(DOCUMENTS) == set(with_json())


@pytest.mark.parametrize("command", DOCUMENTS)
def test_each_schema_is_one_and_stands_by_itself(bima: Run, command: str) -> None:
    """`schema COMMAND` prints a valid JSON Schema whose references lead to its own parts."""
    printed = json.loads(bima("schema", *command.split()).out)

    Draft202012Validator.check_schema(printed)
    assert printed["$schema"].endswith("2020-12/schema")
    assert printed["title"]
    assert printed == schema_record(command)


def test_no_file_of_schemas_lies_unused() -> None:
    """Each file is a document of some command, or the parts of all."""
    assert {path.stem for path in SCHEMAS.glob("*.json")} == {*DOCUMENTS.values(), "parts"}


def test_a_field_that_is_not_told_of_is_found(sample: Run) -> None:
    """These tests would see a new field, a lost one and a wrong type, also within what several documents hold."""
    [first, *_rest] = told(sample, "list")
    for broken in ({**first, "new": 1}, {name: first[name] for name in first if name != "due"}, {**first, "id": "1"}):
        with pytest.raises(Exception, match=r"new|due|is not of type"):
            check("list", [broken])
    with pytest.raises(Exception, match="new"):
        check("done", [{**first, "new": 1}])


def test_documents_of_reading(bima: Run, tmp_path: Path) -> None:
    """`import` whatever becomes of a release, `extract`, and `when` with and without a day."""
    (tmp_path / "tanpa.txt").write_text("Wali Kota meminta Camat mendata warga.\n", encoding="utf-8")
    told(bima, "import", RAKOR, "--dry-run")
    assert told(bima, "import", RELEASES)["releases"][0]["arrival"] == "new"
    assert told(bima, "import", RAKOR)["releases"][0]["arrival"] == "already"
    changed = tmp_path / "rakor.txt"
    changed.write_text(
        RAKOR.read_text(encoding="utf-8").replace("pembebasan lahan", "pembebasan lahan warga"), encoding="utf-8"
    )
    assert told(bima, "import", changed)["releases"][0]["arrival"] == "revised"
    assert told(bima, "import", tmp_path / "tanpa.txt", code=3)["refused"]
    told(bima, "import", tmp_path / "tidak-ada.txt", code=3)
    for line in bima("extract", RELEASES, tmp_path / "tanpa.txt", "--json").out.splitlines():
        check("extract", json.loads(line))
    assert told(bima, "when", "akhir bulan")["due"]
    assert told(bima, "when", "secepatnya")["due"] is None


def test_documents_of_a_whole_life(sample: Run) -> None:
    """Every command that changes a directive, and what is shown afterwards: split, dropped, moved, undone, by hand."""
    told(sample, "add", "Perbaiki lampu jalan", "--owner", "Dishub", "--due", "akhir bulan", "--note", "lisan")
    added = told(sample, "add", "Tanpa batas waktu")[0]["id"]
    told(sample, "start", 1, 2)
    told(sample, "progress", 8, 60, "--note", "tender", "--obstacle", "hujan")
    told(sample, "done", 3, "--evidence", "bast.pdf", "--missing-ok", "--on", "1 Maret")
    told(sample, "reopen", 3)
    told(sample, "drop", 5, "--reason", "dialihkan")
    told(sample, "note", 9, "menunggu", "--evidence", "foto.jpg", "--missing-ok")
    told(sample, "edit", 8, "--text", "Membangun jembatan")
    told(sample, "tag", 8, 9, "rapat")
    assert told(sample, "tags")[0]["open"] == 2
    told(sample, "untag", 8, "rapat")
    told(sample, "priority", 8, "high")
    told(sample, "link", 3, 8, 9)
    told(sample, "unlink", 3, 9)
    told(sample, "evidence", 8, "https://contoh.go.id/jembatan", RAKOR)
    assert {one["found"] for one in told(sample, "evidence", "--check")} == {"same", "address", "word"}
    told(sample, "obstacle", 9, "hujan")
    told(sample, "assign", 9, "--owner", "Dinas PUPR")
    told(sample, "due", 9, "akhir Juni", "--reason", "lahan")
    told(sample, "split", added, "--unit", "Dishub", "--unit", "Dinkes")
    told(sample, "done", added, "--unit", "Dishub")
    told(sample, "undo")
    told(sample, "redo")
    told(sample, "undo", 2, "--dry-run")
    for number in (3, 5, 8, 9, added):
        told(sample, "show", number)
    told(sample, "list", "--all", "--all-kinds")
    assert told(sample, "list", "--unit", "Dishub", "--all")[-1]["share"]
    assert told(sample, "log")
    told(sample, "log", 9)
    assert told(sample, "agenda", "--from", "1 Januari", "--to", "akhir Juni")["days"]
    assert told(sample, "calendar", "--months", 3)["months"]
    assert told(sample, "remind")
    assert told(sample, "review", "--all")
    assert told(sample, "releases")
    report = told(sample, "report", "2026Q1", "--all-kinds")
    assert report["matrix"]
    told(sample, "report", "2025Q4")


def test_documents_of_what_was_asked_again_discarded_or_imported_back(bima: Run, tmp_path: Path) -> None:
    """A second release that repeats the first, a discarded directive, an import that was undone and came again."""
    told(bima, "import", RAKOR)
    again = tmp_path / "apel.txt"
    again.write_text(
        "Apel gabungan\n\nKota Bima, 16 Februari 2026 - Wali Kota Bima meminta Dinas PUPR menata drainase Amahami "
        "paling lambat 31 Maret 2026.\n",
        encoding="utf-8",
    )
    later = tmp_path / "rapat.txt"
    later.write_text(again.read_text(encoding="utf-8").replace("16 Februari", "2 Maret"), encoding="utf-8")
    told(bima, "import", again)
    told(bima, "import", later)
    told(bima, "undo")
    told(bima, "import", later)
    for row in told(bima, "list", "--all", "--all-kinds"):
        told(bima, "show", row["id"])
    told(bima, "log")


def test_documents_of_empty_stores(bima: Run) -> None:
    """Where there is nothing, the documents are empty and valid."""
    for command in ("list", "agenda", "releases", "review", "log", "report", "calendar", "remind"):
        told(bima, command)


def test_documents_of_units_rules_and_schemas(bima: Run, tmp_path: Path) -> None:
    """The registry, with names that clash and moved ones, rules that fail, and the list of schemas."""
    assert told(bima, "units")
    assert told(bima, "units", "list")
    told(bima, "units", "add", "Dinas Angkasa", "--alias", "Dishub")
    told(bima, "units", "add", "Dinas Antariksa", "--alias", "DA")
    told(bima, "units", "add", "Dinas Astronomi", "--alias", "DA")
    assert {one["finding"] for one in told(bima, "units", "check")} == {"clash", "moved"}
    (tmp_path / "aturan").mkdir()
    (tmp_path / "aturan" / "kata.toml").write_text(RULES, encoding="utf-8")
    proofs = told(bima, "rules", "check", tmp_path / "aturan", code=6)
    assert {one["passed"] for one in proofs} == {True, False}
    assert {one["command"] for one in told(bima, "schema")} == set(DOCUMENTS)


def test_documents_of_settings(bima: Run) -> None:
    """What is set and what is built in, each kind of value; what `init` writes."""
    assert told(bima, "init", "--yes", "--government", "Pemerintah Kota Melati")
    told(bima, "config", "set", "quarter.first_month", 10)
    told(bima, "config", "set", "scale.steps", "90 Baik; 50 Cukup")
    told(bima, "config", "set", "views.mingguan", "--overdue")
    told(bima, "config", "unset", "quarter.first_month")
    assert {one["source"] for one in told(bima, "config")} >= {"file", "built-in"}
    assert told(bima, "config", "get", "views.mingguan")["value"] == "--overdue"
    told(bima, "config", "explain", "scale")


def test_a_command_without_json_has_no_schema(bima: Run) -> None:
    """One sentence says which commands have one."""
    ran = bima("schema", "rules")

    assert ran.code == 2
    assert "rules check" in ran.err


def test_the_list_of_schemas_is_a_table_on_a_screen(bima: Run) -> None:
    """Documents and the commands that print them, in either language."""
    assert "units check" in bima("schema", screen=80).out
    assert "Dokumen" in bima("schema", screen=80, lang="id").out

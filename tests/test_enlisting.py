"""A user's own units: added by a command, kept in a file that people edit too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from looking import speaking

from bimatrack.enlisting import enlist, read_registry
from bimatrack.errors import NothingToDoError, OutputError, RuleError
from bimatrack.rules.units import UnitKind

BY_HAND = """# Kesbang asked for this on 3 March.
[[unit]]
name = "Dinas Kebudayaan"  # split off in 2026
kind = "office"
aliases = [
    "Disbud",  # the usual one
]
"""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where the user's units lie."""
    return tmp_path / "settings" / "units.toml"


def test_a_unit_is_added_and_then_known(own: Path) -> None:
    """What was added resolves by its name and its short forms, beside all that came with the program."""
    enlist(own, "Dinas Kebudayaan", ["Disbud"])

    registry = read_registry(own)

    assert registry.resolve("Kadis Kebudayaan") == registry.resolve("Disbud") == ("Dinas Kebudayaan",)
    assert registry.resolve("Camat Raba") == ("Kecamatan Raba",)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dinas Kebudayaan", UnitKind.OFFICE),
        ("Bagian Kerja Sama", UnitKind.DIVISION),
        ("Kecamatan Mawar", UnitKind.DISTRICT),
        ("Kelurahan Mawar", UnitKind.VILLAGE),
        ("Perumda Air Minum", UnitKind.OFFICE),
    ],
)
def test_the_first_word_of_a_unit_tells_its_kind(own: Path, name: str, kind: UnitKind) -> None:
    """Nobody has to write --kind for a Bagian, a Kecamatan or a Kelurahan."""
    assert enlist(own, name, ()).unit.kind is kind


def test_what_people_wrote_by_hand_stays(own: Path) -> None:
    """Comments and line breaks of the file outlive a name added to a unit and a unit added behind it."""
    own.parent.mkdir()
    own.write_text(BY_HAND, encoding="utf-8")

    enlist(own, "dinas kebudayaan", ["Dinbud", "DISBUD"])
    enlist(own, "Dinas Kepemudaan", ())

    text = own.read_text(encoding="utf-8")
    for line in BY_HAND.splitlines():
        assert line in text
    assert read_registry(own).resolve("Dinbud") == ("Dinas Kebudayaan",)
    assert text.count("DISBUD") == 0


def test_a_known_unit_keeps_its_names(own: Path) -> None:
    """A short form that is added to a shipped unit joins those it has."""
    before = read_registry(own).resolve("Dinkes")

    enlist(own, "Dinas Kesehatan", ["Diskes"])

    assert read_registry(own).resolve("Dinkes") == read_registry(own).resolve("Diskes") == before


def test_a_short_form_that_another_unit_had_is_moved_and_told(own: Path) -> None:
    """A clash of the shipped list is settled by whoever says which unit is meant."""
    added = enlist(own, "Dinas Ketahanan Pangan", ["DKP"])

    [moved] = added.moved
    assert (moved.alias, moved.before) == ("DKP", "Dinas Kelautan dan Perikanan")
    assert read_registry(own).resolve("DKP") == ("Dinas Ketahanan Pangan",)
    assert read_registry(own).clashes == ()


def test_two_own_units_with_one_short_form_are_told(own: Path) -> None:
    """Between two units of the user's nobody can choose; it is said when the second one comes."""
    enlist(own, "Dinas Mawar", ["DM"])

    added = enlist(own, "Dinas Melati", ["DM"])

    assert [clash.alias for clash in added.clashes] == ["dm"]
    assert read_registry(own).resolve("DM") == ()


def test_what_is_known_changes_nothing(own: Path) -> None:
    """Adding the same again leaves the file as it is, and says so."""
    enlist(own, "Dinas Kebudayaan", ["Disbud"])
    before = own.read_bytes()

    with pytest.raises(NothingToDoError, match="already"):
        enlist(own, "Dinas Kebudayaan", ["disbud"])

    assert own.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "aliases", "parent"), [("…", (), None), ("Dinas A", ("–",), None), ("Kelurahan A", (), "Kecamatan Nihil")]
)
def test_a_unit_that_cannot_work_is_not_written(
    own: Path, name: str, aliases: tuple[str, ...], parent: str | None
) -> None:
    """Names without letters and parents that nobody knows leave no file behind."""
    with pytest.raises(RuleError):
        enlist(own, name, aliases, parent=parent)

    assert not own.exists()


def test_a_file_that_mixes_its_blocks_is_left_alone(own: Path) -> None:
    """Where adding a name would move a comment to another unit, the user is asked to do it."""
    own.parent.mkdir()
    unit = '[[unit]]\nname = "{}"\nkind = "office"\n'
    mixed = f'{unit.format("A")}\n[[government]]\nname = "K"\n\n# what B does\n{unit.format("B")}'
    own.write_text(mixed, encoding="utf-8")
    before = own.read_bytes()

    with pytest.raises(RuleError, match="by hand"):
        enlist(own, "B", ["BB"])

    assert own.read_bytes() == before


def test_a_folder_is_no_registry(tmp_path: Path) -> None:
    """What cannot be read is named, with the option that chooses another file."""
    with pytest.raises(RuleError, match="--registry"):
        read_registry(tmp_path)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A folder that is a file leaves the user with a sentence."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises((OutputError, RuleError), match="--registry"):
        enlist(tmp_path / "file" / "units.toml", "Dinas A", ())


def test_the_command_adds_where_the_option_says(bima: Run, tmp_path: Path) -> None:
    """`units add` writes to --registry, says what it moved, and import, add and assign read it from there."""
    own = tmp_path / "own.toml"

    added = bima("units", "add", "Dinas Kebudayaan", "--alias", "Disbud", "--alias", "Dispar", "--registry", own)

    assert added.code == 0
    assert "“Dispar” now means Dinas Kebudayaan, no longer Dinas Pariwisata" in added.err
    (tmp_path / "rilis.txt").write_text(
        "Rapat Seni\n\nWali Kota meminta Kepala Disbud mendata sanggar.\n", encoding="utf-8"
    )
    assert bima("import", tmp_path / "rilis.txt", "--date", "2026-01-05", "--registry", own).code == 0
    bima("add", "Rawat museum", "--owner", "Disbud", "--registry", own)
    bima("add", "Bersihkan pasar", "--owner", "Camat Raba", "--registry", own)
    bima("assign", 3, "--owner", "Dispar", "--registry", own)
    assert [one["units"] for one in json.loads(bima("list", "--json").out)] == [["Dinas Kebudayaan"]] * 3


def test_the_own_file_lies_in_the_folder_for_settings(bima: Run) -> None:
    """Without an option the units are kept between runs, too."""
    assert bima("units", "add", "Dinas Kebudayaan").code == 0

    assert "Dinas Kebudayaan" in bima("units").out


def test_check_names_what_cannot_be_read(bima: Run, tmp_path: Path) -> None:
    """Shared short forms and moved ones are listed with exit code 0, on screens, in rows and as JSON."""
    own = tmp_path / "own.toml"
    bima("units", "add", "Dinas Kebudayaan", "--alias", "Dispar", "--registry", own)

    found = json.loads(bima("units", "check", "--json", "--registry", own).out)

    assert [(one["finding"], one["name"]) for one in found] == [("clash", "dkp"), ("moved", "Dispar")]
    assert bima("units", "check", "--registry", own).rows[1][:2] == ["clash", "dkp"]
    shown = bima("units", "check", "--registry", own, screen=80).out
    assert "dkp" in shown
    assert "Dinas Pariwisata" in shown


@pytest.mark.parametrize("command", ["check", "list"])
def test_a_broken_file_ends_with_code_6(bima: Run, tmp_path: Path, command: str) -> None:
    """The message names the file; so it does where --registry names none."""
    own = tmp_path / "own.toml"
    own.write_text('[[unit]]\nname = "A"\nkind = "desa"\n', encoding="utf-8")

    broken = bima("units", command, "--registry", own)
    missing = bima("units", command, "--registry", tmp_path / "none.toml")

    assert (broken.code, missing.code) == (6, 6)
    assert "own.toml" in broken.err
    assert "none.toml" in missing.err

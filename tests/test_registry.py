"""The registry knows which units an owner's words mean, and says nothing where they mean none."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bimatrack.errors import RuleError
from bimatrack.i18n import language, set_language
from bimatrack.registry import Clash, Registry, UnitKind

PUPR = "Dinas Pekerjaan Umum dan Penataan Ruang"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, for the messages are compared."""
    before = language()
    set_language("en")
    yield
    set_language(before)


@pytest.mark.parametrize(
    ("owner", "units"),
    [
        pytest.param("Dinas Perhubungan", ["Dinas Perhubungan"], id="full-name"),
        pytest.param("dinas  perhubungan kota bima", ["Dinas Perhubungan"], id="any-case-and-white-space"),
        pytest.param("PUPR", [PUPR], id="short-form"),
        pytest.param("Kadis PUPR", [PUPR], id="head-of-an-office"),
        pytest.param("Plt. Kepala Dinas PU/PR", [PUPR], id="acting-head"),
        pytest.param("Kepala Bidang Bina Marga Dinas PUPR", [PUPR], id="a-part-of-an-office"),
        pytest.param("Kadis Kesehatan", ["Dinas Kesehatan"], id="title-for-the-first-word"),
        pytest.param("Kabag Umum dan Hukum", ["Bagian Umum", "Bagian Hukum"], id="divisions"),
        pytest.param("Sekda", ["Sekretariat Daerah"], id="secretary"),
        pytest.param("Camat Raba dan Camat Mpunda", ["Kecamatan Raba", "Kecamatan Mpunda"], id="several"),
        pytest.param("Camat Raba dan Mpunda", ["Kecamatan Raba", "Kecamatan Mpunda"], id="title-said-once"),
        pytest.param(
            "Kec. Rasanae Barat dan Timur", ["Kecamatan Rasanae Barat", "Kecamatan Rasanae Timur"], id="name-said-once"
        ),
        pytest.param("Lurah Kolo, Ule dan Melayu", ["Kelurahan Kolo", "Kelurahan Ule", "Kelurahan Melayu"], id="list"),
        pytest.param("Lurah Oi Fo’o", ["Kelurahan Oi Fo'o"], id="apostrophe"),
        pytest.param("Lurah Oi Mbo", ["Kelurahan Oimbo"], id="spelling"),
        pytest.param("Dinas Pendidikan dan Kebudayaan", ["Dinas Pendidikan dan Kebudayaan"], id="and-inside-a-name"),
        pytest.param("Dinas LH & DLH", ["Dinas Lingkungan Hidup"], id="each-once"),
        pytest.param("Disbudpar", ["Dinas Pariwisata"], id="office-of-any-government"),
    ],
)
def test_an_owner_is_known_by_its_names(owner: str, units: list[str]) -> None:
    """Full names, short forms, heads and lists lead to the units' full names."""
    assert list(Registry.load().resolve(owner)) == units


@pytest.mark.parametrize(
    "owner",
    [
        *("", "Tanjung", "Melayu", "Dara", "Raba", "Paruga"),
        *("seluruh Kepala OPD", "OPD terkait", "Camat dan Lurah", "Dinas terkait", "para Kabag"),
        *("DKP", "masyarakat", "Kepala Puskesmas Penanae", "Puskesmas di Kecamatan Raba"),
        *("Dinas Kesehatan Kabupaten Bima", "Dinas PUPR Provinsi NTB"),
    ],
)
def test_what_names_no_unit_is_left_open(owner: str) -> None:
    """Common words, groups, clashing short forms, places and other governments' offices resolve to nothing."""
    assert Registry.load().resolve(owner) == ()


def members(owner: str) -> set[UnitKind]:
    """Return the kinds of the members of a group."""
    registry = Registry.load()
    kinds = {unit.name: unit.kind for unit in registry.units}
    return {kinds[name] for name in registry.members(owner)}


@pytest.mark.parametrize(
    ("owner", "kinds"),
    [
        ("seluruh Kepala OPD", {UnitKind.OFFICE}),
        ("Kepala OPD lingkup Pemkot Bima", {UnitKind.OFFICE}),
        ("Camat dan Lurah", {UnitKind.DISTRICT, UnitKind.VILLAGE}),
        ("Kepala Dinas, Camat dan Lurah se-Kota Bima", {UnitKind.OFFICE, UnitKind.DISTRICT, UnitKind.VILLAGE}),
        ("para Kabag", {UnitKind.DIVISION}),
        ("OPD terkait", set()),
        ("Dinas Kesehatan", set()),
        ("Camat Raba", set()),
        ("masyarakat", set()),
    ],
)
def test_a_group_has_members(owner: str, kinds: set[UnitKind]) -> None:
    """A definite group is made of the units of its kinds; others and single units have no members."""
    assert members(owner) == kinds


def test_the_villages_of_a_district() -> None:
    """A group of a district's lurah holds that district's kelurahan only."""
    registry = Registry.load()
    parents = {unit.name: unit.parent for unit in registry.units}

    found = registry.members("seluruh Lurah se-Kecamatan Raba")

    assert {parents[name] for name in found} == {"Kecamatan Raba"}
    assert registry.resolve("seluruh Lurah se-Kecamatan Raba") == ()


def test_a_short_form_of_two_units_is_reported() -> None:
    """What a short form cannot decide is named, with the units that share it."""
    clash = Clash("dkp", ("Dinas Ketahanan Pangan", "Dinas Kelautan dan Perikanan"))

    assert clash in Registry.load().clashes


def test_a_user_adds_and_changes_units() -> None:
    """Units of a user's file join the shipped ones; one of a known name takes that one's place."""
    text = """
        [[unit]]
        name = "Dinas Kebudayaan"
        kind = "office"
        aliases = ["Disbud"]

        [[unit]]
        name = "Dinas Ketahanan Pangan"
        kind = "office"
    """

    registry = Registry.load(text, "unit.toml")

    assert registry.resolve("Kadis Kebudayaan dan Disbud") == ("Dinas Kebudayaan",)
    assert registry.resolve("DKP") == ("Dinas Kelautan dan Perikanan",)
    assert registry.clashes == ()
    assert registry.resolve("Camat Raba") == ("Kecamatan Raba",)


def test_another_government_lists_its_own_units() -> None:
    """A file that names a government replaces the shipped units."""
    text = """
        [[government]]
        name = "Kota Melati"

        [[unit]]
        name = "Kecamatan Mawar"
        kind = "district"
    """

    registry = Registry.load(text, "unit.toml")

    assert registry.government == "Kota Melati"
    assert [unit.name for unit in registry.units] == ["Kecamatan Mawar"]
    assert registry.resolve("Camat Mawar dan Camat Raba") == ("Kecamatan Mawar",)
    assert registry.members("para Camat") == ("Kecamatan Mawar",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[unit]]\nname = "A"\nkind = "desa"', "kind"),
        ('[[unit]]\nname = "A"\nkind = "village"\nparent = "B"', "no unit"),
        ('[[unit]]\nname = "A"\nkind = "office"\n[[unit]]\nname = "A"\nkind = "office"', "already"),
        ('[[unit]]\nname = "A"\nkind = "office"\nalias = ["B"]', "unknown key"),
        ("[[unit]", "no TOML"),
    ],
)
def test_a_list_that_cannot_work_is_refused(text: str, words: str) -> None:
    """The message names the file and what is wrong in it."""
    with pytest.raises(RuleError, match=words) as caught:
        Registry.load(text, "unit.toml")

    assert "unit.toml" in str(caught.value)


@given(st.text())
def test_any_text_is_an_owner(text: str) -> None:
    """No text makes the registry fail, and all it names are names of units."""
    registry = Registry.load()

    assert all(isinstance(name, str) for name in registry.resolve(text))
    assert set(registry.members(text)) <= {unit.name for unit in registry.units}

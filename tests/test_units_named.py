"""The names by which a user may call a unit."""

import pytest
from conftest import Run

from bimatrack.errors import UsageError
from bimatrack.registry import Registry
from bimatrack.tracking import fanned_out, open_groups, units_named

RABA, MPUNDA = "Kecamatan Raba", "Kecamatan Mpunda"
REGISTRY = Registry.load()


def test_a_unit_is_known_by_any_of_its_names() -> None:
    """Short forms, heads and groups lead to full names, each once."""
    named = units_named(["Camat Raba", "PUPR", "kecamatan raba"], REGISTRY)

    assert named == (RABA, "Dinas Pekerjaan Umum dan Penataan Ruang")
    assert units_named(["para Camat"], REGISTRY) == REGISTRY.members("para Camat")


def test_a_unit_that_has_left_the_registry_keeps_its_name() -> None:
    """A share is found by the name it has, whatever became of the unit."""
    assert units_named(["dinas kebersihan"], REGISTRY, known=["Dinas Kebersihan"]) == ("Dinas Kebersihan",)


@pytest.mark.parametrize(
    ("name", "near"),
    [("Raba", RABA), ("rabba", RABA), ("Kecamatan Mpundah", MPUNDA), ("Dinas Kesehatn", "Dinas Kesehatan")],
)
def test_a_name_that_is_no_unit_is_told_with_what_comes_near(name: str, near: str) -> None:
    """Nothing is guessed; the sentence names the word and what it may have meant."""
    with pytest.raises(UsageError, match=name) as caught:
        units_named([name], REGISTRY)

    assert f"Did you mean “{near}”" in str(caught.value)


def test_a_short_form_of_two_units_is_told_with_both() -> None:
    """Neither is guessed."""
    with pytest.raises(UsageError, match="“Dinas Ketahanan Pangan”, “Dinas Kelautan dan Perikanan”"):
        units_named(["DKP"], REGISTRY)


def test_a_name_like_no_other_is_told_without_a_guess() -> None:
    """Where nothing comes near the sentence says where units are listed."""
    with pytest.raises(UsageError, match="units") as caught:
        units_named(["zzz"], REGISTRY)

    assert "Did you mean" not in str(caught.value)


def test_the_owners_that_stay_out_are_told() -> None:
    """Beside a definite group, one that is not can be asked for."""
    owners = ("para Camat", "OPD terkait", "masyarakat", "Dinas Sosial")

    assert open_groups(owners, REGISTRY) == ("OPD terkait", "masyarakat")
    assert fanned_out(owners, REGISTRY) == ("Dinas Sosial", *REGISTRY.members("para Camat"))


def test_the_registry_is_searched_by_words(bima: Run) -> None:
    """`units WORDS` lists whose name or short form holds them; a slip of the pen is answered with what is near."""
    assert [row[0] for row in bima("units", "dishub").rows[1:]] == ["Dinas Perhubungan"]
    assert [row[0] for row in bima("units", "camat", "raba").rows[1:]] == ["Kecamatan Raba"]
    slip = bima("units", "dihsub")
    assert (slip.code, len(slip.rows)) == (0, 1)
    assert "Did you mean “Dinas Perhubungan”?" in slip.err
    assert bima("units", "check").rows[0][0] == "finding"


def test_a_wording_of_no_day_is_said_to_name_none(bima: Run) -> None:
    """On the screen in a sentence; JSON holds a null, and the exit code is 0."""
    ran = bima("when", "tgl", "40")

    assert (ran.code, "“tgl 40” names no day." in ran.err) == (0, True)
    assert '"due": null' in bima("when", "tgl 40", "--json").out

"""Who must act: names of offices and groups, taken apart."""

import pytest
from reading import directives_of, line_of

from bimatrack.extract.grammar import actor_at
from bimatrack.extract.owners import agent_in, owners_in
from bimatrack.rules.language import ActorRule, Role, actor_rules

EXAMPLES = [pytest.param(r, e, id=e) for r in actor_rules() for e in r.examples]


def owners_of(text: str) -> list[str]:
    """Return the owners named by the whole of *text*."""
    line = line_of(text)
    return [quote.text for quote in owners_in(line, 0, len(line.words))]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Camat dan Lurah", ["Camat", "Lurah"]),
        ("kepada seluruh Kepala OPD terkait", ["seluruh Kepala OPD terkait"]),
        ("BPBD, Dinas Sosial serta Satpol PP", ["BPBD", "Dinas Sosial", "Satpol PP"]),
        ("Dinas Pertanian dan Pangan", ["Dinas Pertanian dan Pangan"]),
        ("Dinas Koperasi, UKM dan Perdagangan", ["Dinas Koperasi, UKM dan Perdagangan"]),
        ("OPD yang belum mengunggah dokumen", ["OPD yang belum mengunggah dokumen"]),
        ("sejumlah OPD terkait seperti Dishub dan DLH", ["Dishub", "DLH"]),
        ("Dinas PUPR selaku penerima", ["Dinas PUPR"]),
        ("8 camat dan 3 lurah", ["8 camat", "3 lurah"]),
        ("dua unit ekskavator", []),
        ("jajarannya", ["jajarannya"]),
        ("jajaran kelurahan", ["jajaran kelurahan"]),
        ("Kota Melati", ["Kota Melati"]),
        ("pihak Melati Jaya", ["pihak Melati Jaya"]),
        ("drainase kota", []),
        ("mereka", []),
    ],
)
def test_names_are_taken_apart(text: str, owners: list[str]) -> None:
    """The words "Camat dan Lurah" are two; "Pertanian dan Pangan" is one; things and pronouns are nobody."""
    assert owners_of(text) == owners


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("jalan itu ditambal oleh Dinas PUPR", ["Dinas PUPR"]),
        ("daftarnya diterima Bidang Aset", ["Bidang Aset"]),
        ("jalan itu ditambal oleh PLN di Desa Wadu", ["PLN"]),
        ("jalan itu ditambal oleh PLN kepada warga", ["PLN"]),
        ("lapak yang ditata oleh Camat itu", []),
        ("jalan itu ditambal besok", []),
    ],
)
def test_a_passive_names_who_acts(text: str, agents: list[str]) -> None:
    """The one behind "oleh", or right behind the verb, must act."""
    line = line_of(text)

    assert [quote.text for quote in agent_in(line, 0, len(line.words))] == agents


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_actor_rule_knows_its_own_example(rule: ActorRule, example: str) -> None:
    """The marked name has the role that its rule gives."""
    at = example.index("[[")
    line = line_of(example[at:].replace("[[", "").replace("]]", ""))

    assert Role(rule.role) in actor_at(line, 0)


@pytest.mark.parametrize(
    ("body", "owners"),
    [
        (
            "Dinas Pendidikan diminta mendata guru honorer. Sekolah yang atapnya bocor juga perlu didata.",
            ["Dinas Pendidikan"],
        ),
        ("Camat diminta mendata lansia. Lampu jalan harus dipadamkan.", []),
    ],
)
def test_a_further_must_goes_to_those_asked_before(body: str, owners: list[str]) -> None:
    """The word "juga" joins a passive to the ask before it; without it nobody is guessed."""
    assert [owner.text for owner in directives_of(body)[-1].owners] == owners


@pytest.mark.parametrize(
    ("body", "owners"),
    [
        (
            "Dinas Sosial diminta mendata lansia. Selain itu, dinas tersebut wajib membuka loket aduan.",
            ["Dinas Sosial"],
        ),
        (
            "“Dinas PUPR, DLH, dan para lurah, saya minta selokan dibersihkan sebelum Sabtu,” katanya.",
            ["Dinas PUPR", "DLH", "para lurah"],
        ),
    ],
)
def test_those_who_are_meant_are_named_in_full(body: str, owners: list[str]) -> None:
    """A word that points back stands for the office named before; a list of those called keeps all its names."""
    assert [owner.text for owner in directives_of(body)[-1].owners] == owners

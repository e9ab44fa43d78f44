"""Who speaks: named, quoted, called by a pronoun, carried on."""

import pytest
from reading import directives_of


@pytest.mark.parametrize(
    ("body", "speakers"),
    [
        ("Bupati Sumba Timur meminta Camat mendata warga.", ["Bupati Sumba Timur"]),
        ('"Camat wajib mendata warga," tegas Wali Kota.', ["Wali Kota"]),
        ("Sekda Kota Palu memimpin rapat. Sekda meminta BPBD menambah posko.", ["Sekda Kota Palu"]),
        (
            "Wali Kota Ambon meminta BPBD menambah posko. Ia juga menugaskan Dishub memasang rambu.",
            ["Wali Kota Ambon"] * 2,
        ),
        (
            "Wali Kota meminta BPBD menambah posko. Wakil Wali Kota meminta Dishub memasang rambu.",
            ["Wali Kota", "Wakil Wali Kota"],
        ),
        ("Menurut Sekda, Dishub harus memasang rambu.", ["Sekda"]),
        ("Dishub diminta memasang rambu.", [None]),
    ],
)
def test_the_one_who_asks_is_named_as_the_text_names_him(body: str, speakers: list[str | None]) -> None:
    """Every directive carries its speaker in the text's words, or none."""
    assert [d.speaker.text if d.speaker else None for d in directives_of(body)] == speakers


def test_citizens_ask_of_the_government_not_for_it() -> None:
    """What residents wish of the government is no directive, nor what follows in their words."""
    assert directives_of("Seorang petani meminta pemerintah mengganti kerugian. Ia juga minta jalan diperbaiki.") == ()


def test_a_decree_is_spoken_by_its_signatory() -> None:
    """Where nobody speaks, the office that signs does."""
    body = "SURAT EDARAN\n\nDisampaikan hal-hal sebagai berikut :\n\n1. Camat mendata pohon tua.\n\nBUPATI NGADA\nttd"

    [directive] = directives_of(body)

    assert directive.speaker is not None
    assert directive.speaker.text == "BUPATI NGADA"

"""What goes on with an ask, who may ask at all, and whose business a thing is made."""

import pytest
from reading import directives_of, line_of

from bimatrack.extract.asides import without_asides
from bimatrack.extract.standing import people_ask

Found = tuple[str, list[str]]

ASK = "Bupati meminta Dinas Sosial mendata lansia. "


def asked_in(body: str) -> list[Found]:
    """Return each thing that is to be done, with those who must do it."""
    return [(d.quote.text, [o.text for o in d.owners]) for d in directives_of(body) if d.kind.tracked]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dinas Kesehatan, lanjutnya, menyediakan masker.", "dinas kesehatan menyediakan masker"),
        ("Camat, masih kata Bupati, harus mendata.", "camat harus mendata"),
        ("Camat, demikian Rahman, harus mendata.", "camat harus mendata"),
        ("Camat, ujar Bupati, harus mendata, katanya, sumur.", "camat harus mendata sumur"),
    ],
)
def test_asides_are_taken_out(text: str, left: str) -> None:
    """What tells who says it goes, with its commas; the words that stay keep their places in the text."""
    line = without_asides(line_of(text))

    assert " ".join(line.words) == left
    assert line.told
    assert [text[a:b].lower() for a, b in line.spans] == list(line.words)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Camat mendata sumur.", id="no-comma"),
        pytest.param("Camat, Lurah, dan Kepala Desa mendata sumur.", id="a-list"),
        pytest.param("Rapat digelar, katanya.", id="at-the-end"),
        pytest.param("Lapak itu ramai, kata Bupati, Senin (5/1).", id="a-day-behind-it"),
        pytest.param("Lapak itu ramai, kata Bupati, saat meninjau pasar.", id="a-scene-behind-it"),
        pytest.param("Lapak itu ramai, kata Bupati, Wadu ramai.", id="a-name-behind-it"),
        pytest.param("Camat, kata Bupati; harus mendata.", id="no-comma-closes-it"),
        pytest.param("Camat, kata Bupati yang meninjau pasar, harus mendata.", id="a-verb-in-it"),
        pytest.param("Camat, demikian pula, harus mendata.", id="nobody-named"),
        pytest.param("“Camat,” kata Bupati, “harus mendata.”", id="between-speech"),
    ],
)
def test_what_is_no_aside_stays(text: str) -> None:
    """Lists, scenes and whatever stands between two pieces of speech are left as they are."""
    line = line_of(text)

    assert without_asides(line) is line


def test_a_passive_beside_an_aside_names_who_acts() -> None:
    """What somebody says outside direct speech asks, where it names those by whom a thing is to be done."""
    body = "Talud itu, ujar Sekda, diperbaiki oleh Dinas PUPR."
    [found] = directives_of(body)

    assert found.quote.text == body[:-1]
    assert [owner.text for owner in found.owners] == ["Dinas PUPR"]
    assert found.speaker is not None
    assert found.speaker.text == "Sekda"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Para sopir meminta Dishub memasang rambu.", True),
        ("Para pedagang juga sudah meminta Dishub memasang rambu.", True),
        ("Mereka meminta Dishub memasang rambu.", True),
        ("Ketua Paguyuban Pasar meminta Dishub memasang rambu.", True),
        ("Direktur CV Melati (Rahman) meminta Dishub memasang rambu.", True),
        ("Kepala Dinas PUPR meminta Dishub memasang rambu.", False),
        ("Bupati meminta Dishub memasang rambu.", False),
        ("Anggota tim meminta Dishub memasang rambu.", False),
        ("Ia meminta Dishub memasang rambu.", False),
        ("Setelah bertemu para sopir, ia meminta Dishub memasang rambu.", False),
        ("Rahman meminta Dishub memasang rambu.", False),
    ],
)
def test_who_is_no_part_of_a_government(text: str, people: bool) -> None:
    """The people, and those who head firms or associations, ask for themselves."""
    line = line_of(text)

    assert people_ask(line, line.words.index("meminta")) is people


@pytest.mark.parametrize(
    ("further", "found"),
    [
        ("Selain itu, membentuk tim di setiap desa.", [("membentuk tim di setiap desa", ["Dinas Sosial"])]),
        ("Juga segera membuka loket aduan.", [("membuka loket aduan", ["Dinas Sosial"])]),
        ("Termasuk memeriksa kembali data ganda.", [("memeriksa kembali data ganda", ["Dinas Sosial"])]),
        ("Selain itu, membuka acara, Bupati memukul gong.", []),
        ("Selain itu, berharap warga sabar menunggu.", []),
        ("Selain itu, membentuk tim di setiap desa?", []),
        ("Kemudian membuka loket.", []),
        ("Membuka loket aduan di balai desa.", []),
        ("Selain itu, dibuka loket aduan di balai desa.", []),
        ("Juga menyiapkan tenda, tegas Bupati.", []),
    ],
)
def test_a_sentence_without_a_subject_goes_on_asking(further: str, found: list[Found]) -> None:
    """Behind an ask, "selain itu" and its like ask more; a clause that leads to another subject does not."""
    assert asked_in(ASK + further)[1:] == found


def test_nothing_goes_on_where_nothing_was_asked() -> None:
    """The same sentence tells, where no ask stands before it."""
    assert asked_in("Dinas Sosial mendata lansia. Selain itu, membentuk tim di setiap desa.") == []


@pytest.mark.parametrize(
    ("further", "found"),
    [
        ("Dishub menata parkir di Pasar Wadu.", [("menata parkir di Pasar Wadu", ["Dishub"])]),
        ("Untuk penerangan, Dishub memasang lampu.", [("memasang lampu", ["Dishub"])]),
        ("Dishub telah menata parkir.", []),
        ("Dishub mengaku siap menata parkir.", []),
        ("Dishub yang menata parkir libur.", []),
        ("Dishub bersinergi menata parkir.", []),
        ("Dishub terbantu menata parkir.", []),
        ("Apakah Dishub menata parkir?", []),
        ("Para pedagang menata lapak.", []),
        ("Wakil Bupati menata parkir.", []),
        ("“Dishub menata parkir,” kata warga.", []),
    ],
)
def test_the_part_of_another_office_in_a_sentence_of_its_own(further: str, found: list[Found]) -> None:
    """An office and an active verb behind an ask are its further part, unless a tale is told."""
    assert asked_in(ASK + further)[1:] == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Penataan lapak menjadi tugas Camat.", [("Penataan lapak", ["Camat"])]),
        ("Penataan lapak jadi PR Camat.", [("Penataan lapak", ["Camat"])]),
        ("Sampah pasar menjadi tanggung jawab DLH.", [("Sampah pasar", ["DLH"])]),
        ("Penataan lapak dilimpahkan ke Camat.", [("Penataan lapak", ["Camat"])]),
        ("Penataan lapak menjadi tugas berat.", []),
        ("Penataan lapak menjadi tugas warga.", []),
        ("Penataan lapak menjadi tugas Bupati.", []),
        ("Penataan lapak tidak menjadi tugas Camat.", []),
        ("Penataan lapak yang menjadi tugas Camat lambat.", []),
        ("Penataan lapak sudah diserahkan kepada Camat.", []),
        ("Piala diserahkan kepada Camat.", []),
        ("Camat menerima lapak yang diserahkan kepada Lurah.", []),
        ("Setelah menata lapak, sampah pasar jadi urusan DLH.", [("sampah pasar", ["DLH"])]),
    ],
)
def test_what_is_made_somebody_s_business(body: str, found: list[Found]) -> None:
    """A work that becomes the task of an office is asked of it; what is handed over is not."""
    assert asked_in(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Camat wajib mendata sumur, termasuk pompa desa.", [("mendata sumur", ["Camat"])]),
        (
            "Camat wajib mendata sumur, termasuk mendata pompa.",
            [("mendata sumur", ["Camat"]), ("mendata pompa", ["Camat"])],
        ),
        (
            "Camat wajib mendata sumur, Dishub diminta menjaga pasar.",
            [("mendata sumur", ["Camat"]), ("menjaga pasar", ["Dishub"])],
        ),
        (
            "Bupati meminta Camat mendata sumur, sedangkan Dishub menjaga pasar.",
            [("mendata sumur", ["Camat"]), ("menjaga pasar", ["Dishub"])],
        ),
        ("Bupati meminta Camat mendata sumur, sedangkan kita menjaga pasar.", [("mendata sumur", ["Camat"])]),
        ("Bupati meminta Camat mendata sumur, sedangkan Dishub dipuji.", [("mendata sumur", ["Camat"])]),
        ("Bupati meminta Camat agar bersama dengan PLN mendata.", [("bersama dengan PLN mendata", ["Camat"])]),
        ("Adapun para camat, agar menghadap Sekda.", [("menghadap Sekda", ["para camat"])]),
        ("Adapun camat mendata warga, agar cepat.", []),
    ],
)  # fmt: skip
def test_where_a_thing_that_is_asked_ends(body: str, found: list[Found]) -> None:
    """Examples, another's part and a tale behind a comma do not belong to it."""
    assert asked_in(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "Bupati meminta Camat mendata sumur tua dan Dinas Sosial menyalurkan selimut.",
            [("mendata sumur tua", ["Camat"]), ("menyalurkan selimut", ["Dinas Sosial"])],
        ),
        ("Bupati meminta Disdik mengerahkan guru dan komite membersihkan kelas.", [("mengerahkan", ["Disdik"])]),
        (
            "Bupati meminta Bappeda menyisir usulan dan hasilnya dibawa ke forum.",
            [("menyisir usulan", ["Bappeda"]), ("hasilnya dibawa ke forum", ["Bappeda"])],
        ),
        ("Camat wajib mendata sumur dan tidak menutup pintu.", [("mendata", ["Camat"]), ("tidak", ["Camat"])]),
        ("Camat wajib mendata dan menutup sumur.", [("mendata dan menutup sumur", ["Camat"])]),
        ("Camat wajib menutup sumur dan melaporkannya.", [("menutup sumur dan melaporkannya", ["Camat"])]),
        (
            "Camat wajib menutup sumur, menunggu hujan, dan melaporkan hasil.",
            [("menutup sumur, menunggu hujan", ["Camat"]), ("melaporkan hasil", ["Camat"])],
        ),
    ],
)
def test_what_is_one_thing_and_what_is_two(body: str, found: list[Found]) -> None:
    """A verb with an object of its own, and an office with a verb, are things of their own."""
    got = asked_in(body)

    assert [owners for _quote, owners in got] == [owners for _quote, owners in found]
    assert all(quote.startswith(start) for (quote, _o), (start, _owners) in zip(got, found, strict=True))

"""Lists inside running text: priorities, things that are stressed, orders that are counted, works named together."""

import pytest
from reading import directives_of

from bimatrack.model import Kind

Found = tuple[str, list[str]]

MARKET, LEVY, SIGNS = "penataan pasar", "penagihan retribusi", "penertiban reklame"


def told_in(body: str, kind: Kind) -> list[Found]:
    """Return what is said of one kind, with those who must act."""
    return [(d.quote.text, [o.text for o in d.owners]) for d in directives_of(body) if d.kind is kind]


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (f"Ada tiga hal penting, yakni {MARKET}, {LEVY}, dan {SIGNS}.", [MARKET, LEVY, SIGNS]),
        (f"Ada tiga hal penting, yakni {MARKET}, {LEVY}, dan {SIGNS}, katanya.", [MARKET, LEVY, SIGNS]),
        (f"Ada tiga hal penting, yakni {MARKET}, {LEVY}, dan {SIGNS} sehingga kota rapi.", [MARKET, LEVY, SIGNS]),
        (f"Ada tiga hal prioritas, yakni {MARKET}, air, dan {SIGNS}.", [f"{MARKET}, air", SIGNS]),
        (f"Bupati menitikberatkan tiga sasaran: {MARKET}, {LEVY}, dan {SIGNS}.", [MARKET, LEVY, SIGNS]),
        (f"Tiga program prioritas difokuskan pada {MARKET}, {LEVY}, dan {SIGNS}.", [f"{MARKET}, {LEVY}, dan {SIGNS}"]),
        (f"Prioritas meliputi {MARKET}, {LEVY}.", [MARKET, LEVY]),
        (f"Bupati menyampaikan tiga hal penting. Di antaranya, {MARKET}, {LEVY}, dan {SIGNS}.", [MARKET, LEVY, SIGNS]),
        (f"Bupati menyampaikan dua hal penting. Yaitu {MARKET} dan {LEVY}.", [MARKET, LEVY]),
        ("Penataan pasar dan penagihan retribusi juga menjadi prioritas.", ["Penataan pasar", LEVY]),
        (f"Bupati menekankan pentingnya {MARKET}, {LEVY}, dan {SIGNS}.", [MARKET, LEVY, SIGNS]),
        ("Bupati menyampaikan dua poin. Pertama, penataan pasar. Kedua, penagihan retribusi.", [MARKET, LEVY]),
        (f"Tahun ini difokuskan pada prioritas: {MARKET}, {LEVY}.", [MARKET, LEVY]),
        (f"Ada tiga fokus penting, yakni jalan desa; {MARKET} dan; {LEVY}.", ["jalan desa", MARKET, LEVY]),
        (
            f"Ada tiga fokus penting, yakni jalan desa, {MARKET} dan parkir dan {LEVY}.",
            ["jalan desa", f"{MARKET} dan parkir", LEVY],
        ),
        ("Ada dua hal penting, yakni agar Camat mendata sumur.", []),
        ("Ada dua hal penting, yakni sumur.", []),
        ("Kenapa penataan pasar menjadi prioritas.", []),
        ("Penataan pasar yang telah menjadi prioritas.", []),
        ("Rapat dan apel menjadi prioritas.", []),
        ("Sumur menjadi prioritas.", []),
        (f"Di antaranya, {MARKET} dan {LEVY}.", []),
    ],
)
def test_the_items_of_a_list_of_priorities(body: str, items: list[str]) -> None:
    """A list that is announced or called important is taken apart; what only counts, asks or tells is not."""
    assert [quote for quote, _owners in told_in(body, Kind.PRIORITY)] == items


@pytest.mark.parametrize(
    ("body", "owners"),
    [
        (f"Ada dua tugas yang menjadi pegangan SOPD, yakni {MARKET} dan {LEVY}.", ["SOPD"]),
        (f"Dua hal menjadi perhatian dinas, yakni {MARKET} dan {LEVY}.", ["dinas"]),
        (f"Dua hal menjadi perhatian Bupati, yakni {MARKET} dan {LEVY}.", []),
        (f"Dua hal menjadi perhatian kepala daerah, yakni {MARKET} dan {LEVY}.", []),
    ],
)
def test_whose_list_it_is(body: str, owners: list[str]) -> None:
    """Those whose task a list is must act, unless they head the government."""
    assert [found for _quote, found in told_in(body, Kind.PRIORITY)] == [owners, owners]


def test_the_year_of_a_list_is_no_deadline() -> None:
    """What the priorities of a year are is not due at its end, unless a limit is set."""
    yearly = directives_of(f"Tahun ini ada dua hal penting, yakni {MARKET} dan {LEVY}.")
    limited = directives_of(f"Sebelum 20 Januari ada dua hal penting, yakni {MARKET} dan {LEVY}.")

    assert [d.due for d in yearly] == [None, None]
    assert [str(d.due.day) for d in limited if d.due] == ["2026-01-19", "2026-01-19"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Bupati menekankan pentingnya OPD menyusun peta.", [("menyusun peta", ["OPD"])]),
        ("Bupati menekankan pentingnya untuk menata pasar.", [("menata pasar", [])]),
        ("Bupati menekankan pentingnya terus menata pasar.", [("menata pasar", [])]),
        ("Bupati menekankan pentingnya OPD.", []),
        ("Bupati menekankan pentingnya sumur.", []),
        ("Bupati memahami pentingnya menata pasar.", []),
    ],
)
def test_what_a_speaker_calls_important(body: str, found: list[Found]) -> None:
    """A deed that is stressed is asked for, of those who are named with it; a thing alone is not."""
    assert told_in(body, Kind.INSTRUCTION) == found


@pytest.mark.parametrize(
    ("body", "owners"),
    [
        ("Pertama, mendata sumur; kedua, menutup galian; ketiga, memasang lampu.", []),
        ("Bupati minta agar Camat, pertama, mendata sumur; kedua, menutup galian; ketiga, memasang lampu.", ["Camat"]),
        (
            "Ada tiga hal penting bagi camat. Pertama, mendata sumur. Kedua, menutup galian. Ketiga, memasang lampu.",
            ["camat"],
        ),
        (
            "Sekda menugaskan tim. Pertama: OPD mendata sumur. Kedua: OPD menutup galian. Ketiga: OPD memasang lampu.",
            ["OPD"],
        ),
    ],
)  # fmt: skip
def test_orders_that_are_counted(body: str, owners: list[str]) -> None:
    """Each of "pertama, kedua, ketiga" is an order of its own for those who are told before."""
    things = ("mendata sumur", "menutup galian", "memasang lampu")

    assert told_in(body, Kind.INSTRUCTION) == [(thing, owners) for thing in things]


@pytest.mark.parametrize(
    ("body", "works"),
    [
        ("Pembangunan Jembatan Kenari ditargetkan kelar Juni 2026.", ["Pembangunan Jembatan Kenari"]),
        ("Rehabilitasi Puskesmas Wadu harus beres sebelum 20 Januari.", ["Rehabilitasi Puskesmas Wadu"]),
        ("Pengerukan Kolam Wadu diharapkan segera tersambung Juni 2026.", ["Pengerukan Kolam Wadu"]),
        ("Sebanyak tiga jembatan ditargetkan rampung Juni 2026.", ["Sebanyak tiga jembatan"]),
        (
            "Bupati menargetkan agar seluruh pembangunan Pasar Wadu selesai Juni 2026.",
            ["pembangunan Pasar Wadu"],
        ),
        (
            "Pembangunan Jembatan Kenari, Bupati menargetkan rampung Juni 2026.",
            ["Pembangunan Jembatan Kenari"],
        ),
        (
            "Seluruh proyek harus rampung akhir Maret, antara lain Jembatan Kenari.",
            ["Seluruh proyek harus rampung", "Jembatan Kenari"],
        ),
        ("Pembangunan Jembatan Kenari diharapkan sudah rampung Juni 2026.", []),
        ("Warga yang membangun rumah berharap jembatan rampung.", []),
        ("Pembangunan Jembatan Kenari sudah rampung.", []),
    ],
)
def test_works_and_when_they_end(body: str, works: list[str]) -> None:
    """A work is named from its first word to where its end is spoken of."""
    assert [quote for quote, _owners in told_in(body, Kind.PROJECT)] == works


def test_what_a_government_aims_at_itself_is_a_commitment() -> None:
    """A prize that is to be won is only promised."""
    assert told_in("Bupati menargetkan meraih Adipura tahun ini.", Kind.COMMITMENT) == [("meraih Adipura", [])]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Bupati meminta panitia melaksanakan dengan baik tahapan penyusunan anggaran.", Kind.INSTRUCTION),
        ("Bupati meminta panitia bekerja dengan baik.", Kind.APPEAL),
        ("Bupati meminta panitia bekerja dengan baik sesuai aturan.", Kind.APPEAL),
        ("Bupati mengajak pegawai memupuk kebersamaan, menjaga kekompakan, dan menghormati sesama.", Kind.APPEAL),
    ],
)
def test_an_exhortation_and_an_order(body: str, kind: Kind) -> None:
    """A manner without an object only exhorts; exhortations of one breath are one."""
    assert [d.kind for d in directives_of(body)] == [kind]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("OPD yang belum mengunggah dokumen diberi waktu sampai Jumat.", "OPD yang belum mengunggah dokumen"),
        ("OPD yang belum mengunggah dokumen juga diberi waktu dua pekan.", "OPD yang belum mengunggah dokumen"),
        ("OPD yang belum mengunggah dokumen harus tuntas Jumat.", "OPD yang belum mengunggah dokumen"),
    ],
)
def test_what_is_not_done_yet_is_asked_of_those_who_lag(body: str, found: str) -> None:
    """Time that is given to those who have not done a thing is given for that thing."""
    assert told_in(body, Kind.INSTRUCTION) == [("mengunggah dokumen", [found])]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("Bupati meminta laporan dari Camat Wadu.", [("laporan dari Camat Wadu", ["Camat Wadu"])]),
        ("Bupati meminta dukungan Bapenda untuk pajak.", [("dukungan Bapenda untuk pajak", ["Bapenda"])]),
        ("Bupati meminta penertiban reklame di Jalan Kenari.", [("penertiban reklame di Jalan Kenari", [])]),
        ("Bupati mengingatkan penertiban reklame di Jalan Kenari.", [("penertiban reklame di Jalan Kenari", [])]),
        ("Bupati mengingatkan laporan itu.", []),
        ("Bupati meminta permohonan maaf.", []),
        ("Bupati meminta perlindungan kepada polisi.", []),
        ("Bupati meminta kepada Sekaa Teruna, untuk menjaga pura.", [("menjaga pura", ["Sekaa Teruna"])]),
        ("Bupati meminta waktu untuk menata pasar.", []),
        ("Bupati meminta mereka untuk menata pasar.", [("menata pasar", [])]),
        ("Bupati melarang camat memakai dana desa.", [("melarang camat memakai dana desa", ["camat"])]),
        ("Bupati meminta agar Camat, jika hujan deras, segera membuka pintu.", [("membuka pintu", ["Camat"])]),
        ("Bupati meminta agar Camat, jika melihat banjir, segera membuka pintu.", [("membuka pintu", ["Camat"])]),
        ("Namun, lalu Wali Kota mendorong Camat mendata warga.", [("mendata warga", ["Camat"])]),
        ("Pun demikian dengan Dishub, diminta memasang rambu.", [("memasang rambu", ["Dishub"])]),
        ("Dinas Pertanian pun tidak luput, juga diminta mendata sawah.", [("mendata sawah", ["Dinas Pertanian"])]),
        ("Hal ini mendorong Camat mendata warga.", []),
        ("Jika perlu, lampu kerja agar dimatikan.", [("lampu kerja agar dimatikan", [])]),
        ("Bupati meminta Camat mendata sumur, sedangkan Dishub dipuji.", [("mendata sumur", ["Camat"])]),
        ("Wali Kota meminta pihak Melati Jaya menyetor data.", [("menyetor data", ["pihak Melati Jaya"])]),
    ],
)  # fmt: skip
def test_things_and_people_that_are_asked_for(body: str, found: list[Found]) -> None:
    """A thing, a deed or somebody whom no rule knows may be asked for; what one asks for oneself is none of them."""
    assert told_in(body, Kind.INSTRUCTION) == found

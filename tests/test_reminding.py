"""What each unit is reminded of, and how it is written."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import Run
from factories import a_split, a_state, a_tracked, day
from keeping import at, census, drainage, extraction
from looking import Screen, speaking
from syrupy.assertion import SnapshotAssertion

from bimatrack.altering import replace
from bimatrack.exporters.reminders import FORMS, reminder_records
from bimatrack.exporters.reminders.phrases import addressee
from bimatrack.history import Source, State, Tracked, find_sources
from bimatrack.i18n import LANGUAGES
from bimatrack.importing import import_release
from bimatrack.model import Kind, Priority, Status
from bimatrack.registry import Registry
from bimatrack.reminding import Item, Reminder, Reminders, Wanted, remind
from bimatrack.reporting import Letterhead, Signatory
from bimatrack.store import Store

TODAY = day("2026-03-18")
SOURCES = {1: Source("Rakor Awal Tahun", day("2026-01-05")), 2: Source("Apel", None)}
PUPR = "Dinas Pekerjaan Umum dan Penataan Ruang"
NASTY = "*tebal* _miring_ ~coret~ `kode`\tsatu\n\x1b[31mdua\u202e"
MARKUP = "*_~`"
SIGNED = Letterhead(
    "Pemerintah Kota Melati",
    prepared_by=Signatory("Kepala Bagian Protokol", "Contoh, S.STP.", "19800101 200501 1 001"),
)


def gathered(*states: State, wanted: Wanted | None = None) -> Reminders:
    """Gather reminders of directives in these states, with the ids 1, 2 and so on."""
    return of(*(a_tracked(number, state) for number, state in enumerate(states, 1)), wanted=wanted)


def of(*tracked: Tracked, wanted: Wanted | None = None) -> Reminders:
    """Gather reminders of directives."""
    return remind(tracked, SOURCES, Registry.load(), TODAY, wanted or Wanted())


def ids(items: Iterable[Item]) -> list[int]:
    """Return the ids of what is told."""
    return [item.tracked.number for item in items]


def full() -> Reminder:
    """Make a reminder that holds something of each sort."""
    tracked = (
        a_tracked(3, a_state("Menyerahkan jadwal kerja", "2026-01-16", obstacle="Dua pemilik lahan belum sepakat")),
        a_tracked(4, replace(a_state("Menata drainase", "2026-03-20"), priority=Priority.HIGH, again=(2, 3))),
        a_tracked(7, a_state("Menutup jalan", "2026-03-21", Status.IN_PROGRESS, 60, units=(PUPR, "Dinas Perhubungan"))),
        a_tracked(8, a_state("Melapor setiap Jumat", None), release=None),
        a_tracked(9, a_state("Menata taman", "2026-06-30"), release=2),
    )
    [found] = of(*tracked).named(PUPR)
    return found


@pytest.mark.parametrize("tongue", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("letterhead", [SIGNED, Letterhead()], ids=["signed", "blank"])
def test_the_texts_that_offices_get(
    form: str, tongue: str, letterhead: Letterhead, snapshot: SnapshotAssertion
) -> None:
    """Each form reads as it did when somebody last read it, in both languages; what is not known is dotted."""
    with speaking(tongue):
        assert FORMS[form](full(), letterhead) == snapshot(extension_class=Screen)


def test_the_most_pressing_comes_first() -> None:
    """What is overdue, oldest first; then what is due within seven days; then the rest, undated ones last."""
    [found] = gathered(
        a_state(due=None),
        a_state(due="2026-03-26"),
        a_state(due="2026-03-25"),
        a_state(due="2026-03-18"),
        a_state(due="2026-03-17"),
        a_state(due="2026-01-17"),
    ).reminders

    assert (found.to, ids(found.overdue), ids(found.soon), ids(found.later)) == (PUPR, [6, 5], [4, 3], [2, 1])


@pytest.mark.parametrize(
    ("wanted", "told"), [(Wanted(overdue_only=True), [1]), (Wanted(within=2), [1, 2]), (Wanted(within=0), [1])]
)
def test_one_can_be_reminded_of_less(wanted: Wanted, told: list[int]) -> None:
    """Only of what is overdue, or of that and what is due within some days; never of what has no day."""
    states = (a_state(due="2026-03-17"), a_state(due="2026-03-20"), a_state(due="2026-03-21"), a_state(due=None))

    [found] = gathered(*states, wanted=wanted).reminders

    assert ids(found.items) == told


def test_nobody_is_reminded_of_what_is_done_or_of_an_appeal() -> None:
    """Nothing can be ticked off there."""
    closed = a_state(status=Status.DONE, closed="2026-03-02")

    assert gathered(closed, a_state(kind=Kind.APPEAL)) == Reminders((), ())


def test_a_directive_of_several_units_is_told_to_each() -> None:
    """And each is told who else must act."""
    found = gathered(a_state(units=("Dinas Sosial", "Dinas Kesehatan"))).reminders

    assert [(one.to, one.items[0].others) for one in found] == [
        ("Dinas Kesehatan", ("Dinas Sosial",)),
        ("Dinas Sosial", ("Dinas Kesehatan",)),
    ]


def test_of_what_is_split_each_unit_is_told_its_own_share() -> None:
    """Who has done its share is not reminded; the others see how far they themselves are, and whose task it is."""
    found = gathered(a_split()).reminders

    assert [(one.to, one.group, one.items[0].tracked.state.progress, one.items[0].others) for one in found] == [
        ("Kecamatan Mpunda", False, 50, ("Camat dan Lurah",)),
        ("Kelurahan Nae", False, 0, ("Camat dan Lurah",)),
    ]


def test_a_group_that_was_not_split_is_addressed_as_a_group() -> None:
    """However its name is written, it is one addressee, and it knows which units belong to it."""
    found = gathered(
        a_state(owners=("Seluruh Kepala OPD",), units=()),
        a_state(owners=("seluruh  kepala OPD", "Camat"), units=()),
    )

    assert [(one.to, one.group, ids(one.items)) for one in found.reminders] == [
        ("Camat", True, [2]),
        ("Seluruh Kepala OPD", True, [1, 2]),
    ]
    assert found.reminders[1].items[1].others == ("Camat",)
    assert [one.to for one in found.to_groups_of(PUPR)] == ["Seluruh Kepala OPD"]
    assert [one.to for one in found.to_groups_of("Kecamatan Raba")] == ["Camat"]


def test_units_come_first_and_who_is_meant_gets_one_letter() -> None:
    """Units of the registry, then groups, then others; "Para" and capitals make no other addressee."""
    found = gathered(
        a_state(owners=("warga sekitar",), units=()),
        a_state(owners=("Camat",), units=()),
        a_state(owners=("para Camat", "Para Warga Sekitar"), units=()),
        a_state(owners=("Dinas PUPR",)),
    ).reminders

    assert [(one.to, ids(one.items)) for one in found] == [(PUPR, [4]), ("Camat", [2, 3]), ("warga sekitar", [1, 3])]


def test_many_letters_are_not_poured_onto_the_screen(bima: Run) -> None:
    """On a terminal the number of them is said first; into a pipe they all go."""
    for place in ("Raba", "Mpunda", "Asakota", "Rasanae Barat", "Rasanae Timur"):
        bima("add", f"Camat {place} data warga")
    for office in ("Dinkes", "Dishub", "PUPR", "Dinsos", "DLH", "Bappeda"):
        bima("add", f"{office} laporkan hasil")

    screen = bima("remind", screen=100)

    assert screen.out == ""
    assert "11 reminders; name units to see theirs, or write files with --split" in screen.err
    assert bima("remind").out.count("Camat") >= 5


def test_a_deed_is_no_name_of_a_meeting(store_path: Path) -> None:
    """An event told by a verb in small letters gives way to the title of the release."""
    store = Store.at(store_path)
    found = extraction()
    deed = replace(found.events[0], title="meninjau empat rumah pompa", start=found.release.day)
    import_release(replace(found, events=(deed,)), store, now=at("2026-01-06"), author="ani")

    assert find_sources(store.releases(), store.events())[1].name == found.release.title


def test_a_group_beside_a_unit_is_not_forgotten() -> None:
    """The unit that is known gets its reminder, and the group one of its own."""
    found = gathered(a_state(owners=("Dinas PUPR", "seluruh Camat"))).reminders

    assert [(one.to, one.items[0].others) for one in found] == [(PUPR, ("seluruh Camat",)), ("seluruh Camat", (PUPR,))]


def test_what_names_nobody_is_told_to_nobody_and_not_lost() -> None:
    """Whoever sends the reminders is told of it."""
    found = gathered(a_state(owners=(), units=()))

    assert (found.reminders, [one.number for one in found.unaddressed]) == ((), [1])


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("Dinas Sosial", "Kepala Dinas Sosial"),
        ("Satuan Polisi Pamong Praja", "Kepala Satuan Polisi Pamong Praja"),
        ("Kecamatan Raba", "Camat Raba"),
        ("Kelurahan Nae", "Lurah Nae"),
        ("Inspektorat", "Inspektur"),
        ("RSUD Kota Bima", "Direktur RSUD Kota Bima"),
        ("Sekretariat DPRD", "Sekretariat DPRD"),
    ],
)
def test_one_writes_to_the_head_of_a_unit(unit: str, name: str) -> None:
    """As government papers address it; where the title is not known, the unit itself."""
    [found] = gathered(a_state(units=(unit,))).reminders

    with speaking("id"):
        assert addressee(found) == name


@pytest.mark.parametrize("form", FORMS)
def test_words_of_others_are_only_words(form: str) -> None:
    """No marks, tabs or escapes of a release reach a chat as such; the only markup is our own, around one line each."""
    tracked = a_tracked(1, a_state(NASTY, owners=(NASTY,), units=(), obstacle=NASTY))
    [found] = remind((tracked,), {1: Source(NASTY, None)}, Registry.load(), TODAY, Wanted()).reminders

    text = FORMS[form](found, Letterhead(NASTY))

    assert not set(text) & {"\t", "\x1b", "\u202e"}
    if form == "chat":
        assert {line.count("*") for line in text.splitlines()} == {0, 2}
        assert not set(text) & (set(MARKUP) - {"*"})


def test_a_deadline_on_a_day_off_is_told_with_the_working_day_before() -> None:
    """Idul Fitri 2026 is on 21 March, the last day before on which offices work the 17th, which has passed."""
    with speaking("en"):
        feast = FORMS["chat"](gathered(a_state(due="2026-03-21")).reminders[0], Letterhead())
        friday = FORMS["chat"](gathered(a_state(due="2026-04-03")).reminders[0], Letterhead())

    assert "21 March 2026, in 3 days (a day off)" in feast
    assert "(a day off; the last working day before it is 2 April 2026)" in friday


def test_records_tell_the_same_as_the_text() -> None:
    """Sections, source, the others who must act, and the text itself."""
    [record] = reminder_records([(full(), "Halo")])

    assert (record["to"], record["group"], record["as_of"], record["text"]) == (PUPR, False, "2026-03-18", "Halo")
    sections = [record[name] for name in ("overdue", "soon", "later")]
    assert [[one["id"] for one in some] for some in sections] == [[3], [4, 7], [9, 8]]  # type: ignore[index, union-attr]
    assert sections[0][0]["source"] == {"name": "Rakor Awal Tahun", "date": "2026-01-05"}  # type: ignore[index]
    assert sections[1][1]["with"] == ["Dinas Perhubungan"]  # type: ignore[index]


def test_the_text_is_indonesian_whatever_language_one_works_in(sample: Run) -> None:
    """It goes to offices; --language changes it, and what is said beside it follows --lang."""
    ran = sample("remind")

    assert "Yth. Kepala Dinas Perhubungan" in ran.out
    assert "In no reminder, since they name nobody" in ran.err
    assert "To: Head of Dinas Perhubungan" in sample("remind", "Dishub", "--language", "en", lang="id").out


def test_units_are_chosen_by_any_of_their_names(sample: Run) -> None:
    """Each once, in the order they were named; what asks a group that they belong to is pointed at."""
    ran = sample("remind", "Dishub", "Dinas Kesehatan", "Dinas Perhubungan", "--json")

    assert [one["to"] for one in json.loads(ran.out)] == ["Dinas Perhubungan", "Dinas Kesehatan"]
    assert "a reminder of its own: Seluruh Kepala OPD" in ran.err


def test_a_group_is_chosen_by_its_own_words(sample: Run) -> None:
    """It gets the reminder that is addressed to it, not those of its members."""
    assert [one["to"] for one in json.loads(sample("remind", "seluruh kepala opd", "--json").out)] == [
        "Seluruh Kepala OPD"
    ]


def test_who_has_nothing_open_is_named(sample: Run) -> None:
    """Nothing is written, and nothing failed."""
    ran = sample("remind", "Kelurahan Nae")

    assert (ran.code, ran.out) == (0, "")
    assert "Nothing to remind of: Kelurahan Nae." in ran.err


def test_a_name_of_no_unit_is_refused(sample: Run) -> None:
    """With what may have been meant."""
    ran = sample("remind", "Dinas Perhubugan")

    assert ran.code == 2
    assert "Did you mean “Dinas Perhubungan”" in ran.err


def test_an_empty_store_reminds_of_nothing(bima: Run) -> None:
    """A list of nothing in JSON, a sentence else."""
    assert json.loads(bima("remind", "--json").out) == []
    assert bima("remind").err.strip() == "Nothing to remind of."


def test_each_unit_gets_a_file_of_its_own(sample: Run, tmp_path: Path) -> None:
    """Named by the day and the unit, in a folder that is made for it; a message says how many."""
    folder = tmp_path / "surat" / "maret"

    ran = sample("remind", "--overdue", "--form", "memo", "--split", "-o", folder)

    names = sorted(path.name for path in folder.iterdir())
    assert "2026-03-20-dinas-perhubungan.txt" in names
    assert "2026-03-20-seluruh-kepala-opd.txt" in names
    assert (ran.code, ran.out) == (0, "")
    assert f"{len(names)} reminders are in {folder}." in ran.err
    assert "NOTA DINAS" in (folder / names[0]).read_text(encoding="utf-8")


def test_all_can_be_written_into_one_file(sample: Run, tmp_path: Path) -> None:
    """What would go to standard output, parted by lines."""
    path = tmp_path / "pengingat.txt"
    shown = sample("remind").out

    assert sample("remind", "-o", path).out == ""
    assert path.read_text(encoding="utf-8") == shown
    assert shown.count("\n----------") == shown.count("Yth.") - 1


@pytest.mark.parametrize("arguments", [["--split"], ["--split", "-o", "x", "--json"]])
def test_a_folder_must_be_named_for_files(sample: Run, arguments: list[str]) -> None:
    """Wrong usage is one sentence."""
    ran = sample("remind", *arguments)

    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_a_folder_that_cannot_be_made_is_named(sample: Run, tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "surat").write_text("", encoding="utf-8")

    ran = sample("remind", "--split", "-o", tmp_path / "surat" / "maret")

    assert ran.code == 7
    assert "choose another place with -o" in ran.err


def test_doubtful_ones_are_pointed_out_before_they_are_sent(bima: Run, store_path: Path) -> None:
    """What a rule was unsure of should not go to an office unseen."""
    doubted = extraction(directives=(drainage(), replace(census(), confidence=0.4)))
    import_release(doubted, Store.at(store_path), now=at("2026-01-06"), author="ani")

    assert "Doubtful, so look at them first (“bimatrack review”): 2." in bima("remind").err


def test_a_blank_name_gets_a_file_too(bima: Run, tmp_path: Path) -> None:
    """Names that a file cannot have are spelt without what it cannot hold; two of one spelling get two files."""
    for owner in ("東京", "大阪"):
        bima("add", f"Laporan {owner}", "--owner", owner)

    bima("remind", "--split", "-o", tmp_path / "surat")

    assert sorted(path.name for path in (tmp_path / "surat").iterdir()) == [
        "2026-03-20-tanpa-nama-2.txt",
        "2026-03-20-tanpa-nama.txt",
    ]

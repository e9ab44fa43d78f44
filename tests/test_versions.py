"""Importing another version of a release: a copy from another site, a corrected text."""

import random
from collections.abc import Callable
from datetime import date

import pytest
from conftest import Anew
from hypothesis import given, settings
from hypothesis import strategies as st
from keeping import TEXT, at, census, drainage, extraction, harmony, mark, retold, words

from bimatrack.altering import replace
from bimatrack.history import Action, KeptRelease
from bimatrack.importing import Arrival, Imported, import_all, import_release
from bimatrack.importing.versions import Versions, alikeness
from bimatrack.model import Directive, Due, Extraction, Kind, Status
from bimatrack.store import Store
from bimatrack.tracking import amend, assign, done, drop, move_due, preview_redo, preview_undo, progress, rewind

SERVED = True  # not among the long trials only
NOW = at("2026-01-06")
LATER = at("2026-01-08")

CORRECTED = TEXT.replace("31 Maret 2026", "30 April 2026").replace(
    "Camat diminta mendata", "Camat dan Lurah diminta mendata"
)
GROWN = f"{TEXT} Dinas Perhubungan diminta menata parkir."


def later_drainage() -> Directive:
    """Make the first directive as the corrected text words it: due a month later."""
    due = Due(date(2026, 4, 30), words(CORRECTED, "paling lambat 30 April 2026"), "the date as written")
    return replace(drainage(TEXT), due=due)


def wider_census() -> Directive:
    """Make the second directive as the corrected text words it: with two owners."""
    return replace(census(CORRECTED), owners=(words(CORRECTED, "Camat"), words(CORRECTED, "Lurah")))


def corrected(key: str = "ralat", *directives: Directive) -> Extraction:
    """Make the corrected version of the release."""
    return extraction(key, directives=directives or (later_drainage(), wider_census(), harmony()), text=CORRECTED)


def parking() -> Directive:
    """Make the directive that the longer version adds."""
    return Directive("Menata parkir", words(GROWN, "menata parkir"), Kind.INSTRUCTION)


def grown(on: str = "2026-01-05") -> Extraction:
    """Make a version of the release that asks one thing more."""
    return extraction("tambah", on, directives=(drainage(), census(), harmony(), parking()), text=GROWN)


@pytest.fixture
def store(anew: Anew) -> Store:
    """Return a store with three directives of one release."""
    store = anew()
    import_release(extraction(), store, now=NOW, author="ani")
    return store


def bring(store: Store, given: Extraction) -> Imported:
    """Import a version two days later."""
    return import_release(given, store, now=LATER, author="budi")


def published(given: Extraction, publisher: str) -> Extraction:
    """Let *given* stand on the site of *publisher*."""
    return replace(given, release=replace(given.release, publisher=publisher))


def test_a_version_adds_what_is_new_and_doubles_nothing(store: Store) -> None:
    """What both versions ask is kept once, under its id; what the new one adds gets the next id."""
    came = bring(store, grown())

    assert (came.arrival, came.release.number, came.release.revises) == (Arrival.REVISED, 2, 1)
    assert [tracked.number for tracked in came.directives] == [4]
    assert [tracked.number for tracked in store.directives()] == [1, 2, 3, 4]
    assert (came.revised, came.missing) == ((), ())


def test_a_corrected_version_corrects_what_nobody_has_set(store: Store) -> None:
    """A deadline and an owner that the corrected text words otherwise are taken over from the day it comes."""
    came = bring(store, corrected())

    first, second = store.directive(1).state, store.directive(2).state
    assert (first.due, first.due_text) == (date(2026, 4, 30), "paling lambat 30 April 2026")
    assert second.owners == ("Camat", "Lurah")
    assert [tracked.number for tracked in came.revised] == [1, 2]
    assert store.as_of(date(2026, 1, 7))[0].state.due == date(2026, 3, 31)
    assert store.directive(1).extensions == ()


@pytest.mark.parametrize(
    ("act", "kept"),
    [
        (lambda store: done(store, [1], mark()), {"status": Status.DONE, "closed_on": date(2026, 1, 10)}),
        (lambda store: progress(store, [1], 60, mark(note="tender")), {"progress": 60}),
        (lambda store: drop(store, [1], mark(note="dialihkan")), {"status": Status.DROPPED}),
        (
            lambda store: move_due(store, [1], date(2026, 5, 31), mark(note="lahan")),
            {"due": date(2026, 5, 31), "due_text": None},
        ),
        (
            lambda store: assign(store, [2], ("Dinsos",), ("Dinas Sosial",), mark()),
            {"owners": ("Dinsos",), "units": ("Dinas Sosial",)},
        ),
        (lambda store: amend(store, [1], mark(), text="Drainase pasar lama"), {"text": "Drainase pasar lama"}),
    ],
    ids=["done", "progress", "dropped", "deadline", "owner", "text"],
)
def test_what_people_did_is_kept(store: Store, act: Callable[[Store], object], kept: dict[str, object]) -> None:
    """No version takes back what somebody has set, be it done, progress, reason, deadline, owner or text."""
    act(store)

    bring(store, corrected())
    bring(store, extraction("lagi", directives=(), text=CORRECTED + " Ralat kedua."))

    number = 2 if "owners" in kept else 1
    state = store.directive(number).state
    assert {name: getattr(state, name) for name in kept} == kept
    assert store.changes_of(number)[1].action is not Action.REVISE


def test_what_a_version_leaves_out_stays_and_is_marked(store: Store) -> None:
    """A directive that the newest version no longer asks stays as it is, with the remark; asked again it loses it."""
    came = bring(store, corrected("ralat", later_drainage()))

    assert [tracked.number for tracked in came.missing] == [2, 3]
    assert [tracked.state.missing for tracked in store.directives()] == [False, True, True]

    back = bring(store, extraction("ralat 2", text=CORRECTED + " Selesai.", directives=(later_drainage(), census())))

    assert [tracked.number for tracked in back.revised] == [2]
    assert back.missing == ()
    assert [tracked.state.missing for tracked in store.directives()] == [False, False, True]


def test_a_copy_on_another_site_takes_nothing_away(anew: Anew) -> None:
    """A copy may be abridged: what another publisher leaves out is still asked."""
    store = anew()
    import_release(published(extraction(), "prokopim.example"), store, now=NOW, author="ani")

    came = bring(store, published(corrected("salinan", later_drainage()), "diskominfo.example"))

    assert (came.arrival, came.missing) == (Arrival.REVISED, ())


def test_each_version_is_compared_with_the_one_before(store: Store) -> None:
    """A field that the second version corrected is corrected again by the third."""
    bring(store, corrected())
    third = replace(later_drainage(), due=replace(later_drainage().due, day=date(2026, 5, 29)))

    bring(store, extraction("ketiga", directives=(third, wider_census(), harmony()), text=CORRECTED + " Sekian."))

    assert store.directive(1).state.due == date(2026, 5, 29)


@pytest.mark.parametrize("version", [extraction(), corrected()], ids=["the older", "the newer"])
def test_any_version_again_changes_nothing(store: Store, version: Extraction) -> None:
    """Once both versions came, neither brings anything when it comes again."""
    bring(store, corrected())
    before = (store.directives(), store.changes(), store.releases())

    assert bring(store, version).already
    assert (store.directives(), store.changes(), store.releases()) == before


def test_versions_in_one_import_are_merged_too(anew: Anew) -> None:
    """It makes no difference whether two versions come with one command or with two, nor is a dry run another thing."""
    one, two = anew(), anew()
    given = [extraction(), corrected(), grown()]

    rehearsed = import_all(given, one, now=NOW, author="ani", rehearse=True)
    assert rehearsed == import_all(given, one, now=NOW, author="ani")
    for version in given:
        import_release(version, two, now=NOW, author="ani")

    assert one.directives() == two.directives()
    assert {change.step for change in one.changes()} == {1}


def test_the_undo_of_a_version_is_exact(store: Store) -> None:
    """An undo takes back all that a version brought, altered and marked; a redo does it again."""
    done(store, [2], mark())
    before = (store.directives(), store.releases(), store.events())
    bring(store, corrected("ralat", later_drainage(), replace(parking(), quote=words(CORRECTED, "kekompakan"))))
    after = (store.directives(), store.releases(), store.events())

    rewind(store, preview_undo(store), mark("2026-01-12"))
    assert (store.directives(), store.releases(), store.events()) == before

    rewind(store, preview_redo(store), mark("2026-01-12"))
    assert (store.directives(), store.releases(), store.events()) == after
    assert store.directives() == retold(store)


def test_an_undone_version_comes_back_under_its_ids(store: Store) -> None:
    """A version whose import was undone brings its new directives back as they were."""
    bring(store, grown())
    after = store.directives()
    rewind(store, preview_undo(store), mark("2026-01-08"))

    again = bring(store, grown())

    assert (again.arrival, again.release.number) == (Arrival.BACK, 2)
    assert store.directives() == after


@pytest.mark.parametrize(
    ("on", "arrival"),
    [("2026-01-07", Arrival.REVISED), ("2026-01-12", Arrival.NEW)],
    ids=["told two days later", "the same words a week later"],
)
def test_the_day_tells_a_copy_from_the_next_meeting(store: Store, on: str, arrival: Arrival) -> None:
    """A copy is published within days; minutes that say the same a week later are those of another meeting."""
    assert import_release(grown(on), store, now=at("2026-01-14"), author="ani").arrival is arrival


def test_other_releases_of_the_day_are_releases_of_their_own(store: Store) -> None:
    """Two texts of one day that share a sentence are two releases."""
    text = (
        "Wali Kota Bima meminta Dinas PUPR merampungkan drainase pasar. Di tempat lain Sekda membuka pelatihan "
        "operator desa, dihadiri para kepala bidang, lalu menyerahkan piagam kepada peserta terbaik tahun lalu."
    )
    given = extraction("lain", directives=[replace(census(), quote=words(text, "membuka pelatihan"))], text=text)

    assert bring(store, given).arrival is Arrival.NEW


def test_a_store_of_before_is_read_as_it_was_written(store: Store) -> None:
    """Rows without the newer fields mean a first version that is not missing anywhere."""
    assert store.release(1).revises is None
    assert store.release(1).family == 1
    assert not store.directive(1).state.missing


VOCABULARY = ("rapat", "aula", "drainase", "pasar", "lampu", "jalan", "parkir", "sekolah", "irigasi", "bibit", "pupuk")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(100, 400), st.integers(0, 4))
def test_a_few_mended_words_hide_no_version(seed: int, size: int, mended: int) -> None:
    """Whatever few words are mended, a release is found among others of its day, and none of those is taken for it."""
    chance = random.Random(seed)  # noqa: S311 - texts for a test, no secrets
    texts = [[f"{chance.choice(VOCABULARY)}{chance.randrange(50)}" for _ in range(size)] for _ in range(8)]
    given = [extraction(str(place), directives=(), text=" ".join(text)) for place, text in enumerate(texts)]
    kept = [KeptRelease(place, one.release, NOW) for place, one in enumerate(given, 1)]
    copy = list(texts[3])
    for _ in range(mended):
        copy[chance.randrange(size)] = "ralat"
    release = extraction("salinan", directives=(), text=" ".join(copy)).release

    assert alikeness(release.text, release.text.upper()) == 1
    assert Versions(kept).find(release) == kept[3]
    assert Versions(kept[:3] + kept[4:]).find(release) is None

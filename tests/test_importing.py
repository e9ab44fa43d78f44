"""Importing: what a release yields is kept once."""

from datetime import date

import pytest
from conftest import Anew
from keeping import TEXT, at, census, drainage, extraction, harmony, mark, meeting, parking

from bimatrack.altering import replace
from bimatrack.errors import UnreadableReleaseError
from bimatrack.history import Action, State
from bimatrack.importing import Arrival, import_all, import_release
from bimatrack.model import Status
from bimatrack.store import Store
from bimatrack.tracking import done, preview_undo, rewind

SERVED = True  # not among the long trials only
NOW = at("2026-01-06")


@pytest.fixture
def store(anew: Anew) -> Store:
    """Return an empty store."""
    return anew()


def undo(store: Store) -> None:
    """Undo the last step."""
    rewind(store, preview_undo(store), mark())


def test_a_release_is_kept_with_all_it_yields(store: Store) -> None:
    """Directives stand open from the day of the release on, with its words; the release is kept with its whole text."""
    given = extraction()

    imported = import_release(given, store, now=NOW, author="ani")

    assert (imported.arrival, imported.already) == (Arrival.NEW, False)
    assert imported.release.release == given.release
    assert imported.release.imported == NOW
    assert imported.directives == store.directives()
    assert imported.events == store.events()
    assert tuple(tracked.directive for tracked in store.directives()) == given.directives
    assert tuple(tracked.state for tracked in store.directives()) == tuple(map(State.of, given.directives))
    assert {(tracked.release, tracked.born) for tracked in store.directives()} == {(1, date(2026, 1, 5))}
    assert [kept.event for kept in store.events()] == [meeting()]


def test_the_words_that_are_kept_stand_in_the_text_that_is_kept(store: Store) -> None:
    """Each quote can be proved in the release as it is kept."""
    import_release(extraction(), store, now=NOW, author="ani")

    text = store.release(1).release.text
    for directive in (tracked.directive for tracked in store.directives()):
        assert text[directive.quote.span.start : directive.quote.span.end] == directive.quote.text


def test_importing_twice_changes_nothing(store: Store) -> None:
    """A release that came before is recognised by its key; what became of its directives stays."""
    import_release(extraction(), store, now=NOW, author="ani")
    done(store, [1], mark())
    before = (store.directives(), store.changes())

    again = import_release(extraction(directives=[census()]), store, now=at("2026-02-01"), author="budi")

    assert again.already
    assert (store.directives(), store.changes()) == before
    assert again.directives == store.directives()
    assert again.directives[0].state.status is Status.DONE


def test_several_releases_are_one_step(store: Store) -> None:
    """What one command imports is one step of the history; a release that comes twice in it is kept once."""
    first, second = extraction("a"), parking("b", "2025-12-30")

    report = import_all([first, second, first], store, now=NOW, author="ani")

    assert [one.arrival for one in report.imported] == [Arrival.NEW, Arrival.NEW, Arrival.ALREADY]
    assert [[tracked.number for tracked in one.directives] for one in report.imported] == [[1, 2, 3], [4, 5], [1, 2, 3]]
    assert {change.step for change in store.changes()} == {1}
    assert store.directive(4).born == date(2025, 12, 30)


def test_a_release_without_a_day_is_refused_with_the_remedy(store: Store) -> None:
    """Without a day no deadline can be reckoned; the others of the command are kept."""
    with pytest.raises(UnreadableReleaseError, match=r"rilis/x.txt.*--date"):
        import_release(extraction("x", on=None), store, now=NOW, author="ani")

    report = import_all([extraction("x", on=None), extraction("a")], store, now=NOW, author="ani")

    assert [refused.source for refused in report.refused] == ["rilis/x.txt"]
    assert [one.release.number for one in report.imported] == [1]


def test_a_release_without_directives_is_kept_too(store: Store) -> None:
    """A release that asks nothing is known the second time, and its import can be undone."""
    import_release(extraction(directives=[], events=[]), store, now=NOW, author="ani")
    assert import_release(extraction(directives=[], events=[]), store, now=NOW, author="ani").already

    undo(store)
    assert store.releases() == ()


def test_a_release_of_a_day_to_come_is_born_today(store: Store) -> None:
    """An announcement of next week's meeting holds from the day it is imported."""
    import_release(extraction(on="2026-01-20"), store, now=NOW, author="ani")

    assert store.directive(1).born == NOW.date()
    assert store.as_of(NOW.date())


def test_a_rehearsal_tells_what_would_come_and_keeps_nothing(store: Store) -> None:
    """A dry run gives the same answer as the import, and leaves the store as it was."""
    import_release(extraction("a"), store, now=NOW, author="ani")

    rehearsed = import_all([extraction("a"), extraction("b")], store, now=NOW, author="ani", rehearse=True)

    assert len(store.releases()) == 1
    assert rehearsed == import_all([extraction("a"), extraction("b")], store, now=NOW, author="ani")


def test_an_undone_import_comes_back_under_its_ids(store: Store) -> None:
    """A release that was withdrawn and is imported again brings its directives back as at first, never doubled."""
    import_release(extraction(), store, now=NOW, author="ani")
    done(store, [1], mark())
    undo(store)
    undo(store)

    again = import_release(extraction(), store, now=at("2026-02-01"), author="ani")

    assert again.arrival is Arrival.BACK
    assert [tracked.number for tracked in store.directives()] == [1, 2, 3]
    assert store.directive(1).state.status is Status.OPEN
    assert len(store.events()) == 1
    assert import_release(extraction(), store, now=NOW, author="ani").already


def test_a_copy_that_differs_in_white_space_brings_the_undone_import_back(store: Store) -> None:
    """A text with the same key is the same release, even if its quotes stand elsewhere; the first text is kept."""
    import_release(extraction(), store, now=NOW, author="ani")
    undo(store)
    text = "  " + TEXT
    spaced = extraction(text=text, directives=[drainage(text), census(text), harmony(text)])

    assert import_release(spaced, store, now=NOW, author="ani").arrival is Arrival.BACK
    assert store.directive(1).directive == drainage()
    assert store.release(1).release.text == TEXT


@pytest.mark.parametrize(
    "second",
    [
        extraction(directives=[drainage(), replace(census(), text="Mendata rumah")]),
        extraction(events=[meeting("2026-01-07")]),
        extraction(on="2026-01-06"),
    ],
    ids=["other directives", "other events", "another day"],
)
def test_an_undone_import_that_is_read_differently_is_kept_anew(store: Store, second: object) -> None:
    """Whoever undid an import because it was misread gets the new reading under new ids."""
    import_release(extraction(), store, now=NOW, author="ani")
    undo(store)

    again = import_release(second, store, now=NOW, author="ani")

    assert (again.arrival, again.release.number) == (Arrival.NEW, 2)
    assert [tracked.number for tracked in store.directives()] == [tracked.number for tracked in again.directives]
    assert store.directives()[0].number == 4
    assert [kept.event for kept in store.events()] == list(second.events)


def test_an_import_tells_its_release_in_the_history(store: Store) -> None:
    """The history of an import names the release once by itself and once with each directive."""
    import_release(extraction(directives=[census()]), store, now=NOW, author="ani")

    assert [(change.action, change.release, change.directive) for change in store.changes()] == [
        (Action.IMPORT, 1, None),
        (Action.IMPORT, 1, 1),
    ]

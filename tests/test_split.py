"""Collective owners fanned out: one directive, a share for each unit."""

import json
from datetime import date
from pathlib import Path

import pytest
from conftest import Anew
from hypothesis import given
from hypothesis import strategies as st
from keeping import at, drainage, extraction, mark, retold, words

from bimatrack.altering import replace
from bimatrack.errors import NothingToDoError, StoreError, UsageError
from bimatrack.history import Action, Share, Shares
from bimatrack.history.shares import mean_progress, replaced, whole_of, widened
from bimatrack.importing import import_release
from bimatrack.model import Directive, Evidence, Kind, Status
from bimatrack.registry import Registry
from bimatrack.store import Store
from bimatrack.tracking import (
    done,
    drop,
    move_due,
    preview_redo,
    preview_undo,
    progress,
    reopen,
    rewind,
    split,
    start,
)

TEXT = (
    "Camat dan Lurah diminta mendata rumah terdampak banjir. Wali Kota Bima meminta Dinas PUPR merampungkan drainase "
    "pasar paling lambat 31 Maret 2026. OPD terkait agar hadir. Para Camat dan Dinas Sosial melapor."
)
RABA, MPUNDA, ASAKOTA = "Kecamatan Raba", "Kecamatan Mpunda", "Kecamatan Asakota"
THREE = (RABA, MPUNDA, ASAKOTA)
REGISTRY = Registry.load()


def asked(words_of_it: str, *owners: str) -> Directive:
    """Make an instruction of the text to its owners."""
    quote = words(TEXT, words_of_it)
    return Directive(quote.text, quote, Kind.INSTRUCTION, owners=tuple(words(TEXT, owner) for owner in owners))


@pytest.fixture
def store(anew: Anew) -> Store:
    """Return a store: 1 asks camat and lurah, 2 one office, 3 "OPD terkait", 4 camat and an office, 5 nobody."""
    found = (
        asked("mendata rumah terdampak banjir", "Camat dan Lurah"),
        drainage(TEXT),
        asked("hadir", "OPD terkait"),
        asked("melapor", "Para Camat", "Dinas Sosial"),
        asked("banjir"),
    )
    store = anew()
    import_release(extraction(directives=found, text=TEXT), store, now=at("2026-01-06"), author="ani")
    return store


def shares(store: Store, number: int = 1) -> dict[str, Share]:
    """Return the shares of a directive by unit."""
    return {share.unit: share for share in store.directive(number).state.shares}


# What shares make of the whole

SHARES = st.lists(
    st.one_of(
        st.just(Share("")),
        st.builds(Share, st.just(""), st.just(Status.IN_PROGRESS), st.integers(0, 100)),
        st.builds(Share, st.just(""), st.just(Status.DONE), st.just(100), st.dates()),
    ),
    min_size=1,
    max_size=300,
).map(lambda some: tuple(replace(share, unit=str(number)) for number, share in enumerate(some)))


@given(SHARES)
def test_the_whole_is_done_when_all_are_and_has_moved_when_one_has(some: Shares) -> None:
    """Status, progress and closing day of a directive follow from its shares, whatever they are."""
    status, percent, closed_on = whole_of(some)

    assert (status is Status.DONE) == all(share.done for share in some)
    assert (status is Status.OPEN) == all(share.status is Status.OPEN for share in some)
    assert closed_on == (max(share.closed_on for share in some if share.closed_on) if status is Status.DONE else None)
    assert abs(percent - sum(share.progress for share in some) / len(some)) <= 1


def test_the_mean_is_whole_only_where_each_is() -> None:
    """Two hundred units at 100 percent and one at 90 are not yet at 100 together; halves are rounded up."""
    full = tuple(Share(str(number), Status.IN_PROGRESS, 100) for number in range(200))

    assert mean_progress((*full, Share("x", Status.IN_PROGRESS, 90))) == 99
    assert mean_progress(full) == 100
    assert mean_progress((Share("a", progress=50), Share("b", progress=75))) == 63


@given(SHARES, SHARES)
def test_no_share_is_lost(some: Shares, others: Shares) -> None:
    """Whatever is added or set, each unit that had a share has one, and adding sets none back."""
    assert widened(some, others)[: len(some)] == some
    assert [share.unit for share in replaced(some, others)] == [share.unit for share in some]


# Splitting


def test_a_group_is_fanned_out_over_the_registry(store: Store) -> None:
    """Each kecamatan and each kelurahan gets a share that nobody has touched yet; the directive stays one."""
    before = store.directive(1)

    [changed] = split(store, 1, mark(), REGISTRY).changed

    assert [share.unit for share in changed.tracked.state.shares] == list(REGISTRY.members("Camat dan Lurah"))
    assert len(changed.tracked.state.shares) == 46
    assert {share.status for share in changed.tracked.state.shares} == {Status.OPEN}
    assert replace(changed.tracked.state, shares=()) == before.state
    assert store.changes()[-1].action is Action.SPLIT


def test_single_units_beside_a_group_have_a_share_too(store: Store) -> None:
    """Of "para Camat" and "Dinas Sosial" the five kecamatan and the office each have one."""
    split(store, 4, mark(), REGISTRY)

    assert list(shares(store, 4)) == ["Dinas Sosial", *REGISTRY.members("para Camat")]


def test_units_that_are_named_have_a_share_and_no_others(store: Store) -> None:
    """Whoever names the units decides, whatever the owners are."""
    split(store, 3, mark(), REGISTRY, (RABA, MPUNDA))

    assert list(shares(store, 3)) == [RABA, MPUNDA]


@pytest.mark.parametrize(("number", "words"), [(2, "“Dinas PUPR”"), (3, "“OPD terkait”"), (5, "no owner")])
def test_owners_that_are_no_definite_group_are_refused(store: Store, number: int, words: str) -> None:
    """A single unit, "OPD terkait" or nobody: the sentence names them and the option that helps."""
    with pytest.raises(NothingToDoError, match=words) as caught:
        split(store, number, mark(), REGISTRY)

    assert "--unit" in str(caught.value)
    assert shares(store, number) == {}


def test_splitting_again_adds_what_is_missing_and_keeps_the_rest(store: Store) -> None:
    """A share that is done stays done, and no second one is made for its unit."""
    split(store, 1, mark("2026-02-01"), REGISTRY, (RABA, MPUNDA))
    done(store, [1], mark("2026-02-02"), units=(RABA,))

    split(store, 1, mark("2026-02-03"), REGISTRY, (RABA, ASAKOTA))

    assert list(shares(store)) == [RABA, MPUNDA, ASAKOTA]
    assert shares(store)[RABA] == Share(RABA, Status.DONE, 100, date(2026, 2, 2))
    with pytest.raises(NothingToDoError, match="so already"):
        split(store, 1, mark("2026-02-04"), REGISTRY, (RABA,))


def test_a_unit_that_joins_later_opens_nothing_that_is_closed(store: Store) -> None:
    """A directive that is done is opened again before it is given to more units."""
    split(store, 1, mark(), REGISTRY, (RABA,))
    done(store, [1], mark(), units=(RABA,))

    with pytest.raises(NothingToDoError, match="reopen 1"):
        split(store, 1, mark(), REGISTRY, (MPUNDA,))


def test_undo_takes_a_split_back_and_redo_brings_it_again(store: Store) -> None:
    """A split is one step of the history."""
    before = store.directives()
    split(store, 1, mark(), REGISTRY)
    after = store.directives()

    rewind(store, preview_undo(store), mark())
    assert store.directives() == before
    rewind(store, preview_redo(store), mark())
    assert store.directives() == after


# Marking shares


def test_a_share_is_done_by_itself_and_the_last_one_closes_the_directive(store: Store) -> None:
    """Two of three are 67 percent; the third makes it done, on the latest of their days."""
    split(store, 1, mark("2026-02-01"), REGISTRY, THREE)

    done(store, [1], mark("2026-02-10", note="didata"), units=(RABA, MPUNDA))
    state = store.directive(1).state
    assert (state.status, state.progress, state.closed_on, state.shares_done) == (Status.IN_PROGRESS, 67, None, 2)

    done(store, [1], mark("2026-02-12", on="2026-02-05"), units=(ASAKOTA,))
    state = store.directive(1).state
    assert (state.status, state.progress, state.closed_on) == (Status.DONE, 100, date(2026, 2, 10))


def test_done_without_a_unit_closes_all_shares(store: Store) -> None:
    """Those that are done keep their day; once all are, nothing is left to mark."""
    split(store, 1, mark("2026-02-01"), REGISTRY, THREE)
    progress(store, [1], 50, mark("2026-02-02"), obstacle="hujan", units=(MPUNDA,))
    done(store, [1], mark("2026-02-03"), units=(RABA,))

    done(store, [1], mark("2026-02-10"), evidence=(Evidence("rekap.xlsx"),))

    state = store.directive(1).state
    assert {share.closed_on for share in state.shares} == {date(2026, 2, 3), date(2026, 2, 10)}
    assert (state.status, state.progress, state.closed_on) == (Status.DONE, 100, date(2026, 2, 10))
    assert (state.obstacle, state.evidence) == (None, (Evidence("rekap.xlsx"),))
    with pytest.raises(NothingToDoError, match="so already"):
        done(store, [1], mark("2026-02-11"))


def test_a_done_share_takes_another_day_only_if_it_is_named(store: Store) -> None:
    """Saying it again changes nothing, saying when does."""
    split(store, 1, mark("2026-02-01"), REGISTRY, THREE)
    done(store, [1], mark("2026-02-10"), units=(RABA,))

    with pytest.raises(NothingToDoError, match="so already"):
        done(store, [1], mark("2026-02-11"), units=(RABA,))
    done(store, [1], mark("2026-02-11", on="2026-02-04"), units=(RABA,))

    assert shares(store)[RABA].closed_on == date(2026, 2, 4)


def test_progress_of_a_share_moves_the_mean(store: Store) -> None:
    """60 percent of one of three are 20 of the whole, and a note that nothing has moved counts."""
    split(store, 1, mark(), REGISTRY, THREE)

    progress(store, [1], 60, mark(), units=(RABA,))
    state = store.directive(1).state
    assert (state.status, state.progress) == (Status.IN_PROGRESS, 20)
    with pytest.raises(NothingToDoError):
        progress(store, [1], 60, mark(), units=(RABA,))
    progress(store, [1], 60, mark(note="belum ada data baru"), units=(RABA,))
    assert dict(store.changes()[-1].values)["shares"] == (Share(RABA, Status.IN_PROGRESS, 60),)


def test_progress_of_a_split_directive_needs_a_unit(store: Store) -> None:
    """The whole has no progress of its own that could be set."""
    split(store, 1, mark(), REGISTRY, THREE)

    with pytest.raises(UsageError, match="--unit"):
        progress(store, [1], 50, mark())


def test_what_has_begun_is_in_progress(store: Store) -> None:
    """Work of one unit begins its share; without a unit that of all begins that have not."""
    split(store, 1, mark(), REGISTRY, THREE)

    start(store, [1], mark(), units=(RABA,))
    assert [share.status for share in shares(store).values()] == [Status.IN_PROGRESS, Status.OPEN, Status.OPEN]
    start(store, [1], mark())
    assert {share.status for share in shares(store).values()} == {Status.IN_PROGRESS}
    assert store.directive(1).state.progress == 0
    with pytest.raises(NothingToDoError, match="so already"):
        start(store, [1], mark())


def test_reopening_a_share_reopens_the_directive(store: Store) -> None:
    """The share has its former progress again, the others stay done."""
    split(store, 1, mark("2026-02-01"), REGISTRY, THREE)
    progress(store, [1], 40, mark("2026-02-02"), units=(RABA,))
    done(store, [1], mark("2026-02-03"))

    reopen(store, [1], mark("2026-02-05"), units=(RABA,))

    state = store.directive(1).state
    assert shares(store)[RABA] == Share(RABA, Status.IN_PROGRESS, 40)
    assert (state.status, state.progress, state.closed_on, state.shares_done) == (Status.IN_PROGRESS, 80, None, 2)
    with pytest.raises(NothingToDoError, match="so already"):
        reopen(store, [1], mark("2026-02-06"), units=(RABA,))


def test_reopening_the_whole_brings_the_shares_back_as_they_were(store: Store) -> None:
    """What `done` closed in one go is open again in one go, done or given up."""
    split(store, 1, mark("2026-02-01"), REGISTRY, THREE)
    done(store, [1], mark("2026-02-02"), units=(RABA,))
    before = store.directive(1).state

    done(store, [1], mark("2026-02-03"))
    reopen(store, [1], mark("2026-02-04"))
    assert store.directive(1).state == before

    drop(store, [1], mark("2026-02-05", note="dibatalkan"))
    assert store.directive(1).state.shares == before.shares
    reopen(store, [1], mark("2026-02-06"))
    assert store.directive(1).state == before


def test_shares_of_what_was_given_up_are_not_marked(store: Store) -> None:
    """A dropped directive is opened again first."""
    split(store, 1, mark(), REGISTRY, THREE)
    drop(store, [1], mark(note="dibatalkan"))

    for act in (done, start, reopen):
        with pytest.raises(NothingToDoError, match="dropped"):
            act(store, [1], mark(), units=(RABA,))
    with pytest.raises(NothingToDoError, match="dropped"):
        progress(store, [1], 10, mark(), units=(RABA,))


def test_a_done_share_is_reopened_before_it_goes_on(store: Store) -> None:
    """Progress of what is done is a slip of the finger; the sentence says what to do."""
    split(store, 1, mark(), REGISTRY, THREE)
    done(store, [1], mark(), units=(RABA,))

    with pytest.raises(NothingToDoError, match="reopen 1 --unit"):
        progress(store, [1], 50, mark(), units=(RABA, MPUNDA))
    with pytest.raises(NothingToDoError, match="reopen 1 --unit"):
        start(store, [1], mark(), units=(RABA,))
    assert shares(store)[MPUNDA] == Share(MPUNDA)


def test_a_unit_without_a_share_is_named(store: Store) -> None:
    """Marking it changes nothing of the others; nor is anything marked that was never split."""
    split(store, 1, mark(), REGISTRY, (RABA,))
    before = store.directives()

    with pytest.raises(NothingToDoError, match="Kecamatan Mpunda has no share in directive 1"):
        done(store, [1], mark(), units=(RABA, MPUNDA))
    with pytest.raises(NothingToDoError, match="bimatrack split 2"):
        done(store, [1, 2], mark(), units=(RABA,))
    assert store.directives() == before


# The past


def test_the_past_knows_each_share_from_its_own_day(store: Store) -> None:
    """What one unit did in April is not told of March, though another's March was written down later."""
    split(store, 1, mark("2026-02-01"), REGISTRY, THREE)
    done(store, [1], mark("2026-04-05"), units=(RABA,))
    done(store, [1], mark("2026-04-06", on="2026-03-30"), units=(MPUNDA,))

    [then, *_others] = store.as_of(date(2026, 3, 31))

    assert [share.unit for share in then.state.shares if share.done] == [MPUNDA]
    assert then.state.progress == 33
    assert store.directive(1).state.shares_done == 2


def test_no_share_is_marked_before_the_directive_is_split(store: Store) -> None:
    """Who marks the past splits in the past first; the split is then dated back, and nothing else moves."""
    split(store, 1, mark("2026-04-02"), REGISTRY, THREE)
    done(store, [1], mark("2026-04-03"), units=(RABA,))
    with pytest.raises(UsageError, match="split 1 --on 2026-03-30"):
        done(store, [1], mark("2026-04-04", on="2026-03-30"), units=(MPUNDA,))

    split(store, 1, mark("2026-04-04", on="2026-03-30"), REGISTRY, THREE)
    done(store, [1], mark("2026-04-04", on="2026-03-30"), units=(MPUNDA,))

    assert store.directive(1).state.shares_done == 2
    assert [one.state.shares_done for one in store.as_of(date(2026, 3, 31)) if one.number == 1] == [1]
    assert [one.state.shares for one in store.as_of(date(2026, 3, 29)) if one.number == 1] == [()]


def test_the_whole_may_be_done_before_it_was_split(store: Store) -> None:
    """On days before the split the directive was done as one."""
    split(store, 1, mark("2026-04-02"), REGISTRY, THREE)
    done(store, [1], mark("2026-04-03", on="2026-03-30"))

    [then, *_others] = store.as_of(date(2026, 3, 31))

    assert (then.state.status, then.state.closed_on, then.state.shares) == (Status.DONE, date(2026, 3, 30), ())
    assert store.directive(1).state.closed_on == date(2026, 3, 30)


def test_other_changes_leave_the_shares_alone(store: Store) -> None:
    """A deadline that is moved moves for all."""
    split(store, 1, mark(), REGISTRY, THREE)
    before = store.directive(1).state.shares

    move_due(store, [1], date(2026, 6, 30), mark())

    assert store.directive(1).state.shares == before


# The file


def test_shares_survive_the_file(tmp_path: Path) -> None:
    """What one command splits and marks the next one finds, and the history tells the same."""
    path = tmp_path / "arahan.json"
    import_release(extraction(), Store.at(path), now=at("2026-01-06"), author="ani")
    assert "shares" not in path.read_text(encoding="utf-8")

    split(Store.at(path), 2, mark("2026-02-01"), REGISTRY, THREE)
    done(Store.at(path), [2], mark("2026-02-02"), units=(RABA,))
    progress(Store.at(path), [2], 40, mark("2026-02-03"), units=(MPUNDA,))

    store = Store.at(path)
    assert store.directive(2).state.shares == (
        Share(RABA, Status.DONE, 100, date(2026, 2, 2)),
        Share(MPUNDA, Status.IN_PROGRESS, 40),
        Share(ASAKOTA),
    )
    assert store.directives() == retold(store)


@pytest.mark.parametrize(
    "share",
    [
        {"status": "open"},
        {"unit": 7, "status": "open"},
        {"unit": RABA, "status": "dropped"},
        {"unit": RABA, "status": "done", "progress": 100},
        {"unit": RABA, "status": "open", "closed_on": "2026-02-02"},
        {"unit": RABA, "status": "in_progress", "progress": 101},
        "Kecamatan Raba",
    ],
)
def test_a_damaged_share_is_told_as_damage(tmp_path: Path, share: object) -> None:
    """A share that cannot be is refused like any damage, not shown."""
    path = tmp_path / "arahan.json"
    import_release(extraction(), Store.at(path), now=at("2026-01-06"), author="ani")
    tables = json.loads(path.read_text(encoding="utf-8"))
    tables["directives"]["2"]["now"]["shares"] = [share]
    path.write_text(json.dumps(tables), encoding="utf-8")

    with pytest.raises(StoreError, match="damaged"):
        Store.at(path).directives()

"""Reviewing what was read with doubt, at the level of the store and as a clerk does it."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import Anew, Ran, Run
from keeping import at, census, drainage, extraction, harmony, mark, parking

from bimatrack.altering import replace
from bimatrack.errors import NothingToDoError, UnknownDirectiveError, UsageError
from bimatrack.history import Tracked
from bimatrack.importing import import_release
from bimatrack.model import Kind, Status
from bimatrack.store import Store
from bimatrack.tracking import (
    add,
    amend,
    awaiting,
    discard,
    done,
    drop,
    keep,
    merge,
    preview_undo,
    progress,
    reopen,
    rewind,
)

NOW = at("2026-01-06")
DOUBTED = extraction(directives=(drainage(), replace(census(), confidence=0.4), replace(harmony(), confidence=0.59)))


@pytest.fixture
def store(anew: Anew) -> Store:
    """Return a store with one sure directive and two doubtful ones."""
    store = anew()
    import_release(DOUBTED, store, now=NOW, author="ani")
    return store


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a file with the same."""
    import_release(DOUBTED, Store.at(tmp_path / "arahan.json"), now=NOW, author="ani")
    return tmp_path / "arahan.json"


def numbers(tracked: tuple[Tracked, ...]) -> list[int]:
    """Return the ids."""
    return [one.number for one in tracked]


def test_what_awaits_review_is_doubtful_open_and_not_looked_at(store: Store) -> None:
    """Sure, closed and reviewed directives, and those added by hand, await no review unless all are asked for."""
    import_release(parking(), store, now=at("2026-02-16"), author="ani")
    add(store, "Menata taman", mark())

    assert numbers(awaiting(store.directives())) == [2, 3]
    assert numbers(awaiting(store.directives(), everything=True)) == [1, 2, 3, 4, 5]
    assert numbers(awaiting(store.directives(), release=2)) == [4, 5]
    keep(store, [2], mark())
    done(store, [3], mark())
    assert awaiting(store.directives()) == ()


def test_what_was_kept_is_doubted_no_more(kept: Path) -> None:
    """A review is remembered by the file, by the history too, and can be undone."""
    keep(Store.at(kept), [2], mark())

    again = Store.at(kept)
    assert [one.doubtful for one in again.directives()] == [False, False, True]
    with pytest.raises(NothingToDoError):
        keep(again, [2], mark())
    rewind(again, preview_undo(again), mark())
    assert [one.doubtful for one in again.directives()] == [False, True, True]


def test_what_is_discarded_leaves_lists_and_reports_but_not_the_history(store: Store) -> None:
    """It is shown by its id only; days before the review tell of it as they did."""
    discard(store, [2], mark())

    assert numbers(store.directives()) == [1, 3]
    assert [one.number for one in store.directives()] == [1, 3]
    assert numbers(store.as_of(date(2026, 1, 9))) == [1, 2, 3]
    assert numbers(store.discarded()) == [2]
    assert store.directive(2).state.status is Status.DISCARDED
    assert len(store.changes_of(2)) == 2


@pytest.mark.parametrize(
    "act",
    [
        lambda store: done(store, [2], mark()),
        lambda store: progress(store, [2], 50, mark()),
        lambda store: drop(store, [2], mark(note="x")),
        lambda store: discard(store, [2], mark()),
        lambda store: merge(store, 2, 1, mark()),
        lambda store: merge(store, 1, 2, mark()),
    ],
    ids=["done", "progress", "drop", "discard", "merge", "merge into it"],
)
def test_nothing_is_done_to_what_is_discarded(store: Store, act: Callable[[Store], object]) -> None:
    """Whoever wants to follow it up after all brings it back first."""
    discard(store, [2], mark())
    before = store.changes()

    with pytest.raises(NothingToDoError):
        act(store)
    assert store.changes() == before


def test_a_discarded_directive_can_be_brought_back(store: Store) -> None:
    """`reopen` gives it the status and progress it had, and it is merged no more."""
    progress(store, [2], 40, mark())
    merge(store, 2, 1, mark())

    reopen(store, [2], mark("2026-01-11"))

    state = store.directive(2).state
    assert (state.status, state.progress, state.merged_into) == (Status.IN_PROGRESS, 40, None)
    assert numbers(store.directives()) == [1, 2, 3]


def test_what_is_merged_becomes_a_mention_of_the_other(store: Store) -> None:
    """The other one keeps its words and the day on which they were said; one undo takes both sides back."""
    import_release(parking(), store, now=at("2026-02-16"), author="ani")
    before = store.directives()

    merge(store, 4, 1, mark("2026-02-16"))

    assert numbers(store.directives()) == [1, 2, 3, 5]
    assert store.directive(4).state.merged_into == 1
    assert store.directive(1).state.again == (2,)
    told = store.changes_of(1)[-1]
    assert told.said is not None
    assert (told.said.text, told.release) == (store.directive(4).directive.text, 2)
    rewind(store, preview_undo(store), mark("2026-02-16"))
    assert store.directives() == before


def test_a_directive_is_merged_with_another_one_only(store: Store) -> None:
    """An id of its own or of nothing is refused, and nothing is changed."""
    before = store.changes()
    with pytest.raises(UsageError):
        merge(store, 2, 2, mark())
    with pytest.raises(UnknownDirectiveError):
        merge(store, 2, 99, mark())
    assert store.changes() == before


def test_what_was_misread_is_mended_and_kept(store: Store) -> None:
    """Mended fields hold, the others stay, and it is doubted no more."""
    amend(store, [2], mark(), text="Mendata rumah", owners=("Lurah",), due=date(2026, 2, 1), due_text="1 Februari")

    tracked = store.directive(2)
    assert (tracked.state.text, tracked.state.owners, tracked.state.due) == (
        "Mendata rumah",
        ("Lurah",),
        date(2026, 2, 1),
    )
    assert (tracked.state.kind, tracked.doubtful) == (Kind.INSTRUCTION, False)
    assert store.directive(2).extensions == ()
    with pytest.raises(UsageError):
        amend(store, [2], mark(), text="  ")
    with pytest.raises(UsageError):
        amend(store, [2], mark(), due=date(2025, 1, 1))


def test_another_version_brings_nothing_back_that_was_discarded(store: Store) -> None:
    """A corrected release knows what was discarded or merged; it stays so."""
    discard(store, [3], mark())
    merge(store, 2, 1, mark())
    text = f"{DOUBTED.release.text} Ralat."

    came = import_release(extraction("ralat", text=text), store, now=at("2026-01-12"), author="ani")

    assert came.directives == ()
    assert numbers(store.directives()) == [1]


class Typed(io.TextIOWrapper):
    """What a person types at a terminal."""

    def __init__(self, text: str) -> None:
        super().__init__(io.BytesIO(text.encode()), encoding="utf-8")

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


@pytest.fixture
def doubtful(bima: Run, kept: Path) -> Run:
    """Run commands on a store with two doubtful directives."""
    bima_db = ("--db", kept)
    return lambda *arguments, **settings: bima(*arguments, *bima_db, **settings)


@pytest.fixture
def answering(doubtful: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run `review` at a terminal, typing the lines given."""

    def run(typed: str, *arguments: object) -> Ran:
        monkeypatch.setattr("sys.stdin", Typed(typed))
        return doubtful("review", *arguments, screen=100)

    return run


def state(bima: Run, number: int) -> dict[str, object]:
    """Return what `show --json` says of a directive."""
    return dict(json.loads(bima("show", number, "--json").out))


def test_review_into_a_pipe_lists_what_awaits_it(doubtful: Run) -> None:
    """No question is asked where nobody can answer, and the exit code is 0."""
    listed = doubtful("review")

    assert (listed.code, [row[0] for row in listed.rows]) == (0, ["id", "2", "3"])
    assert [row["id"] for row in json.loads(doubtful("review", "--json", "--all").out)] == [1, 2, 3]
    assert doubtful("review", "--release", "9").code == 1


def test_review_shows_each_in_its_source_and_does_as_told(answering: Callable[..., Ran], doubtful: Run) -> None:
    """Each is shown with its sentence; an empty answer or s skips it, and what is decided is kept."""
    ran = answering("k\nd\n")

    assert ran.code == 0
    assert "1 of 2" in ran.err
    assert "Camat diminta mendata rumah terdampak banjir" in " ".join(ran.out.split())
    assert "2 directives reviewed, 0 still to review." in ran.err
    assert state(doubtful, 2)["reviewed"] is True
    assert state(doubtful, 3)["status"] == "discarded"
    assert [row[0] for row in doubtful("list", "--status", "discarded", "--all-kinds").rows] == ["id", "3"]


@pytest.mark.parametrize("typed", ["s\nk\n", "\nk\n"])
def test_review_goes_on_where_it_was_left(typed: str, answering: Callable[..., Ran], doubtful: Run) -> None:
    """What was skipped comes again the next time, what was decided does not."""
    answering(typed)

    assert [row[0] for row in doubtful("review").rows] == ["id", "2"]


@pytest.mark.parametrize("typed", ["q\n", "", "e\n"])
def test_review_can_be_left_at_any_point(typed: str, answering: Callable[..., Ran], doubtful: Run) -> None:
    """Quitting, or the end of the input, leaves undecided what is not decided."""
    assert answering(typed).code == 0
    assert [row[0] for row in doubtful("review").rows] == ["id", "2", "3"]


def test_review_edits_field_by_field(answering: Callable[..., Ran], doubtful: Run) -> None:
    """An empty answer leaves a field; owners are known by the registry; words for a day are read."""
    answering("e\n\nDinas Sosial, Dishub\n31 Maret 2026\nproject\nq\n")

    found = state(doubtful, 2)
    assert (found["text"], found["owners"]) == ("Mendata rumah terdampak banjir", ["Dinas Sosial", "Dishub"])
    assert (found["due"], found["kind"], found["reviewed"]) == ("2026-03-31", "project", True)


def test_a_mended_directive_is_shown_as_it_is_now(answering: Callable[..., Ran], doubtful: Run) -> None:
    """The day that was understood is told, the kind may be given by its label, and the result is shown."""
    ran = answering("ubah\n\n\nakhir Maret 2026\nProject\nkeluar\n")

    assert "“akhir Maret 2026” is understood as Tuesday, 31 March 2026" in ran.err
    assert "Now it says:" in ran.err
    assert ran.out.count("Mendata rumah terdampak banjir") > doubtful("review", screen=100).out.count("Mendata rumah")
    assert (state(doubtful, 2)["due"], state(doubtful, 2)["kind"]) == ("2026-03-31", "project")


@pytest.mark.parametrize("words", ["simpan\nbuang\n", "keep\ndiscard\n", "K\nD\n"])
def test_the_keys_may_be_written_out(words: str, answering: Callable[..., Ran], doubtful: Run) -> None:
    """Words of both languages do as well as the letters."""
    answering(words)

    assert state(doubtful, 2)["reviewed"] is True
    assert state(doubtful, 3)["status"] == "discarded"


def test_a_question_mark_explains_the_keys(answering: Callable[..., Ran], doubtful: Run) -> None:
    """It decides nothing, and asks again."""
    ran = answering("?\nk\nq\n")

    assert "d, discard   it is no directive" in ran.err
    assert state(doubtful, 2)["reviewed"] is True


def test_a_rule_is_told_in_words() -> None:
    """On the screen by a label, in JSON by its name; each rule that ships has one, in both languages."""
    from bimatrack.extract.passage import HEADLINE
    from bimatrack.extract.projects import EXAMPLE
    from bimatrack.i18n import speaking
    from bimatrack.labels import _rules

    with speaking("en"):
        english = dict(_rules("en"))
    with speaking("id"):
        indonesian = dict(_rules("id"))
    assert {HEADLINE, EXAMPLE, "must", "urging", "request"} <= set(english)
    assert [name for name in english if english[name] == indonesian[name]] == []


@pytest.mark.parametrize("wrong", ["x", "m", "m 99", "m 2", "m 1 3", "e\n\n\nentah kapan\n", "e\n\n\n\nhal"])
def test_review_asks_again_after_a_slip(wrong: str, answering: Callable[..., Ran], doubtful: Run) -> None:
    """A key, id, day or kind that is none is named, and the same directive is asked for again."""
    ran = answering(f"{wrong}\nm 1\nq\n")

    assert ran.code == 0
    assert state(doubtful, 2)["merged_into"] == 1


def test_lists_mark_what_is_doubtful(doubtful: Run) -> None:
    """On the screen in words, in rows and JSON as a field."""
    assert "doubtful" in doubtful("list", screen=100).out
    assert [row["doubtful"] for row in json.loads(doubtful("list", "--json", "--sort", "id").out)] == [False, True]


LETTER = """Rapat Pelayanan

KOTA BIMA - Rapat pelayanan digelar Senin (9/3/2026). Trotoar harus bersih dan lampu jalan harus menyala.
"""


def test_import_can_go_on_to_the_review(bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --review the doubtful ones of what came are gone through; in a pipe nothing is asked."""
    path = tmp_path / "rapat.txt"
    path.write_text(LETTER, encoding="utf-8")

    piped = bima("import", path, "--review")
    assert (piped.code, piped.err) == (0, "1 directive awaits review: “bimatrack review”.\n")
    monkeypatch.setattr("sys.stdin", Typed("q\n"))
    ran = bima("import", path, "--review", screen=100)

    assert ran.code == 0
    assert "0 directives reviewed, 1 still to review." in ran.err

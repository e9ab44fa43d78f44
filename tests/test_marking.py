"""Tags, priority, links, evidence and obstacles, as a clerk gives them at the command line."""

import errno
import json
import os
from pathlib import Path

import pytest
from conftest import Anew, Ran, Run
from keeping import at, extraction, mark

from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.history import Action
from bimatrack.importing import import_release
from bimatrack.model import Evidence, Priority
from bimatrack.store import Store
from bimatrack.tracking import (
    Proof,
    check,
    discard,
    link,
    preview_undo,
    prove,
    read_evidence,
    read_tags,
    rewind,
    unlink,
)


def shown(bima: Run, number: int) -> dict[str, object]:
    """What `show --json` says of a directive."""
    return dict(json.loads(bima("show", number, "--json").out))


def tags_of(bima: Run, number: int) -> object:
    """The tags of a directive."""
    return shown(bima, number)["tags"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the clerk's, in which she is, with one file."""
    place = tmp_path / "berkas"
    place.mkdir()
    (place / "bast.pdf").write_bytes(b"berita acara")
    monkeypatch.chdir(place)
    return place


# Tags


def test_leading_ids_are_ids_and_the_rest_are_tags(sample: Run) -> None:
    """Several tags go on several directives in one step, folded: small letters, hyphens, no “#”."""
    ran = sample("tag", "3", "5-7", "Prioritas Wali", "#rapat,#banjir")

    assert ran.code == 0
    for number in (3, 5, 6, 7):
        assert tags_of(sample, number) == ["prioritas-wali", "rapat", "banjir"]
    assert tags_of(sample, 4) == []
    assert sample("undo").code == 0
    assert tags_of(sample, 3) == []


def test_a_tag_again_changes_nothing(sample: Run) -> None:
    """A tag that is there is told to be there, and what lacks it gets it."""
    sample("tag", 3, "rapat")

    assert "3" in sample("tag", "3-4", "RAPAT").err
    assert sample("tag", "3-4", "rapat").code == 1
    assert tags_of(sample, 4) == ["rapat"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("3",), "behind the ids"),
        (("3", "rapat", "5"), "#5"),
        (("3", "a;b"), "no tag"),
        (("3", "x" * 41), "no tag"),
        (("3", "\x1b[31m"), "no tag"),
        (("3-1", "rapat"), "lower one first"),
        (("99", "rapat"), "99"),
        (("rapat",), "id"),
    ],
)
def test_what_is_no_tag_is_refused_in_a_sentence(sample: Run, words: tuple[str, ...], told: str) -> None:
    """Nothing is written, and the sentence says how to mend it."""
    ran = sample("tag", *words)

    assert ran.code in (1, 2)
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_a_figure_can_be_a_tag_behind_its_mark() -> None:
    """“#2026” is a tag, a bare 2026 might be an id."""
    assert read_tags(["#2026", "Rapat  Kerja", "ﬁsik"]) == ("2026", "rapat-kerja", "fisik")
    with pytest.raises(UsageError):
        read_tags(["2026"])


def test_taking_off_a_tag_that_nobody_carries_names_those_that_are_near(sample: Run) -> None:
    """A mistyped tag is not silently nothing."""
    sample("tag", 3, "prioritas-wali", "rapat")

    wrong = sample("untag", 3, "prioritas-wal")
    assert (wrong.code, "#prioritas-wali" in wrong.err) == (1, True)
    assert sample("untag", "3-4", "rapat").code == 0
    assert tags_of(sample, 3) == ["prioritas-wali"]


def test_tags_in_use_are_counted(sample: Run) -> None:
    """The most used comes first; closed directives count, but not as open."""
    assert sample("tags").out == "tag\tdirectives\topen\n"
    sample("tag", "3-5", "rapat")
    sample("tag", 4, "banjir")
    sample("done", 3)

    assert sample("tags").rows == [["tag", "directives", "open"], ["rapat", "3", "2"], ["banjir", "1", "1"]]
    assert json.loads(sample("tags", "--json").out)[0] == {"tag": "rapat", "directives": 3, "open": 2}


# Priority


@pytest.mark.parametrize(
    ("word", "level"), [("high", "high"), ("Tinggi", "high"), ("biasa", "normal"), ("rendah", "low")]
)
def test_a_priority_is_named_in_either_language(sample: Run, word: str, level: str) -> None:
    """Whatever the language in use, both are understood."""
    sample("priority", 3, "low" if level == "normal" else "normal")
    assert (sample("priority", "3-4", word).code, shown(sample, 3)["priority"]) == (0, level)


def test_what_is_no_priority_is_refused(sample: Run) -> None:
    """The sentence names those there are."""
    ran = sample("priority", 3, "mendesak")

    assert (ran.code, "high, normal or low" in ran.err) == (2, True)
    assert Priority.NORMAL.value == shown(sample, 3)["priority"]


# Links


def test_a_link_is_one_step_told_by_both(sample: Run) -> None:
    """Each end shows the other with its words and status, and undo takes both off."""
    assert sample("link", 3, "5-6").code == 0

    assert shown(sample, 3)["links"] == [5, 6]
    assert shown(sample, 5)["links"] == [3]
    sample("done", 5)
    told = shown(sample, 3)["linked"]
    assert isinstance(told, list)
    assert [(one["id"], one["status"]) for one in told] == [(5, "done"), (6, "open")]
    assert [change["action"] for change in shown(sample, 6)["history"]][-1] == "link"  # type: ignore[attr-defined,index]
    sample("undo")
    sample("undo")
    assert (shown(sample, 3)["links"], shown(sample, 5)["links"], shown(sample, 6)["links"]) == ([], [], [])
    sample("redo")
    assert (shown(sample, 3)["links"], shown(sample, 6)["links"]) == ([5, 6], [3])


def test_links_are_taken_off_at_both_ends(sample: Run) -> None:
    """And one that is not there is refused, with those that are."""
    sample("link", 3, 5, 6)

    wrong = sample("unlink", 3, 7)
    assert (wrong.code, "5, 6" in wrong.err) == (1, True)
    assert sample("unlink", 3, 5).code == 0
    assert (shown(sample, 3)["links"], shown(sample, 5)["links"]) == ([6], [])


@pytest.mark.parametrize(("words", "code"), [((3, 3), 2), ((3, 99), 1), ((99, 3), 1), ((3, "x"), 2), ((3,), 2)])
def test_a_link_that_cannot_be_is_refused(sample: Run, words: tuple[object, ...], code: int) -> None:
    """With itself, with what is not there, with what is no id, with nothing."""
    assert sample("link", *words).code == code


def test_nothing_is_linked_with_what_was_discarded(anew: Anew) -> None:
    """Neither end may be discarded; a link made before may be taken off."""
    store = anew()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    link(store, 1, [2], mark())
    discard(store, [2], mark())

    for one, other in ((3, 2), (2, 3)):
        with pytest.raises(NothingToDoError, match="discarded"):
            link(store, one, [other], mark())
    unlink(store, 1, [2], mark())
    assert (store.directive(1).state.links, store.directive(2).state.links) == ((), ())
    with pytest.raises(NothingToDoError):
        unlink(store, 1, [2], mark())


def test_a_half_known_link_is_made_whole(anew: Anew) -> None:
    """Linking with one known and one new end changes what is new, and a known one alone changes nothing."""
    store = anew()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    link(store, 1, [2], mark())

    outcome = link(store, 1, [2, 3], mark())
    assert [one.tracked.number for one in outcome.changed] == [1, 3]
    assert [one.number for one in outcome.unchanged] == [2]
    with pytest.raises(NothingToDoError):
        link(store, 2, [1], mark())
    rewind(store, preview_undo(store), mark())
    assert [store.directive(number).state.links for number in (1, 2, 3)] == [(2,), (1,), ()]


# Evidence


def test_a_file_is_kept_by_its_place_and_hash(sample: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found again from another folder; a change or loss is told with exit code 1."""
    assert sample("evidence", "7", "9", "bast.pdf", "https://contoh.go.id/foto").code == 0
    kept = shown(sample, 9)["evidence"]
    assert isinstance(kept, list)
    assert [one["place"] for one in kept] == [str(folder / "bast.pdf"), "https://contoh.go.id/foto"]
    assert [len(one["sha256"] or "") for one in kept] == [64, 0]

    monkeypatch.chdir("/")
    same = sample("evidence", "--check")
    assert (same.code, [row[1] for row in same.rows[1:]]) == (0, ["same", "address"] * 2)
    (folder / "bast.pdf").write_bytes(b"berita acara, ralat")
    changed = sample("evidence", "--check", 9, "--json")
    assert (changed.code, json.loads(changed.out)[0]["found"]) == (1, "changed")
    (folder / "bast.pdf").unlink()
    gone = sample("evidence", "--check", "7")
    assert (gone.code, gone.rows[1][:2]) == (1, ["7", "gone"])


def test_a_file_given_again_takes_its_new_hash(sample: Run, folder: Path) -> None:
    """A corrected file is no second piece of evidence."""
    sample("evidence", 7, "bast.pdf")
    (folder / "bast.pdf").write_bytes(b"ralat")

    assert sample("evidence", 7, "./bast.pdf").code == 0
    assert sample("evidence", "--check", 7).code == 0
    assert sample("evidence", 7, "bast.pdf").code == 1


@pytest.mark.parametrize("command", [("evidence", 7), ("done", 7, "--evidence"), ("note", 7, "--evidence")])
def test_a_file_that_is_not_there_is_refused_wherever_it_is_given(
    sample: Run, folder: Path, command: tuple[object, ...]
) -> None:
    """The sentence names the whole path, and nothing is written; --missing-ok keeps it as words."""
    ran = sample(*command, "foto.jpg")
    assert (ran.code, str(folder / "foto.jpg") in ran.err) == (2, True)
    assert shown(sample, 7)["evidence"] == []

    assert sample(*command, "foto.jpg", "--missing-ok").code == 0
    assert shown(sample, 7)["evidence"] == [{"place": "foto.jpg", "sha256": None}]
    assert sample("evidence", "--check", 7).rows[1][:2] == ["7", "word"]


@pytest.mark.parametrize("place", [".", os.devnull, "", "  ", "ftp://contoh.go.id/a", "https://", "http://a b", "a\0b"])
def test_what_can_prove_nothing_is_refused(place: str, folder: Path) -> None:
    """Folders, devices, blanks and other addresses give a sentence, with --missing-ok too where it is no file."""
    with pytest.raises(UsageError):
        read_evidence([place], folder)
    if place in (".", os.devnull):
        with pytest.raises(UsageError):
            read_evidence([place], folder, missing_ok=True)


def test_evidence_can_be_given_where_the_folder_is_gone(sample: Run, folder: Path) -> None:
    """Whoever stands in a folder that was removed is told that the file is not there."""
    (folder / "bast.pdf").unlink()
    folder.rmdir()

    assert sample("evidence", 7, "bast.pdf").code == 2
    assert sample("evidence", 7, "https://contoh.go.id/bast").code == 0


def test_a_pipe_is_never_opened(folder: Path) -> None:
    """A named pipe would wait for its writer for good."""
    os.mkfifo(folder / "pipa")

    with pytest.raises(UsageError, match="regular"):
        read_evidence(["pipa"], folder)


def test_a_file_that_may_not_be_read_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is told."""

    def refused(path: Path, *_mode: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refused)  # root, as whom tests may run, may read everything

    with pytest.raises(UsageError, match=r"bast\.pdf.*Permission denied"):
        read_evidence(["bast.pdf"], folder)


def test_evidence_whose_place_has_become_a_folder_is_gone(folder: Path) -> None:
    """It is not what was given, and the reason is told."""
    store = Store.in_memory()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    [proof] = read_evidence(["bast.pdf"], folder)

    prove(store, [1], [proof], mark())
    (folder / "bast.pdf").unlink()
    (folder / "bast.pdf").mkdir()

    [found] = check(store.directives())
    assert (found.found, bool(found.why), found.broken) == (Proof.GONE, True, True)
    assert store.changes()[-1].action is Action.EVIDENCE
    assert store.directive(1).state.evidence == (Evidence(str(folder / "bast.pdf"), proof.sha256),)


@pytest.mark.parametrize("words", [("evidence", "7"), ("evidence", "--check", "x.pdf"), ("evidence",)])
def test_evidence_says_what_it_lacks(sample: Run, words: tuple[str, ...]) -> None:
    """Ids without files, and files where only ids are taken."""
    ran = sample(*words)

    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_no_evidence_is_an_empty_list(sample: Run) -> None:
    """Nothing to check is nothing wrong."""
    assert sample("evidence", "--check").code == 0
    assert json.loads(sample("evidence", "--check", "--json").out) == []


# Obstacles


def test_an_obstacle_is_seen_in_lists_until_it_is_cleared(sample: Run) -> None:
    """A word in the list says that something stands in the way; the history keeps what it was."""
    assert sample("obstacle", "3-4", "lahan belum bebas").code == 0
    assert shown(sample, 4)["obstacle"] == "lahan belum bebas"
    assert "obstacle" in sample("list", screen=100).out
    assert "Obstacle: “lahan belum bebas”" in sample("undo", "--dry-run", screen=140).out

    assert sample("obstacle", 3, 4, "--clear", "--note", "sudah bebas").code == 0
    assert shown(sample, 3)["obstacle"] is None
    assert sample("obstacle", 3, "--clear").code == 1


@pytest.mark.parametrize("words", [("3",), ("3", "lahan", "--clear")])
def test_an_obstacle_is_given_or_cleared(sample: Run, words: tuple[str, ...]) -> None:
    """Neither and both are refused."""
    assert sample("obstacle", *words).code == 2


# How it reads


def test_the_history_tells_what_came_and_went(sample: Run, folder: Path) -> None:
    """Log, show and undo's preview name the parts of each change, not the whole list."""
    assert folder.is_dir()
    for command in (
        ("tag", 3, "rapat"),
        ("tag", 3, "banjir"),
        ("untag", 3, "rapat"),
        ("link", 3, 5),
        ("link", 3, 6),
        ("unlink", 3, 5),
        ("priority", 3, "high"),
        ("evidence", 3, "bast.pdf"),
    ):
        assert sample(*command).code == 0
    told = " ".join(sample("log", screen=200).out.split())

    for words in (
        "tagged #rapat",
        "tagged #banjir",
        "tag taken off #rapat",
        "linked 5",
        "linked 6",
        "link taken off 5",
    ):
        assert f"{words} " in told
    assert "priority set high" in told
    assert "evidence bast.pdf" in told
    preview = sample("undo", 3, "--dry-run", screen=140).out
    for words in ("link taken off 5", "Linked with: 6 → 5, 6", "Evidence: bast.pdf → –"):
        assert words in preview


def listed_log(ran: Ran) -> list[list[str]]:
    """The step and the action of each row of a log."""
    return [[row[1], row[5]] for row in ran.rows[1:]]


def test_the_log_can_be_narrowed(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By several ids, by day, by author, by action; an unknown id is refused, an empty answer is none."""
    sample("start", 3, today="2026-03-22")
    monkeypatch.setenv("BIMATRACK_AUTHOR", "Budi")
    sample("tag", 4, "rapat", today="2026-03-24")
    sample("undo", today="2026-03-25")

    assert listed_log(sample("log", 3, 4, "--since", "22 Maret", today="2026-03-25")) == [
        ["2", "start"],
        ["3", "tag"],
        ["4", "undo"],
    ]
    assert listed_log(sample("log", "--by", "budi", "--action", "tag", "--action", "start")) == [["3", "tag"]]
    assert listed_log(sample("log", "3-4", "--since", "2026-03-24", "--limit", 1)) == [["4", "undo"]]
    assert sample("log", 3, 99).code == 1
    assert sample("log", "--by", "nobody", screen=80).out.strip() == "No change matches."
    assert sample("log", "--since", "entah").code == 2


@pytest.mark.parametrize(
    ("place", "sha256", "name"),
    [
        ("/home/rahma/bukti/bast.pdf", "0" * 64, "bast.pdf"),
        (r"C:\bukti\bast.pdf", "0" * 64, "bast.pdf"),
        ("https://contoh.go.id/a/b", None, "https://contoh.go.id/a/b"),
        ("berita acara 12/2026", None, "berita acara 12/2026"),
    ],
)
def test_on_paper_a_file_has_its_name_only(place: str, sha256: str | None, name: str) -> None:
    """Where it lies on somebody's machine is nobody else's business; addresses and words stay whole."""
    assert Evidence(place, sha256).name == name

"""`list` as a clerk asks it: filters with their opposites, order, groups, columns, reasons."""

import json
import sys

import pytest
from conftest import Ran, Run


def ids(ran: Ran) -> list[int]:
    """The ids in an answer of rows."""
    header, *rows = ran.rows
    return [int(row[header.index("id")]) for row in rows]


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("owner", "PUPR"),
        ("unit", "Dishub"),
        ("speaker", "Walikota"),
        ("release", "1"),
        ("kind", "project"),
        ("status", "done"),
        ("priority", "normal"),
        ("tag", "banjir"),
        ("quarter", "2026Q1"),
        ("search", "drainase"),
    ],
)
def test_each_filter_has_its_opposite(sample: Run, option: str, value: str) -> None:
    """What a filter lets through and what its opposite does are the whole list, and nothing twice."""
    sample("done", 9)
    whole = ids(sample("list", "--all", "--all-kinds"))

    having = ids(sample("list", "--all", "--all-kinds", f"--{option}", value))
    lacking = ids(sample("list", "--all", "--all-kinds", f"--not-{option}", value))

    assert sorted(having + lacking) == sorted(whole)


@pytest.mark.parametrize("flag", ["overdue", "soon", "undated", "doubtful", "split", "blocked"])
def test_each_flag_has_its_opposite(sample: Run, flag: str) -> None:
    """The same for what is the case with a directive or not."""
    sample("split", 18)
    sample("note", 9, "--obstacle", "lahan belum bebas")

    having, lacking = (
        ids(sample("list", "--all-kinds", f"--{flag}")),
        ids(sample("list", "--all-kinds", f"--not-{flag}")),
    )

    assert having
    assert sorted(having + lacking) == sorted(ids(sample("list", "--all-kinds")))


def test_values_are_given_again_or_parted_by_commas(sample: Run) -> None:
    """Both mean that one of them is enough; several filters narrow."""
    again = ids(sample("list", "--kind", "project", "--kind", "priority"))

    assert ids(sample("list", "--kind", "project,priority")) == again
    assert set(ids(sample("list", "--quarter", "2026Q1,TW II"))) > set(ids(sample("list", "--quarter", "2026Q1")))
    assert ids(sample("list", "--kind", "project", "--release", "2")) == []
    assert ids(sample("list", "--release", "1,2", "--except", "1-14", "--except", "16")) == [15, 18, 20, 19, 21]


def test_a_search_is_forgiving(sample: Run) -> None:
    """However a word is spelled, the directive is found; a phrase between quotes stays together."""
    sample("add", "Benahi saluran di Kelurahan Oi Fo'o bersama Wali Kota")

    for words in ("oi foo", "Oi Fo’o", '"kelurahan oi-foo"', "walikota benahi"):
        assert ids(sample("list", "--search", words)) == [31], words
    assert ids(sample("list", "--search", '"saluran kelurahan"')) == []


@pytest.mark.parametrize("option", ["--owner", "--not-owner", "--unit", "--search", "--tag", "--kind", "--release"])
@pytest.mark.parametrize("blank", [" ", "ʼ"])
def test_a_blank_value_is_refused(sample: Run, option: str, blank: str) -> None:
    """An empty variable in a script would else mean everything, and so would signs of which folding leaves nothing."""
    ran = sample("list", option, blank)

    assert (ran.code, ran.out) == (2, "")
    assert option in ran.err


def test_no_number_is_too_long_to_be_refused(sample: Run) -> None:
    """Python itself reads no more than 4,300 figures."""
    ran = sample("list", "--release", "9" * 5000)

    assert (ran.code, ran.out) == (2, "")
    assert "is no id of a release" in ran.err


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (("--kind", "projct"), "project"),
        (("--status", "Not strted"), "open"),
        (("--not-status", "dne"), "done"),
        (("--priority", "hihg"), "high"),
        (("--sort", "pressin"), "pressing"),
        (("--group-by", "units"), "unit"),
        (("--columns", "id,txt"), "text"),
        (("--quarter", "Q1-2026x"), "2026Q1"),
        (("--quarter", "1/2026"), "2026Q1"),
        (("--unit", "Dinas Kesehatn"), "Dinas Kesehatan"),
    ],
)
def test_a_mistyped_value_is_guessed(sample: Run, arguments: tuple[str, ...], near: str) -> None:
    """The sentence says what may have been meant."""
    ran = sample("list", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert "Did you mean" in ran.err.partition(arguments[-1])[2] or near in ran.err
    assert ran.err.count("\n") == 1


def test_an_unknown_id_is_answered_with_those_there_are(sample: Run) -> None:
    """Which ids there are, which may have been meant, and what became of one that is gone."""
    assert "ids run to 30. Did you mean 12, 11?" in sample("show", 112).err
    sample("add", "Perbaiki pagar")
    sample("undo")

    assert "undone" in sample("show", 31).err


def test_an_unknown_id_in_an_empty_store_says_that_it_is_empty(bima: Run) -> None:
    """Nothing is there to be meant."""
    assert "none is kept" in bima("show", 1).err


def test_columns_are_those_asked_for_everywhere(sample: Run) -> None:
    """Rows, records and the screen show the same fields in the same order."""
    asked = ("list", "--columns", "id,due,text,missing", "--limit", "2")

    assert sample(*asked).rows[0] == ["id", "due", "text", "missing"]
    assert [list(record) for record in json.loads(sample(*asked, "--json").out)] == [
        ["id", "due", "text", "missing"]
    ] * 2
    assert [row[0] for row in sample(*asked).rows[1:]] == ["15", "16"]
    shown = sample(*asked, screen=140).out
    assert "Directive" in shown
    assert "Responsible" not in shown


def test_groups_are_a_column_for_programs(sample: Run) -> None:
    """Only a grouped list has it; what belongs to two groups is there twice, and the screen counts it once."""
    rows = sample("list", "--group-by", "unit", "--columns", "id").rows
    records = json.loads(sample("list", "--group-by", "unit", "--json").out)

    assert rows[0] == ["group", "id"]
    assert [row[0] for row in rows if row[1] == "20"] == ["Dinas Perumahan dan Kawasan Permukiman", "Dinas Sosial"]
    assert [record["group"] for record in records if record["id"] == 20] == [row[0] for row in rows if row[1] == "20"]
    assert "group" not in json.loads(sample("list", "--json").out)[0]
    shown = sample("list", "--group-by", "unit", screen=140).out
    assert "Dinas Sosial · 1 directive · 1 overdue" in shown
    assert "28 directives" in shown


def test_reasons_are_told_and_add_up(sample: Run) -> None:
    """Each row says what put it where it stands, to people and to programs."""
    sample("note", 9, "--obstacle", "lahan belum bebas")

    records = json.loads(sample("list", "--explain", "--json").out)

    assert [record["urgency"] for record in records] == sorted((r["urgency"] for r in records), reverse=True)
    assert all(record["urgency"] == sum(record["urgency_parts"].values()) for record in records)
    assert next(r for r in records if r["id"] == 9)["urgency_parts"] == {"month": 6, "obstacle": 2}
    assert sample("list", "--explain").rows[0][-2:] == ["urgency", "urgency_parts"]
    assert "urgency" not in json.loads(sample("list", "--json").out)[0]
    assert "overdue +163 = 163" in " ".join(sample("list", "--explain", screen=80).out.split())


def test_a_list_turned_round_begins_at_the_other_end(sample: Run) -> None:
    """Whatever it is ordered by."""
    assert ids(sample("list", "--sort", "id", "-r")) == sorted(ids(sample("list")), reverse=True)
    assert ids(sample("list", "--reverse")) == ids(sample("list"))[::-1]


def test_an_owner_is_found_by_its_short_form(sample: Run) -> None:
    """Whoever asks for Dishub means Dinas Perhubungan, as the registry knows."""
    assert set(ids(sample("list", "--owner", "Dishub"))) == set(ids(sample("list", "--unit", "Dinas Perhubungan")))


def test_an_option_that_is_typed_stands_in_place_of_the_views(sample: Run) -> None:
    """Who asks a view for another owner gets that owner's, narrowed by the rest of the view."""
    assert sample("config", "set", "views.mingguan", "--owner PUPR --overdue").code == 0

    assert ids(sample("list", "@mingguan", "--owner", "Dishub")) == ids(
        sample("list", "--owner", "Dishub", "--overdue")
    )


def test_options_are_kept_as_a_view(sample: Run) -> None:
    """The words that were typed, but not the saving itself; the screen says which view is in use."""
    kept = sample("list", "--owner", "PUPR", "--overdue", "--save-view", "mingguan", "--json")

    assert "--owner PUPR --overdue" in kept.err
    assert sample("config", "get", "views.mingguan").out == "--owner PUPR --overdue\n"
    assert ids(sample("list", "@mingguan")) == [15]
    assert "view @mingguan" in sample("list", "@mingguan", screen=100).out
    assert sample("done", "@mingguan", "--yes").code == 0
    assert ids(sample("list", "@mingguan")) == []
    again = sample("list", "@mingguan", "--soon", "--save-view=mingguan")
    assert "was: --owner PUPR --overdue" in again.err
    assert sample("config", "get", "views.mingguan").out == "--owner PUPR --overdue --soon\n"


def test_a_view_of_nothing_or_of_no_name_is_refused(sample: Run) -> None:
    """There must be something to keep, and a name to keep it by."""
    assert sample("list", "--save-view", "x").code == 2
    assert sample("list", "--soon", "--save-view", "a b").code == 2


def test_options_that_are_set_are_told_where_they_hide_something(sample: Run) -> None:
    """Whoever looks at a list knows what made it so short."""
    sample("config", "set", "defaults.list", "--limit 2")

    assert "set: --limit 2 (--no-defaults)" in " ".join(sample("list", screen=100).out.split())


def test_a_list_into_a_file_says_to_the_person_what_is_hidden(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is a terminal, the sentence that ends a screen stands there; else nothing does."""
    assert sample("list", "--limit", 2).err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    assert "26 more beyond --limit" in sample("list", "--limit", 2).err

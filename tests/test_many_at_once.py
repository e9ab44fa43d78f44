"""Commands over many directives: ids, a filter or both, a look before, a question, all or nothing."""

import json
from collections.abc import Callable

import pytest
from conftest import Ran, Run


def standing(bima: Run) -> dict[int, str]:
    """The status of each directive."""
    return {one["id"]: one["status"] for one in json.loads(bima("list", "--json", "--all", "--all-kinds").out)}


def marked(bima: Run, status: str = "done") -> list[int]:
    """The ids of the directives with a status."""
    return [number for number, now in sorted(standing(bima).items()) if now == status]


def test_a_filter_needs_a_yes_where_nobody_can_be_asked(sample: Run) -> None:
    """A script that forgot --yes changes nothing, and is told how many directives it would have changed."""
    refused = sample("done", "--release", 1, "--kind", "project")

    assert (refused.code, refused.out) == (2, "")
    assert "6 directives would change: 9-14;" in refused.err
    assert "--yes" in refused.err
    assert marked(sample) == []


def test_a_filter_changes_what_it_selects_in_one_step(sample: Run) -> None:
    """All of it, and one undo takes it back."""
    ran = sample("done", "--release", 1, "--kind", "project", "--yes", "--json")

    assert [one["id"] for one in json.loads(ran.out)] == [9, 10, 11, 12, 13, 14] == marked(sample)
    sample("undo")
    assert marked(sample) == []


def test_a_person_is_shown_the_directives_and_asked(sample: Run, answer: Callable[[str], None]) -> None:
    """No is the answer of whoever presses Enter only; yes is yes in both languages."""
    answer("\n")
    refused = sample("done", "--release", 1, "--kind", "project", screen=100)
    assert (refused.code, marked(sample)) == (1, [])
    assert "Pembebasan lahan" in refused.out
    assert "Mark 6 directives as done? [y/N]" in refused.err
    assert "Nothing was changed." in refused.err

    answer("ya\n")
    assert sample("done", "--release", 1, "--kind", "project", screen=100).code == 0
    assert marked(sample) == [9, 10, 11, 12, 13, 14]


def test_many_ids_are_asked_about_and_few_are_not(sample: Run, answer: Callable[[str], None]) -> None:
    """From ten on a person may have meant others; nobody else is asked."""
    answer("n\n")
    assert sample("start", "1-10", screen=100).code == 1
    assert sample("start", "1-9", screen=100).code == 0
    assert sample("start", "10-19").code == 0
    assert marked(sample, "in_progress") == list(range(1, 20))


def test_a_dry_run_shows_and_changes_nothing(sample: Run) -> None:
    """For ids and filters alike, in every form; what would be refused is refused."""
    for which in (("9", "10"), ("--release", "1", "--kind", "project", "--except", "11-14")):
        ran = sample("done", *which, "--dry-run")
        assert [row[0] for row in ran.rows] == ["id", "9", "10"]
        assert "dry run" in ran.err
        assert [one["status"] for one in json.loads(sample("done", *which, "--dry-run", "--json").out)] == ["open"] * 2
        assert "Pembebasan lahan" in sample("done", *which, "--dry-run", screen=80).out
    sample("drop", 9, "--reason", "x")
    assert sample("done", 9, "--dry-run").code == 1
    assert marked(sample) == []


def test_one_that_cannot_be_changed_stops_all(sample: Run) -> None:
    """The sentence names it and says how the others can still be changed."""
    sample("drop", 9, "--reason", "dialihkan")

    refused = sample("done", "8-10")

    assert refused.code == 1
    assert "Directive 9 is dropped" in refused.err
    assert "--except 9" in refused.err
    assert marked(sample) == []
    assert sample("done", "8-10", "--except", 9).code == 0
    assert marked(sample) == [8, 10]
    assert "--except" not in sample("done", 9).err


def test_ids_and_a_filter_must_both_match(sample: Run) -> None:
    """A filter narrows the ids; where nothing is left, nothing is done."""
    assert sample("done", "9-16", "--owner", "PUPR", "--yes").code == 0
    assert marked(sample) == [15]

    nothing = sample("done", "9-11", "--owner", "PUPR", "--yes")
    assert nothing.code == 1
    assert "None of the ids" in nothing.err
    assert sample("done", "9-99", "--owner", "PUPR", "--yes").code == 1


@pytest.mark.parametrize(
    "arguments", [(), ("--all",), ("--all-kinds",), ("--except", "3"), ("--yes",), ("--limit", "3", "--yes")]
)
def test_no_filter_never_means_all(sample: Run, arguments: tuple[str, ...]) -> None:
    """Whoever names neither ids nor a filter is asked to."""
    ran = sample("done", *arguments)

    assert ran.code == 2
    assert "No directive is named" in ran.err
    assert marked(sample) == []


def test_a_blank_filter_never_means_all(sample: Run) -> None:
    """An empty variable in a script is refused."""
    assert sample("done", "--owner", "", "--yes").code == 2
    assert marked(sample) == []


def test_a_filter_that_matches_nothing_says_what_it_left_out(sample: Run) -> None:
    """Closed ones and appeals are no part of it unless they are asked for."""
    sample("done", 15)

    ran = sample("start", "--owner", "PUPR", "--yes")

    assert ran.code == 1
    assert "No directive matches" in ran.err
    assert "1 closed" in ran.err


def test_only_closed_ones_are_opened_again(sample: Run) -> None:
    """`reopen` by a filter means what is closed."""
    sample("done", "9-11")

    assert sample("reopen", "--release", 1, "--yes").code == 0
    assert marked(sample) == []


def test_a_list_order_and_limit_count_for_what_is_changed(sample: Run) -> None:
    """A view that shows the two oldest changes those two."""
    assert sample("start", "--overdue", "--sort", "due", "--limit", 2, "--columns", "id", "--yes").code == 0
    assert marked(sample, "in_progress") == [15, 16]


def test_of_split_ones_only_the_share_of_the_unit_that_is_asked_for_is_marked(sample: Run) -> None:
    """Dishub's work done is not everybody's; what is not split is done as a whole."""
    sample("split", 18)

    ran = sample("done", "--owner", "Dishub", "--overdue", "--yes")

    assert ran.code == 0
    told = json.loads(sample("show", 18, "--json").out)
    assert [one["unit"] for one in told["shares"] if one["status"] == "done"] == ["Dinas Perhubungan"]
    assert marked(sample) == [19]
    assert sample("done", "--unit", "Dishub", "--overdue", "--yes").code == 1


def test_who_would_change_a_split_one_for_all_is_told(sample: Run) -> None:
    """A deadline is that of the whole directive."""
    sample("split", 18)

    ran = sample("due", "akhir April", "--unit", "Dishub", "--overdue", "--reason", "x", "--dry-run")

    assert "is split; it changes for all its units" in ran.err


def test_who_must_act_can_be_filtered_where_it_is_set(sample: Run) -> None:
    """`assign --owner` names the new owner, so the filter has another name."""
    assert (
        sample("assign", "--has-owner", "Kepala OPD terkait", "--search", "drainase", "--owner", "PUPR", "-y").code == 0
    )

    assert json.loads(sample("show", 10, "--json").out)["owners"] == ["PUPR"]


@pytest.mark.parametrize(
    ("words", "ids", "text"),
    [
        (("12", "menunggu", "TAPD"), [12], "menunggu TAPD"),
        (("12", "13-14", "dibahas bersama"), [12, 13, 14], "dibahas bersama"),
        (("12", "3 titik selesai"), [12], "3 titik selesai"),
    ],
)
def test_the_words_that_lead_a_note_and_are_ids_say_whose_it_is(
    sample: Run, words: tuple[str, ...], ids: list[int], text: str
) -> None:
    """The rest is the note."""
    assert sample("note", *words).code == 0

    told = [row for row in sample("log", "--json").out.splitlines() if f'"note": "{text}"' in row]
    assert len(told) == len(ids)


def test_a_note_that_may_begin_with_a_number_is_no_guess(sample: Run) -> None:
    """Unquoted words behind several ids are refused, and so is no note at all."""
    assert sample("note", "12", "3", "titik", "selesai").code == 2
    assert sample("note", "12", "34").code == 2
    assert sample("note", "semua", "--release", "1", "--kind", "project", "--yes").code == 0


def test_every_command_over_many_says_how_to_filter(bima: Run) -> None:
    """The help of each names filters and what happens then."""
    changing = ("start", "progress", "done", "reopen", "drop", "note", "assign", "due", "edit")
    for command in (*changing, "tag", "untag", "priority", "evidence", "obstacle"):
        shown: Ran = bima(command, "--help")
        assert "Filters of" in shown.out
        assert "--dry-run" in shown.out
        assert "--not-owner" not in shown.out


def test_marks_are_put_on_what_a_filter_selects(sample: Run) -> None:
    """Tags, priorities, obstacles, evidence and what was misread: all of it in one step each."""
    which = ("--release", "1", "--kind", "project", "--yes")

    for command in (("tag", "banjir"), ("priority", "high"), ("obstacle", "lahan belum bebas"), ("untag", "banjir")):
        assert sample(*command, *which).code == 0
    assert sample("evidence", "diterima lisan", "--missing-ok", *which).code == 0
    assert sample("edit", "--release", "1", "--has-kind", "project", "--kind", "priority", "--yes").code == 0

    changed = [one for one in json.loads(sample("list", "--json").out) if one["evidence"]]
    assert sorted(one["id"] for one in changed) == [9, 10, 11, 12, 13, 14]
    assert {(one["kind"], one["priority"], one["obstacle"], *one["tags"]) for one in changed} == {
        ("priority", "high", "lahan belum bebas")
    }
    assert sample("evidence", "--check", "--blocked").code in (0, 1)
    sample("undo")
    assert len(json.loads(sample("list", "--kind", "project", "--json").out)) == 6


def test_a_view_stays_a_filter_where_the_command_names_owners_itself(sample: Run) -> None:
    """Who is asked for in a view is never made responsible, and what is another's is left alone."""
    sample("config", "set", "views.telat", "--owner PUPR --kind=instruction")

    ran = sample("assign", "@telat", "--owner", "Dinas Kesehatan", "--yes", "--json")
    mended = sample("edit", "@telat", "--kind", "project", "--yes")

    assert [(one["id"], one["owners"]) for one in json.loads(ran.out)] == [(15, ["Dinas Kesehatan"])]
    assert mended.code == 1  # Now no directive is one of PUPR.
    assert "No directive matches" in mended.err


def test_a_limit_holds_for_ids_too(sample: Run) -> None:
    """So many are changed as were allowed, the most pressing ones, not all that were named."""
    ran = sample("done", "9-15", "--limit", 2, "--yes", "--json")

    assert len(json.loads(ran.out)) == 2
    assert len(marked(sample)) == 2


def test_a_split_directive_whose_shares_all_change_is_told_of(sample: Run) -> None:
    """A filter that names no unit, or a name that only the whole goes by, marks the shares of all units."""
    sample("split", 9, "--unit", "Dinas PUPR", "--unit", "Dinkes")

    whole = sample("done", "--owner", "Kepala OPD terkait", "--search", "lahan", "--dry-run")
    own = sample("done", "--unit", "Dinkes", "--search", "lahan", "--dry-run")

    assert "The shares of 2 units change together" in whole.err
    assert "change together" not in own.err


def test_a_day_torn_apart_moves_nothing(sample: Run) -> None:
    """The 6 of “6 Maret” without quotes would be an id, and both directives due on the last of March."""
    torn = sample("due", 3, 6, "April", "--reason", "lahan")
    filtered = sample("due", "--release", 1, 6, "April", "--reason", "lahan", "--yes")
    whole = sample("due", 3, 6, "30 April", "--reason", "lahan")

    assert [(ran.code, "“6 April” may be one day" in ran.err) for ran in (torn, filtered)] == [(2, True)] * 2
    assert whole.code == sample("due", "3,6", "Mei", "--reason", "lahan").code == 0


def test_an_obstacle_behind_several_ids_stands_in_quotes(sample: Run) -> None:
    """Like a note, so that “3 rumah” does not mean directive 3."""
    assert sample("obstacle", 4, 3, "rumah", "belum", "bebas").code == 2
    assert sample("obstacle", 4, 3, "rumah belum bebas").code == 0
    assert sample("obstacle", 4, "lahan", "belum", "bebas").code == 0


def test_a_filter_that_nobody_typed_is_told_of(sample: Run) -> None:
    """Where an option that is set, or a view, leaves out what was named, the sentence says which."""
    sample("config", "set", "defaults.done", "--owner PUPR")

    assert "--owner PUPR (--no-defaults)" in sample("done", 3, "--yes").err
    assert sample("--no-defaults", "done", 3).code == 0

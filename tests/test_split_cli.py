"""Collective owners fanned out at the command line: split, marks by unit, lists and reports of shares."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run


@pytest.fixture
def office(sample: Run) -> Run:
    """The sample releases; 22 asks "seluruh Kepala OPD" and is split, 24 asks "Camat" and "Lurah"."""
    assert sample("split", 22).code == 0
    return sample


def rows(ran: Ran) -> list[dict[str, str]]:
    """Return the rows of a pipe by the names in the header."""
    return [dict(zip(ran.rows[0], row, strict=True)) for row in ran.rows[1:]]


def test_split_says_what_it_made(sample: Run) -> None:
    """Each unit is named, how many they are is told, and JSON holds one status for each."""
    shown = sample("split", 24, screen=100)
    assert shown.out.count("Kelurahan") == 41
    assert "0 of 46" in shown.out
    assert "undo" in shown.out
    assert shown.err == "Directive 24 is split over 46 units, 46 of them new.\n"

    sample("undo")
    [record] = json.loads(sample("split", 24, "--unit", "Camat Raba", "--json").out)
    assert record["shares"] == [{"unit": "Kecamatan Raba", "status": "open", "progress": 0, "closed_on": None}]


def test_what_the_split_leaves_out_or_replaces_is_told(sample: Run) -> None:
    """An owner beside the group that names no unit, and a progress that was kept of the whole."""
    sample("assign", 24, "--owner", "para Camat", "--owner", "masyarakat")
    sample("progress", 24, 40)

    told = sample("split", 24).err

    assert "“masyarakat” names no definite unit" in told
    assert "40%" in told
    assert json.loads(sample("show", 24, "--json").out)["progress"] == 0


def test_units_are_marked_by_any_of_their_names(office: Run) -> None:
    """Two are done and one is half way: lists and `show` say so, in both languages and into pipes."""
    office("done", 22, "--unit", "Dishub", "--unit", "Kadis Kesehatan", "--note", "diserahkan")
    office("progress", 22, 50, "--unit", "Dinas PUPR")

    assert "2 of 30" in office("list", screen=100).out
    assert "2 dari 30" in office("list", screen=140, lang="id").out
    [row] = [row for row in rows(office("list")) if row["id"] == "22"]
    assert (row["status"], row["progress"], row["shares"]) == ("in_progress", "8", "2/30")
    shown = " ".join(office("show", 22, screen=80).out.split())
    assert "Done 20 Mar 2026 (2): Dinas Kesehatan; Dinas Perhubungan" in shown
    assert "In progress 50% (1): Dinas Pekerjaan Umum dan Penataan Ruang" in shown
    told = json.loads(office("show", 22, "--json").out)
    assert sum(share["status"] == "done" for share in told["shares"]) == 2


def test_a_list_of_one_unit_follows_its_own_share(office: Run) -> None:
    """Once its share is done the directive leaves the unit's list, and stands on that of the others."""
    office("done", 22, "--unit", "Dishub")

    for asked in (("--unit", "Kadis Perhubungan"), ("--owner", "Dishub")):
        assert "22" not in [row["id"] for row in rows(office("list", *asked))]
        [row] = [row for row in rows(office("list", *asked, "--all")) if row["id"] == "22"]
        assert row["share"].startswith("unit=Dinas Perhubungan; status=done")
    assert "22" in [row["id"] for row in rows(office("list", "--unit", "Dinkes"))]
    assert "22" in [row["id"] for row in rows(office("list"))]


def test_the_last_share_closes_and_a_reopened_one_opens(office: Run) -> None:
    """`done` without a unit closes the rest; `reopen --unit` opens that share and the directive."""
    office("start", 22, "--unit", "Setda")
    office("done", 22, "--yes")
    assert json.loads(office("show", 22, "--json").out)["status"] == "done"

    office("reopen", 22, "--unit", "Setda")

    told = json.loads(office("show", 22, "--json").out)
    assert (told["status"], told["progress"], told["closed_on"]) == ("in_progress", 97, None)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("split", 9), 1, "--unit"),
        (("split", 99), 1, "99"),
        (("split", 9, "--unit", "Dinas Antah"), 2, "Dinas Antah"),
        (("done", 22, "--unit", "Dinas Kesehatn"), 2, "Did you mean “Dinas Kesehatan”"),
        (("done", 22, "--unit", "Camat Raba"), 1, "Kecamatan Raba has no share"),
        (("done", 24, "--unit", "Camat Raba"), 1, "split 24"),
        (("progress", 22, 50), 2, "--unit"),
        (("reopen", 22, "--unit", "Setda"), 1, "so already"),
        (("list", "--unit", "Antah"), 2, "Antah"),
    ],
)
def test_what_cannot_be_split_or_marked_is_one_sentence(
    office: Run, arguments: tuple[object, ...], code: int, words: str
) -> None:
    """It names what is wrong and how to mend it, and nothing is changed."""
    before = office("list", "--all", "--json").out

    ran = office(*arguments)

    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1
    assert office("list", "--all", "--json").out == before


def test_the_report_of_a_past_quarter_knows_what_was_done_in_it(office: Run) -> None:
    """Printed in July, the first quarter has the shares of March, and the one that was dated back into it."""
    office("done", 22, "--unit", "Dishub", today="2026-03-28")
    office("done", 22, "--unit", "Dinkes", "--on", "2026-03-30", today="2026-04-05")
    office("done", 22, "--yes", today="2026-04-10")

    then = json.loads(office("report", "2026Q1", "--json", today="2026-07-01").out)
    [row] = [row for row in then["matrix"] if row["id"] == 22]
    units = {count["name"]: count for count in then["by_unit"]}

    assert (row["status"], sum(share["status"] == "done" for share in row["shares"])) == ("in_progress", 2)
    assert units["Dinas Pemadam Kebakaran dan Penyelamatan"]["open"] == 1
    assert units["Dinas Perhubungan"]["done"] == 1
    assert "2 of 30" in office("report", "2026Q1", today="2026-07-01").out
    later = json.loads(office("report", "2026Q2", "--json", today="2026-07-01").out)
    assert {row["status"] for row in later["matrix"] if row["id"] == 22} == {"done"}
    assert later["summary"]["done"] == 1


def test_a_unit_that_was_renamed_keeps_its_share(office: Run, tmp_path: Path) -> None:
    """Another registry knows the unit no more; its share is found by the name it was given under."""
    own = tmp_path / "own.toml"
    own.write_text('[[government]]\nname = "Kota Melati"\n\n[[unit]]\nname = "Dinas Baru"\nkind = "office"\n')

    assert office("--registry", own, "done", 22, "--unit", "dinas perhubungan").code == 0
    assert "22" in [
        row["id"] for row in rows(office("--registry", own, "list", "--unit", "Dinas Perhubungan", "--all"))
    ]


@pytest.mark.parametrize("command", [("done",), ("start",)])
def test_all_shares_at_once_need_a_yes(office: Run, command: tuple[str, ...]) -> None:
    """Who named no unit may not have known that there are many: nothing changes, and the way is told."""
    before = office("list", "--all", "--json").out

    for lang, words in (("en", "for 30 units at once"), ("id", "untuk 30 unit kerja sekaligus")):
        refused = office(*command, 22, lang=lang)
        assert (refused.code, refused.out) == (2, "")
        assert words in refused.err
        assert "--yes" in refused.err
        assert "--unit" in refused.err

    assert office("list", "--all", "--json").out == before
    assert office(*command, 22, "--yes").code == 0


def test_one_share_that_is_left_is_not_asked_about(office: Run) -> None:
    """The last unit's share is what is meant."""
    shares = json.loads(office("show", 22, "--json").out)["shares"]
    for share in shares[1:]:
        office("done", 22, "--unit", share["unit"])

    assert office("done", 22).code == 0


def test_a_person_is_asked_before_all_shares_change(office: Run, answer: Callable[[str], None]) -> None:
    """The number of units is told with the question; no changes nothing."""
    answer("\n")
    refused = office("done", 22, screen=100)
    assert refused.code == 1
    assert "The shares of 30 units change together" in refused.err
    assert json.loads(office("show", 22, "--json").out)["status"] == "open"

    answer("ya\n")
    assert office("done", 22, screen=100, lang="id").code == 0
    assert json.loads(office("show", 22, "--json").out)["status"] == "done"

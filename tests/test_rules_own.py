"""A user's own rules: read after ours, refused with an address, proved by their own examples."""

import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from conftest import Run
from looking import speaking
from reading import directives_of

from bimatrack import rules as package
from bimatrack.errors import RuleError
from bimatrack.extract.deadlines import read_deadline
from bimatrack.proving import prove
from bimatrack.registry import Registry
from bimatrack.rules.folder import read_folder
from bimatrack.rules.loader import FILES, RuleFile, own_rules, shipped, using

MONDAY = date(2026, 1, 5)
ASK = """
[[ask]]
name = "wejangan"
frame = "active"
forms = ["Mewejang"]
weight = 0.9
examples = ["Wali Kota [[mewejang]] Camat agar mendata warga."]
never = ["Wejangan itu panjang."]
"""
DUE = """
[[due]]
phrases = ["akhir masa panen"]
gives = "deictic"
means = "unit"
unit = "year"
examples = [{ text = "akhir masa panen", on = 2026-01-05, due = 2026-12-31 }]
"""
HOLIDAY = """
[[holiday]]
name = "Hari Jadi Mbojo"
forms = ["hari jadi mbojo"]
on = "07-05"
"""
OFFICE = """
[[office]]
name = "Perumda Air Minum Mbojo"
aliases = ["PDAM Mbojo"]
"""
ALL = ASK + DUE + HOLIDAY + OFFICE


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def own(*texts: str) -> tuple[RuleFile, ...]:
    """Make files of rules."""
    return tuple(RuleFile(f"aturan/{number}.toml", text) for number, text in enumerate(texts, 1))


def test_an_own_verb_asks() -> None:
    """A verb of the user's words an ask as ours do, and ours go on asking; without its rule it asks nothing."""
    body = "Wali Kota mewejang Camat mendata warga. Sekda meminta BPKAD menata aset."

    with using(own(ASK)):
        found = directives_of(body)

    assert [(one.rule, one.quote.text) for one in found] == [("wejangan", "mendata warga"), ("request", "menata aset")]
    assert [one.rule for one in directives_of(body)] == ["request"]


def test_an_own_date_phrase_and_an_own_feast_set_deadlines() -> None:
    """They are found in releases and read by themselves, together with our words around them."""
    with using(own(DUE, HOLIDAY)):
        [directive] = directives_of("Sekda meminta BPKAD menata aset paling lambat akhir masa panen.")
        feast = read_deadline("sebelum Hari Jadi Mbojo", MONDAY).due

    assert directive.due
    assert directive.due.day == date(2026, 12, 31)
    assert feast == date(2026, 7, 4)
    assert read_deadline("sebelum Hari Jadi Mbojo", MONDAY).due is None


def test_an_own_feast_of_our_name_takes_the_place_of_ours() -> None:
    """Whoever knows better when a feast falls says so under its name."""
    with using(own('[[holiday]]\nname = "Idul Fitri"\nforms = ["lebaran"]\non = "03-25"\n')):
        found = read_deadline("sebelum lebaran", MONDAY).due

    assert found == date(2026, 3, 24)


def test_an_own_phrase_wins_over_ours() -> None:
    """Of two rules for the same words the user's is followed."""
    text = DUE.replace("akhir masa panen", "akhir tahun").replace("2026-12-31", "2026-01-31").replace("year", "month")

    with using(own(text)):
        found = read_deadline("akhir tahun", MONDAY).due

    assert found == date(2026, 1, 31)


def test_an_own_office_is_a_unit() -> None:
    """Any office may be named."""
    with using(own(OFFICE)):
        found = Registry.load().resolve("Direktur PDAM Mbojo")

    assert found == ("Perumda Air Minum Mbojo",)
    assert Registry.load().resolve("Direktur PDAM Mbojo") == ()


def test_words_join_the_class_of_their_name() -> None:
    """A class of words is enlarged, never replaced."""
    from bimatrack.rules.language import language

    before = language().classes.negator
    with using(own('[[words]]\nname = "negator"\nforms = "wati"\n')):
        assert language().classes.negator == before | {"wati"}
    assert language().classes.negator == before


def test_each_family_of_ours_may_be_added_to() -> None:
    """All but the list of units, which has a file of its own, and the heads of matrices, which `adopt --map` names."""
    assert {*FILES, "units.toml", "columns.toml"} == {
        one.name for one in files(package).iterdir() if one.name.endswith(".toml")
    }


@pytest.mark.parametrize("name", FILES)
def test_our_own_files_keep_their_promises(name: str) -> None:
    """What `rules check` asks of a user's files our own ones give, each read as if it were a user's."""
    text = shipped(name)
    twins = ("slots.toml", "dues_en.toml")
    if name in twins:  # a form may stand once only
        text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        text = text.partition("[[word]]")[0].partition("[[spelling]]")[0]

    proofs = prove((RuleFile(name, text),))

    clashing = {clash.alias for clash in Registry.load().clashes}
    assert [proof for proof in proofs if proof.trouble and proof.example.lower() not in clashing] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[duw]]\n", "aturan/1.toml: there is no family [[duw]]"),
        ("ask = 3\n", "double brackets"),
        ("[[ask]\n", "aturan/1.toml is no TOML"),
        (ASK.replace("active", "aktif"), "aturan/1.toml: [[ask]] no. 1, frame: “aktif” is none of active"),
        (ASK.replace("weight", "weigth"), "[[ask]] no. 1 has unknown key “weigth”"),
        (ASK.replace('["Mewejang"]', '[" "]'), "[[ask]] no. 1, forms is empty"),
        (DUE.replace("akhir masa panen", "akhir {panen}"), "[[due]] no. 1"),
        (DUE.replace('"unit"', '"panen"'), "no meaning “panen”"),
        (DUE.replace('"year"', '"musim"'), "no unit “musim”"),
        (DUE.replace("unit =", "feast ="), "no feast “year”"),
        (DUE + DUE.partition("examples")[0], "[[due]] no. 2 lacks “examples”"),
        (HOLIDAY.replace("07-05", "02-30"), "falls on no day"),
        (HOLIDAY.replace("hari jadi mbojo", "lebaran"), "stands already in holidays.toml: [[holiday]] no. 1"),
        ('[[word]]\nslot = "unit"\nvalue = "eon"\nforms = ["eon"]\n', "“eon” is no value of the slot unit"),
        ('[[words]]\nname = "panen"\nforms = "panen"\n', "panen"),
        ('[[unit]]\nname = "A"\nkind = "office"\n', "no family [[unit]]"),
    ],
)
def test_what_cannot_work_is_named_with_its_place(text: str, words: str) -> None:
    """The message says which block of which file is meant, and what is wrong with it."""
    [proof] = prove(own(text))

    assert proof.trouble
    assert words in proof.trouble


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (ASK.replace("[[mewejang]]", "[[memarahi]]"), "not found: memarahi"),
        (ASK.replace("[[mewejang]]", "mewejang"), "no words are marked"),
        (ASK.replace("Wejangan itu panjang", "Wali Kota mewejang Camat agar mendata warga"), "never"),
        (DUE.replace("2026-12-31", "2026-12-30"), "read as 31 December 2026, not 30 December 2026"),
        (DUE.replace('"unit"', '"month"').replace('unit = "year"\n', ""), "does not give what month needs"),
        (HOLIDAY.replace('on = "07-05"', 'library = "Hari Panen"'), "falls on no day"),
        (OFFICE.replace('"PDAM Mbojo"', '"Dinas Pertanian Provinsi"'), "names no unit"),
        ('[[open]]\nwords = ["panenan"]\nexamples = ["OPD [[panen]]"]\n', "not found: panen"),
    ],
)
def test_a_broken_promise_is_named(text: str, words: str) -> None:
    """An example that is read otherwise than it says, or not at all, fails; the others of its rule do not."""
    troubles = [proof.trouble for proof in prove(own(text)) if proof.trouble]

    assert len(troubles) == 1
    assert words in troubles[0]


def test_rules_that_hold_pass() -> None:
    """Each promise is told, and rules that promise nothing are told once."""
    proofs = prove(own(ALL))

    assert [proof for proof in proofs if proof.trouble] == []
    assert [proof.address.partition(": ")[2] for proof in proofs] == [
        *("[[ask]] no. 1", "[[ask]] no. 1"),
        *("[[office]] no. 1", "[[office]] no. 1"),
        *("[[holiday]] no. 1", "[[due]] no. 1"),
    ]


def test_the_blocks_of_the_page_for_linguists_work() -> None:
    """What CONTRIBUTING shows can be copied: each block is proved, and each family of it is there."""
    page = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    proofs = prove(own(*blocks))

    assert len({proof.address for proof in proofs}) == len(blocks) >= 4
    assert [proof for proof in proofs if proof.trouble] == []


def test_ours_are_in_use_again_when_it_is_over() -> None:
    """An error inside does not leave the user's rules behind."""

    def failing() -> None:
        with using(own(ASK)):
            assert own_rules() == own(ASK)
            raise RuleError

    with pytest.raises(RuleError):
        failing()

    assert own_rules() == ()


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    """What is no TOML file in it is left alone."""
    (tmp_path / "b.toml").write_text(DUE, encoding="utf-8")
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + ASK.encode())
    (tmp_path / "catatan.txt").write_text("?", encoding="utf-8")

    assert read_folder(tmp_path) == (
        RuleFile(str(tmp_path / "a.toml"), ASK),
        RuleFile(str(tmp_path / "b.toml"), DUE),
    )


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_folder_without_readable_rules_is_refused(tmp_path: Path, content: bytes | None) -> None:
    """An empty folder, a missing one and a file in another encoding are named."""
    if content:
        (tmp_path / "a.toml").write_bytes(content)

    with pytest.raises(RuleError, match=str(tmp_path)):
        read_folder(tmp_path)
    with pytest.raises(RuleError, match="nihil"):
        read_folder(tmp_path / "nihil")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of rules that hold."""
    path = tmp_path / "aturan"
    path.mkdir()
    (path / "bima.toml").write_text(ALL, encoding="utf-8")
    return path


def test_every_command_reads_with_the_rules_of_the_option(bima: Run, tmp_path: Path, folder: Path) -> None:
    """--rules holds for one run: import, when, add and --today follow it; the next run without it does not."""
    release = tmp_path / "rilis.txt"
    release.write_text("Rapat Panen\n\nWali Kota mewejang Kepala PDAM Mbojo agar mendata sumur.\n", encoding="utf-8")

    bima("import", release, "--date", "2026-01-05", "--rules", folder)
    bima("add", "Rawat sumur", "--due", "akhir masa panen", "--rules", folder)

    [first, second] = json.loads(bima("list", "--json", "--sort", "id").out)
    assert (first["text"], first["units"], second["due"]) == (
        "Mendata sumur",
        ["Perumda Air Minum Mbojo"],
        "2026-12-31",
    )
    assert bima("when", "akhir", "masa", "panen", "--rules", folder).rows[1][0] == "2026-12-31"
    assert bima("when", "akhir", "masa", "panen").rows[1][0] == ""


def test_check_tells_what_passed_and_what_failed(bima: Run, folder: Path) -> None:
    """All passed is code 0; one failure is code 6, and the rest is told all the same."""
    assert bima("rules", "check", folder).code == 0

    (folder / "lagi.toml").write_text(DUE.replace("panen", "tanam").replace("12-31", "12-30"), encoding="utf-8")
    ran = bima("rules", "check", folder)
    told = json.loads(bima("rules", "check", folder, "--json").out)

    assert ran.code == 6
    assert [row[0] for row in ran.rows[1:]].count("true") == 6
    assert [one["passed"] for one in told].count(False) == 1
    assert "lagi.toml" in next(one["rule"] for one in told if not one["passed"])
    assert "failed" in bima("rules", "check", folder, screen=80).out


@pytest.mark.parametrize("arguments", [("list",), ("import", "-")])
def test_a_broken_folder_ends_with_code_6(bima: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    """No command runs with rules that cannot be read."""
    (folder / "rusak.toml").write_text("[[duw]]\n", encoding="utf-8")

    ran = bima(*arguments, "--rules", folder)

    assert ran.code == 6
    assert "rusak.toml" in ran.err


def test_rules_alone_explains_itself(bima: Run) -> None:
    """The group without a command prints its help."""
    assert "rules check" in bima("rules").out


def test_a_folder_whose_name_is_too_long_is_told_of(bima: Run) -> None:
    """One sentence, as of any folder that is not there."""
    ran = bima("rules", "check", "x" * 3000)

    assert (ran.code, ran.err.count("\n")) == (6, 1)

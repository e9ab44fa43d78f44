"""What leaves the program: no text of a release or of a user is more than a text to whatever reads it.

The commands, their options and the forms are asked of the program itself, so that a new one is tried at once.
"""

import io
import json
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from leaving import CHANGING, FORMULA, READERS, shown, words_in
from nasty import NASTY, keep_everywhere, plain

from bimatrack.__main__ import main
from bimatrack.cli.app import build
from bimatrack.cli.export import Form as ListForm
from bimatrack.cli.reminding import Form as LetterForm
from bimatrack.cli.table import COMMANDS
from bimatrack.exporters import FORMATS
from bimatrack.exporters.lists import FORMS
from bimatrack.exporters.reminders import FORMS as LETTERS
from bimatrack.literal import UNSAFE, is_address

# What a person may type or a variable may hold: all of it at once, but what no command line can carry.
TYPED = " ".join(text for text in NASTY.values() if not re.search(r"[\x00\ud800-\udfff]", text))
FILE_NAME = "\x1b]0;x\x07[bold]a\nb\u202e$(touch kena)`touch kena`;'\"\\ = {0}"
_SHELVES = {
    "DIR": ["{folder}/aturan"],
    "FILE": ["{folder}/{name}.csv"],
    "FROM": ["{folder}/{name}.json"],
    "ID": ["1"],
    "ID...": ["1"],
    "KEY": ["government"],
    "LEVEL": ["high"],
    "LOGIN": ["{typed}"],
    "NAME": ["{typed}"],
    "OTHER...": ["2"],
    "PATH...": ["{folder}/{name}.txt"],
    "PERCENT": ["60"],
    "ROLE": ["reader"],
    "TO": ["{folder}/{name}.lain.json"],
    "TEXT...": ["{typed}"],
    "VALUE...": ["{typed}"],
    "WORDING": ["{typed}"],
    "[ID]... TAG...": ["1", "{typed}"],
}

# Only words of our own differ, so that one of them always and both now and then is enough.
both_languages = pytest.mark.parametrize("lang", ["id", pytest.param("en", marks=pytest.mark.slow)])


@dataclass(frozen=True)
class Left:
    """What one run left: its code, its output, its messages."""

    code: int
    out: bytes
    err: bytes


Leave = Callable[..., Left]


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Two stores that differ in their texts only: in one they are nasty, in the other plain."""
    folder = tmp_path_factory.mktemp("stores")
    for name, texts in (("nasty", NASTY), ("plain", plain())):
        keep_everywhere(folder / name, texts)
    return {name: (folder / name).read_bytes() for name in ("nasty", "plain")}


def settings(text: str) -> str:
    """Settings in which *text* stands wherever one can, its lines made one, since settings take no more."""
    line = " ".join(text.splitlines())
    value, view = quoted(line), quoted(f"--all --search {shlex.quote(line)}")
    signs = "\n".join(f"office = {value}\nname = {value}\nnumber = {value}".splitlines())
    return (
        f"government = {value}\nplace = {value}\nauthor = {value}\n[scale]\nlowest = {value}\n"
        f"[signatures.prepared_by]\n{signs}\n[signatures.evaluated_by]\n{signs}\n[views]\nmingguan = {view}\n"
    )


def registry(texts: Mapping[str, str]) -> str:
    """Units of which each is called like one of *texts*, and each goes by that name, too."""
    known = [text for text in texts.values() if re.search(r"\w", text) and not re.search("[\ud800-\udfff]", text)]
    return "\n".join(f'[[unit]]\nname = {quoted(text)}\nkind = "office"\naliases = [{quoted(text)}]' for text in known)


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


@pytest.fixture
def leave(
    stores: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Leave:
    """Run a command against a fresh store of those texts, in a world where all else is as nasty or as plain."""
    store = tmp_path / "store.json"
    own = tmp_path / "units.toml"
    for name in ("BIMATRACK_GOVERNMENT", "BIMATRACK_QUIET", "NO_COLOR", "FORCE_COLOR", "BIMATRACK_RULES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)

    def run(
        *words: str, kept: str = "nasty", lang: str = "en", screen: int | None = None, colours: bool = False
    ) -> Left:
        text = TYPED if kept == "nasty" else "kata"
        store.write_bytes(stores[kept])
        own.write_text(registry(NASTY if kept == "nasty" else plain()), encoding="utf-8")
        (tmp_path / "config.toml").write_text(settings(text), encoding="utf-8")
        monkeypatch.delenv("TTY_COMPATIBLE", raising=False)
        if screen:
            monkeypatch.setenv("TTY_COMPATIBLE", "1")
            monkeypatch.setenv("COLUMNS", str(screen))
        monkeypatch.setenv("TERM", "xterm-256color" if colours else "dumb")
        monkeypatch.setenv("BIMATRACK_AUTHOR", text)
        monkeypatch.setenv("BIMATRACK_CONFIG", str(tmp_path / "config.toml"))
        typed = f"{text}\n2026-01-05\t{text}\n".encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
        fixed = ["--db", str(store), "--registry", str(own), "--today", "2026-03-20", "--lang", lang]
        code = main([*fixed, *words])
        captured = capfdbinary.readouterr()
        return Left(code, captured.out, captured.err)

    return run


def commands() -> Iterator[tuple[str, Any]]:
    """Every command there is, those of groups too, by the words that call it."""
    root = build()
    for name in COMMANDS:
        command = root.get_command(None, name)
        yield name, command
        for part, below in (getattr(command, "commands", None) or {}).items():
            yield f"{name} {part}", below


ALL = dict(commands())


@pytest.fixture
def shelf(tmp_path: Path, stores: dict[str, bytes]) -> Callable[[list[str]], list[str]]:
    """Lay files out that commands can be given, and fill in words with their places."""
    text = "Wali Kota Bima meminta Dinas PUPR merampungkan drainase pasar paling lambat 31 Maret 2026."
    release = f"{TYPED}\n\nKOTA BIMA, 5 Januari 2026. {text}\n\n{TYPED}"
    (tmp_path / f"{FILE_NAME}.txt").write_text(release, encoding="utf-8")
    (tmp_path / f"{FILE_NAME}.csv").write_text(
        f'Arahan,{TYPED[:40]}\n"{TYPED.replace(chr(34), "")}",x\n', encoding="utf-8"
    )
    (tmp_path / f"{FILE_NAME}.json").write_bytes(stores["plain"])
    (tmp_path / "aturan").mkdir()
    (tmp_path / "aturan" / f"{FILE_NAME}.toml").write_text('[[ask]]\nname = "\\u001b[31m"\n', encoding="utf-8")

    def fill(words: list[str]) -> list[str]:
        known = {"{folder}": str(tmp_path), "{name}": FILE_NAME, "{typed}": TYPED}
        return [re.sub(r"\{(?:folder|name|typed)\}", lambda part: known[part[0]], word) for word in words]

    return fill


def needed(name: str, command: Any) -> list[str]:  # noqa: ANN401 - Typer's command class is private
    """The words without which a command does nothing; a new sort of argument has to be added to the shelves."""
    words = name.split()
    for one in command.params:
        if one.required and one.param_type_name == "option":
            words += [max(one.opts, key=len), "{typed}"]
    taking = [one for one in command.params if one.param_type_name == "argument"]
    behind = [word for one in taking if one.required or one.metavar == "ID..." for word in _SHELVES[one.metavar]]
    if name == "restore":
        behind = ["{folder}/{name}.json", "--dry-run"]
    return [*words, *(["--"] if "{typed}" in behind else []), *behind]


def variants(command: Any) -> Iterator[list[str]]:  # noqa: ANN401 - the same
    """Each option by itself with each of its choices, else with what is nasty; each argument that may be left out."""
    for one in command.params:
        choices = getattr(one.type, "choices", None)
        if one.param_type_name == "argument":
            yield from (
                [str(getattr(choice, "value", choice))] for choice in choices or ("{typed}",) if not one.required
            )
            continue
        if one.name == "help":
            continue
        if getattr(one, "is_flag", False):
            yield from ([word] for word in (*one.opts, *one.secondary_opts) if word.startswith("--"))
            continue
        word = max(one.opts, key=len)
        values = [getattr(choice, "value", choice) for choice in choices or ("{typed}",)]
        if type(one.type).__name__.startswith("Int"):
            values = ["1"]
        if type(one.type).__name__ == "TyperPath":
            values = ["{folder}/{name}.md", "{folder}/{name}"]
        yield from ([f"{word}={value}"] for value in values)


def forms(command: Any) -> list[list[str]]:  # noqa: ANN401 - the same
    """The variants that choose a form of what is written."""
    return [one for one in variants(command) if re.fullmatch(r"(--(json|form|format)\b.*)|[a-z]{2,12}", one[0])]


def harmless(left: Left, tried: object) -> None:
    """Nothing went wrong, and nothing that was written commands a terminal."""
    assert left.code in range(9), tried
    assert b"Traceback" not in left.err + left.out, tried
    for stream in (left.err, left.out):
        if stream.startswith((b"PK\x03\x04", b"%PDF-")):
            continue
        text = stream.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
        found = UNSAFE.search(text)
        assert found is None, (tried, text[max(found.start() - 60, 0) : found.end() + 60])


@pytest.mark.parametrize("name", ALL)
def test_no_command_commands_the_terminal(leave: Leave, shelf: Callable[[list[str]], list[str]], name: str) -> None:
    """Into a pipe, onto a screen, and in each form: neither output nor messages hold a control character."""
    words = needed(name, ALL[name])
    for place, extra in enumerate([[], *forms(ALL[name])]):
        lang = ("en", "id")[place % 2]
        for screen in (None, 100):
            harmless(leave(*shelf(_joined(words, extra)), lang=lang, screen=screen), (name, extra, screen))


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_no_option_commands_the_terminal(leave: Leave, shelf: Callable[[list[str]], list[str]], name: str) -> None:
    """The same with each option of each command, its value being what would do something."""
    words = needed(name, ALL[name])
    for place, extra in enumerate(variants(ALL[name])):
        lang, screen = ("en", "id")[place % 2], (None, 100)[place // 2 % 2]
        harmless(leave(*shelf(_joined(words, extra)), lang=lang, screen=screen), (name, extra, screen))


@pytest.mark.parametrize("name", ALL)
def test_colours_are_ours_and_links_lead_to_the_web(
    leave: Leave, shelf: Callable[[list[str]], list[str]], name: str
) -> None:
    """On a screen with colours there are colours and links to http and https, and nothing else."""
    left = leave(*shelf(needed(name, ALL[name])), screen=140, colours=True)
    text = left.out.decode()

    assert "\x1b[5;41;97m" not in text
    links = re.findall(r"\x1b\]8;[^;]*;([^\x1b\x07]*)\x1b\\", text)
    assert [link for link in links if link and not is_address(link)] == []
    rest = re.sub(r"\x1b\]8;[^;\x1b]*;[^\x1b\x07]*\x1b\\|\x1b\[[\d;]*m", "", text)
    assert UNSAFE.search(rest) is None


@pytest.mark.parametrize("word", ["{typed}", "--{typed}", "@{typed}", "-{typed}", "units {typed}", "--today={typed}"])
@pytest.mark.parametrize("lang", ["en", "id"])
def test_what_is_typed_is_quoted_harmlessly(
    leave: Leave, shelf: Callable[[list[str]], list[str]], word: str, lang: str
) -> None:
    """A command, option, view or day that there is not is named in the message, and does nothing there."""
    for command in ([], ["list"], ["done"], ["config", "get"]):
        left = leave(*command, *shelf([word]), lang=lang)
        assert left.code
        harmless(left, (command, word))


def both(leave: Leave, *words: str, lang: str = "en") -> tuple[bytes, bytes]:
    """What a command writes of the nasty texts and of the plain ones."""
    nasty, quiet = leave(*words, lang=lang), leave(*words, kept="plain", lang=lang)
    assert (nasty.code, quiet.code) == (0, 0), nasty.err
    return nasty.out, quiet.out


def same(form: str, nasty: bytes, quiet: bytes) -> None:
    """A reader of the form finds the same in both but for the texts, and the texts as they were."""
    read = READERS[form]
    assert read(nasty) == read(quiet)
    if form not in CHANGING:
        words = words_in(form, nasty)
        assert [name for name, text in NASTY.items() if shown(form, text) not in words] == []


@both_languages
@pytest.mark.parametrize("form", FORMATS)
def test_reports_hold_texts_as_texts(leave: Leave, tmp_path: Path, form: str, lang: str) -> None:
    """In each form of the report its own reader finds what it finds without them."""
    path = tmp_path / f"laporan.{form}"
    read = []
    for kept in ("nasty", "plain"):
        assert leave("report", "2026Q1", "-o", str(path), kept=kept, lang=lang).code == 0
        read.append(path.read_bytes())

    same(form, *read)


@both_languages
@pytest.mark.parametrize("form", ListForm)
def test_lists_hold_texts_as_texts(leave: Leave, form: ListForm, lang: str) -> None:
    """In each form of a list, and in what holds everything."""
    assert set(FORMS) | {"jsonl"} == set(ListForm)
    wanted = () if form is ListForm.LINES else ("--all", "--all-kinds")
    same(form, *both(leave, "export", form, *wanted, lang=lang))


@pytest.mark.parametrize(
    "options", [("--excel",), ("--columns", "id,text,owners,evidence,quote,tags,speaker,due_text")]
)
@pytest.mark.parametrize("lang", ["en", "id"])
def test_no_cell_is_a_formula_in_any_csv(leave: Leave, options: tuple[str, ...], lang: str) -> None:
    """With semicolons or commas, whatever columns are asked for."""
    same("csv", *both(leave, "export", "csv", "--all", *options, lang=lang))


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize("form", LetterForm)
def test_letters_hold_texts_as_texts(leave: Leave, form: LetterForm, lang: str) -> None:
    """A reminder has as many lines, and as many marks of messengers, whatever it quotes."""
    assert set(LETTERS) == set(LetterForm)
    nasty, quiet = both(leave, "remind", "--form", form, "--language", lang)

    assert sorted(map(str, READERS[form](nasty))) == sorted(map(str, READERS[form](quiet)))


def test_a_summary_holds_texts_as_texts(leave: Leave) -> None:
    """The ten lines for a chat stay ten, with no mark of messengers but ours."""
    same("chat", *both(leave, "summary", "2026Q1"))


@pytest.mark.parametrize("name", [name for name, command in ALL.items() if ["--json"] in list(variants(command))])
def test_json_and_rows_keep_their_form(leave: Leave, shelf: Callable[[list[str]], list[str]], name: str) -> None:
    """What is printed as JSON is read as JSON, and each row has as many cells as its header."""
    words = shelf(needed(name, ALL[name]))
    as_json, as_rows = leave(*_joined(words, ["--json"])), leave(*words)
    if as_json.out:
        READERS["jsonl" if name in ("extract", "when") else "json"](as_json.out)
    if b"\t" in as_rows.out.partition(b"\n")[0]:
        assert len(set(READERS["rows"](as_rows.out))) == 1


def test_readers_would_see_what_is_more_than_a_text() -> None:
    """The readers are no blind ones: each finds what a careless form would let through."""
    assert READERS["md"](b"# a\n\n1. # b") != READERS["md"](b"# a\n\n1. b")
    assert READERS["html"](b"<p><script></script></p>") != READERS["html"](b"<p></p>")
    assert READERS["todotxt"](b"2026-01-01 a due:1999-01-01") != READERS["todotxt"](b"2026-01-01 a b")
    for cell in ("=1", "＝1", "\t=1", "@x", "-a", "+a"):
        assert FORMULA.match(cell)
    with pytest.raises(AssertionError):
        READERS["csv"](b'a,b\n1,"x;=cmd"\n')


def _joined(words: list[str], extra: list[str]) -> list[str]:
    """Put *extra* words in front of the end of the options."""
    if "--" in words:
        place = words.index("--")
        return [*words[:place], *extra, *words[place:]]
    return [*words, *extra]


def test_there_is_something_to_try() -> None:
    """The trials are as many as the README says, or more."""
    assert len(NASTY) >= 67
    assert len(ALL) >= 53
    assert sum(len(list(variants(command))) for command in ALL.values()) >= 900

"""What leaves the program for a shell, an editor, a pager and the board: words and texts, never commands."""

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from boarding import BESIDE, Heard, pressing, typed, working
from conftest import Ran, Run
from nasty import NASTY, keep_everywhere
from textual.pilot import Pilot
from textual.widgets import OptionList

from bimatrack.__main__ import main
from bimatrack.board.dialogs import Choice
from bimatrack.cli.editor import edited
from bimatrack.cli.paging import page
from bimatrack.cli.scripts import SCRIPTS
from bimatrack.errors import UsageError
from bimatrack.literal import UNSAFE, one_line
from bimatrack.store import Store

Ask = Callable[..., Ran]
NAMED = [one_line(text) for text in NASTY.values() if not one_line(text).startswith("-")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the nasty texts stand everywhere."""
    path = tmp_path_factory.mktemp("kept") / "store.json"
    keep_everywhere(path, NASTY)
    return path


@pytest.fixture
def ask(kept: Path, bima: Run, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Ask at a TAB what may follow, in the name of a shell."""
    assert bima
    monkeypatch.setenv("BIMATRACK_DB", str(kept))
    monkeypatch.setenv("BIMATRACK_TODAY", "2026-03-20")

    def run(line: str, shell: str, kind: str = "37") -> Ran:
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_BIMATRACK_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("COMP_TYPE", kind)
        code = main([])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.mark.parametrize("shell", SCRIPTS)
@pytest.mark.parametrize(
    "line", ["list --speaker ", "list --tag ", "list --release ", "show ", "done ", "list --unit "]
)
def test_every_proposal_is_one_line_without_controls(ask: Ask, shell: str, line: str) -> None:
    """Whatever is proposed, and whatever is told beside it."""
    for kind in ("9", "37"):
        ran = ask(f"bimatrack {line}", shell, kind)
        assert (ran.code, ran.err) == (0, "")
        assert UNSAFE.search(ran.out) is None
        assert all(one.count("\t") <= 2 for one in ran.out.split("\n"))


def test_bash_reads_each_proposal_as_one_word(ask: Ask) -> None:
    """Quoted as bash wants it, it is the same text again; what would be an option is not proposed."""
    words = ask("bimatrack list --speaker ", "bash").out.splitlines()

    assert sorted(shlex.join([word]) for line in words for word in shlex.split(line)) == sorted(map(shlex.quote, NAMED))
    assert not any(word.startswith("-") for word in words)


def test_powershell_reads_each_proposal_as_one_string(ask: Ask) -> None:
    """It is bare where it has plain signs only, else between single quotes that nothing inside ends."""
    for line in ask("bimatrack list --speaker ", "pwsh").out.splitlines():
        word = line.split("\t")[0]
        assert re.fullmatch(r"[\w./%+=:-]+|'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'", word), word


@pytest.mark.system
def test_bash_runs_nothing_of_any_proposal(ask: Ask, tmp_path: Path) -> None:
    """All that bash inserts, run by it, are the texts again, and nothing was made on the way."""
    words = ask("bimatrack list --speaker ", "bash").out.splitlines()
    ran = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {' '.join(words)}"], capture_output=True, text=True, check=True, cwd=tmp_path
    )

    assert sorted(ran.stdout.split("\0")[:-1]) == sorted(NAMED)
    assert list(tmp_path.iterdir()) == [] or not (tmp_path / "kena").exists()


@pytest.mark.system
def test_zsh_quotes_each_proposal(ask: Ask, tmp_path: Path) -> None:
    """As the script of zsh takes the lines apart, each value is one element of its list, and is only ever data."""
    answer = tmp_path / "answer"
    answer.write_text(ask("bimatrack list --speaker ", "zsh").out, encoding="utf-8")
    script = (
        'answer="$(<answer)"; for line in ${(f)answer}; do values+=("${line%%$\'\\t\'*}"); done; '
        'printf \'%s\\0\' "${values[@]}"; eval "again=(${(@q)values})"; [[ "$again" == "$values" ]]'
    )
    ran = subprocess.run(["zsh", "-fc", script], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert sorted(ran.stdout.split("\0")[:-1]) == sorted(NAMED)
    assert not (tmp_path / "kena").exists()


@pytest.mark.system
def test_fish_takes_each_proposal_for_one_word(ask: Ask, tmp_path: Path) -> None:
    """Fish lists the values as they are, and runs none of them."""
    (tmp_path / "answer").write_text(ask("bimatrack list --speaker ", "fish").out, encoding="utf-8")
    script = "complete -c coba -f -a '(cat answer)'; complete -C 'coba '"
    ran = subprocess.run(["fish", "-Nc", script], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert ran.stdout.splitlines()
    assert set(ran.stdout.splitlines()) <= set(NAMED)
    assert not (tmp_path / "kena").exists()


@pytest.mark.parametrize("command", ["touch kena; true", "true; touch kena", "true $(touch kena)", "true `touch kena`"])
@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_an_editor_is_called_without_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, command: str
) -> None:
    """What would be a second command is a word for the first one, or the name of an editor that there is not."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv(variable, f"true {command}" if command.startswith("touch") else command)

    if command.startswith("true;"):
        with pytest.raises(UsageError, match="cannot be started"):
            edited("teks")
    else:
        assert edited("teks") == "teks"
    assert list(tmp_path.glob("kena*")) == []


@pytest.mark.parametrize("command", ["cat; touch kena", "cat $(touch kena)", "cat | touch kena", "cat > kena"])
def test_a_pager_is_called_without_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    """The same holds for what turns the pages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setenv("BIMATRACK_PAGER", command)
    page("baris\n" * 50, 10)

    assert capfd.readouterr().out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["; touch kena", "$(touch kena)", "`touch kena`", "| touch kena", "&& touch kena #", "-rf", "\n touch kena"]
)
def test_evidence_is_read_never_run(sample: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A file may be called what it likes: it is hashed, kept, shown and checked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("bukti", encoding="utf-8")
    assert sample("evidence", "1", "--", name).code == 0
    assert sample("evidence", "--check", "1").code == 0
    assert sample("show", "1").code == 0

    assert not (tmp_path / "kena").exists()


def trip(path: Path, count: int) -> str:
    """Walk down the board's list with the detail beside it, open forms, search; return all that was on the screen."""
    steps = [("down",) for _number in range(count)]
    seen = pressing(
        Store.at(path),
        (),
        ("2", "3", "home"),
        *steps,
        ("p", *typed("60")),
        ("escape",),
        ("n", *typed("[bold]x[/bold]")),
        ("escape",),
        ("slash", *typed("[red]x[/red]")),
        ("escape", "escape", "enter"),
        ("escape", "home", "e"),
        ("escape", "a"),
        ("escape", "u"),
        size=BESIDE,
    )
    return "".join(one.screen + "\n".join(one.told) for one in seen)


def no_command_on(screen: str) -> None:
    """There is no control character on it, and markup stands there as it was written."""
    assert UNSAFE.search(screen.replace("\n", "")) is None
    assert "[@click=app.quit]" in screen


def test_the_board_shows_texts_as_texts(tmp_path: Path) -> None:
    """On the interactive screen nothing is markup, an action or a control character."""
    some = {name: NASTY[name] for name in ("rich", "colour", "title", "link", "textual", "newline", "c1", "bidi")}
    keep_everywhere(tmp_path / "store.json", some)

    no_command_on(trip(tmp_path / "store.json", len(some) - 1))


@pytest.mark.slow
def test_the_board_shows_all_texts_as_texts(kept: Path) -> None:
    """The same with each of them."""
    no_command_on(trip(kept, len(NASTY) - 1))


def test_names_to_choose_from_are_texts(kept: Path) -> None:
    """In the board's window of units each stands as it is written, be it markup or not."""
    some, found = ("rich", "textual", "colour", "c1"), list[str]()

    async def look(board: Heard, pilot: Pilot[None]) -> None:
        board.push_screen(Choice("Units", [NASTY[name] for name in some]))
        await pilot.pause()
        options = board.screen.query_one(OptionList)
        drawn = (options.render_line(line).text.strip() for line in range(options.size.height))
        found.extend(drawn)

    working(Store.at(kept), look, (400, 120))
    seen = " ".join("".join(found).split())
    assert [name for name in some if one_line(NASTY[name])[:15] not in seen] == []
    assert UNSAFE.search(seen) is None

"""Completion: what each shell is answered at a TAB, as its script asks for it."""

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import RELEASES, Ran, Run
from keeping import extraction, mark, words

from bimatrack.__main__ import main
from bimatrack.cli.app import build
from bimatrack.cli.installing import current_shell, install
from bimatrack.cli.scripts import SCRIPTS
from bimatrack.cli.table import COMMANDS, GROUPS
from bimatrack.completing.line import Line, read_line
from bimatrack.completing.shells import Proposal, written
from bimatrack.completing.values import _BY_ARGUMENT, _BY_OPTION
from bimatrack.errors import OutputError, UsageError
from bimatrack.importing import import_release
from bimatrack.model import Directive, Kind
from bimatrack.store import Store

Ask = Callable[..., Ran]


@pytest.fixture
def ask(sample: Run, store_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Ask as a shell does: the line up to the cursor, by its name of the shell; the samples are imported."""
    sample("done", 1)
    sample("config", "set", "views.bulanan", "--quarter TW")
    sample("config", "set", "views.mingguan", "--owner PUPR --overdue")
    capfd.readouterr()
    monkeypatch.setenv("BIMATRACK_DB", str(store_path))
    monkeypatch.setenv("BIMATRACK_TODAY", "2026-03-20")
    monkeypatch.setenv("BIMATRACK_LANG", "en")

    def run(line: str, shell: str = "zsh", **environ: str) -> Ran:
        for name, value in (
            environ | {"_TYPER_COMPLETE_ARGS": line, "_BIMATRACK_COMPLETE": f"complete_{shell}"}
        ).items():
            monkeypatch.setenv(name, value)
        code = main([])
        captured = capfd.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


def values(ran: Ran) -> list[str]:
    """The words proposed."""
    assert ran.err == ""
    assert ran.code == 0
    return [line.split("\t")[0] for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("bimatrack prog", ["progress"]),
        ("bimatrack units ch", ["check"]),
        ("bimatrack list --overd", ["--overdue"]),
        ("bimatrack list --kind pr", ["priority", "project"]),
        ("bimatrack list --status do", ["done"]),
        ("bimatrack list --owner Dishu", ["Dishub"]),
        ("bimatrack list --unit dinas\\ perhub", ["Dinas Perhubungan"]),
        ('bimatrack list --unit "Dinas Perhub', ["Dinas Perhubungan"]),
        ("bimatrack list --owner=Dishu", ["--owner=Dishub"]),
        ("bimatrack remind Dishu", ["Dishub"]),
        ("bimatrack schema uni", ["units"]),
        ("bimatrack list --speaker wakil", ["Wakil Wali Kota Bima"]),
        ("bimatrack list --release ", ["1", "2", "3", "4"]),
        ("bimatrack report ", ["2026Q1", "2026Q2"]),
        ("bimatrack list --quarter 2026Q2", ["2026Q2"]),
        ("bimatrack report 2026Q1 2026Q1", []),
        ("bimatrack --lang ", ["id", "en"]),
        ("bimatrack list --lang i", ["id"]),
        ("bimatrack list --lang=e", ["--lang=en"]),
        ("bimatrack show 8 --d", ["--db"]),
        ("bimatrack show 28", ["28"]),
        ("bimatrack reopen ", ["1"]),
        ("bimatrack list --limit ", []),
        ("bimatrack list --due-before ", []),
        ("bimatrack units add X --parent Rab", []),
        ("bimatrack list @m", ["@mingguan"]),
        ("bimatrack list --overdue @", ["@bulanan", "@mingguan"]),
        ("bimatrack show @", []),
        ("bimatrack config get quarter", ["quarter.first_month"]),
        ("bimatrack nosuch ", None),
        ("bimatrack add -- --own", []),
    ],
)
def test_what_may_follow_is_proposed(ask: Ask, line: str, proposed: list[str] | None) -> None:
    """Commands, options, and values by what the option or argument means."""
    found = values(ask(line))

    assert found == proposed if proposed is not None else found


def test_ids_come_with_their_words_the_most_pressing_first(ask: Ask) -> None:
    """`done` is offered what is open, without what stands on the line already; `show` whatever there is, by id."""
    open_ones = ask("bimatrack done ").out.splitlines()

    assert "8\tMenuntaskan proyek yang belum selesai" in open_ones
    assert "1" not in values(ask("bimatrack done "))
    assert values(ask("bimatrack show "))[:3] == ["1", "2", "3"]
    assert "8" not in values(ask("bimatrack done 8 "))


def test_options_of_the_program_on_the_line_hold_while_completing(ask: Ask, tmp_path: Path) -> None:
    """With `--db` of an empty store, before the command or behind it, there is no id to propose."""
    for line in ("bimatrack --db {} show ", "bimatrack show --db {} ", "bimatrack show --db={} "):
        assert [value for value in values(ask(line.format(tmp_path / "leer.json"))) if not value.startswith("-")] == []


def test_units_of_ones_own_are_proposed(ask: Ask, tmp_path: Path) -> None:
    """The registry of `--registry` on the line is the one that is completed from."""
    own = tmp_path / "unit.toml"
    own.write_text('[[unit]]\nname = "Dinas Angkasa"\nkind = "office"\naliases = ["Dinangkasa"]\n', encoding="utf-8")

    assert values(ask(f"bimatrack list --registry {own} --owner Dinan")) == ["Dinangkasa"]


@pytest.mark.parametrize(
    "line", ["bimatrack import ri", "bimatrack report -o la", "bimatrack --db ", "bimatrack done 1 --evidence "]
)
def test_files_are_left_to_the_shell(ask: Ask, line: str) -> None:
    """Where a file is wanted nothing is printed, and the exit code says so."""
    ran = ask(line)

    assert (ran.code, ran.out, ran.err) == (1, "", "")


@pytest.mark.parametrize("line", ["bimatrack show ", "bimatrack report ", "bimatrack list --speaker "])
def test_a_damaged_store_is_no_word_on_the_prompt(ask: Ask, store_path: Path, line: str) -> None:
    """Nothing is proposed and nothing said; the command itself will tell."""
    store_path.write_text("{", encoding="utf-8")

    ran = ask(line)

    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize("instruction", ["complete_tcsh", "complete", "nonsense_zsh", "source_tcsh"])
def test_an_unknown_question_gets_no_answer(
    instruction: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Other shells and other questions fall back to files, silently."""
    monkeypatch.setenv("_BIMATRACK_COMPLETE", instruction)

    assert main([]) == 1
    assert capfd.readouterr() == ("", "")


def test_help_beside_words_is_in_the_users_language(ask: Ask) -> None:
    """`--lang id` on the line, or the variable, chooses the language of what is told."""
    assert "Say how far" in ask("bimatrack prog").out
    assert "Say how far" not in ask("bimatrack --lang id prog").out


@pytest.mark.parametrize("shell", SCRIPTS)
def test_each_shell_has_its_script(
    shell: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The script for any shell is printed on request, and evaluates nothing."""
    monkeypatch.setenv("_BIMATRACK_COMPLETE", f"source_{shell}")

    assert main([]) == 0
    script = capfd.readouterr().out
    assert f"complete_{shell}".removesuffix("pwsh") in script
    assert "eval " not in script


@pytest.mark.system
@pytest.mark.parametrize(("shell", "check"), [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")])
def test_scripts_are_without_a_mistake_for_their_shells(shell: str, check: str, tmp_path: Path) -> None:
    """Each shell accepts its script."""
    script = tmp_path / "script"
    script.write_text(SCRIPTS[shell], encoding="utf-8")

    assert subprocess.run([shell, check, str(script)], check=False).returncode == 0


def evil(store_path: Path) -> str:
    """Keep a directive whose speaker is a trap for shells, and return that."""
    trap = "Sekda $(touch kena) `touch kena` ; 'a\" \\$(touch kena) *"
    text = f"{trap} meminta Camat mendata warga."
    directive = Directive(
        "Mendata\n[bold]warga[/bold]\t$(touch kena)", words(text, "mendata warga"), Kind.INSTRUCTION, words(text, trap)
    )
    signed = mark("2026-03-01")
    import_release(
        extraction("jahat", directives=[directive], text=text), Store.at(store_path), now=signed.now, author="x"
    )
    return trap


def test_text_of_releases_is_one_harmless_line_beside_its_id(ask: Ask, store_path: Path) -> None:
    """Newlines and tabs are blanks, and nothing is taken for markup."""
    evil(store_path)

    last = ask("bimatrack show 31").out

    assert last == "31\tMendata [bold]warga[/bold] $(touch kena)\n"


@pytest.mark.system
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_bash_inserts_what_runs_nothing(ask: Ask, store_path: Path, tmp_path: Path, quote: str) -> None:
    """A word of a release that bash inserts, run by it, is the same word again: nothing in it is executed."""
    trap = evil(store_path)
    line = f"bimatrack list --speaker {quote}Sekda\\ \\$" if not quote else f"bimatrack list --speaker {quote}Sekda "
    inserted = [one for one in ask(line, "bash").out.splitlines() if "kena" in one]
    assert len(inserted) == 1

    ran = subprocess.run(
        ["bash", "-c", f"printf %s {quote}{inserted[0].rstrip()}{quote}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert ran.stdout.replace("\\!", "!") == trap
    assert not (tmp_path / "kena").exists()


@pytest.mark.system
def test_bash_itself_completes_through_the_script(ask: Ask, tmp_path: Path) -> None:
    """The function of the script, called as bash calls it, fills COMPREPLY."""
    assert ask("bimatrack show 28").code == 0
    (tmp_path / "bimatrack").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bimatrack "$@"\n', encoding="utf-8")
    (tmp_path / "bimatrack").chmod(0o700)
    script = f"""{SCRIPTS["bash"]}
        COMP_LINE="bimatrack list --owner=Dinas\\ Perh" COMP_POINT=35 COMP_TYPE=9
        _bimatrack_completion {tmp_path}/bimatrack
        printf '<%s>' "${{COMPREPLY[@]}}"
    """

    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)

    assert ran.stdout == "<Dinas\\ Perhubungan>", ran.stderr


@pytest.mark.system
@pytest.mark.parametrize(
    ("typed", "got"),
    [
        ("list @m", "<list><@mingguan>"),
        ("list --overdue @b", "<list><--overdue><@bulanan>"),
        ("list --owner=Dishu", "<list><--owner=Dishub>"),
    ],
)
def test_a_tab_in_bash_keeps_what_was_typed(ask: Ask, tmp_path: Path, typed: str, got: str) -> None:
    """At a real prompt the word is completed in its place, the sign that begins it included."""
    assert ask("bimatrack show 28").code == 0
    shim = tmp_path / "bimatrack"
    shim.write_text(
        "#!/bin/sh\n"
        f'[ -n "$_BIMATRACK_COMPLETE" ] && exec "{sys.executable}" -m bimatrack "$@"\n'
        f"printf '<%s>' \"$@\" > {tmp_path}/got\n",
        encoding="utf-8",
    )
    shim.chmod(0o700)
    (tmp_path / "rc").write_text(f'PS1="READY "; PATH="{tmp_path}:$PATH"\n{SCRIPTS["bash"]}', encoding="utf-8")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "--noprofile", "--rcfile", str(tmp_path / "rc"), "-i"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={name: value for name, value in os.environ.items() if "COMPLETE" not in name},
        start_new_session=True,
    ) as shell:
        os.close(theirs)
        os.write(ours, f"bimatrack {typed}\t\nexit\n".encode())
        with contextlib.suppress(OSError):  # how a terminal tells its end
            while os.read(ours, 4096):
                pass
        shell.wait()
    os.close(ours)

    assert (tmp_path / "got").read_text(encoding="utf-8") == got


def test_bash_lists_what_is_told_and_inserts_only_what_is_common() -> None:
    """Several words are listed with what is told; one alone, or a menu that inserts, gets the bare words."""
    several = [Proposal("3", "Tiga"), Proposal("31", "Tiga puluh satu " * 20)]

    listed = written("bash", Line(("show",), "3"), several, {"COLUMNS": "60"})

    assert listed[0] == "3   Tiga"
    assert max(map(len, listed)) <= 60
    assert written("bash", Line(("show",), "3"), several, {"COMP_TYPE": "37"}) == ["3", "31"]
    assert written("bash", Line(("show",), "3"), several[:1], {}) == ["3"]


def test_powershell_gets_quoted_words_with_label_and_tip() -> None:
    """What holds blanks or quotation marks stands in single quotes, each of its own doubled, curly ones too."""
    said = written("powershell", Line(()), [Proposal("Camat Oi Fo’o"), Proposal("8", "Drainase")], {})

    assert said == ["'Camat Oi Fo’’o'\tCamat Oi Fo’o\t", "8\t8\tDrainase"]


@pytest.mark.parametrize(
    ("text", "shell", "line"),
    [
        ("bimatrack list ", "zsh", Line(("list",))),
        ("bimatrack add 'satu dua' ti", "zsh", Line(("add", "satu dua"), "ti")),
        ('bimatrack add "satu \\"du', "bash", Line(("add",), 'satu "du', '"')),
        ("bimatrack list --owner=Di", "bash", Line(("list",), "--owner=Di", "", 8)),
        ("bimatrack list @ming", "bash", Line(("list",), "@ming", "", 0)),
        ("bimatrack add ''", "fish", Line(("add",), "")),
        ("bimatrack --db C:\\data\\a.json show ", "powershell", Line(("--db", "C:\\data\\a.json", "show"))),
        ("", "zsh", Line(())),
    ],
)
def test_lines_are_read_as_their_shell_reads_them(text: str, shell: str, line: Line) -> None:
    """Quotes and escapes are taken off; bash's own parting of words is told."""
    assert read_line({"_TYPER_COMPLETE_ARGS": text}, shell) == line


def test_every_option_that_names_a_unit_or_release_is_completed() -> None:
    """No command has an --owner, --unit, --release, --speaker or --quarter, nor an ID, that would not be."""
    root = build()
    commands = [root.get_command(None, name) for name in COMMANDS]
    commands += [part for one in commands for part in getattr(one, "commands", {}).values()]
    names = {
        max(one.opts, key=len) for command in commands for one in command.params if one.param_type_name == "option"
    }
    arguments = {
        one.metavar.removesuffix("...")
        for command in commands
        for one in command.params
        if one.param_type_name == "argument"
    }

    assert set(_BY_OPTION) <= names | {"--lang"}
    assert {"ID", "PERIOD"} <= set(_BY_ARGUMENT) <= arguments
    assert GROUPS


@pytest.mark.parametrize(("shell", "file"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", None)])
def test_installing_twice_adds_one_line(tmp_path: Path, shell: str, file: str | None) -> None:
    """The script lies below the home folder, and the shell's own file names it once and keeps what it held."""
    if file:
        (tmp_path / file).write_text("alias ll='ls -l'", encoding="utf-8")

    first, second = install(shell, tmp_path), install(shell, tmp_path)

    assert first == second
    assert first.read_text(encoding="utf-8") == SCRIPTS[shell]
    if file:
        assert len((tmp_path / file).read_text(encoding="utf-8").splitlines()) == 2


def test_installing_for_powershell_adds_to_its_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The profile that PowerShell names sources the script, and no policy is changed."""
    asked = []

    def told(command: list[str], **_settings: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, f"{tmp_path}/profil/profile.ps1\n")

    monkeypatch.setattr(subprocess, "run", told)

    place = install("pwsh", tmp_path)

    assert (tmp_path / "profil/profile.ps1").read_text(encoding="utf-8") == f". '{place}'\n"
    assert asked == [["pwsh", "-NoProfile", "-Command", "$PROFILE"]]


def test_what_cannot_be_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that is a file, and a shell that nobody knows, get one sentence each."""
    (tmp_path / "heim").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="--show-completion"):
        install("zsh", tmp_path / "heim")
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("tcsh", "/bin/tcsh"))
    with pytest.raises(UsageError, match="bash, zsh, fish, PowerShell"):
        current_shell()


def test_the_options_print_and_install_for_the_shell_that_called(
    bima: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--show-completion` prints its script, `--install-completion` says where it lies."""
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("fish", "/bin/fish"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    assert bima("--show-completion").out == SCRIPTS["fish"]
    assert str(tmp_path / ".config/fish/completions/bimatrack.fish") in bima("--install-completion").out


def test_completion_loads_nothing_heavy(store_path: Path) -> None:
    """Neither Rich nor the reading of dates; the store only where ids are wanted."""
    code = (
        "import os, sys; from bimatrack.__main__ import main; main([]);"
        "print(*sorted({'rich', 'dateparser', 'tinydb', 'holidays'} & set(sys.modules)), file=sys.stderr)"
    )

    def loaded(line: str) -> list[str]:
        environ = {
            "_BIMATRACK_COMPLETE": "complete_zsh",
            "_TYPER_COMPLETE_ARGS": line,
            "BIMATRACK_DB": str(store_path),
            "PATH": "",
        }
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environ)
        return ran.stderr.split()

    assert RELEASES
    assert loaded("bimatrack ") == []
    assert loaded("bimatrack list --owner D") == []
    assert loaded("bimatrack show ") in ([], ["tinydb"])

"""Mending what was misread, by options and in the person's own editor."""

import io
import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run
from keeping import at, extraction, mark

from bimatrack.cli.form import Form, form_of, owners_named, read_form, written
from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.importing import import_release
from bimatrack.model import Kind
from bimatrack.store import Store
from bimatrack.tracking import mend, progress

Edit = Callable[..., Ran]


class Keyboard(io.TextIOWrapper):
    """A terminal on which nobody types."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(b""), encoding="utf-8")

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def shown(bima: Run, number: int) -> dict[str, object]:
    """What `show --json` says of a directive."""
    return dict(json.loads(bima("show", number, "--json").out))


@pytest.fixture
def editing(sample: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """Run `edit` at a terminal with an editor that runs a shell script on "$1"; each opening is kept as form-N.txt."""

    def run(script: str, *arguments: object, lang: str = "en") -> Ran:
        editor = tmp_path / "my editor"
        count = f'n=$(ls {tmp_path}/form-*.txt 2>/dev/null | wc -l); cp "$1" {tmp_path}/form-$n.txt'
        editor.write_text(f"#!/bin/sh\n{count}\n{script}\n", encoding="utf-8")
        editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"'{editor}' ")
        monkeypatch.setattr("sys.stdin", Keyboard())
        return sample("edit", *arguments, screen=100, lang=lang)

    return run


def changes(bima: Run) -> int:
    """How many changes the history holds."""
    return len(json.loads(bima("log", "--json").out))


# With options


def test_options_mend_and_are_told_field_by_field(sample: Run) -> None:
    """Text, kind, owner and due of one; the units follow the owner, and the quote stays."""
    quote = shown(sample, 8)["quote"]

    ran = sample(
        *("edit", 8, "--text", "Merampungkan drainase", "--kind", "project", "--owner", "Dishub", "--due", "31 Maret"),
        screen=140,
    )

    after = shown(sample, 8)
    assert (ran.code, after["text"], after["kind"], after["due"]) == (
        0,
        "Merampungkan drainase",
        "project",
        "2026-03-31",
    )
    assert (after["owners"], after["units"]) == (["Dishub"], ["Dinas Perhubungan"])
    assert (after["quote"], after["moved"]) == (quote, [])
    assert "Dinas Perhubungan" in ran.out
    assert "Mended in 8:" in ran.out


def test_a_deadline_that_is_mended_is_no_extension_and_says_so(sample: Run) -> None:
    """The sentence names the command that extends."""
    sample("edit", 1, "--due", "2026-04-10")

    ran = sample("edit", 1, "--due", "2026-04-20")
    assert "bimatrack due 1" in ran.err
    assert shown(sample, 1)["moved"] == []
    assert sample("edit", 1, "--due", "tanpa batas").code == 0
    assert (shown(sample, 1)["due"], shown(sample, 1)["due_text"]) == (None, None)


def test_several_are_mended_in_one_step_but_for_their_texts(sample: Run) -> None:
    """One text for several directives would make them one and the same."""
    assert sample("edit", "3", "5-6", "--owner", "Dinas PUPR", "--owner", "DLH").code == 0
    assert [shown(sample, number)["owners"] for number in (3, 5, 6)] == [["Dinas PUPR", "DLH"]] * 3
    sample("undo")
    assert shown(sample, 5)["owners"] == []

    assert sample("edit", 3, 5, "--text", "Sama").code == 2
    assert sample("edit", 3, "--text", "  ").code == 2
    assert sample("edit", 3, "--due", "2020-01-01").code == 2
    assert sample("edit", 3, "--due", "entah").code == 2


def test_nothing_that_somebody_else_changed_is_overwritten() -> None:
    """A field that has become another one since it was shown is refused, other fields are not."""
    store = Store.in_memory()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    seen = store.directive(1).state
    mend(store, [1], mark(), (("text", "Drainase baru"),))

    with pytest.raises(NothingToDoError, match="meanwhile"):
        mend(store, [1], mark(), (("text", "Drainase lama"),), seen=seen)
    progress(store, [1], 40, mark())
    assert mend(store, [1], mark(), (("kind", Kind.PROJECT),), seen=seen).changed
    with pytest.raises(NothingToDoError):
        mend(store, [1], mark(), (("kind", Kind.PROJECT),))


# In the editor


def test_the_form_is_read_back_and_kept_as_one_step(editing: Edit, sample: Run, tmp_path: Path) -> None:
    """What was edited is set, what was not stays, the words of the source stand in it only as a comment."""
    before = changes(sample)
    ran = editing(
        "sed -i 's/^Directive:.*/Directive: Serapan/; s/^Tags:.*/Tags: wali, Rapat/; s/^Kind:.*/Kind: project/' \"$1\"",
        2,
    )

    after = shown(sample, 2)
    assert (ran.code, after["text"], after["tags"], after["kind"]) == (0, "Serapan", ["wali", "rapat"], "project")
    assert changes(sample) == before + 1
    assert after["reviewed"] is True
    form = (tmp_path / "form-0.txt").read_text(encoding="utf-8")
    assert next(line for line in form.splitlines() if not line.startswith("#")) == ""
    assert "# The words of the source stay as they are" in form
    assert not list(tmp_path.glob("bimatrack-*"))


@pytest.mark.parametrize(
    ("line", "due", "wording"),
    [
        ("s/^Last day:.*/Last day: 2026-04-30/", "2026-04-30", None),
        ("s/^Last day:.*/Last day: akhir April/", "2026-04-30", "akhir April"),
        ("s/^Wording of the deadline:.*/Wording of the deadline: akhir April/", "2026-04-30", "akhir April"),
        ("s/^Last day:.*/Last day: 2026-04-28/; s/^Wording.*/Wording of the deadline: April/", "2026-04-28", "April"),
    ],
)
def test_day_and_wording_follow_from_one_another(
    editing: Edit, sample: Run, line: str, due: str, wording: str | None
) -> None:
    """A day in words is read; a wording alone gives the day; both together are kept as they are."""
    assert editing(f'sed -i "{line}" "$1"', 2).code == 0
    assert (shown(sample, 2)["due"], shown(sample, 2)["due_text"]) == (due, wording)

    assert editing('sed -i "s/^Last day:.*/Last day:/" "$1"', 2).code == 0
    assert (shown(sample, 2)["due"], shown(sample, 2)["due_text"]) == (None, None)


@pytest.mark.parametrize("script", ["true", ': > "$1"', 'sed -i "/^[^#]/d" "$1"', 'sed -i "s/^#.*//" "$1"'])
def test_an_unchanged_or_empty_form_changes_nothing(editing: Edit, sample: Run, script: str) -> None:
    """Comments and blank lines count as nothing."""
    before = changes(sample)

    ran = editing(script, 2)
    assert (ran.code, changes(sample)) == (0, before)
    assert "Nothing was changed." in ran.err


def test_a_wrong_value_comes_back_with_its_error_on_top(editing: Edit, sample: Run, tmp_path: Path) -> None:
    """The person mends it there and then; what else was typed is not lost."""
    ran = editing(
        "if grep -q '^#!' \"$1\"; then sed -i 's/^Kind:.*/Kind: project/' \"$1\"; "
        "else sed -i 's/^Kind:.*/Kind: proyekk/; s/^Directive:.*/Directive: Baru/' \"$1\"; fi",
        2,
    )

    assert (ran.code, shown(sample, 2)["text"], shown(sample, 2)["kind"]) == (0, "Baru", "project")
    again = (tmp_path / "form-1.txt").read_text(encoding="utf-8")
    assert again.startswith("#! “proyekk” is none of")
    assert "Directive: Baru" in again


@pytest.mark.parametrize(
    "line",
    [
        "s/^Kind:.*/Kind: x/",
        "s/^Kind:.*//",
        "s/^Kind:/Jenisnya:/",
        "s/^Kind:.*/&\\n&/",
        "s/^Directive:.*/Directive:/",
        "s/^Last day:.*/Last day: entah/",
        "s/^Tags:.*/Tags: a;b/",
        "s/^Priority level:.*/Priority level: x/",
    ],
)
def test_a_form_closed_as_wrong_as_it_was_opened_is_given_up(editing: Edit, sample: Run, line: str) -> None:
    """The error is told, the exit code is 2, and nothing was changed."""
    before = changes(sample)

    ran = editing(f"grep -q '^#!' \"$1\" || sed -i '{line}' \"$1\"", 2)
    assert (ran.code, changes(sample)) == (2, before)
    assert ran.err.startswith("bimatrack: ")


def test_an_editor_that_fails_changes_nothing(editing: Edit, sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A non-zero end, none that can be started, none at all, a quote left open: each is one sentence."""
    before = changes(sample)
    failed = editing('echo x > "$1"; exit 3', 2)
    assert (failed.code, "3" in failed.err) == (1, True)
    for value, told in (("/no/such/editor", "/no/such/editor"), ("'vi", "closing quote")):
        monkeypatch.setenv("EDITOR", value)
        ran = sample("edit", 2, screen=100)
        assert (ran.code, told in ran.err) == (2, True)
    monkeypatch.delenv("EDITOR")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert "EDITOR" in sample("edit", 2, screen=100).err
    assert changes(sample) == before


def test_without_a_terminal_no_editor_is_opened(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script gets a sentence that names the options; several ids do, too."""
    monkeypatch.setenv("EDITOR", "false")

    ran = sample("edit", 2)
    assert (ran.code, "--text" in ran.err) == (2, True)
    assert sample("edit", 2, 3).code == 2
    assert sample("edit", 99).code == 1


def test_the_form_speaks_the_language_of_the_person(editing: Edit, sample: Run, tmp_path: Path) -> None:
    """Its names are Indonesian in Indonesian, and so may be kinds and priorities."""
    script = "s/^Jenis:.*/Jenis: proyek/; s/^Tingkat prioritas:.*/Tingkat prioritas: tinggi/"
    ran = editing(f"sed -i '{script}' \"$1\"", 2, lang="id")

    assert ran.code == 0
    assert (shown(sample, 2)["kind"], shown(sample, 2)["priority"]) == ("project", "high")
    assert "Penanggung jawab:" in (tmp_path / "form-0.txt").read_text(encoding="utf-8")


def test_a_form_reads_as_it_was_written() -> None:
    """Whatever a field holds, controls and colons too, is one line and comes back as it was shown."""
    store = Store.in_memory()
    import_release(extraction(), store, now=at("2026-01-06"), author="ani")
    mend(store, [1], mark(), (("text", "Drainase: \x1b[31m baru\n# lagi"), ("owners", ("Dinas A, B", "Camat"))))
    tracked = store.directive(1)

    form = form_of(tracked.state)
    assert read_form(written(form, tracked, "salah")) == form
    assert form.text == "Drainase: \\x1b[31m baru # lagi"
    assert owners_named(form.owners) == ("Dinas A, B", "Camat")
    assert read_form("# hanya komentar\n\n") is None
    with pytest.raises(UsageError):
        read_form("text: a\ntext: b\n")
    assert read_form("\n".join(f"{name}:" for name in Form.__dataclass_fields__)) == Form()


def test_nothing_of_an_editor_stays_behind(editing: Edit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither its own copy beside the file, nor a folder that it put in its place, which is refused in one sentence."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kept = editing('cp "$1" "$1~"; stat -c %a "$1" "$(dirname "$1")" > ' + str(tmp_path / "modes"), 2)
    broken = editing('rm "$1"; mkdir "$1"', 2)

    assert kept.code == 0
    assert (tmp_path / "modes").read_text(encoding="utf-8").split() == ["600", "700"]
    assert (broken.code, broken.err.count("\n")) == (2, 1)
    assert not list(tmp_path.glob("bimatrack-*"))

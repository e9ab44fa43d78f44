"""Settings, rules, stores and releases are data: nothing in the program could run them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run

import bimatrack

ROOT = Path(bimatrack.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
# Functions that make code of data, and modules that are for it or that run programs.
CALLS = {"eval", "exec", "compile", "__import__", "execfile", "input"}
MODULES = {"pickle", "marshal", "shelve", "dill", "yaml", "code", "codeop", "runpy", "ctypes", "jsonpickle", "pty"}
RUNNING = re.compile(
    r"os\.(system|popen|exec\w*|spawn\w*|startfile|posix_spawn\w*)|subprocess\.(getoutput|getstatusoutput)"
)
# The only rooms that run a program, each a list of words without a shell.
MAY_RUN = {"cli/editor.py", "cli/paging.py", "cli/installing.py"}
# Sentences of our own that are chosen from a table first, and a method of another class, looked at one by one.
LOOKED_AT = {
    "cli/reminding.py": {"told"},
    "cli/several.py": {"question(len(would.changed))"},
    "due/reasons.py": {"one_and_many[unit]"},
    "exporters/office/sheets.py": {"self"},
    "rules/dues.py": {"complaint"},
    "store/shared/faults.py": {"_rules()[rule]", "_sentence(state, _rule(error))", "sentence"},
    "tracking/refusing.py": {"sentences[tracked.state.status]"},
    "views/agenda.py": {"phrase"},
    "views/arrivals.py": {"count", "phrase"},
    "views/checkup.py": {"names[table]"},
    "views/prospect.py": {"phrase"},
    "views/tallies.py": {"phrase"},
}


def trouble(source: str) -> Iterator[str]:
    """What in a piece of Python could run data, or read more into a text of the user's than its letters."""
    tree = ast.parse(source)
    own = _own_sentences(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            yield from (f"import {name}" for name in names if name.partition(".")[0] in MODULES)
        if isinstance(node, ast.Call):
            yield from _calls(node, own)


def _calls(node: ast.Call, own: set[str]) -> Iterator[str]:
    called = ast.unparse(node.func)
    if called in CALLS or RUNNING.fullmatch(called):
        yield f"{called}()"
    for word in node.keywords:
        if word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False):
            yield "shell="
    if called in ("import_module", "importlib.import_module") and not _ours(node.args[0]):
        yield f"import_module({ast.unparse(node.args[0])})"
    if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "format_map"):
        receiver = node.func.value
        if node.func.attr == "format_map" or not _sentence(receiver, own):
            yield f"{ast.unparse(receiver)}.{node.func.attr}()"


def _ours(argument: ast.expr) -> bool:
    """Whether a module's name begins with our own package."""
    text = ast.unparse(argument)
    return re.match(r"""f['"]+(\{__name__\}|bimatrack)\.""", text) is not None


def _sentence(node: ast.expr, own: set[str]) -> bool:
    """Whether what is formatted is written in the code, or a translation of it."""
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in ("_", "ngettext")
    if isinstance(node, ast.IfExp):
        return _sentence(node.body, own) and _sentence(node.orelse, own)
    return isinstance(node, ast.Constant | ast.JoinedStr) or (isinstance(node, ast.Name) and node.id in own)


def _own_sentences(tree: ast.AST) -> set[str]:
    """The names that are only ever given sentences of our own."""
    given: dict[str, list[bool]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    given.setdefault(target.id, []).append(_sentence(node.value, set()))
    return {name for name, kinds in given.items() if all(kinds)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_in_a_file_runs_data(path: Path) -> None:
    """No eval, no pickle, no shell, no module by a user's name, no format that a user wrote."""
    name, source = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    looked_at = {f"{one}.format()" for one in LOOKED_AT.get(name, ())}

    assert set(trouble(source)) == looked_at
    if name not in MAY_RUN:
        assert "subprocess" not in source


@pytest.mark.parametrize(
    "source",
    [
        "eval(x)",
        "exec(x)",
        "compile(x, '', 'exec')",
        "__import__(x)",
        "import pickle",
        "from yaml import load",
        "os.system(x)",
        "subprocess.run(x, shell=True)",
        "subprocess.run(x, shell=asked)",
        "import_module(name)",
        "settings.text.format(x=1)",
        "def f(text):\n    return text.format(x=1)",
        "'{a}'.format_map(x)",
    ],
)
def test_the_search_finds_what_it_is_for(source: str) -> None:
    """Each of these would be found."""
    assert list(trouble(source))


@pytest.mark.parametrize(
    "value",
    ["{0.__class__.__mro__}", "%(x)s %s %n", "${HOME} $(touch kena)", "!!python/object/apply:os.system [touch kena]"],
)
def test_settings_and_rules_are_words(sample: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """What other programs would fill in, run or load stands in the report as it was written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BIMATRACK_GOVERNMENT", raising=False)
    assert sample("config", "set", "government", value).code == 0
    assert sample("config", "set", "views.v", f"--search '{value}'").code == 0
    (tmp_path / "aturan").mkdir()
    (tmp_path / "aturan" / "a.toml").write_text(f"[[office]]\nname = '{value}'\naliases = []\n", encoding="utf-8")

    assert value in sample("report", "2026Q1", "--format", "html").out.replace("&#x27;", "'")
    assert sample("list", "@v").code == 0
    assert sample("list", "--rules", tmp_path / "aturan").code in (0, 6)
    assert not (tmp_path / "kena").exists()

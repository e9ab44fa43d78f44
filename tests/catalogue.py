"""The messages of the program: collects them from the code, keeps the Indonesian catalogue in step, compiles it.

`python tests/catalogue.py` takes new messages into the catalogue (empty, to be translated), drops those that nothing
says any more, and compiles it.
"""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from bimatrack.cli import app
from bimatrack.i18n import DOMAIN, LOCALE_DIR

PACKAGE = Path(app.__file__).parents[1]
PO = LOCALE_DIR / "id" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")
# Typer says these itself; they are translated with ours since our domain is the process's.
TYPERS_OWN = (
    "Arguments",
    "Options",
    "Commands",
    "default: {default}",
    "env var: {var}",
    "required",
    "Show this message and exit.",
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)

Message = str | tuple[str, str]


def messages_in_code() -> set[Message]:
    """Return every message that the code can say; plural ones as a pair."""
    found: set[Message] = set(TYPERS_OWN)
    for path in PACKAGE.rglob("*.py"):
        found.update(_calls(ast.parse(path.read_text(encoding="utf-8"))))
    found.update(_docstrings())
    return found


def read_catalogue() -> Catalog:
    """Return the Indonesian catalogue as translators edit it."""
    if not PO.exists():
        return Catalog(locale="id", domain=DOMAIN, fuzzy=False)
    with PO.open("rb") as file:
        return read_po(file, locale="id", domain=DOMAIN)


def read_compiled() -> Catalog:
    """Return the Indonesian catalogue as the program reads it."""
    with MO.open("rb") as file:
        return read_mo(file)


def _calls(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in ("_", "N_"):
            yield from texts[:1]
        elif name == "ngettext" and len(texts) > 1:
            yield texts[0], texts[1]
        elif name in ("Option", "Argument"):
            yield from (k.value.value for k in node.keywords if k.arg == "help" and isinstance(k.value, ast.Constant))


def _docstrings() -> Iterator[str]:
    commands = [getattr(import_module(f"bimatrack.cli.{module}"), name) for module, name in app.COMMANDS.values()]
    for command in [app.open_session, *commands]:
        for paragraph in app.paragraphs(inspect.getdoc(command) or ""):
            yield paragraph.splitlines()[0]


def _update() -> None:
    old = read_catalogue()
    new = Catalog(locale="id", domain=DOMAIN, project="bimatrack", fuzzy=False)
    for message in sorted(messages_in_code(), key=str):
        key = message if isinstance(message, str) else message[0]
        known = old.get(key)
        new.add(message, string=known.string if known else None)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, new, width=120, omit_header=False)
    with MO.open("wb") as file:
        write_mo(file, new)


if __name__ == "__main__":
    _update()

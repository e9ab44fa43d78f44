"""The messages of the program: collects them from the code, keeps the Indonesian catalogue in step, compiles it.

`python tests/catalogue.py` takes new messages into the catalogue (empty, to be translated), drops those that nothing
says any more, and compiles it. Doing it again changes nothing.
"""

import ast
import inspect
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bimatrack.cli import app, helping, table
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
    "Install completion for the current shell.",
    "Show completion for the current shell, to copy it or customize the installation.",
)

Message = str | tuple[str, str]


class Indonesian(Catalog):
    """A catalogue of a language with one plural form, its head free of moments and versions."""

    num_plurals = 1
    plural_expr = "0"
    header_comment = "# The Indonesian messages of bimatrack; tests/catalogue.py keeps them in step with the code."
    mime_headers = (
        ("Project-Id-Version", DOMAIN),
        ("Language", "id"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit\n"),
    )

    def __init__(self) -> None:
        super().__init__(locale="id", domain=DOMAIN, fuzzy=False)


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
        return Indonesian()
    with PO.open("rb") as file:
        return read_po(file, locale="id", domain=DOMAIN)


def entries(catalogue: Catalog) -> list[Entry]:
    """Return what a catalogue holds beside its head."""
    return [entry for entry in catalogue if entry.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the forms of a message or a translation: singular and plural, or the only one; "" where none is."""
    return tuple(text) if isinstance(text, (tuple, list)) else (text or "",)


def complete(entry: Entry) -> bool:
    """Whether an entry is translated for good: no form is empty, and none is marked as a guess."""
    return not entry.fuzzy and all(forms(entry.string))


def in_step(old: Catalog, messages: Iterable[Message]) -> Catalog:
    """Return a catalogue of just these *messages*, in the order of their words, translated as far as *old* is."""
    new = Indonesian()
    for message in sorted(messages, key=forms):
        known = old.get(forms(message)[0])
        if known is not None and known.id == message:
            new.add(message, known.string, flags=known.flags, user_comments=known.user_comments)
        else:
            new.add(message)
    return new


def as_po(catalogue: Catalog) -> bytes:
    """Write a catalogue for translators."""
    file = BytesIO()
    write_po(file, catalogue, width=120)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Compile what is complete in a catalogue; the program says the rest in English."""
    compiled = Indonesian()
    for entry in entries(catalogue):
        if complete(entry):
            compiled.add(entry.id, entry.string)
    file = BytesIO()
    write_mo(file, compiled)
    return file.getvalue()


def _calls(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name == "_":
            yield from texts[:1]
        elif name == "ngettext" and len(texts) > 1:
            yield texts[0], texts[1]
        elif name in ("Option", "Argument"):
            yield from (k.value.value for k in node.keywords if k.arg == "help" and isinstance(k.value, ast.Constant))


def _docstrings() -> Iterator[str]:
    own = [(module, name) for module, name, _head in table.COMMANDS.values()]
    places = [*own, *(place for group in table.GROUPS.values() for place in group.values())]
    commands = [app.function(*place) for place in places]
    for command in [app.open_session, *commands]:
        for paragraph in helping.paragraphs(inspect.getdoc(command) or ""):
            yield paragraph.splitlines()[0]


if __name__ == "__main__":
    kept = in_step(read_catalogue(), messages_in_code())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(as_po(kept))
    MO.write_bytes(as_mo(kept))

"""Reads the user's own list of units, and adds to it; what else stands in the file stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.altering import replace
from bimatrack.errors import NothingToDoError, OutputError, RuleError
from bimatrack.faults import unwritten, why_unread
from bimatrack.i18n import _
from bimatrack.registry import Clash, Moved, Registry, Unit, UnitKind, kind_of, words_of
from bimatrack.whole import alone_with, read_whole, write_whole

if TYPE_CHECKING:
    from tomlkit.items import Table

_MOST_BYTES = 1_000_000  # the shipped list has 30,000


@dataclass(frozen=True, slots=True)
class Enlisted:
    """A *unit* as the user's file now has it, and what that did to the names of others."""

    unit: Unit
    moved: tuple[Moved, ...]
    clashes: tuple[Clash, ...]


def read_registry(path: Path, *, expected: bool = False) -> Registry:
    """Read the units that come with the program, and after them those of the user's file *path*, if there is one.

    Raises:
        RuleError: the file cannot be read or holds something that cannot work, or is *expected* and missing.
    """
    text = _read(path)
    if text is None and expected:
        raise RuleError(
            _("There is no registry {path}; `bimatrack units add` makes it, or mend --registry.").format(path=path)
        )
    return Registry.load(text, str(path))


def enlist(
    path: Path, name: str, aliases: Sequence[str], *, kind: UnitKind | None = None, parent: str | None = None
) -> Enlisted:
    """Write a unit into the user's file *path*: a new one, or one that is known with what is new about it.

    Raises:
        NothingToDoError: all of it is known.
        RuleError: the file is broken, or would be with this unit.
        OutputError: the file cannot be written.
    """
    try:
        with alone_with(path):
            return _enlisted(path, Unit(name, kind or kind_of(name), tuple(aliases), parent), kind)
    except OSError as error:
        raise OutputError(unwritten(path, error, "--registry")) from error


def _enlisted(path: Path, new: Unit, kind: UnitKind | None) -> Enlisted:
    text = _read(path) or ""
    before = Registry.load(text, str(path))
    known = next((unit for unit in before.units if words_of(unit.name) == words_of(new.name)), None)
    unit = _joined(known, new, kind)
    written = _with_unit(text, unit, path)
    shared = {clash.alias for clash in before.clashes} & {" ".join(words_of(alias)) for alias in new.aliases}
    if written == text or (unit == known and not shared):
        raise NothingToDoError(_("{name} has all of these names already.").format(name=unit.name))
    after = Registry.load(written, str(path))
    write_whole(path, written)
    return Enlisted(
        unit,
        tuple(moved for moved in after.moved if moved not in before.moved),
        tuple(clash for clash in after.clashes if clash not in before.clashes and unit.name in clash.units),
    )


def _joined(known: Unit | None, new: Unit, kind: UnitKind | None) -> Unit:
    """Return *known* with the names and the rest of *new*; names that differ in signs and case only are one."""
    said = known or replace(new, aliases=())
    names = {words_of(form): form for form in reversed((*said.aliases, *new.aliases))}
    names.pop(words_of(said.name), None)
    fresh = tuple(alias for alias in reversed(names.values()) if alias not in said.aliases)
    return Unit(said.name, kind or said.kind, (*said.aliases, *fresh), new.parent or said.parent)


def _with_unit(text: str, unit: Unit, path: Path) -> str:
    """Return the TOML *text* with what is new of *unit* in its block, or with a new block at the end."""
    import tomlkit

    document = tomlkit.parse(text)
    for block in document.get("unit", ()):
        if block["name"] == unit.name:
            if tomlkit.dumps(document) != text:
                raise RuleError(
                    _("{path} mixes blocks of several sorts; write the names of {name} into it by hand.").format(
                        path=path, name=unit.name
                    )
                )
            _fill(block, unit)
            return tomlkit.dumps(document)
    block = tomlkit.table()
    block["name"] = unit.name
    _fill(block, unit)
    head = text.rstrip("\n") or _("# Units of your own; bimatrack reads them after those that come with it.")
    return f"{head}\n\n[[unit]]\n{block.as_string()}"


def _fill(block: "Table", unit: Unit) -> None:
    """Write into *block* what it does not say yet of *unit*; what it says stays as it is written."""
    facts = {"kind": unit.kind.value, "parent": unit.parent}
    for key, value in facts.items():
        if value is not None and block.get(key) != value:
            block[key] = value
    listed = block.setdefault("aliases", []) if unit.aliases else []
    for alias in unit.aliases:
        if alias not in listed:
            listed.append(alias)


def _read(path: Path) -> str | None:
    try:
        return read_whole(path, _MOST_BYTES).decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise RuleError(_("{path} is no text in UTF-8; save it as such.").format(path=path)) from error
    except OSError as error:
        raise RuleError(
            _("{path} cannot be read ({reason}); mend that, or name another file with --registry.").format(
                path=path, reason=why_unread(error)
            )
        ) from error

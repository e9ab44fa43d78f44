"""Writes single settings into the file, and leaves what else stands there as it is: comments, order, line breaks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.errors import NothingToDoError, OutputError, SettingsError
from bimatrack.faults import unwritten
from bimatrack.i18n import _
from bimatrack.settings.checking import checked, require_key, step_texts
from bimatrack.settings.keys import Key, Sort
from bimatrack.settings.reading import parse_settings, read_text
from bimatrack.settings.values import Said, Settings
from bimatrack.whole import alone_with, write_whole

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Item, Table


def set_setting(path: Path, name: str, text: str) -> Settings:
    """Write one setting into the file *path*, which is made where there is none, and return what then holds.

    Raises:
        OutputError: the file cannot be written.
        SettingsError: the file is broken.
        UsageError: there is no such setting, or the value cannot be one of it.
    """
    key = require_key(name)
    return set_settings(path, [Said(name, checked(key, text))])


def set_settings(path: Path, values: Sequence[Said]) -> Settings:
    """Write several checked settings into the file *path*.

    Raises:
        SettingsError: the file is broken.
        OutputError: the file cannot be written.
    """
    with _alone(path):
        text = read_text(path) or ""
        parse_settings(text, path)
        for one in values:
            text = _with(text, require_key(one.key), one.text, path)
        return save_settings(path, text)


def unset_setting(path: Path, name: str) -> Settings:
    """Take one setting out of the file *path*, and return what then holds.

    Raises:
        NothingToDoError: the file does not say it.
        OutputError: the file cannot be written.
        SettingsError: the file is broken.
        UsageError: there is no such setting.
    """
    key = require_key(name)
    _require(name, read_text(path) or "", path)
    with _alone(path):
        text = read_text(path) or ""
        _require(name, text, path)
        return save_settings(path, _with(text, key, None, path))


def save_settings(path: Path, text: str) -> Settings:
    """Put *text* in place of the file of settings at one stroke, and return what then holds.

    Raises:
        SettingsError: a setting in it cannot work; the file is as it was.
        OutputError: the file cannot be written.
    """
    settings = parse_settings(text, path)
    with _told(path):
        write_whole(path, text)
    return settings


def _require(name: str, text: str, path: Path) -> None:
    if parse_settings(text, path).text(name) is None:
        raise NothingToDoError(_("{key} is not set in {path}.").format(key=name, path=path))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with _told(path), alone_with(path):
        yield


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(unwritten(path, error, "--config")) from error


def _with(text: str, key: Key, value: str | None, path: Path) -> str:
    """Return the TOML *text* with *value* under *key*, or without the key where the value is None."""
    import tomlkit

    document = tomlkit.parse(text)
    if value is None:
        _drop(document, key.name.split("."))
    else:
        _table(document, key)[key.name.rpartition(".")[2]] = item(key, value)
    written = tomlkit.dumps(document)
    if not text:
        written = f"# {_('Settings of bimatrack; `bimatrack config` explains them.')}\n\n{written}"
    if parse_settings(written, path).text(key.name) != value:
        raise SettingsError(_("{path} is written so that {key} must be set by hand.").format(path=path, key=key.name))
    return written


def _table(document: "TOMLDocument", key: Key) -> "TOMLDocument | Table":
    import tomlkit

    table: TOMLDocument | Table = document
    parts = key.table.split(".") if key.table else []
    for depth, part in enumerate(parts, start=1):
        if part not in table:
            table[part] = tomlkit.table(is_super_table=depth < len(parts))
        table = table[part]  # it was read as settings, so this is a table
    return table


def _drop(table: "TOMLDocument | Table", names: Sequence[str]) -> None:
    """Take a key out of a table or of one in it; a table that then holds nothing, not even a comment, goes with it."""
    first, *rest = names
    if first not in table:
        return
    if not rest:
        del table[first]
        return
    inner: Table = table[first]  # as above
    _drop(inner, rest)
    if not inner and "#" not in inner.as_string():
        del table[first]


def item(key: Key, value: str) -> "Item":
    """Return the text of a *value* as the file has it."""
    import tomlkit

    if key.sort is Sort.MONTH:
        return tomlkit.item(int(value))
    return tomlkit.item(step_texts(value)) if key.sort is Sort.STEPS else tomlkit.item(value)

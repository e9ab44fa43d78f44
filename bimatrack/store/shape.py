"""What a store's file must look like before anything in it is believed."""

import json
from collections.abc import Callable, Mapping
from math import isfinite
from pathlib import Path
from typing import Any, NoReturn

from bimatrack.errors import DamagedError, StoreError
from bimatrack.faults import unwritten
from bimatrack.i18n import _
from bimatrack.server import Place, Server

SCHEMA = 2
TABLES = ("meta", "releases", "directives", "events", "changes")

_NAME = 80  # characters of a name that a sentence shows
_LONGEST_ID = 18  # digits

Tables = dict[str, dict[str, Mapping[str, Any]]]


def read_tables(content: bytes, path: Path) -> Tables:
    """Read the tables out of the *content* of the file at *path*.

    Raises:
        StoreError: it does not have the shape of a store, or that of a later schema.
    """
    tables = parsed(content, path)
    if not isinstance(tables, dict) or not isinstance(tables.get("meta"), dict):
        raise damaged(path, _("it holds no store"))
    meta = tables["meta"].get("1")
    check_schema(meta.get("schema") if isinstance(meta, dict) else None, path)
    for name in TABLES:
        _check_table(tables.get(name), name, path)
    return tables


def check_schema(schema: object, path: Place) -> None:
    """Refuse what is no schema of the file at *path*, or a later one than is known here.

    Raises:
        StoreError: it is.
    """
    if type(schema) is not int or schema < 1:
        raise damaged(path, _("it names no schema"))
    if schema > SCHEMA:
        raise StoreError(
            _("{path} was written by a newer bimatrack (schema {schema}); update bimatrack to open it.").format(
                path=path, schema=schema
            )
        )


def is_id(text: str) -> bool:
    """Tell whether *text* writes the id of a row."""
    return text.isascii() and text.isdigit() and text[0] != "0" and len(text) <= _LONGEST_ID


def damaged(path: Place, reason: str) -> DamagedError:
    """Return the error that says that the store at *path* is damaged, and in what."""
    sentence = _("{path} is damaged: {reason}; put a copy of it in its place, or move it away to begin anew.")
    if isinstance(path, Server):
        sentence = _("{path} is damaged: {reason}; put a copy that pg_dump made in its place.")
    return DamagedError(sentence.format(path=path, reason=reason), path, reason)


def unwritable(path: Path, error: OSError, option: str = "--db") -> StoreError:
    """Return the error that says why *path* cannot be written; *option* is that by which another place is chosen."""
    return StoreError(unwritten(path, error, option))


def parsed(content: bytes, path: Path, pairs: Callable[[list[tuple[str, Any]]], object] | None = None) -> object:
    """Read the JSON *content* of the file at *path*; *pairs*, if given, makes its objects.

    Where somebody else wrote, the same name may stand twice in one place, unless all is one line.

    Raises:
        DamagedError: it is none, or says something twice or that is no number.
    """
    if not content:
        raise damaged(path, _("it is empty"))
    if pairs is None and (b"\n" in content or b"\r" in content):
        pairs = _once
    try:
        return json.loads(content, parse_constant=_no_number, parse_float=_number, object_pairs_hook=pairs)
    except _TwiceError as error:
        raise damaged(path, _("“{name}” stands there twice").format(name=str(error)[:_NAME])) from error
    except (ValueError, RecursionError) as error:
        raise damaged(path, _("it is no JSON")) from error


class _TwiceError(Exception):
    """A name stands twice in one place."""


def twice_in(pairs: list[tuple[str, Any]]) -> list[str]:
    """Return the names that stand in *pairs* more than once."""
    from collections import Counter

    return [name for name, count in Counter(name for name, _value in pairs).items() if count > 1]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError(twice_in(pairs)[0])
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _number(text: str) -> float:
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _check_table(table: object, name: str, path: Path) -> None:
    if not isinstance(table, dict):
        raise damaged(path, _("the table “{name}” is missing").format(name=name))
    for number, row in table.items():
        if not isinstance(row, dict) or not is_id(number):
            raise damaged(path, _("“{number}” of the table “{name}” is no entry").format(number=number, name=name))

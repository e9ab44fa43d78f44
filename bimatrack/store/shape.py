"""What a store's file must look like before anything in it is believed."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bimatrack.errors import StoreError
from bimatrack.faults import unwritten
from bimatrack.i18n import _

SCHEMA = 1
TABLES = ("meta", "releases", "directives", "events", "changes")

_ID = re.compile(r"[1-9][0-9]{0,17}")

Tables = dict[str, dict[str, Mapping[str, Any]]]


def read_tables(content: bytes, path: Path) -> Tables:
    """Read the tables out of the *content* of the file at *path*.

    Raises:
        StoreError: it does not have the shape of a store, or that of a later schema.
    """
    tables = _parsed(content, path)
    if not isinstance(tables, dict) or not isinstance(tables.get("meta"), dict):
        raise damaged(path, _("it holds no store"))
    meta = tables["meta"].get("1")
    check_schema(meta.get("schema") if isinstance(meta, dict) else None, path)
    for name in TABLES:
        _check_table(tables.get(name), name, path)
    return tables


def check_schema(schema: object, path: Path) -> None:
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
    return _ID.fullmatch(text) is not None


def damaged(path: Path, reason: str) -> StoreError:
    """Return the error that says that the file at *path* is damaged, and in what."""
    return StoreError(
        _("{path} is damaged: {reason}; put a copy of it in its place, or move it away to begin anew.").format(
            path=path, reason=reason
        )
    )


def unwritable(path: Path, error: OSError) -> StoreError:
    """Return the error that says why *path* cannot be written."""
    return StoreError(unwritten(path, error, "--db"))


def _parsed(content: bytes, path: Path) -> object:
    if not content:
        raise damaged(path, _("it is empty"))
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise damaged(path, _("it is no JSON")) from error


def _check_table(table: object, name: str, path: Path) -> None:
    if not isinstance(table, dict):
        raise damaged(path, _("the table “{name}” is missing").format(name=name))
    for number, row in table.items():
        if not isinstance(row, dict) or not is_id(number):
            raise damaged(path, _("“{number}” of the table “{name}” is no entry").format(number=number, name=name))

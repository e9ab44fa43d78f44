"""All that a store holds as JSON Lines: one that names the program, the schema and how much follows, then one a row."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

from bimatrack import __version__
from bimatrack.errors import StoreError
from bimatrack.i18n import _
from bimatrack.literal import harmless_json
from bimatrack.store.shape import TABLES, Tables, check_schema, is_id

_PROGRAM = "bimatrack"
_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_lines(tables: Tables, schema: int) -> str:
    """Write the *tables*, each row as its table, its id and what it holds; what could command a terminal is escaped."""
    counts = {name: len(tables.get(name, {})) for name in TABLES}
    return "".join(f"{harmless_json(_encode(line))}\n" for line in _lines(tables, schema, counts))


def is_lines(content: bytes) -> bool:
    """Tell whether *content* is a file of such lines, damaged or not, rather than one JSON document."""
    first = content.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return first.startswith((b'{"bimatrack"', b'{"table"'))


def read_lines(content: bytes, path: Path) -> Tables:
    """Read the tables out of the *content* of the file at *path*.

    Raises:
        StoreError: a line is damaged or missing; it is named by its number, the first being 1.
    """
    tables: Tables = {name: {} for name in TABLES}
    counts: Mapping[str, Any] | None = None
    number = 0
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        record = _record(line, path, number)
        if counts is None:
            counts = _head(record, path, number)
        else:
            _take(record, tables, path, number)
    for name in TABLES:
        if counts is None or len(tables[name]) != counts[name]:
            told = _("{there} of {all} rows of “{table}” are there").format(
                there=len(tables[name]), all=counts[name] if counts else 0, table=name
            )
            _refuse(path, number, told)
    return {name: dict(sorted(rows.items(), key=lambda item: int(item[0]))) for name, rows in tables.items()}


def _lines(tables: Tables, schema: int, counts: Mapping[str, int]) -> Iterator[Mapping[str, Any]]:
    yield {_PROGRAM: __version__, "schema": schema, "rows": counts}
    for name in TABLES:
        for number, row in tables.get(name, {}).items():
            yield {"table": name, "id": int(number), "row": row}


def _record(line: bytes, path: Path, number: int) -> Mapping[str, Any]:
    try:
        record = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        _refuse(path, number, _("it is no JSON"))
    if not isinstance(record, dict):
        _refuse(path, number, _("it is no entry"))
    return record


def _head(record: Mapping[str, Any], path: Path, number: int) -> Mapping[str, Any]:
    counts = record.get("rows")
    if (
        _PROGRAM not in record
        or not isinstance(counts, dict)
        or any(type(counts.get(name)) is not int for name in TABLES)
    ):
        _refuse(path, number, _("it should name the program, the schema and how many rows follow"))
    check_schema(record.get("schema"), path)
    return counts


def _take(record: Mapping[str, Any], tables: Tables, path: Path, number: int) -> None:
    table, row_id, row = record.get("table"), record.get("id"), record.get("row")
    if table not in TABLES or type(row_id) is not int or not is_id(str(row_id)) or not isinstance(row, dict):
        _refuse(path, number, _("it is no entry"))
    if str(row_id) in tables[table]:
        _refuse(path, number, _("no. {number} of “{table}” stands there twice").format(number=row_id, table=table))
    tables[table][str(row_id)] = row


def _refuse(path: Path, number: int, reason: str) -> NoReturn:
    raise StoreError(
        _("{path} is damaged in line {line}: {reason}; take another copy.").format(
            path=path, line=number, reason=reason
        )
    )


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)

"""JSON as text that is quick to write, safe to look at, and one record a line."""

import json
from collections.abc import Iterable

import msgspec
from msgspec.json import format as laid_out

from bimatrack.literal import harmless_json


def json_text(document: object) -> str:
    """Write *document* as JSON: each key of an object and each record of a list on a line of its own.

    What could command a terminal is escaped, which means the same to a reader of JSON.
    """
    if isinstance(document, dict):
        text = _lines("{", (f"{_encode(name)}: {_part(value)}" for name, value in document.items()), "}")
    else:
        text = _part(document)
    return harmless_json(text)


def json_line(document: object) -> str:
    """Write *document* as JSON on one line."""
    return harmless_json(_encode(document))


def json_indented(document: object) -> str:
    """Write *document* as JSON for people to read."""
    return harmless_json(json.dumps(document, ensure_ascii=False, indent=2))


def _part(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _lines("[", map(_encode, value), "]")
    return _encode(value)


def _encode(value: object) -> str:
    try:
        return laid_out(msgspec.json.encode(value), indent=0).decode()
    except UnicodeEncodeError:
        # Half a character, as a file's name may hold it, is escaped afterwards.
        return json.dumps(value, ensure_ascii=False)


def _lines(start: str, parts: Iterable[str], end: str) -> str:
    inside = ",\n".join(parts)
    return f"{start}\n{inside}\n{end}" if inside else f"{start}{end}"

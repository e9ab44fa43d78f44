"""What each command prints as JSON, told as JSON Schema (2020-12); the schemas stand in `bimatrack/schemas`.

Fields are added, never renamed or taken away: a program that leaves alone what it does not know goes on working. So the
schemas allow further fields. A new command gets a line in `DOCUMENTS`, and a file there if it prints a new document;
what several documents hold stands in `parts.json`.
"""

import json
import re
from functools import cache
from importlib.resources import files

from bimatrack.exporters.flat.cells import Json, Record

# Which document a command prints with --json.
DOCUMENTS = {
    "import": "import",
    "adopt": "matrix",
    "extract": "extraction",
    "when": "when",
    "list": "list",
    "show": "show",
    "agenda": "agenda",
    "calendar": "calendar",
    "remind": "reminders",
    "releases": "releases",
    "units": "units",
    "units list": "units",
    "units check": "findings",
    "units add": "units",
    "rules check": "proofs",
    "review": "directives",
    "add": "directives",
    "start": "directives",
    "progress": "directives",
    "done": "directives",
    "reopen": "directives",
    "drop": "directives",
    "note": "directives",
    "assign": "directives",
    "split": "directives",
    "due": "directives",
    "edit": "directives",
    "tag": "directives",
    "untag": "directives",
    "tags": "tags",
    "priority": "directives",
    "link": "directives",
    "unlink": "directives",
    "evidence": "evidence",
    "obstacle": "directives",
    "log": "changes",
    "undo": "rewind",
    "redo": "rewind",
    "report": "report",
    "backup": "backups",
    "restore": "restoring",
    "move": "moved",
    "users": "users",
    "users grant": "users",
    "users revoke": "users",
    "users migrate": "users",
    "doctor": "checkup",
    "schema": "schemas",
    "init": "written",
    "config": "settings",
    "config get": "setting",
    "config set": "settings",
    "config unset": "settings",
    "config explain": "settings",
}

_REFERENCE = re.compile(r'"#/\$defs/(\w+)"')


def schema_record(command: str) -> Record | None:
    """Return the schema of what *command* ("units check") prints, whole in itself; None where it prints no JSON."""
    if command not in DOCUMENTS:
        return None
    schema = dict(_file(DOCUMENTS[command]))
    parts = _file("parts")["$defs"]
    wanted: dict[str, Json] = {}
    waiting = _names(schema)
    while waiting and isinstance(parts, dict):
        name = waiting.pop()
        if name not in wanted:
            wanted[name] = parts[name]
            waiting += _names(parts[name])
    return schema | ({"$defs": {name: wanted[name] for name in sorted(wanted)}} if wanted else {})


def schemas_records() -> list[Record]:
    """Return the commands that print JSON, with the *document* that each prints and its *title*."""
    return [
        {"command": command, "document": document, "title": _file(document)["title"]}
        for command, document in DOCUMENTS.items()
    ]


def schemas_rows() -> list[tuple[str, ...]]:
    """Return the same as rows, header first."""
    return [
        ("command", "document", "title"),
        *(tuple(str(value) for value in record.values()) for record in schemas_records()),
    ]


@cache
def _file(name: str) -> Record:
    text = (files("bimatrack") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    found: Record = json.loads(text)
    return found


def _names(part: Json) -> list[str]:
    return _REFERENCE.findall(json.dumps(part))

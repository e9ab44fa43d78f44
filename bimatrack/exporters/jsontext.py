"""JSON as text that is safe to look at."""

import json

from bimatrack.literal import UNSAFE


def json_text(document: object, indent: int | None = 1) -> str:
    """Write *document* as JSON; what could command a terminal is escaped, which means the same to a JSON reader."""
    text = json.dumps(document, ensure_ascii=False, indent=indent)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)

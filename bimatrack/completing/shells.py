"""How proposals are written for each shell, so that it takes each for one word and for nothing else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bimatrack.completing.line import Line
from bimatrack.literal import one_line

_PLAIN = re.compile(r"[\w.,/@%+=:-]")
_CURLY = re.compile("(['‘’‚‛])")  # what PowerShell takes for a single quotation mark
_LISTED = ("", "9", "33", "63", "64")  # COMP_TYPE where bash shows a list and inserts no more than what is common
_NARROW = 80
_GAP = 2
_MOST = 100  # characters told beside a word; what is longer wraps


@dataclass(frozen=True, slots=True)
class Proposal:
    """A word that may follow, and what is told beside it ("" for nothing)."""

    value: str
    told: str = ""


def written(shell: str, line: Line, proposals: Sequence[Proposal], environ: Mapping[str, str]) -> list[str]:
    """Write *proposals* for *shell*, one a line; control characters and newlines in them are made harmless."""
    clean = [Proposal(value, _cut(one_line(one.told), _MOST)) for one in proposals if (value := one_line(one.value))]
    if shell == "bash":
        return _bash(line, clean, environ)
    if shell in ("powershell", "pwsh"):
        return [f"{_powershell(one.value)}\t{one.value}\t{one.told}" for one in clean]
    return [f"{one.value}\t{one.told}" if one.told else one.value for one in clean]


def _bash(line: Line, proposals: Sequence[Proposal], environ: Mapping[str, str]) -> list[str]:
    words = [_quoted(one.value[line.head :], line.quote) for one in proposals]
    if len(words) < 2 or environ.get("COMP_TYPE", "") not in _LISTED:  # noqa: PLR2004 - one is inserted, several are listed
        return words
    # Bash inserts what all have in common, which never reaches beyond the words themselves, and lists the rest.
    width = max(map(len, words))
    room = _room(environ) - width - 2 * _GAP
    told = (_cut(one.told, max(room, 0)) for one in proposals)
    return [f"{word:<{width}}  {text}" if text else word for word, text in zip(words, told, strict=True)]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…" if room else ""


def _room(environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    return int(columns) if columns.isdigit() and int(columns) > _NARROW // 2 else _NARROW


def _quoted(text: str, quote: str) -> str:
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        return re.sub(r'(["$`\\!])', r"\\\1", text)
    return "".join(sign if _PLAIN.match(sign) else f"\\{sign}" for sign in text)


def _powershell(text: str) -> str:
    if all(_PLAIN.match(sign) for sign in text) and not text.startswith("@") and "," not in text:
        return text
    return "'{}'".format(_CURLY.sub(r"\1\1", text))

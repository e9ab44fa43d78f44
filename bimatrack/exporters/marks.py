"""What Markdown is made of: texts in which nothing is taken for syntax, and tables."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bimatrack.literal import one_line

_MANY = 4096  # A long matrix says the same again and again.
_SYNTAX = re.compile(r"[\\`*_\[\]<>|~&$]")
_ANY = re.compile(r"[\\`*_\[\]<>|~&$]|^[-+#=\d]|#$")
# What begins a heading, an item, a rule or an underline where it stands first, and what closes a heading at its end.
_ENDS = re.compile(r"^([-+#=])|^(\d{1,9})(?=[.)](?: |$))|(#)$")


@lru_cache(_MANY)
def plain(text: str) -> str:
    """Return *text* on one line as Markdown shows it, nothing in it being taken for syntax."""
    text = one_line(text)
    # Most texts hold nothing of the sort, and a long matrix has many.
    return _ENDS.sub(_escape_end, _SYNTAX.sub(_escape, text)) if _ANY.search(text) else text


def table(header: Sequence[str], rows: Iterable[Sequence[str]], right: str = "") -> str:
    """Write a table; *right* has an "r" for each column that is aligned to the right, any other sign for the rest."""
    aligns = [right[place : place + 1] == "r" for place in range(len(header))]
    lines = [header, ["--:" if align else "---" for align in aligns], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _escape_end(match: re.Match[str]) -> str:
    return f"{match[2]}\\" if match[2] else f"\\{match[0]}"

"""Ids as people type them: "3 5-7"."""

import re
from collections.abc import Iterable, Sequence

from bimatrack.errors import UsageError
from bimatrack.i18n import _

_FORM = r"(?a)(\d{1,9})(?:-(\d{1,9}))?"
_LIKE_IDS = r"(?a)\d[\d,-]*"
_MOST = 10_000


def parse_ids(words: Iterable[str]) -> tuple[int, ...]:
    """Read ids and ranges of ids, such as "3", "5-7" and "9,11"; each id once, in the order given.

    Raises:
        UsageError: a word is neither an id nor a range of at most 10,000 of them.
    """
    ids: dict[int, None] = {}
    for word in words:
        for part in word.split(","):
            ids.update(dict.fromkeys(_range(part.strip())))
    return tuple(ids)


def parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part *words* into the ids that lead, and whatever follows them: "3 5-7 bast.pdf"."""
    count = next((place for place, word in enumerate(words) if not re.fullmatch(_LIKE_IDS, word)), len(words))
    return list(words[:count]), list(words[count:])


def _range(part: str) -> range:
    match = re.fullmatch(_FORM, part)
    if match is None:
        raise UsageError(_("“{text}” is no id; write ids as 3 or 5-7.").format(text=part))
    first = int(match[1])
    last = int(match[2] or first)
    if not 0 < first <= last < first + _MOST:
        raise UsageError(_("“{text}” is no range of ids; write the lower one first, as in 5-7.").format(text=part))
    return range(first, last + 1)

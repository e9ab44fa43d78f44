"""Which language the program speaks; every message passes through here.

Messages are written in English in the code; the Indonesian ones stand in `locale/id/LC_MESSAGES/bimatrack.po`, compiled
to the `.mo` beside it. The domain is made the process's default, so that Typer's own words are translated too.
"""

import gettext as _gettext
import os
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from struct import unpack_from

LANGUAGES = ("id", "en")
DOMAIN = "bimatrack"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
LOCALE_DIR = Path(__file__).parent / "locale"


def choose_language(asked: str | None, environ: dict[str, str], configured: str = "") -> str:
    """Return "id" or "en": the asked one, else BIMATRACK_LANG's, the *configured* one ("" for none), or the locale's.

    Indonesian where the locale names no language.
    """
    if asked in LANGUAGES:
        return asked
    for value in (environ.get("BIMATRACK_LANG", ""), configured, *(environ.get(name, "") for name in _LOCALE)):
        if value and value.split(".")[0] not in ("C", "POSIX"):
            return "en" if value.lower().startswith("en") else "id"
    return "id"


def set_language(chosen: str) -> None:
    """Speak the language *chosen* ("id" or "en") from here on."""
    os.environ["LANGUAGE"] = chosen
    _gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    _gettext.textdomain(DOMAIN)
    _catalogue.cache_clear()
    _answer.cache_clear()
    _language.cache_clear()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak another language for a while: what is addressed to others need not follow the user's own."""
    before = language()
    set_language(chosen)
    try:
        yield
    finally:
        set_language(before)


def language() -> str:
    """Return the language in use, "id" or "en"."""
    return _language()


def _(message: str) -> str:
    """Return *message* in the language in use; unknown messages come back as they are."""
    return _answer(message) or message


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a message that fits the number *n*."""
    return _answer(f"{one}\0{many}") or (one if n == 1 else many)


class _Catalogue:
    """The messages of a `.mo` file, looked up where they stand: taking in all of them costs each start 5 ms.

    The file is ours, so: little-endian, its messages sorted, one form for every number.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        _magic, _version, self._count, self._messages, self._answers = unpack_from("<5I", data)

    def answer(self, message: str) -> str:
        """Return what stands for *message*, "" where nothing does; of two forms, "one" and "many", parted by NUL."""
        wanted = message.encode()
        place = bisect_left(range(self._count), wanted, key=lambda at: self._text(self._messages, at))
        known = place < self._count and self._text(self._messages, place) == wanted
        return self._text(self._answers, place).decode() if known and wanted else ""

    def _text(self, table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * place)
        return self._data[start : start + length]


@cache
def _catalogue() -> _Catalogue | None:
    path = LOCALE_DIR / language() / "LC_MESSAGES" / f"{DOMAIN}.mo"
    return _Catalogue(path.read_bytes()) if path.exists() else None


@cache
def _answer(message: str) -> str:
    # Long tables ask for the same words in each row.
    catalogue = _catalogue()
    return catalogue.answer(message) if catalogue else ""


@cache
def _language() -> str:
    # Long tables ask for each cell; the environment is slow to look at.
    chosen = os.environ.get("LANGUAGE", "id")
    return chosen if chosen in LANGUAGES else "id"

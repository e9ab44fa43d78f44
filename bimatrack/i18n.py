"""Which language the program speaks; every message passes through here.

Messages are written in English in the code; the Indonesian ones stand in `locale/id/LC_MESSAGES/bimatrack.po`, compiled
to the `.mo` beside it. The domain is made the process's default, so that Typer's own words are translated too.
"""

import gettext as _gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

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
    return _catalogue().gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of a message that fits the number *n*."""
    return _catalogue().ngettext(one, many, n)


@cache
def _catalogue() -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, str(LOCALE_DIR), [language()], fallback=True)


@cache
def _language() -> str:
    # Long tables ask for each cell; the environment is slow to look at.
    chosen = os.environ.get("LANGUAGE", "id")
    return chosen if chosen in LANGUAGES else "id"

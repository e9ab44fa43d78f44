"""Reads TOML, whatever somebody wrote into it."""

import re

from bimatrack.i18n import _

_DEEPEST = 40  # tables in tables; the reader's time grows with the square
_DOTS = rf"""(?:[\w"'-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}"""


class NoTomlError(ValueError):
    """A text is no TOML; says why in a few words."""


def parse_toml(text: str) -> dict[str, object]:
    """Return what the TOML *text* holds.

    Raises:
        NoTomlError: it is none, or holds what no file of ours does: tables in tables without end, endless numbers.
    """
    import tomllib

    if re.search(_DOTS, text):
        raise NoTomlError(_("it is nested too deeply"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NoTomlError(str(error)) from error
    except RecursionError:
        raise NoTomlError(_("it is nested too deeply")) from None
    except ValueError:  # Of more than 4,300 digits.
        raise NoTomlError(_("a number is too long")) from None

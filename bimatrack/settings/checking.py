"""Checks each value of the settings. Every value has one text, which is what people type and read."""

import re
from itertools import pairwise
from pathlib import Path

from bimatrack.errors import UsageError
from bimatrack.i18n import LANGUAGES, _
from bimatrack.literal import one_line
from bimatrack.server import Place, Server, place_of
from bimatrack.settings.keys import FREE, KEYS, TABLES, Key, Sort, known_key

STEP_SIGN = "; "
_STEP = r"\s*(\d{1,3}(?:[.,]\d+)?)\s*%?\s+(\S.*?)\s*"
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]+://"
_NAME = re.compile(r"[\w-]+")
_MONTHS = 12
_FULL = 100


def require_key(name: str) -> Key:
    """Return the setting of that dotted *name*.

    Raises:
        UsageError: there is none.
    """
    key = known_key(name)
    if key is None:
        raise unknown(name)
    if key.table in FREE and not _NAME.fullmatch(name.partition(".")[2]):
        raise UsageError(_("“{name}” is no good name; take letters, digits, - and _.").format(name=name))
    return key


def unknown(name: str) -> UsageError:
    """Say that there is no setting of that *name*, and what may have been meant."""
    from difflib import get_close_matches

    sentence = _("There is no setting “{name}”.").format(name=name)
    near = get_close_matches(name, [*(key.name for key in KEYS), *TABLES], n=1)
    if near:
        return UsageError(f"{sentence} {_('Did you mean {near}?').format(near=near[0])}")
    return UsageError(f"{sentence} {_('`bimatrack config` lists them.')}")


def checked(key: Key, text: str) -> str:
    """Return the *text* of a value as it is kept.

    Raises:
        UsageError: it cannot be a value of *key*.
    """
    text = text.strip()
    good = {
        Sort.LANGUAGE: lambda: not text or text in LANGUAGES,
        Sort.MONTH: lambda: text.isdecimal() and 1 <= int(text) <= _MONTHS,
        Sort.STEPS: lambda: _descending(steps_of(text)),
        Sort.WORDS: lambda: words_of(text) is not None,
    }.get(key.sort, lambda: True)()
    if not good or "\n" in text or "\r" in text or "\0" in text:
        raise refused(key, f"“{one_line(text)}”")
    if key.name == "db":
        _require_no_password(place_named(text))
    return STEP_SIGN.join(step_texts(text)) if key.sort is Sort.STEPS else text


def place_named(text: str) -> Place:
    """Return where *text* says that the store lies.

    Raises:
        UsageError: it is the address of something else.
    """
    place = place_of(text)
    if isinstance(place, Path) and re.match(_ADDRESS, text):
        raise UsageError(
            _("“{scheme}” leads to no store; give a file, or a database as postgresql://USER@HOST/DATABASE.").format(
                scheme=f"{text.partition('//')[0]}//"
            )
        )
    return place


def _require_no_password(place: Place) -> None:
    if isinstance(place, Server) and place.secrets:
        raise UsageError(
            _(
                "{place} would keep a password in the settings; leave it out, and put it into the file ~/.pgpass."
            ).format(place=place)
        )


def refused(key: Key, given: str) -> UsageError:
    """Say what a value of *key* has to be, and what was *given* instead."""
    return UsageError(_("{key} must be {wanted}, not {given}.").format(key=key.name, wanted=_wanted(key), given=given))


def step_texts(text: str) -> list[str]:
    """Part the steps of a scale as they are typed, "91 Sangat Tinggi; 76 Tinggi"."""
    return [" ".join(part.split()) for part in text.split(STEP_SIGN.strip()) if part.strip()]


def steps_of(text: str) -> tuple[tuple[float, str], ...]:
    """Read the steps of a scale: limits in percent, each with its label; none where one of them cannot be read."""
    matches = [re.fullmatch(_STEP, part) for part in step_texts(text)]
    steps = [(float(one[1].replace(",", ".")), one[2]) for one in matches if one]
    return tuple(steps) if len(steps) == len(matches) else ()


def words_of(text: str) -> list[str] | None:
    """Part options as a shell does; None where a quote is left open."""
    import shlex

    try:
        return shlex.split(text)
    except ValueError:
        return None


def _descending(steps: tuple[tuple[float, str], ...]) -> bool:
    limits = [limit for limit, _label in steps]
    return bool(limits) and limits[0] <= _FULL and all(a > b for a, b in pairwise(limits))


def _wanted(key: Key) -> str:
    match key.sort:
        case Sort.LANGUAGE:
            return _("id or en")
        case Sort.MONTH:
            return _("a month from 1 to 12")
        case Sort.STEPS:
            return _("limits from 100 downwards, each with its label (91 Sangat Tinggi; 76 Tinggi)")
        case Sort.WORDS:
            return _("options as they are typed, each quote closed")
        case _:
            return _("one line of text")

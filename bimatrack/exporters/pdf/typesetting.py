"""Runs the typesetter over the templates: nothing is read but them, nothing fetched."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from bimatrack.errors import UsageError
from bimatrack.exporters.pdf.values import Sheets
from bimatrack.i18n import _
from bimatrack.literal import one_line

if TYPE_CHECKING:
    from typst import PDFStandards

_TEMPLATES = Path(__file__).parent
_ARCHIVED: "PDFStandards" = "a-2a"
_NO_LETTER = "could not be displayed"
# All letters up to here are in the fonts that the typesetter brings along.
_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to print: whether with the fonts of the *system*, too, and by which standard."""

    system: bool
    standard: "PDFStandards"


# Nearly all reports need no letters but those of the typesetter's own fonts, and so look the same on every machine.
# Only for others the machine's are looked through. What none of them has is printed as a box, which an archive refuses.
_WAYS = (
    _Way(system=False, standard=_ARCHIVED),
    _Way(system=True, standard=_ARCHIVED),
    _Way(system=True, standard=None),
)


def typeset(sheets: Sheets, day: date) -> bytes:
    """Print *sheets* as a PDF that was made on *day*.

    Raises:
        UsageError: the logo is no picture that can be printed.
    """
    if sheets.logo is not None:
        _prove(_json(sheets.logo), day)
    data = _json(sheets)
    letters = "".join(sorted(sign for sign in set(data) if sign > _LATIN))
    # A long report should not be printed in vain.
    ways = _print("letters.typ", _json(letters), day, _WAYS)[0] if letters else _WAYS
    return _print("report.typ", data, day, ways)[1]


def _print(template: str, data: str, day: date, ways: Sequence[_Way]) -> tuple[Sequence[_Way], bytes]:
    """Print in the first of *ways* that has all letters; return it with those behind it, and the document."""
    for place, way in enumerate(ways[:-1]):
        try:
            return ways[place:], _compile(template, data, day, way)
        except typst.TypstError as error:
            if _NO_LETTER not in error.message:
                raise
    return ways[-1:], _compile(template, data, day, ways[-1])


def _compile(template: str, data: str, day: date, way: _Way) -> bytes:
    return typst.compile(
        _TEMPLATES / template,
        root=_TEMPLATES,
        ignore_system_fonts=not way.system,
        sys_inputs={"data": data},
        pdf_standards=way.standard,
        timestamp=datetime.combine(day, time(), UTC),
        format="pdf",
    )


def _prove(logo: str, day: date) -> None:
    """Print the logo by itself, since what is wrong with it should not be told of the whole report."""
    try:
        _print("logo.typ", logo, day, _WAYS)
    except typst.TypstError as error:
        raise UsageError(
            _(
                "The logo cannot be printed ({reason}); "
                "save it anew as PNG, or name another with `bimatrack config set logo FILE`."
            ).format(reason=one_line(error.message))
        ) from error


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> "dict[str, object]":
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(value)
    return {name: getattr(value, name) for name in _names(type(value))}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))

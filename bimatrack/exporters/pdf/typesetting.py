"""Runs the typesetter over the templates: nothing is read but them, nothing fetched."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
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


def typeset(sheets: Sheets, day: date) -> bytes:
    """Print *sheets* as a PDF that was made on *day*.

    Raises:
        UsageError: the logo is no picture that can be printed.
    """
    if sheets.logo is not None:
        _prove(_json(sheets.logo))
    text = _json(sheets)
    # Nearly all reports need no letters but those of the fonts that the typesetter brings along, and so look the same
    # on every machine. Only for others the machine's own fonts are looked through; what none of them has is printed as
    # a box, which an archive refuses.
    for system in (False, True):
        try:
            return _compile(text, day, system=system, standards=_ARCHIVED)
        except typst.TypstError as error:
            if _NO_LETTER not in error.message:
                raise
    return _compile(text, day, system=True, standards=None)


def _compile(text: str, day: date, *, system: bool, standards: "PDFStandards") -> bytes:
    return typst.compile(
        _TEMPLATES / "report.typ",
        root=_TEMPLATES,
        ignore_system_fonts=not system,
        sys_inputs={"report": text},
        pdf_standards=standards,
        timestamp=datetime.combine(day, time(), UTC),
        format="pdf",
    )


def _prove(logo: str) -> None:
    """Print the logo by itself, since what is wrong with it should not be told of the whole report."""
    try:
        typst.compile(
            _TEMPLATES / "logo.typ",
            root=_TEMPLATES,
            ignore_system_fonts=True,
            sys_inputs={"logo": logo},
            format="pdf",
        )
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
    return {field.name: getattr(value, field.name) for field in fields(value)}

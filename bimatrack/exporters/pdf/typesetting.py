"""Runs the typesetter over the templates: nothing is read but them, nothing fetched."""

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from bimatrack.errors import UsageError
from bimatrack.exporters.pdf.values import Sheets
from bimatrack.i18n import _

_TEMPLATES = Path(__file__).parent
_ARCHIVED = "a-2a"
_NO_LETTER = "could not be displayed"
_PICTURE = b"#let logo = json(bytes(sys.inputs.logo))\n#image(bytes(logo.data), format: logo.form)"


def typeset(sheets: Sheets, day: date) -> bytes:
    """Print *sheets* as a PDF that was made on *day*.

    Raises:
        UsageError: the logo is no picture that can be printed.
    """
    if sheets.logo is not None:
        _prove(_json(sheets.logo))
    text = _json(sheets)
    # The letters of nearly all reports are those of the fonts that the typesetter brings along, and so the same on every
    # machine. Only for others the machine's own are looked through, and what has no letter at all is printed as a box,
    # which an archive refuses.
    for system, standards in ((False, [_ARCHIVED]), (True, [_ARCHIVED]), (True, [])):
        try:
            return _compile(text, day, system=system, standards=standards)
        except typst.TypstError as error:
            if not standards or _NO_LETTER not in error.message:
                raise
    raise AssertionError  # pragma: no cover - the last turn returns or raises


def _compile(text: str, day: date, *, system: bool, standards: "list[typst.PDFStandard]") -> bytes:
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
        typst.compile(_PICTURE, root=_TEMPLATES, ignore_system_fonts=True, sys_inputs={"logo": logo}, format="pdf")
    except typst.TypstError as error:
        raise UsageError(_("The logo cannot be printed: {reason}.").format(reason=error.message)) from error


def _json(value: object) -> str:
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> "dict[str, object]":
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(value)
    return {field.name: getattr(value, field.name) for field in fields(value)}

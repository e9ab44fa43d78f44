"""Answers as plain records for JSON, and as rows of text, header first, for tab-separated values.

Keys and headers are the program's words and never translated; days are ISO, lists in a row are joined with "; ".

Each room is loaded when it is first asked for: start-up is a feature.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bimatrack.exporters.flat.ahead import agenda_records, agenda_rows
    from bimatrack.exporters.flat.arrivals import (
        extraction_record,
        extraction_rows,
        imported_records,
        imported_rows,
        reading_line,
        reading_record,
        reading_rows,
        release_records,
        release_rows,
    )
    from bimatrack.exporters.flat.directives import (
        changed_records,
        changed_rows,
        detail_record,
        detail_rows,
        directive_record,
        directive_records,
        directive_rows,
    )
    from bimatrack.exporters.flat.history import (
        change_record,
        change_records,
        change_rows,
        rewind_records,
        rewind_rows,
    )
    from bimatrack.exporters.flat.proofs import proof_records, proof_rows
    from bimatrack.exporters.flat.registry import finding_records, finding_rows, unit_records, unit_rows

__all__ = [
    "agenda_records",
    "agenda_rows",
    "change_record",
    "change_records",
    "change_rows",
    "changed_records",
    "changed_rows",
    "detail_record",
    "detail_rows",
    "directive_record",
    "directive_records",
    "directive_rows",
    "extraction_record",
    "extraction_rows",
    "finding_records",
    "finding_rows",
    "imported_records",
    "imported_rows",
    "proof_records",
    "proof_rows",
    "reading_line",
    "reading_record",
    "reading_rows",
    "release_records",
    "release_rows",
    "rewind_records",
    "rewind_rows",
    "unit_records",
    "unit_rows",
]

_ROOMS = (
    dict.fromkeys(("agenda_records", "agenda_rows"), "ahead")
    | dict.fromkeys(
        (
            "extraction_record",
            "extraction_rows",
            "imported_records",
            "imported_rows",
            "reading_line",
            "reading_record",
            "reading_rows",
            "release_records",
            "release_rows",
        ),
        "arrivals",
    )
    | dict.fromkeys(
        (
            "changed_records",
            "changed_rows",
            "detail_record",
            "detail_rows",
            "directive_record",
            "directive_records",
            "directive_rows",
        ),
        "directives",
    )
    | dict.fromkeys(("change_record", "change_records", "change_rows", "rewind_records", "rewind_rows"), "history")
    | dict.fromkeys(("proof_records", "proof_rows"), "proofs")
    | dict.fromkeys(("finding_records", "finding_rows", "unit_records", "unit_rows"), "registry")
)


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)

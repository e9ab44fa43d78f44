"""Answers as plain records for JSON, and as rows of text, header first, for tab-separated values.

Keys and headers are the program's words and never translated; days are ISO, lists in a row are joined with "; ". Each
room is loaded when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bimatrack.exporters.flat.adopting import adoption_record, adoption_rows
    from bimatrack.exporters.flat.ahead import agenda_records, agenda_rows, calendar_records, calendar_rows
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
    from bimatrack.exporters.flat.backups import backups_record, backups_rows, checkup_record, checkup_rows
    from bimatrack.exporters.flat.directives import (
        changed_records,
        changed_rows,
        detail_record,
        detail_rows,
        directive_record,
    )
    from bimatrack.exporters.flat.history import (
        change_record,
        change_records,
        change_rows,
        rewind_records,
        rewind_rows,
    )
    from bimatrack.exporters.flat.lists import GROUP, NAMES, directive_records, directive_rows
    from bimatrack.exporters.flat.marking import checked_records, checked_rows, tag_records, tag_rows
    from bimatrack.exporters.flat.moving import moved_record, moved_rows
    from bimatrack.exporters.flat.proofs import proof_records, proof_rows
    from bimatrack.exporters.flat.registry import finding_records, finding_rows, unit_records, unit_rows
    from bimatrack.exporters.flat.restoring import restoring_record, restoring_rows
    from bimatrack.exporters.flat.settings import said_records, said_rows, setting_record, setting_records, setting_rows
    from bimatrack.exporters.flat.users import user_records, user_rows

__all__ = [
    "GROUP",
    "NAMES",
    "adoption_record",
    "adoption_rows",
    "agenda_records",
    "agenda_rows",
    "backups_record",
    "backups_rows",
    "calendar_records",
    "calendar_rows",
    "change_record",
    "change_records",
    "change_rows",
    "changed_records",
    "changed_rows",
    "checked_records",
    "checked_rows",
    "checkup_record",
    "checkup_rows",
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
    "moved_record",
    "moved_rows",
    "proof_records",
    "proof_rows",
    "reading_line",
    "reading_record",
    "reading_rows",
    "release_records",
    "release_rows",
    "restoring_record",
    "restoring_rows",
    "rewind_records",
    "rewind_rows",
    "said_records",
    "said_rows",
    "setting_record",
    "setting_records",
    "setting_rows",
    "tag_records",
    "tag_rows",
    "unit_records",
    "unit_rows",
    "user_records",
    "user_rows",
]

_ROOMS = {
    "GROUP": "lists",
    "NAMES": "lists",
    "adoption_record": "adopting",
    "adoption_rows": "adopting",
    "agenda_records": "ahead",
    "agenda_rows": "ahead",
    "backups_record": "backups",
    "backups_rows": "backups",
    "calendar_records": "ahead",
    "calendar_rows": "ahead",
    "change_record": "history",
    "change_records": "history",
    "change_rows": "history",
    "changed_records": "directives",
    "changed_rows": "directives",
    "checked_records": "marking",
    "checked_rows": "marking",
    "checkup_record": "backups",
    "checkup_rows": "backups",
    "detail_record": "directives",
    "detail_rows": "directives",
    "directive_record": "directives",
    "directive_records": "lists",
    "directive_rows": "lists",
    "extraction_record": "arrivals",
    "extraction_rows": "arrivals",
    "finding_records": "registry",
    "finding_rows": "registry",
    "imported_records": "arrivals",
    "imported_rows": "arrivals",
    "proof_records": "proofs",
    "proof_rows": "proofs",
    "reading_line": "arrivals",
    "moved_record": "moving",
    "moved_rows": "moving",
    "reading_record": "arrivals",
    "reading_rows": "arrivals",
    "release_records": "arrivals",
    "release_rows": "arrivals",
    "restoring_record": "restoring",
    "restoring_rows": "restoring",
    "rewind_records": "history",
    "rewind_rows": "history",
    "said_records": "settings",
    "said_rows": "settings",
    "setting_record": "settings",
    "setting_records": "settings",
    "setting_rows": "settings",
    "tag_records": "marking",
    "tag_rows": "marking",
    "unit_records": "registry",
    "unit_rows": "registry",
    "user_records": "users",
    "user_rows": "users",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)

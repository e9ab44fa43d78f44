"""How answers look: values in, Rich renderables out. Each view is loaded when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bimatrack.views.adopting import adoption_view
    from bimatrack.views.agenda import agenda_view
    from bimatrack.views.arrivals import imported, releases_table
    from bimatrack.views.backups import backups_view
    from bimatrack.views.calendar import calendar_view
    from bimatrack.views.changes import added, changed, mended, outcome
    from bimatrack.views.checkup import checkup_view
    from bimatrack.views.detail import directive_detail
    from bimatrack.views.empty import beginning
    from bimatrack.views.fields import Look
    from bimatrack.views.history import log_table, undo_preview
    from bimatrack.views.listing import directive_table
    from bimatrack.views.marking import checked_table, tags_table
    from bimatrack.views.moving import moved_view
    from bimatrack.views.proofs import proofs_list
    from bimatrack.views.readings import deadline_view, extracted
    from bimatrack.views.registry import findings_list, units_table
    from bimatrack.views.report import report_view
    from bimatrack.views.restoring import restoring_view
    from bimatrack.views.schemas import schemas_table
    from bimatrack.views.settings import settings_detail, settings_pairs, settings_table
    from bimatrack.views.users import users_table

__all__ = [
    "Look",
    "added",
    "adoption_view",
    "agenda_view",
    "backups_view",
    "beginning",
    "calendar_view",
    "changed",
    "checked_table",
    "checkup_view",
    "deadline_view",
    "directive_detail",
    "directive_table",
    "extracted",
    "findings_list",
    "imported",
    "log_table",
    "mended",
    "moved_view",
    "outcome",
    "proofs_list",
    "releases_table",
    "report_view",
    "restoring_view",
    "schemas_table",
    "settings_detail",
    "settings_pairs",
    "settings_table",
    "tags_table",
    "undo_preview",
    "units_table",
    "users_table",
]

# Start-up is a feature: a list into a pipe asks for no view, and so for no Rich.
_ROOMS = {
    "Look": "fields",
    "adoption_view": "adopting",
    "added": "changes",
    "agenda_view": "agenda",
    "backups_view": "backups",
    "beginning": "empty",
    "calendar_view": "calendar",
    "changed": "changes",
    "checked_table": "marking",
    "checkup_view": "checkup",
    "deadline_view": "readings",
    "directive_detail": "detail",
    "directive_table": "listing",
    "extracted": "readings",
    "findings_list": "registry",
    "imported": "arrivals",
    "log_table": "history",
    "mended": "changes",
    "moved_view": "moving",
    "outcome": "changes",
    "proofs_list": "proofs",
    "releases_table": "arrivals",
    "report_view": "report",
    "restoring_view": "restoring",
    "schemas_table": "schemas",
    "tags_table": "marking",
    "settings_detail": "settings",
    "settings_pairs": "settings",
    "settings_table": "settings",
    "undo_preview": "history",
    "units_table": "registry",
    "users_table": "users",
}


def __getattr__(name: str) -> object:
    if name not in _ROOMS:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)

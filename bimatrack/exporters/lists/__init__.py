"""A list of directives as a file for other programs and for people; each form is loaded when it is asked for."""

from typing import TYPE_CHECKING

from bimatrack.exporters.gathered import Gathered

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["FORMS"]


def _ics(gathered: Gathered) -> str:
    from bimatrack.exporters.ics import calendar_ics

    return calendar_ics(gathered.selection.rows, gathered.events, gathered.changes, gathered.calendar)


def _csv(gathered: Gathered) -> str:
    from bimatrack.exporters.lists.commas import list_csv

    return list_csv(gathered)


def _xlsx(gathered: Gathered) -> bytes:
    from bimatrack.exporters.office import list_xlsx

    return list_xlsx(gathered)


def _json(gathered: Gathered) -> str:
    from bimatrack.exporters.flat import directive_records
    from bimatrack.exporters.jsontext import json_text

    records = directive_records(gathered.selection, gathered.today, gathered.columns, explain=gathered.explain)
    return json_text(records) + "\n"


def _markdown(gathered: Gathered) -> str:
    from bimatrack.exporters.lists.minutes import list_markdown

    return list_markdown(gathered)


def _taskwarrior(gathered: Gathered) -> str:
    from bimatrack.exporters.taskwarrior import taskwarrior_json

    return taskwarrior_json(gathered.selection.rows, gathered.changes)


def _todo(gathered: Gathered) -> str:
    from bimatrack.exporters.taskwarrior import todo_txt

    return todo_txt(gathered.selection.rows)


# The forms in which a list can be written, as text or as the bytes of a file.
FORMS: "dict[str, Callable[[Gathered], str | bytes]]" = {
    "ics": _ics,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "md": _markdown,
    "taskwarrior": _taskwarrior,
    "todotxt": _todo,
}

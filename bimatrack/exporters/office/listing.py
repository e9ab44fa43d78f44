"""A list of directives as a workbook of one sheet: typed cells, filters, ready for paper."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from bimatrack.days import long_day
from bimatrack.exporters.flat import GROUP, directive_records
from bimatrack.exporters.flat.cells import Json, Record, proof_names, text_of
from bimatrack.exporters.gathered import Gathered
from bimatrack.exporters.office.sheets import Book, set_filter, set_paper, set_widths
from bimatrack.exporters.office.values import Cell, Column, Percent, Table
from bimatrack.i18n import _, language
from bimatrack.labels import kind_label, priority_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Evidence, Kind, Priority, Status

_LONGEST_PROPERTY = 255
# What people work with; all else by --columns.
_SHOWN = (
    "id",
    "text",
    "units",
    "owners",
    "due",
    "status",
    "progress",
    "overdue",
    "priority",
    "kind",
    "speaker",
    "obstacle",
    "evidence",
    "tags",
    "release",
    "born",
    "closed_on",
)
_DAYS = ("due", "born", "closed_on")
_WIDE, _MIDDLE, _NARROW = 44, 26, 12
_WIDTHS = {"text": _WIDE, "quote": _WIDE} | dict.fromkeys(
    ("units", "owners", "speaker", "obstacle", "evidence", "due_text", GROUP, "urgency_parts"), _MIDDLE
)


def list_workbook(gathered: Gathered) -> bytes:
    """Write the directives of a list into a workbook, days as days, percentages as such, yes and no in words."""
    name = _("Directives")
    day = _("as of {day}").format(day=long_day(gathered.today))
    told = {"title": name, "subject": day, "author": gathered.government}
    book = Book({key: one_line(text)[:_LONGEST_PROPERTY] for key, text in told.items()}, gathered.today)
    sheet = book.sheet(name)
    table = _table(gathered, name)
    set_widths(sheet, table.columns)
    book.line(sheet, 0, name, "title")
    book.line(sheet, 1, day, "subtitle")
    block = book.table(sheet, table, 3)
    set_filter(sheet, block)
    set_paper(sheet, block.bottom, len(table.columns) - 1, left=gathered.government, right=day, footer=name)
    return book.content()


def _table(gathered: Gathered, title: str) -> Table:
    records = directive_records(
        gathered.selection, gathered.today, gathered.columns or _SHOWN, explain=gathered.explain
    )
    names = [GROUP] if gathered.selection.groups else []
    names += [name for name in gathered.columns or _SHOWN if name not in names]
    names += ["urgency", "urgency_parts"] if gathered.explain else []
    named = tuple(dict.fromkeys(names))
    columns = [Column(_titles(language()).get(name, name), _WIDTHS.get(name, _NARROW)) for name in named]
    return Table(title, columns, [[_cell(name, record[name]) for name in named] for record in records])


def _cell(name: str, value: Json) -> Cell:
    if isinstance(value, bool):
        return _("yes") if value else None
    if isinstance(value, int):
        return Percent(value) if name == "progress" else value
    if isinstance(value, str):
        return _words(name, value)
    if name == "evidence" and isinstance(value, list):
        return proof_names(_evidence(one) for one in value if isinstance(one, dict))
    return text_of(value) or None


def _evidence(record: Record) -> Evidence:
    sha256 = record["sha256"]
    return Evidence(str(record["place"]), None if sha256 is None else str(sha256))


def _words(name: str, value: str) -> Cell:
    if name in _DAYS:
        return date.fromisoformat(value)
    if name == "status":
        return status_label(Status(value))
    if name == "kind":
        return kind_label(Kind(value))
    return priority_label(Priority(value)) if name == "priority" else value


# The language stands in the signature because it is what this table hangs on.
@cache
def _titles(_language: str) -> Mapping[str, str]:
    titles: Sequence[tuple[str, str]] = (
        ("id", _("Id")),
        ("text", _("Directive")),
        ("units", _("Responsible")),
        ("owners", _("Named as")),
        ("due", _("Due")),
        ("due_text", _("Deadline as worded")),
        ("days_left", _("Days")),
        ("status", _("Status")),
        ("progress", "%"),
        ("overdue", _("Overdue")),
        ("priority", _("Priority level")),
        ("kind", _("Kind")),
        ("speaker", _("Asked by")),
        ("obstacle", _("Obstacle")),
        ("evidence", _("Evidence")),
        ("tags", _("Tags")),
        ("release", _("Release")),
        ("born", _("Since")),
        ("closed_on", _("Closed on")),
        ("quote", _("Words of the release")),
        ("asked", _("Times asked")),
        ("shares", _("Shares")),
        ("links", _("Linked with")),
    )
    return dict(titles)

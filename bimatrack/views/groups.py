"""A list in groups, the name of each above its directives."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group as Parts
from rich.console import RenderableType
from rich.text import Text

from bimatrack.history import KeptRelease
from bimatrack.i18n import _, ngettext
from bimatrack.labels import kind_label, priority_label, quarter_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Kind, Priority, Status
from bimatrack.quarter import Quarter
from bimatrack.tracking import Group, Grouping, Selection
from bimatrack.views.cells import LATE, QUIET, STRONG, cell, joined
from bimatrack.views.drawing import drawn
from bimatrack.views.fields import Look
from bimatrack.views.layout import ByWidth, blocks


def group_list(selection: Selection, today: date, look: Look, releases: Sequence[KeptRelease] = ()) -> RenderableType:
    """Show the groups of a selection, each with its directives and how many of them are overdue."""
    titles = {str(kept.number): kept.release.title for kept in releases}

    def draw(width: int) -> RenderableType:
        parts: list[RenderableType] = []
        for group in selection.groups:
            head = _head(group, today, _title(group.name, selection, titles))
            rows = drawn(group.selection.rows, today, width, look=look, among=selection.rows, header=False)
            parts.append(Parts(head, rows))
        return Parts(drawn((), today, width, look=look, among=selection.rows), blocks(parts))

    return ByWidth(draw)


def _head(group: Group, today: date, title: str) -> Text:
    rows = group.selection.rows
    overdue = sum(one.state.overdue(today) for one in rows)
    count = ngettext("{n} directive", "{n} directives", len(rows)).format(n=len(rows))
    late = Text(_("{n} overdue").format(n=overdue), style=LATE) if overdue else Text()
    return joined((cell(title, STRONG), Text(count, style=QUIET), late))


def _title(name: str | None, selection: Selection, titles: dict[str, str]) -> str:
    by = selection.by
    if name is None:
        return _without(by)
    match by:
        case Grouping.KIND:
            return kind_label(Kind(name))
        case Grouping.STATUS:
            return status_label(Status(name))
        case Grouping.PRIORITY:
            return _("{level} priority").format(level=priority_label(Priority(name)))
        case Grouping.QUARTER:
            return quarter_label(Quarter(int(name[:4]), int(name[5:]), selection.first_month))
        case _:
            return _names(name, by, titles)


def _names(name: str, by: Grouping, titles: dict[str, str]) -> str:
    if by is Grouping.RELEASE:
        return _("Release {number}: {title}").format(number=name, title=one_line(titles.get(name, "")))
    return f"#{name}" if by is Grouping.TAG else name


def _without(by: Grouping) -> str:
    return {
        Grouping.UNIT: _("No unit of the registry"),
        Grouping.OWNER: _("Nobody is named"),
        Grouping.QUARTER: _("Without a last day"),
        Grouping.SPEAKER: _("The speaker is not named"),
        Grouping.RELEASE: _("Added by hand"),
        Grouping.TAG: _("Without a tag"),
    }.get(by, "–")

"""What a check of all that is kept found."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.checkup import Checkup, Fault, Finding
from bimatrack.i18n import _
from bimatrack.views.cells import GOOD, LATE, QUIET, STRONG, cell, stacked
from bimatrack.views.layout import NARROW, ByWidth, Column, full_table, indented


def checkup_view(found: Checkup) -> RenderableType:
    """Show each finding with what mends it, or mended it."""
    if not found.findings:
        return cell(_("All is well: {path}, its backups, settings and rules.").format(path=found.places.store), GOOD)
    return ByWidth(lambda width: _narrow(found) if width < NARROW else _table(found, width))


def _table(found: Checkup, width: int) -> Table:
    columns = (Column(_("What"), 20), Column(_("Where"), share=2), Column(_("Finding"), share=3))
    table = full_table(width, columns)
    for one in found.findings:
        table.add_row(Text(fault_label(one.fault), style=STRONG), _where(one), _told(one))
    return table


def _narrow(found: Checkup) -> RenderableType:
    return Group(
        *(
            Group(Text(fault_label(one.fault), style=STRONG), indented(stacked((_where(one), _told(one)))))
            for one in found.findings
        )
    )


def _told(one: Finding) -> Text:
    if one.mended:
        return stacked((cell(one.told), cell(_("mended: {how}").format(how=one.mends), GOOD)))
    if one.mends:
        return stacked((cell(one.told), cell(_("can be mended: {how}").format(how=one.mends), QUIET)))
    return cell(one.told, "" if one.fault.beside else LATE)


def _where(one: Finding) -> Text:
    """Name an entry in the language in use; a path stands as it is."""
    table, _blank, number = one.where.partition(" ")
    names = {
        "releases": _("release {number}"),
        "directives": _("directive {number}"),
        "events": _("event {number}"),
        "changes": _("change {number}"),
    }
    return cell(names[table].format(number=number) if table in names and number else one.where)


def fault_label(fault: Fault) -> str:
    """Name what is wrong."""
    return {
        Fault.UNREADABLE: _("file unreadable"),
        Fault.TWICE: _("twice the same"),
        Fault.ENTRY: _("damaged entry"),
        Fault.DAY: _("impossible day"),
        Fault.LOST: _("missing entry"),
        Fault.DANGLING: _("dangling reference"),
        Fault.HISTORY: _("against its history"),
        Fault.NUMBER: _("next number"),
        Fault.LEFT_OVER: _("left-over file"),
        Fault.PERMISSION: _("open to others"),
        Fault.BACKUP: _("damaged backup"),
        Fault.SETTINGS: _("settings"),
        Fault.REGISTRY: _("units"),
        Fault.RULES: _("rules"),
    }[fault]

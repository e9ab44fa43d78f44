"""The units of a government and the names they go by."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.registry import Registry, Unit, UnitKind
from bimatrack.views.cells import GOOD, QUIET, STRONG, cell, joined, words
from bimatrack.views.layout import NARROW, ByWidth, blocks, indented


def units_table(units: Sequence[Unit]) -> RenderableType:
    """Show the units kind by kind, each with its other names."""

    def draw(width: int) -> RenderableType:
        some = [(title, [unit for unit in units if unit.kind is kind]) for kind, title in _titles().items()]
        return blocks([Group(_title(title, these), indented(_list(these, width))) for title, these in some if these])

    return ByWidth(draw)


def findings_list(registry: Registry) -> RenderableType:
    """Show the names that say of no unit that it is meant, and those that the user gave to another unit."""
    clashes = [_finding(clash.alias, _("read as none of these"), clash.units) for clash in registry.clashes]
    moved = [
        _finding(
            one.alias, _("now {now}").format(now=one_line(one.now)), (_("before: {unit}").format(unit=one.before),)
        )
        for one in registry.moved
    ]
    return Group(*clashes, *moved) if clashes or moved else words(_("No name is shared by several units."), GOOD)


def _finding(name: str, told: str, more: Sequence[str]) -> RenderableType:
    return Group(joined((cell(name, STRONG), cell(told))), *(indented(cell(one, QUIET)) for one in more))


def _titles() -> dict[UnitKind, str]:
    return {
        UnitKind.OFFICE: _("Offices"),
        UnitKind.DIVISION: _("Divisions of the secretariat"),
        UnitKind.DISTRICT: _("Districts (kecamatan)"),
        UnitKind.VILLAGE: _("Villages (kelurahan)"),
    }


def _title(title: str, these: Sequence[Unit]) -> Text:
    return Text(f"{title} ({len(these)})", style=STRONG)


def _list(these: Sequence[Unit], width: int) -> RenderableType:
    if width < NARROW:
        return Group(*(Group(cell(unit.name), indented(_others(unit))) for unit in these))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(min_width=24, max_width=44)
    table.add_column()
    for unit in these:
        table.add_row(cell(unit.name), _others(unit))
    return table


def _others(unit: Unit) -> Text:
    # Some names hold commas.
    place = Text(_("in {district}").format(district=one_line(unit.parent)) if unit.parent else "", style=QUIET)
    return joined((place, *(cell(alias, QUIET) for alias in unit.aliases)))

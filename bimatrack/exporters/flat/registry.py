"""The registry as records and rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, listed, text_of

if TYPE_CHECKING:
    from bimatrack.registry import Registry, Unit

_COLUMNS = ("name", "kind", "parent", "aliases")
_FINDINGS = ("finding", "name", "units", "before")


def unit_records(units: "Sequence[Unit]") -> list[Record]:
    """Write the units; *parent* is the district that a village lies in."""
    return [
        {"name": unit.name, "kind": unit.kind.value, "parent": unit.parent or None, "aliases": listed(unit.aliases)}
        for unit in units
    ]


def unit_rows(units: "Sequence[Unit]") -> Iterator[Sequence[str]]:
    """Write the units as rows."""
    yield _COLUMNS
    for record in unit_records(units):
        yield [text_of(record[name]) for name in _COLUMNS]


def finding_records(registry: "Registry") -> list[Record]:
    """Write the names that say of none of their *units* that it is meant, and those that had another unit *before*."""
    clashes: list[Record] = [
        {"finding": "clash", "name": clash.alias, "units": listed(clash.units), "before": None}
        for clash in registry.clashes
    ]
    moved: list[Record] = [
        {"finding": "moved", "name": one.alias, "units": [one.now], "before": one.before} for one in registry.moved
    ]
    return clashes + moved


def finding_rows(registry: "Registry") -> Iterator[Sequence[str]]:
    """Write the same as rows."""
    yield _FINDINGS
    for record in finding_records(registry):
        yield [text_of(record[name]) for name in _FINDINGS]

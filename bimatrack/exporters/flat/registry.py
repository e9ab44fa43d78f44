"""The registry as records and rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, listed, text_of

if TYPE_CHECKING:
    from bimatrack.registry import Unit

_COLUMNS = ("name", "kind", "parent", "aliases")


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

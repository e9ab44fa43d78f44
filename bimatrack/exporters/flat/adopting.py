"""What was read out of a matrix, as a record and as rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Json, Record, iso, listed, text_of

if TYPE_CHECKING:
    from bimatrack.adopting import Adoption, Line

_COLUMNS = (
    "row",
    "id",
    "known",
    "text",
    "owners",
    "units",
    "due",
    "due_text",
    "status",
    "progress",
    "born",
    "closed_on",
    "kind",
    "speaker",
    "source",
    "note",
    "obstacle",
    "evidence",
    "tags",
)


def adoption_record(found: "Adoption", *, dry_run: bool) -> Record:
    """Write which columns were read as what, and each row as it was read.

    *id* is that of the directive that a row became, null for one that is *known* from before, or in a dry run.
    """
    return {
        "dry_run": dry_run,
        "sheet": found.layout.sheet,
        "head_row": found.layout.head_row,
        "columns": [
            {"head": one.head, "field": one.field.value if one.field else None} for one in found.layout.columns
        ],
        "rows": [*_rows(found)],
        "faults": [{"row": one.row, "column": one.column, "reason": one.reason} for one in found.faults],
    }


def adoption_rows(found: "Adoption") -> Iterator[Sequence[str]]:
    """Write the rows as they were read."""
    yield _COLUMNS
    for record in _rows(found):
        yield [text_of(record[name]) for name in _COLUMNS]


def _rows(found: "Adoption") -> Iterator[Record]:
    ids = dict(zip((line.row for line in found.fresh), (one.number for one in found.added), strict=False))
    for line in found.lines:
        head: dict[str, Json] = {"row": line.row, "id": ids.get(line.row), "known": line.row in found.known}
        yield head | _line(line)


def _line(line: "Line") -> Record:
    return {
        "text": line.text,
        "owners": listed(line.owners),
        "units": listed(line.units),
        "due": iso(line.due),
        "due_text": line.due_text,
        "status": line.status.value,
        "progress": line.progress,
        "born": line.born.isoformat(),
        "closed_on": iso(line.closed_on),
        "kind": line.kind.value,
        "speaker": line.speaker,
        "source": line.source,
        "note": line.note,
        "obstacle": line.obstacle,
        "evidence": listed(line.evidence),
        "tags": listed(line.tags),
    }

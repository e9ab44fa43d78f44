"""The parts of a state that are values of their own, shares and evidence, as a row holds them.

Each reader raises TypeError, KeyError or ValueError for what is none.
"""

from typing import Any

from bimatrack.history import Share
from bimatrack.model import Evidence, Status
from bimatrack.store import scalars

_SHARED = {status.value: status for status in (Status.OPEN, Status.IN_PROGRESS, Status.DONE)}


def part_row(part: Any) -> Any:
    """Write one part of a list; what is no value of its own stays as it is."""
    if isinstance(part, Share):
        return _share_row(part)
    if isinstance(part, Evidence):
        return [part.place, part.sha256] if part.sha256 else part.place
    return part


def shares_of(rows: Any) -> tuple[Share, ...]:
    """Read shares."""
    return tuple(map(_share_of, rows))


def evidence_of(rows: Any) -> tuple[Evidence, ...]:
    """Read evidence: a place, or a place and the hash of its file."""
    if not isinstance(rows, list):
        raise TypeError(rows)
    return tuple(
        [Evidence(*scalars.texts(row)) if isinstance(row, list) else Evidence(scalars.text(row)) for row in rows]
    )


def _share_row(share: Share) -> dict[str, Any]:
    row: dict[str, Any] = {"unit": share.unit, "status": share.status.value}
    if share.progress:
        row["progress"] = share.progress
    if share.closed_on:
        row["closed_on"] = share.closed_on.isoformat()
    return row


def _share_of(row: Any) -> Share:
    status, closed_on = _SHARED[row["status"]], scalars.day_or_none(row.get("closed_on"))
    if (status is Status.DONE) != (closed_on is not None):
        raise ValueError(row)
    return Share(scalars.text(row["unit"]), status, scalars.percent(row.get("progress", 0)), closed_on)

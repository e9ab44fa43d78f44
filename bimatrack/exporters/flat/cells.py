"""How single values are written in records and rows."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from bimatrack.history import Share
from bimatrack.model import Evidence

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
Record: TypeAlias = dict[str, Json]


def iso(day: date | None) -> str | None:
    """Write a day for a record."""
    return None if day is None else day.isoformat()


def listed(texts: Iterable[str]) -> list[Json]:
    """Write several texts for a record."""
    return list(texts)


def share_record(share: Share) -> Record:
    """Write how far one unit has come with a split directive."""
    return {
        "unit": share.unit,
        "status": share.status.value,
        "progress": share.progress,
        "closed_on": iso(share.closed_on),
    }


def evidence_record(evidence: Evidence) -> Record:
    """Write what proves a directive; *sha256* is null where no file was there to be read."""
    return {"place": evidence.place, "sha256": evidence.sha256}


def proof_names(evidence: Iterable[Evidence]) -> str:
    """Write what evidence is called on paper, for one cell."""
    return "; ".join([one.name for one in evidence])


def places(evidence: Iterable[Evidence]) -> str:
    """Write where evidence lies, for one cell."""
    return "; ".join([one.place for one in evidence])


def text_of(value: Json) -> str:
    """Write any value of a record for a row: nothing for None, lists joined with "; "."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(text_of(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}={text_of(part)}" for name, part in value.items())
    return str(value)

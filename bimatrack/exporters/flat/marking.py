"""Tags in use and evidence that was looked at again, as records and rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record

if TYPE_CHECKING:
    from bimatrack.tracking import Checked, TagCount


def tag_records(counts: "Iterable[TagCount]") -> list[Record]:
    """Write the tags in use: how many directives carry each, and how many of them are open."""
    return [{"tag": one.tag, "directives": one.directives, "open": one.open} for one in counts]


def tag_rows(counts: "Iterable[TagCount]") -> Iterator[Sequence[str]]:
    """Write the tags in use as rows."""
    yield ("tag", "directives", "open")
    for one in counts:
        yield (one.tag, str(one.directives), str(one.open))


def checked_records(checked: "Iterable[Checked]") -> list[Record]:
    """Write evidence that was looked at again; *found* is same, changed, gone, or for no file address or word."""
    return [
        {
            "id": one.number,
            "place": one.evidence.place,
            "sha256": one.evidence.sha256,
            "found": one.found.value,
            "why": one.why or None,
        }
        for one in checked
    ]


def checked_rows(checked: "Iterable[Checked]") -> Iterator[Sequence[str]]:
    """Write evidence that was looked at again as rows."""
    yield ("id", "found", "place", "sha256", "why")
    for one in checked:
        yield (str(one.number), one.found.value, one.evidence.place, one.evidence.sha256 or "", one.why)

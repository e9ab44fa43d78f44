"""What was copied to another place, as a record and as rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, text_of
from bimatrack.exporters.flat.restoring import contents_record

if TYPE_CHECKING:
    from bimatrack.moving import Moved


def moved_record(moved: "Moved") -> Record:
    """Write from where to where it went, what it holds, and the SHA-256 of all of it as JSON Lines."""
    return {
        "source": str(moved.source),
        "target": str(moved.target),
        "contents": contents_record(moved.contents),
        "sha256": moved.digest,
    }


def moved_rows(moved: "Moved") -> Iterator[Sequence[str]]:
    """Write the same as rows of a field and its value."""
    yield ("field", "value")
    yield ("source", str(moved.source))
    yield ("target", str(moved.target))
    for name, value in (contents_record(moved.contents) or {}).items():
        yield (name, text_of(value))
    yield ("sha256", moved.digest)

"""What restoring a copy changes, as a record and as rows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Json, Record, text_of
from bimatrack.history import Change

if TYPE_CHECKING:
    from bimatrack.restoring import Comparison, Contents


def restoring_record(found: "Comparison", aside: Path | None, *, restored: bool) -> Record:
    """Write what is kept *now* (null: *damage* says why it cannot be read) beside what the copy holds *then*.

    *lost* counts the changes that the copy does not have, *gained* those that only it has; *gone* are the directives
    that are there no more. *aside* is where the file of before lies, once it was *restored*.
    """
    return {
        "path": str(found.path),
        "restored": restored,
        "aside": None if aside is None else str(aside),
        "same": found.same,
        "now": contents_record(found.now),
        "then": contents_record(found.then),
        "lost": len(found.lost),
        "gained": len(found.gained),
        "gone": [{"id": one.number, "text": one.state.text} for one in found.gone],
        "damage": found.damage or None,
    }


def restoring_rows(found: "Comparison", aside: Path | None, *, restored: bool) -> Iterator[Sequence[str]]:
    """Write the same as rows of a field and its value, counts as *now* and *then*."""
    yield ("field", "now", "then")
    record = restoring_record(found, aside, restored=restored)
    now, then = contents_record(found.now), contents_record(found.then)
    for name in then or {}:
        yield (name, text_of(now[name]) if now else "", text_of(then[name]) if then else "")
    for name in ("lost", "gained"):
        yield (name, *(("", text_of(record[name])) if name == "gained" else (text_of(record[name]), "")))
    for one in found.gone:
        yield ("gone", f"{one.number} {one.state.text}", "")
    if found.damage:
        yield ("damage", found.damage, "")
    if aside is not None:
        yield ("aside", str(aside), "")


def contents_record(contents: "Contents | None") -> dict[str, Json] | None:
    """Write how much is held somewhere; null where it cannot be read."""
    if contents is None:
        return None
    return {
        "directives": contents.directives,
        "closed": contents.closed,
        "releases": contents.releases,
        "events": contents.events,
        "changes": contents.changes,
        "newest": _newest(contents.newest),
    }


def _newest(change: Change | None) -> Json:
    if change is None:
        return None
    return {
        "at": change.at.isoformat(),
        "author": change.author,
        "action": change.action.value,
        "directive": change.directive,
    }

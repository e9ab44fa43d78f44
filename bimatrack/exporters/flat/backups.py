"""Backups, and what a check of all that is kept found, as records and rows."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bimatrack.exporters.flat.cells import Record, text_of
from bimatrack.exporters.flat.restoring import contents_record

if TYPE_CHECKING:
    from bimatrack.checkup import Checkup, Finding
    from bimatrack.safekeeping import Kept, Made

_COLUMNS = ("name", "sort", "moment", "size", "directives", "changes", "trouble", "path")
_FINDINGS = ("fault", "where", "told", "mends", "mended")


def backups_record(folder: Path, kept: "Sequence[Kept] | None", made: "Made | None", *, automatic: bool) -> Record:
    """Write the *folder* of backups, whether they are made by themselves, which there are, and the one just *made*."""
    return {
        "folder": str(folder),
        "automatic": automatic,
        "made": None if made is None else _made(made),
        "backups": None if kept is None else [_kept(one) for one in kept],
    }


def backups_rows(kept: "Sequence[Kept] | None", made: "Made | None") -> Iterator[Sequence[str]]:
    """Write the backups as rows; of one just *made* its fields."""
    if made is not None:
        yield ("field", "value")
        yield ("path", str(made.path))
        yield from (("beside", str(path)) for path in made.beside)
        yield ("directives", str(made.contents.directives))
        yield ("changes", str(made.contents.changes))
        return
    yield _COLUMNS
    for one in kept or ():
        contents = one.contents
        counts = ("", "") if contents is None else (str(contents.directives), str(contents.changes))
        backup = one.backup
        moment = backup.moment.isoformat()
        yield (backup.name, backup.sort.value, moment, str(backup.size), *counts, one.trouble, str(backup.path))


def checkup_record(found: "Checkup") -> Record:
    """Write what was found, what became of it, and where the damaged file lies (*aside*) if it was mended."""
    return {
        "path": str(found.places.store),
        "good": not found.left,
        "damaged": found.damaged,
        "aside": None if found.aside is None else str(found.aside),
        "findings": [_finding(one) for one in found.findings],
    }


def checkup_rows(found: "Checkup") -> Iterator[Sequence[str]]:
    """Write the findings as rows."""
    yield _FINDINGS
    for one in found.findings:
        record = _finding(one)
        yield [text_of(record[name]) for name in _FINDINGS]


def _finding(one: "Finding") -> Record:
    return {
        "fault": one.fault.value,
        "where": one.where,
        "told": one.told,
        "mends": one.mends or None,
        "mended": one.mended,
    }


def _made(made: "Made") -> Record:
    return {
        "path": str(made.path),
        "beside": [str(path) for path in made.beside],
        "contents": contents_record(made.contents),
    }


def _kept(kept: "Kept") -> Record:
    backup = kept.backup
    return {
        "name": backup.name,
        "path": str(backup.path),
        "sort": backup.sort.value,
        "moment": backup.moment.isoformat(),
        "size": backup.size,
        "good": kept.contents is not None,
        "contents": contents_record(kept.contents),
        "trouble": kept.trouble or None,
    }

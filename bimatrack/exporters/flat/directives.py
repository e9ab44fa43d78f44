"""Directives as records and rows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from bimatrack.exporters.flat.cells import Json, Record, evidence_record, iso, listed, places, share_record, text_of
from bimatrack.exporters.flat.history import change_records
from bimatrack.history import Change, KeptRelease, Share, Tracked, active
from bimatrack.model import Evidence

# What people look for first stands first; the release's own words, which are long, stand last.
COLUMNS = (
    "id",
    "due",
    "overdue",
    "days_left",
    "status",
    "progress",
    "text",
    "owners",
    "units",
    "kind",
    "speaker",
    "release",
    "born",
    "closed_on",
    "due_text",
    "obstacle",
    "evidence",
    "asked",
    "doubtful",
    "confidence",
    "rule",
    "quote",
    "shares",
    "share",
    "priority",
    "tags",
    "links",
)


def directive_record(tracked: Tracked, today: date) -> Record:
    """Write one directive as it stands on *today*.

    *quote* with its *start* and *end* (offsets into the release's text) is what the release said; of one added by hand
    it is the text it was added with, without offsets. *release* is the id of the release, *born* the day it holds from.
    *asked* counts the days on which it was asked, *missing* says that the newest version of the release no longer does.
    *shares* are those of the units it was split over, none unless it was.
    """
    said, state = tracked.directive, tracked.state
    return {
        "id": tracked.number,
        "text": state.text,
        "quote": said.quote.text,
        "start": None if tracked.release is None else said.quote.span.start,
        "end": None if tracked.release is None else said.quote.span.end,
        "kind": state.kind.value,
        "status": state.status.value,
        "progress": state.progress,
        "owners": listed(state.owners),
        "units": listed(state.units),
        "due": iso(state.due),
        "due_text": state.due_text,
        "overdue": state.overdue(today),
        "days_left": None if state.status.closed else state.days_left(today),
        "release": tracked.release,
        "speaker": said.speaker.text if said.speaker else None,
        "born": tracked.born.isoformat(),
        "closed_on": iso(state.closed_on),
        "obstacle": state.obstacle,
        "evidence": [evidence_record(one) for one in state.evidence],
        "confidence": said.confidence,
        "rule": said.rule or None,
        "asked": len(state.again) + 1,
        "missing": state.missing,
        "doubtful": tracked.doubtful,
        "reviewed": state.reviewed,
        "merged_into": state.merged_into,
        "shares": [share_record(share) for share in state.shares],
        "priority": state.priority.value,
        "tags": listed(state.tags),
        "links": [*state.links],
    }


def changed_records(directives: Iterable[Tracked], today: date) -> list[Record]:
    """Write directives, in their order."""
    return [directive_record(tracked, today) for tracked in directives]


def changed_rows(directives: Iterable[Tracked], today: date) -> Iterator[Sequence[str]]:
    """Write directives as rows."""
    yield COLUMNS
    for tracked in directives:
        yield directive_row(tracked, today)


def detail_record(
    tracked: Tracked,
    today: date,
    changes: Sequence[Change],
    release: KeptRelease | None,
    linked: Iterable[Tracked] = (),
) -> Record:
    """Write all of one directive: beside what `directive_record` holds, its source, deadlines moved and history.

    *also* are further mentions of the ask, *linked* the directives it is linked with, as they stand. In *history* each
    change says with *counts* whether it still does, or was undone.
    """
    counted = {change.number for change in active(changes)}
    ends: list[Json] = [{"id": one.number, "text": one.state.text, "status": str(one.state.status)} for one in linked]
    history: list[Json] = []
    for change, record in zip(changes, change_records(changes), strict=True):
        history.append(record | {"counts": change.number in counted or change.undoes is not None})
    return directive_record(tracked, today) | {
        "also": listed(quote.text for quote in tracked.directive.also),
        "due_reason": tracked.directive.due.reason if tracked.directive.due else None,
        "source": _source(release),
        "linked": ends,
        "moved": [
            {"on": move.on.isoformat(), "old": move.old.isoformat(), "new": iso(move.new), "reason": move.reason}
            for move in tracked.extensions
        ],
        "history": history,
    }


def detail_rows(
    tracked: Tracked,
    today: date,
    changes: Sequence[Change],
    release: KeptRelease | None,
    linked: Iterable[Tracked] = (),
) -> Iterator[Sequence[str]]:
    """Write all of one directive as pairs of field and value; what is a list has a row for each of its parts."""
    yield ("field", "value")
    for name, value in detail_record(tracked, today, changes, release, linked).items():
        parts = value if isinstance(value, list) else [value]
        for part in parts:
            yield (name, text_of(part))


def directive_row(
    tracked: Tracked,
    today: date,
    share: Share | None = None,
    proofs: Callable[[Iterable[Evidence]], str] = places,
) -> Sequence[str]:
    """Write one directive as a row of COLUMNS, with the *share* of the unit that a list is of.

    *proofs* writes its evidence.
    """
    # Written out, since a list into a pipe may be long.
    said, state = tracked.directive, tracked.state
    due, closed = state.due, state.status.closed
    days = None if due is None or closed else (due - today).days
    return (
        str(tracked.number),
        "" if due is None else due.isoformat(),
        "true" if days is not None and days < 0 else "false",
        "" if days is None else str(days),
        state.status,
        str(state.progress),
        state.text,
        state.owners[0] if len(state.owners) == 1 else "; ".join(state.owners),
        state.units[0] if len(state.units) == 1 else "; ".join(state.units),
        state.kind,
        said.speaker.text if said.speaker else "",
        "" if tracked.release is None else str(tracked.release),
        tracked.born.isoformat(),
        "" if state.closed_on is None else state.closed_on.isoformat(),
        state.due_text or "",
        state.obstacle or "",
        proofs(state.evidence),
        str(len(state.again) + 1),
        "true" if tracked.doubtful else "false",
        str(said.confidence),
        said.rule,
        said.quote.text,
        f"{state.shares_done}/{len(state.shares)}" if state.shares else "",
        text_of(share_record(share)) if share else "",
        state.priority,
        "; ".join(state.tags),
        "; ".join(map(str, state.links)),
    )


def _source(kept: KeptRelease | None) -> Json:
    if kept is None:
        return None
    release = kept.release
    return {
        "id": kept.number,
        "path": release.source,
        "title": release.title,
        "date": iso(release.day),
        "publisher": release.publisher,
    }

"""The report as JSON: the form that is promised to stay as it is.

Keys are added, never renamed or taken away; `schema` rises if their meaning ever has to change. Days are ISO or null,
shares are percent with one decimal or null.

    schema        1
    government, place
    period       "2026Q1"; first, last: its first and last day
    unit          whose report it is; null for all units
    as_of         the day the report speaks of; running: whether the period goes on after it
    all_kinds     whether commitments and appeals count
    summary       carried_in, reopened, new, done, late, dropped, carried_out, overdue, slipped, undated, unowned,
                  total, progress, predicate; carried_in + new = done + dropped + carried_out = total
    before        of the period before: period, summary as it ended; null where it holds no directive
    by_unit, by_kind
                  lists of name ("" for nobody, or the kind), total, done, dropped, open, overdue, progress
    by_month      list of month ("2026-01"), new, due, done
    timeline      list of day, due, done: added up to the end of that day, done null for days that have not come
    ages          list of first, last (days since it was asked, null: and more), open, overdue
    matrix        list of position, id, source (the meeting, else the release's title), source_day, text, kind,
                  responsible (list), due, due_text, days_left, follow_up, follow_up_day, progress, status, overdue,
                  closed_on, obstacle, evidence (list of place, sha256), asked (on how many days),
                  slip (null, or first, now, days, moves, reason),
                  shares (list of unit, status, progress, closed_on; empty unless it was split over its units)
    events        held, to_come: lists of title, start, end, place
    outlook       of the period that follows: period, overdue and due (lists of ids), later, undated (counts), events
    came_after    directives that count here but were imported or added after the period's end
    releases_after
                  releases that were imported then
    dated_back    changes dated back into the period, or taken back from it, after its end
    signatories   prepared_by, evaluated_by: office, name, number
"""

from collections.abc import Iterable

from bimatrack.exporters.flat.cells import Json, Record, iso, listed, share_record
from bimatrack.exporters.jsontext import json_text
from bimatrack.model import Event
from bimatrack.reporting import Age, Count, MatrixRow, Month, PeriodReport, Signatory, Slip, Summary


def report_json(report: PeriodReport) -> str:
    """Write the report as one JSON document."""
    return f"{json_text(report_record(report))}\n"


def report_record(report: PeriodReport) -> Record:
    """Write the report as a record."""
    outlook, paper = report.outlook, report.letterhead
    return {
        "schema": 1,
        "government": paper.government,
        "place": paper.place,
        "period": str(report.period),
        "first": report.period.start.isoformat(),
        "last": report.period.end.isoformat(),
        "unit": report.unit or None,
        "as_of": report.as_of.isoformat(),
        "running": report.running,
        "all_kinds": report.all_kinds,
        "summary": _summary(report.summary),
        "before": None
        if report.before is None
        else {"period": str(report.before.period), "summary": _summary(report.before.summary)},
        "by_unit": [_count(count) for count in report.by_unit],
        "by_kind": [_count(count) for count in report.by_kind],
        "by_month": [_month(one) for one in report.by_month],
        "timeline": [{"day": one.day.isoformat(), "due": one.due, "done": one.done} for one in report.timeline],
        "ages": [_age(one) for one in report.ages],
        "matrix": [_row(row) for row in report.rows],
        "events": {"held": _events(report.events.held), "to_come": _events(report.events.to_come)},
        "outlook": {
            "period": str(outlook.period),
            "overdue": [row.id for row in outlook.overdue],
            "due": [row.id for row in outlook.due],
            "later": outlook.later,
            "undated": outlook.undated,
            "events": _events(outlook.events),
        },
        "dated_back": report.dated_back,
        "came_after": report.came_after,
        "releases_after": report.releases_after,
        "signatories": {
            "prepared_by": _signatory(paper.prepared_by),
            "evaluated_by": _signatory(paper.evaluated_by),
        },
    }


def _summary(summary: Summary) -> Json:
    return {
        "carried_in": summary.carried_in,
        "reopened": summary.reopened,
        "new": summary.new,
        "done": summary.done,
        "late": summary.late,
        "dropped": summary.dropped,
        "carried_out": summary.carried_out,
        "overdue": summary.overdue,
        "slipped": summary.slipped,
        "undated": summary.undated,
        "unowned": summary.unowned,
        "total": summary.total,
        "progress": summary.progress,
        "predicate": summary.predicate,
    }


def _count(count: Count) -> Json:
    return {
        "name": count.name,
        "total": count.total,
        "done": count.done,
        "dropped": count.dropped,
        "open": count.open,
        "overdue": count.overdue,
        "progress": count.progress,
    }


def _month(one: Month) -> Json:
    return {"month": f"{one.first:%Y-%m}", "new": one.new, "due": one.due, "done": one.done}


def _age(one: Age) -> Json:
    return {"first": one.first, "last": one.last, "open": one.open, "overdue": one.overdue}


def _row(row: MatrixRow) -> Json:
    state = row.tracked.state
    return {
        "position": row.position,
        "id": row.tracked.number,
        "source": row.source.name,
        "source_day": iso(row.source.day),
        "text": state.text,
        "kind": state.kind.value,
        "responsible": listed(state.responsible),
        "due": iso(state.due),
        "due_text": state.due_text,
        "days_left": row.days_left,
        "follow_up": row.told.note if row.told else None,
        "follow_up_day": iso(row.told.on) if row.told else None,
        "progress": state.progress,
        "status": state.status.value,
        "overdue": row.overdue,
        "closed_on": iso(row.closed_on),
        "obstacle": state.obstacle,
        "evidence": [{"place": one.name, "sha256": one.sha256} for one in state.evidence],
        "asked": len(state.again) + 1,
        "slip": _slip(row.slip),
        "shares": [share_record(share) for share in state.shares],
    }


def _slip(slip: Slip | None) -> Json:
    if slip is None:
        return None
    return {
        "first": slip.first.isoformat(),
        "now": iso(slip.now),
        "days": slip.days,
        "moves": slip.moves,
        "reason": slip.reason,
    }


def _events(events: Iterable[Event]) -> list[Json]:
    return [
        {
            "title": event.title,
            "start": event.start.isoformat(),
            "end": event.end.isoformat(),
            "place": event.place,
        }
        for event in events
    ]


def _signatory(signatory: Signatory) -> Json:
    return {"office": signatory.office, "name": signatory.name, "number": signatory.number}

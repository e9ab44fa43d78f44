"""The report as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from bimatrack.days import day_range, days_left, full_day, month, short_day
from bimatrack.exporters.flat.cells import proof_names
from bimatrack.exporters.marks import plain, table
from bimatrack.i18n import _
from bimatrack.labels import (
    age_label,
    follow_up_text,
    kind_label,
    percent,
    period_label,
    remarks,
    shares_label,
    status_label,
)
from bimatrack.model import Event, Kind
from bimatrack.reporting import (
    Age,
    Count,
    MatrixRow,
    Outlook,
    PeriodReport,
    Point,
    Signatory,
    Summary,
    double_counted,
    due_notes,
    notes,
    standings,
    subtitle,
)

_NOTHING = "–"
_BAR = 10


def report_markdown(report: PeriodReport) -> str:
    """Write the whole report: head, summary, counts, matrix, slipped deadlines, events, outlook, signatures."""
    return "\n\n".join(_parts(report)) + "\n"


def _parts(report: PeriodReport) -> Iterator[str]:
    yield f"# {_('Follow-up report on leadership directives')}"
    yield from _head(report)
    yield f"## {_('Summary')}"
    yield _summary(report.summary)
    if report.rows:
        yield f"## {_('By unit')}"
        yield _counts(_("Unit"), report.by_unit)
        if remark := double_counted(report):
            yield remark
        yield f"## {_('By kind')}"
        yield _counts(_("Kind"), report.by_kind, kinds=True)
        yield f"## {_('By month')}"
        yield _months(report)
        yield f"## {_('Done against due')}"
        yield _timeline(report.timeline)
        yield f"## {_('How long it has been open')}"
        yield _ages(report.ages)
        yield f"## {_('Follow-up matrix')}"
        yield _matrix(report.rows)
    else:
        yield _("No directive belongs to this period.")
    yield from _shares(report.rows)
    yield from _slips(report.rows)
    yield from _events(_("Events held"), report.events.held)
    yield from _events(_("Events to come"), report.events.to_come)
    yield f"## {_('What {period} starts with').format(period=period_label(report.outlook.period))}"
    yield from _outlook(report.outlook, report.summary.carried_out)
    yield _signatures(report)


def _head(report: PeriodReport) -> Iterator[str]:
    line = plain(subtitle(report))
    government = plain(report.letterhead.government)
    yield f"**{government}** · {line}" if government else line
    yield from map(plain, notes(report))


def _summary(summary: Summary) -> str:
    cells = (
        (_("Carried in"), str(summary.carried_in)),
        (_("New"), str(summary.new)),
        (_("Done"), str(summary.done)),
        (_("Cannot be done"), str(summary.dropped)),
        (_("Carried over"), str(summary.carried_out)),
        (_("Overdue"), str(summary.overdue)),
        (_("Slipped"), str(summary.slipped)),
        (_("Without a deadline"), str(summary.undated)),
        (_("Without an owner"), str(summary.unowned)),
        (_("Done late"), str(summary.late)),
        (_("Reopened"), str(summary.reopened)),
        (_("Mean progress"), _bar(summary.progress)),
        (_("Predicate"), plain(summary.predicate or _NOTHING)),
    )
    return table((_("What"), _("Number")), cells, "-r")


def _counts(title: str, counts: Iterable[Count], *, kinds: bool = False) -> str:
    header = (title, _("Total"), _("Done"), _("Open"), _("Overdue"), _("Cannot be done"), _("Progress"))
    return table(header, (_count(count, kinds=kinds) for count in counts), "-rrrrr-")


def _count(count: Count, *, kinds: bool) -> Sequence[str]:
    name = kind_label(Kind(count.name)) if kinds else count.name or _("(nobody named)")
    numbers = (count.total, count.done, count.open, count.overdue, count.dropped)
    return (plain(name), *map(str, numbers), _bar(count.progress))


def _months(report: PeriodReport) -> str:
    rows = ((month(one.first), str(one.new), str(one.due), str(one.done)) for one in report.by_month)
    return table((_("Month"), _("New"), _("Due"), _("Done")), rows, "-rrr")


def _timeline(points: Iterable[Point]) -> str:
    rows = ((short_day(one.day), str(one.due), _NOTHING if one.done is None else str(one.done)) for one in points)
    return table((_("By"), _("Due"), _("Done")), rows, "rrr")


def _ages(ages: Iterable[Age]) -> str:
    rows = ((age_label(one.first, one.last), str(one.open), str(one.overdue)) for one in ages)
    return table((_("Asked"), _("Open"), _("Overdue")), rows, "-rr")


def _bar(share: float | None) -> str:
    full = round(_BAR * min(max(share or 0, 0), 100) / 100)
    return f"{'█' * full}{'░' * (_BAR - full)} {percent(share)}"


def _matrix(rows: Iterable[MatrixRow]) -> str:
    header = (
        _("No"),
        _("Source"),
        _("Directive"),
        _("Responsible"),
        _("Due"),
        _("Latest follow-up"),
        "%",
        _("Status"),
        _("Obstacle"),
        _("Evidence"),
    )
    return table(header, (_row(row) for row in rows), "r-----r---")


def _row(row: MatrixRow) -> Sequence[str]:
    source = ", ".join(
        part for part in (plain(row.source.name), short_day(row.source.day) if row.source.day else "") if part
    )
    told = f"{plain(follow_up_text(row.told))} ({short_day(row.told.on)})" if row.told else ""
    closed = short_day(row.closed_on) if row.closed_on else ""
    state = row.tracked.state
    status, done = status_label(state.status), shares_label(state)
    so_far = f"{status} ({closed})" if closed else status
    return (
        str(row.position),
        source or _NOTHING,
        f"{plain(state.text)} ({_known(row)})",
        plain(", ".join(state.responsible)) or _NOTHING,
        _due(row),
        told or _NOTHING,
        str(state.progress),
        f"{so_far}, {done}" if done else so_far,
        plain(state.obstacle or _NOTHING),
        plain(proof_names(state.evidence)) or _NOTHING,
    )


def _known(row: MatrixRow) -> str:
    return "; ".join((_("directive {id}").format(id=row.id), *map(plain, remarks(row.state))))


def _due(row: MatrixRow) -> str:
    day = short_day(row.state.due) if row.state.due else _("no deadline") if row.slip else ""
    late = f"**{days_left(row.days_left)}**" if row.overdue and row.days_left is not None else ""
    return ", ".join(filter(None, (day, late, *map(plain, due_notes(row))))) or _NOTHING


def _slips(rows: Iterable[MatrixRow]) -> Iterator[str]:
    slipped = [(row, row.slip) for row in rows if row.slip]
    if not slipped:
        return
    yield f"## {_('Deadlines that slipped')}"
    cells = (
        (
            str(row.id),
            plain(row.state.text),
            short_day(slip.first),
            short_day(slip.now) if slip.now else _("no deadline"),
            str(slip.days) if slip.days is not None else _NOTHING,
            str(slip.moves),
            plain(slip.reason or _NOTHING),
        )
        for row, slip in slipped
    )
    yield table(
        (_("Id"), _("Directive"), _("First due"), _("Due now"), _("Days"), _("Moves"), _("Reason")), cells, "r---rr-"
    )


def _shares(rows: Iterable[MatrixRow]) -> Iterator[str]:
    cells = [
        (
            str(row.id),
            plain(row.state.text),
            status_label(one.status),
            str(len(one.units)),
            plain("; ".join(one.units)),
        )
        for row in rows
        for one in standings(row.state.shares)
    ]
    if cells:
        yield f"## {_('Shares of the units')}"
        yield table((_("Id"), _("Directive"), _("Status"), _("Total"), _("Unit")), cells, "r--r-")


def _events(title: str, events: Sequence[Event]) -> Iterator[str]:
    if events:
        yield f"## {title}"
        yield "\n".join(_event(event) for event in events)


def _event(event: Event) -> str:
    place = f", {plain(event.place)}" if event.place else ""
    return f"- {day_range(event.start, event.end)}: {plain(event.title)}{place}"


def _outlook(outlook: Outlook, carried: int) -> Iterator[str]:
    yield table(
        (
            _("Directives"),
            _("Overdue on its first day"),
            _("Due in that period"),
            _("Due later"),
            _("Without a deadline"),
        ),
        [[str(n) for n in (carried, len(outlook.overdue), len(outlook.due), outlook.later, outlook.undated)]],
        "rrrrr",
    )
    if outlook.due:
        cells = (
            (
                short_day(row.state.due) if row.state.due else _NOTHING,
                str(row.id),
                plain(row.state.text),
                plain(", ".join(row.responsible)) or _NOTHING,
            )
            for row in outlook.due
        )
        yield table((_("Due"), _("Id"), _("Directive"), _("Responsible")), cells, "-r--")
    if outlook.events:
        yield "\n".join(_event(event) for event in outlook.events)


def _signatures(report: PeriodReport) -> str:
    paper = report.letterhead
    place = ", ".join(part for part in (plain(paper.place), full_day(report.as_of)) if part)
    prepared = _signature("", _("Prepared by"), paper.prepared_by)
    evaluated = _signature(place, _("Evaluated by"), paper.evaluated_by)
    return table((" ", " "), [(prepared, evaluated)])


def _signature(place: str, act: str, signatory: Signatory) -> str:
    number = _("Staff no. {number}").format(number=plain(signatory.number)) if signatory.number else ""
    name = f"**{plain(signatory.name)}**" if signatory.name else r"\_" * 26
    return "<br>".join((place, f"{act},", plain(signatory.office), "", "", "", name, number))

"""The report in ten lines, ready to paste into a chat."""

from collections.abc import Iterator

from bimatrack.days import days_left, short_day
from bimatrack.exporters.quoting import quoted
from bimatrack.i18n import _
from bimatrack.labels import percent
from bimatrack.reporting import PeriodReport, compared, subtitle

_FEW = 3


def summary_chat(report: PeriodReport) -> str:
    """Write the period's numbers and what presses most in at most ten lines, with the marks that messengers know."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: PeriodReport) -> Iterator[str]:
    numbers = report.summary
    government = quoted(report.letterhead.government)
    yield f"*{_('Follow-up report on leadership directives')}*"
    yield quoted(" · ".join(part for part in (government, subtitle(report)) if part))
    parts = (
        (_("Directives"), numbers.total),
        (_("done"), numbers.done),
        (_("open"), numbers.carried_out),
        (_("cannot be done"), numbers.dropped),
    )
    yield " · ".join(f"{name} {number}" for name, number in parts)
    predicate = f" ({quoted(numbers.predicate)})" if numbers.predicate else ""
    yield f"{_('Mean progress')}: {percent(numbers.progress)}{predicate}"
    yield from _late(report)
    yield from _next(report)
    if report.before:
        yield compared(report)


def _late(report: PeriodReport) -> Iterator[str]:
    late = [row for row in report.rows if row.overdue]
    if late:
        yield f"*{_('{n} overdue').format(n=len(late))}*"
    for row in late[:_FEW]:
        who = quoted(", ".join(row.responsible))
        yield f"[{row.id}] {quoted(row.state.text)}{f' – {who}' if who else ''} ({days_left(row.days_left or 0)})"


def _next(report: PeriodReport) -> Iterator[str]:
    ahead = [row for row in report.rows if row.days_left is not None and row.days_left >= 0]
    if ahead:
        row = min(ahead, key=lambda row: (row.state.due, row.id))
        day = short_day(row.state.due) if row.state.due else ""
        yield f"{_('Next deadline')}: {day}, [{row.id}] {quoted(row.state.text)}"

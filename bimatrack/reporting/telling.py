"""What every form of the report says in the same words: its heading, and what to know before the numbers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bimatrack.days import full_day, long_day, short_day
from bimatrack.history import Share
from bimatrack.i18n import _, ngettext
from bimatrack.labels import percent, period_label
from bimatrack.literal import one_line
from bimatrack.model import Status
from bimatrack.reporting.values import MatrixRow, PeriodReport

# A day written out, with or without its weekday: "Senin, 2 Februari 2026".
_DAY = re.compile(r"(?:[^\W\d]+['’]?[^\W\d]*,? )?(\d{1,2}) [^\W\d]+ (\d{4})")


def heading(report: PeriodReport) -> str:
    """Return what is reported on: "Quarter I 2026", behind the unit where it is one's own report."""
    label = period_label(report.period)
    return f"{one_line(report.unit)} · {label}" if report.unit else label


def subtitle(report: PeriodReport) -> str:
    """Return what is reported on, and as of which day."""
    return f"{heading(report)}, {_('as of {day}').format(day=long_day(report.as_of))}"


def notes(report: PeriodReport) -> Iterator[str]:
    """Yield, a sentence each, what a reader has to know before the numbers."""
    if report.running:
        yield _("The period runs until {day}.").format(day=full_day(report.period.end))
    if report.all_kinds:
        yield _("Commitments and appeals count as well.")
    if report.unit:
        yield _("Of directives that several units share, only this unit's part counts.")
    if report.dated_back:
        yield ngettext(
            "{n} change was dated back into the period, or taken back from it, after its end.",
            "{n} changes were dated back into the period, or taken back from it, after its end.",
            report.dated_back,
        ).format(n=report.dated_back)
    if report.came_after:
        yield ngettext(
            "{n} directive counted here was imported or added after the period's end.",
            "{n} directives counted here were imported or added after the period's end.",
            report.came_after,
        ).format(n=report.came_after)
    if report.releases_after:
        yield ngettext(
            "{n} release of these days was imported after the period's end.",
            "{n} releases of these days were imported after the period's end.",
            report.releases_after,
        ).format(n=report.releases_after)
    if report.before:
        yield compared(report)


def double_counted(report: PeriodReport) -> str:
    """Return the remark below the counts by unit, "" where there is none to make."""
    several = any(len(set(row.answerable)) > 1 for row in report.rows)
    return _("A directive of several units counts in the row of each.") if several else ""


def due_notes(row: MatrixRow) -> Iterator[str]:
    """Yield what there is to say of a deadline beside its day: the one there was at first, and the words that set it.

    Words that are no more than the day itself, written out, are left out.
    """
    if row.slip:
        yield _("at first {day}").format(day=short_day(row.slip.first))
    words, due = one_line(row.state.due_text or ""), row.state.due
    written = _DAY.fullmatch(words)
    if words and not (due and written and (int(written[1]), int(written[2])) == (due.day, due.year)):
        yield f"“{words}”"


@dataclass(frozen=True, slots=True)
class Standing:
    """The *units* of a split directive whose share has one *status*, each with its percent or the day it was done."""

    status: Status
    units: tuple[str, ...]


def standings(shares: Iterable[Share]) -> tuple[Standing, ...]:
    """Return how the units stand that share a directive: first who has all to do, last who is done."""
    named: dict[Status, list[str]] = {status: [] for status in (Status.OPEN, Status.IN_PROGRESS, Status.DONE)}
    for share in shares:
        so_far = percent(share.progress) if share.status is Status.IN_PROGRESS else ""
        closed = short_day(share.closed_on) if share.closed_on else ""
        unit = one_line(share.unit)
        named.setdefault(share.status, []).append(f"{unit} ({so_far or closed})" if so_far or closed else unit)
    return tuple(Standing(status, tuple(units)) for status, units in named.items() if units)


def compared(report: PeriodReport) -> str:
    """Say how the period compares with the one before, "" where nothing is known of that."""
    if report.before is None:
        return ""
    then, now = report.before.summary, report.summary
    numbers = (
        (_("new"), then.new, now.new),
        (_("done"), then.done, now.done),
        (_("overdue"), then.overdue, now.overdue),
        (_("open"), then.carried_out, now.carried_out),
    )
    parts = [f"{name} {before} → {after}" for name, before, after in numbers]
    parts.append(f"{_('mean progress')} {percent(then.progress)} → {percent(now.progress)}")
    return _("Compared with {period}: {numbers}.").format(
        period=period_label(report.before.period), numbers=", ".join(parts)
    )

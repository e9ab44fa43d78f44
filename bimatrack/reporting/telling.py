"""What every form of the report says in the same words: its heading, and what to know before the numbers."""

from collections.abc import Iterator

from bimatrack.days import full_day, long_day
from bimatrack.i18n import _, ngettext
from bimatrack.labels import percent, period_label
from bimatrack.literal import one_line
from bimatrack.reporting.values import PeriodReport


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

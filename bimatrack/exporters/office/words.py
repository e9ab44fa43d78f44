"""What stands around the report's tables: head, remarks, signatures."""

from collections.abc import Iterator
from dataclasses import dataclass

from bimatrack.days import full_day, long_day
from bimatrack.i18n import _, language, ngettext
from bimatrack.labels import quarter_label
from bimatrack.literal import one_line
from bimatrack.reporting import QuarterReport, Signatory

SIGNATURE_LINE = "_" * 26


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: what stands above the room to sign, the *name* or a line, the *number* below ("" for none)."""

    above: tuple[str, ...]
    name: str
    number: str


def title() -> str:
    """Return what the report is called."""
    return _("Follow-up report on leadership directives")


def subtitle(report: QuarterReport) -> str:
    """Return which quarter it tells of, and as of which day."""
    return f"{quarter_label(report.quarter)}, {_('as of {day}').format(day=long_day(report.as_of))}"


def head_notes(report: QuarterReport) -> Iterator[str]:
    """Return what a reader has to know before the numbers."""
    if report.running:
        yield _("The quarter runs until {day}.").format(day=full_day(report.quarter.end))
    if report.all_kinds:
        yield _("Commitments and appeals count as well.")
    if report.dated_back:
        yield ngettext(
            "{n} change counted here was written after the quarter's end and dated back into it.",
            "{n} changes counted here were written after the quarter's end and dated back into it.",
            report.dated_back,
        ).format(n=report.dated_back)
    if not report.rows:
        yield _("No directive belongs to this quarter.")


def double_counted(report: QuarterReport) -> str:
    """Return the remark below the counts by unit, "" where there is none to make."""
    several = any(len(set(row.answerable)) > 1 for row in report.rows)
    return _("A directive of several units counts in the row of each.") if several else ""


def signatures(report: QuarterReport) -> tuple[Signature, Signature]:
    """Return who prepared it and who evaluated it; what stands above has as many lines for both."""
    paper = report.letterhead
    place = ", ".join(part for part in (one_line(paper.place), full_day(report.as_of)) if part)
    return (
        _signature("", _("Prepared by"), paper.prepared_by),
        _signature(place, _("Evaluated by"), paper.evaluated_by),
    )


def locale() -> str:
    """Return the language of the report as office programs call it."""
    return "id-ID" if language() == "id" else "en-US"


def _signature(place: str, act: str, signatory: Signatory) -> Signature:
    number = _("Staff no. {number}").format(number=signatory.number) if signatory.number else ""
    return Signature((place, f"{act},", signatory.office), signatory.name or SIGNATURE_LINE, number)

"""What stands around the report's tables: head, remarks, signatures."""

from collections.abc import Iterator
from dataclasses import dataclass

from bimatrack.days import full_day
from bimatrack.i18n import _, language
from bimatrack.literal import one_line
from bimatrack.reporting import PeriodReport, Signatory, notes

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


def head_notes(report: PeriodReport) -> Iterator[str]:
    """Return what a reader has to know before the numbers."""
    yield from notes(report)
    if not report.rows:
        yield _("No directive belongs to this period.")


def signatures(report: PeriodReport) -> tuple[Signature, Signature]:
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

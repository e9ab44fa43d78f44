"""The report on a quarter or another period as one set of numbers, whatever form it is printed in."""

from bimatrack.history import Source
from bimatrack.letterhead import Letterhead, Scale, Signatory
from bimatrack.reporting.compiling import period_report, report_day
from bimatrack.reporting.gathering import of_unit, report_from, reports_from
from bimatrack.reporting.matrix import furthest
from bimatrack.reporting.telling import (
    Standing,
    compared,
    double_counted,
    due_notes,
    heading,
    notes,
    standings,
    subtitle,
)
from bimatrack.reporting.values import (
    Age,
    Before,
    Count,
    Held,
    MatrixRow,
    Month,
    Outlook,
    PeriodReport,
    Point,
    Slip,
    Summary,
)

__all__ = [
    "Age",
    "Before",
    "Count",
    "Held",
    "Letterhead",
    "MatrixRow",
    "Month",
    "Outlook",
    "PeriodReport",
    "Point",
    "Scale",
    "Signatory",
    "Slip",
    "Source",
    "Standing",
    "Summary",
    "compared",
    "double_counted",
    "due_notes",
    "furthest",
    "heading",
    "notes",
    "of_unit",
    "period_report",
    "report_day",
    "report_from",
    "reports_from",
    "standings",
    "subtitle",
]

"""The quarterly report as one set of numbers, whatever form it is printed in."""

from bimatrack.history import Source
from bimatrack.letterhead import Letterhead, Scale, Signatory
from bimatrack.reporting.compiling import quarter_report, report_day
from bimatrack.reporting.values import (
    Age,
    Count,
    Held,
    MatrixRow,
    Month,
    Outlook,
    Point,
    QuarterReport,
    Slip,
    Summary,
)

__all__ = [
    "Age",
    "Count",
    "Held",
    "Letterhead",
    "MatrixRow",
    "Month",
    "Outlook",
    "Point",
    "QuarterReport",
    "Scale",
    "Signatory",
    "Slip",
    "Source",
    "Summary",
    "quarter_report",
    "report_day",
]

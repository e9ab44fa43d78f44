"""The quarterly report as one set of numbers, whatever form it is printed in."""

from bimatrack.letterhead import Letterhead, Scale, Signatory
from bimatrack.reporting.compiling import quarter_report, report_day
from bimatrack.reporting.values import (
    Count,
    Held,
    MatrixRow,
    Month,
    Outlook,
    QuarterReport,
    Slip,
    Source,
    Summary,
)

__all__ = [
    "Count",
    "Held",
    "Letterhead",
    "MatrixRow",
    "Month",
    "Outlook",
    "QuarterReport",
    "Scale",
    "Signatory",
    "Slip",
    "Source",
    "Summary",
    "quarter_report",
    "report_day",
]

"""Answers as text for other programs and for paper."""

from collections.abc import Callable

from bimatrack.exporters.markdown import report_markdown
from bimatrack.exporters.matrix_csv import matrix_csv
from bimatrack.exporters.report_json import report_json
from bimatrack.reporting import QuarterReport

__all__ = ["FORMATS"]

# The forms in which the report can be written: a new one is one file and one line.
FORMATS: dict[str, Callable[[QuarterReport], str]] = {
    "md": report_markdown,
    "csv": matrix_csv,
    "json": report_json,
}

"""Answers as text for other programs and for paper."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bimatrack.reporting import PeriodReport

__all__ = ["FORMATS"]


def _markdown(report: "PeriodReport") -> str:
    from bimatrack.exporters.markdown import report_markdown

    return report_markdown(report)


def _csv(report: "PeriodReport") -> str:
    from bimatrack.exporters.matrix_csv import matrix_csv

    return matrix_csv(report)


def _json(report: "PeriodReport") -> str:
    from bimatrack.exporters.report_json import report_json

    return report_json(report)


def _html(report: "PeriodReport") -> str:
    from bimatrack.exporters.html import report_html

    return report_html(report)


def _xlsx(report: "PeriodReport") -> bytes:
    from bimatrack.exporters.office import report_xlsx

    return report_xlsx(report)


def _docx(report: "PeriodReport") -> bytes:
    from bimatrack.exporters.office import report_docx

    return report_docx(report)


def _pdf(report: "PeriodReport") -> bytes:
    from bimatrack.exporters.pdf import report_pdf

    return report_pdf(report)


# The forms in which the report can be written, as text or as the bytes of a file; each is loaded when it is asked for,
# since `list` passes here too.
FORMATS: "dict[str, Callable[[PeriodReport], str | bytes]]" = {
    "md": _markdown,
    "csv": _csv,
    "json": _json,
    "html": _html,
    "xlsx": _xlsx,
    "docx": _docx,
    "pdf": _pdf,
}

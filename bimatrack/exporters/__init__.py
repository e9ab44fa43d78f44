"""Answers as text for other programs and for paper."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bimatrack.reporting import QuarterReport

__all__ = ["FORMATS"]


def _markdown(report: "QuarterReport") -> str:
    from bimatrack.exporters.markdown import report_markdown

    return report_markdown(report)


def _csv(report: "QuarterReport") -> str:
    from bimatrack.exporters.matrix_csv import matrix_csv

    return matrix_csv(report)


def _json(report: "QuarterReport") -> str:
    from bimatrack.exporters.report_json import report_json

    return report_json(report)


def _html(report: "QuarterReport") -> str:
    from bimatrack.exporters.html import report_html

    return report_html(report)


# The forms in which the report can be written; each is loaded when it is asked for, since `list` passes here too.
FORMATS: "dict[str, Callable[[QuarterReport], str]]" = {"md": _markdown, "csv": _csv, "json": _json, "html": _html}

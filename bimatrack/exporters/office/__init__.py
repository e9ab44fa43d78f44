"""The report for those who go on working with it: a workbook (XLSX) and a document (DOCX); lists as workbooks.

`values` says what a table is; `tables`, `matrix` and `words` lay the report out as tables and lines, once for both
forms; `sheets` and `charts` know workbooks, `workbook` fills one with the report; `styles`, `elements` and `embedding`
know documents, `document` fills one. The libraries behind them come with the extra `office` and are imported here only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.reporting import PeriodReport

if TYPE_CHECKING:
    from bimatrack.exporters.gathered import Gathered

_LIBRARIES = ("xlsxwriter", "docx", "lxml")


def report_xlsx(report: PeriodReport) -> bytes:
    """Write the report as a workbook for spreadsheet programs.

    Raises:
        UsageError: the library for it is not installed.
    """
    with _extra():
        from bimatrack.exporters.office.workbook import report_workbook

    return report_workbook(report)


def report_docx(report: PeriodReport) -> bytes:
    """Write the report as a document for word processors.

    Raises:
        UsageError: the library for it is not installed.
    """
    with _extra():
        from bimatrack.exporters.office.document import report_document

    return report_document(report)


def list_xlsx(gathered: "Gathered") -> bytes:
    """Write a list of directives as a workbook of one sheet.

    Raises:
        UsageError: the library for it is not installed.
    """
    with _extra():
        from bimatrack.exporters.office.listing import list_workbook

    return list_workbook(gathered)


@contextmanager
def _extra() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise UsageError(
            _("XLSX and DOCX need the library {name}; install it with: pip install 'bimatrack[office]'.").format(
                name=error.name
            )
        ) from error

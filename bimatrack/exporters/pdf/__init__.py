"""The report on paper: a typeset PDF.

`sheets` lays the report out as plain values, `breaking` finds where long words may break, `logo` reads the picture of
the letterhead, and `typesetting` hands all of it as JSON to the templates beside it (`*.typ`). No text from a release
ever stands in a template: it can be printed, never obeyed. Typst comes with the extra `pdf` and is imported here only.
"""

from bimatrack.errors import UsageError
from bimatrack.i18n import _
from bimatrack.reporting import PeriodReport


def report_pdf(report: PeriodReport) -> bytes:
    """Write the report as a PDF for the archive (PDF/A-2a); the same report is the same bytes.

    Raises:
        UsageError: the library for it is not installed, or the letterhead's logo is no picture that can be printed.
    """
    from bimatrack.exporters.pdf.sheets import lay_out

    try:
        from bimatrack.exporters.pdf.typesetting import typeset
    except ModuleNotFoundError as error:
        if error.name != "typst":
            raise
        raise UsageError(_("PDF needs the library typst; install it with: pip install 'bimatrack[pdf]'.")) from error
    return typeset(lay_out(report), report.as_of)

"""A list as CSV (RFC 4180), in the columns of the tab-separated rows."""

import csv
import io
import re

from bimatrack.exporters.flat import directive_rows
from bimatrack.exporters.gathered import Gathered
from bimatrack.exporters.matrix_csv import harmless
from bimatrack.i18n import language

_NUMBER = re.compile(r"-?\d+")
_MARK = "\ufeff"


def list_csv(gathered: Gathered) -> str:
    """Write a row for each directive, header first, lines ended as RFC 4180 wants; a negative number stays one.

    For Excel a mark of UTF-8 stands in front, and cells are parted as Excel expects it where the language is spoken: by
    semicolons in Indonesian, where the comma belongs to numbers.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if gathered.excel and language() == "id" else ",")
    rows = directive_rows(gathered.selection, gathered.today, gathered.columns, explain=gathered.explain, on_paper=True)
    for row in rows:
        writer.writerow([cell if _NUMBER.fullmatch(cell) else harmless(cell) for cell in row])
    return (_MARK if gathered.excel else "") + text.getvalue()

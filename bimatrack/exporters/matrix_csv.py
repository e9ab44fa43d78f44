"""The report's matrix as CSV for a spreadsheet."""

import csv
import io
import re
from functools import lru_cache

from bimatrack.exporters.flat.cells import proof_names
from bimatrack.history import Share
from bimatrack.i18n import _
from bimatrack.labels import follow_up_text, kind_label, percent, remarks, shares_label, status_label
from bimatrack.literal import one_line
from bimatrack.model import Status
from bimatrack.reporting import MatrixRow, PeriodReport

_MANY = 4096  # A long matrix says the same again and again.

# What a spreadsheet runs as a formula when a cell begins with it, in the wide letters of East Asia, too.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# The same behind what parts cells for a program of another country, quoted or not: the cell would begin there. A sign
# behind which nothing comes that could be reckoned is none ("Rp5.000,-").
_PARTS = re.compile(r"[;,|\"]")
_PARTED = re.compile(r"([;,|\"]\s*)(?=[=@＝＠]|[-+－＋]\s*[\w(=+@-])")


def matrix_csv(report: PeriodReport) -> str:
    """Write the matrix, its header in the user's language, days as ISO."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_header())
    for row in report.rows:
        writer.writerow(harmless(value) for value in _cells(row))
    return text.getvalue()


@lru_cache(_MANY)
def harmless(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front.

    So does what stands behind a comma or semicolon in it, since a program that parts cells by that sign begins one
    there.
    """
    told = one_line(value)
    if _PARTS.search(told):
        told = _PARTED.sub(r"\1'", told)
    return f"'{told}" if told.startswith(_FORMULA) else told


def _header() -> tuple[str, ...]:
    return (
        _("No"),
        _("Id"),
        _("Source"),
        _("Day"),
        _("Directive"),
        _("Kind"),
        _("Responsible"),
        _("Due"),
        _("First due"),
        _("Latest follow-up"),
        "%",
        _("Status"),
        _("Overdue"),
        _("Closed on"),
        _("Obstacle"),
        _("Evidence"),
        _("Shares done"),
        _("Shares"),
        _("Words of the deadline"),
        _("Days later"),
        _("Moves"),
        _("Reason"),
        _("Remarks"),
    )


def _cells(row: MatrixRow) -> tuple[str, ...]:
    return (
        str(row.position),
        str(row.id),
        row.source.name,
        row.source.day.isoformat() if row.source.day else "",
        row.state.text,
        kind_label(row.state.kind),
        "; ".join(row.responsible),
        row.state.due.isoformat() if row.state.due else "",
        row.slip.first.isoformat() if row.slip else "",
        follow_up_text(row.told) if row.told else "",
        str(row.state.progress),
        status_label(row.state.status),
        _("yes") if row.overdue else "",
        row.closed_on.isoformat() if row.closed_on else "",
        row.state.obstacle or "",
        proof_names(row.state.evidence),
        shares_label(row.state),
        "; ".join(map(_share, row.state.shares)),
        row.state.due_text or "",
        str(row.slip.days) if row.slip and row.slip.days is not None else "",
        str(row.slip.moves) if row.slip else "",
        row.slip.reason or "" if row.slip else "",
        "; ".join(remarks(row.state)),
    )


def _share(share: Share) -> str:
    so_far = percent(share.progress) if share.status is Status.IN_PROGRESS else ""
    closed = share.closed_on.isoformat() if share.closed_on else ""
    return " ".join(part for part in (f"{share.unit}:", status_label(share.status), so_far, closed) if part)

"""Which commands print which JSON."""

from collections.abc import Mapping

from rich.console import RenderableType

from bimatrack.i18n import _
from bimatrack.views.cells import STRONG, cell
from bimatrack.views.layout import ruled_table


def schemas_table(documents: Mapping[str, str]) -> RenderableType:
    """Show each of the *documents*, by its name, with the commands that print it; the keys are the commands."""
    printed: dict[str, list[str]] = {}
    for command, document in documents.items():
        printed.setdefault(document, []).append(command)
    table = ruled_table()
    table.add_column(_("Document"), no_wrap=True)
    table.add_column(_("Printed by"))
    for document, commands in printed.items():
        table.add_row(cell(document, STRONG), cell(" · ".join(commands)))
    return table

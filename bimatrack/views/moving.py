"""What was copied to another place."""

from rich.console import RenderableType
from rich.text import Text

from bimatrack.i18n import _
from bimatrack.labels import number
from bimatrack.moving import Moved
from bimatrack.views.cells import QUIET, cell
from bimatrack.views.layout import pairs_table


def moved_view(moved: Moved) -> RenderableType:
    """Show from where to where it went, and what was counted and compared there."""
    held = moved.contents
    return pairs_table(
        (
            (_("From"), cell(str(moved.source))),
            (_("To"), cell(str(moved.target))),
            (_("Directives"), Text(number(held.directives))),
            (_("Releases"), Text(number(held.releases))),
            (_("Events"), Text(number(held.events))),
            (_("Changes"), Text(number(held.changes))),
            ("SHA-256", Text(moved.digest, style=QUIET)),
        )
    )

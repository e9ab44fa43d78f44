"""What there is to do where nothing is kept yet."""

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.i18n import _
from bimatrack.server import Place
from bimatrack.views.cells import QUIET, STRONG, cell
from bimatrack.views.layout import indented, pairs_table


def beginning(store: Place) -> RenderableType:
    """Say that nothing is kept in *store* yet, and how to begin."""
    ways = (
        ("bimatrack import rilis/", _("reads releases and minutes out of a folder")),
        ('bimatrack add "…"', _("writes down a directive that no release holds")),
        ("bimatrack --help", _("lists all commands")),
    )
    return Group(
        Text(_("Nothing is kept yet. Begin with one of these:"), style=STRONG),
        indented(pairs_table((command, Text(words)) for command, words in ways)),
        cell(_("The store is {path}; another one is named with --db.").format(path=store), QUIET),
    )

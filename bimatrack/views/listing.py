"""Directives as a list, in groups where that is asked for, and what the list leaves out."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.history import KeptRelease, Tracked
from bimatrack.tracking import Selection, told
from bimatrack.views.cells import QUIET
from bimatrack.views.drawing import drawn
from bimatrack.views.fields import Look
from bimatrack.views.groups import group_list
from bimatrack.views.layout import ByWidth

_PLAIN = Look()


def directive_table(
    selection: Selection, today: date, look: Look = _PLAIN, releases: Sequence[KeptRelease] = ()
) -> RenderableType:
    """Show the directives of a selection, and in a last sentence how many others there are.

    *releases* are those whose titles stand over groups of directives of one release.
    """
    footer = Text(told(selection, today, look.remarks), style=QUIET)
    if not selection.rows:
        return footer
    if selection.groups:
        return Group(group_list(selection, today, look, releases), Text(), footer)
    return Group(directive_list(selection.rows, today, look), Text(), footer)


def directive_list(shown: Sequence[Tracked], today: date, look: Look = _PLAIN) -> RenderableType:
    """Show directives with who must act, by when, and how far they have come."""
    return ByWidth(lambda width: drawn(shown, today, width, look=look))

"""Directives as a list, in groups where that is asked for, and what the list leaves out."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.history import KeptRelease, Tracked
from bimatrack.tracking import Selection, told
from bimatrack.views.cells import QUIET
from bimatrack.views.drawing import drawn
from bimatrack.views.fields import Look
from bimatrack.views.groups import group_list
from bimatrack.views.layout import Portions

_PLAIN = Look()
_PORTION = 100  # directives that are drawn at a time


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
    return Portions(lambda width: _drawn_in_turn(shown, today, width, look))


def _drawn_in_turn(shown: Sequence[Tracked], today: date, width: int, look: Look) -> Iterator[RenderableType]:
    widest = sorted(shown, key=lambda one: one.number)[-1:]
    for first in range(0, len(shown), _PORTION):
        part = drawn(shown[first : first + _PORTION], today, width, look=look, among=widest, header=not first)
        if first and not isinstance(part, Table):
            yield Text()
        yield part

"""Directives as a list, in groups where that is asked for, and what the list leaves out."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from bimatrack.history import KeptRelease, Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.literal import one_line
from bimatrack.tracking import Selection
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
    footer = Text(_hidden(selection, today), style=QUIET)
    if not selection.rows:
        return footer
    if selection.groups:
        return Group(group_list(selection, today, look, releases), Text(), footer)
    return Group(directive_list(selection.rows, today, look), Text(), footer)


def directive_list(shown: Sequence[Tracked], today: date, look: Look = _PLAIN) -> RenderableType:
    """Show directives with who must act, by when, and how far they have come."""
    return ByWidth(lambda width: drawn(shown, today, width, look=look))


def _hidden(selection: Selection, today: date) -> str:
    count = len(selection.rows)
    overdue = sum(one.state.overdue(today) for one in selection.rows)
    parts = [ngettext("{n} directive", "{n} directives", count).format(n=count) if count else _("No directive matches")]
    if selection.groups:
        parts.append(_in_groups(len(selection.groups)))
    if overdue:
        parts.append(_("{n} overdue").format(n=overdue))
    if selection.hidden_closed:
        parts.append(_("{n} closed not shown (--all)").format(n=selection.hidden_closed))
    if selection.hidden_limit:
        parts.append(_("{n} more beyond --limit").format(n=selection.hidden_limit))
    if selection.hidden_kinds:
        parts.append(_soft(selection.hidden_kinds))
    if selection.seen:
        parts.append(_("those that are split as {unit} stands").format(unit=one_line(selection.seen[0][1].unit)))
    return f"{' · '.join(parts)}."


def _in_groups(count: int) -> str:
    return ngettext("in {n} group, each counted once", "in {n} groups, each counted once", count).format(n=count)


def _soft(count: int) -> str:
    return ngettext(
        "{n} commitment or appeal not shown (--all-kinds)",
        "{n} commitments and appeals not shown (--all-kinds)",
        count,
    ).format(n=count)

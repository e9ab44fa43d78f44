"""Says of a list what it shows and what it leaves out."""

from collections.abc import Sequence
from datetime import date

from bimatrack.i18n import _, ngettext
from bimatrack.literal import one_line
from bimatrack.tracking.recording import Outcome
from bimatrack.tracking.selecting import Selection


def told(selection: Selection, today: date, remarks: Sequence[str] = ()) -> str:
    """Say in one sentence how many directives are shown, how many are overdue, and which are hidden; then *remarks*."""
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
    return f"{' · '.join((*parts, *remarks))}."


def hides(selection: Selection) -> bool:
    """Whether there are more directives than are shown."""
    return bool(selection.hidden_closed or selection.hidden_kinds or selection.hidden_limit)


def unchanged_told(outcome: Outcome) -> str:
    """Name the directives that were before as a command would have made them; nothing where there are none."""
    if not outcome.unchanged:
        return ""
    numbers = ", ".join(str(tracked.number) for tracked in outcome.unchanged)
    return _("Unchanged, since it was so before: {numbers}.").format(numbers=numbers)


def _in_groups(count: int) -> str:
    return ngettext("in {n} group, each counted once", "in {n} groups, each counted once", count).format(n=count)


def _soft(count: int) -> str:
    return ngettext(
        "{n} commitment or appeal not shown (--all-kinds)",
        "{n} commitments and appeals not shown (--all-kinds)",
        count,
    ).format(n=count)

"""Directives as a list: a table where there is room, else one block below the other."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.history import State, Tracked
from bimatrack.i18n import _, ngettext
from bimatrack.literal import one_line
from bimatrack.model import Status
from bimatrack.tracking import Selection
from bimatrack.views.cells import (
    LATE,
    QUIET,
    STRONG,
    Bar,
    closed_text,
    due_texts,
    joined,
    stacked,
    status_text,
    what,
    who,
)
from bimatrack.views.layout import BROAD, NARROW, TABLE, WIDE, ByWidth, Column, blocks, full_table, indented
from bimatrack.views.shares import shares_text, standing_text

_SHORT_DUE, _LONG_DUE, _LONGEST_DUE = 17, 18, 32
_STATUS = 15


def directive_table(selection: Selection, today: date) -> RenderableType:
    """Show the directives of a selection, and in a last sentence how many others there are."""
    footer = Text(_hidden(selection, today), style=QUIET)
    return Group(directive_list(selection.rows, today), Text(), footer) if selection.rows else footer


def directive_list(shown: Sequence[Tracked], today: date) -> RenderableType:
    """Show directives with who must act, by when, and how far they have come."""

    def draw(width: int) -> RenderableType:
        if width < NARROW:
            return blocks([_block(one, today) for one in shown])
        return _broad(shown, today, width) if width >= WIDE else _compact(shown, today, width)

    return ByWidth(draw)


def _hidden(selection: Selection, today: date) -> str:
    count = len(selection.rows)
    overdue = sum(one.state.overdue(today) for one in selection.rows)
    parts = [ngettext("{n} directive", "{n} directives", count).format(n=count) if count else _("No directive matches")]
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


def _soft(count: int) -> str:
    return ngettext(
        "{n} commitment or appeal not shown (--all-kinds)",
        "{n} commitments and appeals not shown (--all-kinds)",
        count,
    ).format(n=count)


def _broad(shown: Sequence[Tracked], today: date, width: int) -> Table:
    due = _LONGEST_DUE if width >= BROAD else _LONG_DUE
    table = full_table(width, (*_head(shown, due), Column(_("Progress"), 15), Column(_("Status"), _STATUS)))
    beside = joined if width >= BROAD else stacked
    for one in shown:
        state = one.state
        table.add_row(
            _id(one, today),
            what(state, doubtful=one.doubtful),
            who(state),
            beside(due_texts(state, today)),
            Bar(state.progress),
            standing_text(state),
        )
    return table


def _compact(shown: Sequence[Tracked], today: date, width: int) -> Table:
    due = _LONG_DUE if width >= TABLE else _SHORT_DUE
    table = full_table(width, (*_head(shown, due), Column(_("Status"), _STATUS)))
    for one in shown:
        state = one.state
        words, days = what(state, doubtful=one.doubtful), stacked(due_texts(state, today))
        table.add_row(_id(one, today), words, who(state), days, _standing(state))
    return table


def _head(shown: Sequence[Tracked], due: int) -> tuple[Column, ...]:
    longest = max((len(str(one.number)) for one in shown), default=0)
    return (
        Column(_("Id"), max(longest, 2), right=True),
        Column(_("Directive"), share=5),
        Column(_("Responsible"), share=4),
        Column(_("Due"), due),
    )


def _standing(state: State) -> RenderableType:
    label = standing_text(state)
    return Group(label, Bar(state.progress, 8)) if state.status is Status.IN_PROGRESS else label


def _block(one: Tracked, today: date) -> RenderableType:
    state = one.state
    head = Table.grid(padding=(0, 1))
    head.add_column(justify="right", no_wrap=True)
    head.add_column()
    head.add_row(_id(one, today), what(state, STRONG, doubtful=one.doubtful))
    lines: list[RenderableType] = [
        who(state),
        joined((*due_texts(state, today), status_text(state.status), closed_text(state), shares_text(state))),
    ]
    if state.status is Status.IN_PROGRESS:
        lines.append(Bar(state.progress))
    return Group(head, indented(Group(*lines), len(str(one.number)) + 1))


def _id(one: Tracked, today: date) -> Text:
    return Text(str(one.number), style=LATE if one.state.overdue(today) else QUIET)

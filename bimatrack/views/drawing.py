"""Directives below each other: a table where there is room, else blocks; or the columns that are asked for."""

from collections.abc import Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.history import State, Tracked
from bimatrack.i18n import _
from bimatrack.model import Status
from bimatrack.views.cells import (
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
from bimatrack.views.fields import Look, digits, fields, id_text, urgency_text
from bimatrack.views.layout import BROAD, NARROW, TABLE, WIDE, Column, blocks, full_table, indented
from bimatrack.views.shares import shares_text, standing_text

_SHORT_DUE, _LONG_DUE, _LONGEST_DUE = 17, 18, 32
_STATUS = 15


def drawn(
    shown: Sequence[Tracked],
    today: date,
    width: int,
    *,
    look: Look,
    among: Sequence[Tracked] = (),
    header: bool = True,
) -> RenderableType:
    """Draw directives on *width* columns, with a *header* or without one, to fit below those *among* which they are."""
    if look.columns:
        return fields(shown, today, width, look, among=(*shown, *among), header=header)
    if width < NARROW:
        return blocks([_block(one, today, look) for one in shown])
    table = full_table(width, _head((*shown, *among), width), header=header)
    row = _broad if width >= WIDE else _compact
    for one in shown:
        table.add_row(*row(one, today, look, width))
    return table


def _broad(one: Tracked, today: date, look: Look, width: int) -> tuple[RenderableType, ...]:
    state = one.state
    beside = joined if width >= BROAD else stacked
    days, standing = beside(due_texts(state, today)), standing_text(state)
    return id_text(one, today), _what(one, today, look), who(state), days, Bar(state.progress), standing


def _compact(one: Tracked, today: date, look: Look, _width: int) -> tuple[RenderableType, ...]:
    state = one.state
    return id_text(one, today), _what(one, today, look), who(state), stacked(due_texts(state, today)), _standing(state)


def _head(shown: Sequence[Tracked], width: int) -> tuple[Column, ...]:
    due = _LONGEST_DUE if width >= BROAD else _LONG_DUE if width >= TABLE else _SHORT_DUE
    progress = (Column(_("Progress"), 15),) if width >= WIDE else ()
    return (
        Column(_("Id"), digits(shown), right=True),
        Column(_("Directive"), share=5),
        Column(_("Responsible"), share=4),
        Column(_("Due"), due),
        *progress,
        Column(_("Status"), _STATUS),
    )


def _standing(state: State) -> RenderableType:
    label = standing_text(state)
    return Group(label, Bar(state.progress, 8)) if state.status is Status.IN_PROGRESS else label


def _what(one: Tracked, today: date, look: Look, style: str = "") -> Text:
    words = what(one.state, style, doubtful=one.doubtful)
    return stacked((words, Text(urgency_text(one, today), style=QUIET))) if look.explain else words


def _block(one: Tracked, today: date, look: Look) -> RenderableType:
    state = one.state
    head = Table.grid(padding=(0, 1))
    head.add_column(justify="right", no_wrap=True)
    head.add_column()
    head.add_row(id_text(one, today), _what(one, today, look, STRONG))
    lines: list[RenderableType] = [
        who(state),
        joined((*due_texts(state, today), status_text(state.status), closed_text(state), shares_text(state))),
    ]
    if state.status is Status.IN_PROGRESS:
        lines.append(Bar(state.progress))
    return Group(head, indented(Group(*lines), len(str(one.number)) + 1))

"""Who may do what with a store on a server."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bimatrack.days import short_day
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.roles import User, role_label
from bimatrack.views.cells import QUIET, STRONG, cell, joined, stacked, words
from bimatrack.views.layout import ByWidth, Column, full_table


def users_table(users: Sequence[User]) -> RenderableType:
    """Show each login with its role, its units, and who gave it that."""
    if not users:
        return words(_("Nothing is kept there yet; who makes the first change, or grants first, owns it."), QUIET)
    return ByWidth(lambda width: _table(users, width))


def _table(users: Sequence[User], width: int) -> Table:
    columns = (Column(_("Login"), 18), Column(_("Role"), 14), Column(_("Units"), share=1))
    table = full_table(width, columns)
    for user in users:
        you = Text(_("you"), style=QUIET) if user.you else Text()
        login = joined((cell(user.login, STRONG), you))
        table.add_row(login, cell(role_label(user.role)), stacked((*map(cell, user.units), _given(user))))
    return table


def _given(user: User) -> Text:
    if user.since is None:
        return Text(_("made the tables"), style=QUIET)
    day = short_day(user.since.astimezone().date())
    return Text(_("{day} by {login}").format(day=day, login=one_line(user.granted_by or "")), style=QUIET)

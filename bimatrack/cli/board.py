"""The command that opens the interactive board."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from bimatrack.cli.app import moment
from bimatrack.cli.options import Toward, read_day_or_none
from bimatrack.cli.session import Session
from bimatrack.errors import UsageError
from bimatrack.i18n import _

if TYPE_CHECKING:
    from bimatrack.store import Store
    from bimatrack.tracking import Mark


class Colours(StrEnum):
    """The looks of the board; the names are those of board.Look."""

    DARK = "dark"
    LIGHT = "light"
    TERMINAL = "terminal"


def board(
    ctx: typer.Context,
    colours: Annotated[
        Colours, typer.Option("--colours", help="Dark, light, or the terminal's own colours.")
    ] = Colours.DARK,
) -> None:
    """Work at the directives on one screen.

    List and detail side by side, with the source lit up in its release; filter as you type, mark done, progress and
    deadlines by keys, undo. The key ? shows them all. What is done is kept at once, as the commands keep it.

    Example:
      bimatrack board
    """
    session: Session = ctx.obj
    if find_spec("textual") is None:
        raise UsageError(_("The board needs Textual, which is not installed: pip install 'bimatrack[board]'."))
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise UsageError(_("The board needs a terminal to read from and write to; “bimatrack list” goes into a pipe."))
    # What cannot be read is told before the screen is taken.
    session.store.directives()
    from bimatrack.board import Board, Look

    session.person.leave()
    Board(SessionDesk.of(session, moment), Look(colours)).run()


@dataclass(frozen=True, slots=True)
class SessionDesk:
    """The session as the board sees it: its moment goes on while the board is open, by *clock*."""

    session: Session
    clock: Callable[[], datetime]

    @classmethod
    def of(cls, session: Session, clock: Callable[[], datetime]) -> "SessionDesk":
        """Let the moment of *session*, which --today may have put elsewhere, go on as *clock* does."""
        ahead = session.now - clock()
        return cls(session, lambda: clock() + ahead)

    @property
    def store(self) -> "Store":
        """The session's store."""
        return self.session.store

    @property
    def today(self) -> date:
        """The day as it is by now."""
        self.session.now = self.clock()
        return self.session.today

    def mark(self, on: str | None, note: str | None) -> "Mark":
        """Sign an act at this very moment.

        Raises:
            UsageError: *on* names no day.
        """
        day = read_day_or_none(on, self.today, _("Day"), Toward.PAST)
        return self.session.mark(day.isoformat() if day else None, note)

    def units_of(self, owners: Sequence[str]) -> tuple[str, ...]:
        """Return the registry's names for *owners*, each once."""
        return self.session.units_of(owners)

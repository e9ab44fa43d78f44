"""Windows over the board that tell something: what an undo would do, the help; and one that lets a unit be chosen."""

from collections.abc import Sequence
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from bimatrack.board.keys import board_keys
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.views.cells import QUIET
from bimatrack.views.layout import pairs_table


class Confirm(ModalScreen[bool]):
    """Shows what would happen; Enter goes ahead, Escape does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", show=False, priority=True),
        Binding("escape", "answer(False)", show=False),
    ]

    def __init__(self, title: str, body: RenderableType) -> None:
        super().__init__()
        self._title, self._body = title, body

    def compose(self) -> ComposeResult:
        """Show the body in a window with its title and the keys."""
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            with VerticalScroll():
                yield Static(self._body)
            yield Static(Text(_("Enter: go ahead · Esc: leave it"), style=QUIET), classes="hint")

    def action_answer(self, yes: bool) -> None:
        """Close the window with the answer."""
        self.dismiss(yes)


class Help(ModalScreen[None]):
    """Tells what every key is for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,question_mark", "close", show=False, priority=True)
    ]

    def compose(self) -> ComposeResult:
        """List the keys."""
        told = pairs_table((key.shown, Text(key.tells[0].upper() + key.tells[1:])) for key in board_keys())
        more = Text(
            _("Arrows, page keys, Home and End move; Tab goes from the list to the detail and its source."),
            style=QUIET,
        )
        with Vertical(classes="window") as window:
            window.border_title = Content(_("Keys"))
            with VerticalScroll():
                yield Static(Group(told, Text(), more))
            yield Static(Text(_("Esc: back"), style=QUIET), classes="hint")

    def action_close(self) -> None:
        """Close the window."""
        self.dismiss(None)


class Choice(ModalScreen[str | None]):
    """Lets one of several names be chosen; None when the person leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, title: str, names: Sequence[str]) -> None:
        super().__init__()
        self._title, self._names = title, tuple(names)

    def compose(self) -> ComposeResult:
        """List the names."""
        with Vertical(classes="window") as window:
            window.border_title = Content(self._title)
            yield OptionList(*[Option(Content(one_line(name))) for name in self._names])
            yield Static(Text(_("Enter: choose · Esc: back"), style=QUIET), classes="hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Close the window with the name."""
        self.dismiss(self._names[event.option_index])

    def action_leave(self) -> None:
        """Close the window without one."""
        self.dismiss(None)

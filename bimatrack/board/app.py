"""The board as a whole: what is shown where, and which key leads to which act."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from bimatrack import tracking
from bimatrack.altering import replace
from bimatrack.board.acts import Acts
from bimatrack.board.desk import Desk
from bimatrack.board.detail import Detail
from bimatrack.board.dialogs import Choice, Confirm, Help
from bimatrack.board.forms import Form, Input
from bimatrack.board.keys import KeyLine, board_keys
from bimatrack.board.listing import Listing
from bimatrack.board.sieve import Sieve, counted, switches
from bimatrack.errors import BimatrackError
from bimatrack.history import Action, Tracked
from bimatrack.i18n import _
from bimatrack.literal import literal
from bimatrack.tracking import Selection
from bimatrack.views.history import undo_preview

_SIDE_BY_SIDE = 110  # columns from which on list and detail both read well beside each other
_HIGH = 30  # lines from which on forms have room for blank ones
_OFTEN = 2.0  # seconds between two looks at whether another process has written


class Look(StrEnum):
    """The colours of the board: dark, light, or those of the terminal itself."""

    DARK = "dark"
    LIGHT = "light"
    TERMINAL = "terminal"


_THEMES = {Look.DARK: "textual-dark", Look.LIGHT: "textual-light", Look.TERMINAL: "ansi-dark"}


class Board(App[None]):
    """Directives in a list, the one under the cursor in full beside it, and a key for all that can be done to them."""

    CSS_PATH = Path(__file__).with_name("board.tcss")
    TITLE = "bimatrack"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_SIDE_BY_SIDE, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (_HIGH, "-high")]  # noqa: RUF012 - the same

    def __init__(self, desk: Desk, look: Look = Look.DARK) -> None:
        # In shades of grey some of our colours would vanish; the terminal's own two are always readable.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._desk = desk
        self._sieve = Sieve()
        self._kept: tuple[Tracked, ...] = ()
        self._selection = Selection(())
        self._unseen = self._unsifted = False
        self.theme = _THEMES[Look.TERMINAL if self.no_color else look]
        self.set_class(self.no_color, "-plain")
        for key in board_keys():
            self.bind(key.name, key.action, description=key.word or key.tells)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Horizontal(id="top"):
            yield Input(placeholder=_("/ search"), id="search", compact=True)
            yield Static(id="switches")
        with Horizontal(id="panes"):
            yield Listing()
            yield Detail()
        yield Static(id="counts")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show what there is, and look from time to time whether others have changed it."""
        self._listing.focus()
        self.action_reload()
        self.set_interval(_OFTEN, self.look_around)

    @property
    def _ground(self) -> Screen[object]:
        return self.screen_stack[0]

    @property
    def _listing(self) -> Listing:
        return self._ground.query_one(Listing)

    @property
    def _detail(self) -> Detail:
        return self._ground.query_one(Detail)

    # What is shown

    def action_reload(self) -> None:
        """Read the file again if it has changed, and show it."""
        with self._complaining():
            self._desk.store.refresh()
            self._kept = self._desk.store.directives()
        self._listing.marked &= {one.number for one in self._kept}
        self._sift()

    def look_around(self) -> None:
        """Show what another process has changed, if one has."""
        with self._complaining():
            if self._desk.store.refresh():
                self.action_reload()

    def on_idle(self) -> None:
        """Hold nothing in the store while the person looks."""
        self._desk.store.rest()

    def _sift(self) -> None:
        self._unsifted = False
        self._selection = self._sieve.through(self._kept, self._desk.today)
        self._listing.fill(self._selection.rows, self._desk.today, self._nothing())
        self._ground.query_one("#switches", Static).update(switches(self._sieve))
        self._count()

    def _count(self) -> None:
        told = counted(self._selection, len(self._kept), self._listing.marked, self._sieve, self._desk.today)
        self._ground.query_one("#counts", Static).update(told)

    def _nothing(self) -> str:
        if not self._kept:
            return _("Nothing is kept yet: “bimatrack import FILE” reads a release.")
        return _("No directive matches; Esc takes the filters away.") if self._sieve.narrow else _("Nothing is open.")

    def on_listing_moved(self) -> None:
        """Show the detail once the list has been drawn; of a cursor that runs only where it stops."""
        if not self._unseen:
            self._unseen = True
            self.call_after_refresh(self._show)

    def _show(self) -> None:
        self._unseen = False
        row, store = self._listing.current, self._desk.store
        if row is None:
            self._detail.show_none(self._nothing())
            return
        try:
            tracked = store.directive(row.number)
            release = None if tracked.release is None else store.release(tracked.release)
            linked = [store.directive(end) for end in tracked.state.links]
            self._detail.show(tracked, self._desk.today, store.changes_of(row.number), release, linked)
        except BimatrackError as error:
            self._detail.show_none(str(error))
        finally:
            store.rest()

    # Filters and marks

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds the words, as they are typed."""
        if event.input.id == "search":
            self._sieve = replace(self._sieve, search=event.value)
            # Who types on while a long list is searched waits for the last word only.
            if not self._unsifted:
                self._unsifted = True
                self.call_after_refresh(self._sift)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the search to what it has found."""
        if event.input.id == "search":
            self._listing.focus()

    def action_search(self) -> None:
        """Go to the search."""
        self._ground.query_one("#search", Input).focus()

    def action_switch(self, name: str) -> None:
        """Turn a switch of the filter over."""
        self._sieve = self._sieve.turned(name)
        self._sift()

    def action_unit(self) -> None:
        """Show only what concerns the unit of the directive under the cursor; if it is so already, all units again."""
        if self._sieve.unit or self._sieve.owner:
            self._see_as(None, ())
            return
        state = row.state if (row := self._listing.current) else None
        units = () if state is None else tuple(share.unit for share in state.shares) or state.units
        names = units or (state.owners if state else ())
        if not names:
            self.notify(_("Nobody is named as responsible here."), severity="warning", markup=False)
        elif len(names) == 1:
            self._see_as(names[0], units)
        else:
            self.push_screen(Choice(_("Which unit?"), names), lambda name: self._see_as(name, units) if name else None)

    def _see_as(self, name: str | None, units: tuple[str, ...]) -> None:
        known = name in units
        self._sieve = replace(self._sieve, unit=name if known else None, owner=None if known else name)
        self._sift()

    def action_mark(self) -> None:
        """Mark the directive under the cursor, or take its mark away."""
        self._listing.toggle()
        self._count()

    def action_mark_all(self) -> None:
        """Mark all that are shown."""
        self._listing.marked |= {row.number for row in self._listing.rows}
        self._listing.refresh()
        self._count()

    def action_step_back(self) -> None:
        """Go one step back: to the list, then without marks, then without filters."""
        if self._reading:
            self.action_read()
        elif not self._listing.has_focus:
            self._listing.focus()
        elif self._listing.marked:
            self._listing.marked.clear()
            self._listing.refresh()
            self._count()
        elif self._sieve != Sieve():
            self._sieve = Sieve()
            self._ground.query_one("#search", Input).value = ""
            self._sift()

    # Reading

    @property
    def _reading(self) -> bool:
        return self._ground.has_class("-reading")

    def action_read(self) -> None:
        """Give the detail the whole screen, or the list its place back."""
        self._ground.toggle_class("-reading")
        (self._detail if self._reading else self._listing).focus()

    def on_listing_opened(self) -> None:
        """Read what was clicked twice."""
        self.action_read()

    def action_theme(self) -> None:
        """Go on to the next look."""
        themes = [*_THEMES.values()]
        self.theme = themes[(themes.index(self.theme) + 1) % len(themes)] if self.theme in themes else themes[0]

    def action_help(self) -> None:
        """Tell what every key is for."""
        self.push_screen(Help())

    def action_help_quit(self) -> None:
        """Tell who presses Ctrl-C how to leave."""
        self.notify(_("The key q leaves the board."), markup=False)

    # Acts

    def action_act(self, name: str) -> None:
        """Do the act *name* to the directives that are marked, or to the one under the cursor; ask what it needs."""
        with self._complaining():
            numbers = self._listing.chosen()
            if not numbers:
                return
            acts = Acts(self._desk, [self._desk.store.directive(number) for number in numbers], self._sieve.unit)
            if name == "start":
                self._done(acts.start())
            else:
                self.push_screen(Form(acts.question(name)), self._done)

    def action_rewind(self, name: str) -> None:
        """Show what an undo or a redo would do, and do it when told to."""
        with self._complaining():
            store = self._desk.store
            store.refresh()
            plan = tracking.preview_undo(store) if name == "undo" else tracking.preview_redo(store)
            body = undo_preview(plan, self._desk.today, *tracking.concerned(store, plan))
            title = _("Undo") if name == "undo" else _("Redo")
            self.push_screen(Confirm(title, body), lambda yes: self._rewind(plan) if yes else None)

    def _rewind(self, plan: tracking.Rewind) -> None:
        with self._complaining():
            tracking.rewind(self._desk.store, plan, self._desk.mark(None, None))
            self._done(_("Undone; Ctrl-R brings it back.") if plan.action is Action.UNDO else _("Redone."))

    def _done(self, told: str | None) -> None:
        if told is None:
            return
        self._listing.marked.clear()
        self.action_reload()
        # One at a time: they lie over the detail.
        self.clear_notifications()
        self.notify(told, markup=False)

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        """Tell in one sentence what goes wrong in the block, and go on."""
        try:
            yield
        except BimatrackError as error:
            self.clear_notifications()
            self.notify(literal(str(error)), severity="error", markup=False)

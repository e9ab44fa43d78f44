"""The list: a line or two a directive, drawn only where they are seen, so that thousands cost no more than forty."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from bimatrack.board.lines import Line, column_heads, columns_for, lines_of
from bimatrack.history import Tracked

# From this size on there is room for two lines each.
_TWO_LINES = Size(64, 18)


class Listing(ScrollView, can_focus=True):
    """Directives in their order, with a cursor on one of them and marks on any."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "listing--cursor",
        "listing--even",
        "listing--head",
        "listing--marked",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "turn(-1)", show=False),
        Binding("pagedown", "turn(1)", show=False),
        Binding("home", "leap(0)", show=False),
        Binding("end", "leap(-1)", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another directive, or on none."""

    class Opened(Message):
        """Somebody wants to read the directive under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="listing")
        self.rows: tuple[Tracked, ...] = ()
        self.marked: set[int] = set()
        self.cursor = 0
        self._today = date.min
        self._empty = ""
        self._digits = 0

    @property
    def current(self) -> Tracked | None:
        """The directive under the cursor, None where the list is empty."""
        return self.rows[self.cursor] if self.rows else None

    def fill(self, rows: Sequence[Tracked], today: date, empty: str) -> None:
        """Show *rows* as of *today*, or the sentence *empty*; the cursor stays on its directive, else its line."""
        before = self.current.number if self.current else None
        self.rows, self._today, self._empty = tuple(rows), today, empty
        self._digits = len(str(max((row.number for row in self.rows), default=0)))
        places = {row.number: place for place, row in enumerate(self.rows)} if before is not None else {}
        self.cursor = max(0, min(places.get(before or 0, self.cursor), len(self.rows) - 1))
        self._measure()
        self._follow()

    def toggle(self) -> None:
        """Mark the directive under the cursor, or take its mark away, and step on."""
        if self.current is not None:
            self.marked ^= {self.current.number}
            self.action_move(1)
            self.refresh()

    def chosen(self) -> tuple[int, ...]:
        """Return the ids that a key acts on: the marked ones in order, else the one under the cursor."""
        if self.marked:
            return tuple(sorted(self.marked))
        return (self.current.number,) if self.current else ()

    def action_move(self, by: int) -> None:
        """Move the cursor *by* lines."""
        self._go(self.cursor + by)

    def action_turn(self, by: int) -> None:
        """Move the cursor *by* screens."""
        self._go(self.cursor + by * max(1, self._room - 1))

    def action_leap(self, to: int) -> None:
        """Move the cursor to the first line (0) or the last (-1)."""
        self._go(to if to >= 0 else len(self.rows) - 1)

    def on_resize(self) -> None:
        """Draw for the new width, the cursor still in sight."""
        self._measure()
        self._follow()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; a second click opens."""
        place = event.get_content_offset(self)
        at = -1 if place is None or place.y == 0 else (place.y + self.scroll_offset.y - 1) // self._tall
        if not 0 <= at < len(self.rows):
            return
        self._go(at)
        if event.chain > 1:
            self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """Draw the line *y* of what is seen: the head on top, below it what is scrolled to."""
        width = self.scrollable_content_region.width
        columns = columns_for(width, self._digits, tall=self._tall)
        if y == 0:
            return self._strip(column_heads(columns), width, self._styled("listing--head"))
        place, line = divmod(y + self.scroll_offset.y - 1, self._tall)
        if place >= len(self.rows):
            told = self._empty if not self.rows and y == 2 else ""  # noqa: PLR2004 - below the head and a blank line
            return self._strip(Text(f" {told}"), width, self.rich_style)
        row = self.rows[place]
        shown = lines_of(Line(row, marked=row.number in self.marked, today=self._today), columns)[line]
        if place == self.cursor:
            # A coloured word on the cursor's own ground may be hard to read; what it says, it says in words too.
            return self._strip(Text(shown.plain), width, self._styled("listing--cursor"))
        return self._strip(shown, width, self._ground(place, row.number))

    @property
    def _tall(self) -> int:
        size = self.size
        return 2 if size.width >= _TWO_LINES.width and size.height >= _TWO_LINES.height else 1

    @property
    def _room(self) -> int:
        """How many directives can be seen at once."""
        return max(1, (self.scrollable_content_region.height - 1) // self._tall)

    def _ground(self, place: int, number: int) -> Style:
        if number in self.marked:
            return self._styled("listing--marked")
        return self._styled("listing--even") if self._tall > 1 and place % 2 else self.rich_style

    def _styled(self, component: str) -> Style:
        return self.get_component_rich_style(component)

    def _strip(self, text: Text, width: int, style: Style) -> Strip:
        segments = [Segment(part.text, style + part.style if part.style else style) for part in _parts(self, text)]
        return Strip(segments).adjust_cell_length(width, style)

    def _go(self, to: int) -> None:
        to = max(0, min(to, len(self.rows) - 1))
        if to != self.cursor:
            self.cursor = to
            self._follow()

    def _follow(self) -> None:
        """Bring the cursor into sight and tell where it stands."""
        tall, room = self._tall, self._room
        top = self.scroll_offset.y
        wanted = min(max(top, (self.cursor - room + 1) * tall), self.cursor * tall)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True, immediate=True)
        self.refresh()
        self.post_message(self.Moved())

    def _measure(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.rows) * self._tall + 1)
        self.refresh(Region(0, 0, *self.size))


def _parts(listing: Listing, text: Text) -> list[Segment]:
    return [part for part in text.render(listing.app.console) if part.text]

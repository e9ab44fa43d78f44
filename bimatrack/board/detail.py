"""The detail: all facts of one directive, its source lit up in the release, and its history."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from bimatrack.history import Change, KeptRelease, Tracked
from bimatrack.i18n import _
from bimatrack.model import Span
from bimatrack.views.cells import QUIET
from bimatrack.views.detail import directive_facts, directive_history, source_text
from bimatrack.views.passage import lines_around, lit_up

# So much of a release before and behind the quote can be scrolled to; a whole book would take seconds to lay out.
_REACH = 6000


class Source(VerticalScroll, can_focus=True):
    """The text of a release, scrolled to the quote of a directive."""

    def __init__(self) -> None:
        super().__init__(id="source")
        self._before = Content()
        self._text = Static(id="passage")

    def compose(self) -> ComposeResult:
        """Hold the text."""
        yield self._text

    def show(self, tracked: Tracked, release: KeptRelease) -> None:
        """Light up what *tracked* was found by in *release*."""
        text, quote = release.release.text, tracked.directive.quote.span
        reach = lines_around(text, quote, _REACH)
        before = lit_up(text, Span(reach.start, quote.start), tracked)
        self._before = Content.from_rich_text(before)
        self._text.update(before.append_text(lit_up(text, Span(quote.start, reach.end), tracked)))
        self.call_after_refresh(self.bring_quote)

    def on_resize(self) -> None:
        """Keep the quote in sight."""
        self.call_after_refresh(self.bring_quote)

    def bring_quote(self) -> None:
        """Scroll so that the line in which the quote begins stands in the upper third."""
        width, height = self.scrollable_content_region.size
        if width and height:
            lines = self._before.get_height({}, width) if self._before else 1
            self.scroll_to(y=max(0, lines - 1 - height // 3), animate=False, force=True)


class Detail(VerticalScroll, can_focus=True):
    """One directive in full; nothing where none is chosen."""

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._facts = Static(id="facts")
        self._head = Static(id="origin")
        self._source = Source()
        self._history = Static(id="history")

    def compose(self) -> ComposeResult:
        """Set the parts below each other."""
        yield self._facts
        yield self._head
        yield self._source
        yield self._history

    def show(
        self,
        tracked: Tracked,
        today: date,
        changes: Sequence[Change],
        release: KeptRelease | None,
        linked: Sequence[Tracked] = (),
    ) -> None:
        """Show *tracked* with its history *changes*, those it is *linked* with, and the *release* it comes from.

        The release is None for one added by hand.
        """
        self.scroll_home(animate=False, force=True)
        self._facts.update(directive_facts(tracked, today, changes, linked))
        self._history.update(directive_history(changes))
        self._history.border_title = Content(_("History"))
        self.set_class(release is None, "-without-source")
        self.remove_class("-empty")
        if release is not None:
            self._head.update(source_text(release))
            self._head.border_title = Content(_("Source"))
            self._source.show(tracked, release)

    def show_none(self, told: str) -> None:
        """Show a sentence in the place of a directive."""
        self.add_class("-empty")
        self._facts.update(Text(told, style=QUIET))

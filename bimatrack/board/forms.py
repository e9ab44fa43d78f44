"""The small window that asks what an act needs: Enter accepts, Escape leaves everything as it was."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input as AnyInput
from textual.widgets import Label, OptionList, Static

from bimatrack.errors import BimatrackError
from bimatrack.history import Share
from bimatrack.i18n import _
from bimatrack.labels import percent, status_label
from bimatrack.literal import UNSAFE, literal, one_line
from bimatrack.model import Status
from bimatrack.views.cells import QUIET


@dataclass(frozen=True, slots=True)
class Field:
    """A line to be filled in, with its *value* at first; *reads* tells below it what is understood of the words."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    reads: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in: a word for each field, and the *units* that were chosen."""

    words: tuple[tuple[str, str], ...]
    units: tuple[str, ...] = ()

    def text(self, name: str) -> str | None:
        """Return what stands in the field *name*; None where that is blank."""
        return dict(self.words)[name].strip() or None


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be asked before an act, and the act: *do* returns the sentence that tells it was done.

    *about* names the directives; of *shares* units may be chosen, *chosen* are so at first.
    """

    title: str
    about: Text
    fields: tuple[Field, ...]
    do: Callable[[Given], str]
    shares: tuple[Share, ...] = ()
    shares_label: str = ""
    chosen: tuple[str, ...] = ()


class Input(AnyInput):
    """A line to type in, that shows what was pasted or kept as harmlessly as all else: what is seen is taken."""

    def validate_value(self, value: str) -> str:
        """Write out what could command the terminal; Textual asks this of every value."""
        return one_line(value) if UNSAFE.search(value) or "\n" in value or "\t" in value else value


class Units(OptionList):
    """The units that have a share, each with a box to tick; what is ticked is seen without colour too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "tick", show=False)]

    def __init__(self, shares: Sequence[Share], chosen: Sequence[str]) -> None:
        self._shares = tuple(shares)
        self._ticked = set(chosen)
        super().__init__(*map(self._line, self._shares))

    @property
    def chosen(self) -> tuple[str, ...]:
        """The units that are ticked."""
        return tuple(share.unit for share in self._shares if share.unit in self._ticked)

    def action_tick(self) -> None:
        """Tick the unit under the cursor, or take its tick away."""
        if self.highlighted is not None:
            share = self._shares[self.highlighted]
            self._ticked ^= {share.unit}
            self.replace_option_prompt_at_index(self.highlighted, self._line(share))

    def on_option_list_option_selected(self) -> None:
        """Tick what was clicked."""
        self.action_tick()

    def _line(self, share: Share) -> Content:
        far = percent(share.progress) if share.status is Status.IN_PROGRESS else status_label(share.status)
        return Content(f"[{'x' if share.unit in self._ticked else ' '}] {one_line(share.unit)} · {far}")


class Form(ModalScreen[str | None]):
    """Asks one question, until its act is done or the person leaves; what went wrong is told beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "accept", show=False, priority=True),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """Set the fields below each other."""
        question = self._question
        with Vertical(classes="window") as window:
            window.border_title = Content(question.title)
            with VerticalScroll(can_focus=False):
                yield Static(question.about, id="about")
                for field in question.fields:
                    yield Label(Content(field.label))
                    yield Input(field.value, placeholder=field.hint, id=field.name, select_on_focus=True)
                    if field.reads:
                        yield Static(id=f"{field.name}-read", classes="read")
                if question.shares:
                    yield Label(Content(question.shares_label))
                    yield Units(question.shares, question.chosen)
            yield Static(Text(_keys(shares=bool(question.shares)), style=QUIET), classes="hint")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what is understood of the words as they stand."""
        field = next(field for field in self._question.fields if field.name == event.input.id)
        if field.reads:
            self.query_one(f"#{field.name}-read", Static).update(Text(field.reads(event.value), style=QUIET))

    def action_accept(self) -> None:
        """Do the act; where it is refused say why and let the person mend it."""
        words = tuple((field.name, self.query_one(f"#{field.name}", Input).value) for field in self._question.fields)
        try:
            told = self._question.do(Given(words, self._units()))
        except BimatrackError as error:
            self.app.notify(literal(str(error)), severity="error", markup=False)
        else:
            self.dismiss(told)

    def action_leave(self) -> None:
        """Close the window; nothing is done."""
        self.dismiss(None)

    def _units(self) -> tuple[str, ...]:
        return self.query_one(Units).chosen if self._question.shares else ()


def _keys(*, shares: bool) -> str:
    keys = _("Enter: accept · Tab: next field · Esc: leave it")
    return f"{keys} · {_('Space: tick')}" if shares else keys

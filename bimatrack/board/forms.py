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
from textual.widgets import Input, Label, SelectionList, Static
from textual.widgets.selection_list import Selection

from bimatrack.errors import BimatrackError
from bimatrack.history import Share
from bimatrack.i18n import _
from bimatrack.labels import percent, status_label
from bimatrack.literal import one_line
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
                    yield SelectionList[str](*_selections(question.shares, question.chosen))
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
            self.app.notify(str(error), severity="error", markup=False)
        else:
            self.dismiss(told)

    def action_leave(self) -> None:
        """Close the window; nothing is done."""
        self.dismiss(None)

    def _units(self) -> tuple[str, ...]:
        if not self._question.shares:
            return ()
        chosen = set(self.query_one(SelectionList).selected)
        return tuple(share.unit for share in self._question.shares if share.unit in chosen)


def _selections(shares: Sequence[Share], chosen: Sequence[str]) -> list[Selection[str]]:
    return [Selection(Content(_share(share)), share.unit, share.unit in chosen) for share in shares]


def _share(share: Share) -> str:
    far = percent(share.progress) if share.status is Status.IN_PROGRESS else status_label(share.status)
    return f"{one_line(share.unit)} · {far}"


def _keys(*, shares: bool) -> str:
    keys = _("Enter: accept · Tab: next field · Esc: leave it")
    return f"{keys} · {_('Space: choose a unit')}" if shares else keys

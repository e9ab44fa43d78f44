"""The keys of the board: the one table from which bindings, footer and help are made."""

from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from bimatrack.i18n import _
from bimatrack.views.cells import STRONG


@dataclass(frozen=True, slots=True)
class Key:
    """A key: its *name* as Textual has it, as it is *shown*, what it is for in a word and at length, and its action.

    One without a *word* stands in the help only.
    """

    name: str
    shown: str
    action: str
    word: str
    tells: str


def board_keys() -> tuple[Key, ...]:
    """Return all keys in the order of the footer, in the language in use."""
    return (
        Key("d", "d", "act('done')", _("Done"), _("done: with a note, evidence, and the day if it is past")),
        Key(
            "p", "p", "act('progress')", _("Progress"), _("how far it has come, in percent, and what stands in the way")
        ),
        Key("s", "s", "act('start')", _("Start"), _("work on it has begun")),
        Key("t", "t", "act('due')", _("Due day"), _("another deadline, in words; the old one is kept with the reason")),
        Key("n", "n", "act('note')", _("Note"), _("a note, an obstacle or evidence")),
        Key("a", "a", "act('assign')", _("Assign"), _("who must act instead")),
        Key("r", "r", "act('drop')", _("Drop"), _("it cannot be done, with the reason")),
        Key("o", "o", "act('reopen')", _("Reopen"), _("open a closed one again")),
        Key("e", "e", "act('edit')", _("Edit"), _("mend the words of the directive")),
        Key("u", "u", "rewind('undo')", _("Undo"), _("take the last step back, after showing it")),
        Key("ctrl+r", "^r", "rewind('redo')", "", _("bring back what was undone")),
        Key("space", _("Space"), "mark", _("Mark"), _("mark several; a key then acts on all of them, as one step")),
        Key("slash", "/", "search", _("Search"), _("show what holds these words, as you type")),
        Key("question_mark", "?", "help", _("Help"), _("this help")),
        Key("q", "q", "quit", _("Quit"), _("leave the board; all that was done is kept already")),
        Key("1", "1", "switch('overdue')", "", _("only what is overdue")),
        Key("2", "2", "switch('closed')", "", _("done and dropped ones too")),
        Key("3", "3", "switch('kinds')", "", _("commitments and appeals too")),
        Key("4", "4", "unit", "", _("only the unit of this directive; again: all units")),
        Key("ctrl+a", "^a", "mark_all", "", _("mark all that are shown")),
        Key("enter", "Enter", "read", "", _("the detail over the whole screen, and back")),
        Key("escape", "Esc", "step_back", "", _("back; take the marks away, then the filters")),
        Key("f5", "F5", "reload", "", _("read the file again; what others changed is seen by itself")),
        Key("ctrl+t", "^t", "theme", "", _("dark, light, or the colours of the terminal")),
    )


class KeyLine(Widget):
    """The footer: every key with its word, on as many lines as it takes; a click does what the key does."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Count the lines."""
        return len(_lines(width))

    def render(self) -> Text:
        """Draw the lines for the width there is."""
        return Text("\n", no_wrap=True).join(_lines(self.size.width))


def _lines(width: int) -> list[Text]:
    lines = [Text()]
    for key in board_keys():
        if not key.word:
            continue
        item = Text.assemble((f" {key.shown}", STRONG), f" {key.word} ")
        item.stylize(Style(meta={"@click": f"app.{key.action}"}))
        if lines[-1] and lines[-1].cell_len + item.cell_len > width:
            lines.append(Text())
        lines[-1].append_text(item)
    return lines

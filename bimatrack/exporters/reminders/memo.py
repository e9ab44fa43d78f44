"""A reminder as a nota dinas, the letter that offices of a government write to each other."""

from collections.abc import Iterable, Iterator

from bimatrack.days import full_day
from bimatrack.exporters.reminders.phrases import addressee, facts, opening, request, sections
from bimatrack.i18n import _
from bimatrack.literal import one_line
from bimatrack.reminding import Item, Reminder
from bimatrack.reporting import Letterhead, Signatory

_DOTS = "." * 30  # to be filled in by hand
_LETTERS = "ABC"
_SIGNATURE = 40


def memo(reminder: Reminder, letterhead: Letterhead) -> str:
    """Write a reminder as a nota dinas; what the *letterhead* leaves blank is dotted, to be filled in.

    It is signed by the one who prepares the reports. Paragraphs are single lines, for a word processor to wrap.
    """
    signs = letterhead.prepared_by
    head = (
        (_("Attn."), addressee(reminder)),
        (_("From"), signs.office or _DOTS),
        (_("Date"), full_day(reminder.as_of)),
        (_("Memo number"), _DOTS),
        (_("Subject"), _("Reminder: directives of the leadership")),
    )
    parts = [_titles(letterhead.government), "\n".join(_pairs(head)), opening(reminder)]
    for letter, (title, items) in zip(_LETTERS, sections(reminder), strict=False):
        parts.append(f"{letter}. {title}")
        parts += ["\n".join(_lines(number, item, reminder)) for number, item in enumerate(items, 1)]
    parts += [request(), _("We thank you for your attention and cooperation."), "\n".join(_signature(signs))]
    return "\n\n".join(parts) + "\n"


def _titles(government: str) -> str:
    title = _("MEMORANDUM")
    return f"{one_line(government).upper()}\n{title}" if government else title


def _lines(number: int, item: Item, reminder: Reminder) -> Iterator[str]:
    yield f"{number}. {one_line(item.tracked.state.text)} [{item.tracked.number}]"
    for line in _pairs(facts(item, reminder.as_of)):
        yield f"   {line}"


def _pairs(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    pairs = tuple(pairs)
    width = max(len(name) for name, _value in pairs)
    for name, value in pairs:
        yield f"{name:<{width}} : {one_line(value)}"


def _signature(signs: Signatory) -> Iterator[str]:
    margin = " " * _SIGNATURE
    yield f"{margin}{one_line(signs.office) or _DOTS},"
    yield from ("", "", "")
    yield f"{margin}{one_line(signs.name) or _DOTS}"
    yield f"{margin}NIP {one_line(signs.number) or _DOTS}"

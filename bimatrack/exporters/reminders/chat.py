"""A reminder as a message for a messenger: short lines, `*bold*` as messengers write it."""

from collections.abc import Iterator

from bimatrack.exporters.quoting import quoted
from bimatrack.exporters.reminders.phrases import addressee, facts, opening, request, sections
from bimatrack.i18n import _
from bimatrack.reminding import Item, Reminder
from bimatrack.reporting import Letterhead


def chat(reminder: Reminder, letterhead: Letterhead) -> str:
    """Write a reminder as a message; nothing that it quotes is markup in it."""
    parts = [
        f"*{_('Reminder: directives of the leadership')}*\n{_('To: {name}').format(name=quoted(addressee(reminder)))}",
        opening(reminder),
    ]
    for title, items in sections(reminder):
        parts.append(f"*{title}*")
        parts += ["\n".join(_lines(item, reminder)) for item in items]
    parts.append(f"{request()} {_('Thank you.')}")
    if letterhead.government:
        parts.append(quoted(letterhead.government))
    return "\n\n".join(parts) + "\n"


def _lines(item: Item, reminder: Reminder) -> Iterator[str]:
    yield f"[{item.tracked.number}] *{quoted(item.tracked.state.text)}*"
    for name, value in facts(item, reminder.as_of):
        yield f"{name}: {quoted(value)}"

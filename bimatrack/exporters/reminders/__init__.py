"""Reminders as texts that can be pasted and sent, and as records.

They are written in the language in use, which the caller chooses for those who are addressed.
"""

from collections.abc import Callable

from bimatrack.exporters.reminders.chat import chat
from bimatrack.exporters.reminders.memo import memo
from bimatrack.exporters.reminders.records import reminder_records
from bimatrack.reminding import Reminder
from bimatrack.reporting import Letterhead

__all__ = ["FORMS", "SEPARATOR", "chat", "memo", "reminder_records"]

FORMS: dict[str, Callable[[Reminder, Letterhead], str]] = {"chat": chat, "memo": memo}
# Between two texts where several are written into one; it is to be pasted nowhere.
SEPARATOR = f"\n{'-' * 40}\n\n"

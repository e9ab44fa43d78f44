"""Reminds the units of what they still have to do: who is to be told what, and in which order."""

from bimatrack.reminding.gathering import remind
from bimatrack.reminding.values import Item, Reminder, Reminders, Wanted

__all__ = ["Item", "Reminder", "Reminders", "Wanted", "remind"]

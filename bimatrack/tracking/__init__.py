"""Follows directives: selects and orders them, marks what became of them, steps back and forth."""

from bimatrack.tracking.ids import parse_ids
from bimatrack.tracking.marking import add, assign, done, drop, edit, move_due, note, progress, reopen, start
from bimatrack.tracking.recording import Changed, Mark, Outcome
from bimatrack.tracking.rewinding import Rewind, preview_redo, preview_undo, rewind
from bimatrack.tracking.selecting import Filter, Order, Selection, select

__all__ = [
    "Changed",
    "Filter",
    "Mark",
    "Order",
    "Outcome",
    "Rewind",
    "Selection",
    "add",
    "assign",
    "done",
    "drop",
    "edit",
    "move_due",
    "note",
    "parse_ids",
    "preview_redo",
    "preview_undo",
    "progress",
    "reopen",
    "rewind",
    "select",
    "start",
]

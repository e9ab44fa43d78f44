"""Follows directives: selects and orders them, marks what became of them, steps back and forth.

Each room is loaded when it is first asked for: a list marks nothing, and start-up is a feature.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bimatrack.tracking.ids import parse_ids, parted
    from bimatrack.tracking.keys import Grouping, Order
    from bimatrack.tracking.marking import add, assign, done, drop, edit, move_due, note, progress, reopen, start
    from bimatrack.tracking.recording import Changed, Mark, Outcome
    from bimatrack.tracking.reviewing import amend, awaiting, discard, keep, merge
    from bimatrack.tracking.rewinding import Rewind, preview_redo, preview_undo, rewind
    from bimatrack.tracking.selecting import Filter, Group, Selection, select
    from bimatrack.tracking.splitting import split
    from bimatrack.tracking.telling import hides, told
    from bimatrack.tracking.terms import Terms, Trait
    from bimatrack.tracking.units import fanned_out, open_groups, units_named
    from bimatrack.tracking.whose import OwnShares

__all__ = [
    "Changed",
    "Filter",
    "Group",
    "Grouping",
    "Mark",
    "Order",
    "Outcome",
    "OwnShares",
    "Rewind",
    "Selection",
    "Terms",
    "Trait",
    "add",
    "amend",
    "assign",
    "awaiting",
    "discard",
    "done",
    "drop",
    "edit",
    "fanned_out",
    "hides",
    "keep",
    "merge",
    "move_due",
    "note",
    "open_groups",
    "parse_ids",
    "parted",
    "preview_redo",
    "preview_undo",
    "progress",
    "reopen",
    "rewind",
    "select",
    "split",
    "start",
    "told",
    "units_named",
]

_ROOMS = (
    {"split": "splitting"}
    | dict.fromkeys(("parse_ids", "parted"), "ids")
    | dict.fromkeys(("Changed", "Mark", "Outcome"), "recording")
    | dict.fromkeys(("Rewind", "preview_redo", "preview_undo", "rewind"), "rewinding")
    | dict.fromkeys(("amend", "awaiting", "discard", "keep", "merge"), "reviewing")
    | {"Grouping": "keys", "Order": "keys", "OwnShares": "whose"}
    | dict.fromkeys(("Filter", "Group", "Selection", "select"), "selecting")
    | dict.fromkeys(("Terms", "Trait"), "terms")
    | dict.fromkeys(("hides", "told"), "telling")
    | dict.fromkeys(("fanned_out", "open_groups", "units_named"), "units")
)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'marking')}"), name)

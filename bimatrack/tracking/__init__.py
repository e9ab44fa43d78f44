"""Follows directives: selects and orders them, marks what became of them, steps back and forth.

Each room is loaded when it is first asked for: a list marks nothing, and start-up is a feature.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bimatrack.tracking.adding import add, add_all
    from bimatrack.tracking.evidence import Checked, Proof, check, prove, read_evidence
    from bimatrack.tracking.ids import parse_ids, parted
    from bimatrack.tracking.keys import Grouping, Order
    from bimatrack.tracking.labelling import (
        TagCount,
        prioritize,
        read_priority,
        read_tags,
        tag,
        tags_in_use,
        untag,
    )
    from bimatrack.tracking.linking import link, unlink
    from bimatrack.tracking.marking import assign, done, drop, move_due, note, progress, reopen, start
    from bimatrack.tracking.mending import mend
    from bimatrack.tracking.narrowing import narrowed, split_among
    from bimatrack.tracking.recording import Changed, Mark, Outcome
    from bimatrack.tracking.reviewing import amend, awaiting, discard, keep, merge
    from bimatrack.tracking.rewinding import Rewind, concerned, preview_redo, preview_undo, rewind
    from bimatrack.tracking.selecting import Filter, Group, Selection, select
    from bimatrack.tracking.splitting import split
    from bimatrack.tracking.telling import hides, told, unchanged_told
    from bimatrack.tracking.terms import Terms, Trait
    from bimatrack.tracking.units import fanned_out, near_units, open_groups, units_named
    from bimatrack.tracking.whose import OwnShares

__all__ = [
    "Changed",
    "Checked",
    "Filter",
    "Group",
    "Grouping",
    "Mark",
    "Order",
    "Outcome",
    "OwnShares",
    "Proof",
    "Rewind",
    "Selection",
    "TagCount",
    "Terms",
    "Trait",
    "add",
    "add_all",
    "amend",
    "assign",
    "awaiting",
    "check",
    "concerned",
    "discard",
    "done",
    "drop",
    "fanned_out",
    "hides",
    "keep",
    "link",
    "mend",
    "merge",
    "move_due",
    "narrowed",
    "near_units",
    "note",
    "open_groups",
    "parse_ids",
    "parted",
    "preview_redo",
    "preview_undo",
    "prioritize",
    "progress",
    "prove",
    "read_evidence",
    "read_priority",
    "read_tags",
    "reopen",
    "rewind",
    "select",
    "split",
    "split_among",
    "start",
    "tag",
    "tags_in_use",
    "told",
    "unchanged_told",
    "units_named",
    "unlink",
    "untag",
]

_ROOMS = (
    {"split": "splitting", "mend": "mending"}
    | dict.fromkeys(("add", "add_all"), "adding")
    | dict.fromkeys(("Checked", "Proof", "check", "prove", "read_evidence"), "evidence")
    | dict.fromkeys(("parse_ids", "parted"), "ids")
    | dict.fromkeys(
        ("TagCount", "prioritize", "read_priority", "read_tags", "tag", "tags_in_use", "untag"), "labelling"
    )
    | dict.fromkeys(("link", "unlink"), "linking")
    | dict.fromkeys(("narrowed", "split_among"), "narrowing")
    | dict.fromkeys(("Changed", "Mark", "Outcome"), "recording")
    | dict.fromkeys(("Rewind", "concerned", "preview_redo", "preview_undo", "rewind"), "rewinding")
    | dict.fromkeys(("amend", "awaiting", "discard", "keep", "merge"), "reviewing")
    | {"Grouping": "keys", "Order": "keys", "OwnShares": "whose"}
    | dict.fromkeys(("Filter", "Group", "Selection", "select"), "selecting")
    | dict.fromkeys(("Terms", "Trait"), "terms")
    | dict.fromkeys(("hides", "told", "unchanged_told"), "telling")
    | dict.fromkeys(("fanned_out", "near_units", "open_groups", "units_named"), "units")
)


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'marking')}"), name)

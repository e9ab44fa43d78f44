"""What was done to a directive, as changes that are only ever added; its state on any day follows from them."""

from bimatrack.history.changes import Action, Change, Entry, State, Step, Value, Values, signed, steps
from bimatrack.history.identity import Revision, revisions, store_name
from bimatrack.history.kept import Extension, FollowUp, KeptEvent, KeptRelease, Life, Tracked
from bimatrack.history.parts import Parts, parts_told
from bimatrack.history.replay import (
    active,
    applied,
    begun,
    carried_on,
    concerning,
    last_open,
    last_undone,
    lives,
    redoable,
    releases_alive,
    split_days,
    target,
    told,
    touched,
    undoable,
)
from bimatrack.history.shares import Share, Shares
from bimatrack.history.sources import Source, find_sources, headed
from bimatrack.history.urgency import Part, by_due, pressing, urgency, urgency_parts

__all__ = [
    "Action",
    "Change",
    "Entry",
    "Extension",
    "FollowUp",
    "KeptEvent",
    "KeptRelease",
    "Life",
    "Part",
    "Parts",
    "Revision",
    "Share",
    "Shares",
    "Source",
    "State",
    "Step",
    "Tracked",
    "Value",
    "Values",
    "active",
    "applied",
    "begun",
    "by_due",
    "carried_on",
    "concerning",
    "find_sources",
    "headed",
    "last_open",
    "last_undone",
    "lives",
    "parts_told",
    "pressing",
    "redoable",
    "releases_alive",
    "revisions",
    "signed",
    "split_days",
    "steps",
    "store_name",
    "target",
    "told",
    "touched",
    "undoable",
    "urgency",
    "urgency_parts",
]

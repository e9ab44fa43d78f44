"""What was done to a directive, as changes that are only ever added; its state on any day follows from them."""

from bimatrack.history.changes import Action, Change, Entry, State, Step, Value, Values, steps
from bimatrack.history.kept import Extension, Followed, KeptEvent, KeptRelease, Life, Tracked, pressing
from bimatrack.history.replay import active, applied, lives, redoable, releases_alive, undoable

__all__ = [
    "Action",
    "Change",
    "Entry",
    "Extension",
    "Followed",
    "KeptEvent",
    "KeptRelease",
    "Life",
    "State",
    "Step",
    "Tracked",
    "Value",
    "Values",
    "active",
    "applied",
    "lives",
    "pressing",
    "redoable",
    "releases_alive",
    "steps",
    "undoable",
]

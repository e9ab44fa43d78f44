"""What was done to a directive, as changes that are only ever added; its state on any day follows from them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from bimatrack.model import Kind, Status

Value: TypeAlias = str | int | date | Kind | Status | tuple[str, ...] | None


class Action(StrEnum):
    """What a change did."""

    IMPORT = "import"
    ADD = "add"
    START = "start"
    PROGRESS = "progress"
    DONE = "done"
    REOPEN = "reopen"
    DROP = "drop"
    NOTE = "note"
    ASSIGN = "assign"
    DUE = "due"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class State:
    """Everything about a directive that may change; *progress* in percent, 0 to 100.

    *closed_on* is the day it was done or dropped. *obstacle* is the kendala, *evidence* holds files or addresses.
    """

    text: str
    kind: Kind
    owners: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    due: date | None = None
    due_text: str | None = None
    status: Status = Status.OPEN
    progress: int = 0
    closed_on: date | None = None
    obstacle: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the history.

    *step* numbers the command that made it: a command over five directives makes five changes of one step.
    *at* is the moment it was written (with its zone), *on* the day it holds from; *on* before the day of *at* means
    that it was dated back. *directive* is the id it concerns, None for an undo or redo. *values* are the fields of
    State that it sets. *undoes* is the step that an undo or redo takes back.
    """

    number: int
    step: int
    at: datetime
    on: date
    author: str
    action: Action
    directive: int | None = None
    values: tuple[tuple[str, Value], ...] = ()
    note: str | None = None
    undoes: int | None = None

    @property
    def dated_back(self) -> bool:
        """Whether it was written after the day it holds from."""
        return self.on < self.at.date()

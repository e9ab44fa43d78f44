"""What is written of a list, whatever its form."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bimatrack.exporters.ics import CalendarForm
from bimatrack.history import Change, KeptEvent

if TYPE_CHECKING:
    from bimatrack.tracking import Selection


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a file may hold: the directives of *selection* as of *today*, and what its form needs beside them.

    *changes* are the store's whole history, *events* those that stand in a calendar of the form *calendar*. *columns*
    are the fields asked for (none: those of the form), to *explain* adds what makes each pressing. *excel* writes CSV
    as that program opens it by itself. *government* stands at the head of paper.
    """

    selection: "Selection"
    today: date
    changes: Sequence[Change] = ()
    events: Sequence[KeptEvent] = ()
    columns: tuple[str, ...] = ()
    explain: bool = False
    calendar: CalendarForm = field(default_factory=CalendarForm)
    excel: bool = False
    government: str = ""

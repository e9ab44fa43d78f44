"""What the agenda and the calendar hold."""

from dataclasses import dataclass
from datetime import date, timedelta

from bimatrack.due import DayOff, is_weekend
from bimatrack.history import KeptEvent, Tracked

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Clash:
    """Events of one day that may get into each other's way; hours are not known, so it is for a person to look.

    *place* is the one they share, None where only the day is the same. Events that one release names are a programme
    and never clash with each other, but may clash with another's.
    """

    place: str | None
    events: tuple[KeptEvent, ...]


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day: the *events* that take place on it, and the open directives whose last day it is.

    Those are *due*, or *late* where the day has passed. *off* says what holiday it is. *last_workday* is the last one
    before a day on which something is due and nobody works; None on any other.
    """

    day: date
    events: tuple[KeptEvent, ...] = ()
    due: tuple[Tracked, ...] = ()
    late: tuple[Tracked, ...] = ()
    off: DayOff | None = None
    clashes: tuple[Clash, ...] = ()
    last_workday: date | None = None

    @property
    def free(self) -> bool:
        """Whether offices do not work: a weekend, a public holiday, or collective leave."""
        return self.off is not None or is_weekend(self.day)

    def clash(self, kept: KeptEvent) -> Clash | None:
        """Return the clash that an event of the day is part of, rather that over a place; None where there is none."""
        mine = [clash for clash in self.clashes if kept in clash.events]
        return next((clash for clash in mine if clash.place is not None), mine[0] if mine else None)


@dataclass(frozen=True, slots=True)
class Agenda:
    """The days from *first* to *last* that hold something, and *today*, when it lies among them, in any case.

    *overdue* are the directives whose last day passed before *today*, oldest first; none of them stands on a day.
    """

    first: date
    last: date
    today: date
    overdue: tuple[Tracked, ...]
    days: tuple[AgendaDay, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """One month, *first* its first day and *last* its last, with those of its days that hold something."""

    first: date
    last: date
    days: tuple[AgendaDay, ...]

    @property
    def weeks(self) -> tuple[tuple[date | None, ...], ...]:
        """The month's days in rows from Monday to Sunday, None where a place belongs to another month."""
        count = (self.last - self.first).days + 1
        days: list[date | None] = [None] * self.first.weekday()
        days += [self.first + timedelta(days=step) for step in range(count)]
        days += [None] * (-len(days) % _WEEK)
        return tuple(tuple(days[at : at + _WEEK]) for at in range(0, len(days), _WEEK))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Months that follow each other, as seen on *today*; *earlier* are overdue since before them, oldest first."""

    months: tuple[Month, ...]
    today: date
    earlier: tuple[Tracked, ...]

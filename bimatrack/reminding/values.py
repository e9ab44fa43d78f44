"""What a reminder holds."""

from dataclasses import dataclass
from datetime import date

from bimatrack.history import Source, Tracked
from bimatrack.registry import words_of

WEEK = 7


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be reminded of: everything open, or only what is overdue, or due *within* so many days besides.

    *soon* is how many days ahead count as soon, where everything is wanted.
    """

    overdue_only: bool = False
    within: int | None = None

    @property
    def soon(self) -> int:
        """How many days ahead, today included as 0, a last day counts as near."""
        return WEEK if self.within is None else self.within


@dataclass(frozen=True, slots=True)
class Item:
    """One directive as the one addressed stands in it, with its *source*; *others* must act besides."""

    tracked: Tracked
    source: Source
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one addressee is told on the day *as_of*.

    *to* is a unit's full name, or where *group* says so an owner's own words, such as "Seluruh Kepala OPD"; *members*
    are then the units that the registry counts to it. *overdue* come oldest first, *soon* and *later* by last day,
    those without one last. *days* is how many days ahead are soon.
    """

    to: str
    as_of: date
    group: bool
    members: tuple[str, ...]
    days: int
    overdue: tuple[Item, ...]
    soon: tuple[Item, ...]
    later: tuple[Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All that it tells of, at least one, in order."""
        return self.overdue + self.soon + self.later


@dataclass(frozen=True, slots=True)
class Reminders:
    """One reminder for each who has something to do: units of the registry by name, then groups, then others.

    *unaddressed* are directives that name nobody.
    """

    reminders: tuple[Reminder, ...]
    unaddressed: tuple[Tracked, ...]

    def named(self, name: str) -> tuple[Reminder, ...]:
        """Return the reminder to the unit or group whose very *name* this is, in any case."""
        return tuple(one for one in self.reminders if words_of(one.to) == words_of(name))

    def to_groups_of(self, unit: str) -> tuple[Reminder, ...]:
        """Return the reminders to groups that *unit* belongs to."""
        return tuple(one for one in self.reminders if unit in one.members)

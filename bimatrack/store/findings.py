"""What a look at a store finds: each fault, where it is, and what mends it."""

from dataclasses import dataclass
from enum import StrEnum

from bimatrack.altering import replace
from bimatrack.store.shape import Tables


class Fault(StrEnum):
    """What is wrong with something."""

    UNREADABLE = "unreadable"
    TWICE = "twice"
    ENTRY = "entry"
    DAY = "day"
    LOST = "lost"
    DANGLING = "dangling"
    HISTORY = "history"
    NUMBER = "number"
    LEFT_OVER = "left_over"
    PERMISSION = "permission"
    BACKUP = "backup"
    SETTINGS = "settings"
    REGISTRY = "registry"
    RULES = "rules"

    @property
    def beside(self) -> bool:
        """Whether it lies beside what is kept, which is whole nevertheless."""
        return self in (
            Fault.LEFT_OVER,
            Fault.PERMISSION,
            Fault.BACKUP,
            Fault.SETTINGS,
            Fault.REGISTRY,
            Fault.RULES,
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """A *fault*, *where* it is (a table and an id, or a path), in words, and what *mends* it; "" where nothing does.

    *mended* says that it was done.
    """

    fault: Fault
    where: str
    told: str
    mends: str = ""
    mended: bool = False

    def done(self) -> "Finding":
        """Return it as what was mended."""
        return replace(self, mended=True)


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a store's file; *mended* are its tables as they could stand, *whole* says that these are whole.

    Where they are not, nothing of the file can be mended: all or nothing.
    """

    findings: tuple[Finding, ...]
    mended: Tables
    whole: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The *tables* of a good backup, by its *name*."""

    name: str
    tables: Tables

"""What the board has at hand while somebody works at it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bimatrack.store import Store
from bimatrack.tracking import Mark


class Desk(Protocol):
    """Where the directives lie, which day it is, and who signs what is done; the clock goes on meanwhile."""

    @property
    def store(self) -> Store:
        """The store that is worked on."""

    @property
    def today(self) -> date:
        """The day that everything is reckoned from."""

    def mark(self, on: str | None, note: str | None) -> Mark:
        """Sign an act: now, holding from the day that the words *on* name, with a *note*.

        Raises:
            UsageError: *on* names no day.
        """

    def units_of(self, owners: Sequence[str]) -> tuple[str, ...]:
        """Return the registry's names for *owners*, each once."""

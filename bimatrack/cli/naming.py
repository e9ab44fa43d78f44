"""What the names that people type for units mean, and what is said of those that mean none."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bimatrack.cli.talking import Talk
from bimatrack.errors import UsageError
from bimatrack.i18n import _

if TYPE_CHECKING:
    from bimatrack.history import Tracked
    from bimatrack.registry import Registry
    from bimatrack.store import Store
    from bimatrack.store.narrowing import Narrowing


class Naming(Talk):
    """Names of units, by the *registry* and by what the *store* holds."""

    if TYPE_CHECKING:

        @property
        def registry(self) -> Registry:
            """The units and the names they go by."""

        @property
        def store(self) -> Store:
            """What is kept."""

    def units_of(self, owners: Sequence[str]) -> tuple[str, ...]:
        """Return the registry's names for *owners*, each once."""
        return tuple(dict.fromkeys(unit for owner in owners for unit in self.registry.resolve(owner)))

    def doubt_owners(self, owners: Sequence[str]) -> None:
        """Ask of each of *owners* that names no unit, but comes near to one, whether that was meant."""
        sentence = _("“{name}” is kept as written, it names no unit; did you mean {near}?")
        for owner, near in self._units_near(owners):
            self.say(sentence.format(name=owner, near=near))

    def doubt_filter(self, owners: Sequence[str]) -> None:
        """Say of each of *owners* that were looked for which unit it comes near to, if it names none."""
        for owner, near in self._units_near(owners):
            self.say(_("“{name}” names no unit; did you mean {near}?").format(name=owner, near=near))

    def _units_near(self, owners: Sequence[str]) -> Iterator[tuple[str, str]]:
        for owner in owners:
            from bimatrack.tracking import near_units  # It reads TOML, which a list of an empty store need not.

            near = ", ".join(f"“{unit}”" for unit in near_units(owner, self.registry))
            if near:
                yield owner, near

    def units_named(self, names: Sequence[str], directives: "Iterable[Tracked]") -> tuple[str, ...]:
        """Return the units that *names* mean, the registry's or those that have a share of *directives*.

        Raises:
            UsageError: a name means no unit.
        """
        if not names:
            return ()
        from bimatrack.tracking import units_named

        known = [share.unit for one in directives for share in one.state.shares]
        return units_named(names, self.registry, known)

    def units_sharing(self, names: Sequence[str], narrowing: "Narrowing | None" = None) -> tuple[str, ...]:
        """Return the units that *names* mean, the registry's or those that have a share of what *narrowing* leaves.

        Without one that is all.

        Raises:
            UsageError: a name means no unit.
        """
        if not names:
            return ()
        from bimatrack.tracking import split_among

        try:
            return self.units_named(names, self.store.among(split_among(names, narrowing)))
        except UsageError:
            # Another directive may know it, or a unit that comes near to it.
            return self.units_named(names, self.store.among(split_among(None)))

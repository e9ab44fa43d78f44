"""What the slots of a phrase hold, taken out with their types known."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from msgspec import Struct

from bimatrack.due import Length, Stretch
from bimatrack.i18n import _
from bimatrack.rules.matching import Slots

T = TypeVar("T")

Stretches = tuple[Stretch, ...]


class Setting(Struct, frozen=True):
    """What a wording is read against: the *anchor* day; *naming* when days are named rather than deadlines set."""

    anchor: date
    naming: bool = False


class Given(Struct, frozen=True):
    """What a rule itself gives besides its slots; see dues.toml."""

    shift: int = 0
    unit: str = ""
    feast: str = ""


class Chain(Struct, frozen=True):
    """A length of time counted from something that other words name: what came *before*, or an event."""

    length: Length
    back: bool
    to_event: bool


class Recurring(Struct, frozen=True):
    """A duty that comes again; *next_day* is its next day."""

    next_day: date


class Nothing(Struct, frozen=True):
    """Words that look like a deadline and set none."""


class SlotError(TypeError):
    """A slot is missing or holds something else than a rule's meaning takes: the rule does not fit its meaning."""


def take(slots: Slots, name: str, kind: type[T]) -> T:
    """Return the value of the slot *name*, which the rule's phrases promise to be of that *kind*.

    Raises:
        SlotError: the slot is missing or holds something else.
    """
    value = slots.get(name)
    if not isinstance(value, kind):
        raise SlotError(_("the slot {name} is not filled, or with something else").format(name=name))
    return value


def maybe(slots: Slots, name: str, kind: type[T]) -> T | None:
    """Return the value of the slot *name*, None where the phrase has no such slot."""
    return take(slots, name, kind) if name in slots else None


def stretches(slots: Slots, *names: str) -> Stretches:
    """Return the possible stretches in the first of the slots *names* that the phrase has; none for no day at all."""
    for name in names:
        if isinstance(slots.get(name), Nothing):
            return ()
        if name in slots:
            return tuple(stretch for stretch in take(slots, name, tuple) if isinstance(stretch, Stretch))
    raise SlotError(_("none of the slots {names} is filled").format(names=", ".join(names)))


def possible(found: Iterable[Stretch | None]) -> Stretches | None:
    """Return those stretches that exist; None, no match, where there is none."""
    return tuple(stretch for stretch in found if stretch is not None) or None

"""What goes to the workers of a cluster and comes back, as plain bytes: they see no file and no object of ours.

An `Order` holds what a command reads by and goes out once, a portion some sources, an answer what each of them holds.
"""

import sys
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from bimatrack import __version__
from bimatrack.errors import UnreadableReleaseError
from bimatrack.i18n import language
from bimatrack.model import Extraction
from bimatrack.readers import PassedOver
from bimatrack.reading.documents import Item, Terms
from bimatrack.registry import Registry
from bimatrack.rules.loader import own_rules

# What must be the same on all machines, for a text to be read alike.
VERSION = f"bimatrack {__version__}, Python {sys.version_info.major}.{sys.version_info.minor}"


class Order(Struct, frozen=True, array_like=True):
    """What all sources of a command are read by; *rules* are names and texts, *units* is a user's own list."""

    language: str
    rules: tuple[tuple[str, str], ...]
    units: str | None
    units_source: str
    day: date | None
    known: frozenset[str]

    def terms(self) -> Terms:
        """Return the terms that the order is for; the user's rules must be in use."""
        return Terms(Registry.load(self.units, self.units_source), self.day, self.known)


class Source(Struct, frozen=True, array_like=True):
    """A file: its *name*, for messages, and its bytes."""

    name: str
    data: bytes


class _Answer(Struct, frozen=True, array_like=True):
    """One item: a release, a sentence on what could not be read, or a name that was passed over."""

    found: Extraction | None = None
    unread: str | None = None
    passed_over: str | None = None
    leads_out: bool = False


_encoder = Encoder()
_orders = Decoder(Order)
_portions = Decoder(tuple[Source, ...])
_answers = Decoder(tuple[tuple[_Answer, ...], ...])


def order_for(terms: Terms) -> bytes:
    """Write the order for what is read by *terms*, by the rules and in the language in use."""
    registry = terms.registry
    rules = tuple((rule.name, rule.text) for rule in own_rules())
    return _encoder.encode(Order(language(), rules, registry.listed, registry.source, terms.day, terms.known))


def order_in(data: bytes) -> Order:
    """Read an order."""
    return _orders.decode(data)


def portion_of(sources: Sequence[Source]) -> bytes:
    """Write a portion."""
    return _encoder.encode(sources)


def sources_in(data: bytes) -> tuple[Source, ...]:
    """Read a portion."""
    return _portions.decode(data)


def answer_of(read: Sequence[Sequence[Item]]) -> bytes:
    """Write what was *read* of each source of a portion."""
    return _encoder.encode([[_told(item) for item in items] for items in read])


def items_in(data: bytes) -> list[tuple[Item, ...]]:
    """Read an answer."""
    return [tuple(map(_meant, items)) for items in _answers.decode(data)]


def _told(item: Item) -> _Answer:
    if isinstance(item, Extraction):
        return _Answer(item)
    if isinstance(item, PassedOver):
        return _Answer(passed_over=item.source, leads_out=item.leads_out)
    return _Answer(unread=str(item))


def _meant(answer: _Answer) -> Item:
    if answer.found is not None:
        return answer.found
    if answer.passed_over is not None:
        return PassedOver(answer.passed_over, answer.leads_out)
    return UnreadableReleaseError(answer.unread or "")

"""The units of a government and the words around their names, read from TOML."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.loader import kept, read_family, refuse_twins, rules_in

UNITS, OFFICES = "units.toml", "offices.toml"
WORD_FAMILIES = ("before", "between", "open", "quantifier", "tail", "place")


class UnitKind(StrEnum):
    """What sort of unit it is: an OPD, a Bagian of the secretariat, a kecamatan or a kelurahan."""

    OFFICE = "office"
    DIVISION = "division"
    DISTRICT = "district"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its full *name*; *parent* is the district that a village lies in."""

    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class GovernmentRule:
    """The government whose units are listed; *others* are governments with units of like names."""

    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitRule:
    """A unit as it is written in the file."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeRule:
    """An office that any government has."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadRule:
    """Titles that stand for the first word of a unit's name."""

    titles: tuple[str, ...]
    stands_for: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CollectiveRule:
    """Names of a group, and the kind of unit that it is made of."""

    phrases: tuple[str, ...]
    kind: UnitKind
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordsRule:
    """A class of words around the names of units."""

    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitList:
    """The units of one government; *added* are the names of those that a user's file added to the shipped ones."""

    government: GovernmentRule
    units: tuple[Unit, ...]
    added: frozenset[str] = frozenset()


def read_units(text: str | None, source: str) -> UnitList:
    """Read the units of a user's file *text*, or the shipped ones where it is None.

    A file with a `[[government]]` block lists all the units of that government. One without adds its units to the
    shipped ones, a unit of a known name taking that one's place.

    Raises:
        RuleError: a block does not have the shape, a name stands there twice, or a kind or parent is not known.
    """
    governments = rules_in(UNITS, "government", GovernmentRule)
    rules = rules_in(UNITS, "unit", UnitRule)
    added: frozenset[str] = frozenset()
    if text is not None:
        own = read_family(text, "unit", UnitRule, source)
        refuse_twins((rule.name, f"{source}: [[unit]] no. {number}") for number, rule in enumerate(own, 1))
        governed = read_family(text, "government", GovernmentRule, source)
        governments = governed or governments
        added = frozenset() if governed else frozenset(rule.name for rule in own)
        rules = own if governed else (*(rule for rule in rules if rule.name not in added), *own)
    units = tuple(_unit(rule, source) for rule in rules)
    _refuse_orphans(units, source)
    return UnitList(governments[0], units, added)


@kept()
def read_offices() -> tuple[OfficeRule, ...]:
    """Read the offices that any government has; of two with one name the last, which is the user's, counts."""
    return tuple({rule.name: rule for rule in rules_in(OFFICES, "office", OfficeRule)}.values())


@kept()
def read_heads() -> tuple[HeadRule, ...]:
    """Read the titles that stand for the first word of a unit's name."""
    return rules_in(OFFICES, "head", HeadRule)


@kept()
def read_collectives() -> tuple[CollectiveRule, ...]:
    """Read the names of groups of units."""
    return rules_in(OFFICES, "collective", CollectiveRule)


@kept()
def read_words(family: str) -> tuple[WordsRule, ...]:
    """Read one of WORD_FAMILIES."""
    return rules_in(OFFICES, family, WordsRule)


def _unit(rule: UnitRule, source: str) -> Unit:
    if rule.kind not in tuple(UnitKind):
        raise RuleError(
            _("{source}: the unit “{name}” has the kind “{kind}”; write one of {kinds}.").format(
                source=source, name=rule.name, kind=rule.kind, kinds=", ".join(UnitKind)
            )
        )
    return Unit(rule.name, UnitKind(rule.kind), rule.aliases, rule.parent)


def _refuse_orphans(units: Iterable[Unit], source: str) -> None:
    names = {unit.name for unit in units}
    for unit in units:
        if unit.parent is not None and unit.parent not in names:
            raise RuleError(
                _("{source}: the unit “{name}” lies in “{parent}”, which is no unit; list it, too.").format(
                    source=source, name=unit.name, parent=unit.parent
                )
            )

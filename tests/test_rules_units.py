"""The shipped list of units is whole, and each rule around it keeps the promise of its own examples."""

from collections import Counter

import pytest

from bimatrack.registry import Registry, Unit, UnitKind, words_of
from bimatrack.rules.loader import refuse_twins
from bimatrack.rules.units import (
    UNITS,
    WORD_FAMILIES,
    CollectiveRule,
    HeadRule,
    OfficeRule,
    WordsRule,
    read_collectives,
    read_heads,
    read_offices,
    read_units,
    read_words,
)
from bimatrack.rules.wording import pattern_of, unmarked

SHIPPED = read_units(None, UNITS)


def test_kota_bima_has_its_districts_and_villages() -> None:
    """Kota Bima has five kecamatan with 6, 8, 6, 11 and 10 kelurahan."""
    parents = Counter(unit.parent for unit in SHIPPED.units if unit.kind is UnitKind.VILLAGE)

    assert [unit.name for unit in SHIPPED.units if unit.kind is UnitKind.DISTRICT] == list(parents)
    assert list(parents.values()) == [6, 8, 6, 11, 10]


@pytest.mark.parametrize("unit", [pytest.param(unit, id=unit.name) for unit in SHIPPED.units])
def test_each_unit_is_known_by_its_own_names(unit: Unit) -> None:
    """A unit's full name and its aliases resolve to it, short forms of two units apart."""
    registry = Registry.load()
    clashing = {clash.alias for clash in registry.clashes}

    for name in (unit.name, *unit.aliases):
        if " ".join(words_of(name)) not in clashing:
            assert registry.resolve(name) == (unit.name,), name


@pytest.mark.parametrize("office", [pytest.param(office, id=office.name) for office in read_offices()])
def test_each_office_of_any_government_is_known(office: OfficeRule) -> None:
    """Where the government's own list is silent, the offices that every government has are known by their names."""
    registry = Registry.load('[[government]]\nname = "Kota Melati"', "unit.toml")

    assert registry.resolve(office.name) == (office.name,)


def test_no_unit_is_listed_twice() -> None:
    """A unit and an office stand once in their lists."""
    refuse_twins((unit.name, UNITS) for unit in SHIPPED.units)
    refuse_twins((office.name, "offices.toml") for office in read_offices())


@pytest.mark.parametrize("rule", read_heads(), ids=lambda rule: rule.stands_for)
def test_a_title_is_found_in_its_example(rule: HeadRule) -> None:
    """The marked title of an example is one of the rule's."""
    for example in rule.examples:
        text, marked = unmarked(example)
        assert tuple(pattern_of(rule.titles).findall(text)) == marked


@pytest.mark.parametrize("rule", read_collectives(), ids=lambda rule: rule.phrases[0])
def test_a_group_is_found_in_its_example(rule: CollectiveRule) -> None:
    """The marked group of an example is one of the rule's, and has members of its kind."""
    registry = Registry.load()
    kinds = {unit.name: unit.kind for unit in registry.units}
    for example in rule.examples:
        text, marked = unmarked(example)
        assert tuple(pattern_of(rule.phrases).findall(text)) == marked
        assert {kinds[name] for name in registry.members(text)} == {rule.kind}


@pytest.mark.parametrize("rule", [rule for family in WORD_FAMILIES for rule in read_words(family)])
def test_a_word_is_found_in_its_example(rule: WordsRule) -> None:
    """The marked words of an example are the rule's."""
    for example in rule.examples:
        text, marked = unmarked(example)
        assert marked
        assert set(marked) <= set(pattern_of(rule.words).findall(text))

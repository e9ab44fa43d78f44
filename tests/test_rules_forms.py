"""Each label of minutes and letters keeps the promise of its own examples."""

import pytest

from bimatrack.rules.forms import FAMILIES, labels, read_rules
from bimatrack.rules.wording import PhraseRule, pattern_of, unmarked

RULES = [
    pytest.param(rule, example, id=f"{family}: {example}")
    for family in FAMILIES
    for rule in read_rules(family)
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), RULES)
def test_a_label_is_found_in_its_example(rule: PhraseRule, example: str) -> None:
    """The marked words of an example are among the rule's phrases, and are found there."""
    text, marked = unmarked(example)

    assert marked
    assert set(marked) <= {match[0] for match in pattern_of(rule.phrases).finditer(text)}


@pytest.mark.parametrize(
    ("name", "answers"), [("pj", True), ("Batas waktu", True), ("Penanggung jawab", True), ("perihal", False)]
)
def test_a_field_below_an_item_answers_who_or_when(name: str, answers: bool) -> None:
    """Only the labels of people and of days answer an item."""
    assert labels().is_answer(name) is answers

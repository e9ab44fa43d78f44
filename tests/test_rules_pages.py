"""Each rule about web pages keeps the promise of its own examples."""

import pytest

from bimatrack.rules.pages import FAMILIES, PageRule, read_rules
from bimatrack.rules.wording import pattern_of, unmarked

RULES = [
    pytest.param(rule, example, id=f"{family}: {example}")
    for family in FAMILIES
    for rule in read_rules(family)
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), RULES)
def test_a_word_of_a_page_is_found_in_its_example(rule: PageRule, example: str) -> None:
    """The marked words of an example are among the rule's."""
    text, marked = unmarked(example)

    assert marked
    assert set(marked) <= set(pattern_of(rule.words).findall(text))

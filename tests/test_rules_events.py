"""Each rule about events keeps the promise of its own examples."""

import pytest

from bimatrack.extract.dates import find_mentions
from bimatrack.rules.events import FAMILIES, ActivityRule, event_words, read_activities, read_phrases
from bimatrack.rules.loader import refuse_twins
from bimatrack.rules.wording import PhraseRule, pattern_of, unmarked

BEFORE_A_DATE = ("limit", "bar", "state", "holding")
ACTIVITIES = [pytest.param(rule, example, id=example) for rule in read_activities() for example in rule.examples]
PHRASES = [
    pytest.param(rule, example, id=f"{family}: {example}")
    for family in FAMILIES
    for rule in read_phrases(family)
    for example in rule.examples
]
EDGES = [
    pytest.param(family, example, id=f"{family}: {example}")
    for family in BEFORE_A_DATE
    for rule in read_phrases(family)
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), ACTIVITIES)
def test_an_activity_is_found_in_its_example(rule: ActivityRule, example: str) -> None:
    """The marked words of an example are the first that the rule finds."""
    text, marked = unmarked(example)

    assert pattern_of(rule.phrases).findall(text)[: len(marked)] == list(marked)


@pytest.mark.parametrize(("rule", "example"), PHRASES)
def test_a_phrase_is_found_in_its_example(rule: PhraseRule, example: str) -> None:
    """The marked words of an example are among those that the rule finds."""
    text, marked = unmarked(example)

    assert marked
    assert set(marked) <= set(pattern_of(rule.phrases).findall(text))


@pytest.mark.parametrize(("family", "example"), EDGES)
def test_a_word_before_a_date_is_seen_from_the_date(family: str, example: str) -> None:
    """What bars a date, or speaks for it, is found in the words that end where the date begins."""
    text, _marked = unmarked(example)
    [mention] = find_mentions(text)

    assert getattr(event_words(), family).search(text[: mention.span.start])


def test_no_activity_is_listed_twice() -> None:
    """A word belongs to one sort of activity."""
    refuse_twins((phrase, rule.name) for rule in read_activities() for phrase in rule.phrases)

"""Each rule about the head of a release keeps the promise of its own examples."""

import pytest

from bimatrack.rules.heads import FAMILIES, CueRule, heads, read_cues, read_phrases
from bimatrack.rules.wording import PhraseRule, pattern_of, unmarked

CUES = [pytest.param(rule, example, id=example) for rule in read_cues() for example in rule.examples]
PHRASES = [
    pytest.param(rule, example, id=f"{family}: {example}")
    for family in FAMILIES
    for rule in read_phrases(family)
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "example"), CUES)
def test_a_cue_stands_beside_the_date(rule: CueRule, example: str) -> None:
    """A cue is found at the edge of the date in its example, and on the side that it names."""
    text, marked = unmarked(example)
    cues = heads().before if rule.side == "before" else heads().after

    assert rule.side in ("before", "after")
    assert marked
    for words in marked:
        cut = text.index(words) + (len(words) if rule.side == "before" else 0)
        edge = text[:cut] if rule.side == "before" else text[cut:]
        hits = [cue for cue in cues if (cue.pattern.search(edge) if rule.side == "before" else cue.pattern.match(edge))]
        assert rule.weight in [cue.weight for cue in hits]


@pytest.mark.parametrize(("rule", "example"), PHRASES)
def test_a_phrase_is_found_in_its_example(rule: PhraseRule, example: str) -> None:
    """The marked words of an example are what the rule finds."""
    text, marked = unmarked(example)

    assert marked
    assert tuple(match[0] for match in pattern_of(rule.phrases).finditer(text)) == marked

"""Each rule of deadlines keeps the promise of its own examples; rules that cannot work are refused by address."""

from datetime import date

import pytest

from bimatrack.altering import replace
from bimatrack.errors import RuleError
from bimatrack.extract.deadlines import read_deadline
from bimatrack.i18n import set_language
from bimatrack.rules.dues import Bound, DueRule, Example, Families, compile_rules, due_families, due_rules
from bimatrack.rules.elements import expand
from bimatrack.rules.feasts import Holiday, celebrate, holiday_named, read_holidays
from bimatrack.rules.matching import Run
from bimatrack.rules.slotted import Setting
from bimatrack.rules.tokens import phrase_words, read_tokens


@pytest.fixture(autouse=True)
def _in_english() -> None:
    set_language("en")


FAMILIES = {language: due_families(language) for language in ("id", "en")}
RULES = [rule for families in FAMILIES.values() for rule in (*families.rules, *families.bounds)]
EXAMPLES = [pytest.param(example, id=example.text) for rule in RULES for example in rule.examples]


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_rule_keeps_its_promise(example: Example) -> None:
    """Each deadline phrase resolves to the day that its own example states."""
    reading = read_deadline(example.text, example.on)

    assert (reading.due, reading.next_day) == (example.due, example.next)


@pytest.mark.parametrize(
    ("language", "rule"),
    [pytest.param(name, rule, id=rule.phrases[0]) for name, families in FAMILIES.items() for rule in families.rules],
)
def test_a_rule_is_needed_for_its_example(language: str, rule: DueRule) -> None:
    """A rule's example is matched by that very rule, alone or inside a longer wording: no rule stands idle."""
    rules = due_rules(language)
    for example in rule.examples:
        tokens = read_tokens(example.text, rules.spelling)
        run = Run(tokens, len(tokens.words), Setting(example.on))
        hits = [rules.grammar.longest(rule.gives, place, run) for place in range(run.limit)]

        assert rule in [hit.rule for hit in hits if hit]


@pytest.mark.parametrize("families", FAMILIES.values(), ids=FAMILIES)
def test_phrases_are_written_in_house_spelling(families: Families) -> None:
    """No phrase is written with an abbreviation that the text's words are rid of, else it could never match."""
    variants = {variant for entry in families.variants for variant in entry.variants}
    words = {word for bound in families.bounds for phrase in bound.phrases for word in phrase_words(phrase)}
    words |= {word for entry in families.words for form in entry.forms for word in phrase_words(form)}
    for rule in families.rules:
        for phrase in rule.phrases:
            words |= {element for elements in expand(phrase, "") for element in elements if isinstance(element, str)}

    assert not words & variants


def a_rule(**changes: object) -> DueRule:
    """Return a rule that works, but for the *changes*."""
    rule = DueRule(("kelak",), "deictic", "deictic", (Example("kelak", date(2026, 1, 5)),))
    return replace(rule, **changes)


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        (a_rule(phrases=("kelak {nowhere}",)), "nothing fills the slot “nowhere”"),
        (a_rule(phrases=("[kelak]",)), "could match nothing at all"),
        (a_rule(phrases=("kelak [nanti",)), "brackets"),
        (a_rule(phrases=("kelak|",)), "leaves a choice empty"),
        (a_rule(means="kelak"), "no meaning “kelak”"),
        (a_rule(phrases=("kelak {deictic}",)), "lead back to themselves"),
    ],
)
def test_a_rule_that_cannot_work_is_refused(rule: DueRule, complaint: str) -> None:
    """The message says what is wrong with the rule."""
    families = FAMILIES["id"]

    with pytest.raises(RuleError, match=complaint):
        compile_rules(replace(families, rules=(*families.rules, rule)))


def test_a_newcomers_rule_is_read_at_once() -> None:
    """A block more in the file is all that a new wording takes."""
    families = FAMILIES["id"]
    compiled = compile_rules(
        replace(
            families,
            rules=(*families.rules, a_rule(shift=4)),
            bounds=(*families.bounds, Bound("by", ("selekasnya",), ())),
        )
    )
    tokens = read_tokens("selekasnya kelak", compiled.spelling)
    hit = compiled.grammar.longest("wording", 1, Run(tokens, 2, Setting(date(2026, 1, 5))))

    assert hit
    assert hit.value[0].last == date(2026, 1, 9)


@pytest.mark.parametrize("holiday", read_holidays(), ids=lambda holiday: holiday.name)
def test_every_feast_falls_on_some_day(holiday: Holiday) -> None:
    """Each feast of the file is known to the calendar, from its first day to its last."""
    days = [day for year in (2025, 2026, 2027) for day in celebrate(holiday, year)]

    assert len(days) >= 2
    assert all(day.first <= day.last for day in days)


def test_announced_days_win_over_counted_ones() -> None:
    """Ramadan of 1445 began on 12 March 2024 and ended on the eve of Idulfitri."""
    (ramadan,) = celebrate(holiday_named("Ramadan"), 2024)

    assert (ramadan.first, ramadan.last) == (date(2024, 3, 12), date(2024, 4, 9))

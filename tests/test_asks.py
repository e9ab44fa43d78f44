"""The words that word an ask: each rule keeps the promises of its own examples."""

import re

import pytest
from reading import line_of

from bimatrack.extract.asks import asks_in
from bimatrack.rules.language import AskRule, ask_rules, language

EXAMPLES = [pytest.param(r, e, id=f"{r.name}: {e}") for r in ask_rules() for e in r.examples]
NEVER = [pytest.param(r, e, id=f"{r.name}: {e}") for r in ask_rules() for e in r.never]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_ask_rule_finds_its_own_example(rule: AskRule, example: str) -> None:
    """Every rule finds the words that its example marks."""
    marked = re.search(r"\[\[(.+?)\]\]", example)
    line = line_of(example.replace("[[", "").replace("]]", ""))
    forms = [language().form_at(line.words, i) for i in range(len(line.words))]

    assert marked is not None
    assert any(form and form.rule.name == rule.name and " ".join(form.words) == marked[1].lower() for form in forms)


@pytest.mark.parametrize(("rule", "sentence"), NEVER)
def test_an_ask_rule_is_silent_where_it_promises_to_be(rule: AskRule, sentence: str) -> None:
    """No rule fires on the sentences it names as its limits."""
    assert rule.name not in {ask.rule for ask in asks_in(line_of(sentence))}


@pytest.mark.parametrize(
    "sentence",
    [
        "Rencana yang harus disusun itu panjang.",
        "Program ini mampu mendorong ekonomi warga.",
        "Para penyedia sudah disurati agar menambah tenaga, dan semuanya telah memenuhinya.",
        "Belanja wajib dan mengikat naik tahun ini.",
        "Bupati mengingatkan bahwa rapat itu penting.",
    ],
)
def test_what_describes_serves_or_is_done_asks_nothing(sentence: str) -> None:
    """Relative clauses, means, adjectives and asks already met are passed over."""
    assert asks_in(line_of(sentence)) == ()

"""The words by which the text of a web page or a mail is told from what surrounds it."""

import re
from dataclasses import dataclass

from bimatrack.rules.loader import kept, rules_in
from bimatrack.rules.wording import source_of

SOURCE = "pages.toml"
FAMILIES = ("clutter", "body", "dated", "elsewhere", "counted", "relayed")


@dataclass(frozen=True, slots=True)
class PageRule:
    """A class of words about the parts of a page."""

    words: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageWords:
    """All of pages.toml, ready for looking up."""

    clutter: frozenset[str]
    body: frozenset[str]
    dated: frozenset[str]
    elsewhere: re.Pattern[str]
    counted: re.Pattern[str]
    relayed: re.Pattern[str]


def read_rules(family: str) -> tuple[PageRule, ...]:
    """Read one of FAMILIES as it is written."""
    return rules_in(SOURCE, family, PageRule)


@kept()
def page_words() -> PageWords:
    """Return the rules in use, compiled; read once a process."""
    words = {family: [word for rule in read_rules(family) for word in rule.words] for family in FAMILIES}
    counted = source_of(words["counted"])
    number = r"\d[\d.,]{0,12}(?:\s*(?:kali|x|orang|times)\b)?"
    return PageWords(
        clutter=frozenset(words["clutter"]),
        body=frozenset(words["body"]),
        dated=frozenset(words["dated"]),
        elsewhere=re.compile(rf"\W*{source_of(words['elsewhere'])}(?!\w)", re.IGNORECASE),
        counted=re.compile(rf"\W*(?:{counted}\W*{number}|{number}\s+{counted})\W*", re.IGNORECASE),
        relayed=re.compile(rf"(?:\s*{source_of(words['relayed'])}\s*:)+\s*", re.IGNORECASE),
    )

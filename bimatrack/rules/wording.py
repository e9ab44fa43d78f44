"""Phrases of the rule files become patterns: whole words, any white space, any case."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """One block of a class of words: phrases that mean the same, and sentences that hold one in double brackets."""

    phrases: tuple[str, ...]
    examples: tuple[str, ...]


def source_of(phrases: Iterable[str]) -> str:
    """Return the regular expression that matches any of *phrases*, the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered) + ")"


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile *phrases* as whole words in any case; what begins or ends with a sign needs no word's edge there."""
    return re.compile(rf"(?<!\w){source_of(phrases)}(?!\w)", re.IGNORECASE)


def unmarked(example: str) -> tuple[str, tuple[str, ...]]:
    """Return an *example* without its double brackets, and the words that stood in them."""
    return MARK.sub(r"\1", example), tuple(MARK.findall(example))

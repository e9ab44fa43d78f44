"""The words by which the head of a release is read: its day, its headline and its publisher."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bimatrack.rules.loader import kept, rules_in
from bimatrack.rules.wording import PhraseRule, pattern_of, source_of

SOURCE = "heads.toml"


class Side(StrEnum):
    """On which side of a date a cue stands."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class CueRule:
    """Words *before* or *after* a date that speak for it (*weight* above 0) or against it as the meeting's day."""

    side: Side
    weight: int
    phrases: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as a pattern, to be searched at the edge of a date."""

    pattern: re.Pattern[str]
    weight: int


@dataclass(frozen=True, slots=True)
class Heads:
    """All of heads.toml, compiled."""

    before: tuple[Cue, ...]
    after: tuple[Cue, ...]
    label: re.Pattern[str]
    stamp: re.Pattern[str]
    signed: re.Pattern[str]
    letterhead: re.Pattern[str]
    publisher: re.Pattern[str]


FAMILIES = ("label", "stamp", "signed", "letterhead", "publisher")


def read_cues() -> tuple[CueRule, ...]:
    """Read the cues as they are written."""
    return rules_in(SOURCE, "cue", CueRule, own_first=True)


def read_phrases(family: str) -> tuple[PhraseRule, ...]:
    """Read one of FAMILIES as it is written."""
    return rules_in(SOURCE, family, PhraseRule)


@kept()
def heads() -> Heads:
    """Return the rules in use, compiled; read once a process."""
    cues = read_cues()
    words = {family: [phrase for rule in read_phrases(family) for phrase in rule.phrases] for family in FAMILIES}
    return Heads(
        before=tuple(Cue(before_date(cue.phrases), cue.weight) for cue in cues if cue.side is Side.BEFORE),
        after=tuple(Cue(after_date(cue.phrases), cue.weight) for cue in cues if cue.side is Side.AFTER),
        label=re.compile(rf"^[ \t]*{source_of(words['label'])}[ \t]*:[ \t]*$", re.IGNORECASE),
        stamp=pattern_of(words["stamp"]),
        signed=pattern_of(words["signed"]),
        letterhead=re.compile(rf"\s*{source_of(words['letterhead'])}(?!\w)", re.IGNORECASE),
        publisher=pattern_of(words["publisher"]),
    )


def before_date(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Compile *phrases* as they stand right before a date, small words and a comma between."""
    return re.compile(
        rf"(?<!\w){source_of(phrases)}(?:\s+(?:dengan|dari|pada|hari|tanggal|tgl))*\s*[,:]?\s*\(?\Z", re.IGNORECASE
    )


def after_date(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Compile *phrases* as they stand right behind a date."""
    return re.compile(rf"\)?\s*,?\s*{source_of(phrases)}(?!\w)", re.IGNORECASE)

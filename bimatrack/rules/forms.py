"""The words by which minutes, letters and bulletins label their parts."""

import re
from dataclasses import dataclass

from bimatrack.rules.loader import kept, rules_in
from bimatrack.rules.wording import PhraseRule, pattern_of, source_of

SOURCE = "forms.toml"
FAMILIES = (
    *("who", "when", "task", "aside", "place", "closed"),
    *("ordering", "talking", "intro", "telling", "leader", "directing", "letterhead"),
    *("public", "opening_tale", "tale", "all", "calls", "deliverable", "delivery", "waiting"),
)


@dataclass(frozen=True, slots=True)
class Labels:
    """All of forms.toml, compiled; *tasks* from the surest to the weakest."""

    who: re.Pattern[str]
    when: re.Pattern[str]
    tasks: tuple[re.Pattern[str], ...]
    aside: re.Pattern[str]
    place: re.Pattern[str]
    closed: re.Pattern[str]
    ordering: re.Pattern[str]
    talking: re.Pattern[str]
    intro: re.Pattern[str]
    telling: re.Pattern[str]
    leader: re.Pattern[str]
    directing: re.Pattern[str]
    public: re.Pattern[str]
    letterhead: frozenset[str]
    opening_tale: frozenset[str]
    tale: frozenset[str]
    all: frozenset[str]
    calls: frozenset[str]
    deliverable: frozenset[str]
    delivery: frozenset[str]
    waiting: frozenset[str]
    who_field: re.Pattern[str]
    when_field: re.Pattern[str]

    def is_answer(self, name: str) -> bool:
        """Whether a field of this name tells who is to do the item above it, or by when."""
        return bool(self.who_field.fullmatch(name) or self.when_field.fullmatch(name))


def read_rules(family: str) -> tuple[PhraseRule, ...]:
    """Read one of FAMILIES as it is written."""
    return rules_in(SOURCE, family, PhraseRule)


@kept()
def labels() -> Labels:
    """Return the rules in use, compiled; read once a process."""
    words = {family: [phrase for rule in read_rules(family) for phrase in rule.phrases] for family in FAMILIES}
    return Labels(
        who=pattern_of(words["who"]),
        when=pattern_of(words["when"]),
        tasks=tuple(pattern_of(rule.phrases) for rule in read_rules("task")),
        aside=pattern_of(words["aside"]),
        place=pattern_of(words["place"]),
        closed=pattern_of(words["closed"]),
        ordering=pattern_of(words["ordering"]),
        talking=pattern_of(words["talking"]),
        intro=re.compile(rf"(?<!\w){source_of(words['intro'])}[^.]{{0,140}}:\s*$", re.IGNORECASE),
        telling=pattern_of(words["telling"]),
        leader=pattern_of(words["leader"]),
        directing=re.compile(rf"\W*{source_of(words['directing'])}(?!\w)", re.IGNORECASE),
        public=pattern_of(words["public"]),
        letterhead=frozenset(words["letterhead"]),
        opening_tale=frozenset(words["opening_tale"]),
        tale=frozenset(words["tale"]),
        all=frozenset(words["all"]),
        calls=frozenset(words["calls"]),
        deliverable=frozenset(words["deliverable"]),
        delivery=frozenset(words["delivery"]),
        waiting=frozenset(words["waiting"]),
        who_field=re.compile(source_of(words["who"]), re.IGNORECASE),
        when_field=re.compile(source_of(words["when"]), re.IGNORECASE),
    )

"""The words by which dated meetings and activities are known, read once from TOML."""

import re
from dataclasses import dataclass

from bimatrack.rules.loader import kept, rules_in
from bimatrack.rules.wording import PhraseRule, source_of

SOURCE = "events.toml"
FAMILIES = (
    *("deed", "headline", "carrier", "limit", "bar", "state", "document", "interview", "further", "holding", "stop"),
    *("where", "venue", "same", "today", "yesterday", "label", "paper", "weak", "empty", "loose", "tie"),
)


@dataclass(frozen=True, slots=True)
class ActivityRule:
    """Nouns that name an activity; *name* says of which sort."""

    name: str
    phrases: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventWords:
    """All of events.toml, compiled."""

    activity: re.Pattern[str]
    plain: re.Pattern[str]
    deed: re.Pattern[str]
    headline: re.Pattern[str]
    carried: re.Pattern[str]
    limit: re.Pattern[str]
    bar: re.Pattern[str]
    state: re.Pattern[str]
    document: re.Pattern[str]
    interview: re.Pattern[str]
    further: re.Pattern[str]
    holding: re.Pattern[str]
    held: re.Pattern[str]
    stop: re.Pattern[str]
    where: re.Pattern[str]
    venue: re.Pattern[str]
    same: re.Pattern[str]
    today: re.Pattern[str]
    yesterday: re.Pattern[str]
    label: re.Pattern[str]
    paper: re.Pattern[str]
    weak: frozenset[str]
    empty: frozenset[str]
    loose: frozenset[str]
    tie: re.Pattern[str]


def read_activities() -> tuple[ActivityRule, ...]:
    """Read the activities as they are written."""
    return rules_in(SOURCE, "activity", ActivityRule)


def read_phrases(family: str) -> tuple[PhraseRule, ...]:
    """Read one of FAMILIES as it is written."""
    return rules_in(SOURCE, family, PhraseRule)


@kept()
def event_words() -> EventWords:
    """Return the rules in use, compiled; read once a process."""
    activities = read_activities()
    nouns = source_of(phrase for rule in activities for phrase in rule.phrases)
    plain = source_of(phrase for rule in activities if rule.name == "any" for phrase in rule.phrases)
    phrases = {family: [p for rule in read_phrases(family) for p in rule.phrases] for family in FAMILIES}
    words = {family: source_of(phrases[family]) for family in FAMILIES}
    return EventWords(
        activity=_words(nouns),
        plain=_words(plain),
        deed=_words(words["deed"]),
        headline=_words(words["headline"]),
        carried=re.compile(rf"(?<!\w){words['carrier']}\s+(?P<title>{nouns}(?!\w))", re.IGNORECASE),
        limit=_before_date(words["limit"], r"(?:\s+[\w/.-]+){0,4}"),
        bar=_before_date(words["bar"]),
        state=_before_date(words["state"]),
        document=_words(words["document"]),
        interview=_words(words["interview"]),
        further=re.compile(rf"\W*(?:{words['further']}(?!\w)\W*)+\Z", re.IGNORECASE),
        holding=_before_date(words["holding"]),
        held=_words(words["holding"]),
        stop=_words(words["stop"]),
        where=_words(words["where"]),
        venue=re.compile(rf"{words['venue']}(?!\w)", re.IGNORECASE),
        same=_words(words["same"]),
        today=_words(words["today"]),
        yesterday=_words(words["yesterday"]),
        label=re.compile(rf"^[ \t]*{words['label']}[ \t]*:[ \t]*", re.IGNORECASE | re.MULTILINE),
        weak=frozenset(phrases["weak"]),
        empty=frozenset(phrases["empty"]),
        loose=frozenset(phrases["loose"]),
        tie=re.compile(rf"(?<!\w){words['tie']}\s+(?:kegiatan\s+|acara\s+|secara resmi\s+)?\Z", re.IGNORECASE),
        paper=re.compile(rf"^\W*{words['paper']}(?!\w)\W*(?:(?:dan\s+)?{words['paper']}(?!\w)\W*)*", re.IGNORECASE),
    )


def _words(source: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){source}(?!\w)", re.IGNORECASE)


def _before_date(source: str, between: str = "") -> re.Pattern[str]:
    """Compile words as they stand right before a date, small words, *between* and a comma between them."""
    small = r"(?:\s+(?:dengan|dari|pada|hari|tanggal|tgl|secara|akan|sekitar|mulai|di))*"
    return re.compile(rf"(?<!\w){source}{small}{between}\s*[,:]?\s*\(?\Z", re.IGNORECASE)

"""The rules of deadlines: read from TOML, compiled into one grammar, asked what stands at a place of a text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from string import ascii_lowercase

from bimatrack.due import Part, Unit, day_stretch, exact_day
from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.elements import Slot, expand
from bimatrack.rules.feasts import read_holidays
from bimatrack.rules.loader import kept, refuse_twins, rules_in
from bimatrack.rules.matching import Grammar, Hit, Phrase, Reader, Slots, words_reader
from bimatrack.rules.means import MEANINGS
from bimatrack.rules.numbers import NUMBER_WORDS, READERS
from bimatrack.rules.slotted import Given, Setting, SlotError
from bimatrack.rules.tokens import FIGURES, Spelling, Tokens, phrase_words

WORDING = "wording"  # the symbol of everything that may stand by itself

SOURCES = {"id": ("dues.toml", "slots.toml", "bounds.toml"), "en": ("dues_en.toml",) * 3}
_LONG_NAME = 7  # letters of a month's name from which one wrong letter leaves no doubt
_KINDS: dict[str, Callable[[str], object]] = {
    "month-name": int,
    "weekday-name": int,
    "unit": Unit,
    "one-unit": Unit,
    "share-name": Unit,
    "slice-name": Unit,
    "part-name": Part,
    "english-ordinal": int,
    "english-number": Fraction,
}


@dataclass(frozen=True, slots=True)
class Example:
    """What a rule promises: the *text* said *on* a day sets *due*, or comes again on *next*."""

    text: str
    on: date
    due: date | None = None
    next: date | None = None


@dataclass(frozen=True, slots=True)
class DueRule:
    """One rule of dues.toml, where the fields are explained."""

    phrases: tuple[str, ...]
    gives: str
    means: str
    examples: tuple[Example, ...]
    shift: int = 0
    unit: str = ""
    feast: str = ""
    weak: bool = False
    address: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Bound:
    """Phrases that introduce a deadline and what they make of it; see bounds.toml."""

    means: str
    phrases: tuple[str, ...]
    examples: tuple[Example, ...]
    address: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A symbol that stands for several others."""

    name: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What fills a slot: the *forms* of one *value*."""

    slot: str
    value: str
    forms: tuple[str, ...]
    address: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Variants:
    """Other spellings of a *word*; with *small* they count in small letters only: PD is an office, pd is pada."""

    word: str
    variants: tuple[str, ...]
    small: bool = False
    address: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that code asks for by the list's *name*."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Families:
    """All that the rule files of one language say of deadlines."""

    rules: tuple[DueRule, ...]
    groups: tuple[Group, ...]
    bounds: tuple[Bound, ...]
    words: tuple[Word, ...]
    variants: tuple[Variants, ...]
    lists: tuple[WordList, ...]


@dataclass(frozen=True, slots=True, eq=False)
class DueRules:
    """All that is known of deadlines: the grammar, what introduces them, by its last word, and how words are spelt.

    *behind_numbers* are the tokens that may follow a number for it to begin a wording.
    """

    grammar: Grammar[Setting]
    introductions: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    lists: dict[str, frozenset[str]]
    spelling: Spelling
    behind_numbers: frozenset[str]

    def listed(self, name: str) -> frozenset[str]:
        """Return the words of the list of that *name*; none where the language has no such list."""
        return self.lists.get(name, frozenset())


@kept()
def due_rules(language: str = "id") -> DueRules:
    """Return the rules of deadlines that come with the program: Indonesian ("id"), or simple English ("en")."""
    return compile_rules(due_families(language))


def due_families(language: str = "id") -> Families:
    """Return what the program's own files say of deadlines."""
    rules, slots, bounds = SOURCES[language]
    return Families(
        rules_in(rules, "due", DueRule, own_first=True),
        rules_in(rules, "group", Group),
        rules_in(bounds, "bound", Bound, own_first=True),
        rules_in(slots, "word", Word),
        rules_in(slots, "spelling", Variants),
        rules_in(slots, "list", WordList),
    )


def compile_rules(families: Families) -> DueRules:
    """Make one grammar of the *families*.

    Raises:
        RuleError: a rule cannot work, or a word is given twice.
    """
    refuse_twins((f"{word.slot}: {form}", word.address) for word in families.words for form in word.forms)
    refuse_twins((variant, entry.address) for entry in families.variants for variant in entry.variants)
    feasts = {form: feast.address for feast in read_holidays() for form in feast.forms}
    _refuse_wordless(feasts.items())
    _refuse_wordless((form, word.address) for word in families.words for form in word.forms)
    _refuse_wordless((phrase, bound.address) for bound in families.bounds for phrase in bound.phrases)
    phrases = [_phrase(rule, text) for rule in families.rules for text in rule.phrases]
    groups: dict[str, tuple[str, ...]] = {}
    for group in families.groups:
        groups[group.name] = (*groups.get(group.name, ()), *group.of)
    grammar = Grammar(phrases, _readers(families.words), groups)
    lists: dict[str, frozenset[str]] = {}
    for entry in families.lists:
        lists[entry.name] = lists.get(entry.name, frozenset()) | frozenset(entry.words)
    numbered = {words[1] for words in map(phrase_words, feasts) if words[0].isdecimal() and len(words) > 1}
    behind_numbers = grammar.behind(READERS) | NUMBER_WORDS | numbered | {"("}
    return DueRules(grammar, _by_last_word(families.bounds), lists, _spelling(families), behind_numbers)


def _refuse_wordless(said: Iterable[tuple[str, str]]) -> None:
    for phrase, address in said:
        if not phrase_words(phrase):
            raise RuleError(_("{address}: “{phrase}” holds no word.").format(address=address, phrase=phrase))


def _phrase(rule: DueRule, text: str) -> Phrase[Setting]:
    for said, known, complaint in (
        (rule.means, MEANINGS, _("{address}: there is no meaning “{means}”.")),
        (rule.unit, ("", *Unit), _("{address}: there is no unit “{means}”.")),
        (rule.feast, ("", *(feast.name for feast in read_holidays())), _("{address}: there is no feast “{means}”.")),
    ):
        if said not in known:
            raise RuleError(complaint.format(address=rule.address, means=said))
    meaning, given = MEANINGS[rule.means], Given(rule.shift, rule.unit, rule.feast)

    def value(setting: Setting, slots: Slots) -> object | None:
        try:
            return meaning(setting, slots, given)
        except (OverflowError, ValueError):  # a day beyond the calendar's ends is no day
            return None
        except SlotError as error:
            raise RuleError(
                _("{address}: “{phrase}” does not give what {means} needs: {why}.").format(
                    address=rule.address, phrase=text, means=rule.means, why=error
                )
            ) from error

    return Phrase(text, rule.gives, value, rule.address, rule)


def _readers(words: tuple[Word, ...]) -> dict[str, Reader]:
    slots: dict[str, list[tuple[str, object]]] = {}
    for word in words:
        value = _value(word)
        slots.setdefault(word.slot, []).extend((form, value) for form in word.forms)
    holidays = [(form, holiday) for holiday in read_holidays() for form in holiday.forms]
    return {
        **READERS,
        **{slot: words_reader(entries) for slot, entries in slots.items()},
        "holiday": words_reader(holidays),
        "figures": Reader(frozenset({FIGURES}), _read_figures),
        "day-and-month": Reader(frozenset({FIGURES}), _read_day_and_month),
    }


def _value(word: Word) -> object:
    try:
        return _KINDS.get(word.slot, str)(word.value)
    except ValueError as error:
        raise RuleError(
            _("{address}: “{value}” is no value of the slot {slot}.").format(
                address=word.address, value=word.value, slot=word.slot
            )
        ) from error


def _read_figures(tokens: Tokens, place: int) -> Hit | None:
    day = exact_day(tokens.words[place])
    return Hit(place + 1, (day_stretch(day),)) if day else None


def _read_day_and_month(tokens: Tokens, place: int) -> Hit | None:
    """Read "28/1" as the day times 100 plus the month."""
    day, _stroke, month = tokens.words[place].partition("/")
    if day.isdecimal() and month.isdecimal() and 1 <= int(day) <= 31 and 1 <= int(month) <= 12:  # noqa: PLR2004 - a calendar's
        return Hit(place + 1, int(day) * 100 + int(month))
    return None


def _by_last_word(bounds: tuple[Bound, ...]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for bound in bounds:
        for phrase in bound.phrases:
            words = phrase_words(phrase)
            table.setdefault(words[-1], []).append((words, bound.means))
    return {last: tuple(sorted(choices, key=lambda choice: -len(choice[0]))) for last, choices in table.items()}


def _spelling(families: Families) -> Spelling:
    known = {word for entry in families.words for form in entry.forms for word in phrase_words(form)}
    known |= {word for bound in families.bounds for phrase in bound.phrases for word in phrase_words(phrase)}
    for rule in families.rules:
        for text in rule.phrases:
            for elements in expand(text, rule.means):
                known |= {element for element in elements if not isinstance(element, Slot)}
    months = [form for entry in families.words if entry.slot == "month-name" for form in entry.forms]
    slips = {slip: month for month in months if len(month) >= _LONG_NAME for slip in _slips(month) if slip != month}
    return Spelling(
        slips | {other: entry.word for entry in families.variants for other in entry.variants},
        frozenset(known),
        frozenset(other for entry in families.variants if entry.small for other in entry.variants),
        frozenset(word for entry in families.lists if entry.name == "calls-for-more" for word in entry.words),
    )


def _slips(word: str) -> Iterator[str]:
    """Yield what *word* becomes by one slip of the pen: a letter dropped, doubled, swapped with the next or wrong."""
    for place, letter in enumerate(word):
        head, tail = word[:place], word[place + 1 :]
        yield head + tail
        yield head + letter + letter + tail
        yield head + tail[:1] + letter + tail[1:]
        yield from (head + other + tail for other in ascii_lowercase)

"""Proves a user's own rules: each keeps its shape, works beside ours, and does what its examples promise."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

from bimatrack.days import full_day
from bimatrack.errors import RuleError
from bimatrack.extract.asks import asks_in
from bimatrack.extract.deadlines import read_deadline
from bimatrack.extract.sentences import Sentence, direct_speech, words_of
from bimatrack.i18n import _
from bimatrack.model import Span
from bimatrack.registry import Registry
from bimatrack.rules import dues, events, feasts, forms, heads, language, pages, units
from bimatrack.rules.loader import RuleFile, own_in, using
from bimatrack.rules.wording import PhraseRule, pattern_of, unmarked

T = TypeVar("T")
Promise: TypeAlias = tuple[str, str | None]  # an example, and what is wrong with it, None where it is kept

_Phrased: TypeAlias = PhraseRule | heads.CueRule | events.ActivityRule | units.CollectiveRule

_YEARS = range(2020, 2031)


@dataclass(frozen=True, slots=True)
class Proof:
    """One promise of a rule: its *address*, the *example*, and the *trouble* with it, None where it is kept."""

    address: str
    example: str
    trouble: str | None = None


def prove(own: Sequence[RuleFile]) -> tuple[Proof, ...]:
    """Check the user's files *own* beside ours; what cannot work comes as a proof with a trouble, too."""
    broken = tuple(Proof(file.name, "", trouble) for file in own if (trouble := _trouble((file,), _read_all)))
    if broken:
        return broken
    if trouble := _trouble(own, _compile_all):
        return (Proof(", ".join(file.name for file in own), "", trouble),)
    with using(own):
        return tuple(proof for proofs in _FAMILIES for proof in proofs())


def _trouble(own: Sequence[RuleFile], work: Callable[[], None]) -> str | None:
    try:
        with using(own):
            work()
    except RuleError as error:
        return str(error)
    return None


def _read_all() -> None:
    for proofs in _FAMILIES:
        proofs()


def _compile_all() -> None:
    language.language()
    for tongue in ("id", "en"):
        dues.due_rules(tongue)
    heads.heads()
    events.event_words()
    forms.labels()
    pages.page_words()
    Registry.load()


def _line(text: str) -> Sentence:
    return words_of(text, Span(0, len(text)), direct_speech(text, 0, len(text)))


def _ask(rule: language.AskRule) -> Iterator[Promise]:
    for example in rule.examples:
        text, marked = unmarked(example)
        words = _line(text).words
        found = [form for at in range(len(words)) if (form := language.language().form_at(words, at))]
        read = {" ".join(form.words) for form in found if form.rule == rule}
        yield example, _missing(marked, read)
    for sentence in rule.never:
        asked = rule.name in {ask.rule for ask in asks_in(_line(sentence))}
        yield sentence, _("it is read as an ask, which it never should be") if asked else None


def _actor(rule: language.ActorRule) -> Iterator[Promise]:
    for example in rule.examples:
        text, marked = unmarked(example)
        words, roles = _line(text).words, language.language().roles_at
        starts = [_line(name).words for name in marked]
        found = {
            " ".join(start)
            for start in starts
            for at in range(len(words))
            if words[at : at + len(start)] == start and rule.role in roles(words, at)
        }
        yield example, _missing(tuple(" ".join(start) for start in starts), found)


def _deadline(rule: dues.DueRule | dues.Bound) -> Iterator[Promise]:
    for example in rule.examples:
        said = f"{example.text} ({example.on})"
        try:
            reading = read_deadline(example.text, example.on)
        except RuleError as error:
            yield said, str(error)
            continue
        wanted, found = (example.due, example.next), (reading.due, reading.next_day)
        trouble = _("it is read as {found}, not {wanted}").format(found=_days(found), wanted=_days(wanted))
        yield said, None if found == wanted else trouble


def _feast(rule: feasts.Holiday) -> Iterator[Promise]:
    falls = any(feasts.celebrate(rule, year) for year in _YEARS)
    yield rule.forms[0], None if falls else _("it falls on no day that the calendar knows")


def _office(rule: units.OfficeRule) -> Iterator[Promise]:
    for name in (rule.name, *rule.aliases):
        found = Registry.load().resolve(name)
        yield name, None if found else _("it names no unit")


def _phrases(rule: _Phrased) -> Iterator[Promise]:
    return _marked(rule.phrases, rule.examples)


def _words(rule: units.WordsRule | pages.PageRule) -> Iterator[Promise]:
    return _marked(rule.words, rule.examples)


def _title(rule: units.HeadRule) -> Iterator[Promise]:
    return _marked(rule.titles, rule.examples)


def _nothing(_rule: object) -> Iterator[Promise]:
    return iter(())


def _marked(phrases: tuple[str, ...], examples: tuple[str, ...]) -> Iterator[Promise]:
    pattern = pattern_of(phrases)
    for example in examples:
        text, marked = unmarked(example)
        yield example, _missing(marked, {words.lower() for words in pattern.findall(text)})


def _missing(marked: tuple[str, ...], found: set[str]) -> str | None:
    if not marked:
        return _("no words are marked with [[ and ]]")
    missing = [words for words in marked if words.lower() not in found]
    return _("not found: {words}").format(words=", ".join(missing)) if missing else None


def _days(days: tuple[date | None, date | None]) -> str:
    due, following = days
    if due:
        return full_day(due)
    return _("a duty, next on {day}").format(day=full_day(following)) if following else _("no deadline")


def _family(
    file: str, name: str, shape: type[T], promises: Callable[[T], Iterator[Promise]] = _nothing
) -> Callable[[], Iterator[Proof]]:
    """Return what reads the user's rules of a family at once, and yields what becomes of their promises."""

    def proofs() -> Iterator[Proof]:
        return (
            Proof(address, example, trouble)
            for address, rule in own_in(file, name, shape)
            for example, trouble in tuple(promises(rule)) or (("", None),)
        )

    return proofs


_FAMILIES: tuple[Callable[[], Iterator[Proof]], ...] = (
    _family("asks.toml", "ask", language.AskRule, _ask),
    _family("actors.toml", "actor", language.ActorRule, _actor),
    _family("words.toml", "words", language.WordsRule),
    _family("spellings.toml", "short", language.ShortRule),
    _family(units.OFFICES, "office", units.OfficeRule, _office),
    _family(units.OFFICES, "head", units.HeadRule, _title),
    _family(units.OFFICES, "collective", units.CollectiveRule, _phrases),
    *(_family(units.OFFICES, name, units.WordsRule, _words) for name in units.WORD_FAMILIES),
    _family(events.SOURCE, "activity", events.ActivityRule, _phrases),
    *(_family(events.SOURCE, name, PhraseRule, _phrases) for name in events.FAMILIES),
    _family(heads.SOURCE, "cue", heads.CueRule, _phrases),
    *(_family(heads.SOURCE, name, PhraseRule, _phrases) for name in heads.FAMILIES),
    *(_family(forms.SOURCE, name, PhraseRule, _phrases) for name in forms.FAMILIES),
    *(_family(pages.SOURCE, name, pages.PageRule, _words) for name in pages.FAMILIES),
    _family(feasts.SOURCE, "holiday", feasts.Holiday, _feast),
    *(
        family
        for rules, slots, bounds in dues.SOURCES.values()
        for family in (
            _family(rules, "due", dues.DueRule, _deadline),
            _family(rules, "group", dues.Group),
            _family(bounds, "bound", dues.Bound, _deadline),
            _family(slots, "word", dues.Word),
            _family(slots, "spelling", dues.Variants),
            _family(slots, "list", dues.WordList),
        )
    ),
)

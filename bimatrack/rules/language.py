"""The words by which directives are known: asks, actors and classes of words, read once from TOML."""

from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct

from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.loader import kept, rules_in


class Frame(StrEnum):
    """Where, beside the words of an ask, the one who must act stands."""

    ACTIVE = "active"
    PASSIVE = "passive"
    HOPE = "hope"
    STRESS = "stress"
    MODAL = "modal"
    BAN = "ban"
    DIRECT = "direct"


class Role(StrEnum):
    """What may be asked of and by an actor."""

    LEADER = "leader"
    OFFICIAL = "official"
    OFFICE = "office"
    GROUP = "group"
    PUBLIC = "public"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class AskRule:
    """Forms that word an ask; *weight* (0 to 1) is how sure they alone make us."""

    name: str
    frame: Frame
    forms: tuple[str, ...]
    weight: float
    examples: tuple[str, ...]
    never: tuple[str, ...]
    address: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ActorRule:
    """First words of the names of offices and groups; *pairs* are first words that only count together."""

    role: Role
    heads: str
    examples: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    address: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class WordsRule:
    """A class of words, apart by white space."""

    name: str
    forms: str


@dataclass(frozen=True, slots=True)
class ShortRule:
    """A word and its chat spellings."""

    word: str
    spellings: str


class Classes(Struct, frozen=True):
    """The classes of words.toml; a missing or unknown class is refused when they are read."""

    connector: frozenset[str]
    adverb: frozenset[str]
    negator: frozenset[str]
    softener: frozenset[str]
    notverb: frozenset[str]
    notactor: frozenset[str]
    notagent: frozenset[str]
    imperative: frozenset[str]
    nominal: frozenset[str]
    speech: frozenset[str]
    pronoun: frozenset[str]
    quantifier: frozenset[str]
    tail: frozenset[str]
    turn: frozenset[str]
    join: frozenset[str]
    done: frozenset[str]
    finish: frozenset[str]
    work: frozenset[str]
    attitude: frozenset[str]
    anaphor: frozenset[str]
    event: frozenset[str]
    formal: frozenset[str]
    above: frozenset[str]
    heads_none: frozenset[str]
    heads_town: frozenset[str]
    heads_province: frozenset[str]
    heads_nation: frozenset[str]
    count: frozenset[str]
    number: frozenset[str]
    ordinal: frozenset[str]
    remark: frozenset[str]
    lead: frozenset[str]
    fostering: frozenset[str]
    filler: frozenset[str]
    plain: frozenset[str]
    vague: frozenset[str]
    front: frozenset[str]
    also_nouns: frozenset[str]
    no_object: frozenset[str]
    requests: frozenset[str]
    times: frozenset[str]
    nounish: frozenset[str]
    means: frozenset[str]
    postposed: frozenset[str]
    clauses_no_object: frozenset[str]
    always: frozenset[str]
    self: frozenset[str]
    joins: frozenset[str]
    weighty: frozenset[str]
    behind: frozenset[str]
    asked: frozenset[str]
    no_order: frozenset[str]
    openers: frozenset[str]
    separators: frozenset[str]
    leading: frozenset[str]
    cuts: frozenset[str]
    trailing: frozenset[str]
    expects: frozenset[str]
    sure: frozenset[str]
    shortened: frozenset[str]
    hesitant: frozenset[str]
    more: frozenset[str]
    small: frozenset[str]
    name_ends: frozenset[str]
    past: frozenset[str]
    recount: frozenset[str]
    client: frozenset[str]
    gaining: frozenset[str]
    hardship: frozenset[str]
    oneself: frozenset[str]
    manner: frozenset[str]
    law: frozenset[str]
    bidding: frozenset[str]
    continuer: frozenset[str]
    handing: frozenset[str]
    private: frozenset[str]
    aside: frozenset[str]
    telling: frozenset[str]
    staff: frozenset[str]
    division: frozenset[str]
    delivering: frozenset[str]
    spoken_turning: frozenset[str]
    spoken_polite: frozenset[str]
    spoken_asking: frozenset[str]
    spoken_telling: frozenset[str]
    spoken_asking_of: frozenset[str]
    spoken_joining: frozenset[str]
    spoken_state: frozenset[str]
    spoken_title: frozenset[str]
    spoken_charged: frozenset[str]
    spoken_said: frozenset[str]
    spoken_loose: frozenset[str]
    spoken_meeting: frozenset[str]
    spoken_of_time: frozenset[str]


class Form(Struct, frozen=True):
    """One wording of an ask, as the words it is made of."""

    words: tuple[str, ...]
    rule: AskRule
    frame: Frame


class Language(Struct, frozen=True):
    """Everything above, ready for looking up."""

    asks: dict[str, tuple[Form, ...]]
    starts: frozenset[str]
    roles: dict[str, frozenset[Role]]
    pairs: dict[str, frozenset[Role]]
    heads: frozenset[str]
    short: dict[str, str]
    classes: Classes

    def places(self, words: tuple[str, ...]) -> list[int]:
        """Return where among *words* a wording of an ask may begin; nowhere in most sentences."""
        if self.starts.isdisjoint(words):
            return []
        return [index for index, word in enumerate(words) if word in self.starts]

    def form_at(self, words: tuple[str, ...], index: int) -> Form | None:
        """Return the longest wording of an ask that begins at *index*."""
        for form in self.asks.get(words[index], ()):
            if words[index : index + len(form.words)] == form.words:
                return form
        return None

    def roles_at(self, words: tuple[str, ...], index: int) -> frozenset[Role]:
        """Return the roles of the actor whose name may begin at *index*; none if no name begins there."""
        word = words[index]
        if index + 1 < len(words) and (found := self.pairs.get(f"{word} {words[index + 1]}")):
            return found
        return self.roles.get(word, _NO_ROLES)


_NO_ROLES: frozenset[Role] = frozenset()


@kept()
def language() -> Language:
    """Return the rules in use, compiled; read once a process."""
    actors = actor_rules()
    asks = _forms(ask_rules())
    roles = _roles([(head, actor) for actor in actors for head in actor.heads.split()])
    pairs = _roles([(pair, actor) for actor in actors for pair in actor.pairs])
    return Language(
        asks=asks,
        starts=frozenset(asks),
        roles=roles,
        pairs=pairs,
        heads=frozenset(roles) | {pair.split()[0] for pair in pairs},
        short=_short(),
        classes=_classes(),
    )


def actor_rules() -> tuple[ActorRule, ...]:
    """Return the rules of actors.toml as they are written, examples and all."""
    return rules_in("actors.toml", "actor", ActorRule)


def ask_rules() -> tuple[AskRule, ...]:
    """Return the rules of asks.toml as they are written, examples and all."""
    return rules_in("asks.toml", "ask", AskRule, own_first=True)


def _forms(rules: tuple[AskRule, ...]) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for rule in rules:
        enclitic = [f"{text}nya" for text in rule.forms if rule.frame == Frame.PASSIVE and " " not in text]
        for text in (*rule.forms, *enclitic):
            words = tuple(text.lower().split())
            found.setdefault(words[0], []).append(Form(words, rule, rule.frame))
    return {first: tuple(sorted(forms, key=lambda f: -len(f.words))) for first, forms in found.items()}


def _roles(pairs: list[tuple[str, ActorRule]]) -> dict[str, frozenset[Role]]:
    found: dict[str, set[Role]] = {}
    for word, rule in pairs:
        found.setdefault(word.lower(), set()).add(rule.role)
    return {word: frozenset(roles) for word, roles in found.items()}


def _short() -> dict[str, str]:
    rules = rules_in("spellings.toml", "short", ShortRule)
    return {spelling: rule.word for rule in rules for spelling in rule.spellings.split()}


def _classes() -> Classes:
    found: dict[str, frozenset[str]] = {}
    for rule in rules_in("words.toml", "words", WordsRule):
        found[rule.name] = found.get(rule.name, frozenset()) | frozenset(rule.forms.lower().split())
    wanted = set(Classes.__struct_fields__)
    if odd := sorted(wanted ^ found.keys()):
        raise RuleError(_("words.toml must hold each class once; look at: {names}.").format(names=", ".join(odd)))
    return Classes(**found)

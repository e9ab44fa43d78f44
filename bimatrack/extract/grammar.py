"""What a single word of a sentence can be: a verb, the head of an actor's name, an imperative."""

import re

from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import Role, language
from bimatrack.rules.loader import kept

_VERB = re.compile(
    r"(?:mem[bpfv]\w{2,}|mem[aiueo]\w{2,}|memper\w{3,}|men[dctjs]\w{2,}|men[aiueo]\w{2,}|meng\w{3,}|meny\w{3,}"
    r"|me[lrwy]\w{3,}|ber\w{4,}|belajar|bekerja|di\w{3,}|ter\w{4,})"
)
_PASSIVE = re.compile(r"(?:di\w{3,}|ter\w{4,})")
_MARKS = frozenset(",;:()\"“”?!-–—/+&|'’")
_STARTS = frozenset('"“:;-–!?')
_OFFICE = re.compile(r"(?:Dis|Din|Bap|Bak|Kesbang)[a-z]{3,}$")
_SHOUT = re.compile(r"[A-Z][A-Z0-9]{2,}[a-z]?\d?$")
_AGENT = re.compile(r"(?:peng\w{4,}|peny\w{4,}|pem[ab]\w{3,}|pen[acdjt]\w{3,})(?<!an)")
_QUANTIFIERS, _SHORTEST, _SHORT = 5, 5, 6  # words; letters of a verb, of a noun of doing
_PLACES = frozenset(["kota", "provinsi"])  # with a name behind them governments
_NO_ROLES: frozenset[Role] = frozenset()


@kept(8192)
def looks_verbal(word: str) -> bool:
    """Whether a word has the shape of a verb with a prefix."""
    return bool(_VERB.fullmatch(word)) and word not in language().classes.notverb


@kept(8192)
def looks_passive(word: str) -> bool:
    """Whether a word has the shape of a passive: its subject is what is dealt with."""
    return bool(_PASSIVE.fullmatch(word)) and word not in language().classes.notverb


@kept(8192)
def looks_imperative(word: str) -> bool:
    """Whether a word can be an order by itself: a known stem, or a stem with -kan or -lah."""
    classes = language().classes
    if word in classes.imperative:
        return True
    if word.endswith("in") and len(word) > _SHORTEST:
        return any(word[:-2] + ending in classes.imperative for ending in ("kan", "i"))
    if word.endswith("lah"):
        return word[:-3] in classes.imperative or word in ("jadilah", "anggaplah", "bekerjalah")
    stem = word.endswith("kan") and len(word) > _SHORTEST and not word.startswith(("pe", "ke"))
    return (
        stem
        and not looks_verbal(word)
        and word not in classes.notverb
        and word not in classes.adverb
        and word not in language().classes.no_order
    )


@kept(8192)
def names_doing(word: str) -> bool:
    """Whether a word has the shape of a noun of doing: "penataan", "perbaikan", "sosialisasi"."""
    return len(word) > _SHORT and ((word.startswith(("pe", "ke")) and word.endswith("an")) or word.endswith("asi"))


def is_mark(word: str) -> bool:
    """Whether a word is only a mark."""
    return word in _MARKS


def verb_at(line: Sentence, index: int) -> bool:
    """Whether a verb with a prefix stands at *index*; a name with a capital in mid-sentence is none."""
    if line.capital[index] and index and line.words[index - 1] not in _STARTS:
        return False
    return looks_verbal(line.words[index])


def actor_at(line: Sentence, index: int) -> frozenset[Role]:
    """Return the roles of the actor whose name begins at *index*, quantifiers not counted; none if none begins."""
    if _is_idle(line.words[index], _name_at(line, index)):
        return _NO_ROLES
    classes = language().classes
    count = len(line.words)
    start = index
    while index < min(count, start + _QUANTIFIERS) and (
        line.words[index] in classes.quantifier or _counts(line, index)
    ):
        index += 1
    if index >= count:
        return _NO_ROLES
    if line.words[index] == "unit" and index > start and line.words[index - 1] in classes.number:
        return _NO_ROLES  # "dua unit ekskavator" are things
    if roles := language().roles_at(line.words, index):
        return roles
    return (_behind_quantifier(line, index) if index > start else _NO_ROLES) or _by_its_form(line, index)


def _behind_quantifier(line: Sentence, index: int) -> frozenset[Role]:
    """Return the roles of those whom only the word before makes actors: "pihak Pertamina", "jajaran pertanian"."""
    if line.words[index - 1] == "pihak" and line.capital[index]:
        return frozenset({Role.GROUP})
    alike = line.words[index - 1] == "jajaran" and line.words[index].isalpha()
    return frozenset({Role.OFFICE}) if alike else _NO_ROLES


@kept(8192)
def _is_idle(word: str, name: str) -> bool:
    """Whether no actor's name begins with a word, whatever stands behind it: most words are such.

    *name* is the word as it is written where it has a capital.
    """
    known = language()
    opens = word in known.classes.quantifier or word in known.heads or word in _PLACES or "/" in word
    return not (opens or word.isdigit() or _by_its_shape(word) or (name and _by_its_look(word, name)))


def _name_at(line: Sentence, index: int) -> str:
    """Return the word at *index* as it is written, if it has a capital."""
    if not line.capital[index]:
        return ""
    begin, end = line.spans[index]
    return line.text[begin:end]


def _counts(line: Sentence, index: int) -> bool:
    """Whether figures count what follows: "8 camat", but not "1. Camat"."""
    end = line.spans[index][1]
    return line.words[index].isdigit() and index + 1 < len(line.words) and line.text[end : end + 1].isspace()


@kept(8192)
def _by_its_shape(word: str) -> frozenset[Role]:
    """Return the roles of "guru-guru", and of one named after what he does: "pengrajin", "penjual"."""
    once, _hyphen, again = word.partition("-")
    if once and again == once:
        return language().roles.get(once, _NO_ROLES) or _by_its_shape(once)
    if word.removesuffix("nya") in language().classes.staff:
        return frozenset({Role.GROUP})
    known = word in language().classes.notagent or looks_imperative(word)
    return frozenset({Role.GROUP}) if _AGENT.fullmatch(word) and not known else _NO_ROLES


def _by_its_form(line: Sentence, index: int) -> frozenset[Role]:
    """Return the roles of a name that no list holds: "Camat/Lurah", "Dinsospermades", "DPUPR"."""
    word = line.words[index]
    head, _slash, rest = word.partition("/")
    if rest and (roles := language().roles.get(head, _NO_ROLES)):
        return roles
    if roles := _by_its_shape(word):
        return roles
    if word in _PLACES and line.capital[index] and index + 1 < len(line.words) and line.capital[index + 1]:
        return frozenset({Role.OFFICE})
    name = _name_at(line, index)
    return _by_its_look(word, name) if name else _NO_ROLES


@kept(8192)
def _by_its_look(word: str, name: str) -> frozenset[Role]:
    """Return the roles of a *word* that is written as the abbreviation of an office is."""
    known = word in language().classes.notactor or not (_OFFICE.match(name) or _SHOUT.match(name))
    return _NO_ROLES if known else frozenset({Role.OFFICE})

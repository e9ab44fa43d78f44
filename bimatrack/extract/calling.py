"""Direct speech that calls somebody first: "Satpol PP, tempat hiburan dikirimi surat"; and what people say in chats."""

from bimatrack.altering import replace
from bimatrack.extract.ask import Ask
from bimatrack.extract.clauses import beginning, first_verb
from bimatrack.extract.grammar import actor_at, looks_imperative, looks_passive, verb_at
from bimatrack.extract.orders import is_order, order_in
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import Role, language

_CALLED = 9  # words that call somebody
_TURNING = 14  # words of a sentence that only turns to somebody
_TURNS = frozenset(
    [
        "untuk",
        "buat",
        "kepada",
        "bagi",
        "dan",
        "yang",
        "ini",
        "kini",
        "sekarang",
        "terakhir",
        "lalu",
        "kemudian",
        "khusus",
    ]
)
_FEWEST = 3  # words of an order
_CONDITIONS = frozenset(
    ["setelah", "sebelum", "kalau", "jika", "bila", "apabila", "ketika", "saat", "karena", "tapi", "yang"]
)
_GUESSED = frozenset(["diperkirakan", "diharapkan", "dianggap", "dinilai", "dikatakan", "disebut", "diketahui"])
_CITES = frozenset(["lapor", "laporkan", "laporan", "bilang", "kata"])  # what somebody tells, in a chat


def called_first(line: Sentence) -> tuple[tuple[Quote, ...], int]:
    """Return those whom the speech calls before its first comma, and where it goes on; nobody and 0 for none."""
    first = line.opening()
    if not line.quoted[first]:
        return (), 0
    comma = next((i for i in range(first + 1, min(first + _CALLED, len(line.words))) if line.words[i] == ","), None)
    if comma is None or comma + 1 >= len(line.words):
        return (), 0
    towards = first + (line.words[first] in ("kepada", "untuk", "bagi", "khusus"))
    owners = owners_in(line, towards, comma)
    return (owners, comma + 1) if owners and owners[-1].span.end == line.spans[comma - 1][1] else ((), 0)


def turns_to(line: Sentence) -> tuple[Quote, ...]:
    """Return those to whom a speaker turns by a sentence that says nothing else: "Yang keempat ini buat Satpol PP"."""
    words = line.words
    if len(words) > _TURNING:
        return ()
    at = next((i for i in range(len(words)) if actor_at(line, i)), None)
    if at is None or any(verb_at(line, i) for i in range(len(words)) if "yang" not in words[:i]):
        return ()
    opened = all(w in _TURNS or w in language().classes.ordinal or not w[0].isalnum() for w in words[:at])
    return owners_in(line, at, len(words)) if opened else ()


def called_orders(line: Sentence, *, chat: bool) -> tuple[Ask, ...]:
    """Return what speech orders of those it calls by a passive, and what a chat orders by an actor and a bare verb."""
    owners, start = called_first(line)
    past = language().classes.past
    if owners and is_order(line) and _commanded(line) and line.words[start] not in _CONDITIONS:
        verb = first_verb(line, start, len(line.words))
        passive = verb < len(line.words) and looks_passive(line.words[verb]) and line.words[verb].startswith("di")
        passive = passive and line.words[verb] not in past and line.words[verb] not in _GUESSED
        if passive and verb > start and past.isdisjoint(line.words[start:verb]):
            return _weighed(order_in(line, owners, "called order", start))
    if not chat or not line.words or not is_order(line):
        return ()
    at = int(line.words[0] in ("cukup", "nanti", "besok", "lalu", "dan"))
    roles = actor_at(line, at) if at < len(line.words) else frozenset()
    if not roles & {Role.OFFICE, Role.OFFICIAL, Role.GROUP} or Role.LEADER in roles:
        return ()
    verb = beginning(line, first_verb(line, at, len(line.words), bare=True), len(line.words))
    if len(line.words) - verb < _FEWEST - 1 or verb <= at or line.words[verb] in _CITES:
        return ()
    if not _CONDITIONS.isdisjoint(line.words[at:verb]) or "," in line.words[at:verb]:
        return ()
    stem = looks_imperative(line.words[verb]) and not verb_at(line, verb)
    active = verb_at(line, verb) and not looks_passive(line.words[verb]) and past.isdisjoint(line.words)
    asks = order_in(line, (), "called order", at) if stem or active else ()
    return _weighed(tuple(replace(a, dated=not stem) for a in asks))


def _commanded(line: Sentence) -> bool:
    """Whether those called are an office or an official, who may be told what to do."""
    first = next((i for i in range(min(3, len(line.words))) if actor_at(line, i)), 0)
    roles = actor_at(line, first)
    return bool(roles & {Role.OFFICE, Role.OFFICIAL}) and Role.LEADER not in roles


def _weighed(asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
    return tuple(replace(a, weight=0.75) for a in asks)

"""Reads orders in direct speech: "tolong cek …", "siapkan …", "daftarnya kirim ke saya"."""

from bimatrack.extract.addressing import addressed
from bimatrack.extract.ask import Found
from bimatrack.extract.clauses import beginning, clause_start, ending, first_verb
from bimatrack.extract.grammar import actor_at, is_mark, looks_imperative, looks_passive, verb_at
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import language


def read_direct(line: Sentence, index: int, after: int) -> Found | None:
    """Read an imperative behind "tolong", "jangan" and the like; the one addressed may stand before it."""
    count = len(line.words)
    word = line.words[index]
    start = clause_start(line, index)
    polite = word == "mohon" and index + 1 < count and looks_passive(line.words[index + 1])
    target = beginning(line, after, count)
    while word == "jangan" and target < count - 1 and line.words[target] in _YET:
        target += 1
    told = word in ("harap", "mari", "ayo", "mohon") and index > start and not line.quoted[index] and not polite
    if told or target >= count:
        return None
    owners = owners_in(line, start, index) or _called_before(line, index)
    if line.words[target] == "kepada":
        verb = first_verb(line, target + 1, count, bare=True)
        owners, target = owners or owners_in(line, target + 1, verb), beginning(line, verb, count)
        if target >= count:
            return None
    if word in ("tolong", "mohon") and (line.words[target] == "yang" or not owners):
        return _asked_politely(line, start, index, target, owners)
    if word == "jangan" and looks_passive(line.words[target]) and index > start:
        return _ordered(line, start, target, ())
    return _ordered(line, index if word == "jangan" else target, target, owners)


def _called_before(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those whom the clause before the comma calls, and does nothing else: "Pak Camat, tolong …"."""
    first = clause_start(line, index - 1) if index > 1 and line.words[index - 1] == "," else index
    doing = any(looks_imperative(line.words[i]) or verb_at(line, i) for i in range(first, index))
    if index - first > _VOCATIVE or doing:
        return ()
    return owners_in(line, first, index - 1)


def _ordered(line: Sentence, first: int, target: int, owners: tuple[Quote, ...]) -> Found | None:
    """Read the order whose verb stands at *target*; behind "tolong" or a "jangan" to somebody any word may be one."""
    before = line.words[target - 1] if target else ""
    begged = line.quoted[target] and (before == "tolong" or (before == "jangan" and owners))
    plain = line.words[target].isalpha() and line.words[target] not in _NO_VERB and not actor_at(line, target)
    if not (verb_at(line, target) or looks_imperative(line.words[target]) or (begged and plain)):
        return None
    last = ending(line, target, len(line.words))
    return Found(first, last, owners, last)


def _asked_politely(line: Sentence, start: int, index: int, target: int, owners: tuple[Quote, ...]) -> Found | None:
    """Read "tolong yang rusak diganti", "berkasnya mohon diteken": what is dealt with is quoted too."""
    count = len(line.words)
    if line.words[target] == "yang":
        passive = next((i for i in range(target, min(target + 9, count)) if looks_passive(line.words[i])), None)
        return _ordered(line, target, passive, owners) if passive is not None else None
    if not looks_passive(line.words[target]) or index == start:
        return _ordered(line, target, target, owners)
    vague = line.words[start] in language().classes.vague
    return _ordered(line, target if vague else start, target, ())


def command_in(line: Sentence, start: int = 0) -> Found | None:
    """Return the first order of direct speech, at or behind *start*, that is a bare stem; None if there is none."""
    if not any(line.quoted) or "terima kasih" in " ".join(line.words[:8]):
        return None
    count = len(line.words)
    for index in range(start, count):
        if not line.quoted[index] or not looks_imperative(line.words[index]) or _is_told(line, index):
            continue
        opens = _opens(line, index)
        if not opens and _object_first(line, index):
            start = clause_start(line, index)
            last = ending(line, index, count)
            return Found(start, last, addressed(line, start), last)
        if not opens or not language().classes.nounish.isdisjoint(line.words[index + 1 : index + 4]):
            continue
        last = ending(line, index, count)
        owners = addressed(line, index)
        first = _object_before(line, index, owners)
        if last - first > 1 or owners:
            return Found(first, last, owners, last)
    return None


def _is_told(line: Sentence, index: int) -> bool:
    """Whether the word belongs to a tale: "kami tetap berikan pelayanan", "di arahkan", "data yang masuk"."""
    words = line.words
    start = clause_start(line, index)
    if words[index - 1 : index] == ("di",) or not _TELLERS.isdisjoint(words[start:index]):
        return True
    if _is_equated(line, index) or (words[index + 1 : index + 2] in (("ini",), ("itu",)) and _derived(words[index])):
        return True
    if _is_shouted(line, index) and not _is_shouted(line, 0):
        return True  # a theme in capitals
    if words[index] == "hadir":
        return words[index + 1 : index + 2] not in (("tepat",), ("pukul",), ("di",), ("semua",), ("besok",), ("jam",))
    return words[index] in language().classes.also_nouns and words[index + 1 : index + 2] in _DESCRIBED


def _is_shouted(line: Sentence, index: int) -> bool:
    begin, end = line.spans[index]
    return line.text[begin:end].isupper()


def _is_equated(line: Sentence, index: int) -> bool:
    """Whether the word is what a clause says something of: "evaluasi itu bukan …", "tindakan tegas adalah …"."""
    for at in range(index + 1, len(line.words)):
        if is_mark(line.words[at]) or line.words[at] == "yang":
            return False
        if line.words[at] in ("adalah", "merupakan", "bukan", "bukanlah", "ialah", "bukannya"):
            return True
    return False


def _derived(word: str) -> bool:
    """Whether only the ending "-kan" makes a word look like an order; it may be a name: "Tarakan"."""
    return word.endswith("kan") and word not in language().classes.imperative


def _object_before(line: Sentence, index: int, owners: tuple[Quote, ...]) -> int:
    """Return where the quote begins: with what stands before the one addressed, if the order itself names no object."""
    follows = line.words[index + 1] if index + 1 < len(line.words) else "."
    if not owners or not (follows in language().classes.no_object or is_mark(follows)):
        return index
    begin = line.index_of(owners[0].span.start)
    return 0 if (index if begin is None else begin) > 1 and line.quoted[0] == line.quoted[index] else index


def _object_first(line: Sentence, index: int) -> bool:
    """Whether an order follows its object, as people speak: "daftar yang benar kirim ke saya"."""
    start = clause_start(line, index)
    follows = line.words[index + 1] if index + 1 < len(line.words) else "."
    return (
        start < index - 1
        and line.words[index - 1] not in ("kita", "kami", "saya", "mereka", "yang")
        and not line.capital[index]
        and line.words[index] not in language().classes.also_nouns
        and (follows in language().classes.no_object or is_mark(follows) or index + 1 == len(line.words))
        and not any(verb_at(line, i) or line.words[i] in language().classes.adverb for i in range(start, index))
    )


def _opens(line: Sentence, index: int) -> bool:
    """Whether a clause begins at *index*: behind a mark, or behind an actor at the start of the speech."""
    if index == 0 or line.words[index - 1] in '"“”,;:':
        return True
    start = clause_start(line, index)
    return bool(owners_in(line, start, index)) and not any(verb_at(line, i) for i in range(start, index))


_NO_VERB = frozenset(
    ["ada", "yang", "agar", "supaya", "untuk", "kita", "kami", "saya", "ini", "itu", "semua", "sekali"]
)
_YET = frozenset(
    ["dulu", "lagi", "sampai", "sekali-kali", "pernah", "hanya", "cuma", "terus", "malah", "sekali-sekali"]
)
_TELLERS = frozenset(["kami", "kita", "saya", "mereka", "dia", "ia", "beliau"])
_DESCRIBED = (
    ("yang",),
    ("ini",),
    ("itu",),
    ("dari",),
    ("tersebut",),
    ("kita",),
    ("kami",),
    ("di",),
    ("adalah",),
    ("pun",),
)
_VOCATIVE = 8  # words of a clause that may only call somebody

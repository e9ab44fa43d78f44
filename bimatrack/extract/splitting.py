"""Divides what is asked into things that can be ticked off on their own."""

from msgspec import Struct

from bimatrack.extract.clauses import beginning, first_verb
from bimatrack.extract.grammar import actor_at, is_mark, looks_imperative, looks_passive, verb_at
from bimatrack.extract.owners import agent_in, owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import Role, language

_NAME = 8  # words of a name
_CAUSED = 3  # words of "mengerahkan guru dan | komite membersihkan kelas", which is one thing
_CLAUSES = frozenset(["dan", "serta", "lalu", "kemudian", "sedangkan", "sementara"])
_COMPANY = frozenset(["bersama", "antara", "dengan", "maupun"])
_SUBJECT = 7  # words of a thing that is dealt with
_BEFORE_VERB = frozenset(
    (
        *("juga", "segera", "untuk", "agar", "supaya", "harus", "wajib", "dapat", "bisa", "turut", "ikut", "terus"),
        *(
            "selalu",
            "tetap",
            "lebih",
            "sebelumnya",
            "aktif",
            "rutin",
            "giat",
            "intens",
            "gencar",
            "serius",
            "konsisten",
        ),
    )
)
_NO_SUBJECT = frozenset(
    (
        "yang",
        "untuk",
        "agar",
        "supaya",
        "jika",
        "bila",
        "apabila",
        "kalau",
        "dapat",
        "bisa",
        "akan",
        "dengan",
        "sebagaimana",
        "seperti",
    )
)
_CLAUSE = 6  # words of a relative clause
_NYA = 5  # letters of a word too short to end with a pronoun


class Part(Struct, frozen=True):
    """One thing that is asked: the words from *first* up to *last*; *owners* where the part names its own.

    *apart* tells that a comma or a word such as "lalu" divides it from the part before.
    """

    first: int
    last: int
    owners: tuple[Quote, ...] = ()
    apart: bool = True


def split(line: Sentence, first: int, last: int) -> tuple[Part, ...]:
    """Divide what is asked into its things: one a verb with an object of its own."""
    cuts = _cuts(line, first, last)
    found: list[Part] = []
    begin, apart = first, True
    owners: tuple[Quote, ...] = ()
    for index, start, named in cuts:
        found.append(Part(begin, _trim(line, begin, index), owners, apart))
        word = line.words[index]
        apart = word == "," or line.words[index - 1] == "," or word in ("lalu", "kemudian", "sekaligus", "sambil")
        apart = apart or line.words[start] in language().classes.delivering or not _acts(line, start)
        begin, owners = start, named
    return (*found, Part(begin, _trim(line, begin, last), owners, apart))


def _cuts(line: Sentence, first: int, last: int) -> list[tuple[int, int, tuple[Quote, ...]]]:
    """Return where further things asked are joined on, where each begins, and who is to do it if it says so.

    A comma alone joins only within a list that ends with "dan" or its like; else it opens a manner.
    """
    found: list[tuple[int, int, tuple[Quote, ...]]] = []
    begin = index = first
    depth = 0
    while index < last:
        word = line.words[index]
        depth += (word == "(") - (word == ")")
        if depth <= 0 and index > begin and word in language().classes.joins:
            start = _next_part(line, begin, index, last)
            if start is not None:
                found.append((index, *start))
                begin = index = start[0]
                continue
        index += 1
    closing = _closing(line, first, last)
    while found and line.words[found[-1][0]] == "," and found[-1][1] == found[-1][0] + 1 and not found[-1][2]:
        if found[-1][1] <= closing:
            break
        if _bare_order(line, found[-1][1]) and line.words[found[-1][1]] != line.words[first]:
            break
        found.pop()
    return found


def _acts(line: Sentence, start: int) -> bool:
    """Whether a part begins with its verb, and not with a thing that is dealt with."""
    return (
        verb_at(line, start) or looks_imperative(line.words[start]) or line.words[start] in language().classes.negator
    )


def _closing(line: Sentence, first: int, last: int) -> int:
    """Return where the last ", dan" stands with which a list ends, be its last part a verb or not; -1 if nowhere."""
    joins = ("dan", "serta")
    ends = (i for i in range(last - 2, first - 1, -1) if line.words[i] == "," and line.words[i + 1] in joins)
    return next(ends, -1)


def _bare_order(line: Sentence, index: int) -> bool:
    """Whether a bare stem at *index* orders something in direct speech: "…, siapkan tenda, …"."""
    word = line.words[index]
    noun = word in language().classes.also_nouns
    return line.quoted[index] and looks_imperative(word) and not verb_at(line, index) and not noun


def _trim(line: Sentence, first: int, last: int) -> int:
    while last > first + 1 and (line.words[last - 1] in language().classes.join or line.words[last - 1] in ",;:-–("):
        last -= 1
    return last


def _next_part(line: Sentence, begin: int, index: int, last: int) -> tuple[int, tuple[Quote, ...]] | None:
    """Where a further thing asked begins behind the join at *index*, and who is to do it; None if none does."""
    classes = language().classes
    at = index
    while at < last and (line.words[at] in classes.joins or line.words[at] in _BEFORE_VERB):
        at += 1
    if at >= last or line.words[at] == "menunggu":
        return None
    if _thing_dealt_with(line, begin, index, last):
        return index + 1, ()
    if actor_at(line, at):
        return _by_another(line, begin, index, at, last=last)
    return (at, ()) if _goes_on(line, begin, index, at, last=last) else None


def _by_another(line: Sentence, begin: int, index: int, at: int, *, last: int) -> tuple[int, tuple[Quote, ...]] | None:
    """Return where the thing begins that the actor at *at* is to do, and the actor; None if he only belongs to it."""
    verb = first_verb(line, at, last, bare=looks_imperative(line.words[begin]))
    if not _COMPANY.isdisjoint(line.words[max(begin, index - _CLAUSE) : index]) and line.words[index - 1] != ",":
        return None
    office = bool(actor_at(line, at) & {Role.OFFICE, Role.OFFICIAL})
    caused = index - begin <= _CAUSED and actor_at(line, begin + 1) and not office
    if verb >= last or caused or verb - at > _NAME or "," in line.words[at:verb] or looks_passive(line.words[verb]):
        return None
    owners = owners_in(line, at, verb)
    start = beginning(line, verb, last)
    return (start, owners) if owners and start < last else None


def _goes_on(line: Sentence, begin: int, index: int, at: int, *, last: int) -> bool:
    """Whether a verb with an object of its own stands at *at*, as the part from *begin* to *index* has one."""
    classes = language().classes
    word = line.words[at]
    negated = word in ("tidak", "tak") and at + 1 < last and verb_at(line, at + 1)
    if not (
        verb_at(line, at)
        or negated
        or (looks_imperative(line.words[begin]) and looks_imperative(word) and not verb_at(line, begin))
        or _bare_order(line, at)
    ):
        return False
    negative = line.words[begin] in classes.negator and not negated
    if _describes(line, begin, index):
        return False
    return begin + 1 < index and not _shares_object(line, at, last) and not negative


def _describes(line: Sentence, begin: int, index: int) -> bool:
    """Whether the verb behind the join goes on with what "yang" says: "yang menyentuh warga | dan memberi manfaat"."""
    since = next((i for i in range(index - 1, max(begin, index - _CLAUSE), -1) if line.words[i] == "yang"), None)
    return since is not None and line.words[index] == "dan" and verb_at(line, index - 1) and index - since > 1


def _thing_dealt_with(line: Sentence, begin: int, index: int, last: int) -> bool:
    """Whether a thing and a passive follow the join at *index*: "menyisir usulan | dan hasilnya dibawa ke forum"."""
    done = any(looks_passive(line.words[i]) for i in range(begin, index))
    if line.words[index] not in _CLAUSES or not (verb_at(line, begin) or done):
        return False
    for at in range(index + 1, min(index + _SUBJECT, last)):
        word = line.words[at]
        if at > index + 1 and word.startswith("di") and looks_passive(word) and verb_at(line, at):
            return line.words[at - 1] != "untuk"
        back = word.endswith("nya") and not line.words[index + 1].startswith("hasil")
        if back or is_mark(word) or word in _NO_SUBJECT or verb_at(line, at) or word in language().classes.joins:
            return False
    return False


def _shares_object(line: Sentence, at: int, last: int) -> bool:
    """Whether the verb at *at* has no object of its own: none at all, or one that points back with -nya."""
    index = at + 1
    while (
        index < last
        and index < at + 4
        and line.words[index] not in language().classes.joins
        and not is_mark(line.words[index])
    ):
        word = line.words[index]
        if word.endswith("nya") and len(word) > _NYA and (index == at + 1 or line.words[at + 1] == "hasil"):
            return True
        index += 1
    return (
        line.words[at].endswith("nya")
        or index == at + 1
        or (
            at + 1 < last
            and line.words[at + 1] in language().classes.clauses_no_object
            and line.words[at + 2 : at + 3] != ("kami",)
        )
    )


def own_agent(line: Sentence, part: Part) -> tuple[Quote, ...]:
    """Return by whom the part itself says that it is to be done."""
    return part.owners or agent_in(line, part.first, part.last)

"""Which kind of directive an ask is: something to tick off, or an exhortation."""

from bimatrack.extract.grammar import looks_passive, verb_at
from bimatrack.extract.owners import people
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Kind, Quote
from bimatrack.rules.language import Frame, language

_NO_OBJECT = frozenset(
    ["dan", "serta", "agar", "untuk", "sesuai", "dalam", "demi", "di", "pada", "supaya", "guna", "hati"]
)
_GROWING = frozenset(["semakin", "makin"])


def kind_of(line: Sentence, first: int, last: int, owners: tuple[Quote, ...], frame: Frame) -> Kind:
    """Tell an instruction from an appeal by who is asked and by what the words say to do."""
    classes = language().classes
    if people(owners, line) or (frame is Frame.MODAL and _clients(owners)):
        return Kind.APPEAL
    head = _head(line, first, last)
    if _exhorts(line, head, last) or not _GROWING.isdisjoint(line.words[first:head]):
        return Kind.APPEAL
    if line.words[head] in classes.fostering and not classes.attitude.isdisjoint(line.words[head + 1 : head + 3]):
        return Kind.APPEAL
    if line.words[head] in classes.attitude or (
        line.words[max(first, head - 1)] in language().classes.more
        and not verb_at(line, head)
        and not verb_at(line, min(head + 1, last - 1))
    ):
        return Kind.APPEAL
    acts = verb_at(line, head) or any(looks_passive(word) for word in line.words[first:last])
    if frame is Frame.HOPE and not (owners and acts):
        return Kind.APPEAL
    return Kind.INSTRUCTION


def _clients(owners: tuple[Quote, ...]) -> bool:
    """Whether only those are meant whom the government serves."""
    words = [w for o in owners for w in o.text.lower().split()[:2]]
    return bool(owners) and not language().classes.client.isdisjoint(words) and len(owners) == 1


def _exhorts(line: Sentence, head: int, last: int) -> bool:
    """Whether a verb has no object but oneself or a manner: "membekali diri", "bertugas dengan baik"."""
    classes = language().classes
    behind = line.words[head + 1 : head + 3]
    if "mampu" in line.words[max(0, head - 2) : head]:
        return True
    if behind[:1] == ("diri",):
        return line.words[head] in classes.oneself
    manner = behind[:1] == ("dengan",) and behind[-1] in classes.manner and not looks_passive(line.words[head])
    return manner and not _object_at(line, head + 3, last)


def _object_at(line: Sentence, index: int, last: int) -> bool:
    """Whether a thing that is dealt with stands behind the manner: "melaksanakan dengan baik | tahapan penyusunan"."""
    return index < last and line.words[index].isalpha() and line.words[index] not in _NO_OBJECT


def _head(line: Sentence, first: int, last: int) -> int:
    """Return where the first word stands that is no adverb."""
    classes = language().classes
    index = first
    while index < last - 1 and (
        line.words[index] in classes.adverb
        or line.words[index] in classes.negator
        or (index > first and line.words[index] in language().classes.hesitant)
    ):
        index += 1
    return index

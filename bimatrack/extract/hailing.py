"""Who must act in a line that somebody says: named at its start, behind "oleh", or in brackets at its end."""

from collections.abc import Iterator

from msgspec import Struct

from bimatrack.extract.grammar import is_mark, looks_imperative, looks_passive, verb_at
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.registry import Registry, words_of
from bimatrack.rules.language import language

_LONGEST = 24  # words in which names are looked for
_NAME = 7  # words of a name that only "ask … to" proves


class Hailed(Struct, frozen=True):
    """Those who must act, and the words that only name and turn to them: pairs of the first and the one behind.

    *speaker* is who tells them to, where the line says so.
    """

    owners: tuple[Quote, ...] = ()
    spent: tuple[tuple[int, int], ...] = ()
    speaker: Quote | None = None


def hailed_in(line: Sentence, registry: Registry) -> Hailed:
    """Find who is told to act in *line*, of which the words on time are taken out; nobody where none is sure."""
    last = len(line.words)
    return _first(line, last, registry) or _behind(line, last, registry) or Hailed(spent=_pleasantry(line, last))


def _first(line: Sentence, last: int, registry: Registry) -> Hailed | None:
    speaker, begin = _speaker(line, last)
    while begin < last and (line.words[begin] in language().classes.spoken_turning or line.words[begin] in '@"“'):
        begin += 1
    owners, end = _names(line, begin, last, registry)
    if not owners:
        return _asked(line, begin, last)
    after = end
    while after < last and line.words[after] in language().classes.spoken_joining:
        after += 1
    goes_on = after < last and (after > end or _turned_to(line, owners, end, registry))
    return Hailed(owners, ((0, after),), speaker) if goes_on else None


def _turned_to(line: Sentence, owners: tuple[Quote, ...], end: int, registry: Registry) -> bool:
    """Whether those named before the word *end* are told to act, and it is not told of them how things are.

    What names no unit and only a sort of office is one of many words before anything but an order: "dinas luar",
    "badan jalan".
    """
    word = line.words[end]
    if line.capital[end] or word in language().classes.spoken_state or (word.startswith("di") and looks_passive(word)):
        return False
    bare = len(owners) == 1 and owners[0].text.isalpha() and not registry.resolve(owners[0].text)
    return not bare or _opens_order(line, end)


def _speaker(line: Sentence, last: int) -> tuple[Quote | None, int]:
    """Return who tells others to act, and the word behind the telling: "Wali Kota minta …"."""
    told = next((i for i in range(1, min(_NAME, last)) if line.words[i] in language().classes.spoken_telling), 0)
    if told and line.words[told] in language().classes.spoken_asking_of:
        begin = 1 if line.words[0] == "the" and told > 1 else 0
        return line.quote(begin, told), told + 1
    named = owners_in(line, 0, told) if told else ()
    if len(named) == 1 and named[0].span.end == line.spans[told - 1][1]:
        return named[0], told + 1
    return None, 0


def _asked(line: Sentence, begin: int, last: int) -> Hailed | None:
    """Read "ask the health office to …": whoever is asked must act, whatever the list of units holds."""
    if begin == 0 or line.words[begin - 1] not in language().classes.spoken_asking:
        return None
    while begin < last and line.words[begin] in language().classes.spoken_title:
        begin += 1
    to = next((i for i in range(begin + 1, min(begin + _NAME + 1, last)) if line.words[i] == "to"), None)
    if to is None or to + 1 >= last or any(is_mark(word) for word in line.words[begin:to]):
        return None
    return Hailed((line.quote(begin, to),), ((0, to + 1),))


def _behind(line: Sentence, last: int, registry: Registry) -> Hailed | None:
    """Find who is named behind what is to be done: "… oleh PUPR", "… (Dishub)", "…, PIC Bappeda"."""
    closed = last
    while closed and line.words[closed - 1] in ")!,-–;":
        closed -= 1
    for index in range(1, last - 1):
        begin = _marked(line, index, last)
        if begin is None:
            continue
        owners, end = _names(line, begin, last, registry)
        if owners and (end >= closed or line.words[index] in ("oleh", "by")):
            return Hailed(owners, ((index, last if end >= closed else end),))
    return None


def _marked(line: Sentence, index: int, last: int) -> int | None:
    """Return where a name may begin that the words at *index* introduce; None if they introduce none."""
    word = line.words[index]
    if word in ("oleh", "by", "(", ",", "-", "–") or word in language().classes.spoken_charged:
        begin = index + 1
        while begin < last - 1 and (
            line.words[begin] in language().classes.spoken_charged or line.words[begin] in ("jawab", ":")
        ):
            begin += 1
        return begin
    return None


def _pleasantry(line: Sentence, last: int) -> tuple[tuple[int, int], ...]:
    """Return the "tolong" or "please" that opens an order, where nobody is named."""
    opened = last > 1 and line.words[0] in language().classes.spoken_polite
    order = opened and (line.words[0] in ("please", "kindly") or looks_imperative(line.words[1]) or verb_at(line, 1))
    return ((0, 1),) if order else ()


def _names(line: Sentence, begin: int, last: int, registry: Registry) -> tuple[tuple[Quote, ...], int]:
    """Return those named from *begin* on, and the word behind them."""
    listed = tuple(_listed(line, begin, last, registry))
    known, end = _quotes(line, listed), listed[-1][1] if listed else begin
    stop = next((i for i in range(begin + 1, last) if _opens_order(line, i)), last)
    read = owners_in(line, begin, stop) if begin < stop < last else ()
    reached = stop
    while reached > begin and line.words[reached - 1] == ",":
        reached -= 1
    # Grammar knows names that no list holds, but takes what stands before the order for one: only capitals are.
    further = all(line.capital[i] or line.words[i] in ("dan", ",", "&", "se-kota") for i in range(end, reached))
    if read and read[-1].span.end == line.spans[reached - 1][1] and reached > end and (further or not known):
        return read, reached
    return known, end


def _opens_order(line: Sentence, index: int) -> bool:
    word = line.words[index]
    if word in language().classes.spoken_joining and word not in (",", "-", "–"):
        return True
    return (looks_imperative(word) and not line.capital[index]) or verb_at(line, index)


def _listed(line: Sentence, begin: int, last: int, registry: Registry) -> Iterator[tuple[int, int]]:
    """Yield the places of the names from *begin* on that the registry knows, with commas or "dan" between them."""
    at = begin
    while at < last:
        words = [(word, i) for i in _unmarked(line, at, last) for word in words_of(line.words[i])]
        places = registry.named_first(tuple(word for word, _place in words))
        if not places:
            return
        for first, behind in places:
            yield words[first][1], words[behind - 1][1] + 1
        at = words[places[-1][1] - 1][1] + 1
        if at >= last or line.words[at] != ",":
            return
        at += 2 if line.words[at + 1 : at + 2] in (("dan",), ("serta",), ("and",)) else 1


def _unmarked(line: Sentence, begin: int, last: int) -> Iterator[int]:
    for index in range(begin, min(last, begin + _LONGEST)):
        if is_mark(line.words[index]) and line.words[index] not in "&/":
            return
        yield index


def _quotes(line: Sentence, places: tuple[tuple[int, int], ...]) -> tuple[Quote, ...]:
    quotes: dict[Quote, None] = {}
    for first, behind in places:
        begin = first
        while begin < behind - 1 and line.words[begin] in language().classes.spoken_title:
            begin += 1
        quotes[line.quote(begin, behind)] = None
    # What a stroke joins is one word of the line, "dishub/satpol pp", and so one name.
    inner = [one for one in quotes for other in quotes if one is not other and _lies_in(one, other)]
    return tuple(one for one in quotes if one not in inner)


def _lies_in(one: Quote, other: Quote) -> bool:
    return other.span.start <= one.span.start and one.span.end <= other.span.end

"""Reads running text sentence by sentence: numbered orders, lists of priorities, works, asks and remarks on them."""

from bimatrack.altering import replace
from bimatrack.extract.addressing import told_to
from bimatrack.extract.ask import Ask
from bimatrack.extract.asks import asks_in
from bimatrack.extract.bare import delivers, orders_by_passive, points_back, points_back_to_all, settles
from bimatrack.extract.bidden import bidden_in
from bimatrack.extract.calling import called_first, called_orders, turns_to
from bimatrack.extract.clauses import clause_start
from bimatrack.extract.continuing import continued_at
from bimatrack.extract.delegated import delegated_in
from bimatrack.extract.enumerations import announces, continued_in, priorities_in, stressed_in
from bimatrack.extract.followups import takes_up
from bimatrack.extract.grammar import verb_at
from bimatrack.extract.orders import order_in
from bimatrack.extract.owners import owners_in
from bimatrack.extract.page import Piece
from bimatrack.extract.passage import Passage, State, date_back
from bimatrack.extract.projects import projects_in
from bimatrack.extract.reported import limits_in, reported_in, spread_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Frame, language

_SORTS = frozenset(["dinas", "badan", "instansi", "lembaga", "opd", "kantor", "bagian", "perangkat", "perusahaan"])
_ALSO = frozenset(["juga", "pula"])
_IF = frozenset(["jika", "apabila", "bila", "kalau", "bilamana"])
_NEAR = 12  # words of a sentence in which "juga" joins it to the one before
_BREAKS = frozenset([",", ";", ":"])
_BEFORE_ORDINAL = frozenset([",", ";", "dan", "serta", "“", '"', ":", "yang", "poin", "point", "butir"])
_ORDERING = frozenset(
    ["order", "request", "told", "reminder", "please", "stress", "giving time", "given time", "spread order"]
)
_OPENING = 4  # words at the start of a sentence in which its ordinal stands


def read_prose(piece: Piece, state: State, *, formal: bool = False, letter: bool = False) -> list[Passage]:
    """Read a paragraph of running text, *formal* or of a *letter*; *state* is told if it announces a list."""
    noted = replace(state, formal=state.formal or formal, letter=state.letter or letter)
    found: list[Passage] = []
    owners = state.told
    counting = state.counting or sum(line.words[0] in language().classes.ordinal for line in piece.lines) > 1
    state.counting = False
    named: tuple[Quote, ...] = ()
    before: Span | None = None
    for line in piece.lines:
        noted.letter = noted.letter or (noted.formal and settles(line))
        ordinal = not language().classes.ordinal.isdisjoint(line.words[:_OPENING])
        asks = _asks_of(line, owners, noted, counting=counting or (ordinal and state.ordinal))
        state.ordinal = (bool(asks) and (ordinal or "pertama" in line.words)) or (state.ordinal and not asks)
        if found and points_back_to_all(line) and not any(a.owners for a in asks):
            date_back(found, line.span)
            continue
        if found and _goes_on(line, asks, found[-1], noted):
            found[-1] = extended(found[-1], line.span.end)
            continue
        asks = _inheriting(_without_remarks(asks or _further(line, named, noted, found)), named, line)
        named = next((a.owners for a in asks[-1:] if a.owners), named)
        if not asks and state.chat and (turned := turns_to(line)):
            named = turned
        if announces(line):
            counting, owners = True, _those(line)
            state.counting, state.told = counting, owners
        if asks:
            found.append(Passage(asks, line.span, before=before))
        found = _told_behind(found, piece, line)
        before = line.span
    return found


def _further(line: Sentence, named: tuple[Quote, ...], state: State, found: list[Passage]) -> tuple[Ask, ...]:
    """Read a sentence behind an ask that goes on with it, without its subject or, in a point, by a passive."""
    if not found:
        return ()
    if state.points and orders_by_passive(line):
        return order_in(line, named, "reported order")
    verb = continued_at(line)
    if verb is None and found[-1].asks[-1].kind is Kind.INSTRUCTION and found[-1].asks[-1].rule in _ORDERING:
        return spread_in(line)
    if verb is None or found[-1].asks[-1].kind not in (Kind.INSTRUCTION, Kind.PRIORITY):
        return ()
    asks = order_in(line, named, "continued order", verb)
    return tuple(replace(a, weight=0.65, kind=found[-1].asks[-1].kind) for a in asks)


def _inheriting(asks: tuple[Ask, ...], named: tuple[Quote, ...], line: Sentence) -> tuple[Ask, ...]:
    """Give what is asked of nobody, or of "mereka", to those *named* in the sentences before."""
    return tuple(replace(a, owners=named) if named and (_heirs(a, line) or _meant(a, line)) else a for a in asks)


def _told_behind(found: list[Passage], piece: Piece, line: Sentence) -> list[Passage]:
    """Give what direct speech asks of nobody by name to those to whom it was said, as the words behind it tell."""
    owners = told_to(line)
    return [_given(p, piece, line, owners) for p in found] if owners else found


def _given(passage: Passage, piece: Piece, line: Sentence, owners: tuple[Quote, ...]) -> Passage:
    region = next((s for s in reversed(piece.speech) if s.start <= line.spans[-1][0]), None)
    if region is None or passage.span.end <= region.start:
        return passage
    asks = (
        replace(a, owners=owners) if not a.owners and region.start <= a.quote.start < region.end else a
        for a in passage.asks
    )
    return replace(passage, asks=tuple(asks))


def _without_remarks(asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Leave out "jangan …" behind an ask of the same sentence: it says the same the other way round."""
    found: list[Ask] = []
    for ask in asks:
        aside = (
            ask.rule in ("please", "ban")
            and ask.weight < 1
            and found
            and found[-1].kind is Kind.INSTRUCTION
            and ask.negative
        )
        if aside and (not ask.owners or ask.owners == found[-1].owners):
            found[-1] = replace(found[-1], also=(*found[-1].also, ask.quote))
        else:
            found.append(ask)
    return tuple(found)


def _meant(ask: Ask, line: Sentence) -> bool:
    """Whether those who must act are named by a word that points back: "dinas tersebut", "kedua instansi itu"."""
    if len(ask.owners) != 1 or not ask.owners[0].text[1:].islower():
        return False
    behind = line.text[ask.owners[0].span.end : line.span.end].split(None, 2)
    pointing = bool(behind) and behind[0].strip(",.") in ("tersebut", "itu")
    return ask.owners[0].text.lower().split()[-1] in _SORTS and (pointing or behind[:2] == ["yang", "sama"])


def _heirs(ask: Ask, line: Sentence) -> bool:
    """Whether an ask without an owner goes to those asked just before: a bare order, a work, a further must."""
    if ask.owners:
        return False
    further = line.words[0] in _IF or not _ALSO.isdisjoint(line.words[:_NEAR])
    must = ask.frame is Frame.MODAL and further and not ask.negative
    return must or ask.frame is Frame.DIRECT or (ask.kind is Kind.PROJECT and line.quoted[0])


def _asks_of(line: Sentence, owners: tuple[Quote, ...], state: State, *, counting: bool) -> tuple[Ask, ...]:
    """Return what a sentence asks: in a numbered list, in words of its own, or in what is reported."""
    asks = _numbered(line, owners, counting=counting) or (continued_in(line) if counting else ()) or _running(line)
    owners_called, _start = called_first(line)
    asks = tuple(replace(a, owners=owners_called) if owners_called and not a.owners else a for a in asks)
    asks = asks or called_orders(line, chat=state.chat)
    asks = asks or limits_in(line) or bidden_in(line) or delegated_in(line)
    asks = asks or reported_in(line, (), formal=state.formal, letter=state.letter)
    return order_in(line, (), "reported order") if not asks and state.letter and delivers(line) else asks


def _goes_on(line: Sentence, asks: tuple[Ask, ...], last: Passage, state: State) -> bool:
    """Whether a sentence asks nothing new, but says more of the last thing asked."""
    free = not asks or asks[0].dated or not asks[0].owners
    if state.formal and points_back(line) and free and not delivers(line):
        return True
    if is_remark(line) and (not asks or line.words[0] in ("batas", "tenggat")):
        return True
    return takes_up(line, asks, _asked(last, line))


def _asked(passage: Passage, line: Sentence) -> str:
    """Return the words of the last thing that a passage asks."""
    quote = passage.asks[-1].quote
    return line.text[quote.start : quote.end]


def is_remark(line: Sentence) -> bool:
    """Whether a sentence only adds when the thing asked before it is due."""
    classes = language().classes
    pointing = any(w.endswith("nya") and w not in classes.continuer for w in line.words[:2])
    return (pointing or not classes.anaphor.isdisjoint(line.words[:3])) and continued_at(line) is None


def extended(passage: Passage, end: int) -> Passage:
    """Let a deadline that stands up to *end* count for the last thing asked, if it has none of its own."""
    last = passage.asks[-1]
    return replace(passage, asks=(*passage.asks[:-1], replace(last, scope=Span(last.scope.start, end))))


def _asked_before(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those who are asked before a numbered list begins: "menekankan agar Camat, pertama, …"."""
    start = clause_start(line, index)
    said = [i for i in range(start, index) if language().form_at(line.words, i)]
    return owners_in(line, said[-1] + 1, index) if said else owners_in(line, start, index)


def _those(line: Sentence) -> tuple[Quote, ...]:
    """Return those to whom a list that is announced is addressed."""
    for index, word in enumerate(line.words):
        if word in ("kepada", "bagi", "perhatian", "oleh"):
            last = next((i for i in range(index + 1, len(line.words)) if _ends_those(line, i)), len(line.words))
            if owners := owners_in(line, index + 1, last):
                return owners
    return ()


def _ends_those(line: Sentence, index: int) -> bool:
    """Whether the names of those addressed end before a word: "kepada para camat | ada tiga hal"."""
    word = line.words[index]
    return word in ("ada", "adalah", "terdapat", ":") or word in language().classes.number or verb_at(line, index)


def _numbered(line: Sentence, owners: tuple[Quote, ...], *, counting: bool) -> tuple[Ask, ...]:
    """Read "pertama, …; kedua, …": each is an order of its own."""
    classes = language().classes
    marks = [
        i
        for i, word in enumerate(line.words[:-1])
        if word in classes.ordinal
        and (i == 0 or line.words[i - 1] in _BEFORE_ORDINAL)
        and (line.words[i + 1] in (",", ":") or counting or (i and line.words[i - 1] in _BREAKS))
    ]
    if not marks or (len(marks) == 1 and not counting):
        return ()
    found: list[Ask] = []
    opened = max(marks[0] - 1, 0)
    named = _asked_before(line, opened) or owners
    for begin, stop in zip(marks, (*marks[1:], len(line.words)), strict=True):
        end = stop
        while end > begin + 1 and line.words[end - 1] in _BEFORE_ORDINAL:
            end -= 1
        found += order_in(line, named, "numbered order", begin + 1, end)
    bare = all(not a.owners or a.owners == owners for a in found)
    return tuple(replace(a, kind=Kind.PRIORITY) for a in found) if counting and bare and not named else tuple(found)


def _running(line: Sentence) -> tuple[Ask, ...]:
    """Read a sentence of running text: lists of priorities and works first, then each wording of an ask beside them."""
    special = priorities_in(line) or projects_in(line) or stressed_in(line)
    asks = asks_in(line)
    if not special:
        return asks
    first, last = special[0].quote.start, special[-1].scope.end
    return (*special, *(a for a in asks if a.quote.end <= first or a.quote.start >= last))

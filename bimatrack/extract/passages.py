"""Walks through a release block by block and reads each in its own way: running text, orders, addressees, tables."""

import re
from dataclasses import dataclass, replace

from bimatrack.extract.asks import Ask, asks_in
from bimatrack.extract.clauses import clause_start
from bimatrack.extract.enumerations import announces, continued_in, priorities_in, stressed_in
from bimatrack.extract.grammar import actor_at
from bimatrack.extract.layout import Block, Shape
from bimatrack.extract.orders import order_in, prose_or_order
from bimatrack.extract.owners import agent_in, owners_in
from bimatrack.extract.page import Form, Page, Piece
from bimatrack.extract.projects import projects_in
from bimatrack.extract.reported import limits_in, reported_in
from bimatrack.extract.sentences import Sentence, words_of
from bimatrack.extract.tables import Row
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Frame, language

_ORDERS = re.compile(
    r"(?i)\b(?:keputusan|kesimpulan|tindak lanjut|rencana tindak|rtl|arahan|penugasan|pembagian tugas|kesepakatan|rekomendasi|instruksi|disampaikan|butir|perintah|tugas|memutuskan|menetapkan|disepakati)\b"
)
_TALK = re.compile(
    r"(?i)\b(?:pembahasan|paparan|jalannya|diskusi|agenda|acara|pembukaan|pendahuluan|penutup|lain-lain|pengantar|laporan|peserta|catatan|dasar|latar|susunan|hadir|tembusan)\b"
)
_INTRO = re.compile(
    r"(?i)(?:sebagai berikut|menginstruksikan|memerintahkan|menugaskan|diminta|meminta|kiranya saudara|arahan|instruksi|hal-hal|pembagian tugas|titip|penekanan|menekankan|agar|wajib|harus)[^.]{0,140}:\s*$"
)
_BEFORE_ORDINAL = frozenset([",", ";", "dan", "serta", "“", '"', ":", "yang"])
_ADDRESS = re.compile(r"(?i)(?:kepada\b|yth\b)")
_WHO = re.compile(r"(?i)^(?:pj|pic|p\.?i\.?c\.?|pelaksana|penanggung ?jawab|oleh|opd)$")
_WHEN = re.compile(r"(?i)^(?:target|batas(?: waktu| akhir)?|tenggat|waktu|deadline|target waktu|jadwal)$")
_INNER = re.compile(r"(?i)\b(?:target|batas waktu|tenggat|waktu|deadline)\s*:\s*(?P<when>[^.;\n]+)")
_AT_END = re.compile(
    r"\((?P<who>[^()]{2,60}?)\s*[-–;,]\s*(?:tenggat|target|batas|paling lambat|selesai|sebelum)?\s*(?P<when>[^()]*?)\)"
)


HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Passage:
    """What one sentence, item or row asks. *cell* is the stretch that holds nothing but the deadline, where a form has one;
    *before* is the sentence before, where the same paragraph has one.
    """

    asks: tuple[Ask, ...]
    span: Span
    cell: Span | None = None
    before: Span | None = None


@dataclass(slots=True)
class _State:
    """What the blocks read so far say about the next."""

    owners: tuple[Quote, ...] = ()
    group: tuple[Quote, ...] = ()
    addressing: bool = False
    ordering: bool = False
    listed: bool = False
    counted: bool = False
    mark: str = ""
    counting: bool = False
    told: tuple[Quote, ...] = ()
    formal: bool = False
    answering: bool = False


def read_passages(page: Page) -> tuple[Passage, ...]:
    """Return everything that a release asks, in the order of the text."""
    found: list[Passage] = [_row(page.text, row) for row in page.rows if _open(row)]
    state = _State(formal=page.form in (Form.LETTER, Form.MINUTES))
    for piece, following in zip(page.pieces, (*page.pieces[1:], None), strict=True):
        found += _read(page.text, piece, following.block if following else None, state, found)
    return tuple(sorted(found, key=lambda p: p.span))


def _read(text: str, piece: Piece, following: Block | None, state: _State, found: list[Passage]) -> list[Passage]:
    block = piece.block
    content = text[block.span.start : block.span.end]
    state.answering = block.shape is Shape.ITEM or (state.answering and block.shape is Shape.FIELD)
    match block.shape:
        case Shape.TITLE:
            return _headline(piece)
        case Shape.CLOSING:
            state.addressing = state.listed = state.counted = False
            state.ordering = False
            return []
        case Shape.HEADING:
            _heading(text, block, content, state)
            return []
        case Shape.FIELD:
            return _field(text, piece, content, state, found)
        case Shape.ITEM:
            return _list_item(text, piece, content, following, state)
        case Shape.PARAGRAPH:
            return _paragraph(text, piece, content, following, state)


def _headline(piece: Piece) -> list[Passage]:
    """Read a headline, in which every word may have a capital; one in capitals only is passed over."""
    found: list[Passage] = []
    for line in piece.lines:
        if line.text[line.span.start : line.span.end].isupper():
            continue
        plain = replace(line, capital=tuple(not i for i, _ in enumerate(line.capital)))
        asks = tuple(
            replace(a, rule=HEADLINE) for a in asks_in(plain) if a.frame in (Frame.ACTIVE, Frame.PASSIVE, Frame.BAN)
        )
        if asks:
            found.append(Passage(asks, line.span))
    return found


def _heading(text: str, block: Block, content: str, state: _State) -> None:
    state.addressing = bool(_ADDRESS.match(content))
    if state.addressing:
        state.owners = (*state.owners, *_addressees(text, block))
        return
    state.listed = state.counted = False
    state.ordering = bool(_ORDERS.search(content)) and not _TALK.search(content)


def _field(text: str, piece: Piece, content: str, state: _State, found: list[Passage]) -> list[Passage]:
    block = piece.block
    if _WHO.match(block.name) and found and state.answering:
        _answer(text, block.span, found)
        return []
    if _WHEN.match(block.name) and found and state.answering:
        found[-1] = replace(found[-1], cell=block.span)
        return []
    if _ADDRESS.match(block.name):
        state.addressing = True
        state.owners = (*state.owners, *_addressees(text, block))
        return []
    state.addressing = False
    if not content:
        state.ordering = state.listed = bool(_ORDERS.search(block.name) or block.name == "untuk")
        return []
    if _ORDERS.search(block.name) and not _TALK.search(block.name):
        return [p for line in piece.lines if (p := _decision(text, line, state))]
    return _prose(piece, state) if len(content) > 60 else []


def _list_item(text: str, piece: Piece, content: str, following: Block | None, state: _State) -> list[Passage]:
    block = piece.block
    if state.addressing:
        state.owners = (*state.owners, *_addressees(text, block))
        return []
    if not (state.ordering or state.listed):
        return _prose(piece, state)
    if content.endswith(":") and following is not None and following.shape is Shape.ITEM:
        line = words_of(text, block.span, ())
        state.group = owners_in(line, 0, len(line.words))
        state.mark = _style(following.mark)
        return []
    if state.group and _style(block.mark) != state.mark:
        state.group = ()
    owners = state.group or state.owners
    return _orders(piece, owners, state)


def _orders(piece: Piece, owners: tuple[Quote, ...], state: _State) -> list[Passage]:
    found: list[Passage] = []
    for number, line in enumerate(piece.lines):
        span = line.span
        if number and found and _remark(line):
            found[-1] = _extended(found[-1], span.end)
            continue
        if number and not asks_in(line) and not actor_at(line, 0) and not agent_in(line, 0, len(line.words)):
            continue
        asks = priorities_in(line) or (prose_or_order(line, owners, "order in a list") if line.words else ())
        if state.counted and asks and not asks[0].owners:
            asks = tuple(replace(a, kind=Kind.PRIORITY, rule="enumerated priority") for a in asks)
        if asks:
            found.append(Passage(asks, span))
    return found


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


def _remark(line: Sentence) -> bool:
    """Whether a sentence only adds when the thing asked before it is due."""
    return not language().classes.anaphor.isdisjoint(line.words[:3]) or any(w.endswith("nya") for w in line.words[:2])


def _extended(passage: Passage, end: int) -> Passage:
    """Let a deadline that stands up to *end* count for the last thing asked, if it has none of its own."""
    last = passage.asks[-1]
    return replace(passage, asks=(*passage.asks[:-1], replace(last, scope=Span(last.scope.start, end))))


def _paragraph(text: str, piece: Piece, content: str, following: Block | None, state: _State) -> list[Passage]:
    block = piece.block
    if _ADDRESS.match(content) and len(content) < 120:
        state.addressing = True
        state.owners = (*state.owners, *_addressees(text, block))
        return []
    state.addressing = False
    found = _prose(piece, state)
    if (
        content.endswith(":")
        and piece.lines
        and following is not None
        and (following.shape is Shape.ITEM or following.name in ("kepada", "untuk"))
    ):
        last = piece.lines[-1]
        state.counted = announces(last)
        state.listed = bool(_INTRO.search(content)) or state.counted
        return [p for p in found if p.span != last.span]
    state.listed = state.counted = False
    state.group = ()
    return found


def _prose(piece: Piece, state: _State) -> list[Passage]:
    found: list[Passage] = []
    counting, owners = state.counting, state.told
    state.counting = False
    if sum(line.words[0] in language().classes.ordinal for line in piece.lines) > 1:
        counting = True
    named: tuple[Quote, ...] = ()
    before: Span | None = None
    for line in piece.lines:
        asks = _numbered(line, owners, counting=counting) or (continued_in(line) if counting else ()) or _running(line)
        asks = asks or limits_in(line) or reported_in(line, (), formal=state.formal)
        if found and _remark(line) and (not asks or line.words[0] in ("batas", "tenggat")):
            found[-1] = _extended(found[-1], line.span.end)
            continue
        asks = _without_remarks(asks)
        asks = tuple(
            replace(a, owners=named) if a.frame is Frame.DIRECT and not a.owners and named else a for a in asks
        )
        named = asks[-1].owners if asks and asks[-1].owners else named
        if announces(line):
            counting, owners = True, _those(line)
            state.counting, state.told = counting, owners
        if asks:
            found.append(Passage(asks, line.span, before=before))
        before = line.span
    return found


def _asked_before(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those who are asked before a numbered list begins: "menekankan agar Camat, pertama, …"."""
    start = clause_start(line, index)
    said = [i for i in range(start, index) if language().form_at(line.words, i)]
    return owners_in(line, said[-1] + 1, index) if said else owners_in(line, start, index)


def _those(line: Sentence) -> tuple[Quote, ...]:
    """Return those to whom a list that is announced is addressed."""
    for index, word in enumerate(line.words):
        if word in ("kepada", "bagi", "perhatian", "oleh") and (owners := owners_in(line, index + 1, len(line.words))):
            return owners
    return ()


def _numbered(line: Sentence, owners: tuple[Quote, ...], *, counting: bool) -> tuple[Ask, ...]:
    """Read "pertama, …; kedua, …": each is an order of its own."""
    classes = language().classes
    marks = [
        i
        for i, word in enumerate(line.words[:-1])
        if word in classes.ordinal
        and (i == 0 or line.words[i - 1] in _BEFORE_ORDINAL)
        and (line.words[i + 1] in (",", ":") or counting or (not owners and i))
    ]
    if not marks or (len(marks) == 1 and not counting):
        return ()
    found: list[Ask] = []
    opened = max(marks[0] - 1, 0)
    named = _asked_before(line, opened) or owners
    for begin, end in zip(marks, (*marks[1:], len(line.words)), strict=True):
        while end > begin + 1 and line.words[end - 1] in _BEFORE_ORDINAL:
            end -= 1
        found += order_in(line, named, "numbered order", begin + 1, end)
    bare = all(not a.owners or a.owners == owners for a in found)
    return tuple(replace(a, kind=Kind.PRIORITY) for a in found) if counting and bare and not named else tuple(found)


def _running(line: Sentence) -> tuple[Ask, ...]:
    """Read a sentence of running text: lists of priorities and works first, then every wording of an ask beside them."""
    special = priorities_in(line) or projects_in(line) or stressed_in(line)
    asks = asks_in(line)
    if not special:
        return asks
    first, last = special[0].quote.start, special[-1].scope.end
    return (*special, *(a for a in asks if a.quote.end <= first or a.quote.start >= last))


def _decision(text: str, line: Sentence, state: _State) -> Passage | None:
    """Read a decision that names its owner and day in brackets: "… dikosongkan (Satpol PP - tenggat 22/9)"."""
    match = _AT_END.search(text, line.span.start, line.span.end)
    if match is None:
        asks = prose_or_order(line, state.owners, "decision")
        return Passage(asks, line.span) if asks else None
    head = words_of(text, Span(line.span.start, match.start()), ())
    who = words_of(text, Span(*match.span("who")), ())
    asks = order_in(head, owners_in(who, 0, len(who.words)), "decision") if head.words else ()
    return Passage(asks, line.span, Span(match.start("who"), match.end())) if asks else None


def _answer(text: str, span: Span, found: list[Passage]) -> None:
    """Give the last item its owner, and its deadline if that stands in the same line."""
    inner = _INNER.search(text, span.start, span.end)
    stop = inner.start() if inner else span.end
    who = words_of(text, Span(span.start, stop), ())
    owners = _semicolons(who)
    asks = tuple(replace(a, owners=owners) for a in found[-1].asks)
    cell = Span(*inner.span("when")) if inner else found[-1].cell
    found[-1] = replace(found[-1], asks=asks, cell=cell)


def _semicolons(line: Sentence) -> tuple[Quote, ...]:
    found: list[Quote] = []
    start = 0
    for index, word in enumerate((*line.words, ";")):
        if word in (";", ","):
            if index > start:
                found += owners_in(line, start, index) or ((line.quote(start, index),) if line.capital[start] else ())
            start = index + 1
    return tuple(found)


def _row(text: str, row: Row) -> Passage:
    who = _semicolons(words_of(text, row.who, ())) if row.who else ()
    line = words_of(text, row.what, ())
    what = row.what
    for index, word in enumerate(line.words):
        if word == "," and line.words[index + 1 : index + 2] == ("bertempat",):
            what = line.place(0, index)
    nowhere = Span(row.what.end, row.what.end)
    ask = Ask(what, row.when or nowhere, who, "decision in a table", Frame.PASSIVE, 0.95)
    return Passage((ask,), row.what, row.when or nowhere)


def _open(row: Row) -> bool:
    """Whether a row is still to be done."""
    return (
        not re.search(r"(?i)\b(?:sudah (?:tuntas|selesai)|telah (?:tuntas|selesai)|ditutup|selesai 100)\b", row.rest)
        and row.what.end > row.what.start + 3
    )


def _addressees(text: str, block: Block) -> tuple[Quote, ...]:
    line = words_of(text, block.span, ())
    index = 0
    while index < len(line.words) and not actor_at(line, index):
        index += 1
    if (
        index < len(line.words)
        and line.words[index] in ("saudara", "bapak", "ibu")
        and index + 1 < len(line.words)
        and actor_at(line, index + 1)
    ):
        index += 1
    return owners_in(line, index, len(line.words))


def _style(mark: str) -> str:
    return re.sub(r"\d+", "1", re.sub(r"[a-z]", "a", mark)) if not mark.startswith("KE") else "KE"

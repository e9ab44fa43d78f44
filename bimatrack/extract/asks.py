"""What is asked in a sentence of running text: finds the wording of an ask, and round it who must do what."""

from bimatrack.altering import replace
from bimatrack.extract.active import TIMING, read_active
from bimatrack.extract.ask import Ask, Found
from bimatrack.extract.clauses import beginning, clause_start, ending, first_verb
from bimatrack.extract.followups import says_more
from bimatrack.extract.grammar import actor_at, is_mark, looks_imperative, looks_passive, verb_at
from bimatrack.extract.imperative import command_in, read_direct
from bimatrack.extract.kinds import kind_of
from bimatrack.extract.modal import read_modal
from bimatrack.extract.owners import owners_in
from bimatrack.extract.passive import form_is_hope, read_passive
from bimatrack.extract.sentences import Sentence
from bimatrack.extract.splitting import Part, own_agent, split
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Form, Frame, language

_NO_ASK_BEHIND = frozenset(["bukan", "belum", "tanpa", "tidak", "tak", "sebelum", "sejak"])
_AS = frozenset(["karena", "ketika", "saat", "jika", "bila", "apabila", "kalau", "sebagaimana", "seperti", "sesuai"])
_REMARK = 9  # words of a remark on what was just asked
_WAITED = frozenset(["saya", "kami", "tunggu", "lihat", "terima", "sudah"])
_CALLED = 16  # words that call somebody in speech
_BEGGING = ("tolong",)  # what direct speech orders without a wording counts as if this stood before it
_FAR = 12  # words of a name
_FEWEST = 2  # words of a thing asked when nobody is named


def asks_in(line: Sentence) -> tuple[Ask, ...]:
    """Return what is asked in a sentence, in order."""
    return _beside(_worded_in(line), _commanded(line)) or _called_to(line)


def _called_to(line: Sentence) -> tuple[Ask, ...]:
    """Read speech that calls somebody and goes on with "untuk": "Para camat, BPBD untuk cepat tukar informasi"."""
    first = line.opening()
    if not line.quoted[first]:
        return ()
    form = language().form_at(_BEGGING, 0)
    at = next(
        (i for i in range(first + 1, min(first + _CALLED, len(line.words) - 2)) if line.words[i] == "untuk"), None
    )
    if form is None or at is None or not actor_at(line, first):
        return ()
    owners = owners_in(line, first, at)
    begin = beginning(line, at + 1, len(line.words))
    ends = (
        owners and owners[-1].span.end == line.spans[at - 1][1] and not any(verb_at(line, i) for i in range(first, at))
    )
    if not ends or begin >= len(line.words):
        return ()
    last = ending(line, begin, len(line.words))
    return _clipped(_asks(line, Found(begin, last, owners, last), form, begin, 0))


def _beside(worded: tuple[Ask, ...], commanded: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Put bare orders of direct speech beside what is asked in so many words, in the order of the text."""
    free = [c for c in commanded if not any(c.quote.overlaps(w.quote) for w in worded)]
    return _clipped(sorted((*worded, *free), key=lambda ask: ask.quote)) if free else worded


def _worded_in(line: Sentence) -> tuple[Ask, ...]:
    """Return what is asked by a wording that the rules know."""
    found: list[Ask] = []
    index = floor = 0
    for place in language().places(line.words):
        form = language().form_at(line.words, place) if place >= index else None
        if form is None:
            continue
        index = place
        seen = _read(line, index, form, floor)
        if seen is None or seen.first >= seen.last:
            index += len(form.words)
            continue
        found += _asks(line, seen, form, index, floor)
        if floor == 0 and found and found[0].scope.start > line.span.start:
            found[0] = replace(found[0], setting=Span(line.span.start, found[0].scope.start))
        index = max(seen.after, index + len(form.words))
        index, more = _carried(line, index, form, seen)
        found += more
        floor = index
    return _clipped(found)


def _commanded(line: Sentence) -> tuple[Ask, ...]:
    """Return the orders of direct speech that are bare stems: "siapkan tenda", "daftarnya kirim ke saya"."""
    if True not in line.quoted:
        return ()
    form = language().form_at(_BEGGING, 0)
    found: list[Ask] = []
    index = 0
    while form is not None and (seen := command_in(line, index)):
        found += _asks(line, seen, form, seen.first, index)
        index, more = _carried(line, seen.after, form, seen)
        found += more
    return _clipped(found)


def _clipped(asks: list[Ask]) -> tuple[Ask, ...]:
    """Let the stretch for an ask's deadline end where the stretch of the next begins."""
    found = list(asks)
    for index, following in enumerate(asks[1:]):
        ask = found[index]
        if ask.quote.end <= following.scope.start < ask.scope.end:
            found[index] = replace(ask, scope=Span(ask.scope.start, following.scope.start))
    return tuple(found)


def _told_only(line: Sentence, index: int, frame: Frame, before: str) -> bool:
    """Whether the wording describes, denies or serves something else: "yang harus", "tanpa harus"."""
    near = line.words[max(0, index - 2) : index]
    means = frame in (Frame.ACTIVE, Frame.HOPE) and before in language().classes.means
    as_said = (frame is Frame.PASSIVE and not _AS.isdisjoint(near)) or (
        frame is Frame.MODAL and _is_reason(line, index)
    )
    return means or as_said or before in _NO_ASK_BEHIND or "yang" in near


def _is_reason(line: Sentence, index: int) -> bool:
    """Whether the clause of the wording gives a reason: "rusak karena suku cadangnya harus didatangkan"."""
    start = clause_start(line, index)
    return start > 1 and line.words[start - 1] in ("karena", "sebab") and line.words[start] not in ("itu", "hal")


def _read(line: Sentence, index: int, form: Form, floor: int) -> Found | None:
    """Understand the wording *form* at *index*; None if it asks for nothing."""
    after = index + len(form.words)
    before = line.words[index - 1] if index else ""
    if form.rule.name == "at once" and before == "untuk":
        return None
    if after >= len(line.words) or _told_only(line, index, form.frame, before):
        return None
    match form.frame:
        case Frame.ACTIVE | Frame.STRESS | Frame.HOPE:
            return read_active(line, index, after, form)
        case Frame.PASSIVE:
            return read_passive(line, index, after, floor)
        case Frame.MODAL | Frame.BAN:
            return read_modal(line, index, after, form, floor)
        case Frame.DIRECT:
            wished = form.words == ("mohon",) and line.words[after] in ("agar", "supaya")
            return read_active(line, index, after, form) if wished else read_direct(line, index, after)


def _asks(line: Sentence, seen: Found, form: Form, index: int, floor: int) -> list[Ask]:
    """Divide what was understood into its things; each gets the stretch in which its deadline may stand."""
    if (form.frame is not Frame.MODAL or form.rule.name == "so that") and _met(line, seen.first):
        return []
    parts = split(line, seen.first, seen.last)
    found: list[Ask] = []
    for number, part in enumerate(parts):
        begin = line.spans[part.first][0] if number else line.spans[max(floor, clause_start(line, index))][0]
        end = line.spans[parts[number + 1].first][0] if number + 1 < len(parts) else _scope_end(line, seen.after)
        owners = part.owners or seen.owners or own_agent(line, part)
        if part.last - part.first < _FEWEST and not owners:
            continue
        found.append(
            Ask(
                quote=line.place(part.first, part.last),
                scope=Span(begin, end),
                owners=owners,
                rule=form.rule.name,
                frame=form.frame,
                weight=form.rule.weight,
                kind=_kind(line, part, seen, form, owners),
                subject=seen.subject,
                negative=line.words[part.first] in language().classes.negator,
                shared=number + 1 < len(parts) and not parts[number + 1].apart,
            )
        )
    return _as_one(found)


def _as_one(asks: list[Ask]) -> list[Ask]:
    """Keep exhortations of one breath together: there is nothing in them to tick off one by one."""
    if not asks[1:] or any(a.kind is not Kind.APPEAL or a.owners != asks[0].owners for a in asks):
        return asks
    whole = Span(asks[0].quote.start, asks[-1].quote.end)
    return [replace(asks[0], quote=whole, scope=Span(asks[0].scope.start, asks[-1].scope.end), shared=False)]


def _kind(line: Sentence, part: Part, seen: Found, form: Form, owners: tuple[Quote, ...]) -> Kind:
    """Tell the kind of a part; what a government aims at itself ("menargetkan meraih Adipura") it only promises."""
    if seen.soft:
        return Kind.APPEAL
    if form.rule.name == "target" and not owners and not looks_passive(line.words[part.first]):
        return Kind.COMMITMENT
    frame = Frame.HOPE if form_is_hope(form.words[0]) else form.frame
    return kind_of(line, part.first, part.last, owners, frame)


def _met(line: Sentence, index: int) -> bool:
    """Whether the sentence goes on to say that what was asked has come about."""
    classes = language().classes
    for at in range(index + 1, len(line.words) - 1):
        if (
            line.words[at] in ("sudah", "telah")
            and line.words[at + 1] in classes.done
            and line.words[at - 1] not in ("harus", "wajib", "mesti", "agar", "yang")
        ):
            return "harus" not in line.words[max(0, at - 3) : at]
    return False


def _scope_end(line: Sentence, index: int) -> int:
    """Return the character where the clause ends, a following ask or a turn to another subject ending it too."""
    classes = language().classes
    while index < len(line.words):
        word = line.words[index]
        if word in ("sedangkan", "sementara", "adapun", "sedang") or (word == ";" and not _of_it(line, index + 1)):
            return line.spans[index][0]
        form = language().form_at(line.words, index)
        if form and form.rule.name != TIMING and not says_more(line, index):
            return line.spans[index][0]
        if word in classes.join and index + 1 < len(line.words) and actor_at(line, index + 1):
            return line.spans[index][0]
        index += 1
    return line.span.end


def _of_it(line: Sentence, index: int) -> bool:
    """Whether a clause goes on about what was just asked: "…; salinannya kami tunggu Jumat"."""
    end = next((i for i in range(index, len(line.words)) if line.words[i] in ";."), len(line.words))
    near = line.words[index : min(end, index + _REMARK)]
    if any(word.endswith("nya") for word in near[:2]):
        return True
    return not _WAITED.isdisjoint(near) and any(word.endswith("nya") for word in near)


def _carried(line: Sentence, index: int, form: Form, seen: Found) -> tuple[int, list[Ask]]:
    """Read further clauses of the same breath, each with its own actor and verb but no wording of its own."""
    found: list[Ask] = []
    count = len(line.words)
    while index < count:
        at = _next_clause(line, index, count)
        if at is None:
            resumed = _resumed(line, index, seen, form)
            return (
                (resumed.last, [*found, *_asks(line, resumed, form, resumed.first, resumed.first)])
                if resumed
                else (index, found)
            )
        verb = first_verb(line, at, count, bare=True)
        if verb >= count or verb - at > _FAR or _worded(line, at, verb):
            break
        owners = owners_in(line, at, verb)
        if not owners:
            break
        if not (verb_at(line, verb) or looks_imperative(line.words[verb])) or looks_passive(line.words[verb]):
            break
        first = beginning(line, verb, count)
        last = ending(line, first, count)
        found += _asks(line, Found(first, last, owners, last, seen.subject), form, at, at)
        index = last
    return index, found


def _resumed(line: Sentence, index: int, seen: Found, form: Form) -> Found | None:
    """Read on behind a side remark: "wajib menyiapkan gerai, boleh memakai aset desa, dan | melaporkan lokasinya"."""
    classes = language().classes
    if not seen.owners or form.frame is Frame.HOPE:
        return None
    for at in range(index + 1, len(line.words) - 2):
        word = line.words[at]
        if word in classes.turn or word in classes.tail or word in ';"“”:' or language().form_at(line.words, at):
            return None
        if (
            word in ("dan", "serta")
            and line.words[at - 1] == ","
            and verb_at(line, at + 1)
            and not looks_passive(line.words[at + 1])
        ):
            last = ending(line, at + 1, len(line.words))
            return Found(at + 1, last, seen.owners, last, seen.subject)
    return None


def _next_clause(line: Sentence, index: int, count: int) -> int | None:
    classes = language().classes
    at = index
    while (
        at < count
        and at < index + 6
        and (
            is_mark(line.words[at])
            or line.words[at] in classes.turn
            or line.words[at] in classes.join
            or line.words[at] in classes.ordinal
        )
    ):
        if line.words[at] in '"“”':
            return None
        at += 1
    return at if index < at < count and actor_at(line, at) else None


def _worded(line: Sentence, at: int, verb: int) -> bool:
    return any(language().form_at(line.words, i) for i in range(at, verb + 1))

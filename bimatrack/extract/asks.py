"""What is asked in a sentence of running text: finds the wording of an ask, and round it who must do what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bimatrack.extract.clauses import beginning, clause_start, ending, first_verb, own_agent, split
from bimatrack.extract.grammar import actor_at, is_mark, looks_imperative, looks_passive, verb_at
from bimatrack.extract.kinds import kind_of
from bimatrack.extract.owners import agent_in, named_before, owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Form, Frame, Role, language

_PLAIN = frozenset(["lebih", "sudah", "selalu", "terus", "tetap", "segera", "sering", "benar-benar"])
_VAGUE = frozenset(["ini", "itu", "hal", "kita", "kami", "saya", "amanah", "semua", "siapapun"])
_FRONT = frozenset(
    [",", "dan", "sementara", "sedangkan", "itu", "lanjut", ".", '"', "“", "adapun", "dalam", "kesempatan"]
)
_NO_ASK_BEHIND = frozenset(["tanpa", "tidak", "tak", "sebelum", "sejak"])
_ALSO_NOUNS = frozenset(
    [
        "data",
        "hadir",
        "kontrol",
        "fokus",
        "rekap",
        "evaluasi",
        "koordinasi",
        "input",
        "monitor",
        "rawat",
        "gelar",
        "isi",
        "panggil",
        "razia",
        "verifikasi",
        "kawal",
        "tata",
        "lapor",
        "buka",
        "tutup",
        "bangun",
        "jaga",
    ]
)
_NO_OBJECT = frozenset(
    [
        "ke",
        "di",
        "dalam",
        "paling",
        "sebelum",
        "sampai",
        "hingga",
        "semua",
        "besok",
        "segera",
        "malam",
        "hari",
        "kepada",
    ]
)
_REQUESTS = frozenset(["permintaan", "permohonan", "usulan", "aspirasi", "keluhan", "usul"])
_TIMES = frozenset(
    [
        "hari",
        "besok",
        "lusa",
        "akhir",
        "minggu",
        "pekan",
        "bulan",
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "sudah",
    ]
)
_NOUNISH = frozenset(["bisa", "adalah", "merupakan", "ini", "itu", "yaitu", "yakni", "tersebut"])
_AS = frozenset(["sebagaimana", "seperti", "sesuai"])
_MEANS = frozenset(
    ["saling", "untuk", "guna", "dapat", "bisa", "mampu", "akan", "dalam", "dengan", "sering", "kerap", "tak", "ikut"]
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked.

    *scope* is the stretch in which a deadline for it may stand. *frame* and *rule* tell how it was found, *weight* how sure
    the wording makes us. *subject* is the one who asks, where the sentence names him beside the wording.
    *shared* tells that a deadline behind the next ask of the same breath is its own too, *dated* that it is an ask only with a deadline,
    *negative* that it says what not to do. *also* holds remarks that say the same again. *setting* is what stands
    before the clause of the first ask of a sentence.
    """

    quote: Span
    scope: Span
    owners: tuple[Quote, ...]
    rule: str
    frame: Frame
    weight: float
    kind: Kind = Kind.INSTRUCTION
    subject: Quote | None = None
    shared: bool = False
    dated: bool = False
    negative: bool = False
    also: tuple[Span, ...] = ()
    setting: Span | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What was understood of one wording: the words of the thing asked, and the first word behind it."""

    first: int
    last: int
    owners: tuple[Quote, ...]
    after: int
    subject: Quote | None = None
    soft: bool = False


def asks_in(line: Sentence) -> tuple[Ask, ...]:
    """Return what is asked in a sentence, in order."""
    if language().starts.isdisjoint(line.words):
        return tuple(_imperatives(line))
    found: list[Ask] = []
    index = 0
    count = len(line.words)
    floor = 0
    while index < count:
        form = language().form_at(line.words, index)
        if form is None:
            index += 1
            continue
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
    return _clipped(found) or tuple(_imperatives(line))


def _clipped(asks: list[Ask]) -> tuple[Ask, ...]:
    """Let the stretch for an ask's deadline end where the stretch of the next begins."""
    found = list(asks)
    for index, following in enumerate(asks[1:]):
        ask = found[index]
        if ask.quote.end <= following.scope.start < ask.scope.end:
            found[index] = replace(ask, scope=Span(ask.scope.start, following.scope.start))
    return tuple(found)


def _read(line: Sentence, index: int, form: Form, floor: int) -> _Found | None:
    """Understand the wording *form* at *index*; None if it asks for nothing."""
    after = index + len(form.words)
    before = line.words[index - 1] if index else ""
    if form.frame is Frame.PASSIVE and not _AS.isdisjoint(line.words[max(0, index - 2) : index]):
        return None
    if after >= len(line.words) or before in _NO_ASK_BEHIND or "yang" in line.words[max(0, index - 2) : index]:
        return None
    if form.frame in (Frame.ACTIVE, Frame.HOPE) and before in _MEANS:
        return None
    match form.frame:
        case Frame.ACTIVE | Frame.STRESS | Frame.HOPE:
            return _active(line, index, after, form)
        case Frame.PASSIVE:
            return _passive(line, index, after, floor)
        case Frame.MODAL | Frame.BAN:
            return _modal(line, index, after, form, floor)
        case Frame.DIRECT:
            return _direct(line, index, after)


def _active(line: Sentence, index: int, after: int, form: Form) -> _Found | None:
    """Read "speaker + form + who must act + agar + what"."""
    if form.rule.name == "urging" and not _personal(line, index):
        return None
    subject = _subject(line, index)
    count = len(line.words)
    at = _skip(line, after)
    if at >= count:
        return None
    verb = (
        at
        if line.words[index - 1] in ("saya", "kami") and looks_imperative(line.words[at])
        else first_verb(line, at, count)
    )
    if verb >= count or line.words[at] in language().classes.nominal:
        return _nominal(line, at, form, subject)
    if line.words[at] in _REQUESTS:
        return None
    owners = owners_in(line, at, verb)
    connected = line.words[verb] in language().classes.connector
    if line.words[verb] == "bahwa":
        return None
    if not connected and not owners and verb > at:
        return _nominal(line, at, form, subject)
    if form.frame is Frame.STRESS and (not _stressed(line, at, verb, owners) or (not owners and verb > at)):
        return None
    if connected:
        first, owners = _behind_connector(line, verb + 1, owners)
    else:
        first = verb
    if first >= count:
        return None
    owners = owners or _called(line, index) or _fronted(line, index)
    begin = verb + 1 if connected else at
    if form.frame is Frame.HOPE and _hopes_of_event(line, begin, first, owners):
        return None
    if form.frame is Frame.STRESS and not owners and line.words[begin] in language().classes.event:
        return None
    first = _patient(line, at, first, owners)
    first = beginning(line, first, count)
    last = ending(line, first, count)
    return _Found(first, last, owners, last, subject)


def _patient(line: Sentence, at: int, first: int, owners: tuple[Quote, ...]) -> int:
    """Return where the quote begins: with those named, if something is to be done to them."""
    target = beginning(line, first, len(line.words))
    if (
        owners
        and target < len(line.words)
        and looks_passive(line.words[target])
        and line.spans[at][0] <= owners[0].span.start < line.spans[first][0]
    ):
        return next(i for i, (a, _b) in enumerate(line.spans) if a == owners[0].span.start)
    return first


def _personal(line: Sentence, index: int) -> bool:
    """Whether a person urges, not an event: an office, a name or a pronoun stands before the wording."""
    classes = language().classes
    start = clause_start(line, index)
    words = line.words[start:index]
    if not words:
        return index == 0 or line.words[index - 1] not in ("sehingga", "maka", ",")
    if not classes.pronoun.isdisjoint(words) or "saya" in words:
        return True
    at = start
    while at < index and (line.words[at] in classes.turn or line.words[at] in classes.join or is_mark(line.words[at])):
        at += 1
    return bool(actor_at(line, at)) or any(line.capital[i] and (i > start or i == 0) for i in range(start, index))


def _called(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those named before "saya minta", "kami tugaskan": "Satpol PP saya tugaskan mengangkut …"."""
    if index < 1 or line.words[index - 1] not in ("saya", "kami"):
        return ()
    return owners_in(line, clause_start(line, index - 1), index - 1)


def _fronted(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those to whom the clause turns before it asks: "Kepada para Camat, Bupati meminta agar …"."""
    for at in range(index - 1, -1, -1):
        if (
            line.words[at] in ("kepada", "bagi", "untuk")
            and (at == 0 or line.words[at - 1] in _FRONT)
            and (found := owners_in(line, at + 1, _last_comma(line, at, index)))
        ):
            return found
    if line.words[:3] == ("pun", "demikian", "dengan"):
        return owners_in(line, 3, _last_comma(line, 3, index))
    return ()


def _last_comma(line: Sentence, first: int, index: int) -> int:
    """Return where the last comma before *index* stands, if one does."""
    return next((at for at in range(index - 1, first, -1) if line.words[at] == ","), index)


def _behind_connector(line: Sentence, at: int, owners: tuple[Quote, ...]) -> tuple[int, tuple[Quote, ...]]:
    """Return where the thing asked begins behind "agar", and by whom it is to be done if named only there."""
    count = len(line.words)
    start = _past_setting(line, beginning(line, at, count))
    verb = first_verb(line, start, count)
    if verb <= start or verb >= count:
        return start, owners
    named = named_before(line, start, verb)
    if verb + 1 < count and line.words[verb - 1] == "," and (second := _second(line, verb)) is not None:
        return second, named or owners
    if not named and not owners and "," in line.words[start:verb]:
        return start, owners
    target = beginning(line, verb, count)
    if target < count and looks_passive(line.words[target]) and line.words[verb] not in ("agar", "supaya", "untuk"):
        return start, owners
    if named:
        return verb, named
    return start, owners


def _second(line: Sentence, index: int) -> int | None:
    """Return where the thing asked begins if a condition stands first: "agar Camat, jika hujan deras, segera …"."""
    if line.words[index] not in ("jika", "apabila", "bila", "kalau"):
        return None
    for at in range(index + 1, len(line.words) - 1):
        if line.words[at] == "," and line.words[at + 1] in ("agar", "untuk", "supaya", "segera", "maka"):
            return at + 1
    return None


def _past_setting(line: Sentence, at: int) -> int:
    """Skip a setting of time or place at the start: "agar pada triwulan ini, seluruh OPD …"."""
    if at < len(line.words) and line.words[at] in (
        "pada",
        "dalam",
        "di",
        "melalui",
        "dengan",
        "selama",
        "untuk",
        "ke",
        "mulai",
    ):
        for index in range(at + 1, min(at + 9, len(line.words) - 1)):
            if line.words[index] == ",":
                return index + 1 if actor_at(line, index + 1) else at
    return at


def _stressed(line: Sentence, at: int, verb: int, owners: tuple[Quote, ...]) -> bool:
    word = line.words[verb]
    return word in ("agar", "supaya") or (
        word in ("untuk", "harus", "wajib", "jangan") and bool(owners) and line.words[at] == "kepada"
    )


def _hopes_of_event(line: Sentence, first: int, verb: int, owners: tuple[Quote, ...]) -> bool:
    if owners:
        return False
    words = line.words[first:verb]
    return (
        not words
        or words[0] in language().classes.event
        or not looks_passive(line.words[min(verb, len(line.words) - 1)])
    )


def _nominal(line: Sentence, at: int, form: Form, subject: Quote | None) -> _Found | None:
    """Read an ask for a thing: "meminta laporan dari Camat"."""
    if form.rule.name != "request" or at >= len(line.words) or line.words[at] not in language().classes.nominal:
        return None
    last = ending(line, at, len(line.words))
    owners = _called(line, at - 1) or _fronted(line, at - 1)
    if at + 1 < last and line.words[at] in ("dukungan", "bantuan") and line.capital[at + 1]:
        owners = owners_in(line, at + 1, last)
    for index in range(at, last):
        if line.words[index] in ("dari", "oleh"):
            owners = owners_in(line, index + 1, last)
            break
    return _Found(at, last, owners, last, subject)


def _passive(line: Sentence, index: int, after: int, floor: int) -> _Found | None:
    """Read "who must act + form + (oleh speaker) + agar + what"."""
    count = len(line.words)
    start = _after_saying(line, max(clause_start(line, index), floor), index)
    owners = named_before(line, start, index) or _subject_before(line, start, index, floor)
    subject: Quote | None = None
    at = _skip(line, after)
    verb = first_verb(line, at, count, bare=line.words[index] == "diberi")
    if verb > at and verb < count:
        named = named_before(line, at, verb)
        if owners and named:
            subject = named[0]
        elif named:
            owners = named
    given = line.words[index] == "diberi" and (verb >= count or line.words[verb] not in language().classes.connector)
    if (given or verb >= count) and (pending := _pending(line, start, index)):
        return replace(pending, after=after)
    if verb >= count or line.words[verb] == "bahwa":
        return None
    if line.words[verb] in language().classes.connector:
        first, owners = _behind_connector(line, verb + 1, owners)
    else:
        first = verb
    if first >= count:
        return None
    if form_is_hope(line.words[index]) and not owners and _hopes_of_event(line, max(start, 0), first, owners):
        return None
    first = beginning(line, first, count)
    if first < count and looks_passive(line.words[first]) and not owners and start < index:
        return _Found(
            beginning(line, start, index), ending(line, first, count), (), ending(line, first, count), subject
        )
    last = ending(line, first, count)
    return _Found(first, last, owners, last, subject)


def _pending(line: Sentence, start: int, index: int) -> _Found | None:
    """Read what those named have not done yet: "OPD yang belum mengunggah dokumen diberi waktu …"."""
    for at in range(start, index - 2):
        if line.words[at : at + 2] == ("yang", "belum") and not looks_passive(line.words[at + 2]):
            last = index
            while last > at + 3 and (
                is_mark(line.words[last - 1]) or line.words[last - 1] in ("juga", "harus", "agar")
            ):
                last -= 1
            return _Found(at + 2, last, named_before(line, start, index), index)
    return None


def form_is_hope(word: str) -> bool:
    """Whether a passive only hopes."""
    return word in ("diharapkan", "diharap")


def _modal(line: Sentence, index: int, after: int, form: Form, floor: int) -> _Found | None:
    """Read "who must act + form + what", or "what must be done": then the thing itself belongs to the quote."""
    count = len(line.words)
    start = _after_saying(line, max(clause_start(line, index), floor), index)
    start = _skip_openers(line, start, index)
    owners = named_before(line, start, index)
    if line.words[after] in language().classes.join or line.words[index - 1 : index] == ("belanja",):
        return None
    target = beginning(line, after, count)
    while target < count - 1 and line.words[target] in _PLAIN:
        target += 1
    if target >= count:
        return None
    word = line.words[target]
    if (
        form.words[0] in ("agar", "supaya")
        and not (owners and verb_at(line, target))
        and not _bare_wish(line, start, index, target, floor)
    ):
        return None
    if form.words[0] in ("perlu", "diperlukan") and not (owners and verb_at(line, target)):
        return None
    if word in language().classes.finish and (pending := _pending(line, start, index)):
        return replace(pending, after=target)
    acts = (verb_at(line, target) and not looks_passive(word)) or (owners and not looks_passive(word))
    last = ending(line, target, count)
    if form.frame is Frame.BAN:
        return _Found(index if owners else start, last, owners, last)
    if owners and acts:
        return _Found(target, last, owners, last)
    if start == index or (start and line.words[start - 1] == "," and line.words[start] in _TIMES):
        start = _whole_subject(line, start, floor)
    if start >= index or line.words[start] in ("sudah", "telah"):
        return None
    if line.words[start] in ("jika", "apabila", "bila", "kalau") or (
        target - start > _LONG_SUBJECT and line.words[target] in _POSTPOSED
    ):
        start = target
    if line.words[0] in ("karena", "sebab") or (
        start and line.words[start - 1] == "sehingga" and not line.quoted[start]
    ):
        return None
    agents = agent_in(line, start, last)
    settled = looks_passive(word) or "sudah" in line.words[index - 1 : target + 1]
    return _Found(
        start,
        last,
        agents,
        last,
        soft=not settled or word in language().classes.attitude or line.words[start] in _VAGUE,
    )


def _bare_wish(line: Sentence, start: int, index: int, target: int, floor: int) -> bool:
    """Whether "agar" words an ask by itself: "lampu ruang kerja agar dimatikan", "jika perlu, agar dilaporkan"."""
    if floor or not looks_passive(line.words[target]):
        return False
    if line.words[0] in ("jika", "apabila", "bila", "kalau") or line.words[min(1, len(line.words) - 1)] in (
        "jika",
        "apabila",
    ):
        return True
    return 0 < index - start <= _SHORT_SUBJECT and not any(verb_at(line, i) for i in range(start, index))


def _after_saying(line: Sentence, start: int, index: int) -> int:
    """Return where, behind a verb of saying, the clause proper begins: "Sekda menegaskan | dewan hakim tidak boleh …"."""
    for at in range(index - 1, start, -1):
        form = language().form_at(line.words, at)
        if (
            form
            and form.frame in (Frame.ACTIVE, Frame.STRESS, Frame.HOPE)
            and line.words[at + 1] not in ("kepada", "agar", "supaya")
        ):
            return at + len(form.words)
    return start


def _subject_before(line: Sentence, start: int, index: int, floor: int) -> tuple[Quote, ...]:
    """Return the actors of the clause before, if the wording's own clause names none: "Dinas Kesehatan pun tidak luput, diminta …"."""
    if (
        floor
        or start == 0
        or line.words[start - 1] != ","
        or (start < index and line.words[start] not in ("untuk", "dalam", "pada", "melalui", "juga", "dan"))
    ):
        return ()
    return owners_in(line, clause_start(line, start - 1), start - 1) or _fronted(line, index)


def _whole_subject(line: Sentence, index: int, floor: int) -> int:
    """Return where the subject begins that a comma divides from its "harus"."""
    at = index
    while at > floor and line.words[at - 1] not in ';"“”:?!' and line.words[at - 1] not in language().classes.turn:
        at -= 1
    return _skip_openers(line, at, index)


def _direct(line: Sentence, index: int, after: int) -> _Found | None:
    """Read an imperative behind "tolong", "jangan" and the like; the one addressed may stand before it."""
    count = len(line.words)
    word = line.words[index]
    start = clause_start(line, index)
    if word in ("segera", "harap", "mari", "ayo", "mohon") and index > start and not line.quoted[index]:
        return None
    target = beginning(line, after, count)
    if target >= count:
        return None
    owners = owners_in(line, start, index)
    if not owners and index >= 2 and line.words[index - 1] == ",":
        owners = owners_in(line, clause_start(line, index - 1), index - 1)
    if not (verb_at(line, target) or looks_imperative(line.words[target])):
        return None
    last = ending(line, target, count)
    return _Found(index if word == "jangan" else target, last, owners, last)


def _imperatives(line: Sentence) -> Iterator[Ask]:
    """Yield the orders of direct speech that begin with a bare stem."""
    if not any(line.quoted):
        return
    count = len(line.words)
    for index in range(count):
        if not line.quoted[index] or not looks_imperative(line.words[index]):
            continue
        if not _opens(line, index) and _object_first(line, index):
            start = clause_start(line, index)
            last = ending(line, index, count)
            yield from _asks(line, _Found(start, last, _addressed(line, start), last), _ORDER, index, 0)
            return
        if not _opens(line, index) or not _NOUNISH.isdisjoint(line.words[index + 1 : index + 4]):
            continue
        last = ending(line, index, count)
        if last - index < 2:
            continue
        owners = _addressed(line, index)
        seen = _Found(index, last, owners, last)
        yield from _asks(line, seen, _ORDER, index, 0)
        return


def _object_first(line: Sentence, index: int) -> bool:
    """Whether an order follows its object, as people speak: "daftar yang benar kirim ke saya"."""
    start = clause_start(line, index)
    follows = line.words[index + 1] if index + 1 < len(line.words) else "."
    return (
        start < index - 1
        and line.words[index - 1] not in ("kita", "kami", "saya", "mereka", "yang")
        and not line.capital[index]
        and line.words[index] not in _ALSO_NOUNS
        and (follows in _NO_OBJECT or is_mark(follows) or index + 1 == len(line.words))
        and not any(verb_at(line, i) or line.words[i] in language().classes.adverb for i in range(start, index))
    )


def _opens(line: Sentence, index: int) -> bool:
    """Whether a clause begins at *index*: behind a mark, or behind an actor at the start of the speech."""
    if index == 0 or line.words[index - 1] in '"“”,;:':
        return True
    start = clause_start(line, index)
    return bool(owners_in(line, start, index))


def _addressed(line: Sentence, index: int) -> tuple[Quote, ...]:
    start = clause_start(line, index)
    if owners := owners_in(line, start, index):
        return owners
    if index >= 2 and line.words[index - 1] == ",":
        return owners_in(line, clause_start(line, index - 1), index - 1)
    comma = line.words.index(",") if "," in line.words[:index] else 0
    if comma and line.words[index - 1] in '"“' and line.words[comma + 1] in language().classes.speech:
        return named_before(line, 0, comma)
    return ()


def _subject(line: Sentence, index: int) -> Quote | None:
    """Return the actor named right before an active wording."""
    start = clause_start(line, index)
    named = owners_in(line, start, index)
    return named[-1] if named else None


def _skip(line: Sentence, index: int) -> int:
    """Skip what may stand between a wording and the one who must act."""
    fillers = (
        "kembali",
        "juga",
        "pula",
        "pun",
        "langsung",
        "lagi",
        "betul",
        "terus",
        ",",
        "secara",
        "tegas",
        "khusus",
        "serius",
        "keras",
    )
    while index < len(line.words) and line.words[index] in fillers:
        index += 1
    return index


def _skip_openers(line: Sentence, start: int, index: int) -> int:
    openers = (
        "dan",
        "serta",
        "namun",
        "selain",
        "itu",
        "untuk",
        "oleh",
        "karena",
        "karenanya",
        "sebab",
        "kemudian",
        "lalu",
        "juga",
        "selanjutnya",
        "maka",
        "jadi",
        "sehingga",
        "adapun",
        "sementara",
        "sedangkan",
        ",",
        "-",
        "–",
        '"',
        "“",
    )
    while start < index and line.words[start] in openers:
        start += 1
    return start


def _asks(line: Sentence, seen: _Found, form: Form, index: int, floor: int) -> list[Ask]:
    """Divide what was understood into its things; each gets the stretch in which its deadline may stand."""
    if (form.frame is not Frame.MODAL or form.rule.name == "so that") and _met(line, seen.first):
        return []
    parts = split(line, seen.first, seen.last)
    found: list[Ask] = []
    frame = Frame.HOPE if form_is_hope(form.words[0]) else form.frame
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
                kind=Kind.APPEAL if seen.soft else kind_of(line, part.first, part.last, owners, frame),
                subject=seen.subject,
                negative=line.words[part.first] in language().classes.negator,
                shared=number + 1 < len(parts) and not parts[number + 1].apart,
            )
        )
    return found


def _met(line: Sentence, index: int) -> bool:
    """Whether the sentence goes on to say that what was asked has come about."""
    classes = language().classes
    for at in range(index + 1, len(line.words) - 1):
        if (
            line.words[at] in ("sudah", "telah")
            and line.words[at + 1] in classes.done
            and line.words[at - 1] not in ("harus", "wajib", "mesti", "agar", "yang")
        ):
            return "harus" not in line.words[at - 3 : at]
    return False


def _scope_end(line: Sentence, index: int) -> int:
    """Return the character where the clause ends, a following ask or a turn to another subject ending it too."""
    classes = language().classes
    while index < len(line.words):
        word = line.words[index]
        if (
            word == ";"
            or word in ("sedangkan", "sementara", "adapun", "sedang")
            or language().form_at(line.words, index)
        ):
            return line.spans[index][0]
        if word in classes.join and index + 1 < len(line.words) and actor_at(line, index + 1):
            return line.spans[index][0]
        index += 1
    return line.span.end


def _carried(line: Sentence, index: int, form: Form, seen: _Found) -> tuple[int, list[Ask]]:
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
        if verb >= count or verb - at > 12 or _worded(line, at, verb):
            break
        owners = owners_in(line, at, verb)
        if not owners or (Role.CITIZEN in actor_at(line, at) and False):
            break
        if not (verb_at(line, verb) or looks_imperative(line.words[verb])) or looks_passive(line.words[verb]):
            break
        first = beginning(line, verb, count)
        last = ending(line, first, count)
        found += _asks(line, _Found(first, last, owners, last, seen.subject), form, at, at)
        index = last
    return index, found


def _resumed(line: Sentence, index: int, seen: _Found, form: Form) -> _Found | None:
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
            return _Found(at + 1, last, seen.owners, last, seen.subject)
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


_LONG_SUBJECT = 12  # words
_POSTPOSED = frozenset(["dilakukan", "diadakan", "dibentuk", "dibuat", "disiapkan", "ada"])
_SHORT_SUBJECT = 10  # words
_FEWEST = 2  # words of a thing asked when nobody is named
_ORDER = next(form for form in language().asks["tolong"])

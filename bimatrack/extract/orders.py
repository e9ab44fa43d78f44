"""What a clause orders that stands where orders stand: an item of a decree, of decisions, of a chat message."""

from bimatrack.extract.ask import Ask
from bimatrack.extract.asks import asks_in
from bimatrack.extract.clauses import beginning, ending, first_verb
from bimatrack.extract.grammar import actor_at, is_mark, looks_imperative, looks_passive, names_doing, verb_at
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.extract.splitting import Part, own_agent, split
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Frame, Role, language

_RESPONSIBLE = (
    ("tanggung", "jawab"),
    ("tanggung", "jawabnya"),
    ("pengawasannya",),
    ("dikoordinasikan",),
    ("pj",),
    ("pic",),
    ("penanggung", "jawab"),
)
_BEFORE = frozenset(
    [
        "dan",
        "serta",
        "kesatu",
        "pertama",
        "kedua",
        "ketiga",
        "keempat",
        "kelima",
        "keenam",
        "ketujuh",
        "kedelapan",
        "kesembilan",
        "kesepuluh",
        "pertama-tama",
        "selanjutnya",
        "berikutnya",
        "terakhir",
        "kemudian",
    ]
)
_FORMAL = frozenset(["bersumber", "dinyatakan", "dibebankan", "berlaku", "dicabut", "ditutup"])
_NO_ORDER = frozenset(["terlampir", "demikian", "alhamdulillah", "terima", "trims", "ada", "terdapat"])
_THANKS = frozenset(["alhamdulillah", "trims", "terima", "makasih", "mantap", "👍", "👏", "🎉"])
_HEADS = frozenset(["kepada", "untuk", "bagi", "khusus", "terkait", "mengenai"])
_PLEASE = frozenset(
    ["harap", "mohon", "agar", "supaya", "kiranya", "dimohon", "diharap", "kami", "saya", "minta", "juga"]
)
_LONGEST_HEAD = 24  # words
_SETTINGS = frozenset(
    ["selama", "jika", "apabila", "bila", "kalau", "pada", "dalam", "sebelum", "setelah", "sesudah", "terhadap", "atas"]
)
_UNKNOWN = 4  # words of a name that no rule knows
_SETTING = 12  # words of a setting
_NAME = 10  # words of a name


def order_in(
    line: Sentence, owners: tuple[Quote, ...], rule: str, first: int = 0, last: int | None = None
) -> tuple[Ask, ...]:
    """Read the words from *first* up to *last* as orders; *owners* act where a clause names nobody."""
    last = len(line.words) if last is None else last
    found: list[Ask] = []
    index = first
    while index < last and (is_mark(line.words[index]) or line.words[index] in _BEFORE):
        index += 1
    owners, index = _headed(line, index, last, owners)
    while index < last:
        asks, index = _clause(line, index, last, owners if not found else found[-1].owners, rule)
        found += asks
        following = _next(line, index, last)
        if following is None:
            break
        index = following
    return tuple(found)


def _headed(line: Sentence, index: int, last: int, owners: tuple[Quote, ...]) -> tuple[tuple[Quote, ...], int]:
    """Read whom a clause is headed with: "kepada Sekretaris Daerah: membuka …", "khusus Lurah Moya, harap …"."""
    if index < last and line.words[index] in _SETTINGS:
        comma = next((i for i in range(index, min(index + _SETTING, last - 1)) if line.words[i] == ","), None)
        return owners, comma + 1 if comma and actor_at(line, comma + 1) else index
    if index >= last or line.words[index] not in _HEADS:
        return owners, index
    colon = next((i for i in range(index, min(index + _LONGEST_HEAD, last)) if line.words[i] == ":"), None)
    if colon is not None and (named := owners_in(line, index + 1, colon)):
        return named, min(colon + 1, last)
    comma = next((i for i in range(index, min(index + _LONGEST_HEAD, last - 1)) if line.words[i] == ","), None)
    if comma is None:
        return owners, index
    named = owners_in(line, index + 1, comma) if line.words[index] in ("kepada", "bagi", "khusus") else ()
    start = comma + 1
    while start < last - 1 and line.words[start] in _PLEASE:
        start += 1
    opens = actor_at(line, start) or verb_at(line, start) or looks_imperative(line.words[start])
    return (named or owners, start) if named or opens else (owners, index)


def is_order(line: Sentence) -> bool:
    """Whether an item of a list of orders orders something, and is no closing provision and nothing done."""
    classes = language().classes
    words = line.words
    if not _FORMAL.isdisjoint(words) and not {"biaya", "instruksi", "edaran", "keputusan"}.isdisjoint(words[:8]):
        return False
    if words[:1] and words[0] in _NO_ORDER:
        return False
    if words[:2] in (("masih", "ada"), ("masih", "terdapat")) or not _THANKS.isdisjoint(words):
        return False
    if (words[:2] == ("tidak", "ada") and "yang" not in words) or (
        "tetap" in words and not {"sesuai", "dilanjutkan", "jalan", "berjalan", "seperti"}.isdisjoint(words)
    ):
        return False
    for index, word in enumerate(words[:-1]):
        if (
            word in ("sudah", "telah")
            and (words[index + 1] in classes.done or words[index + 1] in ("cair", "beres", "nyala", "selesai"))
            and "harus" not in words[max(0, index - 2) : index + 1]
        ):
            return False
    return True


def _clause(line: Sentence, index: int, last: int, owners: tuple[Quote, ...], rule: str) -> tuple[list[Ask], int]:
    verb = _ordering_verb(line, index, last)
    named: tuple[Quote, ...] = ()
    passive = False
    start = target = index
    if verb is None and actor_at(line, index):
        thing = next((i for i in range(index + 1, last) if line.words[i] in language().classes.nominal), None)
        if thing and (named := owners_in(line, index, thing)):
            start = thing
    if verb is not None:
        target = beginning(line, verb, last)
        named = owners_in(line, index, verb) or _acting(line, index, verb, target)
        passive = target < last and looks_passive(line.words[target])
        if named and target < last and not _stays(line, target):
            start = target
        elif not named and verb == index:
            start = beginning(line, verb, last)
    if start >= last:
        return [], last
    end = ending(line, start, last)
    after = end
    parts = split(line, start, end) if verb is not None else (Part(start, end),)
    responsible = _responsible(line, end, last)
    found: list[Ask] = []
    for number, part in enumerate(parts):
        scope_start = line.spans[part.first if number else index][0]
        scope_end = line.spans[parts[number + 1].first][0] if number + 1 < len(parts) else _until(line, after, last)
        agents = own_agent(line, part)
        found.append(
            Ask(
                quote=line.place(part.first, part.last),
                scope=Span(scope_start, scope_end),
                owners=part.owners
                or (() if passive and (agents or owners or not _told(line, target)) else named)
                or agents
                or responsible
                or owners,
                rule=rule,
                frame=Frame.PASSIVE,
                weight=0.9,
                kind=Kind.INSTRUCTION,
                shared=number + 1 < len(parts) and not parts[number + 1].apart,
            )
        )
    return found, after


def _acting(line: Sentence, index: int, verb: int, target: int) -> tuple[Quote, ...]:
    """Return the subject of an active verb, though no rule knows the name: "Sekaa teruna menyerahkan daftar …"."""
    head = line.words[index]
    if target >= len(line.words) or not 0 < verb - index <= _UNKNOWN or not line.words[target].startswith("me"):
        return ()
    thing = names_doing(head) or head.endswith("nya") or head in language().classes.event | language().classes.nominal
    if thing or not line.capital[index] or not verb_at(line, target) or head in _BEFORE | _SETTINGS | _HEADS:
        return ()
    return () if any(is_mark(w) or w == "yang" for w in line.words[index:verb]) else (line.quote(index, verb),)


def _told(line: Sentence, verb: int) -> bool:
    """Whether a passive tells its subject to act: "pejabat diberi kesempatan", "camat diminta"."""
    form = language().form_at(line.words, verb)
    return form is not None and form.frame is Frame.PASSIVE


def _ordering_verb(line: Sentence, index: int, last: int) -> int | None:
    """Return where the predicate of the clause begins; an actor may stand before it, a bare order begins at once."""
    if looks_imperative(line.words[index]) and not actor_at(line, index):
        return index
    verb = first_verb(line, index, last, bare=bool(actor_at(line, index)))
    return verb if verb < last else None


def _stays(line: Sentence, target: int) -> bool:
    """Whether the actor belongs to what is ordered: it is dealt with, or it must be in a state."""
    word = line.words[target]
    if looks_passive(word):
        return True
    return not verb_at(line, target) and not looks_imperative(word) and word not in ("tidak", "tak", "jangan", "lupa")


def _responsible(line: Sentence, index: int, last: int) -> tuple[Quote, ...]:
    for at in range(index, last):
        for words in _RESPONSIBLE:
            if line.words[at : at + len(words)] == words:
                stop = at + len(words)
                while stop < last and not actor_at(line, stop):
                    stop += 1
                return owners_in(line, stop, last)
    return ()


def _until(line: Sentence, index: int, last: int) -> int:
    following = _next(line, index, last)
    turned = next((i for i in range(index, last) if line.words[i] in ("sedangkan", "sementara", "adapun")), None)
    ends = [i for i in (following, turned) if i is not None]
    return line.spans[min(ends)][0] if ends else line.spans[last - 1][1]


def _next(line: Sentence, index: int, last: int) -> int | None:
    """Return where a further clause with an actor and a verb of its own begins; None if there is none."""
    classes = language().classes
    at = index
    while at < last:
        if at > index and line.words[at - 1] == "oleh":
            return None
        if line.words[at] == ";" or line.words[at] in (
            "sedangkan",
            "sementara",
            "adapun",
            "dan",
            "serta",
            "sedang",
            "lalu",
        ):
            begin = at + 1
            while begin < last and (
                line.words[begin] in classes.turn or line.words[begin] in classes.join or is_mark(line.words[begin])
            ):
                begin += 1
            if begin < last and actor_at(line, begin):
                verb = first_verb(line, begin, last, bare=True)
                if verb < last and verb - begin <= _NAME and owners_in(line, begin, verb):
                    target = beginning(line, verb, last)
                    if target < last and not looks_passive(line.words[target]) and line.words[target] != "sudah":
                        return begin
        at += 1
    return None


def _orders_on(line: Sentence, worded: Ask, first: Quote) -> bool:
    """Whether an office is to hand an order on: "Kepala Dinas menugaskan Kepala SMA mengumpulkan …"."""
    if worded.frame is not Frame.ACTIVE or worded.rule != "order":
        return False
    index = line.index_of(first.span.start) or 0
    return Role.LEADER not in actor_at(line, index)


def prose_or_order(line: Sentence, owners: tuple[Quote, ...], rule: str) -> tuple[Ask, ...]:
    """Read the wording of an ask if the clause has one, else the clause itself as an order."""
    if not is_order(line):
        return ()
    worded = asks_in(line)
    ordered = order_in(line, owners, rule)
    opens = bool(worded) and worded[0].frame is Frame.ACTIVE and language().form_at(line.words, 0) is not None
    if (
        ordered
        and ordered[0].owners
        and worded
        and (worded[0].frame is Frame.MODAL or _orders_on(line, worded[0], ordered[0].owners[0]))
        and ordered[0].quote.start < worded[0].quote.start - 8
    ):
        return ordered
    if (
        worded
        and not opens
        and worded[0].frame in (Frame.BAN, Frame.DIRECT, Frame.MODAL, Frame.PASSIVE, Frame.ACTIVE)
        and worded[0].owners
    ):
        return worded
    return ordered or worded

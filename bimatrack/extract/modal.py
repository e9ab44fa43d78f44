"""Reads "Camat wajib …" and "lampu harus dimatikan": who must act or what must be done, and the must."""

from bimatrack.altering import replace
from bimatrack.extract.addressing import after_saying
from bimatrack.extract.ask import Found
from bimatrack.extract.clauses import beginning, clause_start, ending, first_verb
from bimatrack.extract.grammar import actor_at, looks_passive, verb_at
from bimatrack.extract.owners import agent_in, named_before
from bimatrack.extract.passive import pending_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import Form, Frame, Role, language

_RECEIVED = frozenset(["terima", "pegang", "baca", "lihat", "dapat", "dapatkan"])  # what "harus kami terima" demands
_AID = frozenset(["dukungan", "dorongan", "semangat", "motivasi", "bantuan", "pendampingan", "bimbingan", "pembinaan"])
_SOURCE = 10  # words of "Ditambahkan Wakil Bupati Fulan,"
_LONG_SUBJECT = 12  # words
_SHORT_SUBJECT = 10  # words


def read_modal(line: Sentence, index: int, after: int, form: Form, floor: int) -> Found | None:
    """Read "who must act + form + what", or "what must be done": then the thing itself belongs to the quote."""
    count = len(line.words)
    start = after_saying(line, max(clause_start(line, index), floor), index)
    start = _skip_openers(line, start, index)
    owners = named_before(line, start, index) or _set_apart(line, index)
    target = beginning(line, after, count)
    while target < count - 1 and line.words[target] in language().classes.plain:
        target += 1
    ours = (
        form.frame is Frame.MODAL and "kami" in line.words[index : target + 1] and line.words[target] not in _RECEIVED
    )
    left = any(word in ('"', "”") for word in line.words[after:target])  # the speech ends before the verb
    if target >= count or ours or left or _attribute(line, index, after) or _told(line, start, index, target, owners):
        return None
    word = line.words[target]
    acts = bool(owners) and verb_at(line, target)
    if not (acts or (_alone(line, start, index, target, form) and not (floor and form.words[0] in ("agar", "supaya")))):
        return None
    if word in language().classes.finish and (waiting := pending_in(line, start, index)):
        return replace(waiting, after=target)
    last = ending(line, target, count)
    if form.frame is Frame.BAN:
        return Found(index if owners else start, last, owners, last)
    if owners and not looks_passive(word):
        return Found(target, last, owners, last)
    asks = form.rule.name != "at once" or _alone(line, start, index, target, form)
    return _dealt_with(line, start, index, target, floor) if asks else None


def _set_apart(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those whom a comma divides from their "agar": "Adapun para camat, agar menghadap Sekda"."""
    topical = line.words[0] in ("adapun", "bagi", "khusus", "kepada", "terhadap", "sedangkan")
    if not topical or line.words[index] not in ("agar", "supaya") or line.words[index - 1] != ",":
        return ()
    doing = any(verb_at(line, i) and "yang" not in line.words[:i] for i in range(index))
    return () if doing else named_before(line, 1, index - 1)


def _told(line: Sentence, start: int, index: int, target: int, owners: tuple[Quote, ...]) -> bool:
    """Whether it is told what had to be borne, what a law lays down, or what something serves."""
    if _serves(line, start, index, owners):
        return True
    classes = language().classes
    laid_down = line.words[0] in ("menurut", "berdasarkan") and not classes.law.isdisjoint(line.words[1:3])
    laid_down = laid_down or (line.words[0] == "untuk" and line.words[min(1, index)] in classes.gaining)
    told = not classes.recount.isdisjoint(line.words[start:index])
    return line.words[target] in classes.hardship or laid_down or told


def _serves(line: Sentence, start: int, index: int, owners: tuple[Quote, ...]) -> bool:
    """Whether "agar" tells what for something is done to people: "membimbing peserta agar dapat …"."""
    if line.words[index] not in ("agar", "supaya") or not owners or first_verb(line, start, index) >= index:
        return False
    begin = next((i for i in range(start, index) if line.spans[i][0] == owners[0].span.start), start)
    if line.words[begin - 1 : begin] in (("kepada",), ("bagi",)) and not _AID.isdisjoint(line.words[:begin]):
        return True
    return actor_at(line, begin).isdisjoint({Role.OFFICIAL, Role.OFFICE, Role.LEADER})


def _attribute(line: Sentence, index: int, after: int) -> bool:
    """Whether the word only describes: "belanja wajib dan mengikat"."""
    return line.words[after] in language().classes.join or line.words[index - 1 : index] == ("belanja",)


def _alone(line: Sentence, start: int, index: int, target: int, form: Form) -> bool:
    """Whether the wording asks even if no actor and verb stand round it; "agar", "perlu" and "segera" alone do not."""
    if form.words[0] in ("agar", "supaya"):
        return _bare_wish(line, start, index, target)
    if form.words[0] == "perlu" or form.rule.name == "at once":
        near = line.quoted[index] and target == index + 1 and line.words[target].startswith("di")
        return near and _plain_subject(line, start, index) and looks_passive(line.words[target])
    return form.words[0] != "diperlukan"


def _dealt_with(line: Sentence, start: int, index: int, target: int, floor: int) -> Found | None:
    """Read "what must be done": the thing, the must and what is to become of it."""
    classes = language().classes
    if start == index or (start and line.words[start - 1] == "," and line.words[start] in classes.times):
        start = _whole_subject(line, start, floor)
    if start >= index or line.words[start] in ("sudah", "telah") or _reason(line, start):
        return None
    long = target - start > _LONG_SUBJECT and line.words[target] in classes.postposed
    if long or line.words[start] in ("jika", "apabila", "bila", "kalau"):
        start = target
    last = ending(line, target, len(line.words))
    settled = looks_passive(line.words[target]) or "sudah" in line.words[index - 1 : target + 1]
    about = line.words[start] in classes.event and line.words[start + 1] in ("ini", "itu", "tersebut")
    about = about or line.words[start] in classes.vague or Role.PUBLIC in actor_at(line, start)
    soft = not settled or line.words[target] in classes.attitude or about
    return Found(start, last, agent_in(line, start, last), last, soft=soft)


def _reason(line: Sentence, start: int) -> bool:
    """Whether the clause tells a reason or what came of it."""
    consequence = start > 0 and line.words[start - 1] == "sehingga" and not line.quoted[start]
    return consequence or line.words[0] in ("karena", "sebab")


def _bare_wish(line: Sentence, start: int, index: int, target: int) -> bool:
    """Whether "agar" words an ask by itself: "lampu ruang kerja agar dimatikan", "jika perlu, agar dilaporkan"."""
    if not looks_passive(line.words[target]):
        return False
    if line.words[0] in ("jika", "apabila", "bila", "kalau") or line.words[min(1, len(line.words) - 1)] in (
        "jika",
        "apabila",
    ):
        return True
    return _plain_subject(line, start, index)


def _plain_subject(line: Sentence, start: int, index: int) -> bool:
    """Whether a few words without a verb stand before the wording: the thing that is to be dealt with."""
    return 0 < index - start <= _SHORT_SUBJECT and not any(verb_at(line, i) for i in range(start, index))


def _whole_subject(line: Sentence, index: int, floor: int) -> int:
    """Return where the subject begins that a comma divides from its "harus"."""
    at = index
    while at > floor and line.words[at - 1] not in ';"“”:?!' and line.words[at - 1] not in language().classes.turn:
        at -= 1
    return _skip_openers(line, _behind_source(line, at, index), index)


def _behind_source(line: Sentence, start: int, index: int) -> int:
    """Return where the clause begins behind who says it: "Ditambahkan Bupati, | sampah itu, juga harus diangkut"."""
    if not looks_passive(line.words[start]) or start + 1 >= index or not line.capital[start + 1]:
        return start
    comma = next((i for i in range(start + 2, min(start + _SOURCE, index)) if line.words[i] == ","), None)
    return start if comma is None or any(verb_at(line, i) for i in range(start + 1, comma)) else comma + 1


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

"""Reads "Bupati meminta Camat agar …": speaker, wording, who must act, what."""

from bimatrack.extract.addressing import called, fronted, last_comma, subject_of
from bimatrack.extract.ask import Found
from bimatrack.extract.clauses import beginning, clause_start, ending, first_verb
from bimatrack.extract.grammar import actor_at, is_mark, looks_imperative, looks_passive, names_doing
from bimatrack.extract.owners import named_before, owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.extract.standing import people_ask
from bimatrack.model import Quote
from bimatrack.rules.language import Form, Frame, language

TIMING, BANNING = "giving time", "forbidding"


def read_active(line: Sentence, index: int, after: int, form: Form) -> Found | None:
    """Read "speaker + form + who must act + agar + what"."""
    classes = language().classes
    count = len(line.words)
    at = skip_fillers(line, after)
    if (
        at >= count
        or _another(line, at)
        or _reports(line, index, at, form)
        or people_ask(line, index)
        or (form.rule.name == "urging" and not _personal(line, index))
    ):
        return None
    subject = subject_of(line, index)
    bare = index > 0 and line.words[index - 1] in ("saya", "kami") and looks_imperative(line.words[at])
    verb = at if bare else _verb_behind(line, index, at)
    if verb >= count or line.words[at] in classes.nominal:
        return _nominal(line, index, at, form, subject)
    owners = owners_in(line, at, verb)
    if verb == at + 1 and line.words[at] in _THEM and line.words[verb] not in classes.connector:
        return _whole(line, index, verb, verb, owners=(), form=form)
    if form.rule.name == TIMING:
        return _timed(line, index, at, verb, form=form)
    if line.words[verb] not in classes.connector and not owners and verb > at:
        return _clausal(line, index, at, verb, form) or _nominal(line, index, at, form, subject)
    return _whole(line, index, at, verb, owners=owners, form=form)


def _verb_behind(line: Sentence, index: int, at: int) -> int:
    """Return where the verb stands behind those who are asked; speech may do without prefixes: "minta BPS kirimkan"."""
    verb = first_verb(line, at, len(line.words))
    stem = first_verb(line, at, len(line.words), bare=True) if line.quoted[index] else verb
    return stem if stem < verb and owners_in(line, at, stem) else verb


def _reports(line: Sentence, index: int, at: int, form: Form) -> bool:
    """Whether it is told what was ordered before, how many were sent, or what a law lays down."""
    words = line.words
    past = "sebelumnya" in words[:index] and words[index - 1] in ("telah", "sudah")
    sent = form.rule.name == "order" and words[at][0].isdigit() and words[at + 1 : at + 2] in _SENT
    law = not language().classes.law.isdisjoint(words[clause_start(line, index) : index][:2])
    return past or sent or law


def _timed(line: Sentence, index: int, at: int, verb: int, *, form: Form) -> Found | None:
    """Read to whom time is given, and what for: "memberi waktu dua pekan kepada Dinas PUPR untuk menutup lubang"."""
    if line.words[verb] not in ("untuk", "agar", "supaya", "guna"):
        return None
    for here in range(at, verb):
        if line.words[here] in ("kepada", "bagi", "pada") and (owners := owners_in(line, here + 1, verb)):
            return _whole(line, index, at, verb, owners=owners, form=form)
    return _whole(line, index, at, verb, owners=owners_in(line, at, verb), form=form)


def _another(line: Sentence, at: int) -> bool:
    """Whether no ask begins at *at*, but another wording, somebody else's wish or the praise of a thing."""
    words = line.words
    joined = words[at] in ("dan", "serta") and at + 1 < len(words)
    praised = words[at : at + 2] == ("akan", "pentingnya")
    told = language().form_at(words, at + 1 if joined else at)
    return praised or words[at] in language().classes.requests or (told is not None and told.frame is Frame.ACTIVE)


def _whole(line: Sentence, index: int, at: int, verb: int, *, owners: tuple[Quote, ...], form: Form) -> Found | None:
    """Put together who must act and what, once the words between the form and the verb are understood."""
    stressed = form.frame is not Frame.STRESS or (_stressed(line, at, verb, owners) and (owners or verb == at))
    if line.words[verb] == "bahwa" or not stressed:
        return None
    count = len(line.words)
    connected = line.words[verb] in language().classes.connector
    first, owners = behind_connector(line, verb + 1, owners) if connected else (verb, owners)
    owners = owners or called(line, index) or fronted(line, index) or _whoever(line, at, verb, first, form)
    if form.rule.name == "wish" and not owners and not looks_passive(line.words[min(first, count - 1)]):
        return None
    if first >= count or _idle(line, verb + 1 if connected else at, first, owners, form):
        return None
    first = beginning(line, _patient(line, at, first, owners), count)
    last = ending(line, first, count)
    begin = index if form.rule.name == BANNING else first
    return Found(begin, last, owners, last, subject_of(line, index))


def _whoever(line: Sentence, at: int, verb: int, first: int, form: Form) -> tuple[Quote, ...]:
    """Return those between the wording and "untuk" whom no rule knows: "meminta teman-teman kecamatan untuk …"."""
    if form.frame is not Frame.ACTIVE or line.words[verb] not in ("untuk", "agar", "supaya"):
        return ()
    while at < verb and (line.words[at] in ("kepada", "pada") or is_mark(line.words[at])):
        at += 1
    last = verb
    while last > at and is_mark(line.words[last - 1]):
        last -= 1
    known = language().classes
    odd = line.words[at] in known.requests or line.words[at] in known.nominal or names_doing(line.words[at])
    passive = looks_passive(line.words[min(first, len(line.words) - 1)])
    if not 0 < last - at <= _NAME or odd or passive or line.words[at] in known.vague or line.words[at] in known.pronoun:
        return ()
    return (line.quote(at, last),)


def _idle(line: Sentence, begin: int, first: int, owners: tuple[Quote, ...], form: Form) -> bool:
    """Whether nobody is asked: something is only hoped or said of an event."""
    if form.frame is Frame.HOPE:
        return hopes_of_event(line, begin, first, owners)
    return form.frame is Frame.STRESS and not owners and line.words[begin] in language().classes.event


def _patient(line: Sentence, at: int, first: int, owners: tuple[Quote, ...]) -> int:
    """Return where the quote begins: with those named, if something is to be done to them."""
    target = beginning(line, first, len(line.words))
    if (
        owners
        and target < len(line.words)
        and looks_passive(line.words[target])
        and line.spans[at][0] <= owners[0].span.start < line.spans[first][0]
    ):
        named = line.index_of(owners[0].span.start)
        return first if named is None else named
    return first


def _clausal(line: Sentence, index: int, at: int, verb: int, form: Form) -> Found | None:
    """Read a whole clause that is asked for: "meminta jalan itu diperbaiki"."""
    comma = last_comma(line, at, verb)
    owners = owners_in(line, at, comma) if comma < verb else ()
    start = comma + 1 if owners else at
    target = beginning(line, verb, len(line.words))
    if (
        form.frame is not Frame.ACTIVE
        or form.rule.name == "urging"
        or target >= len(line.words)
        or target - at > _REACH
    ):
        return None
    if not owners and not (looks_passive(line.words[target]) or line.words[target].startswith("ber")):
        return None
    last = ending(line, target, len(line.words))
    return Found(start, last, owners or called(line, index) or fronted(line, index), last)


def _personal(line: Sentence, index: int) -> bool:
    """Whether a person urges, not an event: an office, a name or a pronoun stands before the wording."""
    classes = language().classes
    start = clause_start(line, index)
    start = next((i + 1 for i in range(index - 1, start, -1) if line.words[i] in "-–—"), start)
    words = line.words[start:index]
    if not words:
        return index == 0 or line.words[index - 1] not in ("sehingga", "maka", ",")
    if {"ini", "itu", "tersebut"} & set(words) and not actor_at(line, start):
        return False
    if not classes.pronoun.isdisjoint(words) or "saya" in words:
        return True
    at = start
    while at < index and (line.words[at] in classes.turn or line.words[at] in classes.join or is_mark(line.words[at])):
        at += 1
    return bool(actor_at(line, at)) or any(line.capital[i] and (i > start or i == 0) for i in range(start, index))


def behind_connector(line: Sentence, at: int, owners: tuple[Quote, ...]) -> tuple[int, tuple[Quote, ...]]:
    """Return where the thing asked begins behind "agar", and by whom it is to be done if named only there."""
    count = len(line.words)
    start = _past_setting(line, beginning(line, at, count))
    verb = first_verb(line, start, count)
    if verb <= start or verb >= count:
        return start, owners
    named = named_before(line, start, verb)
    if (second := _second(line, start, verb)) is not None:
        return second, named or owners
    if not named and not owners and "," in line.words[start:verb]:
        return start, owners
    target = beginning(line, verb, count)
    if target < count and looks_passive(line.words[target]) and line.words[verb] not in ("agar", "supaya", "untuk"):
        return start, owners
    if named:
        return verb, named
    return start, owners


def _second(line: Sentence, start: int, verb: int) -> int | None:
    """Return where the thing asked begins if a condition stands first: "agar Camat, jika hujan deras, segera …"."""
    if not {"jika", "apabila", "bila", "kalau"} & set(line.words[start : verb + 1]):
        return None
    for at in range(verb, len(line.words) - 1):
        if line.words[at] == "," and line.words[at + 1] in ("agar", "untuk", "supaya", "segera", "maka"):
            return at + 1
    return None


def _past_setting(line: Sentence, at: int) -> int:
    """Skip a setting of time or place at the start: "agar pada triwulan ini, seluruh OPD …", "agar besok Camat …"."""
    if line.words[at : at + 1] and line.words[at] in ("kalau", "jika", "apabila", "bila"):
        comma = next((i for i in range(at, len(line.words) - 1) if line.words[i] == ","), at - 1)
        return comma + 1
    timed = at
    while timed < min(at + 3, len(line.words) - 1) and line.words[timed] in language().classes.times:
        timed += 1
    if timed > at and actor_at(line, timed):
        return timed
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


def hopes_of_event(line: Sentence, first: int, verb: int, owners: tuple[Quote, ...]) -> bool:
    """Whether a hope is about an event or a state of things, and nobody is asked."""
    if owners:
        return False
    words = line.words[first:verb]
    return (
        not words
        or words[0] in language().classes.event
        or not looks_passive(line.words[min(verb, len(line.words) - 1)])
    )


def _nominal(line: Sentence, index: int, at: int, form: Form, subject: Quote | None) -> Found | None:
    """Read an ask for a thing: "meminta laporan dari Camat"."""
    if (
        form.rule.name not in _FOR_THINGS
        or at >= len(line.words)
        or not ((line.words[at] in language().classes.nominal and form.rule.name != "reminder") or _deed(line, at))
    ):
        return None
    last = ending(line, at, len(line.words))
    owners = called(line, index) or fronted(line, index)
    if at + 1 < last and line.words[at] in ("dukungan", "bantuan") and line.capital[at + 1]:
        owners = owners_in(line, at + 1, last)
    for here in range(at, last):
        if line.words[here] in ("dari", "oleh"):
            owners = owners_in(line, here + 1, last)
            break
    return Found(at, last, owners, last, subject)


def _deed(line: Sentence, at: int) -> bool:
    """Whether a noun of doing with an object stands at *at*: "penertiban reklame"; not what one asks for oneself."""
    word = line.words[at]
    if not word.startswith("pe") or not names_doing(word) or word in language().classes.requests:
        return False
    return at + 1 < len(line.words) and not is_mark(line.words[at + 1]) and not actor_at(line, at)


def skip_fillers(line: Sentence, index: int) -> int:
    """Skip what may stand between a wording and the one who must act."""
    fillers = language().classes.filler
    while index < len(line.words) and line.words[index] in fillers:
        index += 1
    return index


_SENT = (("orang",), ("personel",), ("personil",), ("petugas",), ("anggota",), ("tenaga",))
_NAME = 9  # words of a name that no rule knows
_THEM = frozenset(["mereka", "kalian", "dia", "beliau", "anda", "saudara", "semua", "semuanya"])
_FOR_THINGS = frozenset(["request", "wish", "order", "reminder"])
_REACH = 14  # words between the wording and the verb of a clause that is asked for

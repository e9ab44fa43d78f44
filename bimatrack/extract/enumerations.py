"""Priorities that a sentence enumerates: "tujuh poin yang menjadi atensi …, antara lain …"."""

from bimatrack.altering import replace
from bimatrack.extract.ask import Ask
from bimatrack.extract.clauses import beginning, clause_start, ending, first_verb
from bimatrack.extract.grammar import actor_at, looks_passive, names_doing, verb_at
from bimatrack.extract.kinds import kind_of
from bimatrack.extract.listing import items_in
from bimatrack.extract.owners import agent_in, owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Kind, Quote, Span
from bimatrack.rules.language import Frame, Role, language

_OPENERS = (
    ("antara", "lain"),
    ("di", "antaranya"),
    ("diantaranya",),
    ("yakni",),
    ("yaitu",),
    ("meliputi",),
    ("mencakup",),
    ("masing-masing",),
    ("adalah",),
    ("yang", "meliputi"),
    (":",),
    (";",),
    ("difokuskan", "pada"),
    ("berupa",),
)
_FEWEST = 2
_RULERS = frozenset(
    ["pimpinan", "pemimpin", "kepala", "jajaran", "kota", "kabupaten", "provinsi"]
)  # whose priorities are not their own to carry out
_WHOSE = frozenset(
    ["pegangan", "perhatian", "atensi", "fokus", "tugas", "bersama", "bagi", "oleh", "kepada", "prioritas", "tekan"]
)
_LISTS = frozenset(["meliputi", "mencakup", "yakni", "yaitu"])
_STATED = frozenset(["yang", "telah", "sudah", "masih", "pernah"])


def priorities_in(line: Sentence) -> tuple[Ask, ...]:
    """Return the items of the list of priorities that the sentence enumerates, if it does."""
    if language().classes.count.isdisjoint(line.words):
        return ()
    opened = _opened(line)
    return _declared(line) or (_listed(line, *opened) if opened else ())


def _listed(line: Sentence, named: int, first: int) -> tuple[Ask, ...]:
    """Read the list that begins at *first*; the noun of counting stands at *named*."""
    if line.words[first] in ("agar", "supaya", "untuk"):
        return ()
    last = _list_end(line, first)
    items = tuple((a, b) for a, b in items_in(line, first, last) if line.words[a] not in language().classes.behind)
    if verb_at(line, first) and len(items) == 1 and "kewajiban" in line.words[: named + 1]:
        return (_item(line, *items[0], _addressed(line, len(line.words)), instruct=True, verbal=True),)
    if line.words[first - 2 : first] == ("difokuskan", "pada"):
        items = ((items[0][0], items[-1][1]),)
    elif len(items) < _FEWEST:
        return ()
    owners = _addressed(line, named) or _whose(line, named, first)
    setting = Span(line.span.start, line.spans[items[0][0]][0])
    asked = not language().classes.asked.isdisjoint(line.words[:named])
    return tuple(replace(_item(line, a, b, owners, instruct=asked), setting=setting) for a, b in items)


def _whose(line: Sentence, named: int, first: int) -> tuple[Quote, ...]:
    """Return those whose list it is: "enam tugas yang menjadi pegangan SOPD", "perhatian bersama dinas"."""
    for index in range(named + 1, first - 1):
        if line.words[index] in _WHOSE or line.words[index - 1] in _WHOSE:
            roles = actor_at(line, index + 1)
            head = line.words[index + 1]
            if roles and Role.LEADER not in roles and head not in language().classes.above | _RULERS:
                return owners_in(line, index + 1, first - 1)
    return ()


def continued_in(line: Sentence) -> tuple[Ask, ...]:
    """Return the items of a list that was announced in a sentence before: "Di antaranya, …", "Yaitu …"."""
    start = next((len(o) for o in _OPENERS if line.words[: len(o)] == o), 0)
    if not start:
        return ()
    while start < len(line.words) and line.words[start] in (",", ":", "adalah", "terkait"):
        start += 1
    items = tuple(
        (a, b)
        for a, b in items_in(line, start, _list_end(line, start))
        if line.words[a] not in language().classes.behind
    )
    return tuple(_item(line, a, b, (), instruct=False) for a, b in items) if len(items) >= _FEWEST else ()


def stressed_in(line: Sentence) -> tuple[Ask, ...]:
    """Return what a speaker calls important: "menekankan pentingnya …"; several things are priorities."""
    for index, word in enumerate(line.words[:-1]):
        if (
            word not in ("pentingnya", "perlunya")
            or not _said(line, index)
            or line.words[index - 1]
            in ("akan", "betapa", "tentang", "menyadari", "memahami", "sampaikan", "menyampaikan")
        ):
            continue
        first = index + 1
        while first < len(line.words) - 1 and line.words[first] in ("upaya", "untuk", "terus", "adanya"):
            first += 1
        if actor_at(line, first):
            return _acting(line, first)
        items = items_in(line, first, ending(line, first, len(line.words)))
        if len(items) > _FEWEST:
            return tuple(_item(line, a, b, (), instruct=False) for a, b in items)
        if not line.words[first].startswith(("pe", "me")):
            return ()
        last = ending(line, first, len(line.words))
        ask = _item(line, first, last, _addressed(line, index), instruct=True, verbal=True)
        return (replace(ask, rule="stressed", weight=0.6, kind=kind_of(line, first, last, ask.owners, Frame.STRESS)),)
    return ()


def _acting(line: Sentence, first: int) -> tuple[Ask, ...]:
    """Read who must act and what: "menekankan pentingnya | OPD menyusun peta risiko"."""
    verb = first_verb(line, first, len(line.words))
    owners = owners_in(line, first, verb)
    begin = beginning(line, verb, len(line.words))
    if not owners or begin >= len(line.words):
        return ()
    last = ending(line, begin, len(line.words))
    ask = _item(line, begin, last, owners, instruct=True, verbal=True)
    return (replace(ask, rule="stressed", weight=0.7, kind=kind_of(line, begin, last, owners, Frame.STRESS)),)


def _said(line: Sentence, index: int) -> bool:
    """Whether a verb of saying stands right before the word at *index*."""
    forms = (language().form_at(line.words, at) for at in range(max(0, index - 3), index))
    return any(form and form.frame in (Frame.STRESS, Frame.ACTIVE) for form in forms)


def announces(line: Sentence) -> bool:
    """Whether a sentence announces a list of priorities that follows it, by a number and a noun of counting."""
    return _counted(line) is not None


def _opened(line: Sentence) -> tuple[int, int] | None:
    """Return where the noun of counting stands, and where behind it the list begins."""
    named = _counted(line)
    if named is None:
        return None
    for index in range(named + 1, len(line.words)):
        for opener in _OPENERS:
            if line.words[index : index + len(opener)] == opener:
                start = index + len(opener)
                while start < len(line.words) and line.words[start] in ":;,":
                    start += 1
                return (named, start) if start < len(line.words) else None
    return None


def _counted(line: Sentence) -> int | None:
    classes = language().classes
    for index, word in enumerate(line.words):
        if word not in classes.count:
            continue
        numbered = any(w in classes.number or w.isdigit() for w in line.words[max(0, index - 2) : index])
        weighty = not language().classes.weighty.isdisjoint(
            line.words[max(0, index - 6) : index + 9]
        ) or not language().classes.asked.isdisjoint(line.words[:index])
        if numbered and weighty and "indikator" not in line.words[:index]:
            return index
        if (
            word in ("prioritas", "isu")
            and (":" in line.words[index : index + 5] or line.words[index + 1 : index + 2] == ("strategis",))
            and "difokuskan" in line.words
        ):
            return index
        if word == "prioritas" and not _LISTS.isdisjoint(line.words[index : index + 9]):
            return index
        if word == "prioritas" and ":" in line.words[index : index + 5]:
            return index
    return None


def _declared(line: Sentence) -> tuple[Ask, ...]:
    """Read "A dan B menjadi prioritas", "A dan B disampaikan sebagai isu strategis"."""
    classes = language().classes
    for index, word in enumerate(line.words):
        if word not in ("menjadi", "jadi", "sebagai") or index < _FEWEST or index + 1 >= len(line.words):
            continue
        if line.words[index + 1] not in ("prioritas", "fokus", "isu", "atensi"):
            continue
        last = index
        while last > 0 and (
            line.words[last - 1]
            in ("juga", "akan", "disampaikan", "tetap", "turut", "yang", "dijadikan", "ditetapkan", "harus")
        ):
            last -= 1
        if (
            not _STATED.isdisjoint(line.words[max(0, last - 1) : index])
            or last < _FEWEST
            or line.words[clause_start(line, last - 1)] in ("kenapa", "mengapa")
        ):
            return ()
        first = clause_start(line, last - 1)
        items = items_in(line, first, last)
        if any(verb_at(line, i) for a, b in items for i in range(a, b)) or any(
            line.words[a] in classes.count or line.words[a] in classes.event for a, _b in items
        ):
            return ()
        single = len(items) == 1 and not names_doing(line.words[items[0][0]])
        return () if single else tuple(_item(line, a, b, (), instruct=False) for a, b in items)
    return ()


def _list_end(line: Sentence, first: int) -> int:
    classes = language().classes
    for index in range(first + 1, len(line.words)):
        word = line.words[index]
        if word in '"”?!' or (
            word == ","
            and index + 1 < len(line.words)
            and (line.words[index + 1] in classes.speech or line.words[index + 1] in classes.tail)
        ):
            return index
        if word in ("sehingga", "agar", "sebab", "karena"):
            return index
    return len(line.words)


def _addressed(line: Sentence, named: int) -> tuple[Quote, ...]:
    """Return those to whom the list is addressed: "kepada seluruh PA/KPA diamanatkan tiga hal"."""
    for index in range(named):
        if line.words[index] in ("kepada", "bagi") and (owners := owners_in(line, index + 1, named)):
            return owners
    return ()


def _item(
    line: Sentence, first: int, last: int, owners: tuple[Quote, ...], *, instruct: bool, verbal: bool = False
) -> Ask:
    verbal = verbal or (
        any(looks_passive(line.words[i]) and verb_at(line, i) for i in range(first, last))
        and "yang" not in line.words[first:last]
    )
    own = agent_in(line, first, last)
    named = actor_at(line, first) and any(verb_at(line, i) for i in range(first, last))
    return Ask(
        quote=line.place(first, last),
        scope=Span(line.spans[first][0], line.spans[last - 1][1]),
        owners=own or owners,
        rule="enumerated priority",
        frame=Frame.ACTIVE,
        weight=0.85,
        kind=Kind.INSTRUCTION if instruct and (verbal or named) else Kind.PRIORITY,
    )

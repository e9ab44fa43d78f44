"""Orders without the wording of an ask: the terse clauses of letters, minutes and indirect speech."""

from bimatrack.altering import replace
from bimatrack.extract.ask import Ask
from bimatrack.extract.bare import opens_next
from bimatrack.extract.clauses import beginning, clause_start, first_verb
from bimatrack.extract.grammar import actor_at, looks_passive, verb_at
from bimatrack.extract.orders import is_order, order_in
from bimatrack.extract.owners import agent_in, owners_in, people
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import Role, language

_SAID = frozenset(["diinformasikan", "dilaporkan", "diakui", "dinilai", "diyakini", "dirasakan", "dialami", "dihadapi"])
_SETTINGS = frozenset(
    ["terhadap", "untuk", "bagi", "selain", "sementara", "sedangkan", "adapun", "soal", "terkait", "guna"]
)
_MAY = frozenset(["bisa", "dapat", "hanya", "tidak", "boleh"])
_BY_THEN = frozenset(["sudah", "telah"])  # with a day to come they say by when
_SETTING = 10  # words
_SET = ("ditetapkan", "jatuh", "adalah", "paling", "sampai", "hingga", "tanggal")


def limits_in(line: Sentence) -> tuple[Ask, ...]:
    """Read a deadline that is set for a thing: "batas akhir pengajuan SPM ditetapkan 19 Desember"."""
    words = line.words
    for index in range(len(words) - 4):
        if words[index : index + 2] not in (("batas", "akhir"), ("batas", "waktu")) or words[index + 2] in _SET:
            continue
        for at in range(index + 3, min(index + 10, len(words))):
            if words[at] in _SET:
                found = order_in(line, (), "limit", index, at + 1)
                return tuple(
                    replace(a, quote=line.place(index, at), scope=replace(a.scope, end=line.span.end), dated=True)
                    for a in found[:1]
                )
    return ()


def spread_in(line: Sentence) -> tuple[Ask, ...]:
    """Read a sentence behind an ask that gives another office its part: "Dinas Perhubungan menata parkir …"."""
    words, classes = line.words, language().classes
    start = _behind_setting(line)
    if not (classes.past | classes.telling).isdisjoint(words) or any(line.quoted) or not is_order(line):
        return ()
    if not _acts(line, start, formal=False) or words[-1] == "?" or ":" in words:
        return ()
    verb = beginning(line, first_verb(line, start, len(words), bare=True), len(words))
    if "yang" in words[start:verb] or words[verb] in classes.attitude or words[verb].startswith("ter"):
        return ()
    return tuple(replace(a, weight=0.6) for a in order_in(line, (), "spread order", start))


def _behind_setting(line: Sentence) -> int:
    """Return where those who act stand behind a setting: "Terhadap galian liar, Satpol PP …"."""
    if line.words[0] not in _SETTINGS:
        return 0
    return next((i + 1 for i in range(1, min(_SETTING, len(line.words) - 1)) if line.words[i] == ","), 0)


def reported_in(line: Sentence, owners: tuple[Quote, ...], *, formal: bool, letter: bool = False) -> tuple[Ask, ...]:
    """Read what somebody is to do according to the one who speaks; *formal*: in a letter or in minutes.

    What is found counts only with a deadline, unless the words say both who orders it and by whom it is to be done.
    """
    first = _setting_end(line, formal=formal, letter=letter)
    past = language().classes.past - (_BY_THEN if formal else frozenset())
    if not past.isdisjoint(line.words) or ":" in line.words[first : first + 10] or not is_order(line):
        return ()
    aside = _aside(line)
    verb = _passive(line)
    acts = (formal or aside) and _acts(line, first, formal=formal)
    if acts and verb is not None and first_verb(line, first, len(line.words), bare=True) < verb:
        verb = None
    if verb is not None:
        agents = agent_in(line, verb, len(line.words))
        if not (agents or formal) or people(agents, line) or _led(line, agents):
            return ()
        found = order_in(
            line,
            agents or owners or _fronted(line),
            "reported order",
            first if formal else max(first, clause_start(line, verb)),
        )
        return tuple(replace(a, dated=not (agents and (letter or (aside and "oleh" in line.words)))) for a in found)
    if acts:
        by_then = not _BY_THEN.isdisjoint(line.words)
        return tuple(replace(a, dated=not letter or by_then) for a in order_in(line, owners, "reported order", first))
    return ()


def _led(line: Sentence, agents: tuple[Quote, ...]) -> bool:
    """Whether a leader himself is the one who acts: what he does is told."""
    indexes = [line.index_of(agent.span.start) for agent in agents]
    return any(Role.LEADER in actor_at(line, index) for index in indexes if index is not None)


def _passive(line: Sentence) -> int | None:
    """Return where the sentence says that some thing is dealt with: a passive that describes nothing."""
    classes = language().classes
    for index, word in enumerate(line.words):
        if looks_passive(word) and word.startswith("di") and verb_at(line, index):
            if word in classes.speech or word in classes.attitude or "yang" in line.words[max(0, index - 2) : index]:
                continue
            if word in _SAID or (index and line.words[index - 1] in _MAY):
                continue
            return None if actor_at(line, 0) and "yang" not in line.words[:index] else index
    return None


def _fronted(line: Sentence) -> tuple[Quote, ...]:
    if line.words[0] not in ("bagi", "kepada"):
        return ()
    stop = next((i for i, w in enumerate(line.words) if w == ","), len(line.words))
    return owners_in(line, 1, stop)


def _aside(line: Sentence) -> bool:
    """Whether the sentence is told as somebody's words, outside direct speech."""
    classes = language().classes
    return line.told or any(
        w in classes.speech and line.words[i - 1] == "," and not line.quoted[i] for i, w in enumerate(line.words) if i
    )


def _setting_end(line: Sentence, *, formal: bool, letter: bool) -> int:
    """Return where a sentence of a letter or of minutes begins behind "Untuk LPPD, …", "Ketiga, …", "Lain-lain: …"."""
    words, reach = line.words, min(_SETTING, len(line.words) - 1)
    if formal and ":" in words[1:4]:
        return min(words.index(":") + 1, reach)
    if formal and (words[0] in language().classes.ordinal or opens_next(line)):
        return next((i + 1 for i in range(1, reach) if words[i] == ","), 0)
    if not letter or words[0] not in (
        "untuk",
        "terkait",
        "atas",
        "dalam",
        "mengenai",
        "bagi",
        "soal",
        "selama",
        "pada",
    ):
        return 0
    return next((i + 1 for i in range(1, reach) if words[i] == ","), 0)


def _acts(line: Sentence, first: int, *, formal: bool) -> bool:
    """Whether the sentence begins with an office or official, in a paper also with a group, and an active verb."""
    roles = actor_at(line, first)
    wanted = {Role.OFFICIAL, Role.OFFICE, Role.GROUP} if formal else {Role.OFFICIAL, Role.OFFICE}
    if not roles & wanted or Role.LEADER in roles:
        return False
    verb = beginning(line, first_verb(line, first, len(line.words), bare=True), len(line.words))
    return (
        verb < len(line.words)
        and verb_at(line, verb)
        and not looks_passive(line.words[verb])
        and language().form_at(line.words, verb) is None
    )

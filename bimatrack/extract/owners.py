"""Who must act: takes a stretch of a sentence apart into the offices and groups that it names."""

from bimatrack.extract.grammar import actor_at, is_mark, verb_at
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import Role, language


def owners_in(line: Sentence, first: int, last: int) -> tuple[Quote, ...]:
    """Return the actors named by the words from *first* up to *last*; nothing unless they begin with one."""
    first = _skip_leading(line, first, last)
    if first >= last or not actor_at(line, first):
        return ()
    found: list[Quote] = []
    begin = index = first
    relative = False
    while index < last:
        word = line.words[index]
        if index > begin and word in _SUCH_AS and (named := owners_in(line, index + 1, last)):
            return named
        if index > begin and word == "yang":
            relative = True
        elif index > begin and _ends(line, begin, index, last, relative=relative):
            break
        elif index > begin and word in language().classes.separators and _begins(line, index, last, relative=relative):
            found += _owner(line, begin, index)
            begin = index = _behind(line, index, last)
            relative = False
            continue
        index += 1
    return (*found, *_owner(line, begin, index))


def _behind(line: Sentence, index: int, last: int) -> int:
    """Return where the next name begins behind the separators at *index*."""
    while index < last and line.words[index] in language().classes.separators:
        index += 1
    return index


def _ends(line: Sentence, begin: int, index: int, last: int, *, relative: bool) -> bool:
    """Whether the names end before the word at *index*."""
    classes = language().classes
    word = line.words[index]
    speaker = word in _JOINED and line.words[index + 1 : index + 2] in _SPEAKER
    if relative and (speaker or (word in _HASTE and line.words[index - 1] != "yang")):
        return True
    if word in classes.cuts or word in classes.speech:
        closes = word == "terkait" and (index + 1 >= last or index + 1 == _upto(line, index + 1, last))
        return not relative and not closes
    if word == ",":
        more = index + 1 < last and _begins(line, index, last, relative=relative)
        goes_on = index + 1 < last and _goes_on(line, begin, index)
        return not relative and not more and not goes_on
    return _time_at(line, index, last)


_HASTE = frozenset(["segera", "secepatnya", "sesegera", "sengaja"])
_JOINED, _SPEAKER = frozenset(["dan", "serta", ","]), (("saya",), ("kami",))  # "yang sembuh, dan saya minta …"
_LONGEST_RELATIVE = 12  # words of "yang …" that tell one group from another
_SUCH_AS = frozenset(["seperti", "yakni", "yaitu"])


def agent_in(line: Sentence, first: int, last: int) -> tuple[Quote, ...]:
    """Return those by whom something is to be done: behind "oleh", or right behind the passive verb."""
    for index in range(first, last - 1):
        if line.words[index] == "oleh" and "yang" not in line.words[max(first, index - 3) : index]:
            if found := owners_in(line, index + 1, _phrase_end(line, index + 1, last)):
                return found
        elif line.words[index].startswith("di") and verb_at(line, index):
            nxt = index + 2 if line.words[index + 1] in ("dulu", "langsung", "kembali", "ulang") else index + 1
            if (
                nxt < last
                and not line.words[nxt].startswith("ke")
                and Role.PUBLIC not in (roles := actor_at(line, nxt))
                and roles
            ) and (line.capital[nxt] or Role.OFFICIAL in roles):
                return owners_in(line, nxt, _phrase_end(line, nxt, last))
    return ()


def people(quotes: tuple[Quote, ...], line: Sentence) -> bool:
    """Whether only the public at large is meant."""
    if not quotes:
        return False
    indexes = [line.index_of(quote.span.start) for quote in quotes]
    return all(Role.PUBLIC in actor_at(line, index) for index in indexes if index is not None)


def _goes_on(line: Sentence, begin: int, comma: int) -> bool:
    """Whether the name of an office goes on behind a comma: "Dinas Koperasi, UKM dan Perdagangan"."""
    office = Role.OFFICE in actor_at(line, begin) and line.words[begin + 1 : begin + 2] != (",",)
    return (
        office
        and line.capital[comma + 1]
        and all(line.capital[i] or line.words[i] == "dan" for i in range(begin + 1, comma))
    )


def _time_at(line: Sentence, index: int, last: int) -> bool:
    """Whether a stretch of time begins at *index*: "tiga hari", "10 hari"."""
    word = line.words[index]
    counted = word in language().classes.number or word[0].isdigit()
    return (
        counted and index + 1 < last and line.words[index + 1] in ("hari", "pekan", "minggu", "bulan", "jam", "tahun")
    )


def _upto(line: Sentence, index: int, last: int) -> int:
    """Return *index* if a mark or a joining word stands there: then "terkait" closes a name."""
    return (
        index
        if index < last
        and (
            is_mark(line.words[index])
            or line.words[index] in language().classes.separators
            or line.words[index] in ("seperti", "yakni", "yaitu")
        )
        else -1
    )


def _phrase_end(line: Sentence, index: int, last: int) -> int:
    stops = language().classes.tail | {
        "untuk",
        "paling",
        "sebelum",
        "sesuai",
        "pada",
        "dengan",
        "saat",
        "sejak",
        "ke",
        "melalui",
        "kepada",
        "tanggal",
        "hari",
        "keesokan",
        "sehari",
        "seminggu",
        "sepekan",
        "selambat-lambatnya",
        "selambatnya",
        "maksimal",
        "di",
        "besok",
        "lewat",
        "dalam",
        "sampai",
        "setelah",
        "per",
    }
    while (
        index < last
        and line.words[index] not in stops
        and not (is_mark(line.words[index]) and line.words[index] not in ",/&+()")
    ):
        if looks_end(line, index):
            break
        index += 1
    return index


def looks_end(line: Sentence, index: int) -> bool:
    """Whether a number or a verb ends the name that stands before it."""
    return verb_at(line, index) or (line.words[index][0].isdigit() and not line.capital[index - 1] if index else False)


def _skip_leading(line: Sentence, first: int, last: int) -> int:
    while first < last and line.words[first] in language().classes.leading and not actor_at(line, first):
        first += 1
    while first < last and line.words[first] in ("kepada", "bagi", "para-para", "untuk"):
        first += 1
    return first


def _begins(line: Sentence, index: int, last: int, *, relative: bool) -> bool:
    """Whether another actor's name begins behind the separator at *index*."""
    while index < last and line.words[index] in language().classes.separators:
        index += 1
    if index >= last or not actor_at(line, index):
        return False
    if relative and line.words[index - 1] in ("dan", "serta", "dengan"):
        return False
    return line.words[index - 1] != "dengan"


def _owner(line: Sentence, begin: int, end: int) -> list[Quote]:
    since = next((i for i in range(begin + 1, end) if line.words[i] == "yang"), end)
    if end - since > _LONGEST_RELATIVE:
        end = since
    while end > begin and line.words[end - 1] in language().classes.trailing:
        end -= 1
    while (
        begin < end
        and line.words[begin] in ("kepada", "para-para", "pak", "bu", "bapak", "ibu", "bapak-ibu", "khususnya")
        and begin + 1 < end
    ):
        begin += 1
    if begin >= end or all(w in language().classes.pronoun for w in line.words[begin:end]):
        return []
    return [line.quote(begin, end)]


def named_before(line: Sentence, first: int, last: int) -> tuple[Quote, ...]:
    """Return the actors of a stretch that may begin with something else: "Bupati menegaskan kepada Camat …"."""
    if found := owners_in(line, first, last):
        return found
    quantifier = language().classes.quantifier
    for index in range(first, last):
        if line.words[index] == "kepada" and (found := owners_in(line, index + 1, last)):
            return found
    for index in range(first + 1, last):
        if line.words[index - 1] in ("itu", "ini", "itulah", "inilah", "tersebut", "maka") and (
            found := owners_in(line, index, last)
        ):
            return found
        if (
            line.words[index] in quantifier
            and line.words[index - 1] not in quantifier
            and line.words[index] != "pihak"
            and (found := owners_in(line, index, last))
        ):
            return found
    return ()

"""Where a clause, and what is asked in it, begins and ends."""

from bimatrack.extract.grammar import actor_at, is_mark, looks_imperative, looks_passive, verb_at
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import Frame, Role, language

_CLOSERS = frozenset('"”?!')
_CONTRAST = frozenset(["sementara", "sedang", "namun", "tetapi", "tapi", "bahkan", "melainkan"])
_WITHIN = frozenset(",()-–/&+%'’*")
_BARE = frozenset(["hadir", "turun", "siaga", "datang"])  # verbs without a prefix
_DATELINE = 8  # words before the dash of a dateline
_NAMED = 6  # words of the name of one who is told
_TERM = 8  # words of a term in quotation marks
_RELATIVE = 4  # words after "yang" behind which "untuk" leads back to the ask


def beginning(line: Sentence, index: int, last: int) -> int:
    """Return where a quote begins: behind "agar", "dapat", "segera" and the like."""
    soft = language().classes.softener
    while index < last and (line.words[index] in soft or is_mark(line.words[index])) and line.words[index] != "(":
        index += 1
    return index


def first_verb(line: Sentence, index: int, last: int, *, bare: bool = False) -> int:
    """Return where, at or behind *index*, a predicate begins, what "yang" holds left out; *last* if nowhere."""
    classes = language().classes
    relative = False
    since = start = index
    while index < last:
        word = line.words[index]
        if word == "yang" and index > start:
            relative, since = True, index
        elif word in classes.connector and not (
            relative and (word == "bahwa" or (word == "untuk" and index - since < _RELATIVE))
        ):
            return index
        elif relative and (
            (word in language().classes.always and index - since > 1)
            or (word == "," and not actor_at(line, min(index + 1, last - 1)))
        ):
            relative = False
            if word != ",":
                return index
        elif not relative and _predicative(line, index, start, bare=bare):
            return index
        index += 1
    return last


def _predicative(line: Sentence, index: int, start: int, *, bare: bool) -> bool:
    classes = language().classes
    word = line.words[index]
    follows = line.words[index + 1] if index + 1 < len(line.words) else ""
    if (word == "mulai" and follows == "dari") or (word.startswith("bersama") and follows == "dengan"):
        return False
    if word in classes.adverb:
        return word not in ("secara", "pro", "aktif", "kembali", "pun", "juga", "sekaligus", "lagi")
    if verb_at(line, index) or (word in _BARE and index > start):
        return True
    return bare and index > start and looks_imperative(word) and not line.capital[index]


def ending(line: Sentence, first: int, last: int) -> int:
    """Return where the thing asked ends: before its reason, the next clause or the closing quotation mark."""
    classes = language().classes
    depth = 0
    index = first
    while index < last:
        word = line.words[index]
        if word in '"“' and (closing := _term_end(line, first, index, last)):
            index = closing
        elif word == "(":
            depth += 1
        elif word == ")":
            depth -= 1
        elif (
            depth <= 0 and index > first and (word in _CLOSERS or word in (";", ":") or _cuts(line, first, index, last))
        ) or (
            word in classes.turn
            and index > first
            and depth <= 0
            and (word not in _CONTRAST or line.words[index - 1] == ",")
        ):
            break
        index += 1
    while index > first + 1 and (
        (is_mark(line.words[index - 1]) and line.words[index - 1] not in ")%")
        or line.words[index - 1] in ("dan", "serta", "yang", "lalu", "kemudian", "untuk")
    ):
        index -= 1
    return index


def _term_end(line: Sentence, first: int, index: int, last: int) -> int | None:
    """Return where the mark stands that closes a term in quotation marks: 'membentuk "team work" di dinas'."""
    if index == first or line.quoted[first] or line.words[index - 1] in ",:":
        return None
    closing = next((i for i in range(index + 2, min(index + _TERM, last)) if line.words[i] in '"”'), None)
    return closing if closing and "," not in line.words[index:closing] else None


def _cuts(line: Sentence, first: int, index: int, last: int) -> bool:
    classes = language().classes
    word = line.words[index]
    before = line.words[index - 1]
    if word == ",":
        return _side_remark(line, first, index + 1, last)
    if word in {"-", "–"}:
        return False
    if word == "sebagaimana" and before != ",":
        return False
    if word in classes.tail:
        return not (word in ("agar", "supaya", "guna") and before in ("dan", "serta", "seperti"))
    return False


def _side_remark(line: Sentence, first: int, index: int, last: int) -> bool:
    """Whether a remark stands behind a comma: who said so, how it comes, what not to do."""
    classes = language().classes
    if index >= last:
        return True
    word = line.words[index]
    follows = line.words[index + 1] if index + 1 < last else ""
    if word == "termasuk":
        return not verb_at(line, min(index + 1, last - 1))
    if word in ("dan", "serta"):
        third = line.words[index + 2] if index + 2 < last else ""
        unlike = follows == "tidak" and third in ("akan", "boleh", "perlu", "lagi")
        told = index + 1 < last and actor_at(line, index + 1) and _is_told(line, index + 2, last)
        return unlike or told or follows in ("jangan", "kalau", "diharapkan", "itu", "ini")
    ban = word == "tidak" and follows in ("boleh", "usah", "perlu", "lagi")
    opens = word in classes.self or word in classes.speech or word in classes.turn or word in classes.remark
    return opens or ban or _another_clause(line, first, index, last)


def _is_told(line: Sentence, index: int, last: int) -> bool:
    """Whether somebody is told something by a wording of its own: "…, dan BPBD | diharuskan menyiagakan perahu"."""
    forms = (language().form_at(line.words, i) for i in range(index, min(index + _NAMED, last)))
    return any(form is not None and form.frame in (Frame.PASSIVE, Frame.BAN) for form in forms)


def _another_clause(line: Sentence, first: int, index: int, last: int) -> bool:
    """Whether a clause with another subject or voice begins at *index*."""
    if actor_at(line, index) and any(language().form_at(line.words, i) for i in range(index, min(index + 8, last))):
        return True
    if line.words[index] in ("lalu", "kemudian"):
        return verb_at(line, min(index + 1, last - 1))
    turned = line.words[index].startswith("di") and verb_at(line, index)
    return turned and verb_at(line, first) and not looks_passive(line.words[first])


def clause_start(line: Sentence, index: int) -> int:
    """Return where the clause of the word at *index* begins; commas between actors and asides are passed."""
    classes = language().classes
    at = index
    while at > 0:
        word = line.words[at - 1]
        if word in ';:"“”?!' or word in classes.turn or word in ("bahwa", "karena", "sebab", "agar", "supaya"):
            break
        if not word[0].isalnum() and (word not in _WITHIN or (word in "-–—" and _dateline_ends(line, at - 1))):
            break
        if word == "," and not _listed(line, at, index):
            opened = _aside(line, at - 1)
            if opened is None:
                break
            at = opened
            continue
        at -= 1
    return at


def _dateline_ends(line: Sentence, dash: int) -> bool:
    """Whether nothing but a place, a paper and a day stand before a dash: "SURABAYA, KOMPAS.com - Dinas …"."""
    return 0 < dash <= _DATELINE and all(
        line.capital[i] or is_mark(line.words[i]) or line.words[i][0].isdigit() for i in range(dash)
    )


def _aside(line: Sentence, comma: int) -> int | None:
    """Return where the aside opens that the comma closes or opens ("…, kata dia, …"); None if none does."""
    classes = language().classes
    after = line.words[comma + 1 : comma + 3]
    if any(w in classes.speech for w in after[:1]) or after == ("masih", "kata"):
        return comma
    for back in range(comma - 1, max(-1, comma - 8), -1):
        word = line.words[back]
        if word in ',;:"“”':
            return back if any(w in classes.speech for w in line.words[back + 1 : back + 3]) else None
    return None


def _listed(line: Sentence, at: int, index: int) -> bool:
    """Whether the comma before *at* stands between two actors, or closes a side remark such as "kata dia"."""
    words = line.words
    if actor_at(line, at) and at < index:
        back = at - 2
        while back > 0 and words[back - 1] not in ',;:"“”':
            back -= 1
        return bool(actor_at(line, max(back, 0)))
    return _same_name(line, at, index)


def _same_name(line: Sentence, at: int, index: int) -> bool:
    """Whether the comma before *at* stands inside the name of an office: "Dinas Koperasi, UKM dan Perdagangan"."""
    if at >= index or not all(line.capital[i] or line.words[i] in ("dan", "serta", ",") for i in range(at, index)):
        return False
    back = at - 1
    while back > 0 and (line.capital[back - 1] or line.words[back - 1] in ("dan", ",")):
        back -= 1
    return any(Role.OFFICE in actor_at(line, i) for i in range(back, at - 1))

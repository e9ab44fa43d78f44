"""Who stands before the wording of an ask: the one who asks, or the one to whom the sentence turns."""

from bimatrack.extract.clauses import clause_start
from bimatrack.extract.owners import named_before, owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote
from bimatrack.rules.language import Frame, language

_CALLED = 8  # words of a name that direct speech calls
_OPENS = frozenset('"“”:;?!')


def called(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those named before "saya minta", "kami tugaskan": "Satpol PP saya tugaskan mengangkut …"."""
    if line.words[index] in ("saya", "kami") and index > 1 and line.words[index - 1] == ",":
        return owners_in(line, clause_start(line, index - 1), index - 1)
    if line.words[index] in ("saya", "kami") and (owners := owners_in(line, clause_start(line, index), index)):
        return owners
    if index < 1 or line.words[index - 1] not in ("saya", "kami", "ia", "dia", "beliau"):
        return ()
    if line.words[index - 2 : index - 1] != (",",):
        return owners_in(line, clause_start(line, index - 1), index - 1)
    stop = index - 2
    opened = max((at + 1 for at in range(stop) if line.words[at] in _OPENS), default=0)
    return owners_in(line, opened, stop) or owners_in(line, clause_start(line, stop), stop)


def fronted(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those to whom the clause turns before it asks: "Kepada para Camat, Bupati meminta agar …"."""
    for at in range(index - 1, -1, -1):
        if (
            line.words[at] in ("kepada", "bagi", "untuk")
            and (at == 0 or line.words[at - 1] in language().classes.front)
            and (found := owners_in(line, at + 1, last_comma(line, at, index)))
        ):
            return found
    if line.words[:3] == ("pun", "demikian", "dengan"):
        return owners_in(line, 3, last_comma(line, 3, index))
    return ()


def last_comma(line: Sentence, first: int, index: int) -> int:
    """Return where the last comma before *index* stands, if one does."""
    return next((at for at in range(index - 1, first, -1) if line.words[at] == ","), index)


def subject_before(line: Sentence, start: int, index: int, floor: int) -> tuple[Quote, ...]:
    """Return the actors of the clause before, if the wording's own names none: "Dinas … pun tidak luput, diminta …"."""
    if (
        floor
        or start == 0
        or line.words[start - 1] != ","
        or (start < index and line.words[start] not in ("untuk", "dalam", "pada", "melalui", "juga", "dan"))
    ):
        return ()
    return owners_in(line, clause_start(line, start - 1), start - 1) or fronted(line, index)


def addressed(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those whom an order addresses: named before it, or before a comma or a quotation mark."""
    start = clause_start(line, index)
    if owners := owners_in(line, start, index):
        return owners
    if index > 1 and line.words[index - 1] == ",":
        return owners_in(line, clause_start(line, index - 1), index - 1) or _called_first(line, index)
    comma = line.words.index(",") if "," in line.words[:index] else 0
    if comma and line.words[index - 1] in '"“' and line.words[comma + 1] in language().classes.speech:
        return named_before(line, 0, comma)
    return (fronted(line, index) if line.words[index - 1] in '"“' else ()) or _called_first(line, index)


def _called_first(line: Sentence, index: int) -> tuple[Quote, ...]:
    """Return those whom direct speech calls at its start: "Pak Kadis, turun mengecek, hitung …"."""
    opened = next((at for at in range(index) if line.quoted[at] and line.words[at] not in '"“'), index)
    comma = next((at for at in range(opened, min(index, opened + _CALLED)) if line.words[at] == ","), None)
    return () if comma is None else owners_in(line, opened, comma)


def told_to(line: Sentence) -> tuple[Quote, ...]:
    """Return those to whom direct speech was said, as the words behind it tell: "…," pesan Bupati kepada Kadinkes."""
    speech = language().classes.speech
    said = next((i for i, w in enumerate(line.words) if i and w in speech and not line.quoted[i]), None)
    if said is None or line.words[said - 1] not in ',"”':
        return ()
    towards = (i for i in range(said + 1, len(line.words) - 1) if line.words[i] == "kepada" and not line.quoted[i])
    return next((owners for i in towards if (owners := owners_in(line, i + 1, _upto_mark(line, i + 1)))), ())


def _upto_mark(line: Sentence, index: int) -> int:
    return next((i for i in range(index, len(line.words)) if line.words[i] in _OPENS), len(line.words))


def subject_of(line: Sentence, index: int) -> Quote | None:
    """Return the actor named right before an active wording."""
    start = clause_start(line, index)
    named = owners_in(line, start, index)
    return named[-1] if named else None


def after_saying(line: Sentence, start: int, index: int) -> int:
    """Return where, behind a verb of saying, the clause proper begins: "Sekda menegaskan | juri tidak boleh …"."""
    for at in range(index - 1, start, -1):
        form = language().form_at(line.words, at)
        if (
            form
            and form.frame in (Frame.ACTIVE, Frame.STRESS, Frame.HOPE)
            and line.words[at + 1] not in ("kepada", "agar", "supaya")
        ):
            return at + len(form.words)
    return start

"""Reads whose business something is made: "Penertiban itu menjadi urusan Satpol PP", "… diserahkan kepada Camat"."""

from bimatrack.extract.ask import Ask
from bimatrack.extract.clauses import clause_start, ending
from bimatrack.extract.grammar import actor_at, names_doing, verb_at
from bimatrack.extract.owners import owners_in
from bimatrack.extract.sentences import Sentence
from bimatrack.model import Quote, Span
from bimatrack.rules.language import Frame, Role, language

_DUTIES = (("urusan",), ("tugas",), ("tanggung", "jawab"), ("tanggungjawab",), ("kewajiban",), ("ranah",), ("pr",))
_BECOMES = frozenset(["menjadi", "jadi"])
_DENIED = frozenset(["tidak", "bukan", "hanya", "saja", "semata", "yang"])
_TOWARDS = frozenset(["kepada", "ke", "pada"])
_ACTING = frozenset({Role.OFFICE, Role.OFFICIAL, Role.GROUP})
_HANDED = 4  # words from "diserahkan" to those who get it: "diserahkan tanggung jawabnya pada …"
_PRONOUN = 6  # letters of a word too short to end with a pronoun


def delegated_in(line: Sentence) -> tuple[Ask, ...]:
    """Return what a sentence makes somebody's business."""
    words, classes = line.words, language().classes
    if classes.handing.isdisjoint(words) and _BECOMES.isdisjoint(words):
        return ()
    for index in range(1, len(words) - 2):
        at = _duty_end(line, index) or _handed_to(line, index)
        near = words[max(0, index - 2) : index]
        if at is None or not classes.past.isdisjoint(near) or not _DENIED.isdisjoint(near):
            continue
        first = clause_start(line, index)
        owners = owners_in(line, at, ending(line, at, len(words)))
        if not owners or first >= index or not _is_task(line, first, index):
            continue
        return (_ask(line, first, index, owners),)
    return ()


def _duty_end(line: Sentence, index: int) -> int | None:
    """Return where somebody is named behind "menjadi urusan", "menjadi tanggung jawab"."""
    if line.words[index] not in _BECOMES:
        return None
    for duty in _DUTIES:
        end = index + 1 + len(duty)
        if line.words[index + 1 : end] == duty and end < len(line.words):
            return end if _may_act(line, end) else None
    return None


def _handed_to(line: Sentence, index: int) -> int | None:
    """Return where somebody is named behind "diserahkan kepada", "dipasrahkan sepenuhnya ke"."""
    if line.words[index] not in language().classes.handing:
        return None
    near = (at for at in range(index + 1, min(index + _HANDED, len(line.words) - 1)) if line.words[at] in _TOWARDS)
    towards = next(near, None)
    return towards + 1 if towards is not None and _may_act(line, towards + 1) else None


def _may_act(line: Sentence, at: int) -> bool:
    roles = actor_at(line, at)
    return bool(roles & _ACTING) and Role.LEADER not in roles


def _is_task(line: Sentence, first: int, index: int) -> bool:
    """Whether the subject names something to be done or looked after, and no tale."""
    if any(verb_at(line, i) for i in range(first, index) if "yang" not in line.words[first:i]):
        return False
    head = line.words[first]
    doing = names_doing(head.removesuffix("nya")) and head.startswith("pe")
    pointing = head.endswith("nya") and len(head) > _PRONOUN
    handed = line.words[index + 1] in ("tanggung", "tanggungjawabnya", "pengelolaannya", "pengerjaannya")
    return doing or pointing or handed or line.words[index] in _BECOMES


def _ask(line: Sentence, first: int, index: int, owners: tuple[Quote, ...]) -> Ask:
    scope = Span(line.spans[first][0], line.span.end)
    return Ask(line.place(first, index), scope, owners, "delegated", Frame.PASSIVE, 0.7)

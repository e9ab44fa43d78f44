"""Reads "Camat diminta (oleh Bupati) agar …": who must act, wording, what."""

from bimatrack.altering import replace
from bimatrack.extract.active import behind_connector, hopes_of_event, skip_fillers
from bimatrack.extract.addressing import after_saying, subject_before
from bimatrack.extract.ask import Found
from bimatrack.extract.clauses import beginning, clause_start, ending, first_verb
from bimatrack.extract.grammar import actor_at, is_mark, looks_passive
from bimatrack.extract.owners import named_before
from bimatrack.extract.sentences import Sentence
from bimatrack.rules.language import Role, language

_SAID = frozenset(["ditekankan", "dipesankan", "diserukan", "diwanti-wanti"])  # these ask only with "agar"


def read_passive(line: Sentence, index: int, after: int, floor: int) -> Found | None:
    """Read "who must act + form + (oleh speaker) + agar + what"."""
    count = len(line.words)
    start = after_saying(line, max(clause_start(line, index), floor), index)
    owners = named_before(line, start, index) or subject_before(line, start, index, floor)
    at = skip_fillers(line, after)
    if owners and at < count and line.words[at] in ("dari", "oleh"):
        at += 1
    verb = first_verb(line, at, count, bare=line.words[index] == "diberi")
    named = named_before(line, at, verb) if at < verb < count else ()
    subject = named[0] if owners and named else None
    connected = verb < count and line.words[verb] in language().classes.connector
    if (verb >= count or (line.words[index] == "diberi" and not connected)) and (
        waiting := pending_in(line, start, index)
    ):
        return replace(waiting, after=after)
    said = line.words[index] in _SAID and not connected
    if verb >= count or line.words[verb] == "bahwa" or said:
        return None
    thing = start < index and bool(named) and Role.LEADER in actor_at(line, at)
    owners = owners or (() if thing else named)
    first, owners = behind_connector(line, verb + 1, owners) if connected else (verb, owners)
    idle = form_is_hope(line.words[index]) and not owners and hopes_of_event(line, max(start, 0), first, owners)
    first = beginning(line, first, count)
    if first >= count or idle:
        return None
    last = ending(line, first, count)
    if looks_passive(line.words[first]) and not owners and start < index:
        return Found(beginning(line, start, index), last, (), last, subject)
    return Found(first, last, owners, last, subject)


def pending_in(line: Sentence, start: int, index: int) -> Found | None:
    """Read what those named have not done yet: "OPD yang belum mengunggah dokumen diberi waktu …"."""
    for at in range(start, index - 2):
        if line.words[at : at + 2] == ("yang", "belum") and not looks_passive(line.words[at + 2]):
            last = index
            while last > at + 3 and (
                is_mark(line.words[last - 1]) or line.words[last - 1] in ("juga", "harus", "agar")
            ):
                last -= 1
            return Found(at + 2, last, named_before(line, start, index), index)
    return None


def form_is_hope(word: str) -> bool:
    """Whether a passive only hopes."""
    return word in ("diharapkan", "diharap")

"""How the columns of a follow-up matrix are called, and what its words for a status and a kind mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bimatrack.model import Kind, Status
from bimatrack.rules.loader import read_family, shipped

SOURCE = "columns.toml"

_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[^\w%#]+")


class Field(StrEnum):
    """What a column of a matrix may hold."""

    NUMBER = "number"
    TEXT = "text"
    OWNERS = "owners"
    SUPPORTERS = "supporters"
    DUE = "due"
    STATUS = "status"
    PROGRESS = "progress"
    TOLD = "told"
    OBSTACLE = "obstacle"
    EVIDENCE = "evidence"
    SOURCE = "source"
    BORN = "born"
    CLOSED_ON = "closed_on"
    REMARK = "remark"
    SPEAKER = "speaker"
    KIND = "kind"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """The *heads* that a column of a *field* goes by."""

    field: Field
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusRule:
    """The *words* for a status."""

    means: Status
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindRule:
    """The *words* for a kind."""

    means: Kind
    words: tuple[str, ...]


def folded(words: str) -> str:
    """Return *words* as they are compared: without case, signs and what stands in brackets."""
    return " ".join(_SIGNS.sub(" ", (_BRACKETS.sub(" ", words) or words).casefold()).split())


def field_of(head: str) -> tuple[Field, int] | None:
    """Return which field the column under *head* holds and how many words told it; None for one that is not known."""
    words = folded(head).split()
    for count in range(len(words), 0, -1):
        field = _heads().get(" ".join(words[:count]))
        if field is not None:
            return field, count
    return None


def status_of(words: str) -> Status | None:
    """Return the status that *words* name, None for no known one."""
    return _statuses().get(folded(words))


def kind_of(words: str) -> Kind | None:
    """Return the kind that *words* name, None for no known one."""
    return _kinds().get(folded(words))


@cache
def _heads() -> Mapping[str, Field]:
    rules = read_family(shipped(SOURCE), "column", ColumnRule, SOURCE)
    return {folded(head): rule.field for rule in rules for head in rule.heads}


@cache
def _statuses() -> Mapping[str, Status]:
    rules = read_family(shipped(SOURCE), "status", StatusRule, SOURCE)
    return {folded(word): rule.means for rule in rules for word in rule.words}


@cache
def _kinds() -> Mapping[str, Kind]:
    rules = read_family(shipped(SOURCE), "kind", KindRule, SOURCE)
    return {folded(word): rule.means for rule in rules for word in rule.words}

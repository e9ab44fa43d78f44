"""Which units of the government an owner's words mean: names, short forms, heads of offices, groups."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import dropwhile, islice

from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.loader import kept
from bimatrack.rules.units import (
    UNITS,
    Unit,
    UnitKind,
    UnitList,
    read_collectives,
    read_heads,
    read_offices,
    read_units,
    read_words,
)

__all__ = ["Clash", "Moved", "Registry", "Unit", "UnitKind", "kind_of", "plain_words", "words_of"]

Words = tuple[str, ...]

_LIST = re.compile("[,;]")
_MOST_WORDS = 120  # who is asked takes a few words; more is no owner but a text
_AND = re.compile(r"[&/]")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’‘`´ʼ]")
_JOINER = "dan"
_PLACES = ("kecamatan", "kelurahan")
_KINDS = {"bagian": UnitKind.DIVISION, "kecamatan": UnitKind.DISTRICT, "kelurahan": UnitKind.VILLAGE}


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that several units go by, so that it says of none that it is meant."""

    alias: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A short form that a shipped unit went by *before*, and that a unit of the user's goes by *now*."""

    alias: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Registry:
    """The units of a government and all the names they go by; made by `load`.

    *listed* is the text of the user's list that it was made of, None for the shipped one, and *source* its name.
    """

    government: str
    units: tuple[Unit, ...]
    clashes: tuple[Clash, ...]
    moved: tuple[Moved, ...]
    _names: Mapping[Words, tuple[str, ...]]
    _others: tuple[Words, ...]
    _longest: int
    listed: str | None = None
    source: str = UNITS

    @classmethod
    def load(cls, text: str | None = None, source: str = UNITS) -> "Registry":
        """Read a user's list of units, a TOML *text* like the shipped one, or the shipped one itself.

        A short form of a unit of the user's is taken from the shipped unit that went by it.

        Raises:
            RuleError: the list holds something that cannot work.
        """
        return _loaded(text, source)

    def resolve(self, owner: str) -> tuple[str, ...]:
        """Return the full names of the units that *owner* names, each once; none for groups and for the unknown."""
        words = words_of(owner)
        if self._is_foreign(words):
            return ()
        return tuple(dict.fromkeys(self._found(words)))

    def members(self, owner: str) -> tuple[str, ...]:
        """Return the full names of all units of the group that *owner* names, such as "Camat dan Lurah".

        A group that is not definite, such as "OPD terkait", has no members, and neither has a single unit.
        """
        words = words_of(owner)
        if self._is_foreign(words) or not _class("open").isdisjoint(words):
            return ()
        parts = [part for piece in _LIST.split(owner) for part in _parts(words_of(piece))]
        kinds = [kind for part in parts if (kind := _collective(part))]
        parents = {name for name in self._found(words, places=True) if UnitKind.VILLAGE in kinds}
        return tuple(unit.name for unit in self.units if unit.kind in kinds and (not parents or unit.parent in parents))

    def named_first(self, words: Words) -> tuple[tuple[int, int], ...]:
        """Return where the units and groups stand that lead *words*: of each the first word and the one behind.

        "pupr dan camat raba perbaiki jalan" names two, at (0, 1) and (2, 4).
        """
        places: list[tuple[int, int]] = []
        last: Words = ()
        begin = at = 0
        while at < len(words):
            name, length = self._longest_at(words, at, last)
            length = length or _group_length(words, at)
            if length:
                places.append((begin, at + length))
                last, at = name, at + length
                if at == len(words) or words[at] not in _class("between"):
                    break
                begin = at + 1
            elif words[at] not in _class("before"):
                break
            at += 1
        return tuple(places)

    def _found(self, words: Words, *, places: bool = False) -> Iterator[str]:
        """Yield what the words name, from left to right; with *places* also what only says where."""
        last: Words = ()
        at = 0
        while at < len(words):
            name, length = self._longest_at(words, at, last)
            if name:
                where = at and words[at - 1] in _class("place") and name[0] in _PLACES
                # A name of two units says of neither that it is meant.
                if len(units := self._names[name]) == 1 and (places or not where):
                    yield from units
                last = name
            elif head := _head_at(words, at):
                last, length = (head,), _head_length(words, at)
            elif words[at] not in _class("between") and words[at] not in _class("before"):
                last = ()
            at += length or 1

    def _longest_at(self, words: Words, at: int, last: Words) -> tuple[Words, int]:
        """Return the longest name at *at* and how many words it takes; *last* is the name or title before it.

        A title stands for the first word of a name ("Camat Raba"), or before a short form. First words may be left out:
        behind "Camat Raba dan", "Mpunda" is a district, and behind "Rasanae Barat dan", "Timur" is "Rasanae Timur".
        """
        head = _head_at(words, at)
        skipped = _head_length(words, at)
        for end in range(min(len(words), at + self._longest), at, -1):
            choices = [words[at:end]]
            if head and end > at + skipped:
                choices += [(head, *words[at + skipped : end]), words[at + skipped : end]]
            elif last and not head:
                choices += [(last[0], *words[at:end]), (*last[:-1], *words[at:end])]
            for choice in choices:
                if choice in self._names:
                    return choice, end - at
        return (), 0

    def _is_foreign(self, words: Words) -> bool:
        return any(words[at : at + len(other)] == other for other in self._others for at in range(len(words)))


def words_of(text: str) -> Words:
    """Return the words of a name as they are compared: small letters, no apostrophes, "&" and "/" as "dan"."""
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text)).lower()
    found = _WORD.finditer(_AND.sub(f" {_JOINER} ", plain))
    return tuple(match[0] for match in islice(found, _MOST_WORDS))


def plain_words(words: Words) -> Words:
    """Return the words of a name without those that only say how many: "para camat" is "camat"."""
    return tuple(dropwhile(_class("quantifier").__contains__, words))


@kept()
def _loaded(text: str | None, source: str) -> Registry:
    listed = read_units(text, source)
    _refuse_wordless(listed.units, source)
    units, moved = _settled(listed)
    own: dict[Words, tuple[str, ...]] = {}
    for unit in units:
        _name(own, unit.name, (unit.name, *unit.aliases))
    clashes = tuple(Clash(" ".join(words), sharing) for words, sharing in own.items() if len(sharing) > 1)
    general: dict[Words, tuple[str, ...]] = {}
    for office in read_offices():
        _name(general, office.name, (office.name, *office.aliases))
    names = general | own
    return Registry(
        government=listed.government.name,
        units=units,
        clashes=clashes,
        moved=moved,
        _names=names,
        _others=tuple(words_of(other) for other in listed.government.others),
        _longest=max(map(len, names), default=0),
        listed=text,
        source=source,
    )


def kind_of(name: str) -> UnitKind:
    """Return the kind that the first word of a unit's *name* speaks for; an office where it speaks for none."""
    return _KINDS.get(_head_at(words_of(name), 0), UnitKind.OFFICE)


def _refuse_wordless(units: Iterable[Unit], source: str) -> None:
    for unit in units:
        for form in (unit.name, *unit.aliases):
            if not words_of(form):
                raise RuleError(
                    _("{source}: the unit “{name}” has a name without letters or digits, “{form}”; mend it.").format(
                        source=source, name=unit.name, form=form
                    )
                )


def _settled(listed: UnitList) -> tuple[tuple[Unit, ...], tuple[Moved, ...]]:
    """Take from the shipped units the short forms that the user's units go by."""
    claimed = {
        words_of(form): unit.name
        for unit in listed.units
        if unit.name in listed.added
        for form in (unit.name, *unit.aliases)
    }
    units: list[Unit] = []
    moved: list[Moved] = []
    for unit in listed.units:
        lost = () if unit.name in listed.added else tuple(one for one in unit.aliases if words_of(one) in claimed)
        moved += [Moved(alias, unit.name, claimed[words_of(alias)]) for alias in lost]
        units.append(replace(unit, aliases=tuple(one for one in unit.aliases if one not in lost)))
    return tuple(units), tuple(moved)


def _name(names: dict[Words, tuple[str, ...]], unit: str, forms: Iterable[str]) -> None:
    for words in {words_of(form) for form in forms} - {()}:
        names[words] = (*names.get(words, ()), unit)


def _parts(words: Words) -> Iterator[Words]:
    """Yield what stands between "dan" and its like."""
    part: list[str] = []
    for word in words:
        if word in _class("between"):
            yield tuple(part)
            part = []
        else:
            part.append(word)
    yield tuple(part)


def _collective(part: Words) -> UnitKind | None:
    """Return the kind of units that a group such as "seluruh Lurah se-Kota Bima" is made of, None for a single unit."""
    meant = plain_words(part)
    for end in range(min(len(meant), _groups_longest()), 0, -1):
        if kind := _groups().get(meant[:end]):
            rest = meant[end:]
            return kind if not rest or rest[0] in _class("tail") else None
    return None


def _group_length(words: Words, at: int) -> int:
    """Return how many words the group takes that is named at *at*, "seluruh kepala opd terkait"; 0 if none is."""
    begin = at
    while begin < len(words) and words[begin] in _class("quantifier"):
        begin += 1
    lengths = range(min(_groups_longest(), len(words) - begin), 0, -1)
    end = begin + next((length for length in lengths if words[begin : begin + length] in _groups()), 0)
    while begin < end < len(words) and words[end] in _class("open"):
        end += 1
    return end - at if end > begin else 0


@kept()
def _groups() -> dict[Words, UnitKind]:
    return {words_of(phrase): rule.kind for rule in read_collectives() for phrase in rule.phrases}


@kept()
def _groups_longest() -> int:
    return max(map(len, _groups()))


@kept()
def _heads() -> dict[Words, str]:
    return {words_of(title): rule.stands_for for rule in read_heads() for title in rule.titles}


@kept()
def _heads_longest() -> int:
    return max(map(len, _heads()))


def _head_length(words: Words, at: int) -> int:
    lengths = range(min(_heads_longest(), len(words) - at), 0, -1)
    return next((length for length in lengths if words[at : at + length] in _heads()), 0)


def _head_at(words: Words, at: int) -> str:
    return _heads().get(words[at : at + _head_length(words, at)], "")


@kept()
def _class(family: str) -> frozenset[str]:
    return frozenset(word for rule in read_words(family) for word in rule.words)

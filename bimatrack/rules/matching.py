"""Where phrases stand in a text; of those that begin at one place the longest wins.

A slot is filled by words, by a reader in code such as the one of numbers, or by other phrases. Slots never lead back to
themselves, so that the time taken grows with the text's length and with nothing else.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.elements import Elements, Slot, expand
from bimatrack.rules.tokens import FIGURES, Tokens, phrase_words

C = TypeVar("C")  # what meanings are worked out against: the anchor day and its like

Slots: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: the token behind its *end*, its *value*, and the *rule* of the phrase that matched, if it was one."""

    end: int
    value: object
    rule: object = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A slot that code reads: the tokens it may begin with; how far it reads at one and what, else None."""

    first: frozenset[str]
    read: Callable[[Tokens, int], Hit | None]


@dataclass(frozen=True, slots=True)
class Phrase(Generic[C]):
    """A phrase, the symbol that it *gives*, and how its value follows from its slots (None: no match after all)."""

    text: str
    gives: str
    meaning: Callable[[C, Slots], object | None]
    address: str
    rule: object = None


@dataclass(frozen=True, slots=True)
class Run(Generic[C]):
    """One reading of some tokens up to but not including *limit*; remembers what was tried where."""

    tokens: Tokens
    limit: int
    context: C
    seen: dict[tuple[str, int], Hit | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sequence(Generic[C]):
    elements: Elements
    phrase: Phrase[C]


_NONE: dict[str, tuple[()]] = {}


class Grammar(Generic[C]):
    """Phrases ready for matching."""

    __slots__ = ("_readers", "_table")

    def __init__(
        self, phrases: Iterable[Phrase[C]], readers: Mapping[str, Reader], groups: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Compile *phrases*; *groups* are symbols that stand for several others.

        Raises:
            RuleError: a phrase cannot be read, or names a slot that nothing fills or that leads back to itself.
        """
        self._readers = dict(readers)
        sequences: dict[str, tuple[_Sequence[C], ...]] = {}
        for phrase in phrases:
            found = tuple(_Sequence(elements, phrase) for elements in expand(phrase.text, phrase.address))
            _refuse_strangers(phrase, found, {*readers, *groups, *(other.gives for other in phrases)})
            sequences[phrase.gives] = sequences.get(phrase.gives, ()) + found
        for name, members in groups.items():
            sequences[name] = tuple(sequence for member in members for sequence in sequences.get(member, ()))
        self._table = _index(sequences, {name: reader.first for name, reader in readers.items()})

    def begins(self, symbol: str, word: str) -> bool:
        """Whether a match of *symbol* may begin with the token *word*."""
        return _key(word) in self._table[symbol]

    def longest(self, symbol: str, place: int, run: Run[C]) -> Hit | None:
        """Return the longest match of *symbol* that begins at the token *place*; what nothing gives has none."""
        key = (symbol, place)
        if key not in run.seen:
            reader = self._readers.get(symbol)
            hit = reader.read(run.tokens, place) if reader else self._longest_phrase(symbol, place, run)
            run.seen[key] = hit if hit and hit.end <= run.limit else None
        return run.seen[key]

    def _longest_phrase(self, symbol: str, place: int, run: Run[C]) -> Hit | None:
        best: Hit | None = None
        for sequence in self._table.get(symbol, _NONE).get(_key(run.tokens.words[place]), ()):
            hit = self._follow(sequence, place, run)
            if hit and (best is None or hit.end > best.end):
                best = hit
        return best

    def _follow(self, sequence: _Sequence[C], place: int, run: Run[C]) -> Hit | None:
        slots: Slots = {}
        for element in sequence.elements:
            if place >= run.limit:
                return None
            if isinstance(element, Slot):
                hit = self.longest(element.symbol, place, run)
                if hit is None:
                    return None
                place, slots[element.name] = hit.end, hit.value
            elif run.tokens.words[place] in element:
                place += 1
            else:
                return None
        value = sequence.phrase.meaning(run.context, slots)
        return None if value is None else Hit(place, value, sequence.phrase.rule)


def words_reader(entries: Iterable[tuple[str, object]]) -> Reader:
    """Return a reader that knows pairs of a form (one word or several) and its value; the longest form wins."""
    table: dict[str, list[tuple[tuple[str, ...], object]]] = {}
    for form, value in entries:
        first, *rest = phrase_words(form)
        table.setdefault(first, []).append((tuple(rest), value))
    for choices in table.values():
        choices.sort(key=lambda choice: -len(choice[0]))

    def read(tokens: Tokens, place: int) -> Hit | None:
        for rest, value in table.get(tokens.words[place], ()):
            end = place + 1 + len(rest)
            if tokens.words[place + 1 : end] == rest:
                return Hit(end, value)
        return None

    return Reader(frozenset(map(_key, table)), read)


def _key(word: str) -> str:
    return FIGURES if word[0].isdecimal() else word


def _refuse_strangers(phrase: Phrase[C], found: tuple[_Sequence[C], ...], known: set[str]) -> None:
    for sequence in found:
        for element in sequence.elements:
            if isinstance(element, Slot) and element.symbol not in known:
                raise RuleError(
                    _("{address}: nothing fills the slot “{slot}” of “{phrase}”.").format(
                        address=phrase.address, slot=element.symbol, phrase=phrase.text
                    )
                )


def _index(
    sequences: Mapping[str, tuple[_Sequence[C], ...]], read: Mapping[str, frozenset[str]]
) -> dict[str, dict[str, tuple[_Sequence[C], ...]]]:
    """Sort each symbol's sequences by the tokens they may begin with."""
    first: dict[str, frozenset[str]] = dict(read)
    for symbol in _inside_out(sequences, set(read)):
        first[symbol] = frozenset(
            key for sequence in sequences[symbol] for key in _first_keys(sequence.elements[0], first)
        )
    table: dict[str, dict[str, tuple[_Sequence[C], ...]]] = {}
    for symbol, all_of_it in sequences.items():
        table[symbol] = {}
        for sequence in all_of_it:
            for key in _first_keys(sequence.elements[0], first):
                table[symbol][key] = (*table[symbol].get(key, ()), sequence)
    return table


def _first_keys(element: frozenset[str] | Slot, first: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return first[element.symbol] if isinstance(element, Slot) else frozenset(map(_key, element))


def _inside_out(sequences: Mapping[str, tuple[_Sequence[C], ...]], done: set[str]) -> Iterator[str]:
    """Yield the symbols so that each comes after those that its slots need."""
    waiting = dict.fromkeys(sequences)
    while waiting:
        ready = [symbol for symbol in waiting if _needs(sequences[symbol]) <= done]
        if not ready:
            raise RuleError(
                _("The slots {slots} lead back to themselves; take the circle out.").format(
                    slots=", ".join(sorted(waiting))
                )
            )
        for symbol in ready:
            del waiting[symbol]
            done.add(symbol)
            yield symbol


def _needs(sequences: tuple[_Sequence[C], ...]) -> set[str]:
    return {element.symbol for sequence in sequences for element in sequence.elements if isinstance(element, Slot)}

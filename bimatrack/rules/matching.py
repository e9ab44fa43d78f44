"""Where phrases stand in a text; of those that begin at one place the longest wins.

A slot is filled by words, by a reader in code such as the one of numbers, or by other phrases. Slots never lead back to
themselves, so that the time taken grows with the text's length and with nothing else.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeAlias, TypeVar

from msgspec import Struct, field

from bimatrack.errors import RuleError
from bimatrack.i18n import _
from bimatrack.rules.elements import Elements, Slot, expand
from bimatrack.rules.tokens import Tokens, key_of, phrase_words

C = TypeVar("C")  # what meanings are worked out against: the anchor day and its like

Slots: TypeAlias = dict[str, object]


class Hit(Struct, frozen=True):
    """A match: the token behind its *end*, its *value*, and the *rule* of the phrase that matched, if it was one."""

    end: int
    value: object
    rule: object = None


class Reader(Struct, frozen=True):
    """A slot that code reads: the tokens it may begin with; how far it reads at one and what, else None."""

    first: frozenset[str]
    read: Callable[[Tokens, int], Hit | None]


class Phrase(Struct, Generic[C], frozen=True):
    """A phrase, the symbol that it *gives*, and how its value follows from its slots (None: no match after all)."""

    text: str
    gives: str
    meaning: Callable[[C, Slots], object | None]
    address: str
    rule: object = None


class Run(Struct, Generic[C], frozen=True):
    """One reading of some tokens up to but not including *limit*; remembers what was tried where."""

    tokens: Tokens
    limit: int
    context: C
    seen: dict[tuple[str, int], Hit | None] = field(default_factory=dict)


class _Node(Struct, Generic[C]):
    """A place that several phrases have in common: what may follow, and the phrases that end here."""

    words: dict[str, "_Node[C]"] = field(default_factory=dict)
    slots: dict[Slot, "_Node[C]"] = field(default_factory=dict)
    ends: list[tuple[int, Phrase[C]]] = field(default_factory=list)
    edges: tuple[tuple[frozenset[str], Slot, "_Node[C]"], ...] = ()  # slots, with the tokens they may begin with
    following: frozenset[str] = frozenset()  # every token that may come next

    def leads_on(self, place: int, run: "Run[C]") -> bool:
        """Whether a phrase ends here, or goes on with the token *place*."""
        return bool(self.ends) or (place < run.limit and run.tokens.keys[place] in self.following)


class Grammar(Generic[C]):
    """Phrases ready for matching."""

    __slots__ = ("_first", "_groups", "_readers", "_roots")

    def __init__(
        self, phrases: Iterable[Phrase[C]], readers: Mapping[str, Reader], groups: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Compile *phrases*; *groups* are symbols that stand for several others, the first of equals winning.

        Raises:
            RuleError: a phrase cannot be read, or names a slot that nothing fills or that leads back to itself.
        """
        phrases = tuple(phrases)
        known = {*readers, *groups, *(phrase.gives for phrase in phrases)}
        self._readers = dict(readers)
        self._groups = {
            name: tuple(member for member in members if member in known) for name, members in groups.items()
        }
        self._roots: dict[str, _Node[C]] = {}
        for number, phrase in enumerate(phrases):
            root = self._roots.setdefault(phrase.gives, _Node())
            for elements in expand(phrase.text, phrase.address):
                _refuse_strangers(phrase, elements, known)
                _grow(root, elements).ends.append((number, phrase))
        self._first = _beginnings(self._roots, self._groups, {name: reader.first for name, reader in readers.items()})
        for root in self._roots.values():
            _settle(root, self._first)

    def begins(self, symbol: str) -> frozenset[str]:
        """Return the keys of the tokens that a match of *symbol* may begin with."""
        return self._first[symbol]

    def behind(self, readers: Iterable[str]) -> frozenset[str]:
        """Return the keys of the tokens that may follow one of *readers* at the beginning of a phrase."""
        names = set(readers)
        edges = (edge for root in self._roots.values() for edge in root.edges)
        return frozenset(key for _begins, slot, behind in edges if slot.symbol in names for key in behind.following)

    def longest(self, symbol: str, place: int, run: Run[C]) -> Hit | None:
        """Return the longest match of *symbol* that begins at the token *place*; what nothing gives has none."""
        if run.tokens.keys[place] not in self._first.get(symbol, ()):
            return None
        key = (symbol, place)
        if key not in run.seen:
            hit = self._match(symbol, place, run)
            run.seen[key] = hit if hit and hit.end <= run.limit else None
        return run.seen[key]

    def _match(self, symbol: str, place: int, run: Run[C]) -> Hit | None:
        if reader := self._readers.get(symbol):
            return reader.read(run.tokens, place)
        if members := self._groups.get(symbol):
            hits = [hit for member in members if (hit := self.longest(member, place, run))]
            return max(hits, key=_end, default=None)
        ends: list[tuple[int, int, Phrase[C], Slots]] = []
        self._walk(self._roots[symbol], place, {}, run, ends)
        ends.sort(key=lambda end: (-end[0], end[1]))
        for end, _number, phrase, slots in ends:
            value = phrase.meaning(run.context, slots)
            if value is not None:
                return Hit(end, value, phrase.rule)
        return None

    def _walk(
        self, node: _Node[C], place: int, slots: Slots, run: Run[C], ends: list[tuple[int, int, Phrase[C], Slots]]
    ) -> None:
        """Collect in *ends* every phrase that matches from *node* on: where it ends, its number, itself, its slots."""
        for number, phrase in node.ends:
            ends.append((place, number, phrase, slots))
        if place >= run.limit or (key := run.tokens.keys[place]) not in node.following:
            return
        if behind := node.words.get(run.tokens.words[place]):
            self._walk(behind, place + 1, slots, run, ends)
        for begins, slot, behind in node.edges:
            if key in begins and (hit := self.longest(slot.symbol, place, run)) and behind.leads_on(hit.end, run):
                self._walk(behind, hit.end, {**slots, slot.name: hit.value}, run, ends)


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

    return Reader(frozenset(map(key_of, table)), read)


def _end(hit: Hit) -> int:
    return hit.end


def _settle(node: _Node[C], first: Mapping[str, frozenset[str]]) -> None:
    node.edges = tuple((first[slot.symbol], slot, behind) for slot, behind in node.slots.items())
    node.following = frozenset(map(key_of, node.words)).union(*(begins for begins, _slot, _behind in node.edges))
    for below in (*node.words.values(), *node.slots.values()):
        _settle(below, first)


def _refuse_strangers(phrase: Phrase[C], elements: Elements, known: set[str]) -> None:
    for element in elements:
        if isinstance(element, Slot) and element.symbol not in known:
            raise RuleError(
                _("{address}: nothing fills the slot “{slot}” of “{phrase}”.").format(
                    address=phrase.address, slot=element.symbol, phrase=phrase.text
                )
            )


def _grow(root: _Node[C], elements: Elements) -> _Node[C]:
    """Add a phrase's elements below *root*, and return the node where they end."""
    node = root
    for element in elements:
        node = (
            node.slots.setdefault(element, _Node())
            if isinstance(element, Slot)
            else node.words.setdefault(element, _Node())
        )
    return node


def _beginnings(
    roots: Mapping[str, _Node[C]], groups: Mapping[str, tuple[str, ...]], read: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """Find the tokens that each symbol may begin with.

    Raises:
        RuleError: a symbol needs itself.
    """
    first: dict[str, frozenset[str]] = dict(read)
    waiting = {symbol: _needs(root) for symbol, root in roots.items()} | {name: set(of) for name, of in groups.items()}
    while waiting:
        ready = [symbol for symbol, needs in waiting.items() if needs <= first.keys()]
        if not ready:
            raise RuleError(
                _("The slots {slots} lead back to themselves; take the circle out.").format(
                    slots=", ".join(sorted(waiting))
                )
            )
        for symbol in ready:
            del waiting[symbol]
            begins = groups.get(symbol) or [slot.symbol for slot in roots[symbol].slots]
            words = () if symbol in groups else map(key_of, roots[symbol].words)
            first[symbol] = frozenset(words).union(*(first[other] for other in begins))
    return first


def _needs(node: _Node[C]) -> set[str]:
    below = (*node.words.values(), *node.slots.values())
    return {slot.symbol for slot in node.slots}.union(*(_needs(child) for child in below))

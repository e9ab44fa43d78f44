"""Puts together what a release says twice."""

import re

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.extract.passage import HEADLINE
from bimatrack.model import Directive, Kind
from bimatrack.rules.language import language
from bimatrack.rules.loader import kept

_SUMMED = 0.34  # share of the stems of the shorter
_NEAR = 250  # characters
_FEWEST, _OF_SMALL, _OF_LARGE = 2, 0.6, 0.3  # stems in common, as a count and as shares of the shorter and the longer
_MOST_COMPARED = 40  # what is asked twice is asked not far apart
_PREFIX = re.compile(
    r"^(?:meng(?=[aiueokgh])|meny|mem(?=[bpf])|men(?=[dtcj])|me(?=[lrwmny])|di|ter|ber|pe(?:ng|ny|m|n)?|per)"
)
_SUFFIX = re.compile(r"(?:kan|nya|lah|an|i)$")
_AFFIXED, _STEM, _SHORT = 5, 6, 2  # letters


class _Kept(Struct, frozen=True):
    """A directive with the stems of its quote and of its owners."""

    directive: Directive
    words: frozenset[str]
    owning: frozenset[str]

    def joined(self, other: "_Kept") -> "_Kept":
        """Take *other* for a further mention of the same ask."""
        return _Kept(_joined(self.directive, other.directive), self.words, self.owning or other.owning)


def merge(found: tuple[Directive, ...]) -> tuple[Directive, ...]:
    """Keep each ask once, its further mentions as *also*; the one with a deadline, an owner or more words is kept."""
    kept: list[_Kept] = []
    for directive in sorted(found, key=lambda d: d.rule == HEADLINE):
        new = _Kept(directive, stems(directive.quote.text), _owning(directive))
        if directive.rule == HEADLINE:
            _settle(new, kept)
            continue
        near = range(len(kept) - 1, max(-1, len(kept) - _MOST_COMPARED), -1)
        twin = next((i for i in near if _same(kept[i], new)), None)
        if twin is None:
            kept.append(new)
        elif _better(directive, kept[twin].directive):
            kept[twin] = new.joined(kept[twin])
        else:
            kept[twin] = kept[twin].joined(new)
    return tuple(sorted((_ordered(k.directive) for k in kept), key=lambda d: d.quote.span))


def _ordered(directive: Directive) -> Directive:
    """Put the further mentions of a directive in the order of the text."""
    return replace(directive, also=tuple(sorted(directive.also, key=lambda q: q.span))) if directive.also else directive


def _owning(directive: Directive) -> frozenset[str]:
    return frozenset().union(*(stems(owner.text) for owner in directive.owners))


def _settle(new: _Kept, kept: list[_Kept]) -> None:
    """Put what the headline asks to the ask of the text that it sums up; keep it if the text asks no such thing.

    A headline that sets the deadline of asks in the text sums those up, whatever its words are.
    """
    headline = new.directive
    shares = [len(new.words & one.words) / max(1, min(len(new.words), len(one.words))) for one in kept]
    best = max(range(len(kept)), key=shares.__getitem__, default=None)
    if best is not None and shares[best] >= _SUMMED:
        summed = kept[best].directive
        kept[best] = replace(kept[best], directive=replace(summed, also=(*summed.also, headline.quote)))
    elif headline.due is not None and all(
        one.directive.due is None or one.directive.due.day != headline.due.day for one in kept
    ):
        kept.append(new)


def stems(quote: str) -> frozenset[str]:
    """Return the words that carry meaning, cut down to their stems."""
    classes = language().classes
    small, adverb = classes.small, classes.adverb
    words = re.findall(r"[^\W\d_]+|\d+", quote.lower())
    return frozenset([_stem(w) for w in words if w not in small and w not in adverb])


@kept(8192)
def _stem(word: str) -> str:
    stem = _SUFFIX.sub("", _PREFIX.sub("", word)) if len(word) > _AFFIXED else word
    return stem[:_STEM] if len(stem) > _SHORT else word[:_STEM]


def _same(old: _Kept, new: _Kept) -> bool:
    kept, other = old.directive, new.directive
    if kept.quote.span.overlaps(other.quote.span) or _recalls(old, new):
        return True
    if kept.kind is Kind.PRIORITY and other.kind is Kind.PRIORITY:
        return old.words <= new.words or new.words <= old.words
    if kept.owners and other.owners and old.owning.isdisjoint(new.owning):
        return False
    if kept.due and other.due and kept.due.day != other.due.day:
        return False
    shared = len(old.words & new.words)
    small, large = sorted((len(old.words), len(new.words)))
    return shared >= _FEWEST and shared >= _OF_SMALL * small and shared >= _OF_LARGE * large


def _recalls(old: _Kept, new: _Kept) -> bool:
    """Whether *new*, right behind *old*, only says more of it: "Regu itu mesti sudah terbentuk …"."""
    kept, other = old.directive, new.directive
    start = other.quote.text.lower().split()[:5]
    near = 0 <= other.quote.span.start - kept.quote.span.end < _NEAR
    return near and not other.owners and bool(old.words & new.words) and any(w in ("itu", "tersebut") for w in start)


def _better(new: Directive, old: Directive) -> bool:
    return _worth(new) > _worth(old)


def _worth(directive: Directive) -> tuple[bool, bool, bool, int]:
    return (
        directive.due is not None,
        bool(directive.owners),
        directive.kind.tracked,
        min(len(directive.quote.text), 120),
    )


def _joined(main: Directive, other: Directive) -> Directive:
    also = [*main.also, *other.also]
    if not main.quote.span.overlaps(other.quote.span):
        also.append(other.quote)
    return replace(
        main,
        also=tuple(also),
        owners=main.owners or other.owners,
        due=main.due or other.due,
        speaker=main.speaker or other.speaker,
        kind=main.kind if main.kind.tracked else other.kind,
    )

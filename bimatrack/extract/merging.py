"""Puts together what a release says twice."""

import re
from dataclasses import replace

from bimatrack.extract.passage import HEADLINE
from bimatrack.model import Directive, Kind
from bimatrack.rules.language import language

_SUMMED = 0.34  # share of the stems of the shorter
_NEAR = 250  # characters
_PREFIX = re.compile(
    r"^(?:meng(?=[aiueokgh])|meny|mem(?=[bpf])|men(?=[dtcj])|me(?=[lrwmny])|di|ter|ber|pe(?:ng|ny|m|n)?|per)"
)
_SUFFIX = re.compile(r"(?:kan|nya|lah|an|i)$")
_AFFIXED, _STEM, _SHORT = 5, 6, 2  # letters


def merge(found: tuple[Directive, ...]) -> tuple[Directive, ...]:
    """Keep each ask once, its further mentions as *also*; the one with a deadline, an owner or more words is kept."""
    kept: list[Directive] = []
    bags: list[frozenset[str]] = []
    for directive in sorted(found, key=lambda d: d.rule == HEADLINE):
        bag = stems(directive.quote.text)
        if directive.rule == HEADLINE:
            _settle(directive, bag, kept, bags)
            continue
        twin = next(
            (i for i in range(len(kept) - 1, max(-1, len(kept) - 40), -1) if _same(kept[i], bags[i], directive, bag)),
            None,
        )
        if twin is None:
            kept.append(directive)
            bags.append(bag)
        elif _better(directive, kept[twin]):
            kept[twin] = _joined(directive, kept[twin])
            bags[twin] = bag
        else:
            kept[twin] = _joined(kept[twin], directive)
    return tuple(sorted(map(_ordered, kept), key=lambda d: d.quote.span))


def _ordered(directive: Directive) -> Directive:
    """Put the further mentions of a directive in the order of the text."""
    return replace(directive, also=tuple(sorted(directive.also, key=lambda q: q.span))) if directive.also else directive


def _settle(headline: Directive, bag: frozenset[str], kept: list[Directive], bags: list[frozenset[str]]) -> None:
    """Put what the headline asks to the ask of the text that it sums up; keep it if the text asks no such thing.

    A headline that sets the deadline of asks in the text sums those up, whatever its words are.
    """
    shares = [len(bag & other) / max(1, min(len(bag), len(other))) for other in bags]
    best = max(range(len(kept)), key=shares.__getitem__, default=None)
    if best is not None and shares[best] >= _SUMMED:
        kept[best] = replace(kept[best], also=tuple(sorted((*kept[best].also, headline.quote), key=lambda q: q.span)))
    elif headline.due is not None and all(one.due is None or one.due.day != headline.due.day for one in kept):
        kept.append(headline)
        bags.append(bag)


def stems(quote: str) -> frozenset[str]:
    """Return the words that carry meaning, cut down to their stems."""
    classes = language().classes
    words = (
        w
        for w in re.findall(r"[^\W\d_]+|\d+", quote.lower())
        if w not in language().classes.small and w not in classes.adverb
    )
    return frozenset(_stem(w) for w in words)


def _stem(word: str) -> str:
    stem = _SUFFIX.sub("", _PREFIX.sub("", word)) if len(word) > _AFFIXED else word
    return stem[:_STEM] if len(stem) > _SHORT else word[:_STEM]


def _same(kept: Directive, bag: frozenset[str], other: Directive, words: frozenset[str]) -> bool:
    if kept.quote.span.overlaps(other.quote.span):
        return True
    if _recalls(kept, bag, other, words):
        return True
    shared = len(bag & words)
    small, large = sorted((len(bag), len(words)))
    if kept.kind is Kind.PRIORITY and other.kind is Kind.PRIORITY:
        return bag <= words or words <= bag
    if kept.owners and other.owners and not _share(kept, other):
        return False
    if kept.due and other.due and kept.due.day != other.due.day:
        return False
    return shared >= 2 and shared >= 0.6 * small and shared >= 0.3 * large  # noqa: PLR2004 - shares of common stems


def _recalls(kept: Directive, bag: frozenset[str], other: Directive, words: frozenset[str]) -> bool:
    """Whether *other*, right behind *kept*, only says more of it: "Regu itu mesti sudah terbentuk …"."""
    start = other.quote.text.lower().split()[:5]
    near = 0 <= other.quote.span.start - kept.quote.span.end < _NEAR
    return near and not other.owners and bool(bag & words) and any(w in ("itu", "tersebut") for w in start)


def _share(one: Directive, other: Directive) -> bool:
    return bool(
        frozenset().union(*(stems(o.text) for o in one.owners))
        & frozenset().union(*(stems(o.text) for o in other.owners))
    )


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

"""Measures reading against annotated releases: `python tests/scoring.py [FOLDER]` prints the figures.

A folder holds STEM.txt and STEM.json pairs in the form that data/README.md describes. A directive is found when
its quote and the annotated one share at least half of the shorter; it is usable when owner and due are right too.
"""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bimatrack.model import Directive, Extraction, Span
from bimatrack.readers import read_document
from bimatrack.reading import read
from bimatrack.registry import Registry

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
TRACKED = ("priority", "project", "instruction")


@dataclass
class Tally:
    """How many were annotated, read, and read rightly."""

    gold: int = 0
    read: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall: 1 when all was found and nothing else."""
        return 2 * self.right / (self.gold + self.read) if self.gold + self.read else 1.0


@dataclass
class Figures:
    """The tallies over a folder of releases."""

    directives: Tally
    usable: Tally
    dues: Tally
    events: Tally
    releases: int = 0
    days_right: int = 0


def measure(folder: Path) -> Figures:
    """Read all releases of *folder* and count what is right."""
    registry = Registry.load()
    figures = Figures(Tally(), Tally(), Tally(), Tally())
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = read(read_document(path.with_suffix(".txt")), registry)
        _count(gold, found, figures)
    return figures


def _count(gold: dict, found: Extraction, figures: Figures) -> None:
    figures.releases += 1
    figures.days_right += _iso(found.release.day) == gold["date"]
    text = found.release.text
    wanted = [one for one in gold["directives"] if one["kind"] in TRACKED]
    places = [_places(text, one) for one in wanted]
    soft = [span for one in gold["directives"] if one["kind"] not in TRACKED for span in _places(text, one)]
    read_ones = [one for one in found.directives if one.kind.tracked]
    pairs = _pairs(read_ones, places)
    excused = [
        one
        for index, one in enumerate(read_ones)
        if index not in pairs and any(_share(one.quote.span, s) for s in soft)
    ]
    counted = len(read_ones) - len(excused)
    for tally, right in (
        (figures.directives, len(pairs)),
        (figures.usable, sum(_usable(read_ones[i], wanted[j]) for i, j in pairs.items())),
    ):
        tally.gold += len(wanted)
        tally.read += counted
        tally.right += right
    figures.dues.gold += sum(one["due"] is not None for one in wanted)
    figures.dues.read += sum(_due(one) is not None for one in read_ones if one not in excused)
    figures.dues.right += sum(
        _due(read_ones[i]) == wanted[j]["due"] is not None for i, j in pairs.items() if wanted[j]["due"]
    )
    _count_events(gold["events"], found, figures.events)


def _count_events(gold: list[dict], found: Extraction, tally: Tally) -> None:
    left = [(one["start"], one["end"], _words([one["title"]])) for one in gold]
    tally.gold += len(left)
    tally.read += len(found.events)
    for event in found.events:
        for one in left:
            if one[:2] == (_iso(event.start), _iso(event.end)) and one[2] & _words([event.title]):
                left.remove(one)
                tally.right += 1
                break


def _pairs(read_ones: Sequence[Directive], places: list[list[Span]]) -> dict[int, int]:
    """Pair what was read with what was annotated, the closest first, each once."""
    fits = sorted(
        (-max(_dice(one.quote.span, span) for span in spans), i, j)
        for i, one in enumerate(read_ones)
        for j, spans in enumerate(places)
        if any(_share(one.quote.span, span) for span in spans)
    )
    pairs: dict[int, int] = {}
    for _fit, i, j in fits:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _places(text: str, one: dict) -> list[Span]:
    quotes = [one["quote"], *one.get("also", [])]
    forms = [r"\s+".join(map(re.escape, quote.split())) for quote in quotes]
    return [Span(*match.span()) for form in forms for match in re.finditer(form, text)]


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _share(a: Span, b: Span) -> bool:
    return 2 * _common(a, b) >= min(a.end - a.start, b.end - b.start)


def _dice(a: Span, b: Span) -> float:
    return 2 * _common(a, b) / (a.end - a.start + b.end - b.start)


def _usable(directive: Directive, gold: dict) -> bool:
    return _due(directive) == gold["due"] and _agree([owner.text for owner in directive.owners], gold["owners"])


def _agree(read_owners: list[str], gold: list[str]) -> bool:
    if not read_owners or not gold:
        return not read_owners and not gold
    a, b = _words(read_owners), _words(gold)
    return 4 * len(a & b) >= len(a) + len(b)


def _words(texts: Iterable[str]) -> set[str]:
    found = {word for text in texts for word in re.findall(r"\w+", text.lower())}
    return found - {"kepala", "seluruh", "para", "semua", "dan", "di", "yang", "kota", "kabupaten"} or found


def _due(directive: Directive) -> str | None:
    return _iso(directive.due.day) if directive.due else None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def main(folder: Path) -> None:
    """Print the figures of *folder*."""
    figures = measure(folder)
    for name in ("directives", "usable", "dues", "events"):
        tally = getattr(figures, name)
        print(f"{name:<11} F1 {tally.f1:.3f}   right {tally.right} of {tally.gold} annotated, {tally.read} read")
    print(f"{'days':<11} {figures.days_right} of {figures.releases} right")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS)

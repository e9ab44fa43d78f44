"""Events as they are gathered: each once, under the plainest title that the text gives it."""

import re

from msgspec import Struct

from bimatrack.altering import replace
from bimatrack.extract.naming import Sure
from bimatrack.model import Event

_WORD = re.compile(r"[^\W\d_]{3,}")
_MOST_COMPARED = 60  # what is named twice is named not far apart
_COMMON = frozenset(
    ("dan", "yang", "dalam", "rangka", "kota", "kabupaten", "tahun", "kegiatan", "acara", "tingkat", "untuk")
)


class Occasion(Struct, frozen=True):
    """An event, and how sure its title is."""

    event: Event
    sure: Sure

    @property
    def meaning(self) -> frozenset[str]:
        """The words of the title that tell one event from another."""
        return frozenset(_WORD.findall(self.event.title.lower())) - _COMMON


def gather(found: list[Occasion], new: Occasion) -> None:
    """Add to *found* what was not found before; of two for one thing, the surer title and the longer time are kept."""
    first = max(0, len(found) - _MOST_COMPARED)
    for number, old in enumerate(found[first:], first):
        if _is_same(old, new):
            found[number] = _merged(old, new)
            return
    found.append(new)


def _is_same(old: Occasion, new: Occasion) -> bool:
    one, other = old.event, new.event
    mine, yours = old.meaning, new.meaning
    if (one.start, one.end) == (other.start, other.end):
        return min(old.sure, new.sure) <= Sure.DEED or bool(mine & yours)
    inside = (one.start <= other.start and other.end <= one.end) or (other.start <= one.start and one.end <= other.end)
    return inside and bool(mine and yours) and (mine <= yours or yours <= mine)


def _merged(old: Occasion, new: Occasion) -> Occasion:
    longer = max((old, new), key=lambda found: found.event.end - found.event.start)
    surer = max((old, new), key=lambda found: found.sure)
    if old.sure == new.sure:
        surer = max((old, new), key=lambda found: len(found.meaning))
    event = replace(surer.event, start=longer.event.start, end=longer.event.end)
    return Occasion(replace(event, place=event.place or old.event.place or new.event.place), surer.sure)

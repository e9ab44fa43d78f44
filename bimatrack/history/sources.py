"""Where directives come from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bimatrack.history.kept import KeptEvent, KeptRelease


@dataclass(frozen=True, slots=True)
class Source:
    """Where directives come from: a meeting, else the release that told of it, and its day; blank for those by hand."""

    name: str = ""
    day: date | None = None


def find_sources(releases: Sequence[KeptRelease], events: Iterable[KeptEvent]) -> Mapping[int, Source]:
    """Return the source by release id: the first event on the release's own day, else the release's title."""
    days = {kept.number: kept.release.day for kept in releases}
    meetings: dict[int, str] = {}
    for kept in events:
        if kept.event.start == days.get(kept.release):
            meetings.setdefault(kept.release, kept.event.title)
    return {kept.number: Source(meetings.get(kept.number) or kept.release.title, kept.release.day) for kept in releases}

"""Where directives come from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from bimatrack.history.kept import KeptEvent, KeptRelease
from bimatrack.literal import is_address

# What is done and not held, written small since no name begins with it: "meninjau empat rumah pompa".
_DEED = re.compile(
    r"(?:me(?!nteri|nara|ntal|mo|ria|rdeka|dia|ja\b)(?:m|n|ng|ny|l|r|w|y)[a-z]{3,}|ber(?!sih|ita|kas|sama|kat)[a-z]{4,})\s"
)


class Source(Struct, frozen=True):
    """Where directives come from: a meeting, else the release that told of it, and its day; blank for those by hand.

    *address* is where that release stands on the web, "" for one that was read from a file.
    """

    name: str = ""
    day: date | None = None
    address: str = ""


def headed(name: str) -> str:
    """Return the *name* of a meeting with a capital, as it stands at the head of a line: "Apel gabungan"."""
    return name[:1].upper() + name[1:] if name.partition(" ")[0].isalpha() else name


def find_sources(releases: Sequence[KeptRelease], events: Iterable[KeptEvent]) -> Mapping[int, Source]:
    """Return the source by release id: the first event on the release's own day, else the release's title.

    What begins with a verb in small letters is a deed, and no name of a meeting.
    """
    days = {kept.number: kept.release.day for kept in releases}
    meetings: dict[int, str] = {}
    for kept in events:
        if kept.event.start == days.get(kept.release) and not _DEED.match(kept.event.title):
            meetings.setdefault(kept.release, kept.event.title)
    return {kept.number: _source(kept, meetings.get(kept.number, "")) for kept in releases}


def _source(kept: KeptRelease, meeting: str) -> Source:
    release = kept.release
    return Source(headed(meeting or release.title), release.day, release.source if is_address(release.source) else "")

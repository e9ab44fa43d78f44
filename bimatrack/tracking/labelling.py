"""Sets directives apart by what people think of them: tags, and how much they matter."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bimatrack.errors import NothingToDoError, UsageError
from bimatrack.history import Action, Tracked
from bimatrack.i18n import _
from bimatrack.model import Priority
from bimatrack.store import Draft, Store
from bimatrack.tracking.recording import Mark, Outcome, Sets, record

_LONGEST = 40  # letters of a tag, so that lists hold it
_TAG = re.compile(r"\w[\w./+-]*")
_NEAR = 3
_LEVELS = {
    "high": Priority.HIGH,
    "tinggi": Priority.HIGH,
    "normal": Priority.NORMAL,
    "biasa": Priority.NORMAL,
    "sedang": Priority.NORMAL,
    "low": Priority.LOW,
    "rendah": Priority.LOW,
}


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag that is in use: how many directives carry it, and how many of them are still open."""

    tag: str
    directives: int
    open: int


def fold_tag(word: str) -> str:
    """Return the tag that *word* means, without a leading "#": small letters, hyphens for white space.

    Raises:
        UsageError: it holds what no tag can hold.
    """
    tag = "-".join(unicodedata.normalize("NFKC", word).casefold().removeprefix("#").split())
    if not _TAG.fullmatch(tag) or len(tag) > _LONGEST:
        raise UsageError(
            _("“{word}” is no tag; a tag is at most {n} letters, figures and hyphens, as in prioritas-wali.").format(
                word=word, n=_LONGEST
            )
        )
    return tag


def read_tags(words: Iterable[str]) -> tuple[str, ...]:
    """Read tags as people type them, each once: "#rapat", "prioritas wali", "a,b".

    Raises:
        UsageError: there is none, or one cannot be a tag; a bare number is none, as it may be meant for an id.
    """
    parts = [part.strip() for word in words for part in word.split(",") if part.strip()]
    if not parts:
        raise UsageError(_("A tag is missing; write it behind the ids, as in 3 5-7 prioritas-wali."))
    for part in parts:
        if part.isdecimal():
            raise UsageError(
                _("“{word}” stands among the tags; write ids first, or #{word} if it is a tag.").format(word=part)
            )
    return tuple(dict.fromkeys(map(fold_tag, parts)))


def tag(store: Store, numbers: Iterable[int], tags: Iterable[str], mark: Mark) -> Outcome:
    """Put *tags* (as `read_tags` gives them) on directives, behind those they have.

    Raises:
        NothingToDoError: all have them already.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        return (("tags", tuple(dict.fromkeys((*tracked.state.tags, *new)))),)

    new = tuple(tags)
    return record(store, numbers, mark, Action.TAG, values)


def untag(store: Store, numbers: Iterable[int], tags: Iterable[str], mark: Mark) -> Outcome:
    """Take *tags* off directives; one that none of them carries is refused.

    Raises:
        NothingToDoError: none of the directives carries one of the tags.
    """

    def values(tracked: Tracked, _draft: Draft) -> Sets:
        return (("tags", tuple([one for one in tracked.state.tags if one not in old])),)

    wanted, old = tuple(dict.fromkeys(numbers)), tuple(tags)
    _check_carried([store.directive(number) for number in wanted], old)
    return record(store, wanted, mark, Action.UNTAG, values)


def tags_in_use(directives: Iterable[Tracked]) -> tuple[TagCount, ...]:
    """Count the tags of *directives*, the most used first."""
    every: Counter[str] = Counter()
    still: Counter[str] = Counter()
    for tracked in directives:
        every.update(tracked.state.tags)
        if not tracked.state.status.closed:
            still.update(tracked.state.tags)
    return tuple(TagCount(one, every[one], still[one]) for one in sorted(every, key=lambda one: (-every[one], one)))


def read_priority(word: str) -> Priority:
    """Read a level of priority in English or Indonesian.

    Raises:
        UsageError: it is none.
    """
    level = _LEVELS.get(word.strip().casefold())
    if level is None:
        raise UsageError(
            _("“{word}” is no priority; write high, normal or low (tinggi, biasa, rendah).").format(word=word)
        )
    return level


def prioritize(store: Store, numbers: Iterable[int], level: Priority, mark: Mark) -> Outcome:
    """Say how much directives matter beside others.

    Raises:
        NothingToDoError: all have that priority already.
    """
    return record(store, numbers, mark, Action.PRIORITY, lambda _tracked, _draft: (("priority", level),))


def _check_carried(directives: list[Tracked], tags: tuple[str, ...]) -> None:
    carried = tuple(dict.fromkeys(one for tracked in directives for one in tracked.state.tags))
    for missing in [one for one in tags if directives and one not in carried]:
        from difflib import get_close_matches

        near = get_close_matches(missing, carried, _NEAR) or carried[:_NEAR]
        sentence = _("No directive of these has the tag #{tag}.").format(tag=missing)
        guess = _("Did you mean {near}?").format(near=", ".join(f"#{one}" for one in near))
        raise NothingToDoError(f"{sentence} {guess}" if near else sentence)

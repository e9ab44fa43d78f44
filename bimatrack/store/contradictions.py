"""Entries of a damaged store that can each be read, but cannot all be true."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from bimatrack.i18n import _
from bimatrack.store import mending
from bimatrack.store.shape import Tables

Row = dict[str, Any]


def out_of_order(tables: Tables) -> frozenset[str]:
    """Return the numbers of the fewest changes that stand between others of later or earlier steps."""
    numbered = sorted((int(number), row["step"]) for number, row in _readable(tables["changes"]))
    steps = [step for _number, step in numbered]
    # The longest series of steps that never falls: what is not in it stands out.
    ends: list[int] = []
    length: list[int] = []
    for step in steps:
        place = bisect_right(ends, step)
        ends[place : place + 1] = [step]
        length.append(place)
    wanted, kept = len(ends) - 1, set()
    last = None
    for place in range(len(steps) - 1, -1, -1):
        if length[place] == wanted and (last is None or steps[place] <= last):
            kept.add(place)
            wanted, last = wanted - 1, steps[place]
    return frozenset(str(number) for place, (number, _step) in enumerate(numbered) if place not in kept)


def crossing(tables: Tables) -> frozenset[str]:
    """Return the numbers of all changes that stand before one of an earlier step, or behind one of a later step."""
    numbered = sorted((int(number), row["step"]) for number, row in _readable(tables["changes"]))
    highest = accumulate((step for _number, step in numbered), max)
    lowest = [*accumulate((step for _number, step in reversed(numbered)), min)][::-1]
    return frozenset(
        str(number)
        for (number, step), before, after in zip(numbered, highest, lowest, strict=True)
        if step < before or step > after
    )


def contradictions(tables: Tables) -> Iterator[tuple[str, str]]:
    """Find the directives whose words are not those of their release, or of their history; say of each which."""
    births = dict(mending.births(tables["changes"]))
    for number, row in tables["directives"].items():
        if mending.trouble_of("directives", int(number), row):
            continue
        text = _text(tables, row)
        quote, (start, end) = row["said"]["quote"]
        if text is not None and text[start:end] != quote:
            yield number, _("its words do not stand in its release")
        elif number in births and births[number].get("text") != row["said"]["text"]:
            yield number, _("its words are others than those of its history")


def _text(tables: Tables, row: Mapping[str, Any]) -> str | None:
    release = tables["releases"].get(str(row.get("release")))
    words = release.get("release") if isinstance(release, dict) else None
    text = words.get("text") if isinstance(words, dict) else None
    return text if isinstance(text, str) else None


def _readable(rows: Any) -> Iterator[tuple[str, Row]]:  # noqa: ANN401 - what a damaged file holds
    for number, row in rows.items():
        if number.isdecimal() and isinstance(row, dict) and type(row.get("step")) is int:
            yield number, row

"""Tables and figures of the page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bimatrack.days import short_day
from bimatrack.exporters.markup import Markup, element, together
from bimatrack.labels import percent

NOTHING = "–"
_FULL = 100


class Sort(StrEnum):
    """What the page's script sorts a column by: its words, its numbers, or the first day in its cells."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; that of numbers is aligned to the right."""

    title: str
    sort: Sort = Sort.TEXT


def table(
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Markup],
    *,
    class_: str | None = None,
    sortable: bool = False,
) -> Markup:
    """Write a table whose *rows* are `tr` elements; where it is *sortable* its heads say how."""
    heads = [
        element(
            "th",
            column.title,
            scope="col",
            class_="number" if column.sort is Sort.NUMBER else None,
            data_sort=column.sort.value if sortable else None,
        )
        for column in columns
    ]
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_=class_,
    )


def row(head: str, *cells: str, numbers: Iterable[int] = ()) -> Markup:
    """Write a row with its *head* in front; the cells at the places *numbers* (from 0, head: -1) stand to the right."""
    right = frozenset(numbers)
    return element(
        "tr",
        element("th", head, scope="row", class_="number" if -1 in right else None),
        *(element("td", cell, class_="number" if at in right else None) for at, cell in enumerate(cells)),
    )


def numbers_row(head: str, *cells: str) -> Markup:
    """Write a row whose cells are all numbers."""
    return row(head, *cells, numbers=range(len(cells)))


def day_mark(day: date | None, nothing: str = NOTHING) -> Markup:
    """Write a day so that programs and the page's script can read it, too."""
    if day is None:
        return element("span", nothing)
    return element("time", short_day(day), datetime=day.isoformat())


def bar(share: float | None) -> Markup:
    """Draw *share* of 100 as a bar, its number behind it; prints whether or not backgrounds are printed."""
    full = min(max(share or 0.0, 0.0), float(_FULL))
    drawing = element(
        "svg",
        element("rect", width=_FULL, height=8, class_="all"),
        element("rect", width=full, height=8, class_="full"),
        viewBox=f"0 0 {_FULL} 8",
        preserveAspectRatio="none",
        class_="bar",
        aria_hidden="true",
    )
    return element("span", drawing, percent(share), class_="share")


def lines(parts: Iterable[str]) -> Markup:
    """Write *parts* below each other, empty ones left out."""
    return together([part for part in parts if part], element("br"))

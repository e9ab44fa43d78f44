"""What the charts are drawn with: texts, swatches, scales, axes, the sheet around them."""

import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bimatrack.days import short_day, short_month
from bimatrack.exporters.charts.palette import Palette
from bimatrack.exporters.markup import Attribute, Markup, element, together
from bimatrack.literal import one_line

FONT = 12
LINE = 15
# A letter is about this wide, in parts of the size; wide enough for all generic fonts without serifs.
_LETTER = 0.56
_BY_WEEK = 70
_MONTHS = 12
_TICK = 48


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number lies: *first* at *start*, *last* at *end*, both in the units of the drawing."""

    first: float
    last: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of *value*."""
        share = (value - self.first) / (self.last - self.first) if self.last > self.first else 0.0
        return self.start + share * (self.end - self.start)


def sheet(name: str, title: str, description: str, size: tuple[float, float], parts: Iterable[str]) -> Markup:
    """Put *parts* on a sheet of *size*, width and height, that readers of the screen can tell about.

    *name* makes the ids of one chart differ from those of the others on a page.
    """
    width, height = size
    return element(
        "svg",
        element("title", title, id=f"chart-{name}-title"),
        element("desc", description, id=f"chart-{name}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"chart-{name}-title",
        aria_describedby=f"chart-{name}-desc",
    )


def label(words: str, place: tuple[float, float], palette: Palette, **attributes: Attribute) -> Markup:
    """Write *words* with their foot at *place*, x and y."""
    attributes.setdefault("fill", palette.ink)
    return element("text", words, x=place[0], y=place[1], font_family=palette.font, font_size=FONT, **attributes)


def lines_of(words: str, width: float, most: int = 2) -> list[str]:
    """Break *words* into at most *most* lines of *width*, the last one cut short with "…" if need be."""
    room = max(int(width / (FONT * _LETTER)), 4)
    return textwrap.wrap(one_line(words), room, max_lines=most, placeholder=" …") or [""]


def wide(words: str) -> float:
    """Return about how wide *words* are."""
    return len(words) * FONT * _LETTER


def hatch(name: str, palette: Palette) -> Markup:
    """Return the pattern of what is late, "url(#NAME-late)", so that colour is not the only sign of it."""
    stripe = element("path", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5", stroke=palette.late, stroke_width=2, fill="none")
    ground = element("rect", width=6, height=6, fill=palette.paper)
    pattern = element("pattern", ground, stripe, id=f"{name}-late", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def legend(entries: Sequence[tuple[Markup, str]], palette: Palette) -> Markup:
    """Write what each swatch, drawn 24 wide and 10 high, means: in one line at the top."""
    parts: list[Markup] = []
    x = 0.0
    for swatch, words in entries:
        parts += (element("g", swatch, transform=f"translate({x:g} 2)"), label(words, (x + 30, 11), palette))
        x += 30 + wide(words) + 20
    return together(parts)


def steps(most: int) -> list[int]:
    """Return round numbers from 0 up to the first that is not below *most*, six at most."""
    size = max(most / 5, 1)
    power = 10 ** math.floor(math.log10(size))
    step = next(int(power * factor) for factor in (1, 2, 5, 10) if power * factor >= size)
    return list(range(0, max(most, 1) + step, step))


def days_on_axis(first: date, last: date, most: int) -> list[tuple[date, str]]:
    """Return up to *most* days from *first* to *last* that an axis names: weeks, or firsts of months in even steps."""
    if (last - first).days <= _BY_WEEK:
        step = 7 * math.ceil((last - first).days / 7 / most)
        found = [first + timedelta(days=days) for days in range(0, (last - first).days + 1, step or 7)]
        return [(day, short_day(day).rpartition(" ")[0]) for day in found]
    months = (last.year - first.year) * _MONTHS + last.month - first.month + 1
    step = next((step for step in (1, 2, 3, 6) if months <= step * most), _MONTHS * math.ceil(months / _MONTHS / most))
    found = [_month_after(first, ahead) for ahead in range(0, months, step)]
    return [(day, short_month(day)) for day in found if first <= day <= last]


def day_axis(scale: Scale, range_: tuple[date, date], height: tuple[float, float], palette: Palette) -> Markup:
    """Draw the days of *range_* across: a line for each from the top to the bottom of *height*, its name below."""
    top, bottom = height
    parts: list[Markup] = []
    shown = 0
    most = max(int((scale.end - scale.start) / _TICK), 2)
    for day, name in days_on_axis(*range_, most):
        x = scale(day.toordinal())
        parts.append(element("line", x1=x, x2=x, y1=top, y2=bottom, stroke=palette.rule))
        parts.append(label(name, (x, bottom + 15), palette, fill=palette.quiet, text_anchor="middle"))
        if day.year != shown:
            parts.append(label(str(day.year), (x, bottom + 29), palette, fill=palette.quiet, text_anchor="middle"))
            shown = day.year
    return together(parts)


def _month_after(day: date, ahead: int) -> date:
    number = day.year * _MONTHS + day.month - 1 + ahead
    year, month = min(number // _MONTHS, date.max.year), number % _MONTHS + 1
    return date(year, month, 1)

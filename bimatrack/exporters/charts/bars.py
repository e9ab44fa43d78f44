"""What is open as bars, the part that is overdue hatched: by unit, and by age."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bimatrack.exporters.charts.canvas import FONT, LINE, hatch, label, legend, lines_of, sheet, wide
from bimatrack.exporters.charts.palette import Palette
from bimatrack.exporters.markup import Markup, element, together
from bimatrack.i18n import _
from bimatrack.labels import age_label, number
from bimatrack.reporting import PeriodReport

MOST = 12
_TOP = 26
_BAR = 16
_GAP = 8
_NAMES = 0.4


@dataclass(frozen=True, slots=True)
class Bar:
    """How many are open under one heading, and how many of them overdue."""

    name: str
    open: int
    overdue: int


def units_chart(report: PeriodReport, palette: Palette, width: int) -> Markup:
    """Draw what is open in the 12 units that have most of it, the others in one bar."""
    bars = [Bar(one.name or _("(nobody named)"), one.open, one.overdue) for one in report.by_unit if one.open]
    # What names nobody stands last of its size.
    bars.sort(key=lambda bar: (-bar.open, -bar.overdue))
    shown, rest = bars[:MOST], bars[MOST:]
    if rest:
        name = _("others ({n})").format(n=number(len(rest)))
        shown.append(Bar(name, sum(bar.open for bar in rest), sum(bar.overdue for bar in rest)))
    return _chart("units", _("Open and overdue by unit"), shown, palette, width)


def ages_chart(report: PeriodReport, palette: Palette, width: int) -> Markup:
    """Draw what is open by how long ago it was asked."""
    bars = [Bar(age_label(one.first, one.last), one.open, one.overdue) for one in report.ages]
    return _chart("ages", _("How long it has been open"), bars, palette, width)


def _chart(name: str, title: str, bars: Sequence[Bar], palette: Palette, width: int) -> Markup:
    names = width * _NAMES
    room = max(width - names - 16 - max(wide(_amount(bar)) for bar in bars), _BAR)
    unit = room / max(1, *(bar.open for bar in bars))
    late = f"url(#{name}-late)"
    parts: list[Markup] = [hatch(name, palette), _legend(palette, late)]
    y = float(_TOP)
    for bar in bars:
        lines = lines_of(bar.name, names)
        height = max(_BAR, LINE * len(lines))
        parts += (
            _lines(lines, (names, y + height / 2), palette),
            _stack(bar, (names + 8, y + (height - _BAR) / 2), unit, palette, late),
        )
        y += height + _GAP
    return sheet(name, title, _description(bars), (width, y), parts)


def _legend(palette: Palette, late: str) -> Markup:
    in_time = _block(0, 24, 0, 10, fill=palette.open)
    overdue = _block(0, 24, 0, 10, fill=late, stroke=palette.late)
    return legend(((in_time, _("Open")), (overdue, _("Overdue"))), palette)


def _amount(bar: Bar) -> str:
    overdue = f" · {_('{n} overdue').format(n=number(bar.overdue))}" if bar.overdue else ""
    return f"{number(bar.open)}{overdue}"


def _description(bars: Iterable[Bar]) -> str:
    return f"{'; '.join(f'{bar.name}: {_amount(bar)}' for bar in bars)}."


def _lines(lines: Sequence[str], place: tuple[float, float], palette: Palette) -> Markup:
    """Write *lines* that end at the x of *place*, their middle at its y."""
    x, middle = place
    first = middle - LINE * (len(lines) - 1) / 2 + FONT * 0.35
    return together(label(line, (x, first + LINE * at), palette, text_anchor="end") for at, line in enumerate(lines))


def _stack(bar: Bar, place: tuple[float, float], unit: float, palette: Palette, late: str) -> Markup:
    x, y = place
    overdue, in_time = bar.overdue * unit, (bar.open - bar.overdue) * unit
    parts = [
        # The overdue lie at the base, where their lengths can be compared.
        _block(x, overdue, y, _BAR, fill=late, stroke=palette.late) if bar.overdue else Markup(),
        _block(x + overdue, in_time, y, _BAR, fill=palette.open) if in_time else Markup(),
        label(_amount(bar), (x + overdue + in_time + (6 if bar.open else 0), y + _BAR - 4), palette),
    ]
    return together(parts)


def _block(x: float, width: float, y: float, height: float, *, fill: str, stroke: str | None = None) -> Markup:
    return element("rect", x=x, y=y, width=width, height=height, fill=fill, stroke=stroke)
